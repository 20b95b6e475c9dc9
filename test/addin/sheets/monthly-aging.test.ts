import { expect } from 'chai'
import { monthlyAging, monthlyAgingWith } from '../../../addin/commands/monthly-aging.js'
import { ownSheets } from '../../../addin/workbook/own-sheets.js'
import { day } from '../../../shared/dates.js'
import { runReport } from '../../../shared/reports/index.js'
import { sealMark } from '../../../shared/reports/seal.js'
import { valueOf } from '../../../shared/reports/sheet.js'
import { enter, sampleLedger } from '../../sample-ledger.js'
import { columnOf, openDesk, rowOf, type DeskInTest, type DeskOptions } from './desk.js'

const LEDGER = `
  customer  C001  name 华东机电  salesperson 王五  region 华东
  customer  C002  name =1+1  salesperson 王五
  customer  003   name 001  salesperson 李四
  invoice   I-1   C001  2026-08-01  due 2026-08-31  1000.00
  invoice   I-2   C002  2026-09-01  due 2026-09-30  2500.50
  invoice   I-3   003   2026-10-01  due 2026-10-30   700.00
  receipt   R-1   C001  2026-10-10                   400.00
  allocate  R-1   I-1   2026-10-10                   400.00`

const SHEET = '账龄 2026-10'

