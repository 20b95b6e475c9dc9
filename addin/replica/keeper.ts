import type { Book } from '../../shared/book/book.js'
import { recordedAt } from '../../shared/book/recorded.js'
import { joined, snapshotPieces } from '../../shared/book/snapshot.js'
import type { Holding } from './holding.js'
import type { Moment, Storage } from './storage.js'
import type { Waiting } from './waiting.js'

/** Writes the replica to storage in the background. Only one workbook of a browser does. */
export interface Keeper {
  /** Notes an answer of the feed that was appended to the Book. */
  took(to: number, text: string): void
  /** Notes that what is held was all there is at some time. */
  seen(): void
  /** Writes from now on, what is missing first. */
  start(): void
  /** Writes what is still to be written; settles when that is done, or failed. */
  flush(): Promise<void>
}

/** Milliseconds in which changes are gathered before they are written. */
const GATHERED = 1_000
/** A whole Book is written anew when what came after takes so many characters or a quarter of its own bytes, the greater of the two. */
const DELTAS = 1_000_000

export function keeper(storage: Storage, held: Holding, fetchedAt: () => number, waiting: Waiting): Keeper {
  let writing = false
  let due = false
  let taken: { to: number; text: string }[] = []
  let failed = false
  let last = Promise.resolve()

  const write = async () => {
    const { book, owner } = held
    if (!book || !owner || failed) return
    const texts = taken
    taken = []
    // What arrives while this is written is in the next texts: it is no gap to write the whole Book for.
    const upTo = book.change
    const at = fetchedAt()
    try {
      const found = await storage.stateOf(owner)
      // What is kept of a ledger that stood here before is no beginning for this one.
      const state = found && found.recordedAt === recordedAt(book, found.change) ? found : undefined
      let change = state?.change ?? -1
      let deltas = state?.deltas ?? 0
      for (const { to, text } of texts) {
        if (!state || to <= change || fromOf(text) > change) continue
        await storage.add(owner, momentOf(book, to), text, at)
        change = to
        deltas += text.length
      }
      if (!state || change < upTo || deltas > Math.max(DELTAS, state.bytes / 4)) await whole()
      else if (at !== state.fetchedAt) await storage.add(owner, momentOf(book, change), '', at)
    } catch {
      // Full, or forbidden: the replica lives without.
      failed = true
    }
  }
  const whole = async () => {
    const { book, owner, bytes } = held
    if (!book || !owner) return
    const upTo = momentOf(book, book.change)
    const at = fetchedAt()
    const pieces: Uint8Array[] = []
    if (!bytes) {
      for (const piece of snapshotPieces(book)) {
        pieces.push(piece)
        // The workbook calculates in between.
        if (pieces.length % 16 === 0) await waiting.wait(0)
      }
    }
    await storage.keep(owner, upTo, bytes ?? joined(pieces), at)
    if (bytes === held.bytes) held.letGo()
  }
  const inTurn = () => (last = last.then(write))
  const soon = () => {
    if (due) return
    due = true
    void waiting.wait(GATHERED).then(() => {
      due = false
      return inTurn()
    })
  }
  return {
    took: (to, text) => {
      if (!writing) return
      taken.push({ to, text })
      soon()
    },
    seen: () => {
      if (writing) soon()
    },
    start: () => {
      writing = true
      soon()
    },
    flush: async () => {
      if (writing) await inTurn()
    },
  }
}

const momentOf = (book: Book, change: number): Moment => ({ change, recordedAt: recordedAt(book, change) })

/** The change after which an answer of the feed begins. */
const fromOf = (text: string): number => (JSON.parse(text.slice(0, text.indexOf('\n'))) as { from: number }).from
