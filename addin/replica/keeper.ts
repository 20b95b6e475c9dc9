import type { Book } from '../../shared/book/book.js'
import { joined, snapshotPieces } from '../../shared/book/snapshot.js'
import type { Owner, Storage } from './storage.js'
import type { Waiting } from './waiting.js'

/** What the keeper is to keep. */
export interface Holding {
  book: Book
  owner: Owner
  fetchedAt: number
  /** What the Book came as, while it still holds nothing else. */
  bytes?: Uint8Array<ArrayBuffer>
}

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

export function keeper(storage: Storage, holding: () => Holding | undefined, waiting: Waiting): Keeper {
  let writing = false
  let due = false
  let taken: { to: number; text: string }[] = []
  let failed = false
  let last = Promise.resolve()

  const write = async () => {
    const now = holding()
    if (!now || failed) return
    const texts = taken
    taken = []
    try {
      const state = await storage.stateOf(now.owner)
      let change = state?.change ?? -1
      let deltas = state?.deltas ?? 0
      for (const { to, text } of texts) {
        if (!state || to <= change || fromOf(text) > change) continue
        await storage.add(now.owner, to, text, now.fetchedAt)
        change = to
        deltas += text.length
      }
      if (!state || change < now.book.change || deltas > Math.max(DELTAS, state.bytes / 4)) await whole()
      else if (now.fetchedAt !== state.fetchedAt) await storage.add(now.owner, change, '', now.fetchedAt)
    } catch {
      // Full, or forbidden: the replica lives without.
      failed = true
    }
  }
  const whole = async () => {
    const now = holding()
    if (!now) return
    const { book, owner, fetchedAt, bytes } = now
    const { change } = book
    const pieces: Uint8Array[] = bytes ? [bytes] : []
    if (!bytes) {
      for (const piece of snapshotPieces(book)) {
        pieces.push(piece)
        // The workbook calculates in between.
        if (pieces.length % 16 === 0) await waiting.wait(0)
      }
    }
    await storage.keep(owner, change, joined(pieces), fetchedAt)
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

/** The change after which an answer of the feed begins. */
const fromOf = (text: string): number => (JSON.parse(text.slice(0, text.indexOf('\n'))) as { from: number }).from
