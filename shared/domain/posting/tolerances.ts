import type { Book } from '../../book/book.js'
import { iso, type Day, type IsoDate } from '../../dates.js'
import { decimal, money, type Money } from '../../money.js'
import { historical } from '../valuation.js'
import { available } from './applications.js'
import type { Posting } from './posting.js'
import { postSettlement } from './settlements.js'

/** The largest difference that may be dropped when the company has set none, in ledger currency. */
export const DEFAULT_TOLERANCE = '1.00'

/** The largest difference that may be dropped on a day, in ledger currency: the company's value `tolerance`. */
export const toleranceOn = (book: Book, asOf: Day): Money =>
  money(book.values.at('company', '', 'tolerance', asOf) ?? DEFAULT_TOLERANCE, book.company.currency)

/**
 * Settles what payments left of debts up to the tolerance (R3.5): one discount for each, with its reason, and a remark that reports it.
 * Debts nobody has paid on are no differences. Of one customer by index, or of all; gives how many were posted.
 */
export function postTolerances(posting: Posting, date: IsoDate, customer?: number): number {
  const { book } = posting
  const { items } = book
  const on = posting.requireOpenPeriod(date)
  const tolerance = toleranceOn(book, on)
  let posted = 0
  for (const item of customer === undefined ? Array.from({ length: items.count }, (_, i) => i) : [...book.itemsOf(customer)].reverse()) {
    if (items.openNow[item] <= 0 || items.openNow[item] === items.amount[item] || items.postDate[item] > on) continue
    const amount = available(book, item, on) as Money
    if (amount <= 0 || historical(book, item, amount) > tolerance) continue
    const row = items.document[item]
    const currency = book.currencyOf(row)
    postSettlement(posting, {
      kind: 'discount',
      of: book.documents.id[row],
      instalment: items.instalment[item],
      amount,
      date,
      note: `tolerance ${decimal(tolerance, book.company.currency)} on ${iso(on)} (尾差)`,
    })
    posting.remarks.push({ code: 'TOLERANCE', document: book.nameOf(row), details: { amount: decimal(amount, currency) } })
    posted++
  }
  return posted
}
