import type { Book } from '../../shared/book/book.js'
import { Posting } from '../../shared/domain/posting/posting.js'
import { FACT_SCHEMA, type Source } from '../../shared/facts/fact.js'
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

/**
 * Posts rows on the Book and gives what is to be stored, if anything is. When rows are refused, or it is only a trial, the Book is as
 * it was before. Must stand inside a `begin` of the caller, who takes it back when it cannot be stored.
 */
export function postBatch(book: Book, batch: Batch, at: number): { outcome: Outcome; stored?: NewChange } {
  const before = book.change
  const change = before + 1
  const step = book.begin()
  let undone = false
  const undo = () => {
    step.undo()
    undone = true
  }
  try {
    book.note(change, at)
    const posting = new Posting(book, change, batch.repeats)
    const rows = postRows(posting, batch.rows)
    const refused = rows.some(({ outcome }) => outcome === 'refused')
    const { facts, remarks } = posting
    if (facts.length === 0 || batch.dryRun || (refused && batch.atomic)) {
      undo()
      return { outcome: { change: before, posted: false, rows, remarks } }
    }
    const outcome: Outcome = { change, posted: true, rows, remarks }
    const { pushId, pushHash, source, actor } = batch
    const recordedAt = new Date(at).toISOString()
    const company = book.company.code
    const stored = {
      company,
      change,
      recordedAt,
      actor,
      source,
      pushId,
      schema: FACT_SCHEMA,
      facts,
      pushHash,
      answer: keptOutcome(outcome),
    }
    return { outcome, stored }
  } catch (error) {
    if (!undone) step.undo()
    throw error
  } finally {
    step.keep()
  }
}
