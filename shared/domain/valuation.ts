import type { Book } from '../book/book.js'
import { iso, type Day } from '../dates.js'
import { converter, proportion, type Currency, type Money } from '../money.js'
import { refuse } from '../refusals.js'
import type { OpenItems } from './open-items.js'

/**
 * In which money open amounts are given: in ledger currency at the rate of the as-of day (`closing`) or of the documents
 * (`historical`), or in one document currency, leaving out the others.
 */
export interface Valuation {
  currency?: Currency
  valuation?: 'closing' | 'historical'
}

/** The value of each open item, rounded once per item so that sums of items equal the sum shown; 0 for items of other currencies. */
export function valuesOf(book: Book, set: OpenItems, { currency, valuation }: Valuation, asOf: Day, knownAt: number): Float64Array {
  if (!book.foreign && (currency === undefined || currency === book.company.currency)) return set.open
  const value = itemValuer(book, { currency, valuation }, asOf, knownAt)
  const values = new Float64Array(set.count)
  for (let i = 0; i < set.count; i++) values[i] = value(set.items[i], set.open[i] as Money)
  return values
}

/** A function that values an open amount of an item. Refuses a currency without a rate (`NO_RATE`) when it meets it. */
export function itemValuer(
  book: Book,
  { currency, valuation = 'closing' }: Valuation,
  asOf: Day,
  knownAt: number,
): (item: number, open: Money) => Money {
  const { documents, items } = book
  if (currency !== undefined) {
    const wanted = book.currencies.find(currency) ?? -1
    return (item, open) => (documents.currency[items.document[item]] === wanted ? open : (0 as Money))
  }
  if (valuation === 'historical') {
    return (item, open) => historical(book, item, open)
  }
  const converters = new Map<number, (amount: Money) => Money>()
  return (item, open) => {
    const index = documents.currency[items.document[item]]
    if (index === 0 || open === 0) return open
    let convert = converters.get(index)
    if (!convert) converters.set(index, (convert = closingConverter(book, book.currencies.texts[index], asOf, knownAt)))
    return convert(open)
  }
}

/** Converts to ledger currency at the rate of a day; refuses when there is none that is fresh enough. */
export function closingConverter(book: Book, currency: Currency, asOf: Day, knownAt = Infinity): (amount: Money) => Money {
  if (currency === book.company.currency) return amount => amount
  const rate = book.rates.at(currency, asOf, knownAt)
  if (!rate) throw refuse('NO_RATE', { currency, date: iso(asOf) })
  return converter(rate, currency, book.company.currency)
}

/** The open part of an item's amount in ledger currency at its document's rate: 0 when nothing is open (R5.4). */
export const historical = (book: Book, item: number, open: Money): Money =>
  proportion(book.items.base[item] as Money, open, book.items.amount[item])
