import type { Language } from '../../../shared/refusals.js'

/** Headings of our two columns; people may rename them. */
export const ID_HEADING: Readonly<Record<Language, string>> = { en: 'Duebook ID', zh: '应收簿行号' }
export const STATUS_HEADING: Readonly<Record<Language, string>> = { en: 'Duebook status', zh: '应收簿状态' }

/** Rows of a worksheet. */
const ROWS = 1_048_576

/** The cells of a column from a row to the end of the sheet. */
export const untilRow = (sheet: Excel.Worksheet, column: number, row: number): Excel.Range =>
  sheet.getRangeByIndexes(row, column, ROWS - row, 1)
