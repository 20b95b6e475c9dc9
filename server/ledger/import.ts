import { setImmediate as nextTurn } from 'node:timers/promises'
import { Posting, type Remark } from '../../shared/domain/posting/posting.js'
import type { Source } from '../../shared/facts/fact.js'
import { PUSH_ROWS } from '../../shared/protocol.js'
import { postRows, type RowAnswer, type TableRow } from '../../shared/tables/post.js'
import type { Book } from '../../shared/book/book.js'

export interface ImportRequest {
  rows: readonly TableRow[]
  /** Names the batch: of the file's bytes and the profile it was read with. The same batch is posted once, and completed if cut off. */
  hash: string
  source: Source
  /** Whether one refused row refuses the whole batch; yes unless said otherwise. */
  atomic?: boolean
  dryRun?: boolean
  /** Called after each slice: rows checked so far, then rows posted so far, of how many. */
  progress?: (done: number, total: number, stage: 'checked' | 'posted') => void
}

export interface ImportOutcome {
  /** The newest change. */
  change: number
  /** Whether anything was posted by this call. */
  posted: boolean
  rows: RowAnswer[]
  remarks: Remark[]
}

/** Rows of one slice: some 20 ms of work each, well within the limit of a push, so that others are served in between. */
export const SLICE_ROWS = 1_000

export interface Slice {
  pushId: string
  from: number
  rows: readonly TableRow[]
}

/** The slices of a batch; the same batch always gives the same ones. */
export function slices({ rows, hash }: ImportRequest, size = Math.min(SLICE_ROWS, PUSH_ROWS)): Slice[] {
  const made: Slice[] = []
  for (let from = 0; from < rows.length; from += size) {
    made.push({ pushId: `import:${hash}/${made.length + 1}`, from, rows: rows.slice(from, from + size) })
  }
  return made
}

/** What would become of the rows of a batch. */
export interface Rehearsal {
  rows: RowAnswer[]
  remarks: Remark[]
}

/**
 * Posts slices on a Book that will be thrown away, and tells what would become of each row. `batchFrom` is the change with which the
 * batch began: what is in the ledger since then was posted by the batch itself, so that of two equal allocations in one file both
 * count. Gives way to others after each slice.
 */
export async function rehearse(
  book: Book,
  batchFrom: number,
  parts: readonly Slice[],
  progress: (rows: number) => void,
): Promise<Rehearsal> {
  const posting = new Posting(book, batchFrom, 'passed-over')
  const rehearsal: Rehearsal = { rows: [], remarks: [] }
  for (const part of parts) {
    rehearseSlice(posting, part, rehearsal)
    progress(part.rows.length)
    await nextTurn()
  }
  return rehearsal
}

/** The same for a batch of one slice, on the Book in use: it is taken back before anyone else has a turn. */
export function rehearseAtOnce(book: Book, batchFrom: number, part: Slice): Rehearsal {
  const rehearsal: Rehearsal = { rows: [], remarks: [] }
  book.attempt(() => rehearseSlice(new Posting(book, batchFrom, 'passed-over'), part, rehearsal))
  return rehearsal
}

function rehearseSlice(posting: Posting, part: Slice, into: Rehearsal): void {
  for (const answer of postRows(posting, part.rows)) into.rows.push({ ...answer, index: part.from + answer.index })
  into.remarks.push(...posting.remarks)
  posting.remarks.length = 0
  posting.facts.length = 0
}
