import type { Book } from '../book/book.js'
import { day, type Day, type IsoDate } from '../dates.js'
import { ZERO, type Currency, type Money } from '../money.js'
import { bankLineStates, type BankLineState } from './bank-lines.js'
import { resolved, type Moment } from './question.js'
import { closingConverter } from './valuation.js'

/** Money that came into one account on one day, in the account's currency. */
export interface BankDay {
  account: string
  day: IsoDate
  currency: Currency
  inflows: Money
  /** What receipts made of it, as the receipts say. */
  posted: Money
  /** Claimed or not. */
  unidentified: Money
  excluded: Money
  /** inflows − posted − unidentified − excluded: always 0. */
  difference: Money
}

/** Money that came in, account by account and day by day (for one account, if named), proved against receipts and the pool. */
export function bankDays(book: Book, moment: Moment, account?: string): BankDay[] {
  const days = new Map<string, BankDay>()
  for (const { line, state, posted, rest } of bankLineStates(book, moment)) {
    if (account !== undefined && line.account !== account) continue
    const key = JSON.stringify([line.account, line.day, line.currency])
    let found = days.get(key)
    if (!found) {
      const { account, day, currency } = line
      found = { account, day, currency, inflows: ZERO, posted: ZERO, unidentified: ZERO, excluded: ZERO, difference: ZERO }
      days.set(key, found)
    }
    found.inflows = (found.inflows + line.amount) as Money
    found.posted = (found.posted + posted) as Money
    if (state === 'excluded') found.excluded = (found.excluded + line.amount) as Money
    else found.unidentified = (found.unidentified + Math.max(0, rest)) as Money
    found.difference = (found.inflows - found.posted - found.unidentified - found.excluded) as Money
  }
  return [...days.values()]
}

/** Money that waits for its customer: a line of the pool, and for how many days it has waited. */
export interface PoolEntry extends BankLineState {
  days: number
}

/** The pool of unidentified money (待认领) at a moment, the oldest first. */
export interface Pool {
  entries: readonly PoolEntry[]
  /** In all, by currency. */
  totals: ReadonlyMap<Currency, Money>
}

/** What nobody's receipt has made of the money that came in by a day. */
export const bankPool = (book: Book, moment: Moment): Pool =>
  book.answers.remember(
    `bank pool ${resolved(book, moment).key}`,
    () => poolOf(bankLineStates(book, moment), moment.asOf),
    ({ entries }) => 300 * entries.length,
  )

function poolOf(states: readonly BankLineState[], asOf: Day): Pool {
  const entries = states
    .filter(({ state, rest }) => state !== 'excluded' && rest > 0)
    .map(entry => ({ ...entry, days: asOf - day(entry.line.day) }))
  const totals = new Map<Currency, Money>()
  for (const { line, rest } of entries) totals.set(line.currency, ((totals.get(line.currency) ?? 0) + rest) as Money)
  return { entries, totals }
}

/** The pool in ledger currency at the closing rates of the day. Refuses a currency without a rate (`NO_RATE`). */
export function unidentifiedTotal(book: Book, moment: Moment): Money {
  const { asOf, knownAt } = resolved(book, moment)
  let sum = 0
  for (const [currency, amount] of bankPool(book, moment).totals) sum += closingConverter(book, currency, asOf, knownAt)(amount)
  return sum as Money
}
