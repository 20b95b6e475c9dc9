import type { Book } from '../book/book.js'
import { daysIn, NEVER, type Day } from '../dates.js'
import type { Money } from '../money.js'
import { aging } from './aging.js'
import {
  BILLS,
  CREDIT_NOTES,
  firstBills,
  invoicesByCustomer,
  monthlyBillings,
  postedByCustomer,
  RECEIPTS,
  type WindowQuestion,
} from './billings.js'
import { dsoCountback, dsoSimple, effectivenessIndex, monthsBack, windowBefore, type MonthBilling } from './collection-measures.js'
import { paymentHabits, refuseProducts } from './payment-habits.js'
import type { Moment } from './question.js'
import { percentOf, ratio } from './ratio.js'
import type { Valuation } from './valuation.js'

/** A question about a window of days, for one customer or all. */
export interface CollectionQuestion extends WindowQuestion, Valuation {
  /** A customer's index; all together when left out. */
  customer?: number
  /** Whether credit notes lower the billings that DSO and CEI divide by; `apart` (default), as in the roll-forward. */
  creditNotes?: 'apart' | 'deducted'
}

/** How DSO is reckoned: `lifetime` divides by everything billed so far and counts the days since the first bill. */
export type DsoMethod = 'simple' | 'countback' | 'best' | 'lifetime'

/** VAT-inclusive amounts of a window in ledger currency; `billed` and `collected` by posting date, net of reversals. */
export interface Flows {
  opening: Money
  billed: Money
  collected: Money
  closing: Money
  /** Of the closing receivable, debts due on or after the last day. */
  closingNotDue: Money
  /** Both ends counted. */
  days: number
}

/** Opening, billed, collected and closing. Refuses a filter by product (`BAD_OPTION`): receipts have none. */
export function flows(book: Book, question: CollectionQuestion): Flows {
  refuseProducts(question.filter)
  const { period, customer } = question
  const start = receivable(book, question, (period.from - 1) as Day)
  const end = receivable(book, question, period.to)
  const collected = -pick(postedByCustomer(book, RECEIPTS, question), customer)
  const billed = pick(postedByCustomer(book, billKinds(question), question), customer) as Money
  return {
    opening: start.total,
    billed,
    collected: (collected || 0) as Money,
    closing: end.total,
    closingNotDue: end.notDue,
    days: daysIn(period),
  }
}

const billKinds = ({ creditNotes }: CollectionQuestion): readonly number[] =>
  creditNotes === 'deducted' ? [...BILLS, ...CREDIT_NOTES] : BILLS

/** One customer's figure, or the sum of all. */
const pick = (column: Float64Array, customer: number | undefined): number =>
  customer === undefined ? column.reduce((sum, value) => sum + value, 0) : (column[customer] ?? 0)

/** What is owed on a day, unapplied credits deducted, and what of the debts is not due. */
function receivable(book: Book, question: CollectionQuestion, asOf: Day): { total: Money; notDue: Money } {
  const { knownAt, filter, currency, valuation, customer } = question
  const { labels, groups, amounts } = aging(book, { asOf, knownAt, filter, currency, valuation })
  const width = labels.length + 1
  let total = 0
  let notDue = 0
  const first = customer ?? 0
  const last = customer === undefined ? groups.length - 1 : customer
  for (let group = first; group <= last && group * width < amounts.length; group++) {
    notDue += amounts[group * width]
    for (let i = group * width; i < (group + 1) * width; i++) total += amounts[i]
  }
  return { total: total as Money, notDue: notDue as Money }
}

/** Days sales outstanding by a method, to four decimals; `null` without billings. */
export function dso(book: Book, question: CollectionQuestion, method: DsoMethod = 'simple'): number | null {
  const { period, customer } = question
  const { total, notDue } = receivable(book, question, period.to)
  if (method === 'countback') return dsoCountback(total, newestMonths(book, question))
  if (method === 'lifetime') return lifetimeDso(book, question, total)
  const billed = pick(postedByCustomer(book, billKinds(question), question), customer)
  return dsoSimple(method === 'best' ? notDue : total, billed, daysIn(period))
}

/** The billings of each month, the newest first, back to the first ever; of the last month only the days up to the end of the window. */
function* newestMonths(book: Book, question: CollectionQuestion): Generator<MonthBilling> {
  const { first, months, amounts } = monthly(book, question)
  const { customer, period } = question
  const customers = amounts.length / months
  for (const { index, days } of monthsBack(period.to, first)) {
    const month = index - first
    let billed = 0
    if (customer !== undefined) billed = customer < customers ? amounts[customer * months + month] : 0
    else for (let c = 0; c < customers; c++) billed += amounts[c * months + month]
    yield { days, billed }
  }
}

const monthly = (book: Book, question: CollectionQuestion) =>
  monthlyBillings(book, billKinds(question), { ...question, period: { from: 1 as Day, to: question.period.to } })

