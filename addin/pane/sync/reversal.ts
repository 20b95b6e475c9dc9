import type { Book } from '../../../shared/book/book.js'
import type { Day } from '../../../shared/dates.js'
import type { Language } from '../../../shared/refusals.js'
import type { Step } from '../../../shared/tables/bound/steps.js'
import { checked } from '../../sync/check.js'
import type { Pending } from '../../sync/pending.js'

/** What it would do to take a deleted row out of the books, or why that cannot be. */
export type Reversal = { steps: readonly Step[] } | { problem: string }

/** Tries the reversal of a deleted row by the ledger's own rules, on the facts in the workbook; nothing of it stays. */
export function reversalOf(book: Book, edit: Pending, today: Day, language: Language): Reversal {
  const { state, steps = [], refusal } = checked(book, { ...edit, remove: true, confirmed: undefined, state: 'queued' }, today, language)
  return state === 'refused' ? { problem: refusal?.message ?? '' } : { steps }
}
