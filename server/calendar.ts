import chineseDays from 'chinese-days'
import { day, iso, type Day } from '../shared/dates.js'
import type { TableRow } from '../shared/tables/post.js'

/**
 * The days of a year that differ from the plain week in mainland China: public holidays on weekdays, and weekends that are worked (调休).
 * Empty for a year that was not announced yet when the package was made; enter it under the table `calendar` then.
 */
export function chineseCalendar(year: number): TableRow[] {
  const rows: TableRow[] = []
  for (let at: number = day(`${year}-01-01`); at <= day(`${year}-12-31`); at++) {
    const date = iso(at as Day)
    const weekend = (at + 4) % 7 === 0 || (at + 4) % 7 === 6
    const worked = chineseDays.isWorkday(date)
    if (worked === weekend) rows.push({ table: 'calendar', row: { date, workday: worked ? 'yes' : 'no' } })
  }
  return rows
}

/** Time zones of companies that keep the Chinese calendar. */
export const keepsChineseCalendar = (timeZone: string): boolean => /^(Asia\/(Shanghai|Chongqing|Harbin|Urumqi)|PRC)$/.test(timeZone)
