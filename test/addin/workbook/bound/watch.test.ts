import { expect } from 'chai'
import { eventsOf, type Told } from '../../../../addin/workbook/bound/told.js'
import type { Binding, TableEvent } from '../../../../addin/workbook/bound/bound-workbook.js'
import { bindingOf, closeAll, colleagueOf, effort, INVOICES, invoice, openBound, plain, withInvoices, type Opened } from './bound.js'

describe('watching bound tables', function () {
  this.timeout(60_000)
  let ann: Opened
  let binding: Binding
  let heard: Omit<TableEvent, 'tableId'>[]
  let off: () => Promise<void>
  beforeEach(async () => {
    ann = await openBound()
    binding = await withInvoices(ann, '001', '002', '003', '004')
    heard = []
    off = await ann.bound.watch(({ tableId, ...event }) => {
      expect(tableId).to.equal(binding.tableId)
      heard.push(plain(event))
    })
  })
  afterEach(closeAll)

  /** What is heard after some work, once nothing more comes. */
  async function after(work: () => unknown): Promise<Omit<TableEvent, 'tableId'>[]> {
    heard = []
    await work()
    for (let count = -1; count !== heard.length || count === 0;) {
      count = heard.length
      await new Promise(resolve => setTimeout(resolve, 40))
      if (count === 0 && heard.length === 0) break
    }
    return heard
  }
  const inTable = ({ excel }: Opened, work: (table: Excel.Table) => void) =>
    excel.Excel.run(async context => {
      work(context.workbook.tables.getItem(binding.tableId))
      await context.sync()
    })
  const edited = (from: number, to = from, local = true) => ({ kind: 'edited', local, rows: { from, to } })

  it('tells which rows were edited, typed below, pasted, sorted', async () => {
    const { excel } = ann
    expect(await after(() => excel.type('E3', 5))).to.deep.equal([edited(1)])
    expect(await after(() => excel.type('F2', [['a'], ['b'], ['c']]))).to.deep.equal([edited(0, 2)])
    expect(await after(() => excel.type('A6', 'below'))).to.deep.equal([edited(4)])
    expect(await after(() => inTable(ann, table => table.sort.apply([{ key: 4 }])))).to.deep.equal([edited(0, 4)])
    expect(await after(() => excel.type('K9', 'beside'))).to.deep.equal([])
  })

  it('tells of rows and columns that came and went, and of the table that did', async () => {
    const { excel } = ann
    expect(await after(() => inTable(ann, table => table.rows.add(1)))).to.deep.equal([{ kind: 'inserted', local: true }])
    expect(await after(() => inTable(ann, table => table.rows.getItemAt(1).delete()))).to.deep.equal([{ kind: 'deleted', local: true }])
    // The last row, by the sheet: the table hears nothing of it.
    const rows = (address: string) =>
      excel.Excel.run(async context => {
        context.workbook.worksheets.getActiveWorksheet().getRange(address).delete('Up')
        await context.sync()
      })
    expect(await after(() => rows('5:5'))).to.deep.equal([{ kind: 'deleted', local: true }])
    expect(await after(() => inTable(ann, table => table.columns.add(2)))).to.deep.equal([{ kind: 'columns', local: true }])
    expect(await after(() => excel.type('E1', 'Renamed'))).to.deep.equal([{ kind: 'columns', local: true }])
    expect(await after(() => inTable(ann, table => table.delete()))).to.deep.equal([{ kind: 'deleted', local: true }])
  })

  it('tells a colleague’s edits from one’s own, and ends', async () => {
    const bob = await colleagueOf(ann)
    await bob.bound.show(binding, 0)
    expect(await after(() => bob.excel.type('E3', 5))).to.deep.equal([edited(1, 1, false)])
    expect(await after(() => bob.bound.write(binding, [{ index: 2, status: 'sent' }]))).to.deep.equal([edited(2, 2, false)])
    expect(await after(() => bob.bound.remove(binding, [0]))).to.deep.equal([{ kind: 'deleted', local: false }])
    await off()
    expect(await after(() => ann.excel.type('E3', 9))).to.deep.equal([])
  })

  it('costs the same in a long table', async () => {
    const long = bindingOf(await ann.bound.create('invoices', INVOICES))
    await after(() =>
      ann.bound.append(
        long,
        Array.from({ length: 10_000 }, (_, n) => invoice(String(n))),
      ),
    ).catch(() => undefined)
    await off()
    const seen: TableEvent[] = []
    off = await ann.bound.watch(event => void seen.push(plain(event)))
    const cost = async (of: Binding) => {
      await ann.bound.show(of, 0)
      seen.length = 0
      const taken = await effort(ann, () => after(() => ann.excel.type('F3', 'typed')).then(() => new Promise(r => setTimeout(r, 100))))
      expect(seen).to.deep.equal([{ tableId: of.tableId, ...edited(1) }])
      return taken
    }
    expect(await cost(long)).to.deep.equal(await cost(binding))
  })
})

describe('what Excel tells of a sheet', () => {
  const table = { id: 't', sheet: 's', top: 1, bottom: 10, left: 1, right: 5 }
  const heard = (address: string, more: Partial<Told> = {}) =>
    eventsOf([{ sheet: 's', changeType: 'RangeEdited', address, source: 'Local', ...more }], [table]).map(({ kind, rows }) => [
      kind,
      ...(rows ? [rows.from, rows.to] : []),
    ])

  it('is of a table where it meets its body or heading', () => {
    expect(heard('B2')).to.deep.equal([['edited', 0, 0]])
    expect(heard('A1:Z99')).to.deep.equal([['columns'], ['edited', 0, 9]])
    expect(heard('3:4')).to.deep.equal([['edited', 1, 2]])
    expect(heard('$C:$D')).to.deep.equal([['columns'], ['edited', 0, 9]])
    expect(heard('C3,C6,X1')).to.deep.equal([['edited', 1, 4]])
    expect(heard('A2:A9')).to.deep.equal([])
    expect(heard('B12')).to.deep.equal([])
    expect(heard('B2', { sheet: 'another' })).to.deep.equal([])
    expect(heard('12:12', { changeType: 'RowDeleted' })).to.deep.equal([['deleted']])
    expect(heard('14:14', { changeType: 'RowDeleted' })).to.deep.equal([])
    expect(heard('B:B', { changeType: 'ColumnDeleted' })).to.deep.equal([['columns']])
    expect(heard('C3', { changeType: 'Unknown' })).to.deep.equal([['edited']])
  })
})
