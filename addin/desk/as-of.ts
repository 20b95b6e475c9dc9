import { addMonths, day, monthEnd, monthStart, type Day } from '../../shared/dates.js'
import type { AsOfChoice } from '../workbook/settings.js'

/** The day that a choice of the workbook stands for on a given day. */
export function asOfDay(choice: AsOfChoice, today: Day): Day {
  if (choice.kind === 'fixed') return day(choice.date)
  return choice.kind === 'today' ? today : monthEnd(addMonths(monthStart(today), -1))
}
