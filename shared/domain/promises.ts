import type { Book } from '../book/book.js'
import { addDays, NEVER, type Day } from '../dates.js'
import { money, type Money } from '../money.js'
import { itemOfKey } from './item-key.js'
import { paymentsOf } from './payments.js'
import { resolved, type Moment } from './question.js'

/** A customer's word that so much of some debts will be paid by a day (R4.3). It changes no due date. */
export interface PaymentPromise {
  items: readonly number[]
  /** In the items' currency. */
  amount: Money
  /** The day it was given; money from before does not keep it. */
  made: Day
  /** The day promised. */
  date: Day
}

/** `open` while the day promised, with its days of grace, has not passed. */
export type PromiseState = 'kept' | 'broken' | 'open'

/** Days after the promised one that still count as kept, since money travels. */
export const GRACE_DAYS = 3

/** What became of a promise at a moment: kept when enough money was allocated to its items by the day promised and the days of grace. */
export function promiseState(book: Book, promise: PaymentPromise, moment: Moment, grace = GRACE_DAYS): PromiseState {
  const last = addDays(promise.date, grace)
  const payments = promise.items.flatMap(item => paymentsOf(book, item, moment))
  const paid = payments.reduce((sum, { amount, effective }) => (effective >= promise.made && effective <= last ? sum + amount : sum), 0)
  if (paid >= promise.amount) return 'kept'
  return resolved(book, moment).asOf > last ? 'broken' : 'open'
}

/** The promises given up to a moment, from the items' values `promise`, in force to the day promised; corrected ones as corrected. */
export function promises(book: Book, moment: Moment): PaymentPromise[] {
  const { asOf, knownAt } = resolved(book, moment)
  const found: PaymentPromise[] = []
  for (const key of book.values.keys('item', 'promise')) {
    const item = itemOfKey(book, key)
    const currency = book.currencyOf(book.items.document[item])
    const given = new Map(book.values.history('item', key, 'promise', knownAt).map(entry => [entry.from, entry]))
    for (const { from, to, value } of given.values()) {
      if (value === null || from > asOf || to === NEVER) continue
      found.push({ items: [item], amount: money(value, currency), made: from, date: to })
    }
  }
  return found.sort((a, b) => a.date - b.date || a.items[0] - b.items[0])
}
