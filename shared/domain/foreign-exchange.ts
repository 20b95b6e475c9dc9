import type { Book } from '../book/book.js'
import { addDays, type Day, type Period } from '../dates.js'
import { applyRate, converter, proportion, type Currency, type Money, type Rate } from '../money.js'
import { openItemsOf } from './open-items-of-customer.js'
import { resolved, type Clock, type Moment } from './question.js'
import { closingConverter, historical } from './valuation.js'

/** An amount of foreign money with what was settled of it, and the rates to value it. */
export interface ForeignAmount {
  /** In the foreign currency; debts positive. */
  amount: Money
  /** At which it was carried so far: the document's rate, or that of the last kept revaluation. */
  rate: Rate
  /** Parts settled since, in order, each at the rate of the money that came. */
  settlements?: readonly { amount: Money; rate: Rate }[]
  /** The rate of the day; without it nothing is revalued. */
  closingRate?: Rate
  currency: Currency
  ledgerCurrency: Currency
}

/** What a foreign amount is worth, in ledger currency but for `open`; gains positive. */
export interface Revalued {
  /** Not settled, in the foreign currency. */
  open: Money
  /** At the carrying rate. */
  carried: Money
  /** At the closing rate; as carried without one. */
  closing: Money
  /** closing − carried */
  unrealised: Money
  /** What each settlement won or lost (R5.2). */
  realised: Money[]
}

/** Values what is left of a foreign amount and what its settlements realised; carried is 0 when nothing is open (R5.4). */
export function revalue({ amount, rate, settlements = [], closingRate, currency, ledgerCurrency }: ForeignAmount): Revalued {
  const base = applyRate(amount, rate, currency, ledgerCurrency)
  let open = amount
  let carried = base
  const realised = settlements.map(part => {
    open = (open - part.amount) as Money
    const before = carried
    carried = proportion(base, open, amount)
    return (applyRate(part.amount, part.rate, currency, ledgerCurrency) - (before - carried)) as Money
  })
  const closing = closingRate === undefined ? carried : converter(closingRate, currency, ledgerCurrency)(open)
  return { open, carried, closing, unrealised: (closing - carried) as Money, realised }
}

/** What an application took off the ledger-currency value of its two items: less debt is negative, less credit positive. */
export interface AppliedBase {
  /** Row of the application. */
  application: number
  /** The day it counts from. */
  day: Day
  debit: Money
  credit: Money
}

/**
 * The applications between foreign items that count within a period, with their bases: each is the difference of its item's value before
 * and after it, in order of effect, so an application back-dated between two others cannot break their sum (R5.4).
 */
export function appliedBases(
  book: Book,
  { period, knownAt = Infinity, clock }: { period: Period; knownAt?: number; clock?: Clock },
): AppliedBase[] {
  const found = new Map<number, AppliedBase>()
  const { applications, items, documents } = book
  const { debit, credit, change } = applications
  const since = (row: number): Day =>
    (clock === 'latest' ? Math.max(items.postDate[debit[row]], items.postDate[credit[row]]) : applications.effective[row]) as Day
  const touched = new Set<number>()
  for (let row = 0; row < applications.count; row++) {
    if (change[row] > knownAt || documents.currency[items.document[debit[row]]] === 0) continue
    const day = since(row)
    if (day < period.from || day > period.to) continue
    found.set(row, { application: row, day, debit: 0 as Money, credit: 0 as Money })
    touched.add(debit[row]).add(credit[row])
  }
  for (const item of touched) {
    const side = items.amount[item] > 0 ? 'debit' : 'credit'
    const sign = side === 'debit' ? -1 : 1
    const rows = [...book.applicationsOf(item)].filter(row => change[row] <= knownAt && since(row) <= period.to)
    let open = book.amountOf(item)
    for (const row of rows.sort((a, b) => since(a) - since(b) || a - b)) {
      const before = historical(book, item, open)
      open = (open + sign * applications.amount[row]) as Money
      const entry = found.get(row)
      if (entry) entry[side] = (historical(book, item, open) - before) as Money
    }
  }
  return [...found.values()].sort((a, b) => a.day - b.day || a.application - b.application)
}

/** What the applications of a period won (+) or lost (−) by rates having moved (R5.2), in ledger currency; those that did neither left out. */
export function realised(
  book: Book,
  question: { period: Period; knownAt?: number; clock?: Clock },
): { application: number; day: Day; amount: Money }[] {
  return appliedBases(book, question)
    .map(({ application, day, debit, credit }) => ({ application, day, amount: (debit + credit) as Money }))
    .filter(({ amount }) => amount !== 0)
}

