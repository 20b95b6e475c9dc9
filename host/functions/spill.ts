import { COLUMNS, ROWS } from '../model/address.js'
import type { Value } from '../model/cell.js'
import type { Area } from '../model/sheet.js'
import { cellAt, cellFor } from '../model/sheet.js'
import { intersection } from '../model/address.js'
import { unspill } from '../model/write.js'
import type { Computed } from './engine.js'
import type { Result } from './result.js'

/**
 * Puts what a formula came to into its cell and, for an array, over its neighbours; `#SPILL!` when something is in the way.
 * Answers the room that an array takes, or would take.
 */
export function spillInto({ sheet, row, column, value }: Computed, said: Result | undefined): Area | null {
  unspill(sheet, row, column)
  const cell = cellFor(sheet, row, column)
  if (cell.message !== undefined) delete cell.message
  if (!Array.isArray(value) || (value.length === 1 && value[0].length === 1)) {
    cell.value = Array.isArray(value) ? value[0][0] : value
    if (said?.message !== undefined && cell.value === said.value) cell.message = said.message
    if (said?.numberFormat !== undefined && !cell.numberFormat) cell.numberFormat = said.numberFormat
    // The library found the room taken and does not say how much it wanted.
    return cell.value === '#SPILL!' ? { sheet, row, column, rows: ROWS - row, columns: COLUMNS - column } : null
  }
  const [rows, columns] = [value.length, value[0].length]
  const room = { sheet, row, column, rows, columns }
  if (blocked(room)) {
    cell.value = '#SPILL!'
    return room
  }
  value.forEach((line, r) =>
    line.forEach((each: Value, c) => {
      const target = cellFor(sheet, row + r, column + c)
      target.value = each
      if (r || c) target.spilledFrom = { row, column }
    }),
  )
  cell.spill = { rows, columns }
  return room
}

/** An array spills onto empty cells only, not into a table, and not off the sheet. */
function blocked({ sheet, row, column, rows, columns }: Area): boolean {
  if (row + rows > ROWS || column + columns > COLUMNS) return true
  const area = { row, column, rows, columns }
  if (sheet.merges.some(merged => intersection(merged, area))) return true
  if (sheet.workbook.tables.some(table => table.sheet === sheet && intersection(table.area, area))) return true
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const cell = r || c ? cellAt(sheet, row + r, column + c) : undefined
      if (cell && (cell.formula !== undefined || cell.value !== '')) return true
    }
  return false
}
