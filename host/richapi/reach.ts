import type { Area, Sheet } from '../model/sheet.js'
import type { Handle } from './kind.js'
import { reach } from './kind.js'

/** Cells, as Office.js sees them. */
export const rangeOf = (area: Area): Handle => reach('Range', area)

/** Several ranges of one sheet, as Office.js sees them. */
export const rangeAreasOf = (areas: readonly Area[]): Handle => reach('RangeAreas', areas)

/** A sheet, as Office.js sees it. */
export const worksheetOf = (sheet: Sheet): Handle => reach('Worksheet', sheet)
