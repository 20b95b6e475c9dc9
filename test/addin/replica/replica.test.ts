import { expect } from 'chai'
import { OWNER } from '../../../server/viewer.js'
import { manyCustomers, manyRows, row, temporaryFolders, VARIED } from '../../server/sample.js'
import { opener, said, served, until, type Served } from './service.js'

describe('the replica', () => {
  const folder = temporaryFolders()
  let service: Served
  const { open, close } = opener(() => service.address)
  const book = () => said(service.ledger.book(OWNER))

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
    expect(said(replica.book!)).to.deep.equal(book())
    expect(Math.max(...progress)).to.be.greaterThan(1_000)
    expect(replica.status).to.include({ phase: 'ready', change: 2, newest: 2 })
    await until(() => replica.status.live === 'live', 'live')
    news.length = 0
    await service.post([row('receipts', { number: 'R-new', customer: 'C3', docDate: '2026-07-01', amount: '5.00' })])
    await until(() => replica.status.change === 3, 'the change')
    expect(said(replica.book!)).to.deep.equal(book())
    const [first] = news.filter(({ kind }) => kind === 'facts')
    expect(first).to.deep.equal({ kind: 'facts', from: 2, to: 3, customers: new Set([replica.book!.customers.find('C3')]) })
  })

  it('takes every kind of fact', async () => {
    await service.post([row('customers', { code: 'C009', name: '先来' })])
    const { replica } = open()
    await replica.ready
    await service.post(VARIED)
    await replica.refresh()
    expect(said(replica.book!)).to.deep.equal(book())
  })
})
