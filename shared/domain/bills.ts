import type { Book } from '../book/book.js'
import { day } from '../dates.js'
import { negated, type Money } from '../money.js'
import { resolved, type Moment } from './question.js'
import { closingConverter } from './valuation.js'

/**
 * Bills of exchange (R7.1): a receipt with the value `billDue`, the day the bill is paid, and the value `bill` for where it is. The
 * receivable is lower from the receipt on; a bill dishonoured is the reversal of its receipt.
 */
export const BILL_STATES = ['held', 'endorsed', 'discounted'] as const

/** Rows of the receipts by bill, and of their reversals, known at a change. */
export function billReceipts(book: Book, knownAt = Infinity): ReadonlySet<number> {
  const rows = new Set<number>()
  for (const key of book.values.keys('document', 'billDue')) {
    if (!book.values.history('document', key, 'billDue', knownAt).some(({ value }) => value !== null)) continue
    const id = Number(key)
    const reversal = book.reversedBy.get(id)
    rows.add(book.documentOf(id))
    if (reversal !== undefined) rows.add(book.documentOf(reversal))
  }
  return rows
}

/** By customer's index, bills passed on that are not paid yet at a moment and may come back to us; in ledger currency at the day's rate. */
export const billsPassedOn = (book: Book, moment: Moment): ReadonlyMap<number, Money> =>
  book.answers.remember(
    `bills ${resolved(book, moment).key}`,
    () => passedOn(book, moment),
    sums => 50 * sums.size,
  )

function passedOn(book: Book, moment: Moment): Map<number, Money> {
  const sums = new Map<number, Money>()
  eachBillPassedOn(book, moment, (row, amount) => {
    const customer = book.documents.customer[row]
    sums.set(customer, ((sums.get(customer) ?? 0) + amount) as Money)
  })
  return sums
}

/** Gives the receipt of every bill passed on that is not paid yet at a moment, and its amount in ledger currency at the day's rate. */
export function eachBillPassedOn(book: Book, moment: Moment, give: (row: number, amount: Money) => void): void {
  const { asOf, knownAt } = resolved(book, moment)
  const { documents } = book
  const exists = (row: number) => documents.postDate[row] <= asOf && documents.change[row] <= knownAt
  for (const key of book.values.keys('document', 'bill')) {
    const state = book.values.at('document', key, 'bill', asOf, knownAt)
    const due = book.values.at('document', key, 'billDue', asOf, knownAt)
    // On its due date a bill is still unpaid, as a debt due today is not late.
    if (!due || day(due) < asOf || (state !== 'endorsed' && state !== 'discounted')) continue
    const row = book.documentOf(Number(key))
    const reversal = book.reversedBy.get(Number(key))
    if (!exists(row) || (reversal !== undefined && exists(book.documentOf(reversal)))) continue
    give(row, closingConverter(book, book.currencyOf(row), asOf, knownAt)(negated(documents.amount[row] as Money)))
  }
}
