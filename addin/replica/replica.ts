import type { Book } from '../../shared/book/book.js'
import { bookFrom } from '../../shared/book/snapshot.js'
import type { FeedSize } from '../../shared/protocol.js'
import { Refusal, refusalMessage, refuse, type Language } from '../../shared/refusals.js'
import { colleagues, type Message } from './colleagues.js'
import { outage, type Connection } from './connection.js'
import { append, deltaOf, type Delta } from './delta.js'
import { follow } from './following.js'
import { keeper as newKeeper } from './keeper.js'
import { fetchBook, LIMITS, sizeOf } from './loading.js'
import { hub, type Listener, type ReplicaStatus } from './news.js'
import { storageOf, type Kept, type Owner } from './storage.js'
import type { Surroundings } from './surroundings.js'
import { waiting as newWaiting } from './waiting.js'

export type { ReplicaNews, ReplicaStatus } from './news.js'

/** The Book in the workbook: the facts its user may see, kept up with the ledger. */
export interface Replica {
  /** Undefined until loaded, and in remote mode. Ask anew for each question: it may be fetched anew. */
  readonly book?: Book
  readonly status: ReplicaStatus
  /** Settles when the first answer can be given, or surely cannot. Never rejects. */
  readonly ready: Promise<void>
  readonly connection: Connection
  /** Tells of news until the result is called. The Book holds new facts before they are told. */
  subscribe(listener: Listener): () => void
  /** Asks the ledger now; settles when what it had is held. Never rejects: what went wrong stands in the status. */
  refresh(): Promise<void>
  close(): void
}

export interface ReplicaOptions {
  connection: Connection
  surroundings: Surroundings
  /** The language of problems. */
  language: () => Language
  /** Above either the service answers and nothing is loaded. */
  limits?: { invoices: number; bytes: number }
  /** Milliseconds between two questions when the live stream does not work. */
  polling?: number
}

/** Milliseconds that the service is given to say whose facts these are before the kept ones are shown. */
const PATIENCE = 2_000
/** After so many milliseconds without a word of the leading workbook the others ask the ledger themselves. */
const UNHEARD = 60_000
const POLLING = 10_000

