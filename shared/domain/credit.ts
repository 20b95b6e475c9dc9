import type { Book } from '../book/book.js'
import { iso, NEVER, type Day } from '../dates.js'
import type { Currency, Money } from '../money.js'
import { refuse } from '../refusals.js'
import { billsPassedOn } from './bills.js'
import { disputedAmounts } from './disputes.js'
import { limitOf } from './fields.js'
import { openItemsOf } from './open-items-of-customer.js'
import type { OpenItems } from './open-items.js'
import { orderGroups, orderRemainder } from './orders.js'
import { resolved, type Moment } from './question.js'
import { closingConverter, itemValuer } from './valuation.js'

/** What we stand to lose with a customer, in its parts (R10.1), in ledger currency; foreign parts at the rate of the day. */
export interface Exposure {
  /** Debts not settled, with tax. */
  open: Money
  /** Receipts and credit notes not applied; negative. */
  unapplied: Money
  /** Delivered and not invoiced, with tax. */
  unbilled: Money
  /** Ordered, neither delivered nor invoiced, with tax. */
  orders: Money
  /** Bills passed on that are not paid yet (R7.1). */
  bills: Money
  /** All of these. */
  total: Money
  /** For information: what of `open` the customer disputes (R4.1). */
  disputed: Money
}

/** The exposure of one customer, by index, at a moment. */
export function exposure(book: Book, customer: number, moment: Moment): Exposure {
  const sums = newSums(1)
  addOpen(book, openItemsOf(book, customer, moment), moment, sums, () => 0)
  sums.bills[0] = billsPassedOn(book, moment).get(customer) ?? 0
  return withOrders(book, customer, moment, sums, 0)
}

/** The exposures of all customers at a moment, by index: one scan of what is open, and of orders only where there are any. */
export function exposures(book: Book, moment: Moment): (customer: number) => Exposure {
  const { key } = resolved(book, moment)
  const all = book.answers.remember(
    `exposures ${key}`,
    () => {
      const sums = newSums(book.customers.size)
      addOpen(book, openItemsOf(book, undefined, moment), moment, sums, item => book.items.customer[item])
      for (const [customer, amount] of billsPassedOn(book, moment)) sums.bills[customer] = amount
      const found = new Map<number, Exposure>()
      for (const customer of orderGroups(book).keys()) found.set(customer, withOrders(book, customer, moment, sums, customer))
      return { sums, found }
    },
    ({ sums, found }) => 4 * sums.open.byteLength + 200 * found.size,
  )
  return customer => all.found.get(customer) ?? exposureOf(all.sums, customer, 0, 0)
}

interface Sums {
  open: Float64Array
  unapplied: Float64Array
  disputed: Float64Array
  bills: Float64Array
}

const newSums = (size: number): Sums => ({
  open: new Float64Array(size),
  unapplied: new Float64Array(size),
  disputed: new Float64Array(size),
  bills: new Float64Array(size),
})

function addOpen(book: Book, set: OpenItems, moment: Moment, sums: Sums, place: (item: number) => number): void {
  const { asOf, knownAt } = resolved(book, moment)
  const value = itemValuer(book, {}, asOf, knownAt)
  const disputes = disputedAmounts(book, asOf, knownAt)
  for (let i = 0; i < set.count; i++) {
    const item = set.items[i]
    const open = set.open[i] as Money
    const at = place(item)
    sums[open > 0 ? 'open' : 'unapplied'][at] += value(item, open)
    const disputed = disputes.get(item)
    if (disputed !== undefined && open > 0) sums.disputed[at] += value(item, Math.min(open, disputed) as Money)
  }
}

function withOrders(book: Book, customer: number, moment: Moment, sums: Sums, at: number): Exposure {
  const { unbilled, orders } = orderRemainder(book, customer, moment)
  return exposureOf(sums, at, unbilled, orders)
}

function exposureOf(sums: Sums, at: number, unbilled: number, orders: number): Exposure {
  const { open, unapplied, disputed } = sums
  const bills = sums.bills[at]
  const total = open[at] + unapplied[at] + unbilled + orders + bills
  return { open: open[at], unapplied: unapplied[at], unbilled, orders, bills, total, disputed: disputed[at] } as Exposure
}

/** A credit limit in force: in ledger currency, as it was typed, and the last day of one that ends. */
export interface CreditLimit {
  amount: Money
  typed: { amount: Money; currency: Currency }
  until?: Day
}

/** The limit of a customer in force on a day, a temporary one before the lasting; `undefined` when none is set, which is not 0. */
export function creditLimit(book: Book, customer: string, asOf: Day, knownAt = Infinity): CreditLimit | undefined {
  const entry = book.values.entryAt('customer', customer, 'creditLimit', asOf, knownAt)
  if (!entry?.value) return undefined
  const typed = limitOf(entry.value, book.company.currency)
  const amount = closingConverter(book, typed.currency, asOf, knownAt)(typed.amount)
  return entry.to === NEVER ? { amount, typed } : { amount, typed, until: entry.to }
}

/** What a customer may still owe: limit less exposure, less a draft on top; may be negative (R10.3). Refuses a customer without limit. */
export function creditLeft(book: Book, customer: string, moment: Moment, draft = 0 as Money): Money {
  const { limit, left } = creditCheckOf(book, customer, moment, draft)
  if (limit === undefined || left === undefined) throw refuse('NO_LIMIT', { customer, date: iso(moment.asOf) })
  return left
}

/** Whether something may be added to an exposure. */
export interface CreditVerdict {
  verdict: 'ok' | 'blocked'
  /** Limit less exposure less what is added; none without a limit. */
  left?: Money
}

/** No limit never blocks; reaching a limit exactly is allowed; 0 is a limit. */
export function creditCheck({ limit, exposure, added }: { limit: Money | undefined; exposure: Money; added: Money }): CreditVerdict {
  if (limit === undefined) return { verdict: 'ok' }
  const left = (limit - exposure - added) as Money
  return { verdict: left < 0 ? 'blocked' : 'ok', left }
}

/**
 * The check of a customer as it stands: to be asked whenever an order is created, changed, reopened or released and at delivery (R10.4),
 * with the new facts already in the book; never for a receipt. `added` comes on top.
 */
export function creditCheckOf(
  book: Book,
  customer: string,
  moment: Moment,
  added = 0 as Money,
): CreditVerdict & { limit: Money | undefined; exposure: Money } {
  const index = book.customers.find(customer)
  if (index === undefined) throw refuse('UNKNOWN_CUSTOMER', { value: customer })
  const { asOf, knownAt, key } = resolved(book, moment)
  const limit = creditLimit(book, customer, asOf, knownAt)?.amount
  // When everybody's exposure was asked for already, one customer's is a look-up.
  const parts = book.answers.has(`exposures ${key}`) ? exposures(book, moment)(index) : exposure(book, index, moment)
  return { limit, exposure: parts.total, ...creditCheck({ limit, exposure: parts.total, added }) }
}
