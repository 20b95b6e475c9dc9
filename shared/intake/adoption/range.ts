import { isBlankCell, type RangeCell } from './cell-forms.js'

export type { RangeCell } from './cell-forms.js'

/** A range as Excel gives it; all grids have the same rows and columns. */
export interface AdoptionRange {
  /** Name of the sheet, which may say what it holds. */
  sheet?: string
  /** Row and column of its first cell in the sheet, counted from 1. */
  firstRow: number
  firstColumn: number
  values: readonly (readonly RangeCell[])[]
  /** What a person sees; as the values when left out. */
  texts?: readonly (readonly string[])[]
  /** Number formats; a date is told from a number by them. */
  formats?: readonly (readonly string[])[]
  /** Font colours as `#FF0000`; without them nothing is taken for red. */
  colours?: readonly (readonly (string | undefined)[])[]
}

/** How many columns a range has. */
export const widthOf = (range: AdoptionRange): number => range.values.reduce((most, row) => Math.max(most, row.length), 0)

/** Number of a row in its sheet. */
export const lineOf = (range: AdoptionRange, row: number): number => range.firstRow + row

/** Letters of a column counted from 1: 28 is `AB`. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26)) letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return letters
}

/** Address of a cell in its sheet: `C7`. */
export const addressOf = (range: AdoptionRange, row: number, column: number): string =>
  `${columnLetters(range.firstColumn + column)}${lineOf(range, row)}`

/** Whether nothing stands in a row. */
export function isBlankRow(cells: readonly RangeCell[]): boolean {
  for (const cell of cells) if (!isBlankCell(cell)) return false
  return true
}

/** What a person sees in a cell. */
export function shownText(range: AdoptionRange, row: number, column: number): string {
  const text = range.texts?.[row]?.[column]
  return text !== undefined && text !== '' ? text : String(range.values[row]?.[column] ?? '')
}
