import type { Book } from '../book/book.js'
import { day, iso, LAST_DAY, type Day } from '../dates.js'
import { refuse } from '../refusals.js'

/** The day on which a company began to keep this ledger; nothing when it never said so. */
export function cutOverOf(book: Book): Day | undefined {
  const text = book.values.at('company', '', 'cutOver', LAST_DAY)
  return text === undefined ? undefined : day(text)
}

/** Refuses a question about a day before the ledger began (`CUT_OVER`): what was open then is known only in part. */
export function requireSinceCutOver(book: Book, asOf: Day): void {
  const text = book.values.at('company', '', 'cutOver', LAST_DAY)
  if (text !== undefined && asOf < day(text)) throw refuse('CUT_OVER', { date: text, asOf: iso(asOf) })
}
