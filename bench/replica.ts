import { IDBCursor, IDBDatabase, IDBFactory, IDBIndex, IDBKeyRange, IDBObjectStore, IDBRequest, IDBTransaction } from 'fake-indexeddb'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { fileURLToPath } from 'node:url'
import { connectionTo } from '../addin/replica/connection.js'
import { append, deltaOf } from '../addin/replica/delta.js'
import { openReplica, type Replica } from '../addin/replica/replica.js'
import { storageOf } from '../addin/replica/storage.js'
import type { Surroundings } from '../addin/replica/surroundings.js'
import type { Book } from '../shared/book/book.js'
import { bookFrom } from '../shared/book/snapshot.js'
import { iso } from '../shared/dates.js'
import { VERSIONS } from '../shared/protocol.js'
import { changesOf } from './facts.js'
import { inFolder, keep } from './folder.js'
import { generate, type History } from './generate.js'
import type { Part } from './house.js'
import { atMost, fastest, median, mustAgree, type Figure } from './measure.js'
import { COMPANY, customerCode, dimensionsOf } from './postings.js'
import type { Serving, Told } from './serving.js'

const INVOICES = 100_000
const RECEIPTS = 200

const figure = (name: string, value: number, unit: string, limit: number): Figure => atMost('Add-in', name, value, unit, limit)

/** The Book in the workbook: what it weighs on the wire, and how soon it is there. */
export const replicaPart: Part = {
  title: 'replica',
  figures: ({ size, ...house }) =>
    inFolder(async folder => {
      const invoices = Math.min(size, INVOICES)
      const history = size === invoices ? house.history : generate({ invoices })
      await keep(folder, changesOf(history))
      const server = fork(fileURLToPath(new URL('./serving.ts', import.meta.url)), { serialization: 'advanced' })
      server.send({ folder } satisfies Told)
      const [{ service }] = (await once(server, 'message')) as [Serving]
      const address = `${service}/api/v1`
      const wire = (await sent(`${address}/feed`)) / invoices
      const load = await byTurns({ ours: () => loaded(address), fetched: () => fetched(address) })
      const bytes = await fetched(address)
      const stored = await storedLoad(address, bytes)
      server.kill()
      return [
        figure('replica on the wire, compressed, with receipts, allocations and lines, an invoice', wire, 'bytes', 60),
        figure('first load of the replica, to fetching the same bytes', load.ours / load.fetched, 'x', 2),
        figure(`replica of ${invoices.toLocaleString('en')} invoices ready from storage, offline`, stored, 'ms', 300),
        figure('one receipt that came by the feed, to the Book and whose it is', receiptTime(bookFrom(bytes), history), 'ms', 5),
      ]
    }),
}

const ROUNDS = 11

/** Milliseconds of each, the median: as a workbook opens, without the garbage of the round before, of which only one of the two makes much. */
async function byTurns<Name extends string>(cases: Record<Name, () => Promise<unknown>>): Promise<Record<Name, number>> {
  const times = Object.fromEntries(Object.keys(cases).map(name => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = -4; round < ROUNDS; round++) {
    for (const name of Object.keys(cases) as Name[]) {
      globalThis.gc?.()
      const start = performance.now()
      await cases[name]()
      if (round >= 0) times[name].push(performance.now() - start)
    }
  }
  console.error(times)
  return Object.fromEntries(Object.entries<number[]>(times).map(([name, list]) => [name, median(list)])) as Record<Name, number>
}

/** Bytes of an answer as they come, compressed. */
async function sent(address: string): Promise<number> {
  const asked = get(address, { headers: { accept: 'application/octet-stream', 'accept-encoding': 'gzip' } })
  const [answer] = (await once(asked, 'response')) as [AsyncIterable<Buffer>]
  let length = 0
  for await (const part of answer) length += part.length
  return length
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
  await storageOf(indexedDB, address).keep({ company: COMPANY.code, user: 'owner', scope: 1 }, book.change, bytes, 1)
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

/** Milliseconds for one change with a receipt, the median of many. */
function receiptTime(book: Book, history: History): number {
  const times: number[] = []
  for (let i = 0; i < RECEIPTS; i++) {
    const change = book.change + 1
    const customer = i % history.customers.count
    const day = iso(history.last)
    const head = { ...VERSIONS, from: change - 1, to: change, newest: change, scope: 1, anew: false }
    const receipt = {
      ...{
        fact: 'document',
        kind: 'receipt',
        id: book.lastDocumentId + 1,
        customer: customerCode(customer),
        series: '',
        number: `NEW-${i}`,
      },
      ...{ docDate: day, postDate: day, currency: COMPANY.currency, rate: '1', amount: -100, base: -100, lines: [] },
      ...{ dimensions: dimensionsOf(history, customer), items: [{ instalment: 1, due: day, amount: -100, base: -100 }] },
    }
    const text = `${JSON.stringify(head)}\n${JSON.stringify({ change, recordedAt: `${day}T00:00:00.000Z`, schema: 1, facts: [receipt] })}\n`
    const start = performance.now()
    const touched = append(book, deltaOf(text).changes)
    times.push(performance.now() - start)
    if (touched === 'all' || touched.size !== 1) throw new Error('a receipt touches its customer')
  }
  return median(times)
}
