import type { Book } from '../../shared/book/book.js'
import { bookFrom } from '../../shared/book/snapshot.js'
import { append, deltaOf, type Delta } from './delta.js'
import type { Hub } from './news.js'
import type { Kept, Owner } from './storage.js'

/** What the replica holds, and whose facts they are. */
export interface Holding {
  readonly book: Book | undefined
  readonly owner: Owner | undefined
  /** What the Book came as, while it holds nothing else. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined
  /** Takes a whole Book in place of what was held. */
  take(book: Book, owner: Owner, fetchedAt: number, bytes?: Uint8Array<ArrayBuffer>): void
  /** The same from storage; throws when it is of another form, and then holds what it held. */
  takeKept(kept: Kept): void
  /** Appends what came after; says whether there was anything new. */
  takeDelta(delta: Delta): boolean
  /** Takes note that the service answers, and of its newest change. */
  takeNothing(change: number): void
  /** Whose facts the Book holds is no longer sure, because something failed half way. */
  doubt(): void
}

/** Holds facts and tells of them; `now` gives milliseconds since 1970. */
export function holding(news: Hub, now: () => number): Holding {
  let book: Book | undefined
  let owner: Owner | undefined
  let bytes: Uint8Array<ArrayBuffer> | undefined
  const well = { progress: undefined, problem: undefined }
  const held: Holding = {
    get book() {
      return book
    },
    get owner() {
      return owner
    },
    get bytes() {
      return bytes
    },
    take: (whole, whose, fetchedAt, cameAs) => {
      const from = news.status.change
      const { change } = whole
      book = whole
      owner = whose
      bytes = cameAs
      news.set({ ...well, phase: 'ready', change, newest: change, fetchedAt }, { from, to: change, customers: 'all' })
    },
    takeKept: kept => {
      const whole = bookFrom(kept.bytes)
      for (const text of kept.deltas) append(whole, deltaOf(text).changes)
      held.take(whole, kept, kept.fetchedAt, kept.deltas.length === 0 ? kept.bytes : undefined)
    },
    takeDelta: ({ head, changes }) => {
      const from = book!.change
      const customers = append(book!, changes)
      const { change } = book!
      const newest = Math.max(head.newest, change)
      const isNew = change !== from
      if (isNew) bytes = undefined
      news.set(
        { ...well, change, newest, fetchedAt: change === newest ? now() : news.status.fetchedAt },
        isNew ? { from, to: change, customers } : undefined,
      )
      return isNew
    },
    takeNothing: change => {
      const { phase, change: from } = news.status
      book = bytes = owner = undefined
      const facts = phase === 'remote' && change === from ? undefined : { from, to: change, customers: 'all' as const }
      news.set({ ...well, phase: 'remote', change, newest: change, fetchedAt: now() }, facts)
    },
    doubt: () => (owner = undefined),
  }
  return held
}
