import { expect } from 'chai'
import { createLedger, type Ledger } from '../../../server/ledger.js'
import { boundTable } from '../../../shared/tables/bound/edit.js'
import { push, temporaryFolders } from '../../server/sample.js'
import { rowsFrom } from '../../sample-ledger.js'
import type { PlainFile } from './plain-workbook.js'
import { sitDown, type Desk } from './stage.js'

const COMPANY = { code: 'demo', name: 'Sample company', currency: 'CNY', timeZone: 'Asia/Shanghai' }
const TABLES = { receipts: ['number', 'customer', 'docDate', 'amount', 'note'], allocations: ['from', 'to', 'amount', 'date'] }
const LEDGER = `
  customer C001
  customer C002
  invoice  I-1  C001  2026-03-01  due 2026-03-31  1000.00
  receipt  R-1  C001  2026-04-15                   400.00
  allocate R-1  I-1   2026-04-15                   150.00`

describe('sync where rows move and several type', () => {
  const folder = temporaryFolders()
  let ledger: Ledger
  const desks: Desk[] = []
  /** A person at a workbook with a table, in a file of their own or in a colleague's. */
  const at = async (table: keyof typeof TABLES, file?: PlainFile) => {
    const desk = await sitDown(() => ledger, file)
    desks.push(desk)
    if (!file) await desk.sync.create(table, TABLES[table], true)
    await desk.sync.now()
    const { workbook, sync } = desk
    const id = workbook.tableOf(table)
    return {
      ...desk,
      id,
      rows: workbook.rowsOf(table),
      type: (row: number, cells: Record<string, string>) => workbook.type(id, row, cells),
      agree: async () => (await sync.now(), await sync.agree(sync.pending)),
    }
  }
  const notes = () => {
    const book = desks[0].book()
    return [...boundTable('receipts').ids(book)].map(id => boundTable('receipts').read(book, id)!.fields.note)
  }

  beforeEach(async () => {
    ledger = await createLedger(folder(), COMPANY)
    await ledger.push(push('the-beginning', rowsFrom(LEDGER)), 'owner')
  })
  afterEach(async () => {
    for (const each of desks.splice(0)) await each.close()
    await ledger.close()
  })

  it('takes the row that says what the ledger has for the original, though rows were inserted since it was copied', async () => {
    const mine = await at('allocations')
    const { workbook, id, rows } = mine
    const original = rows[0].id
    workbook.copy(id, 0)
    mine.type(1, { amount: '20' })
    workbook.insert(id, 0)
    await mine.agree()
    expect(rows.map(({ id: each, cells }) => [each === original, cells.amount])).to.deep.equal([
      [false, undefined],
      [true, '150'],
      [false, '20'],
    ])
    expect([...boundTable('allocations').ids(mine.book())]).to.have.length(2)
    expect(mine.sync.pending).to.deep.equal([])
  })

  it('leaves no draft of a copy that stands above its original', async () => {
    const mine = await at('receipts')
    mine.workbook.insert(mine.id, 0)
    await mine.sync.idle()
    Object.assign(mine.rows[0], structuredClone(mine.rows[1]))
    mine.type(0, { number: 'R-2', amount: '30' })
    await mine.sync.now()
    expect(mine.sync.pending).to.deep.equal([])
    expect(mine.rows.map(({ cells, status }) => [cells.number, cells.amount, status])).to.deep.equal([
      ['R-2', '30', 'Saved'],
      ['R-1', '400', 'Saved'],
    ])
  })

  it('shows the conflict to the co-author who typed over an edit on its way', async () => {
    const first = await at('receipts')
    const second = await at('receipts', first.workbook.file)
    const elsewhere = await at('receipts')
    desks[0].online = false
    first.type(0, { note: 'first' })
    await first.agree()
    elsewhere.type(0, { note: 'elsewhere' })
    await elsewhere.agree()
    desks[0].online = true
    second.type(0, { note: 'second' })
    await first.sync.now()
    await first.agree()
    expect(ledger.change).to.equal(2)
    await second.hears()
    await second.sync.now()
    await second.agree()
    expect(second.sync.pending.map(({ state, conflicts }) => [state, conflicts])).to.deep.equal([
      ['conflict', [{ column: 'note', base: '', mine: 'second', theirs: 'elsewhere' }]],
    ])
    await second.sync.resolve(second.sync.pending, 'theirs')
    await first.hears()
    expect([notes(), first.rows[0].cells.note]).to.deep.equal([['elsewhere'], 'elsewhere'])
  })

  it('sends nothing that no longer stands in its row', async () => {
    const mine = await at('receipts')
    const theirs = await at('receipts', mine.workbook.file)
    mine.type(0, { note: 'typed' })
    await mine.sync.idle()
    theirs.workbook.delete(theirs.id, [0])
    await theirs.sync.idle()
    await theirs.sync.settleRemoved(theirs.sync.pending, 'restore')
    expect(mine.rows[0].cells.note).to.equal('')
    await mine.sync.agree(mine.sync.pending)
    expect(ledger.change).to.equal(1)
    expect([mine.sync.pending, theirs.sync.pending, mine.rows[0].status]).to.deep.equal([[], [], 'Saved'])
  })

  it('adds a row of a number that its own row had before', async () => {
    const mine = await at('receipts')
    const theirs = await at('receipts')
    mine.type(0, { number: 'R-9' })
    await mine.sync.now()
    mine.fates.push('answerLost')
    await mine.sync.agree(mine.sync.pending)
    await theirs.sync.now()
    theirs.type(theirs.rows.length, { number: 'R-1', customer: 'C002', docDate: '2026-05-01', amount: '70' })
    await theirs.sync.now()
    await mine.hears()
    await mine.sync.now()
    expect(mine.rows.map(({ cells, status }) => [cells.number, cells.amount, status])).to.deep.equal([
      ['R-9', '400', 'Saved'],
      ['R-1', '70', 'Saved'],
    ])
  })

  it('takes what the ledger brings into a cell in which somebody typed what it had', async () => {
    const mine = await at('receipts')
    const theirs = await at('receipts')
    theirs.type(0, { customer: 'C002' })
    mine.type(0, { customer: 'C001' })
    await theirs.agree()
    await mine.hears()
    expect(mine.rows[0].cells.customer).to.equal('C002')
    expect(mine.sync.pending).to.deep.equal([])
  })

  it('stops between two pushes when it is cancelled, and goes on the next time', async () => {
    const mine = await at('receipts')
    for (const amount of ['10', '20']) mine.type(mine.rows.length, { customer: 'C001', docDate: '2026-05-01', amount })
    const stop = mine.sync.subscribe(() => {
      if (mine.sync.status.working?.what === 'sending') mine.sync.cancel()
    })
    await mine.sync.now()
    stop()
    expect([ledger.change, mine.sync.status.working, mine.sync.status.problem]).to.deep.equal([2, undefined, undefined])
    await mine.sync.now()
    expect([ledger.change, mine.sync.pending]).to.deep.equal([3, []])
    expect(mine.rows.map(({ status }) => status)).to.deep.equal(['Saved', 'Saved', 'Saved'])
  })

  it('fills a long table in pieces, and goes on by fetching when that is cancelled', async () => {
    const rows = Array.from({ length: 2_300 }, (_, i) => ({ table: 'customers', row: { code: `N${i}`, name: `Customer ${i}` } }))
    for (let from = 0; from < rows.length; from += 1_000)
      await ledger.push(push(`more-rows-${from}`, rows.slice(from, from + 1_000)), 'owner')
    const desk = await sitDown(() => ledger)
    desks.push(desk)
    const seen: number[] = []
    const filled = desk.sync.create('customers', ['code', 'name'], true, done => {
      seen.push(done)
      if (done === 2_000) throw new DOMException('cancelled', 'AbortError')
    })
    const error = await filled.then(
      () => undefined,
      (thrown: Error) => thrown,
    )
    expect([error?.name, seen]).to.deep.equal(['AbortError', [0, 1_000, 2_000]])
    expect(desk.workbook.rowsOf('customers')).to.have.length(2_000)
    await desk.sync.now()
    const codes = desk.workbook.rowsOf('customers').map(({ cells }) => cells.code)
    expect([codes.length, new Set(codes).size]).to.deep.equal([2_302, 2_302])
  })
})
