import type { Area, Sheet } from '../model/sheet.js'
import type { Handle } from './kind.js'
import { reach } from './kind.js'

/** Cells, as Office.js sees them. */
export const rangeOf = (area: Area): Handle => reach('Range', area)

/** A sheet, as Office.js sees it. */
export const worksheetOf = (sheet: Sheet): Handle => reach('Worksheet', sheet)