describe('the monthly aging sheet, drawn by one click', () => {
  let opened: DeskInTest
  afterEach(() => opened.close())
  const open = async (options?: DeskOptions) => (opened = await openDesk(sampleLedger(LEDGER), options))
  const names = () => opened.excel.workbook.sheets.map(({ name }) => name)
  const cell = (sheet: string, row: string, column: string) =>
    opened.excel.value(`'${sheet}'!${columnOf(opened, sheet, column)}${rowOf(opened, sheet, row)}`)
  const type = (sheet: string, row: string, column: string, value: string | number) =>
    opened.excel.type(`'${sheet}'!${columnOf(opened, sheet, column)}${rowOf(opened, sheet, row)}`, [[value]])

  it('shows the figures of the report, cell by cell, and its formulas come to the same', async () => {
    const { desk, excel, book } = await open()
    await monthlyAging(desk)
    await excel.calculated()
    expect(names()).to.deep.equal(['Sheet1', SHEET])
    const [report] = runReport(book, 'monthly-aging', { asOf: '2026-10-31', knownAt: 8 }, day('2026-11-02'), 'zh').workbook().sheets
    report.rows.forEach(({ cells, kind }, row) => {
      report.columns.forEach(({ format }, column) => {
        const expected = valueOf(cells[column]) ?? ''
        const shown = excel.workbook.sheets[1].rows.get(row)?.[column]?.value ?? ''
        const where = `row ${row + 1}, column ${column + 1}`
        if (kind === 'head') expect(shown, where).to.satisfy((text: string) => text.startsWith(String(expected)))
        else if (format === 'date' && kind === 'data' && expected !== '') expect(shown, where).to.equal(day(String(expected)) + 25_569)
        else if (typeof expected === 'number') expect(shown, where).to.be.closeTo(expected, 1e-9)
        else expect(shown, where).to.equal(expected)
      })
    })
  })

  it('proves itself: documents against aging is 0.00', async () => {
    const { desk, excel } = await open()
    await monthlyAging(desk)
    await excel.calculated()
    expect(cell(SHEET, '单据合计', '期末余额')).to.equal(3800.5)
    expect(cell(SHEET, '单据合计', '未到期')).to.equal(3800.5)
    expect(cell(SHEET, '单据合计', '1–30天')).to.equal(0)
    expect(excel.texts(`'${SHEET}'!L${rowOf(opened, SHEET, '单据合计')}`)).to.deep.equal([['0.00']])
  })

  it('keeps text text: a customer named =1+1, and one named 001', async () => {
    const { desk, excel } = await open()
    await monthlyAging(desk)
    await excel.calculated()
    expect(cell(SHEET, 'C002', '客户名称')).to.equal('=1+1')
    expect(cell(SHEET, '003', '客户名称')).to.equal('001')
    expect(excel.formulas(`'${SHEET}'!C${rowOf(opened, SHEET, 'C002')}`)).to.deep.equal([['=1+1']])
    expect(excel.workbook.sheets[1].rows.get(rowOf(opened, SHEET, 'C002') - 1)![2]!.formula).to.equal(undefined)
  })

  it('is set up: chart with titles, frozen headings, filter, print, accent, hidden columns', async () => {
    const { desk, excel } = await open()
    await monthlyAging(desk)
    const [, sheet] = excel.workbook.sheets
    expect(sheet.charts).to.have.length(1)
    const [{ look, chartType, series }] = sheet.charts
    expect([chartType, look['title/text'], look['valueAxis/title/text'], series.length]).to.deep.equal([
      'ColumnClustered',
      '各账龄段余额',
      '金额 (元)',
      1,
    ])
    expect(sheet.frozen).to.deep.equal({ rows: 4, columns: 3 })
    expect(sheet.autoFilter?.area.row).to.equal(3)
    const { orientation, paperSize, zoom, centerFooter, printTitleRows } = sheet.pageLayout
    expect([orientation, paperSize, zoom, centerFooter]).to.deep.equal(['Landscape', 'A4', { horizontalFitToPages: 1 }, '第&P页/共&N页'])
    expect(printTitleRows).to.match(/^\$?3:\$?4$/)
    const heading = sheet.rows.get(3)![1]!
    expect(heading.style).to.include({ 'font/bold': true, 'font/size': 10 })
    expect(heading.style?.['fill/color'])
      .to.match(/^#[0-9A-F]{6}$/)
      .and.not.equal('#FFFFFF')
    expect(sheet.rows.get(5)![8]!.numberFormat).to.equal('#,##0.00;[Red]-#,##0.00;;@')
    expect([...sheet.hiddenColumns].length).to.be.greaterThan(0)
    expect(excel.host.seat.selection.sheet.name).to.equal(SHEET)
  })

  it('draws the audit layout with its documents, in English too', async () => {
    const { desk } = await open({ language: 'en' })
    await monthlyAgingWith(desk, { layout: 'audit' })
    expect(names()).to.deep.equal(['Sheet1', 'Audit aging 2026-10', 'Audit aging 2026-10 Documents'])
    await monthlyAgingWith(desk, { asOf: '2026-10-15' })
    expect(names()).to.include('Aging 2026-10-15')
    expect(opened.excel.value("'Aging 2026-10-15'!A1")).to.equal('Accounts receivable aging')
  })

  it('survives saving as xlsx and reopening, and is known again', async () => {
    const { desk, excel, book } = await open()
    await monthlyAging(desk)
    await excel.calculated()
    const file = await excel.saveXlsx()
    excel.close()
    opened = await openDesk(book, { file })
    expect(names()).to.deep.equal(['Sheet1', SHEET])
    expect(cell(SHEET, '单据合计', '期末余额')).to.equal(3800.5)
    expect(opened.excel.workbook.sheets[1].charts).to.have.length(1)
    const [own] = await ownSheets()
    expect([own.name, own.original, own.report.report, own.report.params.asOf]).to.deep.equal([SHEET, true, 'monthly-aging', '2026-10-31'])
    opened.answers = [undefined]
    await monthlyAging(opened.desk)
    expect(opened.questions).to.have.length(1)
  })

  describe('the date of one click', () => {
    it('is the as-of date that somebody chose', async () => {
      const { desk, book } = await open()
      enter(book, 'close 2026-09')
      await monthlyAging(desk)
      expect(names()).to.deep.equal(['Sheet1', SHEET])
    })

    it('is, while that moves with the calendar, the month that has just ended and was closed, until it is there', async () => {
      const { desk, book } = await open({ today: '2026-10-09' })
      await desk.settings.change({ asOf: { kind: 'today' } })
      enter(book, 'close 2026-09')
      await monthlyAging(desk)
      expect(names()).to.deep.equal(['Sheet1', '账龄 2026-09'])
      await monthlyAging(desk)
      expect(names().length).to.equal(3)
      expect((await ownSheets()).map(({ report }) => report.params.asOf)).to.deep.equal(['2026-09-30', '2026-10-09'])
    })

    it('is today when the last closed month is long past', async () => {
      const { desk, book } = await open({ today: '2026-12-09' })
      await desk.settings.change({ asOf: { kind: 'today' } })
      enter(book, 'close 2026-09')
      await monthlyAging(desk)
      expect((await ownSheets()).map(({ report }) => report.params.asOf)).to.deep.equal(['2026-12-09'])
    })
  })

  describe('run again', () => {
    it('asks first, saying what was learned since, and puts nothing in its place unless told', async () => {
      const { desk, book } = await open()
      await monthlyAging(desk)
      enter(book, 'receipt R-2 C002 2026-10-20 500.00')
      const before = cell(SHEET, 'C002', '预收/未核销')
      opened.answers = [undefined]
      await monthlyAging(desk)
      expect(opened.questions[0].title).to.equal('“账龄 2026-10”已存在')
      // The seal and the receipt.
      expect(opened.questions[0].text).to.contain('2 次变更')
      expect(opened.questions[0].choices.map(({ id }) => id)).to.deep.equal(['replace', 'new', 'next'])
      expect([names().length, cell(SHEET, 'C002', '预收/未核销')]).to.deep.equal([2, before])
    })

    it('replaces its own cells and nothing that people added beside or below', async () => {
      const { desk, excel, book } = await open()
      await monthlyAging(desk)
      const [{ area }] = await ownSheets()
      const below = area.bottom + 25
      excel.type(`'${SHEET}'!AN6`, [['my own']])
      excel.type(`'${SHEET}'!AN7`, [['=AN6&" too"']])
      excel.type(`'${SHEET}'!A${below}`, [['below']])
      type(SHEET, 'C001', '催收措施', '已发函')
      // Two customers more: two rows more.
      enter(book, 'invoice I-8 C008 2026-10-02 due 2026-10-30 800.00')
      enter(book, 'invoice I-9 C009 2026-10-02 due 2026-10-30 900.00')
      opened.answers = ['replace']
      await monthlyAging(desk)
      await excel.calculated()
      expect(names()).to.deep.equal(['Sheet1', SHEET])
      expect(cell(SHEET, 'C009', '期末余额')).to.equal(900)
      expect(cell(SHEET, '单据合计', '1–30天')).to.equal(0)
      const [{ area: now }] = await ownSheets()
      expect(excel.value(`'${SHEET}'!AN6`)).to.equal('my own')
      expect(excel.value(`'${SHEET}'!AN7`)).to.equal('my own too')
      expect(excel.value(`'${SHEET}'!A${below + now.bottom - area.bottom}`)).to.equal('below')
      expect(now.bottom).to.be.greaterThan(area.bottom)
      expect(cell(SHEET, 'C001', '催收措施')).to.equal('已发函')
      expect(excel.workbook.sheets[1].charts).to.have.length(1)
    })

    it('does not offer to replace a sheet in which rows were inserted', async () => {
      const { desk, excel } = await open()
      await monthlyAging(desk)
      await excel.Excel.run(async context => {
        context.workbook.worksheets.getItem(SHEET).getRange('6:6').insert('Down')
        await context.sync()
      })
      opened.answers = ['new']
      await monthlyAging(desk)
      expect(opened.questions[0].choices.map(({ id }) => id)).to.deep.equal(['new', 'next'])
      expect(names()).to.deep.equal(['Sheet1', SHEET, `${SHEET} (2)`])
    })

    it('makes the next month, where people’s words follow their customers in grey', async () => {
      const { desk, excel } = await open({ today: '2026-11-30' })
      await monthlyAging(desk)
      type(SHEET, 'C002', '催收措施', '每周电话')
      type(SHEET, '003', '备注', '=不是公式')
      opened.answers = ['next']
      await monthlyAging(desk)
      const next = '账龄 2026-11'
      expect(names()).to.deep.equal(['Sheet1', SHEET, next])
      expect([cell(next, 'C002', '催收措施'), cell(next, '003', '备注')]).to.deep.equal(['每周电话', '=不是公式'])
      const found = excel.workbook.sheets[2].rows.get(rowOf(opened, next, 'C002') - 1)!.find(each => each?.value === '每周电话')
      expect(found?.style).to.include({ 'font/italic': true, 'font/color': '#767676' })
    })

    it('knows its sheet after it was renamed', async () => {
      const { desk, excel } = await open()
      await monthlyAging(desk)
      await excel.Excel.run(async context => {
        context.workbook.worksheets.getItem(SHEET).name = '十月'
        await context.sync()
      })
      opened.answers = ['replace']
      await monthlyAging(desk)
      expect(names()).to.deep.equal(['Sheet1', '十月'])
      expect(opened.questions[0].title).to.equal('“十月”已存在')
    })
  })

  describe('its seal', () => {
    it('is registered with the ledger, and its beginning stands in the head', async () => {
      const { desk, book } = await open()
      await monthlyAging(desk)
      expect(book.seals).to.have.length(1)
      const [seal] = book.seals
      expect([seal.report, seal.knownAt]).to.deep.equal(['monthly-aging', 8])
      expect(headOf(SHEET)).to.contain(`封签：${sealMark(seal.hash)}`)
    })

    it('waits while the ledger cannot be reached, and is made up for by the next sheet', async () => {
      const { desk, book } = await open()
      opened.offline = true
      await monthlyAging(desk)
      expect(book.seals).to.have.length(0)
      expect(headOf(SHEET)).to.contain('封签：未封签')
      opened.offline = false
      await monthlyAgingWith(desk, { asOf: '2026-09-30' })
      expect(book.seals).to.have.length(2)
      expect(headOf(SHEET)).to.contain(`封签：${sealMark(book.seals[1].hash)}`)
    })

    const headOf = (sheet: string) =>
      opened.excel.workbook.sheets
        .find(({ name }) => name === sheet)!
        .rows.get(1)!
        .map(each => each?.value)
        .join('|')
  })

  it('can be stopped: the sheet that was begun is taken away', async () => {
    const { desk } = await open()
    const stop = desk.board.subscribe(() => desk.board.works[0]?.cancel?.())
    await monthlyAging(desk)
    stop()
    expect(names()).to.deep.equal(['Sheet1'])
    expect(await ownSheets()).to.deep.equal([])
  })
})
