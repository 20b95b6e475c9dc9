import type { Area } from '../model/sheet.js'
import type { Kind } from './kind.js'
import { collection, kind } from './kind.js'
import { rangeFormat } from './range-format.js'
import { several } from './several.js'
import { addressOf } from './range-address.js'
import { rangeOf, worksheetOf } from './reach.js'

const rangeCollection = collection<readonly Area[], Area>('RangeCollection', { item: () => ({ of: rangeOf }), items: areas => areas })

/** What the samples for several ranges do with them: one look for all. */
const format = several(rangeFormat)

const addresses = (areas: readonly Area[]) => areas.map(addressOf).join(', ')

/** Several ranges of one sheet. */
export const rangeAreas: Kind<readonly Area[]> = kind<readonly Area[]>('RangeAreas', {
  properties: {
    address: addresses,
    addressLocal: addresses,
    areaCount: areas => areas.length,
    cellCount: areas => areas.reduce((total, area) => total + area.rows * area.columns, 0),
    isEntireColumn: () => false,
    isEntireRow: () => false,
  },
  objects: {
    areas: areas => rangeCollection.of(areas),
    worksheet: areas => worksheetOf(areas[0].sheet),
    format: areas => format.of(areas),
  },
})

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
