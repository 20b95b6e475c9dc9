import { expect } from 'chai'
import { BOUND_TABLES } from '../../../../shared/tables/bound/index.js'
import { bindingOf, closeAll, INVOICES, invoice, openBound, plain, withInvoices, type Opened } from './bound.js'
import { rejected } from './rejected.js'

describe('bound tables', function () {
  this.timeout(60_000)
  afterEach(closeAll)

  const sheetOf = ({ excel }: Opened) => excel.host.seat.selection.sheet

  it('are made on a sheet of their own, with headings, formats, choices and notes in the language', async () => {
    const opened = await openBound('zh')
    const { excel, bound } = opened
    const made = bindingOf(await bound.create('calendar', ['date', 'workday']))
    const sheet = sheetOf(opened)
    expect(sheet.name).to.equal(BOUND_TABLES.get('calendar')!.label.zh)
    expect(excel.values('A1:D2')).to.deep.equal([
      ['日期', '是否工作日', '应收簿状态', '应收簿行号'],
      ['', '', '', ''],
    ])
    expect([[...sheet.hiddenColumns], sheet.frozen]).to.deep.equal([[3], { rows: 1, columns: 0 }])
    const choices = sheet.validations.find(({ area }) => area.column === 1)
    expect(choices?.rule).to.deep.equal({ list: { inCellDropDown: true, source: '上班,休息' } })
    expect(choices?.area).to.include({ row: 1, rows: 1_048_575 })
    expect(choices?.prompt).to.deep.equal({ showPrompt: true, title: '是否工作日', message: '当天是否上班。必填。' })
    await bound.append(made, [{ id: '2026-02-14', fields: { date: '2026-02-14', workday: 'yes' }, status: '' }])
    expect(excel.texts('A2:B2')).to.deep.equal([['2026-02-14', '上班']])
    expect(plain(await bound.place(made))).to.deep.equal({
      tableId: made.tableId,
      name: 'Duebook_Calendar',
      sheet: sheet.name,
      firstRow: 2,
      rows: 1,
    })
  })

  it('of every kind can be made, twice, in either language', async () => {
    for (const language of ['en', 'zh'] as const) {
      const { bound } = await openBound(language)
      for (const { name, columns } of BOUND_TABLES.values()) {
        const all = columns.map(each => each.name)
        for (const which of [1, 2]) {
          const made = await bound.create(name, all)
          const { headings, ...place } = plain(await bound.tables()).find(each => each.tableId === made.tableId)!
          expect(headings.slice(0, -2).map(each => each.heading)).to.deep.equal(columns.map(each => each.label[language]))
          expect(place.name).to.match(which === 1 ? /^Duebook_[A-Za-z]+$/ : /^Duebook_[A-Za-z]+_2$/)
        }
      }
    }
  })

  it('keep zeros of codes that are typed below them', async () => {
    const opened = await openBound()
    const made = await withInvoices(opened, '001')
    opened.excel.type('A3', '00123')
    expect((await opened.bound.rows(made, [1]))[0].fields.number).to.equal('00123')
  })

  it('are taken as they are, with two columns more, and left as they were', async () => {
    const opened = await openBound()
    const { excel, bound } = opened
    excel.type('A1', [
      ['Sales of the year', '', '', ''],
      ['No', 'Buyer', 'Total', 'Duebook ID'],
      [1001, 'C001', 12.5, 'theirs'],
      ['A-2', 'C002', '=C3*2', ''],
    ])
    await excel.Excel.run(async context => {
      const table = context.workbook.tables.add('A2:D4', true)
      table.name = 'Sales'
      table.getDataBodyRange().getColumn(0).numberFormat = [['00000']]
      table.columns.getItem('Total').filter.applyCustomFilter('>1')
      await context.sync()
    })
    const before = excel.save()
    const [{ tableId, headings }] = plain(await bound.tables())
    expect(headings.map(each => each.heading)).to.deep.equal(['No', 'Buyer', 'Total', 'Duebook ID'])
    const id = (at: number) => headings[at].id
    const made = bindingOf(await bound.adopt(tableId, 'invoices', { number: id(0), customer: id(1), amount: id(2) }))
    expect(excel.values('E2:F2')).to.deep.equal([['Duebook status', 'Duebook ID 2']])
    expect([...sheetOf(opened).hiddenColumns]).to.deep.equal([5])
    await excel.calculated()
    expect(plain(await bound.rows(made, 'all')).map(({ fields }) => fields)).to.deep.equal([
      { number: '01001', customer: 'C001', amount: '12.5' },
      { number: 'A-2', customer: 'C002', amount: '25' },
    ])
    await bound.write(made, [{ index: 0, id: '7', status: '1-2', marked: ['amount'] }])
    expect(excel.values('E3:F3')).to.deep.equal([['1-2', '7']])
    await bound.release(made)
    const [sheet] = (JSON.parse(excel.save()) as { sheets: { cells: unknown[]; hiddenColumns: unknown }[] }).sheets
    const [was] = (JSON.parse(before) as { sheets: { cells: unknown[]; hiddenColumns: unknown }[] }).sheets
    expect(sheet.hiddenColumns).to.deep.equal(was.hiddenColumns)
    expect(excel.formulas('A1:F4')).to.deep.equal([
      ['Sales of the year', '', '', '', '', ''],
      ['No', 'Buyer', 'Total', 'Duebook ID', '', ''],
      [1001, 'C001', 12.5, 'theirs', '', ''],
      ['A-2', 'C002', '=C3*2', '', '', ''],
    ])
    expect(await rejected(bound.ids(made))).to.equal('TABLE_GONE')
    expect(await rejected(bound.adopt(tableId, 'invoices', { number: 99 }))).to.equal('TABLE_GONE')
    expect(await rejected(bound.adopt('{0}', 'invoices', { number: 1 }))).to.equal('TABLE_GONE')
  })

  it('do not hide a column in which other people have something below the table', async () => {
    const opened = await openBound()
    const { excel, bound } = opened
    excel.type('A1', [['No'], ['1']])
    excel.type('C9', 'mine')
    await excel.Excel.run(async context => {
      context.workbook.tables.add('A1:A2', true)
      await context.sync()
    })
    const [{ tableId, headings }] = plain(await bound.tables())
    await bound.adopt(tableId, 'invoices', { number: headings[0].id })
    expect(sheetOf(opened).hiddenColumns.size).to.equal(0)
  })

  it('stay bound when their sheet is renamed or copied; the copy is another table', async () => {
    const opened = await openBound()
    const { excel, bound } = opened
    const made = await withInvoices(opened, '001')
    const sheet = sheetOf(opened)
    await excel.Excel.run(async context => {
      const own = context.workbook.worksheets.getItem(sheet.id)
      own.copy('End')
      own.name = 'Mine'
      await context.sync()
    })
    await bound.append(made, [invoice('002')])
    expect((await bound.place(made)).sheet).to.equal('Mine')
    expect(plain(await bound.ids(made))).to.deep.equal(['id-001', 'id-002'])
    const others = plain(await bound.tables()).filter(({ tableId }) => tableId !== made.tableId)
    expect(others.map(({ rows, headings }) => [rows, headings.length])).to.deep.equal([[1, INVOICES.length + 2]])
  })

  it('show one of their cells', async () => {
    const opened = await openBound()
    const made = await withInvoices(opened, '001', '002')
    opened.excel.addSheet('Other')
    await opened.bound.show(made, 1, 'amount')
    const { row, column, sheet } = opened.excel.host.seat.selection
    expect([sheet.name, row, column]).to.deep.equal([(await opened.bound.place(made)).sheet, 2, 4])
    await opened.bound.show(made, 77)
    expect(opened.excel.host.seat.selection).to.include({ row: 2, column: 0 })
  })
})
