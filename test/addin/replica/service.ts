import { IDBCursor, IDBDatabase, IDBFactory, IDBIndex, IDBKeyRange, IDBObjectStore, IDBRequest, IDBTransaction } from 'fake-indexeddb'
import { connectionTo, type Connection } from '../../../addin/replica/connection.js'
import { openReplica, type Replica, type ReplicaNews, type ReplicaOptions } from '../../../addin/replica/replica.js'
import type { Surroundings } from '../../../addin/replica/surroundings.js'
import { serve, type Running } from '../../../server/http/serve.js'
import { openLedger, type Ledger } from '../../../server/ledger.js'
import type { TableRow } from '../../../shared/tables/post.js'
import type { Book } from '../../../shared/book/book.js'
import { contents, push, sampleLedger } from '../../server/sample.js'

/** The classes by which `idb` knows what it wraps; the database itself is handed over, never found. */
Object.assign(globalThis, { IDBCursor, IDBDatabase, IDBIndex, IDBKeyRange, IDBObjectStore, IDBRequest, IDBTransaction })

/** A database as of a browser that was never used. */
export const freshStorage = (): IDBFactory => new IDBFactory()

/** A ledger behind the real service, which can be stopped and started again at the same address. */
export interface Served {
  readonly address: string
  readonly ledger: Ledger
  post(rows: TableRow[]): Promise<number>
  stop(): Promise<void>
  /** Starts again, with the ledger of another folder when one is named. */
  start(folder?: string): Promise<void>
}

const SETTINGS = { host: '127.0.0.1', bodyLimit: 16 * 1024 * 1024, log: 'silent' } as const

/** `addin`: the folder of pages that stand beside the routes. */
export async function served(folder: string, addin?: string): Promise<Served> {
  let ledger = await sampleLedger(folder)
  let running: Running | undefined = await serve(ledger, { ...SETTINGS, addin, port: 0 })
  const { address } = running
  let pushes = 0
  return {
    address: `${address}/api/v1`,
    get ledger() {
      return ledger
    },
    post: async rows => (await ledger.push(push(`test-push-${++pushes}`, rows), 'owner')).change,
    stop: async () => {
      await running?.stop()
      running = undefined
    },
    start: async (other = folder) => {
      let now = Date.parse('2026-04-04T08:00:00.000Z')
      ledger = await openLedger(other, { clock: () => (now += 1000) })
      running = await serve(ledger, { ...SETTINGS, addin, port: Number(new URL(address).port) })
    },
  }
}

/** Node as a page would be: waits are a hundred times shorter. */
export function nodeSurroundings(more: Partial<Surroundings> = {}): Surroundings {
  return {
    fetch: globalThis.fetch.bind(globalThis),
    now: () => Date.now(),
    random: () => 0.5,
    setTimeout: (work, milliseconds) => setTimeout(work, milliseconds / 100),
    clearTimeout: timer => clearTimeout(timer),
    ...more,
  }
}

/** The address of a request. */
export const addressOf = (input: Parameters<typeof fetch>[0]): string => (input instanceof Request ? input.url : input.toString())

/** Opens replicas of a service, counts what they ask, and closes them. */
export function opener(address: () => string) {
  const opened: Replica[] = []
  return {
    open: (more: Partial<Surroundings> = {}, options: Partial<ReplicaOptions> = {}) => {
      const asked: string[] = []
      const fetched: typeof fetch = (input, init) => {
        asked.push(addressOf(input).slice(address().length))
        return (more.fetch ?? fetch)(input, init)
      }
      const surroundings = nodeSurroundings({ ...more, fetch: fetched })
      const connection: Connection = connectionTo({ address: address(), fetch: fetched, language: () => 'en' })
      const replica = openReplica({ connection, surroundings, language: () => 'en', ...options })
      const news: ReplicaNews[] = []
      replica.subscribe(one => news.push(one))
      opened.push(replica)
      return { replica, asked, news }
    },
    close: () => {
      for (const replica of opened.splice(0)) replica.close()
    },
  }
}

/** Waits until something holds. */
export async function until(what: () => boolean, name = 'it'): Promise<void> {
  for (const start = Date.now(); !what();) {
    if (Date.now() - start > 8_000) throw new Error(`${name} did not come about`)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

/** What a Book says of its facts, as text: a field left out and one without a value are the same. */
export const said = (book: Book): unknown => JSON.parse(JSON.stringify(contents(book)))

/** Web Locks of one browser: each name is held by one at a time, the others wait. */
export function nodeLocks(): NonNullable<Surroundings['locks']> {
  const held = new Map<string, Promise<unknown>>()
  const request = (name: string, { signal }: { signal: AbortSignal }, work: () => Promise<unknown>): Promise<unknown> => {
    const before = held.get(name) ?? Promise.resolve()
    const mine = before.then(() => {
      if (signal.aborted) throw new DOMException('gone', 'AbortError')
      return work()
    })
    held.set(
      name,
      mine.catch(() => undefined),
    )
    return mine
  }
  return { request } as never
}
