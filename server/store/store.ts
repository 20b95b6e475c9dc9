import type { Book, Company } from '../../shared/book/book.js'
import type { Change } from '../../shared/facts/fact.js'

/** A change on its way into the store, with what a repetition of its push is answered from. */
export interface NewChange extends Change {
  /** Of the content of the push. */
  pushHash: Uint8Array
  /** JSON of what the push was answered. */
  answer: string
}

/** What was kept of an accepted push. */
export interface KeptPush {
  change: number
  pushHash: Uint8Array
  answer: string
}

/** Something that `check` found wrong. */
export interface Problem {
  /** Which check: `storage`, `digest`, `rows`, or an invariant of the Book. */
  check: string
  problem: string
}

/** Keeps the facts of a ledger and computes nothing. Asynchronous, since other databases are; everything above it is not. */
export interface Store {
  readonly company: Company
  /** Where the copy made before a migration stands. */
  readonly copiedTo: string | undefined
  /** Writes changes, their rows and their digests, all or nothing. They must follow the newest one without a gap. */
  append(changes: readonly NewChange[]): Promise<void>
  /** What was kept of a push, if it was ever accepted. */
  findPush(pushId: string): Promise<KeptPush | undefined>
  /** The canonical bytes of at most so many changes after one. */
  changesAfter(change: number, limit: number): Promise<Uint8Array[]>
  /** The Book of all facts, read from the tables in pages, so that other work goes on meanwhile. */
  load(): Promise<Book>
  /** Everything wrong with what is stored: storage, chain of digests, and tables against the bytes that the digests cover. */
  check(): Promise<Problem[]>
  /** Sets or, with `null`, erases a person's name: no fact and no digest holds it. */
  nameOfPerson(code: string, name: string | null): Promise<void>
  close(): Promise<void>
}
