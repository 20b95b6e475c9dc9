import type { Book } from '../book/book.js'
import { day, LAST_DAY, type Day } from '../dates.js'
import { workCalendar, type WorkCalendar } from './workdays.js'

/**
 * The workdays of the company: Monday to Friday but for the days entered otherwise, each a value of the company with the day as its key.
 * A year without any entry is not known, and a due date moved in it may still change.
 */
export function companyCalendar(book: Book): WorkCalendar {
  return book.answers.remember(
    'company calendar',
    () => {
      const holidays: Day[] = []
      const workdays: Day[] = []
      for (const key of book.values.keys('company', 'workday')) {
        const value = book.values.at('company', key, 'workday', LAST_DAY)
        if (value !== undefined) (value === 'yes' ? workdays : holidays).push(day(key))
      }
      return workCalendar({ holidays, workdays })
    },
    () => 10_000,
  )
}
