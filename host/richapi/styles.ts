import type { Style } from '../model/cell.js'
import { addStyle, changeStyle, deleteStyle, findStyle, stylesOf } from '../model/named-style.js'
import type { NamedStyle, StylePart } from '../model/style-part.js'
import type { Workbook } from '../model/workbook.js'
import type { Seat } from '../seat.js'
import type { Kind, Property } from './kind.js'
import { collection, kind } from './kind.js'
import { BORDER, EDGES, FILL, FONT } from './look.js'

/** A style by its name, so that it is what the workbook has under it at the time. */
interface Named {
  workbook: Workbook
  name: string
}

const styleOf = ({ workbook, name }: Named): NamedStyle => findStyle(workbook, name)!

const looks = <Target>(
  path: (target: Target) => string,
  standards: Style,
  of: (target: Target) => Named,
): Record<string, Property<Target>> =>
  Object.fromEntries(
    Object.entries(standards).map(([key, standard]) => [
      key,
      {
        get: (target: Target) => styleOf(of(target)).look[path(target) + key] ?? standard,
        set: (target: Target, value: Style[string]) => {
          const { workbook, name } = of(target)
          changeStyle(workbook, name, { look: { ...styleOf(of(target)).look, [path(target) + key]: value } })
        },
      } satisfies Property<Target>,
    ]),
  )

const own = (named: Named) => named
const font = kind<Named>('RangeFont', { properties: looks(() => 'font/', FONT, own) })
const fill = kind<Named>('RangeFill', { properties: looks(() => 'fill/', FILL, own) })

interface Edge {
  of: Named
  edge: string
}

const border = kind<Edge>('RangeBorder', {
  properties: {
    sideIndex: ({ edge }) => edge,
    ...looks<Edge>(
      ({ edge }) => `borders/${edge}/`,
      BORDER,
      each => each.of,
    ),
  },
})

const borders = collection<Named, Edge>('RangeBorderCollection', {
  item: () => border,
  items: of => EDGES.map(edge => ({ of, edge })),
  find: (of, edge: string) => (EDGES.includes(edge) ? { of, edge } : undefined),
})

const includes = (part: StylePart): Property<Named> => ({
  get: named => styleOf(named).parts.includes(part),
  set: (named, on: boolean) => {
    const parts = styleOf(named).parts.filter(each => each !== part)
    changeStyle(named.workbook, named.name, { parts: on ? [...parts, part] : parts })
  },
})

const numberFormat: Property<Named> = {
  get: named => styleOf(named).numberFormat,
  set: ({ workbook, name }, code: string) => changeStyle(workbook, name, { numberFormat: code }),
}

const style: Kind<Named> = kind<Named>('Style', {
  properties: {
    name: named => styleOf(named).name,
    builtIn: named => styleOf(named).builtIn,
    numberFormat,
    numberFormatLocal: numberFormat,
    includeAlignment: includes('alignment'),
    includeBorder: includes('border'),
    includeFont: includes('font'),
    includeNumber: includes('number'),
    includePatterns: includes('fill'),
    includeProtection: includes('protection'),
    ...looks(
      () => '',
      {
        autoIndent: false,
        horizontalAlignment: 'General',
        indentLevel: 0,
        readingOrder: 'Context',
        shrinkToFit: false,
        textOrientation: 0,
        verticalAlignment: 'Bottom',
        wrapText: false,
      },
      own,
    ),
    ...looks(() => 'protection/', { formulaHidden: false, locked: true }, own),
  },
  objects: { font: named => font.of(named), fill: named => fill.of(named), borders: named => borders.of(named) },
  methods: { delete: ({ workbook, name }: Named) => deleteStyle(workbook, name) },
})

/** The styles of a workbook. */
export const styles: Kind<Workbook> = collection<Workbook, Named>('StyleCollection', {
  item: () => style,
  items: workbook => stylesOf(workbook).map(({ name }) => ({ workbook, name })),
  find: (workbook, name: string) => (findStyle(workbook, name) ? { workbook, name } : undefined),
  methods: { add: (workbook: Workbook, _seat: Seat, name: string) => addStyle(workbook, name) },
})
