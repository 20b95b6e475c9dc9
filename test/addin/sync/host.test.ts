import { expect } from 'chai'
import type { Sync } from '../../../addin/sync/sync.js'
import { closeAll, openDuebook, startService, type Duebook } from '../duebook.js'

const COLUMNS = ['number', 'customer', 'customerName', 'docDate', 'dueDate', 'amount', 'note']
const LEDGER = `
  customer C001
  customer C002
  invoice  I-1  C001  2026-03-01  due 2026-03-31  1000.00
  invoice  I-2  C001  2026-04-01  due 2026-04-30   200.00`

describe('a bound table in Excel', function () {
  this.timeout(60_000)
  afterEach(closeAll)

  interface Opened {
    book: Duebook
    sync: Sync
  }
  const opened = async (options: Parameters<typeof openDuebook>[0]): Promise<Opened> => {
    const book = await openDuebook(options)
    return { book, sync: await book.desk.tables.open() }
  }
  const row = ({ book: { excel } }: Opened, at: number) => excel.texts(`Invoices!A${at}:I${at}`)[0]
  const states = ({ sync }: Opened) => sync.pending.map(({ state }) => state)

  it('is edited in one workbook and followed in another', async () => {
    const service = await startService({ ledger: LEDGER })
    const mine = await opened({ service })
    const theirs = await opened({ service })
    for (const { sync } of [mine, theirs]) await sync.create('invoices', COLUMNS, true)
    const headings = ['Invoice', 'Customer', 'Customer name', 'Date', 'Due date', 'Amount', 'Note', 'Duebook status', 'Duebook ID']
    expect(row(mine, 1)).to.deep.equal(headings)
    expect(row(mine, 2)).to.deep.equal(['I-1', 'C001', 'C001', '2026-03-01', '2026-03-31', '1,000.00', '', 'Saved', '1'])
    const { excel } = mine.book
    for (const [address, typed] of Object.entries({ A4: 'I-3', B4: 'C002', D4: '2026-05-01', F4: '300' }))
      excel.type(`Invoices!${address}`, typed)
    await mine.sync.now()
    expect(row(mine, 4)).to.deep.equal(['I-3', 'C002', 'C002', '2026-05-01', '2026-05-01', '300.00', '', 'Saved', '3'])
    await theirs.book.until('the new row', () => row(theirs, 4)[0] === 'I-3')

    excel.type('Invoices!F2', '900')
    await mine.sync.now()
    expect(states(mine)).to.deep.equal(['asks'])
    expect(row(mine, 2)[7]).to.equal('Posted already: agree to the correction in the pane')
    await mine.sync.agree(mine.sync.pending)
    expect(row(mine, 2).slice(5)).to.deep.equal(['900.00', '', 'Saved', '5'])
    await theirs.book.until('the correction', () => row(theirs, 2)[5] === '900.00' && row(theirs, 2)[8] === '5')
    expect(mine.sync.pending).to.deep.equal([])
  })

  it('tells what is wrong with a row as it is typed, and saves by itself what is right', async () => {
    const mine = await opened({ ledger: LEDGER, locale: 'zh-CN' })
    await mine.sync.create('receipts', ['number', 'customer', 'docDate', 'amount'], true)
    const { excel } = mine.book
    excel.type('收款单!A2', 'R-1')
    excel.type('收款单!B2', 'C009')
    await mine.book.until('the draft', () => excel.texts('收款单!E2')[0][0] === '草稿：缺少日期、金额')
    excel.type('收款单!C2', '2026.5.1')
    excel.type('收款单!D2', '50')
    await mine.book.until('the refusal', () => excel.texts('收款单!E2')[0][0].startsWith('未保存：没有客户 C009'))
    excel.type('收款单!B2', 'C001')
    await mine.book.until('the row saved', () => excel.texts('收款单!E2')[0][0] === '已保存')
    expect(mine.book.service.ledger.change).to.be.greaterThan(1)
  })

  it('is edited offline for days, saved and opened again, and synced then', async () => {
    const service = await startService({ ledger: LEDGER })
    const mine = await opened({ service })
    await mine.sync.create('invoices', COLUMNS, true)
    await service.stop()
    const { excel } = mine.book
    excel.type('Invoices!A4', [['I-9', 'C001', '', '2026-05-02', '', 77]])
    await mine.sync.now()
    expect(mine.sync.status.problem?.code).to.equal('OFFLINE')
    expect(states(mine)).to.deep.equal(['queued'])
    const document = excel.save()
    const { client } = mine.book.desk.preferences
    await closeOnly(mine.book)
    await service.start()
    const later = await openDuebook({
      service,
      document,
      prepare: window => (window.localStorage as Storage).setItem('duebook.preferences', JSON.stringify({ client })),
    })
    await later.until('the row saved', () => later.excel.texts('Invoices!H4')[0][0] === 'Saved')
    expect(later.desk.tables.sync!.pending).to.deep.equal([])
    expect(later.excel.values('Invoices!I4')[0][0]).to.equal('3')
  })

  const closeOnly = (book: Duebook) => book.close()
})
