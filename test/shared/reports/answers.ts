import type { Book } from '../../../shared/book/book.js'
import { day } from '../../../shared/dates.js'
import type { ReportParams } from '../../../shared/reports/define.js'
import { runReport } from '../../../shared/reports/index.js'
import { isRich, valueOf, type Cell, type Sheet, type Value } from '../../../shared/reports/sheet.js'
import type { Language } from '../../../shared/refusals.js'
import { F1 } from '../domain/aging.test.js'

/** F1, a customer that nets to zero and one with a single debt. */
export const THREE_CUSTOMERS = `${F1}
  invoice  I-1  C002 2026-02-01 due 2026-03-01 1000.00 region 华东
  receipt  R-1  C002 2026-03-15 1000.00 region 华东
  invoice  I-2  C003 2026-03-01 due 2026-03-31 500.00 region 华南
  value customer C002 salesperson 2026-01-01 S02
  value customer C003 salesperson 2026-01-01 S01
  value customer C001 salesperson 2026-01-01 S01`

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
