import type { Book } from '../../../shared/book/book.js'
import type { Day } from '../../../shared/dates.js'
import { aging } from '../../../shared/domain/aging.js'
import { creditLimit, exposures } from '../../../shared/domain/credit.js'
import type { Money } from '../../../shared/money.js'

/** An amount of one customer, and what of it is overdue. */
export interface CustomerAmount {
  /** Index in the Book. */
  customer: number
  amount: Money
  overdue: Money
}

/** What an amount of a customer is: all it owes, what of that is overdue, or its unapplied credits. */
export type AmountKind = 'total' | 'overdue' | 'unapplied'

/** The customers with such an amount, the largest first; equal ones by code. Their sum is the company's figure. */
export function customerAmounts(book: Book, asOf: Day, kind: AmountKind): CustomerAmount[] {
  const { amounts, labels, groups } = aging(book, { asOf })
  const width = labels.length + 1
  const found: CustomerAmount[] = []
  for (let customer = 0; customer < groups.length; customer++) {
    const row = customer * width
    let overdue = 0
    for (let bucket = 1; bucket < width - 1; bucket++) overdue += amounts[row + bucket]
    const unapplied = amounts[row + width - 1]
    const amount = kind === 'overdue' ? overdue : kind === 'unapplied' ? unapplied : amounts[row] + overdue + unapplied
    if (amount !== 0) found.push({ customer, amount: amount as Money, overdue: overdue as Money })
  }
  const code = ({ customer }: CustomerAmount) => groups[customer]
  return found.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || (code(a) < code(b) ? -1 : 1))
}

/** A customer whose exposure is larger than its limit. */
export interface OverLimit {
  customer: number
  exposure: Money
  limit: Money
}

/** The customers over their credit limit, the most first. */
export function overLimit(book: Book, asOf: Day): OverLimit[] {
  const exposureOf = exposures(book, { asOf })
  const found: OverLimit[] = []
  for (const code of book.values.keys('customer', 'creditLimit')) {
    const customer = book.customers.find(code)
    const limit = creditLimit(book, code, asOf)?.amount
    if (customer === undefined || limit === undefined) continue
    const exposure = exposureOf(customer).total
    if (exposure > limit) found.push({ customer, exposure, limit })
  }
  return found.sort((a, b) => b.exposure - b.limit - (a.exposure - a.limit))
}

/** The customers that dispute debts, and how much, the largest first. */
export function disputed(book: Book, asOf: Day): { customer: number; amount: Money }[] {
  if (book.values.keys('item', 'dispute').next().done) return []
  const exposureOf = exposures(book, { asOf })
  return book.customers.texts
    .map((_, customer) => ({ customer, amount: exposureOf(customer).disputed }))
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => b.amount - a.amount)
}
