import type { Book } from '../book/book.js'
import { kindCode } from '../book/codes.js'
import { addDays, NEVER, type Day } from '../dates.js'
import { atDailyShares, money, type Money } from '../money.js'
import { disputeOf } from './disputes.js'
import { dueOf } from './extensions.js'
import { itemKey } from './item-key.js'
import { openAmount } from './open-items.js'
import { resolved, type Moment } from './question.js'

/** An amount that was overdue for so many days from a day on. */
export interface OverdueSpan {
  from: Day
  days: number
  amount: Money
}

/** How late interest is reckoned (R7.3); simple, never on interest. */
export interface InterestTerms {
  /** Shares (`0.0005` is 0.05 %) in force from their days; the rate before the first one is 0. */
  rates: readonly { from: Day; rate: string }[]
  /**
   * `average-daily-balance`: what was overdue × its days ÷ the period's × rate, so that a period of one day makes it a daily rate.
   * `balance-due`: what is overdue in the end × rate, whatever the days.
   */
  method?: 'average-daily-balance' | 'balance-due'
  /** Days of the period that a rate is for; 1 when left out. */
  periodDays?: number
}

/** The interest on overdue spans in order of time, rounded once. A change of rate splits a span at its day. */
export function simpleInterest(spans: readonly OverdueSpan[], { rates, method, periodDays = 1 }: InterestTerms): Money {
  const steps = [...rates].sort((a, b) => a.from - b.from)
  if (method === 'balance-due') {
    const last = spans.at(-1)
    const rate = last && steps.findLast(step => step.from < last.from + last.days)
    return atDailyShares(last && rate ? [{ amount: last.amount, days: 1, share: rate.rate }] : [], 1)
  }
  const parts = spans.flatMap(({ from, days, amount }) =>
    steps.map((step, i) => {
      const start = Math.max(from, step.from)
      const end = Math.min(from + days, steps[i + 1]?.from ?? NEVER)
      return { amount, days: Math.max(0, end - start), share: step.rate }
    }),
  )
  return atDailyShares(parts, periodDays)
}

/**
 * What of a debt was overdue and not disputed, from its due date as extended to a moment: a new span whenever money came or a dispute
 * began or ended. A payment bears interest up to its day. Spans of 0 are kept only at the end, where they say that nothing is overdue.
 */
export function overdueSpans(book: Book, item: number, moment: Moment): OverdueSpan[] {
  const { asOf, knownAt, clock } = resolved(book, moment)
  const due = Math.max(dueOf(book, item, asOf, knownAt), book.items.postDate[item]) as Day
  const ends = new Set<number>([asOf])
  for (const row of book.applicationsOf(item)) {
    const { debit, credit, effective } = book.applications
    ends.add(clock === 'latest' ? Math.max(book.items.postDate[debit[row]], book.items.postDate[credit[row]]) : effective[row])
  }
  for (const { from, to } of book.values.history('item', itemKey(book, item), 'dispute', knownAt)) {
    ends.add(from)
    if (to !== NEVER) ends.add(addDays(to, 1))
  }
  const spans: OverdueSpan[] = []
  let from = due
  for (const end of [...ends].sort((a, b) => a - b)) {
    if (end <= from || end > asOf) continue
    const open = openAmount(book, item, { asOf: from, knownAt, clock })
    const amount = Math.max(0, open - (disputeOf(book, item, from, knownAt)?.amount ?? 0)) as Money
    if (amount > 0 || end === asOf) spans.push({ from, days: end - from, amount })
    from = end as Day
  }
  return spans
}

/** The late interest on one debt up to a moment, in its currency; 0 on a credit or before it is late. */
export const lateInterest = (book: Book, item: number, moment: Moment, terms: InterestTerms): Money =>
  simpleInterest(book.items.amount[item] > 0 ? overdueSpans(book, item, moment) : [], terms)

/** Where the late interest of a document stands (R7.4), in its currency. */
export interface InterestAccount {
  accrued: Money
  /** By debit notes made out for it, less reversed ones. */
  billed: Money
  /** Given up explicitly: the document's values `interestWaived`. */
  waived: Money
  /** accrued − billed − waived: to be billed or waived still, also when the document itself is paid. */
  left: Money
}

const DEBIT_NOTE = kindCode('debitNote')

/** Accrued, billed and waived interest of a document, by row, at a moment. Paying the document erases none of it. */
export function interestAccount(book: Book, document: number, moment: Moment, terms: InterestTerms): InterestAccount {
  const { asOf, knownAt } = resolved(book, moment)
  const { documents } = book
  const id = documents.id[document]
  let accrued = 0
  for (let i = 0; i < documents.itemCount[document]; i++) accrued += lateInterest(book, documents.firstItem[document] + i, moment, terms)
  let billed = 0
  for (let row = 0; row < documents.count; row++) {
    if (documents.of[row] !== id || documents.kind[row] !== DEBIT_NOTE) continue
    if (documents.postDate[row] <= asOf && documents.change[row] <= knownAt) billed += documents.amount[row]
  }
  const waivers = new Map(book.values.history('document', String(id), 'interestWaived', knownAt).map(entry => [entry.from, entry]))
  let waived = 0
  for (const { from, value } of waivers.values()) if (value !== null && from <= asOf) waived += money(value, book.currencyOf(document))
  return { accrued, billed, waived, left: accrued - billed - waived } as InterestAccount
}
