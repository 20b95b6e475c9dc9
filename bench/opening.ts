import { IDBCursor, IDBDatabase, IDBFactory, IDBIndex, IDBKeyRange, IDBObjectStore, IDBRequest, IDBTransaction } from 'fake-indexeddb'
import { connectionTo } from '../addin/replica/connection.js'
import { openReplica, type Replica } from '../addin/replica/replica.js'
import { storageOf } from '../addin/replica/storage.js'
import type { Surroundings } from '../addin/replica/surroundings.js'
import { recordedAt } from '../shared/book/recorded.js'
import { bookFrom } from '../shared/book/snapshot.js'
import { fastest, median, mustAgree } from './measure.js'

/**
 * A process of its own that opens replicas, as a workbook does: beside everything else that a bench holds in memory, the room for a
 * Book would cost a look through all of it.
 */
export interface Opened {
  /** Milliseconds from opening a replica that has nothing to its first answer: whose facts and how much, the Book, what came since. */
  loaded: number
  /** Milliseconds of one fetch of the same bytes, compressed on the way and read to their end by `arrayBuffer`. */
  fetched: number
  /** Milliseconds from storage, without a network. */
  stored: number
}

process.on('message', ({ address }: { address: string }) => {
  void measure(address).then(opened => process.send!(opened))
})

async function measure(address: string): Promise<Opened> {
  const { ours, plain } = await byTurns({ ours: () => loaded(address), plain: () => fetched(address) })
  return { loaded: ours, fetched: plain, stored: await storedLoad(address, await fetched(address)) }
}

const ROUNDS = 15
const WARM_UP = 6

/**
 * Milliseconds of each, the median of rounds in which each has its turn, in changing order: as a workbook opens, without the garbage of
 * the round before, of which only one of the two makes much.
 */
async function byTurns<Name extends string>(cases: Record<Name, () => Promise<unknown>>): Promise<Record<Name, number>> {
  const times = Object.fromEntries(Object.keys(cases).map(name => [name, [] as number[]])) as Record<Name, number[]>
  const names = Object.keys(cases) as Name[]
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const name of round % 2 ? names : names.toReversed()) {
      globalThis.gc?.()
      const start = performance.now()
      await cases[name]()
      if (round >= 0) times[name].push(performance.now() - start)
    }
  }
  return Object.fromEntries(Object.entries<number[]>(times).map(([name, list]) => [name, median(list)])) as Record<Name, number>
}

async function fetched(address: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(`${address}/feed?after=0`, { headers: { accept: 'application/octet-stream' } })
  return new Uint8Array(await answer.arrayBuffer())
}

const surroundings: Surroundings = {
  fetch,
  now: Date.now,
  random: Math.random,
  setTimeout: (work, milliseconds) => setTimeout(work, milliseconds),
  clearTimeout: timer => clearTimeout(timer),
}

const open = (address: string, more: Partial<Surroundings> = {}): Replica => {
  const all = { ...surroundings, ...more }
  const connection = connectionTo({ address, fetch: all.fetch, language: () => 'en' })
  return openReplica({ connection, surroundings: all, language: () => 'en' })
}

async function loaded(address: string): Promise<void> {
  const replica = open(address)
  await replica.ready
  if (replica.status.phase !== 'ready') throw new Error(replica.status.problem?.message)
  replica.close()
}

/** Milliseconds from opening a workbook without a network to the Book, of which reading the bytes is the database's own. */
async function storedLoad(address: string, bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  Object.assign(globalThis, { IDBCursor, IDBDatabase, IDBIndex, IDBKeyRange, IDBObjectStore, IDBRequest, IDBTransaction })
  const indexedDB = new IDBFactory()
  const book = bookFrom(bytes)
  await storageOf(indexedDB, address).keep(
    { company: book.company.code, user: 'owner', scope: 1 },
    { change: book.change, recordedAt: recordedAt(book, book.change) },
    bytes,
    1,
  )
  const offline = { indexedDB, fetch: () => Promise.reject(new TypeError('offline')) }
  const times: number[] = []
  for (let round = 0; round < 7; round++) {
    const start = performance.now()
    const replica = open(address, offline)
    await replica.ready
    times.push(performance.now() - start)
    mustAgree('stored replica', [replica.book!.documents.count], [book.documents.count])
    replica.close()
  }
  return fastest(times)
}
