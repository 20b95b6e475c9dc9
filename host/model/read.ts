import type { Cell, Style, Value } from './cell.js'
import { valueType } from './cell.js'
import { Declined } from './declined.js'
import { shown } from './entry.js'
import type { Area } from './sheet.js'
import { cellAt, eachCell } from './sheet.js'

/** Cells that one answer may hold before Excel on the web declines it. */
export const LARGEST_ANSWER = 5_000_000

/** One thing of every cell of an area, as rows. */
export function grid<Result>(area: Area, of: (cell: Cell | undefined) => Result): Result[][] {
  if (area.rows * area.columns > LARGEST_ANSWER)
    throw new Declined('ResponsePayloadSizeLimitExceeded', 'The response payload size has exceeded the limit.', 413)
  return Array.from({ length: area.rows }, (_, r) => {
    const row = area.sheet.rows.get(area.row + r)
    return Array.from({ length: area.columns }, (_, c) => of(row?.[area.column + c]))
  })
}

export const values = (area: Area): Value[][] => grid(area, cell => cell?.value ?? '')
export const formulas = (area: Area): Value[][] => grid(area, cell => cell?.formula ?? cell?.value ?? '')
export const numberFormats = (area: Area): string[][] => grid(area, cell => cell?.numberFormat ?? 'General')
export const texts = (area: Area): string[][] => grid(area, cell => (cell ? shown(cell.value, cell.numberFormat) : ''))
export const valueTypes = (area: Area) => grid(area, cell => valueType(cell?.value ?? ''))

/** A look that all cells of an area share; null when they differ, the standard when nobody set it. */
export function sharedStyle(area: Area, path: string, standard: Style[string]): Style[string] {
  const first = cellAt(area.sheet, area.row, area.column)?.style?.[path] ?? standard
  let [same, seen] = [true, 0]
  eachCell(area, cell => {
    seen++
    if ((cell.style?.[path] ?? standard) !== first) same = false
  })
  return same && (seen === area.rows * area.columns || first === standard) ? first : null
}
