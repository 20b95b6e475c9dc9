import type { Cell } from '../../model/cell.js'
import { shown } from '../../model/entry.js'
import type { Sheet } from '../../model/sheet.js'
import { STANDARD_WIDTH } from '../../model/sheet.js'

/** A number format that shows a number as a row of #, longer than any column. */
export const HASHES = `"${'#'.repeat(200)}"`

/** Points that a column keeps free beside its text. */
const MARGINS = 3

/** Widths of signs in Excel's standard font, as parts of its size: what fits does not depend on the fonts of this machine. */
const WIDTHS: Record<string, number> = {
  ',': 0.25,
  '.': 0.253,
  ' ': 0.226,
  '-': 0.306,
  '/': 0.386,
  ':': 0.268,
  '%': 0.715,
  '(': 0.303,
  ')': 0.303,
}
const DIGIT = 0.507

/** True for a number that its column is too narrow for: it is shown as a row of #. */
export function tooNarrow(sheet: Sheet, column: number, { value, numberFormat = 'General', style }: Cell): boolean {
  // General rounds to what fits.
  if (typeof value !== 'number' || numberFormat === 'General' || numberFormat === '@' || style?.shrinkToFit) return false
  const room = (sheet.columnWidths.get(column) ?? STANDARD_WIDTH) - MARGINS
  if (sheet.hiddenColumns.has(column)) return false
  const width = [...shown(value, numberFormat)].reduce((sum, sign) => sum + (sign > '\u2e80' ? 1 : (WIDTHS[sign] ?? DIGIT)), 0)
  return width * Number(style?.['font/size'] ?? 11) > room
}
