import type { Cell } from '../../model/cell.js'
import { shown } from '../../model/entry.js'
import type { Area, Sheet } from '../../model/sheet.js'
import { STANDARD_WIDTH, eachCell } from '../../model/sheet.js'

/** A number format that shows a number as a row of #, longer than any column. */
const HASHES = `"${'#'.repeat(200)}"`
/** One that shows nothing: the library takes an empty part of a format for none and would show the number. */
const NOTHING = '" "'

/** Whether a format only stands for how a number is drawn, and is none of its cell. */
export const isDrawing = (format: string | undefined): boolean => format === HASHES || format === NOTHING

/** The format in which a cell is drawn in its column: its own, unless that shows nothing or the number does not fit. */
export function drawnFormat(sheet: Sheet, column: number, cell: Cell): string | undefined {
  const { value, numberFormat } = cell
  if (typeof value === 'number' && numberFormat?.includes(';') && shown(value, numberFormat) === '') return NOTHING
  return tooNarrow(sheet, column, cell) ? HASHES : numberFormat
}

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

const STANDARD_SIZE = 11

/** Points that a cell's number takes, with what stays free beside it; 0 where it is cut or rounded instead, as General is. */
function widthOf({ value, numberFormat = 'General', style }: Cell): number {
  if (typeof value !== 'number' || numberFormat === 'General' || numberFormat === '@' || style?.shrinkToFit) return 0
  const width = [...shown(value, numberFormat)].reduce((sum, sign) => sum + (sign > '\u2e80' ? 1 : (WIDTHS[sign] ?? DIGIT)), 0)
  return width * Number(style?.['font/size'] ?? STANDARD_SIZE) + MARGINS
}

/** True for a number that its column is too narrow for: it is shown as a row of #. */
export const tooNarrow = (sheet: Sheet, column: number, cell: Cell): boolean =>
  !sheet.hiddenColumns.has(column) && widthOf(cell) > (sheet.columnWidths.get(column) ?? STANDARD_WIDTH)

/** Widens columns that nobody has sized for the numbers that a person typed, as Excel does. */
export function widenFor(area: Area): void {
  const { sheet } = area
  const needed = new Map<number, number>()
  eachCell(area, (cell, _row, column) => {
    if (!sheet.columnWidths.has(column) && tooNarrow(sheet, column, cell))
      needed.set(column, Math.max(needed.get(column) ?? 0, Math.ceil(widthOf(cell))))
  })
  for (const [column, width] of needed) sheet.columnWidths.set(column, width)
  if (needed.size) sheet.workbook.happened({ kind: 'appearance', sheet })
}
