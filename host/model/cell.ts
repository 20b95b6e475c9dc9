/** What a cell holds; an error is its text (`#N/A`), an empty cell is ''. */
export type Value = string | number | boolean

/** How a cell looks: paths as Office.js names them under `range.format`, e.g. `font/bold`. */
export type Style = Readonly<Record<string, string | number | boolean | null>>

/** A link: to an address, or to a place in the workbook. */
export interface Hyperlink {
  address?: string
  documentReference?: string
  screenTip?: string
  textToDisplay?: string
}

/** One cell that holds something. Absent cells are empty and General. */
export interface Cell {
  value: Value
  /** With its leading `=`. */
  formula?: string
  numberFormat?: string
  style?: Style
  hyperlink?: Hyperlink
  /** Why the value is an error, as the custom function said it. */
  message?: string
  /** The size of the array that this cell's formula spilled. */
  spill?: { rows: number; columns: number }
  /** What custom functions gave its formula, and for what: noted when the workbook is saved, so that they are not asked again. */
  asked?: readonly {
    name: string
    values: readonly unknown[]
    result: { value: Value | Value[][]; message?: string; numberFormat?: string }
  }[]
  /** The value is spilled from the array formula in this cell. */
  spilledFrom?: { row: number; column: number }
}

/** The errors that a cell can show. */
export const ERRORS = [
  '#NULL!',
  '#DIV/0!',
  '#VALUE!',
  '#REF!',
  '#NAME?',
  '#NUM!',
  '#N/A',
  '#SPILL!',
  '#CALC!',
  '#BUSY!',
  '#GETTING_DATA',
  '#CONNECT!',
] as const

const errors = new Set<unknown>(ERRORS)

/** True for the text of a cell error. */
export const isError = (value: unknown): boolean => errors.has(value)

/** The type of a value as `Excel.RangeValueType` names it. */
export function valueType(value: Value): 'Empty' | 'Double' | 'Boolean' | 'Error' | 'String' {
  if (value === '') return 'Empty'
  if (typeof value === 'number') return 'Double'
  if (typeof value === 'boolean') return 'Boolean'
  return isError(value) ? 'Error' : 'String'
}
