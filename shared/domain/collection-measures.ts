import { civil, daysIn, daysInMonth, type Day, type Period } from '../dates.js'
import { percentOf, ratio } from './ratio.js'

/**
 * The collection figures on plain amounts (section 8 of the rules): receivables and billings, both VAT-inclusive, in minor units. Days
 * and percentages have four decimals, rounded once; `null` where the formula divides by 0.
 */

/** What a customer was billed in one month. */
export interface MonthBilling {
  /** Days of the month that count: all, or up to the day asked. */
  days: number
  billed: number
}

/** Days of sales still unpaid, simply: receivable ÷ billings × days. With the receivable that is not yet due, the best possible DSO. */
export const dsoSimple = (receivable: number, billed: number, days: number): number | null => ratio(receivable, billed, days)

/**
 * Days of sales still unpaid, counted back: whole months of billings are taken off the receivable, newest first, and the last pro rata.
 * `null` when the receivable is more than was ever billed.
 */
export function dsoCountback(receivable: number, monthsNewestFirst: Iterable<MonthBilling>): number | null {
  if (receivable <= 0) return 0
  let rest = receivable
  let whole = 0
  for (const { days, billed } of monthsNewestFirst) {
    if (billed > rest) return whole + ratio(rest, billed, days)!
    rest -= billed
    whole += days
    if (rest === 0) return whole
  }
  return null
}

/** Of what could have been collected, how much was, in percent: the collection effectiveness index, on one window. */
export const effectivenessIndex = (opening: number, billed: number, closing: number, closingNotDue: number): number | null =>
  percentOf(opening + billed - closing, opening + billed - closingNotDue)

/** One debt and the day it was paid. */
export interface DuePaid {
  due: Day
  paid: Day
}

/** Mean days from due to paid, early ones negative: to four decimals, or to whole days half away from zero; `null` without any. */
export function meanDays(pairs: readonly DuePaid[], rounding: 'exact' | 'whole-days' = 'exact'): number | null {
  const late = pairs.reduce((sum, { due, paid }) => sum + paid - due, 0)
  const mean = ratio(late, pairs.length)
  if (mean === null || rounding === 'exact') return mean
  // From the sum, since rounding what is rounded already could cross a half.
  const magnitude = Math.floor((2 * Math.abs(late) + pairs.length) / (2 * pairs.length))
  return late < 0 && magnitude > 0 ? -magnitude : magnitude
}

/** The months back from the one that holds a day, down to a first one, with the days of each that lie up to that day. */
export function* monthsBack(to: Day, first: number): Generator<{ index: number; days: number }> {
  let days = civil(to).date
  for (let index = monthIndex(to); index >= first; index--) {
    yield { index, days }
    days = daysInMonth(Math.floor((index - 1) / 12), ((((index - 1) % 12) + 12) % 12) + 1)
  }
}

/** Months counted from year 0. */
export function monthIndex(day: Day): number {
  const { year, month } = civil(day)
  return year * 12 + month - 1
}

/** The window of as many days that ends the day before. */
export const windowBefore = (period: Period): Period => ({ from: (period.from - daysIn(period)) as Day, to: (period.from - 1) as Day })
