import type { Book } from '../book/book.js'
import type { Day } from '../dates.js'

/** Since when an allocation counts: `strict` from its own date (never before both documents), `latest` from the later document. */
export type Clock = 'strict' | 'latest'

/** When a question is asked for: a business date, and what was known. */
export interface Moment {
  asOf: Day
  /** Only facts up to this change count; the newest when left out. */
  knownAt?: number
  /** `strict` when left out. */
  clock?: Clock
}

/** The moment with nothing left out, and a text that names it. */
export function resolved(book: Book, moment: Moment): { asOf: Day; knownAt: number; clock: Clock; key: string } {
  const knownAt = Math.min(moment.knownAt ?? book.change, book.change)
  const clock = moment.clock ?? 'strict'
  return { asOf: moment.asOf, knownAt, clock, key: `${moment.asOf}@${knownAt === book.change ? 'now' : knownAt}/${clock}` }
}
