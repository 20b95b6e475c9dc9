import { aging, agingRow, agingTotals } from '../domain/aging.js'
import type { Money } from '../money.js'
import { agingOf, type ReportQuestion } from './define.js'
import { compareText, nameOfCustomer } from './phrases.js'

/** What one customer owes by age, in minor units of the report's currency. */
export interface AgingRow {
  /** Its index in the Book. */
  customer: number
  code: string
  name: string
  /** One for each bucket. */
  amounts: Money[]
  unapplied: Money
  total: Money
}

/** An aging of customers, by code; a customer with any open item has a row, also when it nets to zero. */
export interface AgingRows {
  buckets: readonly string[]
  rows: AgingRow[]
  total: { amounts: Money[]; unapplied: Money; total: Money }
}

/** The rows of a question about an aging. */
export function agingRows(question: ReportQuestion): AgingRows {
  const { book } = question
  const found = aging(book, agingOf(question))
  const rows: AgingRow[] = []
  found.present.forEach((present, customer) => {
    if (present) {
      const amounts = agingRow(found, customer)
      rows.push({ customer, code: book.customers.texts[customer], name: nameOfCustomer(book, customer), ...summed(amounts) })
    }
  })
  rows.sort((a, b) => compareText(a.code, b.code))
  return { buckets: found.labels, rows, total: summed(agingTotals(found)) }
}

/** Amounts of the buckets, then what is unapplied, and all of it. */
function summed(row: Money[]): AgingRows['total'] {
  const total = row.reduce<number>((sum, amount) => sum + amount, 0) as Money
  return { amounts: row.slice(0, -1), unapplied: row[row.length - 1], total }
}
