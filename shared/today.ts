import { day, type Day, type IsoDate } from './dates.js'

/** The calendar day that an instant (milliseconds since 1970, UTC) falls on in a time zone: it moves at the company's midnight, not the machine's. */
export function todayIn(timeZone: string, instant: number): { iso: IsoDate; day: Day } {
  const iso = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant) as IsoDate
  return { iso, day: day(iso) }
}
