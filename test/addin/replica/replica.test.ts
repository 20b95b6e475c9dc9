import { expect } from 'chai'
import * as fc from 'fast-check'
import { OWNER } from '../../../server/viewer.js'
import { checkInvariants } from '../../../shared/book/invariants.js'
import { history, rowsOf } from '../../history.js'
import { manyCustomers, manyRows, row, temporaryFolders, VARIED } from '../../server/sample.js'
import { addressOf, freshStorage, nodeLocks, opener, said, served, until, type Served } from './service.js'

const receipt = (number: string, customer: string) => row('receipts', { number, customer, docDate: '2026-07-01', amount: '5.00' })

describe('the replica', () => {
  const folder = temporaryFolders()
  let service: Served
  const { open, close } = opener(() => service.address)
  const ledger = () => said(service.ledger.book(OWNER))

  beforeEach(async () => {
    service = await served(folder())
  })
  afterEach(async () => {
    close()
    await service.stop()
  })

  it('holds what the ledger holds, says how much came, and follows', async () => {
    await service.post(manyCustomers())
    await service.post(manyRows(30))
    const { replica, news } = open()
    expect(replica.status).to.include({ phase: 'loading', change: 0 })
    const progress: number[] = []
    replica.subscribe(() => progress.push(replica.status.progress?.bytes ?? 0))
    await replica.ready
    expect(said(replica.book!)).to.deep.equal(ledger())
    expect(Math.max(...progress)).to.be.greaterThan(1_000)
    expect(replica.status).to.include({ phase: 'ready', change: 2, newest: 2 })
    await until(() => replica.status.live === 'live', 'live')
    news.length = 0
    await service.post([receipt('R-new', 'C3')])
    await until(() => replica.status.change === 3, 'the change')
    expect(said(replica.book!)).to.deep.equal(ledger())
    const [first] = news.filter(({ kind }) => kind === 'facts')
    expect(first).to.deep.equal({ kind: 'facts', from: 2, to: 3, customers: new Set([replica.book!.customers.find('C3')]) })
  })

  it('takes every kind of fact', async () => {
    await service.post([row('customers', { code: 'C009', name: '先来' })])
    const { replica } = open()
    await replica.ready
    await service.post(VARIED)
    await replica.refresh()
    expect(said(replica.book!)).to.deep.equal(ledger())
  })

  it('equals the ledger from any point of any history', async function () {
    this.timeout(120_000)
    await fc.assert(
      fc.asyncProperty(history(30), fc.nat(30), async (steps, point) => {
        const own = await served(folder())
        const { open, close } = opener(() => own.address)
        try {
          await own.post([...['C001', 'C002', 'C003'].map(code => row('customers', { code })), row('products', { code: 'P1' })])
          const early = open().replica
          await early.ready
          for (const [i, step] of steps.entries()) {
            if (i === point) await early.refresh()
            const rows = rowsOf(own.ledger.book(OWNER), step)
            if (rows.length > 0) await own.post(rows)
          }
          await early.refresh()
          const late = open().replica
          await late.ready
          for (const { book } of [early, late]) {
            expect(said(book!)).to.deep.equal(said(own.ledger.book(OWNER)))
            expect(checkInvariants(book!)).to.deep.equal([])
          }
        } finally {
          close()
          await own.stop()
        }
      }),
      { numRuns: Math.min(8, Number(process.env.HISTORIES ?? 8)) },
    )
  })

  it('tells whose facts came, and that some concern everybody', async () => {
    await service.post(VARIED)
    const { replica, news } = open()
    await replica.ready
    const touched = async (...rows: ReturnType<typeof row>[]) => {
      news.length = 0
      await service.post(rows)
      await replica.refresh()
      const { customers } = news.find(({ kind }) => kind === 'facts') as { customers: ReadonlySet<number> | 'all' }
      return customers === 'all' ? customers : [...customers].map(customer => replica.book!.customers.texts[customer])
    }
    expect(await touched(receipt('R-2', 'C002'))).to.deep.equal(['C002'])
    expect(await touched(row('allocations', { from: 'R-1', to: 'I-3', date: '2026-04-01', amount: '10' }))).to.deep.equal(['C001'])
    expect(
      await touched(row('values', { subject: 'customer', key: 'C001', field: 'creditLimit', from: '2026-05-01', value: '7' })),
    ).to.deep.equal(['C001'])
    expect(
      await touched(row('values', { subject: 'item', key: 'I-3#1', field: 'extension', from: '2026-05-01', value: '2026-06-01' })),
    ).to.deep.equal(['C001'])
    expect(await touched(row('rates', { currency: 'USD', date: '2026-04-01', rate: '7.2' }))).to.equal('all')
    expect(await touched(row('customers', { code: 'C010', name: '新' }))).to.equal('all')
    expect(await touched(row('products', { code: 'P9' }))).to.equal('all')
    expect(await touched(row('periods', { period: '2026-02', action: 'close' }))).to.equal('all')
  })

  it('answers offline from storage, says how old it is, and catches up', async () => {
    const indexedDB = freshStorage()
    await service.post(manyCustomers())
    await service.post(manyRows(5))
    const first = open({ indexedDB })
    await first.replica.ready
    await until(() => first.replica.status.live === 'live', 'live')
    await service.post([receipt('R-kept', 'C2')])
    await until(() => first.replica.status.change === 3, 'the change')
    const { fetchedAt } = first.replica.status
    const before = ledger()
    // What is still to be written is written on closing.
    first.replica.close()
    await service.stop()
    await new Promise(resolve => setTimeout(resolve, 50))

    const second = open({ indexedDB })
    await second.replica.ready
    expect(said(second.replica.book!)).to.deep.equal(before)
    await until(() => second.replica.status.problem !== undefined, 'the problem')
    expect(second.replica.status).to.include({ phase: 'ready', live: 'offline', change: 3 })
    expect(second.replica.status.problem!.code).to.equal('OFFLINE')
    expect(second.replica.status.fetchedAt).to.be.at.least(fetchedAt - 1_000)
    await service.start()
    await service.post([receipt('R-later', 'C4')])
    await until(() => second.replica.status.change === 4, 'the change missed')
    await until(() => second.replica.status.live === 'live', 'live again')
    expect(said(second.replica.book!)).to.deep.equal(ledger())
    expect(second.replica.status.problem).to.equal(undefined)
    // It held the Book already, so it fetched no more than the change.
    expect(
      second.asked.filter(path => path.startsWith('/feed?')).every(path => path.includes('after=3') || path.includes('after=4')),
    ).to.equal(true)
  })

  it('says that there is no ledger and no connection, and begins when there is', async () => {
    await service.post(manyCustomers())
    await service.stop()
    const { replica } = open()
    await replica.ready
    expect(replica.book).to.equal(undefined)
    expect(replica.status).to.deep.include({ phase: 'none', live: 'offline', change: 0 })
    expect(replica.status.problem!.message).to.match(/^There is no connection to the ledger/)
    await service.start()
    await until(() => replica.status.phase === 'ready', 'ready')
    expect(said(replica.book!)).to.deep.equal(ledger())
  })

  it('lets the service answer where the ledger is too large, and still hears of changes', async () => {
    await service.post(manyCustomers())
    await service.post(manyRows(5))
    const { replica, asked, news } = open({}, { limits: { invoices: 4, bytes: 1e9 } })
    await replica.ready
    expect(replica.status).to.include({ phase: 'remote', change: 2 })
    expect(replica.book).to.equal(undefined)
    await until(() => replica.status.live === 'live', 'live')
    await service.post([receipt('R-1x', 'C1')])
    await until(() => replica.status.change === 3, 'the change')
    expect(news).to.deep.include({ kind: 'facts', from: 2, to: 3, customers: 'all' })
    expect(asked.filter(path => path.startsWith('/feed?'))).to.deep.equal([])
    const call = { fn: 'BALANCE', args: ['C1'] }
    const { change, results } = await replica.connection.evaluate({ today: '2026-12-31', calls: [call] })
    expect(change).to.equal(3)
    expect(results[0][0]).to.be.a('number')
  })

  it('stops at a fact that it does not know, and keeps what it has', async () => {
    await service.post(manyCustomers())
    let strange = false
    const fetched: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init)
      if (!strange || !addressOf(input).includes('/feed?')) return answer
      return new Response((await answer.text()).replace('"fact":"document"', '"fact":"document","mood":"good"'))
    }
    const { replica } = open({ fetch: fetched })
    await replica.ready
    const before = said(replica.book!)
    strange = true
    await service.post([receipt('R-1', 'C1')])
    await replica.refresh()
    expect(replica.status.problem?.code).to.equal('RELOAD_NEEDED')
    expect(replica.status).to.include({ phase: 'ready', live: 'offline', change: 1 })
    expect(said(replica.book!)).to.deep.equal(before)
  })

  it('asks now and then where streams do not work', async () => {
    await service.post(manyCustomers())
    const fetched: typeof fetch = (input, init) =>
      addressOf(input).endsWith('/live') ? Promise.resolve(new Response('', { status: 404 })) : fetch(input, init)
    const { replica } = open({ fetch: fetched })
    await until(() => replica.status.live === 'polling', 'polling')
    await service.post([receipt('R-1', 'C1')])
    await until(() => replica.status.change === 2, 'the change')
    expect(replica.status.live).to.equal('polling')
  })

  it('fetches anew when the ledger is another one, or an older one', async () => {
    const indexedDB = freshStorage()
    await service.post(manyCustomers())
    await service.post(manyRows(3))
    const first = open({ indexedDB }).replica
    await first.ready
    first.close()
    await new Promise(resolve => setTimeout(resolve, 50))
    const other = await served(folder())
    await other.post([row('customers', { code: 'ONLY', name: '唯一' })])
    const redirected: typeof fetch = (input, init) => fetch(addressOf(input).replace(service.address, other.address), init)
    const { replica } = open({ indexedDB, fetch: redirected })
    await until(() => replica.status.change === 1, 'the other ledger')
    expect(replica.book!.customers.texts).to.deep.equal(['ONLY'])
    await other.stop()
  })

  it('listens once for all workbooks of a browser; another takes over', async () => {
    await service.post(manyCustomers())
    const page = { locks: nodeLocks(), BroadcastChannel }
    const one = open(page)
    await until(() => one.replica.status.live === 'live', 'the first')
    const two = open(page)
    await until(() => two.replica.status.live === 'live', 'the second')
    expect(two.asked.filter(path => path === '/feed/live')).to.deep.equal([])
    const feeds = two.asked.length
    await service.post([receipt('R-1', 'C1')])
    await until(() => two.replica.status.change === 2, 'the change')
    expect(said(two.replica.book!)).to.deep.equal(ledger())
    expect(two.asked.length).to.equal(feeds)
    one.replica.close()
    await until(() => two.asked.includes('/feed/live'), 'the other to listen')
    await service.post([receipt('R-2', 'C1')])
    await until(() => two.replica.status.change === 3, 'the next change')
  })
})
