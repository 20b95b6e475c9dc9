import type { Book } from '../book/book.js'
import type { Day } from '../dates.js'
import type { Currency, Money } from '../money.js'
import { resolved, type Moment } from './question.js'

/** How a customer has paid so far. */
export interface PayingHabit {
  /** Whether its receipts settled the oldest debts first, as far as there are enough to tell. */
  oldestFirst: boolean
  /** Whether it paid just this amount twice or more before. */
  usual: (amount: Money) => boolean
}

/** The newest receipts that tell how a customer pays. */
const LOOKED_AT = 10
/** Settled debts below which no order can be told. */
const ENOUGH = 3

/** The habit of a customer (by index) in one currency, from its newest live receipts. */
export function payingHabit(book: Book, customer: number, currency: Currency, moment: Moment): PayingHabit {
  const { asOf, knownAt } = resolved(book, moment)
  const { items, documents } = book
  const amounts: number[] = []
  const dues: number[][] = []
  for (const item of book.itemsOf(customer)) {
    const row = items.document[item]
    if (book.kind(row) !== 'receipt' || !book.isLive(row) || book.currencyOf(row) !== currency) continue
    if (items.postDate[item] > asOf || documents.change[row] > knownAt) continue
    amounts.push(-items.amount[item])
    dues.push(settledDues(book, item, asOf))
    if (amounts.length === LOOKED_AT) break
  }
  // The newest receipt came first.
  const order = dues.reverse().flat()
  const rising = order.slice(1).filter((due, i) => due >= order[i]).length
  return {
    oldestFirst: order.length >= ENOUGH && rising >= 0.8 * (order.length - 1),
    usual: amount => amounts.filter(paid => paid === amount).length >= 2,
  }
}

/** Due dates of the debts that a credit settled, in the order in which it did. */
function settledDues(book: Book, credit: number, asOf: Day): number[] {
  const { items, applications } = book
  const dues: number[] = []
  for (const row of book.applicationsOf(credit))
    if (applications.amount[row] > 0 && applications.effective[row] <= asOf) dues.push(items.due[applications.debit[row]])
  return dues.reverse()
}
