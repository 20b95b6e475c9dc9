import type { Book } from '../../shared/book/book.js'
import type { FeedSize } from '../../shared/protocol.js'
import { Refusal, refusalMessage, refuse, type Language } from '../../shared/refusals.js'
import { catchUp, ownerOf } from './catching-up.js'
import { colleagues, type Message } from './colleagues.js'
import type { Connection } from './connection.js'
import { deltaOf, type Delta } from './delta.js'
import { follow } from './following.js'
import { holding } from './holding.js'
import { keeper as newKeeper } from './keeper.js'
import { LIMITS, sizeOf } from './loading.js'
import { hub, type Listener, type ReplicaStatus } from './news.js'
import { sameOwner, storageOf, type Kept } from './storage.js'
import type { Told } from './stream.js'
import type { Surroundings } from './surroundings.js'
import { oneAtATime, waiting as newWaiting } from './waiting.js'

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
  const held = holding(news, now)
  const waiting = newWaiting(surroundings)
  const closed = new AbortController()
  const { signal } = closed
  const storage = indexedDB && storageOf(indexedDB, connection.address)
  const keeper = storage && newKeeper(storage, held, () => news.status.fetchedAt, newWaiting(surroundings))
  let leads = false
  let heardAt = now()
  let settle = (): void => undefined
  const ready = new Promise<void>(resolve => (settle = resolve))

  // --- The service ---

  const fits = ({ invoices, bytes }: FeedSize) => invoices <= limits.invoices && bytes <= limits.bytes

  const upToDate = oneAtATime(async () => {
    await catchUp({ connection, signal, held, news, now, fits, tooLarge, took })
    if (!storage) held.letGo()
    settle()
    reached()
  })

  const tooLarge = () => {
    if (news.status.phase !== 'remote') void storage?.clear().catch(() => undefined)
  }

  const took = ({ head: { from, to } }: Delta, text: string) => {
    if (to === from) return
    keeper?.took(to, text)
    others.tell({ kind: 'delta', to, text })
  }

  const reached = () => {
    if (news.status.live === 'offline') news.set({ live: 'polling' })
    tellState()
  }

  const failed = (error: unknown) => {
    if (signal.aborted) return
    const refusal = error instanceof Refusal ? error : refuse('SERVICE_FAILED', { status: '–', problem: String(error) })
    if (refusal !== error) {
      // Half a change may be in the Book: what is right only the service knows.
      held.doubt()
    }
    const { phase } = news.status
    const problem = refusalMessage(refusal, language())
    news.set({ phase: phase === 'loading' ? 'none' : phase, live: 'offline', progress: undefined, problem })
    tellState()
    settle()
    if (refusal.code === 'RELOAD_NEEDED') close()
  }

  // --- The other workbooks of this browser ---

  const tellState = () => {
    const { live, newest, fetchedAt } = news.status
    if (leads) others.tell({ kind: 'state', live, newest, fetchedAt })
  }

  const hear = (message: Message) => {
    if (message.kind === 'hello') return tellState()
    heardAt = now()
    if (message.kind === 'state') {
      const { live, newest, fetchedAt } = message
      const isHeld = news.status.change >= newest
      news.set({ live, newest: Math.max(newest, news.status.newest), ...(isHeld && fetchedAt ? { fetchedAt } : {}) })
      if (!isHeld && live !== 'offline') void refresh()
      return
    }
    if (!held.confirmed) return
    try {
      const delta = deltaOf(message.text)
      if (!held.goesOn(delta.head)) void refresh()
      else if (held.takeDelta(delta)) keeper?.took(message.to, message.text)
    } catch (error) {
      failed(error)
    }
  }
  const others = colleagues(surroundings, connection.address, hear)

  const heard = async (told: Told | undefined) => {
    const { change, newest } = news.status
    if (told && (told.change !== change || (held.owner && told.scope !== held.owner.scope))) {
      news.set({ newest: Math.max(newest, told.change) })
      await upToDate()
    } else if (change === newest) {
      news.set({ fetchedAt: now() })
      keeper?.seen()
    }
    tellState()
  }

  const lead = () => {
    leads = true
    keeper?.start()
    const live = (how: 'live' | 'polling') => {
      news.set({ live: how })
      tellState()
    }
    return follow({ connection, waiting, timers: surroundings, random, signal, polling, upToDate, failed, live, heard })
  }

  /** Where the leading workbook falls silent the ledger is asked. */
  const watch = async () => {
    while (!signal.aborted && !leads) {
      await waiting.wait(UNHEARD)
      if (!leads && now() - heardAt >= UNHEARD) await refresh()
    }
  }

  // --- From opening to closing ---

  const begin = async () => {
    // A database that never opens must not keep the workbook waiting.
    const kept = storage && (await Promise.race([storage.newest().catch(() => undefined), waiting.wait(PATIENCE)]))
    if (kept && !signal.aborted) {
      const size = await Promise.race([sizeOf(connection, signal).catch(() => undefined), waiting.wait(PATIENCE)])
      if (!size || (fits(size) && sameOwner(kept, ownerOf(size)))) takeKept(kept)
    }
    await upToDate().catch(failed)
    if (signal.aborted) return
    events?.addEventListener('online', online)
    others.tell({ kind: 'hello' })
    others.stand(lead)
    void watch()
  }

  const takeKept = (kept: Kept) => {
    if (signal.aborted) return
    try {
      held.takeKept(kept)
      settle()
    } catch {
      // Of another form, or damaged: it is fetched anew.
      void storage!.clear().catch(() => undefined)
    }
  }

  const refresh = async () => {
    if (signal.aborted) return
    await upToDate().catch(failed)
    waiting.wake()
  }
  const online = () => void refresh()

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
      return held.book
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
