import { expect } from 'chai'
import { closeAll, openDuebook, type Duebook } from '../duebook.js'

const LEDGER = `
  customer  C001  name 东方机电
  customer  C002  name 西部钢构
  invoice   I-1  C001  2026-01-10  due 2026-02-10   1000.00
  invoice   I-2  C002  2026-01-20  due 2026-03-25    250.50
  invoice   I-3  C001  2026-02-10  due 2026-04-10    300.00
  receipt   R-1  C001  2026-03-01                    400.00
  allocate  R-1  I-1   2026-03-01                    400.00`

async function drilledAt(formula: string, value: number, locale = 'en-US'): Promise<Duebook> {
  const book = await openDuebook({ ledger: LEDGER, entry: 'test/addin/results.ts', locale })
  book.excel.type('A1', [["'2026-03-31", 'C001', '', formula]])
  await book.until('the value', () => book.excel.value('D1') === value)
  book.excel.select('D1')
  await book.excel.press('Duebook.DrillDown')
  return book
}

/** Every row of a sheet that has something in it, as text. */
const texts = ({ excel }: Duebook, sheet: string) =>
  excel
    .texts(`${sheet}!A1:N40`)
    .map(row => row.filter(text => text !== '').join(' | '))
    .filter(text => text !== '')

describe('Drill down', () => {
  afterEach(closeAll)

  it('lists the documents on a sheet of its own, with a total that equals the cell and a link back', async () => {
    const book = await drilledAt('=AR.BALANCE(B1,,$A$1)', 900)
    const { excel, desk } = book
    const lines = texts(book, "'Drill D1'")
    expect(lines.find(line => line.startsWith('I-1'))).to.match(/C001 \| 东方机电.*600\.00$/)
    expect(lines.find(line => line.startsWith('I-3'))).to.match(/300\.00$/)
    expect(lines.find(line => line.startsWith('Total'))).to.match(/900\.00$/)
    expect(lines.find(line => line.startsWith('Cell against documents'))).to.match(/900\.00 \| 900\.00 \| 0\.00$/)
    const drawn = excel.workbook.sheets.find(({ name }) => name === 'Drill D1')!
    const linked = [...drawn.rows.values()].flat().find(cell => cell?.hyperlink)
    expect(linked!.hyperlink!.documentReference).to.equal("'Sheet1'!D1")
    expect(desk.board.notices[0].title).to.equal('Drill D1 has the documents behind D1.')
  })

  it('proves a formula of several functions and numbers, and names the second sheet anew', async () => {
    const book = await drilledAt('=AR.BALANCE(B1,,$A$1)-AR.OVERDUE("*",,$A$1)+0.5', 50, 'zh-CN')
    const lines = texts(book, "'明细 D1'")
    expect(lines.find(line => line.startsWith('单元格与单据'))).to.match(/50\.00 \| 50\.00 \| 0\.00$/)
    expect(lines.filter(line => line.startsWith('I-1'))).to.have.length(2)
    expect(lines.find(line => line.startsWith('0.5 | 数值'))).to.match(/0\.50$/)
    book.excel.select('Sheet1!D1')
    await book.excel.press('Duebook.DrillDown')
    expect(book.desk.board.notices[0].title).to.equal('“明细 D1 (2)”列出 D1 的单据。')
  })

  it('says what of the cell is not among the documents, and why', async () => {
    const book = await drilledAt('=AR.BALANCE(B1,,$A$1)+MAX(1,2)', 902)
    const [notice] = book.desk.board.notices
    expect(notice.tone).to.equal('warning')
    expect(notice.title).to.equal('Drill D1 has the documents behind D1; 2.00 of the cell is not among them.')
    expect(notice.text).to.equal('The part MAX(1,2) cannot be followed.')
    expect(texts(book, "'Drill D1'").join('\n')).to.include('The part MAX(1,2) cannot be followed.')
  })

  it('draws the change of a cell on a sheet too', async () => {
    const book = await drilledAt('=AR.BALANCE(B1,,$A$1)', 900)
    book.excel.select('Sheet1!D1')
    await book.excel.press('Duebook.WhyChanged')
    const { changeSheet } = book.exports as { changeSheet: (desk: unknown) => Promise<void> }
    await changeSheet(book.desk)
    expect(texts(book, "'Change D1'").join('\n')).to.match(/R-1.*-400\.00/)
  })

  it('refuses in words when no sheet may be added', async () => {
    const book = await drilledAt('=AR.BALANCE(B1,,$A$1)', 900)
    await book.excel.Excel.run(async context => {
      context.workbook.protection.protect()
      await context.sync()
    })
    book.excel.select('Sheet1!D1')
    await book.excel.press('Duebook.DrillDown')
    expect(book.desk.board.notices[0].title).to.match(/^The structure of the workbook is protected/)
  })
})