/** The revaluation of one item at a date (R5.3). */
export interface Revaluation {
  item: number
  currency: Currency
  /** In the document's currency. */
  open: Money
  /** In ledger currency at the document's rate. */
  historical: Money
  /** In ledger currency at the rate of the date. */
  closing: Money
  /** closing − historical: what is won (+) or lost (−) and not realised. */
  unrealised: Money
}

/** Every foreign item open at a moment with its value at the documents' and the day's rates, one entry each. Refuses `NO_RATE`. */
export function revaluation(book: Book, moment: Moment, customer?: number): Revaluation[] {
  const { asOf, knownAt } = resolved(book, moment)
  const converters = new Map<string, (amount: Money) => Money>()
  const found: Revaluation[] = []
  if (!book.foreign) return found
  const set = openItemsOf(book, customer, moment)
  for (let i = 0; i < set.count; i++) {
    const item = set.items[i]
    const currency = book.currencyOf(book.items.document[item])
    if (currency === book.company.currency) continue
    let convert = converters.get(currency)
    if (!convert) converters.set(currency, (convert = closingConverter(book, currency, asOf, knownAt)))
    const open = set.open[i] as Money
    const [then, now] = [historical(book, item, open), convert(open)]
    found.push({ item, currency, open, historical: then, closing: now, unrealised: (now - then) as Money })
  }
  return found.sort((a, b) => a.item - b.item)
}

/** One entry to profit or loss in ledger currency: gains positive. */
export interface ExchangeEntry {
  day: Day
  kind: 'realised' | 'revaluation' | 'reversal'
  /** The item revalued, or the application that realised it. */
  item?: number
  application?: number
  amount: Money
}

/**
 * The entries of a run of closings up to a day, under either habit (R5.3). `reversed`: each revaluation is taken back on the next day and
 * money realises against the document's rate. `kept`: it stays, the next one posts the difference, and money realises against the rate it was
 * last carried at. Both come to the same at each closing and whenever an item is settled.
 */
export function exchangeEntries(
  book: Book,
  {
    closings,
    to,
    habit,
    knownAt,
    clock,
  }: { closings: readonly Day[]; to: Day; habit: 'kept' | 'reversed'; knownAt?: number; clock?: Clock },
): ExchangeEntry[] {
  const entries: ExchangeEntry[] = []
  const kept = new Map<number, { amount: Money; open: Money }>()
  const ends = new Set([...closings].filter(day => day <= to).sort((a, b) => a - b))
  let from = 0 as Day
  for (const end of new Set([...ends, to])) {
    for (const { application, day, debit, credit } of appliedBases(book, { period: { from, to: end }, knownAt, clock })) {
      const released = habit === 'kept' ? releasedBy(book, kept, application) : 0
      const amount = (debit + credit - released) as Money
      if (amount !== 0) entries.push({ day, kind: 'realised', application, amount })
    }
    from = addDays(end, 1)
    if (!ends.has(end)) continue
    const now = new Map(revaluation(book, { asOf: end, knownAt, clock }).map(entry => [entry.item, entry]))
    for (const item of new Set([...kept.keys(), ...now.keys()])) {
      const { open = 0 as Money, unrealised = 0 as Money } = now.get(item) ?? {}
      const amount = (unrealised - (kept.get(item)?.amount ?? 0)) as Money
      if (amount !== 0) entries.push({ day: end, kind: 'revaluation', item, amount })
      if (habit === 'kept') kept.set(item, { amount: unrealised, open })
      else if (amount !== 0 && from <= to) entries.push({ day: from, kind: 'reversal', item, amount: (0 - amount) as Money })
    }
  }
  return entries.sort((a, b) => a.day - b.day)
}

/** The part of the kept revaluations that an application settles together with its items. */
function releasedBy(book: Book, kept: Map<number, { amount: Money; open: Money }>, application: number): number {
  const { applications } = book
  let released = 0
  for (const [item, sign] of [
    [applications.debit[application], -1],
    [applications.credit[application], 1],
  ] as const) {
    const carried = kept.get(item)
    if (!carried) continue
    const open = (carried.open + sign * applications.amount[application]) as Money
    const amount = proportion(carried.amount, open, carried.open)
    released += carried.amount - amount
    kept.set(item, { amount, open })
  }
  return released
}
