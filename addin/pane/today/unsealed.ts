import type { Book } from '../../../shared/book/book.js'
import { iso, type Day } from '../../../shared/dates.js'

/** The period closed last, when nobody has signed a sheet as of its last day. */
export function unsealedPeriod(book: Book): { period: string; to: Day } | undefined {
  const last = book.periods.closed().at(-1)
  // A seal keeps its whole question, which names the day.
  return last && !book.seals.some(({ question }) => question.includes(iso(last.to))) ? last : undefined
}
