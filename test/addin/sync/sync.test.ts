import { expect } from 'chai'
import { createLedger, type Ledger } from '../../../server/ledger.js'
import { boundTable } from '../../../shared/tables/bound/edit.js'
import { push, temporaryFolders } from '../../server/sample.js'
import { rowsFrom } from '../../sample-ledger.js'
import type { PlainFile } from './plain-workbook.js'
import { sitDown, type Desk } from './stage.js'

const COMPANY = { code: 'demo', name: 'Sample company', currency: 'CNY', timeZone: 'Asia/Shanghai' }
const COLUMNS = ['number', 'customer', 'customerName', 'docDate', 'dueDate', 'amount', 'note']
const LEDGER = `
  customer C001
  customer C002
  invoice  I-1  C001  2026-03-01  due 2026-03-31  1000.00
  invoice  I-2  C001  2026-04-01  due 2026-04-30   200.00`

describe('sync of two workbooks', () => {
  const folder = temporaryFolders()
  let ledger: Ledger
  const desks: Desk[] = []
  const desk = async (file?: PlainFile, client?: string) => {
    const made = await sitDown(() => ledger, file, client)
    desks.push(made)
    return made
  }
  /** A workbook with a table of invoices, filled. */
  const invoices = async () => {
    const made = await desk()
    await made.sync.create('invoices', COLUMNS, true)
    await made.sync.idle()
    return { ...made, desk: made, table: made.workbook.tableOf('invoices'), rows: made.workbook.rowsOf('invoices') }
  }
  const states = ({ sync }: Pick<Desk, 'sync'>) => sync.pending.map(({ state }) => state)

  beforeEach(async () => {
    ledger = await createLedger(folder(), COMPANY)
    await ledger.push(push('the-beginning', rowsFrom(LEDGER)), 'owner')
  })
  afterEach(async () => {
    for (const each of desks.splice(0)) await each.close()
    await ledger.close()
  })

  it('fills a new table with what the ledger has', async () => {
    const { rows } = await invoices()
    expect(rows.map(({ cells }) => [cells.number, cells.amount, cells.dueDate])).to.deep.equal([
      ['I-1', '1000', '2026-03-31'],
      ['I-2', '200', '2026-04-30'],
    ])
  })

  it('posts a new row once it is complete, and a colleague sees it', async () => {
    const mine = await invoices()
    const theirs = await invoices()
    mine.workbook.type(mine.table, 2, { number: 'I-3', customer: 'C002' })
    await mine.sync.now()
    expect(states(mine)).to.deep.equal(['draft'])
    expect(mine.rows[2].status).to.equal('Draft: Date, Amount missing')
    mine.workbook.type(mine.table, 2, { docDate: '2026-05-01', amount: '300' })
    await mine.sync.now()
    expect(mine.sync.pending).to.deep.equal([])
    expect(mine.rows[2]).to.deep.include({ id: '3', status: 'Saved' })
    expect(mine.rows[2].cells).to.include({ dueDate: '2026-05-01', customerName: 'C002' })
    await theirs.hears()
    expect(theirs.rows.map(({ cells }) => cells.number)).to.deep.equal(['I-1', 'I-2', 'I-3'])
  })

  it('asks before a posted amount is corrected, and corrects it once agreed', async () => {
    const mine = await invoices()
    const theirs = await invoices()
    mine.workbook.type(mine.table, 0, { amount: '900' })
    await mine.sync.now()
    expect(states(mine)).to.deep.equal(['asks'])
    expect(ledger.change).to.equal(1)
    await mine.sync.agree(mine.sync.pending)
    expect(mine.sync.pending).to.deep.equal([])
    expect(mine.rows[0]).to.deep.include({ id: '4', status: 'Saved' })
    await theirs.hears()
    expect(theirs.rows[0].id).to.equal('4')
    expect(theirs.rows[0].cells.amount).to.equal('900')
  })

  it('shows a conflict with both values, and solves it either way', async () => {
    for (const [mineText, theirsText, choice, amount] of [
      ['901', '951', 'mine', '901'],
      ['902', '952', 'theirs', '952'],
      ['903', '953', { amount: '925' }, '925'],
    ] as const) {
      const mine = await invoices()
      const theirs = await invoices()
      const before = theirs.rows[0].cells.amount
      mine.workbook.type(mine.table, 0, { amount: mineText })
      theirs.workbook.type(theirs.table, 0, { amount: theirsText })
      await theirs.sync.now()
      await theirs.sync.agree(theirs.sync.pending)
      await mine.sync.now()
      expect(states(mine)).to.deep.equal(['conflict'])
      expect(mine.sync.pending[0].conflicts).to.deep.equal([{ column: 'amount', base: before, mine: mineText, theirs: theirsText }])
      expect(mine.rows[0].cells.amount).to.equal(mineText)
      await mine.sync.resolve(mine.sync.pending, choice)
      await theirs.hears()
      expect(mine.sync.pending).to.deep.equal([])
      expect([mine.rows[0].cells.amount, theirs.rows[0].cells.amount]).to.deep.equal([amount, amount])
      const back = boundTable('invoices').read(mine.book(), mine.rows[0].id)
      expect(back!.fields.amount).to.equal(amount)
    }
  })

  it('survives sorting, copies, inserted and deleted rows', async () => {
    const mine = await invoices()
    mine.workbook.sort(mine.table, 'number', false)
    await mine.sync.idle()
    expect(mine.sync.pending).to.deep.equal([])
    mine.workbook.copy(mine.table, 0)
    mine.workbook.type(mine.table, 2, { number: 'I-9', amount: '77' })
    await mine.sync.now()
    expect(mine.rows.map(({ cells, id }) => [cells.number, id])).to.deep.equal([
      ['I-2', '2'],
      ['I-1', '1'],
      ['I-9', '3'],
    ])
    mine.workbook.delete(mine.table, [0])
    await mine.sync.idle()
    expect(states(mine)).to.deep.equal(['removed'])
    await mine.sync.settleRemoved(mine.sync.pending, 'leave')
    await mine.sync.now()
    expect(mine.rows).to.have.length(2)
    mine.workbook.delete(mine.table, [0])
    await mine.sync.idle()
    await mine.sync.settleRemoved(mine.sync.pending, 'reverse')
    expect(mine.sync.pending).to.deep.equal([])
    expect([...boundTable('invoices').ids(mine.book())]).to.deep.equal(['2', '3'])
  })

  it('sends again what was not answered, once', async () => {
    const mine = await invoices()
    for (const [i, fate] of (['lost', 'answerLost', 'twice'] as const).entries()) {
      mine.fates.push(fate)
      mine.workbook.type(mine.table, mine.rows.length, { number: `N-${i}`, customer: 'C001', docDate: '2026-05-01', amount: '10' })
      await mine.sync.now()
      await mine.sync.now()
    }
    expect(mine.sync.pending).to.deep.equal([])
    expect(mine.rows.slice(2).map(({ id }) => id)).to.deep.equal(['3', '4', '5'])
    expect(ledger.change).to.equal(4)
  })

  it('keeps edits made offline, over closing the workbook', async () => {
    const mine = await invoices()
    mine.desk.online = false
    mine.workbook.type(mine.table, 2, { number: 'N-1', customer: 'C001', docDate: '2026-05-01', amount: '10' })
    await mine.sync.now()
    expect(mine.sync.status.problem?.code).to.equal('OFFLINE')
    const { file } = mine.workbook
    await mine.close()
    const again = await desk(file, mine.client)
    await again.sync.now()
    expect(again.sync.pending).to.deep.equal([])
    expect(ledger.change).to.equal(2)
  })

  it('lets the one who typed send, where two have the file open', async () => {
    const mine = await invoices()
    const theirs = await desk(mine.workbook.file)
    await theirs.sync.idle()
    mine.workbook.type(mine.table, 0, { amount: '900' })
    await mine.sync.idle()
    await theirs.sync.now()
    expect([states(mine), states(theirs)]).to.deep.equal([['asks'], []])
    theirs.workbook.type(mine.table, 0, { note: 'theirs' })
    await theirs.sync.now()
    await theirs.sync.agree(theirs.sync.pending)
    expect(mine.rows[0].cells).to.include({ amount: '900', note: 'theirs' })
    await mine.sync.agree(mine.sync.pending)
    await theirs.hears()
    expect(boundTable('invoices').read(theirs.book(), mine.rows[0].id)!.fields).to.include({ amount: '900', note: 'theirs' })
    expect([states(mine), states(theirs)]).to.deep.equal([[], []])
  })

  it('does not add a row that a colleague is sending out of the same file', async () => {
    const mine = await invoices()
    const theirs = await desk(mine.workbook.file)
    mine.fates.push('answerLost')
    mine.workbook.type(mine.table, 2, { number: 'N-1', customer: 'C001', docDate: '2026-05-01', amount: '10' })
    await mine.sync.now()
    await theirs.hears()
    await theirs.sync.now()
    await mine.sync.now()
    await theirs.sync.now()
    expect(mine.rows.map(({ id, status }) => [id, status])).to.deep.equal([
      ['1', 'Saved'],
      ['2', 'Saved'],
      ['3', 'Saved'],
    ])
  })

  it('asks about a row that is deleted the moment after others were sorted', async () => {
    const mine = await invoices()
    mine.workbook.sort(mine.table, 'number', false)
    mine.workbook.delete(mine.table, [0])
    mine.workbook.type(mine.table, 0, { note: 'still there' })
    await mine.sync.now()
    expect(mine.sync.pending.map(({ id, state }) => [id, state])).to.have.deep.members([
      ['1', 'asks'],
      ['2', 'removed'],
    ])
  })

  it('asks about a deleted row of which it hears only later that it was posted anew', async () => {
    const mine = await invoices()
    const theirs = await desk(mine.workbook.file)
    mine.workbook.type(mine.table, 0, { amount: '900' })
    await mine.sync.now()
    await mine.sync.agree(mine.sync.pending)
    theirs.workbook.delete(mine.table, [0])
    await theirs.sync.now()
    await theirs.sync.now()
    expect(states(theirs)).to.deep.equal(['removed'])
    await theirs.sync.settleRemoved(theirs.sync.pending, 'restore')
    expect(mine.rows.map(({ id }) => id)).to.deep.equal(['2', '4'])
  })

  it('puts a row back whose removal the ledger refuses', async () => {
    const mine = await desk()
    await mine.sync.create('customers', ['code', 'name'], true)
    const table = mine.workbook.tableOf('customers')
    await mine.sync.now()
    mine.workbook.delete(table, [0])
    await mine.sync.now()
    await mine.sync.settleRemoved(mine.sync.pending, 'reverse')
    expect(states(mine)).to.deep.equal(['refused'])
    await mine.sync.takeBack(mine.sync.pending)
    expect(mine.workbook.rowsOf('customers').map(({ id }) => id)).to.deep.equal(['C002', 'C001'])
  })

  it('posts a receipt without a number once, though the file goes back to when it was not sent', async () => {
    const mine = await desk()
    await mine.sync.create('receipts', ['number', 'customer', 'docDate', 'amount'], true)
    await mine.sync.idle()
    const table = mine.workbook.tableOf('receipts')
    mine.workbook.type(table, 0, { customer: 'C001', docDate: '2026-05-01', amount: '10' })
    await mine.sync.idle()
    const saved = mine.workbook.file.copy()
    await mine.sync.now()
    await mine.close()
    const again = await desk(saved, mine.client)
    await again.sync.now()
    await again.sync.now()
    expect([...boundTable('receipts').ids(again.book())]).to.have.length(1)
    expect(again.sync.pending).to.deep.equal([])
    expect(again.workbook.rowsOf('receipts').map(({ status }) => status)).to.deep.equal(['Saved'])
  })

  it('sends an edit once, whenever the process dies', async () => {
    for (let steps = 0; steps < 30; steps++) {
      const mine = await invoices()
      mine.workbook.type(mine.table, mine.rows.length, { number: `N-${steps}`, customer: 'C001', docDate: '2026-05-01', amount: '10' })
      mine.workbook.diesAfter = steps
      await mine.sync.now()
      await mine.close().catch(() => undefined)
      const again = await desk(mine.workbook.file, mine.client)
      await again.sync.now()
      expect(again.sync.pending).to.deep.equal([])
      const { rows } = mine
      expect(rows.map(({ cells }) => cells.number).filter(number => number === `N-${steps}`)).to.have.length(1)
      expect(rows.every(({ status }) => status === 'Saved')).to.equal(true)
    }
  })
})
