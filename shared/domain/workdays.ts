import { addDays, civil, type Day, weekday } from '../dates.js'

/** Days that differ from the plain week: `holidays` are free although weekdays, `workdays` are worked although weekends (调休). */
export interface WorkdayExceptions {
  holidays?: Iterable<Day>
  workdays?: Iterable<Day>
  /** Years whose holidays are known; those that an exception lies in when absent. */
  years?: Iterable<number>
}

/** Which days are worked. */
export interface WorkCalendar {
  /** Monday to Friday unless a holiday, or a weekend that is worked. */
  isWorkday(day: Day): boolean
  /** The day itself when it is worked, else the next that is. */
  nextWorkday(day: Day): Day
  /** The day itself when it is worked, else the last before it that is. */
  previousWorkday(day: Day): Day
  /** Whether the holidays of the day's year are known; when not, answers for it rest on weekends alone. */
  covers(day: Day): boolean
}

/** A calendar of workdays: Monday to Friday with exceptions; where a day is in both lists, it is worked. */
export function workCalendar(exceptions: WorkdayExceptions): WorkCalendar {
  const holidays = new Set(exceptions.holidays)
  const workdays = new Set(exceptions.workdays)
  const years = new Set(exceptions.years ?? [...holidays, ...workdays].map(yearOf))

  const isWorkday = (day: Day) => workdays.has(day) || (!holidays.has(day) && weekday(day) >= 1 && weekday(day) <= 5)
  const walk = (from: Day, by: 1 | -1) => {
    let at = from
    while (!isWorkday(at)) at = addDays(at, by)
    return at
  }
  return {
    isWorkday,
    nextWorkday: day => walk(day, 1),
    previousWorkday: day => walk(day, -1),
    covers: day => years.has(yearOf(day)),
  }
}

const yearOf = (day: Day): number => civil(day).year
