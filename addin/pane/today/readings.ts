import type { Book } from '../../../shared/book/book.js'
import type { Day } from '../../../shared/dates.js'
import { aging, agingTotals } from '../../../shared/domain/aging.js'
import { dso } from '../../../shared/domain/collection.js'
import { lastTwelveMonths } from '../../../shared/functions/when.js'
import type { Money } from '../../../shared/money.js'

/** The company's key figures at the end of a day; amounts in ledger currency. */
export interface Readings {
  /** What all customers owe, unapplied credits taken off. */
  total: Money
  overdue: Money
  /** Negative. */
  unapplied: Money
  /** Over the last twelve months; nothing without billings. */
  dso: number | null
  /** Open debts by bucket of the usual set, and unapplied credits last. */
  buckets: readonly Money[]
}

/** The key figures as of a day. */
export function readings(book: Book, asOf: Day): Readings {
  const buckets = agingTotals(aging(book, { asOf }))
  return {
    total: sum(buckets),
    overdue: sum(buckets.slice(1, -1)),
    unapplied: buckets[buckets.length - 1],
    dso: dso(book, { period: lastTwelveMonths(asOf) }),
    buckets,
  }
}

const sum = (amounts: readonly Money[]): Money => amounts.reduce<number>((total, amount) => total + amount, 0) as Money
