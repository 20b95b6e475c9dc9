import { rectangle } from '../model/address.js'
import { texts } from '../model/read.js'
import type { Area } from '../model/sheet.js'
import { STANDARD_HEIGHT, STANDARD_WIDTH, usedArea } from '../model/sheet.js'
import { writeStyle } from '../model/write.js'
import { collection, kind } from './kind.js'
import type { Kind, Property } from './kind.js'
import { BORDER, EDGES, FILL, FONT, styleProperties } from './look.js'

const font = kind<Area>('RangeFont', { properties: styleProperties('font/', FONT) })

const fill = kind<Area>('RangeFill', {
  properties: styleProperties('fill/', { ...FILL, color: '#FFFFFF' }),
  methods: { clear: (area: Area) => writeStyle(area, 'fill/color', '#FFFFFF') },
})

const protection = kind<Area>('FormatProtection', { properties: styleProperties('protection/', { locked: true, formulaHidden: false }) })

interface Border {
  area: Area
  edge: string
}

const border: Kind<Border> = kind<Border>('RangeBorder', {
  properties: {
    id: ({ edge }) => edge,
    sideIndex: ({ edge }) => edge,
    ...Object.fromEntries(
      Object.keys(BORDER).map(name => [
        name,
        {
          get: ({ area, edge }: Border, seat) => styleProperties(`borders/${edge}/`, BORDER)[name].get(area, seat),
          set: ({ area, edge }: Border, value: string) => writeStyle(area, `borders/${edge}/${name}`, value),
        } satisfies Property<Border>,
      ]),
    ),
  },
})

const borders = collection<Area, Border>('RangeBorderCollection', {
  item: () => border,
  items: area => EDGES.map(edge => ({ area, edge })),
  find: (area, edge: string) => (EDGES.includes(edge) ? { area, edge } : undefined),
})

type Line = 'row' | 'column'

/** Width of columns or height of rows in points; null when they differ. */
const size = (line: Line, standard: number): Property<Area> => ({
  get: area => {
    const sizes = sizesOf(area, line)
    const first = sizes.get(area[line]) ?? standard
    const count = Math.min(line === 'row' ? area.rows : area.columns, 20_000)
    for (let i = 1; i < count; i++) if ((sizes.get(area[line] + i) ?? standard) !== first) return null
    return first
  },
  set: (area, points: number) => {
    const count = line === 'row' ? area.rows : area.columns
    for (let i = 0; i < count; i++) sizesOf(area, line).set(area[line] + i, points)
    area.sheet.workbook.happened({ kind: 'appearance', sheet: area.sheet })
  },
})

const sizesOf = (area: Area, line: Line) => (line === 'row' ? area.sheet.rowHeights : area.sheet.columnWidths)

/** About how wide a text is: wide characters count twice; 5.3 points a character in the standard font. */
const widthOf = (text: string) => [...text].reduce((width, sign) => width + (sign > '\u2e80' ? 2 : 1), 0) * 5.3 + 6

function autofitColumns(area: Area): void {
  const used = usedArea({ ...area, ...rectangle(area) }, true)
  if (used) {
    const shown = texts(used)
    for (let c = 0; c < used.columns; c++) {
      const widest = Math.max(0, ...shown.map(row => (row[c] ? widthOf(row[c]) : 0)))
      if (widest) area.sheet.columnWidths.set(used.column + c, Math.min(1000, Math.max(12, Math.round(widest * 4) / 4)))
    }
  }
  area.sheet.workbook.happened({ kind: 'appearance', sheet: area.sheet })
}

/** How the cells of a range look. */
export const rangeFormat = kind<Area>('RangeFormat', {
  properties: {
    ...styleProperties('', {
      horizontalAlignment: 'General',
      verticalAlignment: 'Bottom',
      wrapText: false,
      indentLevel: 0,
      textOrientation: 0,
      shrinkToFit: false,
      readingOrder: 'Context',
      autoIndent: false,
    }),
    columnWidth: size('column', STANDARD_WIDTH),
    rowHeight: size('row', STANDARD_HEIGHT),
    useStandardHeight: area => !sizesOf(area, 'row').has(area.row),
    useStandardWidth: area => !sizesOf(area, 'column').has(area.column),
  },
  objects: {
    font: area => font.of(area),
    fill: area => fill.of(area),
    borders: area => borders.of(area),
    protection: area => protection.of(area),
  },
  methods: {
    autofitColumns,
    autofitRows: (area: Area) => {
      for (let r = 0; r < Math.min(area.rows, 10_000); r++) area.sheet.rowHeights.delete(area.row + r)
      area.sheet.workbook.happened({ kind: 'appearance', sheet: area.sheet })
    },
  },
})
