import { addDays, monthStart, type Day } from '../dates.js'
import { postedByCustomer, RECEIPTS } from '../domain/billings.js'
import { disputedAmounts } from '../domain/disputes.js'
import { extendedDues } from '../domain/extensions.js'
import { maskOf } from '../domain/filter.js'
import { openItems } from '../domain/open-items.js'
import { movement, rollForward, type RollForward } from '../domain/roll-forward.js'
import { spread } from '../domain/spread.js'
import { itemValuer, valuesOf } from '../domain/valuation.js'
import type { Money } from '../money.js'
import { Refusal } from '../refusals.js'
import type { ReportQuestion } from './define.js'

/** What stands beside a customer's aging, by the customer's index, in minor units of the report's currency. */
export interface OverdueFigures {
  overdue: Float64Array
  /** Days of the debt longest overdue. */
  longest: Uint32Array
  disputed: Float64Array
}

/** What is overdue by due date, and disputed, of every customer: one scan of what is open. */
export function overdueFigures({ book, asOf, knownAt, clock, currency, filter }: ReportQuestion): OverdueFigures {
  const { items, documents } = book
  const set = openItems(book, { asOf, knownAt, clock })
  const values = valuesOf(book, set, { currency }, asOf, knownAt)
  const value = itemValuer(book, { currency }, asOf, knownAt)
  const { customers, stamps, products } = maskOf(book, filter, asOf, knownAt)
  const dues = extendedDues(book, asOf, knownAt)
  const disputes = disputedAmounts(book, asOf, knownAt)
  const size = book.customers.size
  const figures = { overdue: new Float64Array(size), longest: new Uint32Array(size), disputed: new Float64Array(size) }
  for (let i = 0; i < set.count; i++) {
    const item = set.items[i]
    const customer = items.customer[item]
    const document = items.document[item]
    if (values[i] <= 0 || (customers && !customers[customer]) || (stamps && !stamps[documents.dimensions[document]])) continue
    const taken = (amount: number) => (products ? ofProducts(book, document, amount, products) : amount)
    const days = asOf - (dues?.get(item) ?? items.due[item])
    const open = taken(values[i])
    if (days > 0 && open !== 0) {
      figures.overdue[customer] += open
      figures.longest[customer] = Math.max(figures.longest[customer], days)
    }
    const disputed = disputes.get(item)
    if (disputed !== undefined) figures.disputed[customer] += taken(value(item, Math.min(disputed, set.open[i]) as Money))
  }
  return figures
}

function ofProducts(book: ReportQuestion['book'], document: number, amount: number, products: Uint8Array): number {
  let sum = 0
  spread(book, document, amount, (product, share) => (sum += products[product] ? share : 0))
  return sum
}

/** How one customer's balance came from last month's. Cash lowers it; all four signed so that they read as written. */
export interface Movement {
  opening: Money
  billed: Money
  /** Money received less money returned, positive. */
  cash: Money
  other: Money
}

/**
 * The movements of the as-of date's month, by the customer's index. `undefined` for what has none: a filter by products, or a foreign
 * balance without a rate at last month's end.
 */
export function monthMovements(question: ReportQuestion): ((customer: number) => Movement) | undefined {
  const { book, asOf, knownAt, clock, currency, filter } = question
  if (filter?.product) return undefined
  const period = { from: monthStart(asOf), to: asOf }
  const found = unlessNoRate(() => rollForward(book, { period, knownAt, clock, currency, filter, valuation: 'closing' }))
  return found && (customer => movementOf(found, customer))
}

function movementOf(found: RollForward, customer: number): Movement {
  const opening = movement(found, customer, 'opening')
  const billed = movement(found, customer, 'billed')
  const cash = 0 - movement(found, customer, 'cash')
  return { opening, billed, cash: cash as Money, other: (movement(found, customer, 'closing') - opening - billed + cash) as Money }
}

/** Money received after the as-of date up to today, by the customer's index, in ledger currency; `undefined` when none could be. */
export function receiptsSince({ book, asOf, today, knownAt, currency, filter }: ReportQuestion): Float64Array | undefined {
  if (today <= asOf || currency !== undefined || filter?.product) return undefined
  const negative = postedByCustomer(book, RECEIPTS, { period: { from: addDays(asOf, 1), to: today }, knownAt, filter })
  return negative.map(amount => 0 - amount)
}

/** The document date of every customer's newest receipt that was not returned, by the customer's index; 0 for none. */
export function lastReceiptDays({ book, asOf, knownAt }: ReportQuestion): Uint16Array {
  const { kind, customer, amount, postDate, docDate, change, id, count } = book.documents
  const exists = (row: number) => postDate[row] <= asOf && change[row] <= knownAt
  const days = new Uint16Array(book.customers.size)
  for (let row = 0; row < count; row++) {
    if (kind[row] !== RECEIPTS[0] || amount[row] >= 0 || !exists(row) || docDate[row] <= days[customer[row]]) continue
    const returned = book.reversedBy.get(id[row])
    if (returned === undefined || !exists(book.documentOf(returned))) days[customer[row]] = docDate[row]
  }
  return days
}

/** The day before the as-of date's month began. */
export const lastMonthEnd = (asOf: Day): Day => addDays(monthStart(asOf), -1)

/** An answer about another day, or `undefined` when a currency has no rate then: a place stays empty rather than the whole sheet. */
export function unlessNoRate<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch (error) {
    if (error instanceof Refusal && error.code === 'NO_RATE') return undefined
    throw error
  }
}
