import type { Book } from '../../shared/book/book.js'
import { Posting } from '../../shared/domain/posting/posting.js'
import { FACT_SCHEMA, type Source } from '../../shared/facts/fact.js'
import { todayIn } from '../../shared/today.js'
import { postRows, type TableRow } from '../../shared/tables/post.js'
import type { NewChange } from '../store/store.js'
import { keptOutcome, type Outcome } from './outcome.js'

/** Rows to be posted as one change. */
export interface Batch {
  pushId: string
  pushHash: Uint8Array
  rows: readonly TableRow[]
  source: Source
  actor: string
  atomic: boolean
  repeats: 'refused' | 'passed-over'
  dryRun: boolean
}

/** What can be taken back as a whole; `keep` must end it in either case. */
export type Step = ReturnType<Book['begin']>

export interface Posted {
  outcome: Outcome
  /** What is to be stored, and how to take it off the Book should that fail. Nothing when nothing was posted. */
  stored?: { change: NewChange; step: Step }
}

/** Posts rows on the Book. When rows are refused, or it is only a trial, the Book is as it was before. */
export function postBatch(book: Book, batch: Batch, at: number): Posted {
  const before = book.change
  const change = before + 1
  const step = book.begin()
  try {
    book.note(change, at)
    const posting = new Posting(book, change, batch.repeats)
    const edited = batch.rows.some(row => row.edit)
    const rows = postRows(posting, batch.rows, edited ? todayIn(book.company.timeZone, at).day : undefined)
    const refused = rows.some(({ outcome }) => outcome === 'refused' || outcome === 'conflict' || outcome === 'asks')
    const { facts, remarks } = posting
    if (facts.length === 0 || batch.dryRun || (refused && batch.atomic)) {
      takeBack(step)
      return { outcome: { change: before, posted: false, rows, remarks } }
    }
    const outcome: Outcome = { change, posted: true, rows, remarks }
    const { pushId, pushHash, source, actor } = batch
    const recordedAt = new Date(at).toISOString()
    const kept = { pushId, pushHash, answer: keptOutcome(outcome) }
    const made: NewChange = { company: book.company.code, change, recordedAt, actor, source, schema: FACT_SCHEMA, facts, ...kept }
    return { outcome, stored: { change: made, step } }
  } catch (error) {
    takeBack(step)
    throw error
  }
}

export function takeBack(step: Step): void {
  step.undo()
  step.keep()
}
