import { refuse } from '../../../../shared/refusals.js'
import type { CellContents } from '../../../../addin/workbook/selection.js'

type Value = string | number | boolean

let selected: CellContents | undefined
let sheet: Record<string, Value[][]> = {}
const listeners = new Set<(cell: CellContents) => void>()

/** Selects a cell that holds something; `around` are the values of other ranges of its sheet. */
export function select(cell: Partial<CellContents>, around: Record<string, Value[][]> = {}): void {
  selected = { sheet: 'Sheet1', address: 'B2', row: 1, column: 1, formula: '', value: '', text: '', ...cell }
  sheet = around
  for (const listener of listeners) listener(selected)
}

export const activeCell = async (): Promise<CellContents> => {
  if (!selected) throw refuse('NO_CELL_SELECTED')
  return selected
}

export const valuesAt = async (cells: readonly { address: string }[]): Promise<(Value[][] | undefined)[]> =>
  cells.map(({ address }) => sheet[address])

export const onSelection = async (listener: (cell: CellContents) => void): Promise<() => void> => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