/** Opens the replica of a ledger: from storage at once, then from the service, then as new facts come. */
export function openReplica({ connection, surroundings, language, limits = LIMITS, polling = POLLING }: ReplicaOptions): Replica {
  const { now, random, indexedDB, events } = surroundings
  const news = hub()
  const waiting = newWaiting(surroundings)
  const closed = new AbortController()
  const { signal } = closed
  const storage = indexedDB && storageOf(indexedDB, connection.address)
  let book: Book | undefined
  let owner: Owner | undefined
  /** What the Book came as, while it holds nothing else. */
  let bytes: Uint8Array<ArrayBuffer> | undefined
  /** Whether the service confirmed whose facts the Book holds. */
  let confirmed = false
  let leads = false
  let heardAt = now()
  let settle = (): void => undefined
  const ready = new Promise<void>(resolve => (settle = resolve))
  const keeper =
    storage && newKeeper(storage, () => book && owner && { book, owner, bytes, fetchedAt: news.status.fetchedAt }, newWaiting(surroundings))

  const tellState = () => {
    const { live, newest, fetchedAt } = news.status
    if (leads) others.tell({ kind: 'state', live, newest, fetchedAt })
  }

  // --- What is held ---

  /** Takes a whole Book in place of what was held. */
  const take = (whole: Book, whose: Owner, fetchedAt: number) => {
    const from = news.status.change
    book = whole
    owner = whose
    const { change } = whole
    const newest = Math.max(change, news.status.newest)
    news.set({ phase: 'ready', change, newest, fetchedAt, progress: undefined, problem: undefined }, { from, to: change, customers: 'all' })
    settle()
  }

  const takeKept = (kept: Kept) => {
    try {
      const whole = bookFrom(kept.bytes)
      for (const text of kept.deltas) append(whole, deltaOf(text).changes)
      bytes = kept.deltas.length === 0 ? kept.bytes : undefined
      take(whole, kept, kept.fetchedAt)
    } catch {
      // Of another format or damaged: it is fetched anew.
      void storage!.clear().catch(() => undefined)
    }
  }

  const takeDelta = ({ head, changes }: Delta, text: string) => {
    const from = book!.change
    const customers = append(book!, changes)
    const { change } = book!
    const newest = Math.max(head.newest, change)
    if (change !== from) {
      bytes = undefined
      keeper?.took(change, text)
    }
    news.set(
      { change, newest, fetchedAt: change === newest ? now() : news.status.fetchedAt, problem: undefined },
      change === from ? undefined : { from, to: change, customers },
    )
  }

  // --- The service ---

  const fits = ({ invoices, bytes }: FeedSize) => invoices <= limits.invoices && bytes <= limits.bytes

  const whole = async ({ company, user }: Pick<Owner, 'company' | 'user'>) => {
    const fetched = await fetchBook(connection, signal, (bytes, total) => {
      if (!book) news.set({ progress: { bytes, total } })
    })
    bytes = fetched.bytes
    take(fetched.book, { company, user, scope: fetched.scope }, now())
    confirmed = true
  }

  const remote = ({ change }: FeedSize) => {
    const { phase, change: from } = news.status
    book = bytes = owner = undefined
    if (phase !== 'remote') void storage?.clear().catch(() => undefined)
    const facts = phase === 'remote' && change === from ? undefined : { from, to: change, customers: 'all' as const }
    news.set({ phase: 'remote', change, newest: change, fetchedAt: now(), progress: undefined, problem: undefined }, facts)
    settle()
  }

  const bringUp = async () => {
    if (!book || !confirmed) {
      const size = await sizeOf(connection, signal)
      if (!fits(size)) return remote(size)
      confirmed = book !== undefined && sameOwner(owner!, size)
      if (!confirmed) await whole(size)
    }
    for (;;) {
      const text = await feedAfter(book!.change, owner!.scope)
      const delta = text === undefined ? undefined : deltaOf(text)
      if (!delta || delta.head.anew) {
        await whole(owner!)
        continue
      }
      takeDelta(delta, text!)
      if (delta.head.to > delta.head.from) others.tell({ kind: 'delta', text: text! })
      if (delta.head.to >= delta.head.newest) break
    }
    if (news.status.live === 'offline') news.set({ live: 'polling' })
    tellState()
  }

  /** An answer of the feed; none when the ledger lacks what is held, as after a backup was brought back. */
  const feedAfter = async (change: number, scope: number): Promise<string | undefined> => {
    try {
      const answer = await connection.get(`/feed?after=${change}&scope=${scope}`, 'application/x-ndjson', signal)
      return await answer.text().catch((error: unknown) => {
        throw outage(error, connection.address)
      })
    } catch (error) {
      if (error instanceof Refusal && error.code === 'NO_CHANGE') return undefined
      throw error
    }
  }

  const upToDate = oneAtATime(bringUp)

  const failed = (error: unknown) => {
    if (signal.aborted) return
    const refusal = error instanceof Refusal ? error : refuse('SERVICE_FAILED', { status: '', problem: String(error) })
    const { phase } = news.status
    // What failed in the middle may have left half a change: nothing but the service knows what is right.
    if (!(error instanceof Refusal)) confirmed = false
    const problem = refusalMessage(refusal, language())
    news.set({ phase: phase === 'loading' ? 'none' : phase, live: 'offline', progress: undefined, problem })
    tellState()
    settle()
    if (refusal.code === 'RELOAD_NEEDED') close()
  }

  // --- The other workbooks of this browser ---

  const hear = (message: Message) => {
    if (message.kind === 'hello') return tellState()
    heardAt = now()
    if (message.kind === 'state') {
      const { live, newest, fetchedAt } = message
      const held = news.status.change >= newest
      news.set({ live, newest: Math.max(newest, news.status.newest), ...(held && fetchedAt ? { fetchedAt } : {}) })
      if (!held && live !== 'offline') void refresh()
      return
    }
    if (!book || !confirmed) return
    try {
      const delta = deltaOf(message.text)
      if (delta.head.anew || delta.head.scope !== owner!.scope || delta.head.from > book.change) void refresh()
      else takeDelta(delta, message.text)
    } catch (error) {
      failed(error)
    }
  }
  const others = colleagues(surroundings, connection.address, hear)

  const lead = async () => {
    leads = true
    keeper?.start()
    await follow({
      connection,
      waiting,
      timers: surroundings,
      random,
      signal,
      polling,
      upToDate,
      failed,
      live: how => {
        news.set({ live: how })
        tellState()
      },
      heard: async told => {
        const { change, newest } = news.status
        if (told && (told.change !== change || (owner && told.scope !== owner.scope))) {
          news.set({ newest: Math.max(newest, told.change) })
          await upToDate()
        } else if (change === newest) {
          news.set({ fetchedAt: now() })
          keeper?.seen()
        }
        tellState()
      },
    })
  }

  /** Where the leading workbook falls silent the ledger is asked. */
  const watch = async () => {
    while (!signal.aborted && !leads) {
      await waiting.wait(UNHEARD)
      if (!leads && now() - heardAt >= UNHEARD) await refresh()
    }
  }

  const refresh = async () => {
    if (signal.aborted) return
    await upToDate().catch(failed)
    waiting.wake()
  }
  const online = () => void refresh()

  const begin = async () => {
    const kept = await storage?.newest().catch(() => undefined)
    if (kept && !signal.aborted) {
      const size = await Promise.race([sizeOf(connection, signal).catch(() => undefined), waiting.wait(PATIENCE)])
      if (!signal.aborted && (!size || (fits(size) && sameOwner(kept, size)))) takeKept(kept)
    }
    await upToDate().catch(failed)
    if (signal.aborted) return
    events?.addEventListener('online', online)
    others.tell({ kind: 'hello' })
    others.stand(lead)
    void watch()
  }

  function close() {
    if (signal.aborted) return
    void keeper?.flush().finally(() => storage!.close())
    closed.abort()
    others.close()
    events?.removeEventListener('online', online)
    waiting.wake()
    settle()
  }

  void begin()
  return {
    get book() {
      return book
    },
    get status() {
      return news.status
    },
    ready,
    connection,
    subscribe: listener => news.subscribe(listener),
    refresh,
    close: () => {
      close()
      news.close()
    },
  }
}

const sameOwner = (one: Owner, other: Owner): boolean =>
  one.company === other.company && one.user === other.user && one.scope === other.scope

/** Work that is not begun while it runs: who asks meanwhile waits for a run that begins after. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  const run = (): Promise<void> => {
    if (!running) return (running = work().finally(() => (running = undefined)))
    return (next ??= running.then(again, again))
  }
  const again = () => {
    next = undefined
    return run()
  }
  return run
}
