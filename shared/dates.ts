import { refuse } from './refusals.js'

/** A calendar date as text, `YYYY-MM-DD`; it has no time of day and no time zone. */
export type IsoDate = string & { readonly __brand: 'IsoDate' }

/** A calendar date as whole days since 1970-01-01; fits sixteen bits, so columns hold it in two bytes. */
export type Day = number & { readonly __brand: 'Day' }

/** The earliest date the ledger takes: 1970-01-02. */
export const FIRST_DAY = 1 as Day
/** The latest date the ledger takes: 2149-06-05. */
export const LAST_DAY = 65534 as Day
/** Stands for "not yet" in a column of days; later than every date. */
export const NEVER = 65535 as Day

interface Civil {
  year: number
  /** 1 to 12 */
  month: number
  /** 1 to 31 */
  date: number
}

/** The day number of a civil date that is known to exist (Howard Hinnant's days-from-civil). */
export function dayOf(year: number, month: number, date: number): Day {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return (era * 146097 + dayOfEra - 719468) as Day
}

/** Year, month (1 to 12) and date of a day number. */
export function civil(day: Day): Civil {
  const z = day + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 }
}

/** Days in a month (1 to 12) of a year. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** The day number of `YYYY-MM-DD`; refuses 31 February (`BAD_DATE`) and years outside 1970 to 2149 (`DATE_OUT_OF_RANGE`). */
export function day(text: string): Day {
  // Digit by digit: a document's dates are read some ten times on its way in, and a pattern costs five times as much.
  const [year, month, date] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)]
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-' || Number.isNaN(year + month + date))
    throw refuse('BAD_DATE', { value: text })
  return dayFromParts(year, month, date, text)
}

/** The whole number that some characters of a text write; NaN unless all of them are digits. */
function digits(text: string, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : NaN
  }
  return number
}

/** The day number of a year, month and date as somebody typed them; refuses a date that does not exist or is out of range. */
export function dayFromParts(year: number, month: number, date: number, typed = `${year}-${month}-${date}`): Day {
  if (month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) throw refuse('BAD_DATE', { value: typed })
  const number = dayOf(year, month, date)
  if (number < FIRST_DAY || number > LAST_DAY) throw refuse('DATE_OUT_OF_RANGE', { value: typed })
  return number
}

/** `YYYY-MM-DD` of a day number. */
export function iso(day: Day): IsoDate {
  const { year, month, date } = civil(day)
  return `${year}-${month < 10 ? '0' : ''}${month}-${date < 10 ? '0' : ''}${date}` as IsoDate
}

/** A day so many days later (earlier when negative). */
export const addDays = (day: Day, days: number): Day => (day + days) as Day

/** The calendar anniversary so many months later; the 31st becomes the last day of a shorter month. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, date } = civil(day)
  const index = year * 12 + month - 1 + months
  return onDate(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, date)
}

/** The given date of a month; dates past its end become its last day. */
export const onDate = (year: number, month: number, date: number): Day => dayOf(year, month, Math.min(date, daysInMonth(year, month)))

/** The last day of the month that `day` lies in. */
export function monthEnd(day: Day): Day {
  const { year, month } = civil(day)
  return dayOf(year, month, daysInMonth(year, month))
}

/** The first day of the month that `day` lies in. */
export function monthStart(day: Day): Day {
  const { year, month } = civil(day)
  return dayOf(year, month, 1)
}

/** 0 Sunday to 6 Saturday. */
export const weekday = (day: Day): number => (((day + 4) % 7) + 7) % 7

/** A span of days, both ends included. */
export interface Period {
  from: Day
  to: Day
}

/** Days in a period, both ends counted. */
export const daysIn = (period: Period): number => period.to - period.from + 1

/** The month `YYYY-MM` as a period; the last month the ledger takes ends on its last day, so that `NEVER` stays later. */
export function monthPeriod(text: string): Period {
  const match = /^(\d{4})-(\d{2})$/.exec(text)
  if (!match) throw refuse('BAD_PERIOD', { value: text })
  const from = dayFromParts(Number(match[1]), Number(match[2]), 1, text)
  return { from, to: Math.min(monthEnd(from), LAST_DAY) as Day }
}

/** A UTC instant as text, `2026-04-03T08:15:30.000Z`, in milliseconds since 1970; refuses other text. */
export function instantOf(text: string): number {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?Z$/.exec(text)
  if (!match) throw refuse('BAD_DATE', { value: text })
  const [year, month, date, hour, minute, second] = match.slice(1, 7).map(part => Number(part ?? 0))
  return dayOf(year, month, date) * 86_400_000 + ((hour * 60 + minute) * 60 + second) * 1000 + Number((match[7] ?? '').padEnd(3, '0'))
}
