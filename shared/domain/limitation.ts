import type { Book } from '../book/book.js'
import { addMonths, type Day } from '../dates.js'
import { dueOf } from './extensions.js'
import { itemKey } from './item-key.js'
import { paymentsOf } from './payments.js'
import { resolved, type Moment } from './question.js'

/** How long a debt can be sued for. */
export interface Limitation {
  /** The day the clock runs from: the due date, or the newest event that restarted it. */
  from: Day
  /** The last day. */
  until: Day
  restartedBy?: 'demand' | 'payment' | 'acknowledgement'
  expired: boolean
}

/** Years a debt can be sued for in China (民法典 art. 188). */
export const LIMITATION_YEARS = 3

/**
 * The limitation clock of a debt at a moment (R7.5): from its due date, restarted by a demand, a part payment or an acknowledgement. Once
 * it has run out only an acknowledgement starts it again. Demands and acknowledgements are the item's values of those names, with their
 * proof, from the day they were made.
 */
export function limitation(book: Book, item: number, moment: Moment, years = LIMITATION_YEARS): Limitation {
  const { asOf, knownAt } = resolved(book, moment)
  const events = [...declared(book, item, 'demand', moment), ...declared(book, item, 'acknowledgement', moment)]
  for (const { paid } of paymentsOf(book, item, moment)) events.push({ on: paid, by: 'payment' })
  let from = dueOf(book, item, asOf, knownAt)
  let until = addMonths(from, 12 * years)
  let restartedBy: Limitation['restartedBy']
  for (const { on, by } of events.sort((a, b) => a.on - b.on)) {
    // Before the due date nothing runs that could start again.
    if (on > asOf || on <= from || (on > until && by !== 'acknowledgement')) continue
    from = on
    until = addMonths(on, 12 * years)
    restartedBy = by
  }
  return { from, until, restartedBy, expired: asOf > until }
}

function declared(
  book: Book,
  item: number,
  by: 'demand' | 'acknowledgement',
  moment: Moment,
): { on: Day; by: NonNullable<Limitation['restartedBy']> }[] {
  const { knownAt } = resolved(book, moment)
  const newest = new Map(book.values.history('item', itemKey(book, item), by, knownAt).map(({ from, value }) => [from, value]))
  return [...newest].flatMap(([on, value]) => (value === null ? [] : [{ on, by }]))
}
