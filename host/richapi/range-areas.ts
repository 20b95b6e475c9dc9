import { COLUMNS, ROWS } from '../model/address.js'
import { notFound } from '../model/declined.js'
import { applyStyle, STYLE } from '../model/named-style.js'
import { sharedStyle } from '../model/read.js'
import type { Area } from '../model/sheet.js'
import type { Seat } from '../seat.js'
import { conditionalFormats } from './conditional-formats.js'
import type { Handle, Kind, Method } from './kind.js'
import { collection, kind, reachable } from './kind.js'
import { call, orNull } from './member.js'
import { rangeFormat } from './range-format.js'
import { several } from './several.js'
import { addressOf } from './range-address.js'
import { rangeOf, worksheetOf } from './reach.js'

const rangeCollection = collection<readonly Area[], Area>('RangeCollection', { item: () => ({ of: rangeOf }), items: areas => areas })

/** What the samples for several ranges do with them: one look for all. */
const format = several(rangeFormat)

/** Does with each range what its method of that name does. */
const each =
  (name: string): Method<readonly Area[]> =>
  (areas: readonly Area[], seat: Seat, ...given: unknown[]) =>
    areas.forEach(area => void call(rangeOf(area), seat, name, given))

/** The ranges that a method of each range answers, together; those that find nothing are left out. */
const together =
  (name: string): Method<readonly Area[]> =>
  (areas: readonly Area[], seat: Seat, ...given: unknown[]) => {
    const found = areas.flatMap(area => (orNull(() => call(rangeOf(area), seat, name, given)) as Handle | null) ?? [])
    if (!found.length) throw notFound()
    return rangeAreas.of(found.map(handle => handle.target as Area))
  }

const addresses = (areas: readonly Area[]) => areas.map(addressOf).join(', ')

/** The name of the style that all cells have; null when they differ. */
function sharedName(areas: readonly Area[]): unknown {
  const [first, ...others] = areas.map(area => sharedStyle(area, STYLE, 'Normal'))
  return others.every(other => other === first) ? first : null
}

/** Several ranges of one sheet. */
export const rangeAreas: Kind<readonly Area[]> = reachable(
  kind<readonly Area[]>('RangeAreas', {
    properties: {
      address: addresses,
      addressLocal: addresses,
      areaCount: areas => areas.length,
      cellCount: areas => areas.reduce((total, area) => total + area.rows * area.columns, 0),
      style: { get: sharedName, set: (areas, name: string) => areas.forEach(area => applyStyle(area, name)) },
      isEntireColumn: areas => areas.every(area => area.rows === ROWS),
      isEntireRow: areas => areas.every(area => area.columns === COLUMNS),
    },
    objects: {
      areas: areas => rangeCollection.of(areas),
      worksheet: areas => worksheetOf(areas[0].sheet),
      format: areas => format.of(areas),
      conditionalFormats: areas => conditionalFormats.of(areas),
    },
    methods: {
      clear: each('clear'),
      calculate: each('calculate'),
      setDirty: each('setDirty'),
      getOffsetRangeAreas: together('getOffsetRange'),
      getEntireRow: together('getEntireRow'),
      getEntireColumn: together('getEntireColumn'),
      getIntersection: together('getIntersection'),
      getUsedRangeAreas: together('getUsedRangeOrNullObject'),
      select: (areas: readonly Area[], seat: Seat) => seat.select(areas[0]),
    },
  }),
)

const bySheet = (areas: readonly Area[]): readonly Area[][] => {
  const sheets = new Map<unknown, Area[]>()
  for (const area of areas) sheets.set(area.sheet, [...(sheets.get(area.sheet) ?? []), area])
  return [...sheets.values()]
}

const rangeAreasCollection = collection<readonly Area[], readonly Area[]>('RangeAreasCollection', {
  item: () => rangeAreas,
  items: bySheet,
})

/** Several ranges of several sheets. */
export const workbookRangeAreas: Kind<readonly Area[]> = kind<readonly Area[]>('WorkbookRangeAreas', {
  properties: { addresses: areas => areas.map(addressOf) },
  objects: { areas: areas => rangeAreasCollection.of(areas), ranges: areas => rangeCollection.of(areas) },
})
