import { expect } from 'chai'
import type { Binding } from '../../../../addin/workbook/bound/bound-workbook.js'
import { rejected } from './rejected.js'
import { bindingOf, closeAll, effort, INVOICES, invoice, openBound, plain, withInvoices, type Opened } from './bound.js'

describe('rows of bound tables', function () {
  this.timeout(60_000)
  let opened: Opened
  let binding: Binding
  beforeEach(async () => {
    opened = await openBound()
    binding = await withInvoices(opened, '001', '002', '003', '004')
  })
  afterEach(closeAll)

  const rowsOf = async (indexes: readonly number[] | 'all' = 'all') => plain(await opened.bound.rows(binding, indexes))
  const numbers = async () => (await rowsOf()).map(({ fields }) => fields.number)
  const inTable = (work: (table: Excel.Table) => void) =>
    opened.excel.Excel.run(async context => {
      work(context.workbook.tables.getItem(binding.tableId))
      await context.sync()
    })

  it('go in and come out as the ledger says them', async () => {
    const odd = invoice('00-1', { number: '1-30', customer: '00012', note: '=1+1 & <b>', amount: '-0.07', docDate: '' })
    await opened.bound.append(binding, [odd])
    const [row] = await rowsOf([4])
    expect(row).to.deep.equal({ index: 4, ...odd })
    expect(opened.excel.formulas('A6:F6')).to.deep.equal([['1-30', '00012', '甲公司', '', -0.07, '=1+1 & <b>']])
    expect(opened.excel.texts('D5:E5')).to.deep.equal([['2026-03-31', '1,000.50']])
    expect(await rowsOf([1, 3, 99])).to.deep.equal([
      { index: 1, ...invoice('002') },
      { index: 3, ...invoice('004') },
    ])
  })

  it('fill the blank row of a new table first, and push down what lies below', async () => {
    const { excel, bound } = opened
    await bound.remove(binding, [0, 1, 2, 3])
    expect(plain(await bound.ids(binding))).to.deep.equal([''])
    excel.type('A5', 'my own notes')
    await bound.append(
      binding,
      ['1', '2', '3', '4', '5'].map(number => invoice(number)),
    )
    expect(await numbers()).to.deep.equal(['1', '2', '3', '4', '5'])
    expect(excel.value('A9')).to.equal('my own notes')
  })

  it('stay above a row of totals, and take over formulas of other columns', async () => {
    await inTable(table => {
      table.columns.add(undefined, [['double'], ['=[@Amount]*2'], ['=[@Amount]*2'], ['=[@Amount]*2'], ['=[@Amount]*2']])
    })
    await opened.bound.append(binding, [invoice('005')])
    await inTable(table => (table.showTotals = true))
    await opened.bound.append(binding, [invoice('006')])
    expect(await numbers()).to.deep.equal(['001', '002', '003', '004', '005', '006'])
    expect(opened.excel.formulas('I6:I7')).to.deep.equal([['=[@Amount]*2'], ['=[@Amount]*2']])
    expect(opened.excel.value('A8')).to.equal('Total')
  })

  it('are written only where they differ: formulas, formats and other cells stay', async () => {
    const { excel, bound } = opened
    excel.type('E3', '=500*3')
    await excel.calculated()
    await excel.Excel.run(async context => {
      const sheet = context.workbook.worksheets.getActiveWorksheet()
      sheet.getRange('E2:E4').numberFormat = [['0.0"元"']]
      sheet.getRange('F2').format.font.bold = true
      await context.sync()
    })
    expect((await rowsOf([1]))[0].fields.amount).to.equal('1500')
    const fields = { number: '001', amount: '20', note: 'new' }
    await bound.write(
      binding,
      [0, 1, 2].map(index => ({ index, fields: { ...fields, number: `00${index + 1}` }, status: 'sent' })),
    )
    expect(excel.formulas('A2:H4')).to.deep.equal([
      ['001', '0012', '甲公司', 46112, 20, 'new', 'sent', 'id-001'],
      ['002', '0012', '甲公司', 46112, '=500*3', 'new', 'sent', 'id-002'],
      ['003', '0012', '甲公司', 46112, 20, 'new', 'sent', 'id-003'],
    ])
    expect(excel.texts('E2')).to.deep.equal([['20.0元']])
    const again = await effort(opened, () => bound.write(binding, [{ index: 0, fields: { amount: '20', note: 'new' }, status: 'sent' }]))
    expect(again.writes).to.equal(0)
  })

  it('are written through filter and sort, each into its own', async () => {
    const { excel, bound } = opened
    await inTable(table => {
      table.sort.apply([{ key: 0, ascending: false }])
      table.columns.getItem(binding.columns.number).filter.applyValuesFilter(['002', '004'])
    })
    await bound.write(
      binding,
      [0, 1, 2, 3].map(index => ({ index, fields: { note: `note ${4 - index}` } })),
    )
    await inTable(table => table.clearFilters())
    expect(excel.values('A2:F5').map(row => [row[0], row[5]])).to.deep.equal([
      ['004', 'note 4'],
      ['003', 'note 3'],
      ['002', 'note 2'],
      ['001', 'note 1'],
    ])
  })

  it('are left alone when another row stands there by now', async () => {
    const { bound } = opened
    await inTable(table => table.sort.apply([{ key: 0, ascending: false }]))
    const writes = [
      { index: 0, was: 'id-001', fields: { note: 'wrong' } },
      { index: 1, was: 'id-003', fields: { note: 'right' } },
      { index: 40, was: 'id-040', fields: { note: 'nowhere' } },
    ]
    expect(plain(await bound.write(binding, writes))).to.have.members([0, 40])
    expect((await rowsOf()).map(({ fields }) => fields.note)).to.deep.equal(['', 'right', '', ''])
    expect(plain(await bound.remove(binding, [0, 1], ['id-004', 'id-002']))).to.deep.equal([1])
    expect(await numbers()).to.deep.equal(['003', '002', '001'])
  })

  it('keep their ids when rows are inserted, deleted, cut and pasted, and columns renamed and moved', async () => {
    const { excel, bound } = opened
    await inTable(table => {
      table.rows.add(1, [['new', '7', '', '', 5, '', '', '']])
      table.rows.getItemAt(4).delete()
    })
    await excel.Excel.run(async context => {
      const sheet = context.workbook.worksheets.getActiveWorksheet()
      // Cut from the first row, put into the last.
      sheet.getRange('A2:H2').moveTo('A20')
      sheet.getRange('A5:H5').moveTo('A2')
      sheet.getRange('A20:H20').moveTo('A5')
      sheet.getRange('E1').values = [['含税金额']]
      await context.sync()
    })
    await inTable(table => table.columns.add(0, undefined, 'mine'))
    excel.type('A2', 'kept')
    const all = await rowsOf()
    expect(all.map(({ id }) => id)).to.deep.equal(['id-003', '', 'id-002', 'id-001'])
    expect(all[1].fields).to.deep.include({ number: 'new', amount: '5' })
    await bound.write(binding, [{ index: 1, id: 'id-new', fields: { amount: '6' } }])
    expect(excel.values('A2:G3')).to.deep.equal([
      ['kept', '003', '0012', '甲公司', 46112, 1000.5, ''],
      ['', 'new', 7, '', '', 6, ''],
    ])
    expect(plain(await bound.ids(binding))).to.deep.equal(['id-003', 'id-new', 'id-002', 'id-001'])
  })

  it('refuse when the table or a bound column is gone, and touch nothing', async () => {
    const { excel, bound } = opened
    await inTable(table => table.columns.getItem('Note').delete())
    for (const work of [
      bound.ids(binding),
      bound.write(binding, [{ index: 0, fields: { number: 'x' } }]),
      bound.append(binding, [invoice('9')]),
    ])
      expect(await rejected(work)).to.equal('TABLE_GONE')
    expect(excel.value('A2')).to.equal('001')
    await inTable(table => table.convertToRange())
    expect(await rejected(bound.place(binding))).to.equal('TABLE_GONE')
  })

  it('are written in as few round trips as promised, and added in pieces that can be stopped', async () => {
    const { bound } = opened
    const heard: [number, number][] = []
    const many = Array.from({ length: 2_996 }, (_, n) => invoice(`N${n}`))
    await bound.append(binding, many, (...done) => heard.push(done))
    expect(heard).to.deep.equal([
      [0, 2996],
      [1000, 2996],
      [2000, 2996],
      [2996, 2996],
    ])
    for (const count of [1, 7, 501, 1500]) {
      const writes = Array.from({ length: count }, (_, n) => ({ index: n * 2, fields: { note: `changed ${count}` } }))
      const taken = await effort(opened, () => bound.write(binding, writes))
      expect(taken.writes, `${count} rows`).to.be.at.most(count)
      expect(taken.trips, `${count} rows`).to.be.at.most(count / 500 + 3)
    }
    const together = await effort(opened, () =>
      bound.write(
        binding,
        Array.from({ length: 400 }, (_, index) => ({ index, fields: { amount: '1' }, status: 'ok' })),
      ),
    )
    expect(together.writes).to.equal(1)
    const stopped = await rejected(
      bound.append(binding, many, done => {
        if (done === 1000) throw new Error('stopped')
      }),
    )
    expect(stopped).to.equal('stopped')
    const ids = await bound.ids(binding)
    expect([ids.length, ids[3000], ids[3999]]).to.deep.equal([4000, 'id-N0', 'id-N999'])
  })

  it('of a long table are read in pieces, and one of them as quickly as of a short one', async () => {
    const { bound } = opened
    const long = bindingOf(await bound.create('invoices', INVOICES))
    await bound.append(
      long,
      Array.from({ length: 20_000 }, (_, n) => invoice(String(n).padStart(6, '0'))),
    )
    const heard: number[] = []
    const all = await bound.rows(long, 'all', done => heard.push(done))
    expect([all.length, all[19_999].fields.number, heard.length]).to.deep.equal([20_000, '019999', 4])
    const one = (of: Binding) => effort(opened, () => bound.rows(of, [2]))
    expect(await one(long)).to.deep.equal(await one(binding))
  })
})
