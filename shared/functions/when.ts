import type { Book } from '../book/book.js'
import {
  addMonths,
  civil,
  day,
  dayFromParts,
  instantOf,
  iso,
  monthEnd,
  monthPeriod,
  monthStart,
  type Day,
  type Period,
  dayOf,
} from '../dates.js'
import { refuse } from '../refusals.js'
import { halfWidth } from './text.js'

/** Excel's serial of 1970-01-01 in the 1900 date system. */
const SERIAL_OF_EPOCH = 25569

const daysRead = new Map<string, Day>()

/** A date as a cell gives it: ISO or `2026/3/31`, `2026.3.31`, or an Excel serial (1900 system), whose time part is dropped. */
export function dateOf(value: string | number): Day {
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || value < 1) throw refuse(value === 0 ? 'DATE_MISSING' : 'BAD_DATE', { value })
    const number = Math.floor(value) - SERIAL_OF_EPOCH
    if (number < 1 || number > 65534) throw refuse('DATE_OUT_OF_RANGE', { value: Math.floor(value) })
    return number as Day
  }
  let known = daysRead.get(value)
  if (known === undefined) {
    known = readDate(halfWidth(value).trim())
    if (daysRead.size > 20_000) daysRead.clear()
    daysRead.set(value, known)
  }
  return known
}

function readDate(text: string): Day {
  if (text === '') throw refuse('DATE_MISSING')
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?$/.exec(text)
  if (match) return dayFromParts(Number(match[1]), Number(match[2]), Number(match[3]), text)
  throw refuse('BAD_DATE', { value: text })
}

/**
 * A period as people write it: `2026-03`, `2026Q1`, `2026`, `本月`, `上月`, `本季`, `上季`, `本年`, `去年`, `2026-01..2026-03`, or two dates
 * `2026-01-05..2026-03-31`. Words count from the as-of day; a month, quarter or year is taken whole.
 */
export function periodOf(typed: string | number, asOf: Day): Period {
  const text = halfWidth(String(typed))
    .trim()
    .replace(/\s*(?:\.\.|~|至|到)\s*/, '..')
  const range = text.split('..')
  if (range.length === 2 && range[0] && range[1]) {
    const from = part(range[0], asOf)
    const to = part(range[1], asOf)
    if (to.to < from.from) throw refuse('BAD_PERIOD', { value: String(typed) })
    return { from: from.from, to: to.to }
  }
  return part(text, asOf)
}

function part(text: string, asOf: Day): Period {
  const { year, month } = civil(asOf)
  const quarter = Math.floor((month - 1) / 3)
  const before = addMonths(monthStart(asOf), -1)
  switch (text.toLowerCase()) {
    case '本月':
    case 'this month':
      return { from: monthStart(asOf), to: monthEnd(asOf) }
    case '上月':
    case 'last month':
      return { from: before, to: monthEnd(before) }
    case '本季':
    case 'this quarter':
      return quarterPeriod(year, quarter)
    case '上季':
    case 'last quarter':
      return quarter === 0 ? quarterPeriod(year - 1, 3) : quarterPeriod(year, quarter - 1)
    case '本年':
    case '今年':
    case 'this year':
      return yearPeriod(year)
    case '去年':
    case '上年':
    case 'last year':
      return yearPeriod(year - 1)
  }
  let match = /^(\d{4})年?$/.exec(text)
  if (match) return yearPeriod(Number(match[1]))
  match = /^(\d{4})年?\s*[Qq第]([1-4])(?:季度?)?$/.exec(text)
  if (match) return quarterPeriod(Number(match[1]), Number(match[2]) - 1)
  match = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(text)
  if (match) return monthPeriod(`${match[1]}-${match[2].padStart(2, '0')}`)
  if (/^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$/.test(text)) {
    const on = dateOf(text)
    return { from: on, to: on }
  }
  throw refuse('BAD_PERIOD', { value: text })
}

const yearPeriod = (year: number): Period => ({ from: dayFromParts(year, 1, 1), to: dayOf(year, 12, 31) })
const quarterPeriod = (year: number, quarter: number): Period => {
  const from = dayFromParts(year, quarter * 3 + 1, 1)
  return { from, to: monthEnd(addMonths(from, 2)) }
}

/** From the first day of the year to the as-of day: what a period left out means. */
export const yearToDate = (asOf: Day): Period => ({ from: dayOf(civil(asOf).year, 1, 1), to: asOf })

/** The twelve months that end with the as-of day. */
export const lastTwelveMonths = (asOf: Day): Period => ({ from: (addMonths(asOf, -12) + 1) as Day, to: asOf })

/** The change that a `known` option names: a change number, a date (its end in the company's time zone), or an instant. */
export function changeKnownAt(book: Book, text: string): number {
  if (/^\d{1,9}$/.test(text)) {
    const change = Number(text)
    if (change > book.change) throw refuse('NO_CHANGE', { value: change, newest: book.change })
    return change
  }
  const instant = /T\d\d:\d\d/.test(text) ? instantOf(text) : endOfDay(day(iso(dateOf(text))), book.company.timeZone)
  let known = 0
  for (const { change, at } of book.recorded) if (at <= instant && change > known) known = change
  return known
}

/** The last instant of a calendar day in a time zone, in milliseconds since 1970 UTC. */
function endOfDay(on: Day, timeZone: string): number {
  const midnight = (on + 1) * 86_400_000
  return midnight - offset(midnight, timeZone) - 1
}

function offset(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant)
  const at = (type: string) => Number(parts.find(found => found.type === type)?.value)
  return dayOf(at('year'), at('month'), at('day')) * 86_400_000 + ((at('hour') * 60 + at('minute')) * 60 + at('second')) * 1000 - instant
}
