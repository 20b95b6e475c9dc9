import type { Book } from '../book/book.js'
import { OWING } from '../book/codes.js'
import type { Day } from '../dates.js'
import type { Currency, Money } from '../money.js'
import { extendedDues } from './extensions.js'
import { maskOf, type Filter, type Mask } from './filter.js'
import { openItemsOf } from './open-items-of-customer.js'
import { resolved, type Moment } from './question.js'
import { spread } from './spread.js'
import { closingConverter, historical, valuesOf, type Valuation } from './valuation.js'

/**
 * What documents posted up to a moment add up to in each currency, of one customer (by index) or all. Allocations are never read, so it
 * proves the open items that are found through them (R1.6a).
 */
export function documentTotals(book: Book, customer: number | undefined, moment: Moment, filter?: Filter): Map<Currency, Money> {
  const { asOf, knownAt } = resolved(book, moment)
  const { documents, items } = book
  const mask = maskOf(book, filter, asOf, knownAt)
  const sums = new Float64Array(book.currencies.size)
  const add = (row: number): void => {
    if (documents.postDate[row] > asOf || documents.change[row] > knownAt || OWING[documents.kind[row]] === 0) return
    sums[documents.currency[row]] += taken(book, mask, row, documents.amount[row])
  }
  if (customer === undefined) for (let row = 0; row < documents.count; row++) add(row)
  else for (const item of book.itemsOf(customer)) if (documents.firstItem[items.document[item]] === item) add(items.document[item])
  const totals = new Map<Currency, Money>()
  sums.forEach((sum, index) => sum !== 0 && totals.set(book.currencies.texts[index], sum as Money))
  return totals
}

/** The part of an amount of a document that a filter takes. */
function taken(book: Book, { customers, stamps, products }: Mask, row: number, amount: number): Money {
  const { documents } = book
  if ((customers && !customers[documents.customer[row]]) || (stamps && !stamps[documents.dimensions[row]])) return 0 as Money
  if (!products) return amount as Money
  let sum = 0
  spread(book, row, amount, (product, share) => (sum += products[product] ? share : 0))
  return sum as Money
}

/**
 * What is owed by the documents alone, of one customer (by index) or all; credits lower it. In one document currency, or in ledger currency
 * with each foreign total at the rate of the day. `historical` values documents at their own rates, before realised differences.
 */
export function balance(
  book: Book,
  customer: number | undefined,
  moment: Moment,
  { currency, valuation }: Valuation = {},
  filter?: Filter,
): Money {
  if (currency === undefined && valuation === 'historical' && book.foreign) return historicalBalance(book, customer, moment, filter)
  const totals = documentTotals(book, customer, moment, filter)
  if (currency !== undefined) return totals.get(currency) ?? (0 as Money)
  const { asOf, knownAt } = resolved(book, moment)
  let sum = 0
  for (const [of, total] of totals) sum += closingConverter(book, of, asOf, knownAt)(total)
  return sum as Money
}

function historicalBalance(book: Book, customer: number | undefined, moment: Moment, filter: Filter | undefined): Money {
  const { asOf, knownAt } = resolved(book, moment)
  const { documents, items } = book
  const mask = maskOf(book, filter, asOf, knownAt)
  let sum = 0
  const add = (item: number): void => {
    const row = items.document[item]
    if (items.postDate[item] > asOf || documents.change[row] > knownAt) return
    sum += historical(book, item, taken(book, mask, row, items.amount[item]))
  }
  if (customer === undefined) for (let item = 0; item < items.count; item++) add(item)
  else for (const item of book.itemsOf(customer)) add(item)
  return sum as Money
}

/** Debts past their due date. */
export interface Overdue {
  amount: Money
  /** How many instalments. */
  count: number
  /** Of the one longest overdue; 0 when none is. */
  days: number
}

/** What is overdue at a moment, of one customer (by index) or all: due before the day, as extended; 0 days is not overdue. */
export function overdue(book: Book, customer: number | undefined, moment: Moment, valuation: Valuation = {}, filter?: Filter): Overdue {
  const { asOf, knownAt } = resolved(book, moment)
  const { items } = book
  const set = openItemsOf(book, customer, moment)
  const values = valuesOf(book, set, valuation, asOf, knownAt)
  const mask = maskOf(book, filter, asOf, knownAt)
  const dues = extendedDues(book, asOf, knownAt)
  const found = { amount: 0, count: 0, days: 0 }
  for (let i = 0; i < set.count; i++) {
    const item = set.items[i]
    const days = asOf - (dues?.get(item) ?? (items.due[item] as Day))
    if (values[i] <= 0 || days <= 0) continue
    const amount = taken(book, mask, items.document[item], values[i])
    if (amount === 0) continue
    found.amount += amount
    found.count++
    found.days = Math.max(found.days, days)
  }
  return found as Overdue
}
