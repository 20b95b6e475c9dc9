import { day, type Day, type IsoDate } from '../shared/dates.js'

/** The calendar day in a time zone; it moves at the company's midnight, not the machine's. */
export function todayIn(timeZone: string, now = Date.now()): { iso: IsoDate; day: Day } {
  const iso = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now) as IsoDate
  return { iso, day: day(iso) }
}
