import { notFound } from '../model/declined.js'
import type { Area, Sheet } from '../model/sheet.js'
import type { Seat } from '../seat.js'
import type { Kind } from './kind.js'
import { collection, kind } from './kind.js'
import { given } from './range-address.js'
import { rangeOf } from './reach.js'

type Lines = 'rows' | 'columns'

interface Breaks {
  sheet: Sheet
  lines: Lines
}

/** A page ends before this row or column. */
interface Break extends Breaks {
  line: number
}

const kept = ({ lines }: Breaks) => (lines === 'rows' ? 'horizontalPageBreaks' : 'verticalPageBreaks')

const linesOf = (breaks: Breaks) => (breaks.sheet.pageLayout[kept(breaks)] ?? []) as readonly number[]

function keep(breaks: Breaks, lines: readonly number[]): void {
  breaks.sheet.pageLayout[kept(breaks)] = [...new Set(lines)].sort((a, b) => a - b)
  breaks.sheet.workbook.happened({ kind: 'appearance', sheet: breaks.sheet })
}

const placed = (breaks: Breaks): Break[] => linesOf(breaks).map(line => ({ ...breaks, line }))

const pageBreak: Kind<Break> = kind<Break>('PageBreak', {
  properties: {
    rowIndex: ({ lines, line }) => (lines === 'rows' ? line : 0),
    columnIndex: ({ lines, line }) => (lines === 'columns' ? line : 0),
  },
  methods: {
    delete: ({ line, ...breaks }: Break) =>
      keep(
        breaks,
        linesOf(breaks).filter(other => other !== line),
      ),
    getCellAfterBreak: ({ sheet, lines, line }: Break) =>
      rangeOf({ sheet, row: lines === 'rows' ? line : 0, column: lines === 'rows' ? 0 : line, rows: 1, columns: 1 }),
  },
})

/** Where pages end that a person or an add-in set: before which rows, or before which columns. */
export const pageBreaks: Kind<Breaks> = collection<Breaks, Break>('PageBreakCollection', {
  item: () => pageBreak,
  items: placed,
  find: (breaks, index: number) => placed(breaks)[index],
  methods: {
    add: (breaks: Breaks, _seat: Seat, before: Area | string) => {
      const { row, column } = given(breaks.sheet, before)
      const line = breaks.lines === 'rows' ? row : column
      keep(breaks, [...linesOf(breaks), line])
      const made = placed(breaks).find(each => each.line === line)
      if (!made) throw notFound()
      return pageBreak.of(made)
    },
    removePageBreaks: (breaks: Breaks) => keep(breaks, []),
  },
})
