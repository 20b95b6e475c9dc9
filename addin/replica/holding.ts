import type { Book, Company } from '../../shared/book/book.js'
import { recordedAt } from '../../shared/book/recorded.js'
import { bookFrom } from '../../shared/book/snapshot.js'
import type { FeedHead, FeedSize } from '../../shared/protocol.js'
import { append, deltaOf, type Delta } from './delta.js'
import type { Hub } from './news.js'
import { sameOwner, type Kept, type Owner } from './storage.js'

/** What the replica holds, and whose facts they are. */
export interface Holding {
  readonly book: Book | undefined
  readonly owner: Owner | undefined
  /** What the Book came as, while it holds nothing else and nobody let go of it. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined
  /** Lets go of what the Book came as: it is kept, or never will be. */
  letGo(): void
  /** Whether the service said that these are the facts it has. */
  readonly confirmed: boolean
  /** Notes whose facts the service has; says whether these are held. */
  confirm(owner: Owner): boolean
  /** Takes a whole Book from the service in place of what was held. */
  take(book: Book, owner: Owner, fetchedAt: number, bytes?: Uint8Array<ArrayBuffer>): void
  /** The same from storage; throws when it is damaged or of another form, and then holds what it held. */
  takeKept(kept: Kept): void
  /** Whether an answer of the feed goes on where the Book stands: of the same ledger, with nothing in between. */
  goesOn(head: FeedHead): boolean
  /** Appends what came after; says whether there was anything new. */
  takeDelta(delta: Delta): boolean
  /** Holds nothing, and takes note of where the service stands. */
  takeNothing(size: FeedSize): void
  /** What the Book holds may be another ledger's, or half a change: it is fetched anew. */
  doubt(): void
}

/** Holds facts and tells of them; `now` gives milliseconds since 1970. */
export function holding(news: Hub, now: () => number): Holding {
  let book: Book | undefined
  let owner: Owner | undefined
  let bytes: Uint8Array<ArrayBuffer> | undefined
  let confirmed = false
  const well = { progress: undefined, problem: undefined }
  const hold = (whole: Book, whose: Owner, fetchedAt: number, cameAs?: Uint8Array<ArrayBuffer>) => {
    const from = news.status.change
    const { change, company } = whole
    book = whole
    owner = whose
    bytes = cameAs
    news.set({ ...well, company, phase: 'ready', change, newest: change, fetchedAt }, { from, to: change, customers: 'all' })
  }
  return {
    get book() {
      return book
    },
    get owner() {
      return owner
    },
    get bytes() {
      return bytes
    },
    letGo: () => (bytes = undefined),
    get confirmed() {
      return confirmed
    },
    confirm: whose => (confirmed = owner !== undefined && sameOwner(owner, whose)),
    take: (whole, whose, fetchedAt, cameAs) => {
      confirmed = true
      hold(whole, whose, fetchedAt, cameAs)
    },
    takeKept: kept => {
      const whole = bookFrom(kept.bytes)
      for (const text of kept.deltas) {
        const { head, changes } = deltaOf(text)
        if (!follows(head, whole, kept)) throw new Error(`change ${head.from} is not the one kept`)
        append(whole, changes)
      }
      hold(whole, kept, kept.fetchedAt, kept.deltas.length === 0 ? kept.bytes : undefined)
    },
    goesOn: head => book !== undefined && owner !== undefined && follows(head, book, owner),
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
    takeNothing: ({ change, company: said }) => {
      const { phase, change: from, company: before } = news.status
      const company = before && sameCompany(before, said) ? before : said
      book = owner = bytes = undefined
      confirmed = false
      const facts =
        phase === 'remote' && change === from && company === before ? undefined : { from, to: change, customers: 'all' as const }
      news.set({ ...well, company, phase: 'remote', change, newest: change, fetchedAt: now() }, facts)
    },
    doubt: () => {
      owner = undefined
      confirmed = false
    },
  }
}

const follows = (head: FeedHead, book: Book, owner: Owner): boolean =>
  !head.anew &&
  head.company === owner.company &&
  head.scope === owner.scope &&
  head.from <= book.change &&
  head.since === recordedAt(book, head.from)

const sameCompany = (one: Company, other: Company): boolean =>
  one.code === other.code && one.name === other.name && one.currency === other.currency && one.timeZone === other.timeZone