function lifetimeDso(book: Book, question: CollectionQuestion, receivable: Money): number | null {
  const { period, customer } = question
  if (receivable === 0) return 0
  const billed = pick(postedByCustomer(book, billKinds(question), { ...question, period: { from: 1 as Day, to: period.to } }), customer)
  const first = firstBill(book, question)
  return first === undefined ? null : dsoSimple(receivable, billed, period.to - first)
}

/** The document date of the first bill of one customer or of all, as far as the window knows. */
function firstBill(book: Book, { period, customer, filter, knownAt }: CollectionQuestion): Day | undefined {
  const days = firstBills(book, { period, filter, knownAt })
  const first = customer === undefined ? days.reduce<number>((earliest, day) => Math.min(earliest, day), NEVER) : (days[customer] ?? NEVER)
  return first === NEVER ? undefined : (first as Day)
}

/** Everything about how a window's debts were collected. Days and percentages have four decimals; `null` where a formula divides by 0. */
export interface Collection extends Flows {
  dsoSimple: number | null
  dsoCountback: number | null
  dsoBestPossible: number | null
  /** DSO less the best possible: the days that lateness adds. */
  daysDelinquent: number | null
  effectivenessIndex: number | null
  weightedDaysLate: number | null
  weightedDaysToSettle: number | null
  /** Collected ÷ (opening + billed), in percent. */
  collectionRate: number | null
  /** Money of the window on debts due by its end ÷ (overdue at its start + fell due in it), in percent: the salesperson's rate. */
  collectionRateOfDue: number | null
  /** Still open ÷ fell due in the window, in percent. */
  newOverdueShare: number | null
  /** Customers invoiced in this window and in the one before ÷ those of the one before, in percent. */
  retention: number | null
  settled: number
  onTime: number
  onTimeRate: number | null
  meanDaysToSettle: number | null
  /** Early payments count as 0 days late. */
  meanDaysLate: number | null
}

/** The collection figures of a window. Refuses a filter by product (`BAD_OPTION`). */
export function collection(book: Book, question: CollectionQuestion): Collection {
  const { customer } = question
  const flow = flows(book, question)
  const { opening, billed, collected, closing, closingNotDue, days } = flow
  const habits = paymentHabits(book, question)
  const of = (column: Float64Array) => pick(column, customer)
  const settled = of(habits.settled)
  const allocated = of(habits.allocated)
  return {
    ...flow,
    dsoSimple: dsoSimple(closing, billed, days),
    dsoCountback: dso(book, question, 'countback'),
    dsoBestPossible: dsoSimple(closingNotDue, billed, days),
    daysDelinquent: dsoSimple(closing - closingNotDue, billed, days),
    effectivenessIndex: effectivenessIndex(opening, billed, closing, closingNotDue),
    weightedDaysLate: ratio(of(habits.amountDaysLate), allocated),
    weightedDaysToSettle: ratio(of(habits.amountDaysToSettle), allocated),
    collectionRate: percentOf(collected, opening + billed),
    collectionRateOfDue: percentOf(of(habits.onDue), of(habits.overdueAtStart) + of(habits.fellDue)),
    newOverdueShare: percentOf(of(habits.fellDueOpen), of(habits.fellDue)),
    retention: retention(book, question),
    settled,
    onTime: of(habits.onTime),
    onTimeRate: percentOf(of(habits.onTime), settled),
    meanDaysToSettle: ratio(of(habits.daysToSettle), settled),
    meanDaysLate: ratio(of(habits.daysLate), settled),
  }
}

function retention(book: Book, question: CollectionQuestion): number | null {
  const now = invoicesByCustomer(book, question)
  const before = invoicesByCustomer(book, { ...question, period: windowBefore(question.period) })
  const { customer } = question
  if (customer !== undefined) return before[customer] > 0 ? percentOf(now[customer] > 0 ? 1 : 0, 1) : null
  let kept = 0
  let had = 0
  for (let i = 0; i < before.length; i++) {
    if (before[i] <= 0) continue
    had++
    if (now[i] > 0) kept++
  }
  return percentOf(kept, had)
}

/** A customer's newest receipt by document date that was not returned by the moment; amount in ledger currency. */
export interface LastReceipt {
  date: Day
  amount: Money
  /** The document's row. */
  document: number
}

/** The newest receipt of a customer at a moment, `undefined` when there is none. */
export function lastReceipt(book: Book, customer: number, { asOf, knownAt = Infinity }: Moment): LastReceipt | undefined {
  const { documents, items } = book
  const exists = (row: number) => documents.postDate[row] <= asOf && documents.change[row] <= knownAt
  let last: LastReceipt | undefined
  for (const item of book.itemsOf(customer)) {
    const document = items.document[item]
    if (!RECEIPTS.includes(documents.kind[document]) || items.amount[item] > 0 || !exists(document)) continue
    const returned = book.reversedBy.get(documents.id[document])
    if (returned !== undefined && exists(book.documentOf(returned))) continue
    const date = documents.docDate[document] as Day
    if (!last || date > last.date) last = { date, amount: -items.base[item] as Money, document }
  }
  return last
}
