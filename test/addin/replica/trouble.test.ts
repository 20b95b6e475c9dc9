import { expect } from 'chai'
import { IDBObjectStore } from 'fake-indexeddb'
import { wrap } from 'idb'
import { storageOf } from '../../../addin/replica/storage.js'
import { createLedger } from '../../../server/ledger.js'
import { OWNER } from '../../../server/viewer.js'
import { SNAPSHOT_FORMAT } from '../../../shared/book/snapshot.js'
import type { Company } from '../../../shared/book/book.js'
import type { TableRow } from '../../../shared/tables/post.js'
import { COMPANY, manyCustomers, manyRows, push, row, temporaryFolders } from '../../server/sample.js'
import { addressOf, freshStorage, nodeLocks, opener, said, served, until, type Served } from './service.js'

const receipt = (number: string, customer: string) => row('receipts', { number, customer, docDate: '2026-07-01', amount: '5.00' })
const settled = () => new Promise(resolve => setTimeout(resolve, 60))

/** A database from without, its stores and what is in them. */
async function altered(factory: IDBFactory, store: string, alter: (value: never, key: IDBValidKey) => unknown): Promise<number> {
  const db = await wrap(factory.open('duebook-replica'))
  let count = 0
  for (const key of await db!.getAllKeys(store)) {
    count++
    const value = alter((await db!.get(store, key)) as never, key)
    if (value === undefined) await db!.delete(store, key)
    else await db!.put(store, value, key)
  }
  db!.close()
  return count
}

