import { ROWS, intersection } from './address.js'
import type { Cell } from './cell.js'
import { copied } from './formula-text.js'
import type { Area } from './sheet.js'
import { cellAt, cellFor, removeCell } from './sheet.js'
import { checkWritable } from './writable.js'
import { clear, unspill, written } from './write.js'

export interface CopyOptions {
  /** As `Excel.RangeCopyType`: All, Formulas, Values, Formats. */
  what: string
  skipBlanks: boolean
  transpose: boolean
}

/** Copies cells; a target larger than the source is filled with repetitions of it. */
export function copyCells(source: Area, target: Area, { what, skipBlanks, transpose }: CopyOptions): void {
  checkWritable(target.sheet)
  const rows = transpose ? source.columns : source.rows
  const columns = transpose ? source.rows : source.columns
  const area = {
    ...target,
    rows: target.rows % rows ? rows : Math.max(target.rows, rows),
    columns: target.columns % columns ? columns : Math.max(target.columns, columns),
  }
  const taken = Array.from({ length: Math.min(rows, ROWS) }, (_, r) =>
    Array.from({ length: columns }, (_cell, c): Cell | undefined => {
      const [down, right] = transpose ? [c, r] : [r, c]
      const cell = cellAt(source.sheet, source.row + down, source.column + right)
      return cell && { ...cell }
    }),
  )
  for (let r = 0; r < area.rows; r++)
    for (let c = 0; c < area.columns; c++) {
      const cell = taken[r % rows][c % columns]
      if (skipBlanks && (cell?.value ?? '') === '') continue
      const [row, column] = [area.row + r, area.column + c]
      const moves = [row - source.row - (r % rows), column - source.column - (c % columns)] as const
      unspill(area.sheet, row, column)
      paste(area, row, column, cell, what, moves)
    }
  written(area)
}

function paste(
  { sheet }: Area,
  row: number,
  column: number,
  cell: Cell | undefined,
  what: string,
  [down, right]: readonly [number, number],
): void {
  const contents = what !== 'Formats'
  const formats = what === 'All' || what === 'Formats'
  if (!cell && formats && contents) return removeCell(sheet, row, column)
  const target = cellFor(sheet, row, column)
  if (contents) {
    delete target.spill
    delete target.spilledFrom
    target.value = cell?.value ?? ''
    target.formula = cell?.formula && what !== 'Values' ? copied(cell.formula, down, right) : undefined
    target.message = cell?.message
  }
  if (formats) Object.assign(target, { numberFormat: cell?.numberFormat, style: cell?.style })
}

/** Moves cells with their formats; formulas keep what they point at. */
export function moveCells(source: Area, destination: Area): void {
  const target = { ...destination, rows: source.rows, columns: source.columns }
  const cells = Array.from({ length: source.rows }, (_, r) =>
    Array.from({ length: source.columns }, (_cell, c) => cellAt(source.sheet, source.row + r, source.column + c)),
  )
  const kept = cells.map(row => row.map(cell => cell && { ...cell, spill: undefined, spilledFrom: undefined }))
  clear(source)
  kept.forEach((row, r) =>
    row.forEach((cell, c) => {
      if (cell) Object.assign(cellFor(target.sheet, target.row + r, target.column + c), cell)
      else if (!intersection({ ...source }, { ...target, row: target.row + r, column: target.column + c, rows: 1, columns: 1 }))
        removeCell(target.sheet, target.row + r, target.column + c)
    }),
  )
  written(target)
}
