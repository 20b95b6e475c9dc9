import { expect } from 'chai'
import { drawSheet } from '../../../addin/workbook/draw.js'
import { openWorkbook, type ExcelInNode } from '../../../host/node/open-workbook.js'
import { layout } from '../../../shared/reports/layout.js'
import { totalLine } from '../../../shared/reports/foot.js'
import { columns, faded, type Sheet } from '../../../shared/reports/sheet.js'

const NAMES = ['=1+1', '001', "'quoted", '2026-10-31', '+86 21', '-', '@name', 'TRUE', '3%', '有限责任公司']

/** A sheet of so many rows, in two groups, with every format. */
function sampleSheet(count: number): Sheet {
  const item = (at: number) => ({
    code: `C${at}`,
    name: NAMES[at % NAMES.length],
    paid: at % 3 === 0 ? null : '2026-10-05',
    amount: at % 4 === 0 ? '=2+2' : at + 0.25,
    rate: 0.125,
    note: faded('=上月'),
  })
  const half = Math.floor(count / 2)
  const items = Array.from({ length: count }, (_, at) => item(at))
  return layout({
    name: 'Sample',
    language: 'zh',
    title: '示例',
    head: [['编制单位', '=HYPERLINK("x")']],
    columns: [
      columns.text('code', '编码', { group: 'who' }),
      columns.text('name', '名称', { wrap: true }),
      columns.date('paid', '日期'),
      columns.money('amount', '金额', { band: '带' }),
      columns.percent('rate', '比例', { band: '带' }),
      columns.text('note', '备注', { hidden: true, group: 'notes' }),
    ],
    rowKey: 'code',
    labelKey: 'name',
    groups: [
      { label: '甲', items: items.slice(0, half) },
      { label: '乙', items: items.slice(half) },
    ],
    breakPerGroup: true,
    foot: [totalLine('合计')],
    freezeThrough: 'name',
    highlights: [{ columns: ['amount', 'rate'], scale: 'overdue' }],
    charts: [{ type: 'bar', stacked: false, title: '图', axisTitle: '元', categories: 'name', series: ['amount', 'rate'], first: 3 }],
  })
}

describe('a neutral sheet drawn in Excel', () => {
  let excel: ExcelInNode
  beforeEach(async () => {
    excel = await openWorkbook()
    Object.assign(globalThis, { Excel: excel.Excel, Office: excel.Office })
  })
  afterEach(() => excel.close())

  const cellAt = (row: number, column: number) => excel.workbook.sheets[1].rows.get(row)?.[column]

  it('turns no text into a formula, a number or a date, in whatever column', async () => {
    const sheet = sampleSheet(20)
    await drawSheet(sheet, { name: 'Drawn' })
    sheet.rows.forEach(({ cells, kind }, row) =>
      cells.forEach((cell, column) => {
        if (typeof cell !== 'string' || (kind === 'data' && column === 2)) return
        expect([cellAt(row, column)?.value, cellAt(row, column)?.formula], `${row}, ${column}`).to.deep.equal([cell, undefined])
      }),
    )
    const data = sheet.rows.findIndex(({ kind }) => kind === 'data')
    expect([cellAt(data, 3)?.value, cellAt(data, 5)?.value]).to.deep.equal(['=2+2', '=上月'])
    expect([cellAt(data + 1, 2)?.value, cellAt(data + 1, 2)?.numberFormat]).to.deep.equal([46_300, 'yyyy-mm-dd'])
  })

  it('takes few round trips, however many cells', async () => {
    const trips = async (rows: number) => {
      let count = 0
      const prototype = excel.Excel.RequestContext.prototype as { sync: (this: unknown, passed?: unknown) => Promise<unknown> }
      const { sync } = prototype
      prototype.sync = function (passed) {
        count++
        return sync.call(this, passed)
      }
      const sheet = sampleSheet(rows)
      await drawSheet(sheet, { name: `Rows ${rows}` })
      prototype.sync = sync
      return { count, cells: sheet.rows.length * sheet.columns.length }
    }
    const small = await trips(10)
    const large = await trips(7500)
    expect(large.count).to.be.at.most((3 * large.cells) / 10_000)
    // Each further block of 10,000 cells is one round trip.
    expect(large.count - small.count).to.be.at.most(Math.ceil(large.cells / 10_000))
  })

  it('says how far it is, in cells', async () => {
    const sheet = sampleSheet(4000)
    const heard: [number, number][] = []
    await drawSheet(sheet, { name: 'Drawn', progress: (done, total) => heard.push([done, total]) })
    const cells = sheet.rows.length * 6
    expect(heard.length).to.be.greaterThan(1)
    expect(heard.at(-1)).to.deep.equal([cells, cells])
    expect(heard.map(([done]) => done)).to.deep.equal([...heard.map(([done]) => done)].sort((a, b) => a - b))
  })

  it('puts a chart of several series over its place, with categories from its cells', async () => {
    await drawSheet(sampleSheet(6), { name: 'Drawn' })
    const [chart] = excel.workbook.sheets[1].charts
    expect([chart.chartType, chart.series.map(({ name }) => name)]).to.deep.equal(['BarClustered', ['金额', '比例']])
    expect(chart.series.every(({ categories }) => categories?.column === 1 && categories.rows === 3)).to.equal(true)
    expect(chart.look).to.include({ 'legend/visible': true, 'title/text': '图', 'valueAxis/title/text': '元' })
    expect(chart.anchor?.row).to.be.greaterThan(10)
  })

  it('stands behind the sheet it is told, or at the end', async () => {
    const { worksheet } = await drawSheet(sampleSheet(2), { name: 'First' })
    await drawSheet(sampleSheet(2), { name: 'Last' })
    await drawSheet(sampleSheet(2), { name: 'Between', after: worksheet })
    expect(excel.workbook.sheets.map(({ name }) => name)).to.deep.equal(['Sheet1', 'First', 'Between', 'Last'])
  })

  it('leaves no half sheet behind when Excel declines', async () => {
    const sheet = sampleSheet(2)
    sheet.columns[0].width = 20
    sheet.filter = { top: 5, left: 0, bottom: 2_000_000, right: 1 }
    let failed: unknown
    await drawSheet(sheet, { name: 'Drawn' }).catch((error: unknown) => (failed = error))
    expect(failed).to.be.an('error')
    expect(excel.workbook.sheets.map(({ name }) => name)).to.deep.equal(['Sheet1'])
  })
})