describe('the replica in trouble', () => {
  const folder = temporaryFolders()
  let service: Served
  const { open, close } = opener(() => service.address)
  const ledger = () => said(service.ledger.book(OWNER))

  beforeEach(async () => {
    service = await served(folder())
    await service.post(manyCustomers())
    await service.post(manyRows(5))
  })
  afterEach(async () => {
    close()
    await service.stop()
  })

  /** The folder of another ledger. */
  const another = async (company: Company, start: string, ...pushes: TableRow[][]): Promise<string> => {
    const made = folder()
    let now = Date.parse(start)
    const other = await createLedger(made, company, { clock: () => (now += 1000) })
    for (const [i, rows] of pushes.entries()) await other.push(push(`other-push-${i}`, rows), 'owner')
    await other.close()
    return made
  }
  const isStored = async (indexedDB: IDBFactory, change: number) => {
    const storage = storageOf(indexedDB, service.address)
    let found = 0
    const look = async () => (found = (await storage.stateOf({ company: COMPANY.code, user: 'owner', scope: 1 }))?.change ?? 0)
    await until(() => {
      void look()
      return found === change
    }, `change ${change} in storage`)
    storage.close()
  }
  /** Opens a workbook and closes it when all is stored. */
  const stored = async (indexedDB: IDBFactory, ...more: TableRow[][]) => {
    const { replica } = open({ indexedDB })
    await until(() => replica.status.live === 'live', 'live')
    await isStored(indexedDB, replica.status.change)
    for (const rows of more) await isStored(indexedDB, await service.post(rows))
    replica.close()
    await settled()
  }
  const offline = (indexedDB: IDBFactory) => open({ indexedDB, fetch: () => Promise.reject(new TypeError('offline')) }).replica

  const replaced = [
    // As many changes, recorded at the same instants: only the company differs.
    { name: 'of another company', company: { ...COMPANY, code: 'other', name: 'Other' }, start: '2026-04-03T08:00:00.000Z' },
    { name: 'of the same company, made anew', company: COMPANY, start: '2026-05-01T08:00:00.000Z' },
  ]
  for (const { name, company, start } of replaced) {
    const rows = [manyCustomers().slice(0, 3), [receipt('N-other', 'C1')], [receipt('N-more', 'C2')]]

    it(`starts anew when a ledger ${name} takes the place of its own, and keeps that one`, async () => {
      const indexedDB = freshStorage()
      const { replica, news } = open({ indexedDB })
      await until(() => replica.status.live === 'live', 'live')
      await settled()
      const other = await another(company, start, ...rows)
      await service.stop()
      news.length = 0
      await service.start(other)
      await until(() => replica.book?.customers.size === 3 && replica.status.live === 'live', 'the other ledger')
      expect(said(replica.book!)).to.deep.equal(ledger())
      expect(replica.status).to.deep.include({ phase: 'ready', change: 3, company, problem: undefined })
      expect(news.filter(({ kind }) => kind === 'facts')).to.deep.equal([{ kind: 'facts', from: 2, to: 3, customers: 'all' }])
      await service.post([receipt('N-last', 'C3')])
      await until(() => replica.status.change === 4, 'the change')
      replica.close()
      await settled()
      const kept = offline(indexedDB)
      await kept.ready
      expect(said(kept.book!)).to.deep.equal(ledger())
    })

    it(`does not add to what was kept when a ledger ${name} stands there at opening`, async () => {
      const indexedDB = freshStorage()
      await stored(indexedDB, [receipt('N-kept', 'C4')])
      await service.stop()
      await service.start(await another(company, start, ...rows, [receipt('N-4th', 'C3')]))
      const { replica } = open({ indexedDB })
      await until(() => replica.status.change === 4, 'the other ledger')
      expect(said(replica.book!)).to.deep.equal(ledger())
    })

    it(`takes no word of a workbook that heard a ledger ${name}`, async () => {
      const heard = new EventTarget()
      const Channel = class extends EventTarget {
        constructor() {
          super()
          heard.addEventListener('message', event =>
            this.dispatchEvent(new MessageEvent('message', { data: (event as MessageEvent).data })),
          )
        }
        postMessage() {}
        close() {}
      } as unknown as typeof BroadcastChannel
      const { replica, asked } = open({ locks: nodeLocks(), BroadcastChannel: Channel })
      await until(() => replica.status.live === 'live', 'live')
      const before = said(replica.book!)
      const own = await (await fetch(`${service.address}/feed?after=2`)).text()
      const head = { ...(JSON.parse(own) as object), company: company.code, from: 2, to: 3, newest: 3, since: Date.parse(start) + 3_000 }
      const change = { change: 3, recordedAt: start, schema: 1, facts: [{ fact: 'person', code: 'S-other' }] }
      const questions = asked.length
      heard.dispatchEvent(
        new MessageEvent('message', { data: { kind: 'delta', to: 3, text: `${JSON.stringify(head)}\n${JSON.stringify(change)}\n` } }),
      )
      await until(() => asked.length > questions, 'a question')
      await replica.refresh()
      expect(said(replica.book!)).to.deep.equal(before)
    })
  }

  const damages: [string, string, (value: Uint8Array, key: IDBValidKey) => unknown][] = [
    ['is cut off', 'books', bytes => bytes.slice(0, bytes.length - 40)],
    ['has a wrong byte', 'books', bytes => bytes.map((byte, i) => (i === bytes.length - 400 ? byte ^ 1 : byte))],
    ['is gone', 'books', () => undefined],
    ['lacks a change in between', 'deltas', (text, key) => ((key as [string, number])[1] === 3 ? undefined : text)],
    ['lacks half a change', 'deltas', text => (text as unknown as string).slice(0, 250)],
    ['is no Book', 'books', () => 'nothing'],
  ]
  for (const [name, store, damage] of damages) {
    it(`throws away a kept Book that ${name}, and fetches and keeps a whole one`, async () => {
      const indexedDB = freshStorage()
      await stored(indexedDB, [receipt('N-3', 'C3')], [receipt('N-4', 'C4')])
      expect(await altered(indexedDB, store, damage)).to.be.greaterThan(0)
      const alone = offline(indexedDB)
      await alone.ready
      expect([alone.book, alone.status.phase]).to.deep.equal([undefined, 'none'])
      alone.close()
      await stored(indexedDB)
      const again = offline(indexedDB)
      await again.ready
      expect(said(again.book!)).to.deep.equal(ledger())
    })
  }

  it('lives without storage that is full, and leaves there what was whole', async () => {
    const indexedDB = freshStorage()
    await stored(indexedDB)
    const before = ledger()
    const { put } = IDBObjectStore.prototype
    // What a browser does: the transaction ends, and nothing of it stays.
    IDBObjectStore.prototype.put = function (...asked) {
      const request = put.apply(this, asked)
      this.transaction.abort()
      return request
    }
    try {
      const { replica } = open({ indexedDB })
      await until(() => replica.status.live === 'live', 'live')
      await service.post([receipt('N-3', 'C3')])
      await until(() => replica.status.change === 3, 'the change')
      await settled()
      await service.post([receipt('N-4', 'C3')])
      await until(() => replica.status.change === 4, 'the next change')
      expect(said(replica.book!)).to.deep.equal(ledger())
      expect(replica.status.problem).to.equal(undefined)
      replica.close()
      await settled()
    } finally {
      IDBObjectStore.prototype.put = put
    }
    const kept = offline(indexedDB)
    await kept.ready
    expect(said(kept.book!)).to.deep.equal(before)
    kept.close()
    await stored(indexedDB)
    const later = offline(indexedDB)
    await later.ready
    expect(said(later.book!)).to.deep.equal(ledger())
  })

  it('keeps beside a newer add-in, in place of an older one, and makes way for a newer form of the database', async () => {
    const indexedDB = freshStorage()
    await stored(indexedDB)
    const formats = async (): Promise<number[]> => {
      const found: number[] = []
      await altered(indexedDB, 'states', (state: { format: number }) => {
        found.push(state.format)
        return state
      })
      return found.sort()
    }
    const db = await wrap(indexedDB.open('duebook-replica'))
    const [[key], [state]] = await Promise.all([db!.getAllKeys('states'), db!.getAll('states')])
    for (const format of [SNAPSHOT_FORMAT - 1, SNAPSHOT_FORMAT + 1]) {
      const other = `${(key as string).slice(0, -2)}${format}]`
      await db!.put('states', { ...(state as object), format, fetchedAt: 9e15 }, other)
      await db!.put('books', new Uint8Array(8), other)
    }
    await db!.delete('states', key)
    db!.close()
    expect(await formats()).to.deep.equal([SNAPSHOT_FORMAT - 1, SNAPSHOT_FORMAT + 1])
    await stored(indexedDB)
    expect(await formats()).to.deep.equal([SNAPSHOT_FORMAT, SNAPSHOT_FORMAT + 1])
    const { replica } = open({ indexedDB })
    await until(() => replica.status.live === 'live', 'live')
    const newer = await wrap(indexedDB.open('duebook-replica', 2))
    newer!.close()
    await service.post([receipt('N-3', 'C3')])
    await until(() => replica.status.change === 3, 'the change')
    await settled()
    expect(replica.status).to.include({ phase: 'ready', live: 'live', problem: undefined })
  })

  /** Answers whose text stops early: with an error, within a line, or after a line as if that were all. */
  const breaks: [string, (text: string) => Response][] = [
    [
      'with an error',
      text =>
        new Response(
          new ReadableStream({
            start: stream => stream.enqueue(new TextEncoder().encode(text.slice(0, -30))),
            pull: stream => stream.error(new TypeError('terminated')),
          }),
        ),
    ],
    ['within a change', text => new Response(text.slice(0, -30))],
    ['between two changes', text => new Response(text.slice(0, text.trimEnd().lastIndexOf('\n') + 1))],
    ['before it begins', () => new Response('')],
  ]
  for (const [name, broken] of breaks) {
    it(`waits and goes on when an answer breaks off ${name}`, async () => {
      let breaking = false
      let broke = 0
      const fetched: typeof fetch = async (input, init) => {
        const answer = await fetch(input, init)
        if (!breaking || !addressOf(input).includes('/feed?')) return answer
        broke++
        return broken(await answer.text())
      }
      const { replica, asked } = open({ fetch: fetched })
      await until(() => replica.status.live === 'live', 'live')
      const before = said(replica.book!)
      breaking = true
      await service.post([receipt('N-3', 'C3')])
      await service.post([receipt('N-4', 'C4')])
      await until(() => replica.status.problem !== undefined, 'the problem')
      expect(replica.status).to.include({ phase: 'ready', live: 'offline' })
      expect(replica.status.problem!.code).to.equal('OFFLINE')
      expect(replica.status.change).to.equal(2)
      expect(said(replica.book!)).to.deep.equal(before)
      await service.stop()
      breaking = false
      await service.start()
      await until(() => replica.status.change === 4 && replica.status.live === 'live', 'the changes')
      expect(said(replica.book!)).to.deep.equal(ledger())
      expect(broke).to.be.greaterThan(0)
      expect(asked.filter(path => path.endsWith('after=0'))).to.have.length(1)
    })
  }

  it('takes no half of a first load', async () => {
    let breaking = true
    const fetched: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init)
      if (!breaking || !addressOf(input).endsWith('after=0')) return answer
      const bytes = new Uint8Array(await answer.arrayBuffer())
      return new Response(bytes.slice(0, bytes.length - 3), { headers: answer.headers })
    }
    const { replica } = open({ fetch: fetched })
    await replica.ready
    expect([replica.book, replica.status.phase, replica.status.problem?.code]).to.deep.equal([undefined, 'none', 'OFFLINE'])
    breaking = false
    await until(() => replica.status.phase === 'ready', 'ready')
    expect(said(replica.book!)).to.deep.equal(ledger())
  })

  it('leaves a service alone for a while that says one thing and gives another', async () => {
    const fetched: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init)
      const headers = new Headers(answer.headers)
      headers.delete('x-newest')
      if (addressOf(input).endsWith('after=0')) return new Response(answer.body, { headers })
      if (!addressOf(input).includes('/feed?')) return answer
      return new Response((await answer.text()).replace(/"since":\d+/, '"since":7'))
    }
    const { replica, asked } = open({ fetch: fetched })
    await replica.ready
    expect(replica.status.problem?.code).to.equal('OFFLINE')
    expect(asked.filter(path => path.endsWith('after=0')).length).to.equal(2)
  })

  it('says whose ledger it is, whether or not it holds the facts', async () => {
    const near = open().replica
    const { replica: far, news } = open({}, { limits: { invoices: 1, bytes: 1e9 } })
    await Promise.all([near.ready, far.ready])
    await until(() => far.status.live === 'live', 'live')
    expect([near.status.company, far.status.company]).to.deep.equal([COMPANY, COMPANY])
    const { company } = far.status
    news.length = 0
    await far.refresh()
    expect(far.status.company).to.equal(company)
    expect(news.filter(({ kind }) => kind === 'facts')).to.deep.equal([])
  })
})
