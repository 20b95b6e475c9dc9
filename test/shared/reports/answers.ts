import type { Book } from '../../../shared/book/book.js'
import { day } from '../../../shared/dates.js'
import type { ReportParams } from '../../../shared/reports/define.js'
import { runReport } from '../../../shared/reports/index.js'
import { isRich, valueOf, type Cell, type Sheet, type Value } from '../../../shared/reports/sheet.js'
import type { Language } from '../../../shared/refusals.js'

/** A report of a sample ledger, asked on 2026-05-20. */
export const answer = (book: Book, name: string, params: ReportParams = {}, language: Language = 'zh') =>
  runReport(book, name, params, day('2026-05-20'), language)

/** The sheets of a report. */
export const sheets = (book: Book, name: string, params: ReportParams = {}, language: Language = 'zh'): Sheet[] =>
  answer(book, name, params, language).workbook().sheets

/** The cell of a keyed row of the foot, or of the data row whose first filled text column of `key` says so. */
export function cell(sheet: Sheet, row: string, column: string): Cell {
  const at = sheet.columns.findIndex(({ key }) => key === column)
  if (at < 0) throw new Error(`no column ${column}`)
  const index = sheet.marks[row] ?? sheet.rows.findIndex(({ kind, cells }) => kind === 'data' && cells.includes(row))
  return sheet.rows[index].cells[at]
}

export const value = (sheet: Sheet, row: string, column: string): Value => valueOf(cell(sheet, row, column))

export const formula = (sheet: Sheet, row: string, column: string): string | undefined => {
  const found = cell(sheet, row, column)
  return isRich(found) ? found.formula : undefined
}

/** The values of a row in some columns. */
export const values = (sheet: Sheet, row: string, columns: readonly string[]): Value[] => columns.map(column => value(sheet, row, column))

export const kinds = (sheet: Sheet, kind: string) => sheet.rows.filter(row => row.kind === kind)
