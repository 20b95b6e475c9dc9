import { expect } from 'chai'
import { closeAll } from '../duebook.js'
import { opened, type Opened } from './opened.js'

const LEDGER = `
  customer  C001  name 东方机电
  customer  C002  name 西部钢构
  invoice   I-1  C001  2026-01-10  due 2026-02-10   1000.00
  invoice   I-2  C002  2026-01-20  due 2026-03-25    250.50`
const same = (found: unknown, expected: unknown) => expect(JSON.parse(JSON.stringify(found))).to.deep.equal(expected)

describe('hand-made results become formulas of the ledger', function () {
  this.timeout(60_000)
  afterEach(closeAll)

  /** A date, headings, and results by hand: one a formula, one typed, one wrong. */
  const sheet = async (document?: string): Promise<Opened> => {
    const there = await opened({ ledger: LEDGER })
    if (document !== undefined) return there
    there.book.excel.type('A1', [
      ['截止', "'2026-03-31", '', ''],
      ['客户', '余额', '逾期', '备注'],
      ['东方机电', '=600+400', 1000, '老客户'],
      ['西部钢构', 250, '=B4', ''],
      ['无此户', 5, 5, ''],
    ])
    return there
  }
  const proposed = async ({ book, of }: Opened) => {
    book.excel.select('B1')
    const meant = { ...(await of.meantRange()), address: 'A2:D5', area: { top: 1, left: 0, bottom: 4, right: 3 } }
    const moment = await of.selectedMoment(meant)
    expect(moment).to.deep.equal({ date: '2026-03-31', ref: '$B$1' })
    return of.proposedResults(book.desk, meant, moment)
  }

  it('shows old, new and difference, writes formulas that refer to the headings and the date, and undoes it', async () => {
    const there = await sheet()
    const { book, of } = there
    const results = await proposed(there)
    expect(results.found.cells.map(({ cell, difference }) => [cell, difference])).to.deep.equal([
      ['B3', 0],
      ['C3', 0],
      ['B4', 0.5],
      ['C4', 0.5],
    ])
    expect(results.found.refused.map(({ cell }) => cell)).to.deep.equal(['B5', 'C5'])
    expect(results.explained.get('B4')).to.equal(undefined)
    const act = await of.replaceResults(book.desk, results)
    same(book.excel.formulas('B3:C4'), [
      ['=AR.BALANCE($A3,,$B$1)', '=AR.OVERDUE($A3,,$B$1)'],
      ['=AR.BALANCE($A4,,$B$1)', '=AR.OVERDUE($A4,,$B$1)'],
    ])
    await book.until('values', () => book.excel.value('B4') === 250.5)
    expect((await of.keptActs()).map(({ cells, sheet: name }) => [cells, name])).to.deep.equal([[4, 'Sheet1']])
    await of.undoReplacing(book.desk, act)
    same(book.excel.formulas('B3:C5'), [
      ['=600+400', 1000],
      [250, '=B4'],
      [5, 5],
    ])
    expect([book.excel.workbook.xmlParts.length, book.excel.workbook.names.length]).to.deep.equal([0, 0])
  })

  it('undoes after rows came in between, were sorted and one cell was changed, and after the file was closed', async () => {
    const there = await sheet()
    const { book, of } = there
    await of.replaceResults(book.desk, await proposed(there))
    await book.excel.Excel.run(async context => {
      const shown = context.workbook.worksheets.getItem('Sheet1')
      shown.getRange('A3:D4').sort.apply([{ key: 0, ascending: false }])
      shown.getRange('2:2').insert('Down')
      shown.name = '结果'
      await context.sync()
    })
    book.excel.type('C5', [[7]])
    const saved = book.excel.save()
    const later = await opened({ service: book.service, document: saved })
    const [act] = await later.of.keptActs()
    expect([act.cells, act.sheet]).to.deep.equal([4, '结果'])
    await later.of.undoReplacing(later.book.desk, act.id)
    expect(later.book.desk.board.notices[0].text).to.equal('1 were changed since and stay; 0 are gone.')
    const rows = later.book.excel.formulas('A4:C5') as unknown[][]
    const [west, east] = rows[0][0] === '西部钢构' ? rows : [rows[1], rows[0]]
    expect([west[1], east[1]]).to.deep.equal([250, '=600+400'])
  })

  it('refuses a protected sheet before anything is changed', async () => {
    const there = await sheet()
    const { book, of } = there
    const results = await proposed(there)
    await book.excel.Excel.run(async context => {
      context.workbook.worksheets.getItem('Sheet1').protection.protect()
      await context.sync()
    })
    const refusal = await of.replaceResults(book.desk, results).catch((error: unknown) => error)
    expect(refusal).to.include({ code: 'SHEET_PROTECTED' })
    expect(await of.keptActs()).to.deep.equal([])
    expect(book.excel.formulas('B3')[0][0]).to.equal('=600+400')
  })
})
