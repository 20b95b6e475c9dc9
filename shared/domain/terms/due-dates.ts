import { addDays, addMonths, civil, day, type Day, FIRST_DAY, iso, LAST_DAY, monthEnd, onDate } from '../../dates.js'
import { atShare, type Currency, exact, type Money, money, shareOf, ZERO } from '../../money.js'
import { refuse } from '../../refusals.js'
import { workCalendar, type WorkCalendar } from '../workdays.js'
import type { EarlyDiscount, PaymentTerms, Shift, Step, TermLine, TermsAlternative } from './payment-terms.js'
import { termsText } from './words.js'

/** The document that terms are applied to. Without an amount, due dates carry percentages only. */
export interface Dated {
  documentDate: Day
  /** When the customer had the invoice; terms that count from it are refused without it (`RECEIVED_DATE_MISSING`). */
  receivedDate?: Day
  /** When the goods arrived; the document date stands in for it. */
  deliveryDate?: Day
  amount?: Money
  currency?: Currency
  /** Workdays for terms that move a due date off a holiday; without it, weekends alone count as free days. */
  calendar?: WorkCalendar
}

/** One instalment of a document. */
export interface DueDate {
  due: Day
  amount?: Money
  /** Percent of the whole as decimal text; absent beside fixed amounts. */
  percent?: string
  /** The due date was moved for holidays of a year the calendar does not know; it may change once they are announced. */
  provisional?: true
}

/**
 * Due dates of a document in the order of the lines. Shares are rounded half up to the minor unit, the last takes the rest; a line takes
 * no more than is left, and lines for which nothing is left drop out. Refuses RECEIVED_DATE_MISSING, TERMS_NOT_VALID, DATE_OUT_OF_RANGE.
 */
export function dueDates(terms: PaymentTerms, document: Dated): DueDate[] {
  const { lines, shift } = validTerms(terms, document.documentDate)
  const amounts = document.amount === undefined ? undefined : instalments(lines, document.amount, document.currency)
  const percents = percentages(lines)
  return lines.flatMap((line, i) => {
    if (amounts && i >= amounts.length) return []
    const amount = amounts?.[i]
    if (amount === ZERO && document.amount !== ZERO) return []
    const dueDate: DueDate = { due: dueDay(line, terms, document) }
    if (shift) Object.assign(dueDate, shifted(dueDate.due, shift, document.calendar ?? workCalendar({})))
    if (amount !== undefined) dueDate.amount = amount
    if (percents) dueDate.percent = percents[i]
    return [dueDate]
  })
}

/** The last day on which a document of this date earns its (first) early discount; undefined when its terms give none. */
export const discountDeadline = (terms: PaymentTerms, documentDate: Day): Day | undefined => discounts(terms, documentDate)[0]?.until

/** The early discounts a document of this date can earn, each with its last day. */
export function discounts(terms: PaymentTerms, documentDate: Day): (EarlyDiscount & { until: Day })[] {
  const offered = validTerms(terms, documentDate).discounts ?? []
  return offered.map(discount => ({ ...discount, until: within(addDays(documentDate, discount.withinDays)) }))
}

/** The alternative that is valid for a document of this date; refuses when none is (`TERMS_NOT_VALID`). */
export function validTerms(terms: PaymentTerms, documentDate: Day): TermsAlternative {
  const { month } = civil(documentDate)
  const valid = terms.alternatives.find(
    ({ from, to, months }) =>
      (from === undefined || day(from) <= documentDate) &&
      (to === undefined || documentDate <= day(to)) &&
      (months === undefined || months.includes(month)),
  )
  if (!valid) throw refuse('TERMS_NOT_VALID', { terms: termsText(terms, 'zh'), date: iso(documentDate) })
  return valid
}

function instalments(lines: readonly TermLine[], total: Money, currency: Currency = 'CNY'): Money[] {
  const amounts: Money[] = []
  let left: number = total
  for (const [i, line] of lines.entries()) {
    const wanted = i === lines.length - 1 ? left : shareAmount(line, total, left as Money, currency)
    // Never past zero: a fixed part larger than a small invoice takes all of it.
    const taken = Math.abs(wanted) > Math.abs(left) ? left : wanted
    amounts.push(taken as Money)
    left -= taken
    if (left === 0) break
  }
  return amounts
}

function shareAmount(line: TermLine, total: Money, left: Money, currency: Currency): number {
  if (line.shareOfTotal !== undefined) return atShare(total, line.shareOfTotal)
  if (line.shareOfLeft !== undefined) return atShare(left, line.shareOfLeft)
  if (line.fixed !== undefined) return total < 0 ? 0 - money(line.fixed, currency) : money(line.fixed, currency)
  return left
}

function percentages(lines: readonly TermLine[]): string[] | undefined {
  if (lines.some(line => line.fixed !== undefined)) return undefined
  let left = exact('100')
  return lines.map((line, i) => {
    const last = i === lines.length - 1
    const percent =
      !last && line.shareOfTotal !== undefined
        ? shareOf(line.shareOfTotal).times(100)
        : !last && line.shareOfLeft !== undefined
          ? left.times(shareOf(line.shareOfLeft))
          : left
    left = left.minus(percent)
    return percent.toFixed()
  })
}

function dueDay(line: TermLine, terms: PaymentTerms, document: Dated): Day {
  let at = baseDay(line, terms, document)
  const { year, month, date } = civil(at)
  if (line.cutOff !== undefined && date > line.cutOff) at = addMonths(onDate(year, month, 1), 1)
  return within(line.steps.reduce(after, at))
}

function baseDay(line: TermLine, terms: PaymentTerms, document: Dated): Day {
  if (line.base === 'delivery') return document.deliveryDate ?? document.documentDate
  if (line.base !== 'received') return document.documentDate
  if (document.receivedDate === undefined) throw refuse('RECEIVED_DATE_MISSING', { terms: termsText(terms, 'zh') })
  return document.receivedDate
}

function after(at: Day, step: Step): Day {
  if ('addDays' in step) return addDays(at, step.addDays)
  if ('addMonths' in step) return addMonths(at, step.addMonths)
  if ('monthEnd' in step) return monthEnd(at)
  const { year, month } = civil(at)
  return onDate(year, month, step.day)
}

function shifted(due: Day, shift: Shift, calendar: WorkCalendar): Pick<DueDate, 'due' | 'provisional'> {
  const moved = within(shift === 'next' ? calendar.nextWorkday(due) : calendar.previousWorkday(due))
  return calendar.covers(due) && calendar.covers(moved) ? { due: moved } : { due: moved, provisional: true }
}

function within(at: Day): Day {
  if (at < FIRST_DAY || at > LAST_DAY) throw refuse('DATE_OUT_OF_RANGE', { value: iso(at) })
  return at
}
