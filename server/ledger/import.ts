import { setImmediate as nextTurn } from 'node:timers/promises'
import { Posting, type Remark } from '../../shared/domain/posting/posting.js'
import type { Source } from '../../shared/facts/fact.js'
import { PUSH_ROWS } from '../../shared/protocol.js'
import { postRows, type RowAnswer, type TableRow } from '../../shared/tables/post.js'
import type { Book } from '../../shared/book/book.js'
import { refuse } from '../../shared/refusals.js'
import type { KeptPush, Store } from '../store/store.js'
import { contentHash } from './content.js'
import type { Outcome } from './outcome.js'
import type { Batch } from './post.js'

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

/** Rows of one slice: some 10 ms of work each, a third of it the commit, so that others are served in between. */
export const SLICE_ROWS = 250

interface Slice {
  pushId: string
  from: number
  rows: readonly TableRow[]
}

/** The slices of a batch; the same batch always gives the same ones. */
function slices({ rows, hash }: ImportRequest, size = Math.min(SLICE_ROWS, PUSH_ROWS)): Slice[] {
  const made: Slice[] = []
  for (let from = 0; from < rows.length; from += size) {
    made.push({ pushId: `import:${hash}/${made.length + 1}`, from, rows: rows.slice(from, from + size) })
  }
  return made
}

/** The ledger that a batch goes into. */
export interface ImportPlace {
  readonly store: Pick<Store, 'findPush' | 'load'>
  /** The Book in use. */
  book: () => Book
  /** Posts a batch and commits it; throws what stands in the way. */
  commit: (batch: Batch) => Promise<Outcome>
}

/** Checks a batch whole, then posts what is missing of it, slice by slice. Gives way to others after each. */
export async function importBatch(place: ImportPlace, request: ImportRequest, actor: string): Promise<ImportOutcome> {
  const { rows, source, atomic = true, dryRun = false } = request
  const parts = await partsOf(place, request)
  const missing = parts.filter(part => !part.kept)
  const batchFrom = Math.min(place.book().change + 1, ...parts.map(part => part.kept?.change ?? Infinity))
  let done = rows.length - missing.reduce((sum, part) => sum + part.rows.length, 0)
  const before = done
  const rehearsal = await rehearsed(place, batchFrom, missing, checked => request.progress?.(before + checked, rows.length, 'checked'))
  // Rows of slices that were posted before are there already.
  const answers: RowAnswer[] = rows.map((_, index) => ({ index, outcome: 'already-there' }))
  for (const answer of rehearsal.rows) answers[answer.index] = answer
  const outcome: ImportOutcome = { change: place.book().change, posted: false, rows: answers, remarks: rehearsal.remarks }
  const refused = answers.some(row => row.outcome === 'refused')
  if (dryRun || (refused && atomic)) return outcome
  await nextTurn()
  for (const { pushId, pushHash, from, rows: all } of missing) {
    const accepted = all.filter((_, i) => answers[from + i].outcome === 'accepted')
    if (accepted.length > 0) {
      const batch = { pushId, pushHash, rows: accepted, source, actor, atomic: true, repeats: 'refused', dryRun: false } as const
      const { posted, change, rows: ends } = await place.commit(batch)
      const unexpected = ends.find(row => row.outcome === 'refused')
      if (unexpected?.outcome === 'refused') throw unexpected.refusal
      outcome.posted ||= posted
      outcome.change = change
    }
    request.progress?.((done += all.length), rows.length, 'posted')
    await nextTurn()
  }
  return outcome
}

/** A slice with the hash of what it says, and what was kept of it if it was posted before. */
interface Part extends Slice {
  pushHash: Buffer
  kept: KeptPush | undefined
}

/** Refuses a batch that was begun with other content (`PUSH_REUSED`). */
async function partsOf({ store }: ImportPlace, request: ImportRequest): Promise<Part[]> {
  const { atomic = true } = request
  const parts: Part[] = []
  for (const slice of slices(request)) {
    const pushHash = contentHash({ rows: [...slice.rows], source: {}, atomic, repeats: 'passed-over' })
    const kept = await store.findPush(slice.pushId)
    if (kept && !pushHash.equals(kept.pushHash)) throw refuse('PUSH_REUSED')
    parts.push({ ...slice, pushHash, kept })
    await nextTurn()
  }
  return parts
}

/** What would become of the rows of a batch. */
interface Rehearsal {
  rows: RowAnswer[]
  remarks: Remark[]
}

/** On a Book of its own; one slice on the Book in use. `progress` is told how many rows were checked. */
async function rehearsed(
  { store, book }: ImportPlace,
  batchFrom: number,
  parts: readonly Slice[],
  progress: (rows: number) => void,
): Promise<Rehearsal> {
  if (parts.length === 0) return { rows: [], remarks: [] }
  if (parts.length === 1) return rehearseAtOnce(book(), batchFrom, parts[0])
  return rehearse(await store.load(), batchFrom, parts, progress)
}

/**
 * Posts slices on a Book that will be thrown away, and tells what would become of each row. `batchFrom` is the change with which the
 * batch began: what is in the ledger since then was posted by the batch itself, so that of two equal allocations in one file both
 * count. Gives way to others after each slice.
 */
async function rehearse(book: Book, batchFrom: number, parts: readonly Slice[], progress: (rows: number) => void): Promise<Rehearsal> {
  const posting = new Posting(book, batchFrom, 'passed-over')
  const rehearsal: Rehearsal = { rows: [], remarks: [] }
  let checked = 0
  for (const part of parts) {
    rehearseSlice(posting, part, rehearsal)
    progress((checked += part.rows.length))
    await nextTurn()
  }
  return rehearsal
}

/** The same for a batch of one slice, on the Book in use: it is taken back before anyone else has a turn. */
function rehearseAtOnce(book: Book, batchFrom: number, part: Slice): Rehearsal {
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
