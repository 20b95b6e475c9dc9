import type * as Entry from './entry.js'
import { openDuebook, type Duebook, type DuebookOptions } from '../duebook.js'

export type Value = string | number | boolean

/** A workbook with the add-in, and what its pages of adoption carry out. */
export interface Opened {
  book: Duebook
  of: typeof Entry
}

export async function opened(options: DuebookOptions = {}): Promise<Opened> {
  const book = await openDuebook({ entry: 'test/addin/adopt/entry.ts', ...options })
  return { book, of: book.exports as typeof Entry }
}

/** Selects a cell or range and reads what is meant by it. */
export async function look({ book, of }: Opened, selected: string): Promise<Entry.Adoption> {
  book.excel.select(selected)
  return of.adoptionOf(book.desk, await of.meantRange())
}

/** A table as people keep it: a title, text dates, full-width digits, a subtotal, a blank row, and two rows with faults. */
export const MESSY: Value[][] = [
  ['2026年应收台账（单位：元）', '', '', '', '', ''],
  ['发票号', '客户名称', '开票日期', '到期日', '价税合计', '已收'],
  ["'0001", '东方机电有限公司', "'2026.1.5", "'20260204", 1000, 400],
  ["'0002", '西部钢构', "'2026年1月20日", '', "'２，５００．００", ''],
  ['', '', '', '', '', ''],
  ['小计', '', '', '', 3500, 400],
  ["'0003", '西部钢构', "'2026-02-30", '', 300, ''],
  ["'0004", '', "'2026-03-01", '', 50, ''],
  ["'0005", '东方机电有限公司', "'2026/3/2", '', "'(120.50)", ''],
]
