import type { CellValue, Sheet as FiledSheet } from 'hucre'
import { dateToSerial } from 'hucre'
import { parseRectangle } from '../model/address.js'
import type { Rectangle } from '../model/address.js'
import type { Cell, Style, Value } from '../model/cell.js'
import { copied } from '../model/formula-text.js'
import type { Sheet } from '../model/sheet.js'
import { cellFor } from '../model/sheet.js'
import { unfiled } from './formula.js'
import { unfiledStyle } from './style.js'

/** Cells of a sheet of a file, and the rooms over which its array formulas spread. */
export interface FiledCells {
  cells: [row: number, column: number, cell: Cell][]
  arrays: Rectangle[]
}

/** Reads the cells of a sheet; dates are numbers counted from 1900, whatever the file counts from. */
export function filedCells(
  { rows, cells: details = new Map<string, never>() }: FiledSheet,
  theme: readonly string[] | undefined,
): FiledCells {
  const found: FiledCells = { cells: [], arrays: [] }
  const shared = new Map<number, { formula: string; row: number; column: number }>()
  const styles = new Map<string, Style | undefined>()
  const styleOf = (filed: object): Style | undefined => {
    const key = JSON.stringify(filed)
    if (!styles.has(key)) styles.set(key, unfiledStyle(filed, theme))
    return styles.get(key)
  }
  rows.forEach((row, r) =>
    row.forEach((given, c) => {
      const detail = details.get(`${r},${c}`)
      const value = valueOf(given)
      if (!detail) {
        if (value !== '') found.cells.push([r, c, { value }])
        return
      }
      const cell: Cell = { value }
      const { formula, formulaSharedIndex: index, formulaRef, formulaType, style: filed = {} } = detail
      const { numFmt, ...look } = filed
      if (formula) cell.formula = unfiled(formula)
      const first = index === undefined ? undefined : shared.get(index)
      if (formula === '' && first) cell.formula = copied(first.formula, r - first.row, c - first.column)
      else if (index !== undefined && cell.formula) shared.set(index, { formula: cell.formula, row: r, column: c })
      if (formulaType === 'array' && formulaRef) {
        const room = parseRectangle(formulaRef)
        if (room && room.rows * room.columns > 1) found.arrays.push(room)
      }
      if (numFmt && numFmt !== 'General') cell.numberFormat = numFmt
      const style = styleOf(look)
      if (style) cell.style = style
      if (cell.value !== '' || cell.formula !== undefined || cell.numberFormat !== undefined || style) found.cells.push([r, c, cell])
    }),
  )
  return found
}

function valueOf(given: CellValue): Value {
  if (given === null || given === undefined) return ''
  return given instanceof Date ? dateToSerial(given) : given
}

/** Marks the cells over which array formulas spread. */
export function spread(sheet: Sheet, { arrays }: FiledCells): void {
  for (const { row, column, rows, columns } of arrays) {
    for (let r = row; r < row + rows; r++)
      for (let c = column; c < column + columns; c++) if (r !== row || c !== column) cellFor(sheet, r, c).spilledFrom = { row, column }
    cellFor(sheet, row, column).spill = { rows, columns }
  }
}
