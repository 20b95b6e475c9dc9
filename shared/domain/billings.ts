import type { Book } from '../book/book.js'
import { kindCode } from '../book/codes.js'
import { NEVER, type Day, type Period } from '../dates.js'
import { filterKey, maskOf, type Filter, type Mask } from './filter.js'
import { monthIndex } from './collection-measures.js'
import { spread } from './spread.js'

/** Which documents a question about a window counts. */
export interface WindowQuestion {
  /** By posting date, both ends counted. */
  period: Period
  filter?: Filter
  /** Only facts up to this change count; the newest when left out. */
  knownAt?: number
}

export const BILLS = [kindCode('invoice'), kindCode('debitNote')]
export const RECEIPTS = [kindCode('receipt')]
export const CREDIT_NOTES = [kindCode('creditNote')]

/**
 * What documents of some kinds came to in a window, VAT-inclusive, in ledger currency at each document's rate: one figure a customer, in
 * order of the book's customers. Reversals count on their own date, so a figure ties with the roll-forward. Receipts and credit notes
 * are negative.
 */
export function postedByCustomer(book: Book, kinds: readonly number[], question: WindowQuestion): Float64Array {
  const { period, knownAt, key } = windowOf(book, question)
  return book.answers.remember(
    `posted ${kinds.join()} ${key}`,
    () => {
      const sums = new Float64Array(book.customers.size)
      const amount = baseOf(book, question, knownAt)
      eachPosted(book, kinds, period, knownAt, row => {
        sums[book.documents.customer[row]] += amount(row)
      })
      return sums
    },
    sums => sums.byteLength,
  )
}

/** How many invoices (less reversed ones) each customer got in a window. */
export function invoicesByCustomer(book: Book, question: WindowQuestion): Float64Array {
  const { period, knownAt, key } = windowOf(book, question)
  return book.answers.remember(
    `invoiced ${key}`,
    () => {
      const counts = new Float64Array(book.customers.size)
      const mask = maskOf(book, question.filter, period.to, knownAt)
      eachPosted(book, [kindCode('invoice')], period, knownAt, row => {
        if (takes(book, mask, row)) counts[book.documents.customer[row]] += book.reversals.has(book.documents.id[row]) ? -1 : 1
      })
      return counts
    },
    counts => counts.byteLength,
  )
}

/** The document date of each customer's first bill posted up to the end of a window, NEVER for none. */
export function firstBills(book: Book, question: WindowQuestion): Uint16Array {
  const { period, knownAt, key } = windowOf(book, { ...question, period: { from: 1 as Day, to: question.period.to } })
  return book.answers.remember(
    `first bills ${key}`,
    () => {
      const { customer, docDate } = book.documents
      const days = new Uint16Array(book.customers.size).fill(NEVER)
      const mask = maskOf(book, question.filter, period.to, knownAt)
      eachPosted(book, BILLS, period, knownAt, row => {
        if (takes(book, mask, row) && docDate[row] < days[customer[row]]) days[customer[row]] = docDate[row]
      })
      return days
    },
    days => days.byteLength,
  )
}

/** Billings by customer and month: customer `c` in month `first + m` is `amounts[c * months + m]`. */
export interface MonthlyBillings {
  readonly first: number
  readonly months: number
  readonly amounts: Float64Array
}

/** All billings up to a day by customer and month of posting, less credit notes when those are deducted. */
export function monthlyBillings(book: Book, kinds: readonly number[], question: WindowQuestion): MonthlyBillings {
  const { knownAt, period, key } = windowOf(book, question)
  const since = { from: 1 as Day, to: period.to }
  return book.answers.remember(
    `monthly ${kinds.join()} ${key}`,
    () => {
      let earliest: number = NEVER
      eachPosted(book, kinds, since, knownAt, row => (earliest = Math.min(earliest, book.documents.postDate[row])))
      const first = monthIndex(Math.min(earliest, period.to) as Day)
      const months = monthIndex(period.to) - first + 1
      const amounts = new Float64Array(book.customers.size * months)
      const amount = baseOf(book, question, knownAt)
      const places = new Map<number, number>()
      eachPosted(book, kinds, since, knownAt, row => {
        const day = book.documents.postDate[row]
        let month = places.get(day)
        if (month === undefined) places.set(day, (month = monthIndex(day as Day) - first))
        amounts[book.documents.customer[row] * months + month] += amount(row)
      })
      return { first, months, amounts }
    },
    result => result.amounts.byteLength,
  )
}

/** The window with nothing left out, and a text that names it. */
export function windowOf(book: Book, { period, filter, knownAt }: WindowQuestion): { period: Period; knownAt: number; key: string } {
  const known = Math.min(knownAt ?? book.change, book.change)
  return { period, knownAt: known, key: `${period.from}-${period.to}@${known} ${filterKey(filter)}` }
}

function eachPosted(book: Book, kinds: readonly number[], period: Period, knownAt: number, give: (row: number) => void): void {
  const { kind, postDate, change, count } = book.documents
  const wanted = new Uint8Array(256)
  for (const code of kinds) wanted[code] = 1
  for (let row = 0; row < count; row++) {
    if (wanted[kind[row]] && postDate[row] >= period.from && postDate[row] <= period.to && change[row] <= knownAt) give(row)
  }
}

/** Of a document what a filter takes of its amount in ledger currency: nothing, all, or its lines of some products. */
function baseOf(book: Book, { period, filter }: WindowQuestion, knownAt: number): (row: number) => number {
  const { documents, items } = book
  const mask = maskOf(book, filter, period.to, knownAt)
  const { products } = mask
  return row => {
    if (!takes(book, mask, row)) return 0
    let base = 0
    for (let item = documents.firstItem[row], end = item + documents.itemCount[row]; item < end; item++) base += items.base[item]
    if (!products) return base
    let taken = 0
    spread(book, row, base, (product, share) => {
      if (products[product]) taken += share
    })
    return taken
  }
}

/** Whether a mask takes a document, whatever its lines. */
export const takes = (book: Book, { customers, stamps }: Mask, row: number): boolean =>
  (!customers || customers[book.documents.customer[row]] === 1) && (!stamps || stamps[book.documents.dimensions[row]] === 1)
