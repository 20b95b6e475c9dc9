import { expect } from 'chai'
import type { insertFormula } from '../../../addin/commands/insert-function.js'
import type { onSelection } from '../../../addin/workbook/selection.js'
import { closeAll, openDuebook, type Duebook } from '../duebook.js'

const LEDGER = `
  customer  C001  name 东方机电
  customer  C002  name 西部钢构
  invoice   I-1  C001  2026-01-10  due 2026-02-10   1000.00`

const opened = async (locale = 'en-US'): Promise<Duebook & { put: (formula: string) => Promise<boolean> }> => {
  const book = await openDuebook({ ledger: LEDGER, entry: 'test/addin/results.ts', locale })
  const { insertFormula: insert } = book.exports as { insertFormula: typeof insertFormula }
  return { ...book, put: formula => insert(book.desk, formula) }
}

const route = ({ excel }: Duebook) => (excel.window.location as { hash: string }).hash
const title = ({ desk }: Duebook) => desk.board.notices[0].title

/** As Excel answers while a chart is selected. */
function selectChart({ excel }: Duebook): void {
  const workbook = excel.Excel.Workbook.prototype as unknown as Record<string, unknown>
  const none = () => {
    throw Object.assign(new Error('The current selection is invalid for this operation.'), { code: 'InvalidSelection' })
  }
  Object.assign(workbook, { getActiveCell: none, getSelectedRanges: none })
}

describe('Commands on the selected cell', () => {
  afterEach(closeAll)

  it('open the customer that is named there, that the formula asks about, or that stands to the left', async () => {
    const book = await opened()
    const { excel } = book
    excel.type('A1', [
      ['西部钢构', '=AR.BALANCE("C001",,"2026-03-31")'],
      ['C002', 12.5],
    ])
    await book.until('the value', () => excel.value('B1') === 1000)
    for (const [cell, code] of [
      ['A1', 'C002'],
      ['B1', 'C001'],
      ['B2', 'C002'],
    ]) {
      excel.select(cell)
      await excel.press('Duebook.Menu.OpenCustomer')
      expect(route(book), cell).to.equal(`#/customer/${code}`)
    }
    excel.select('F9')
    await excel.press('Duebook.Menu.OpenCustomer')
    expect(title(book)).to.match(/^Sheet1!F9 names no customer/)
  })

  it('write a formula there, asked first when something stands there', async () => {
    const book = await opened()
    const { excel, desk, put } = book
    excel.select('B2')
    expect(await put('=AR.BALANCE("C001")')).to.equal(true)
    expect(excel.formulas('B2')[0][0]).to.equal('=AR.BALANCE("C001")')
    const again = put('=AR.OVERDUE("C001")')
    await book.until('the question', () => desk.board.question !== undefined)
    expect(desk.board.question!.text).to.equal('It holds =AR.BALANCE("C001"). The formula =AR.OVERDUE("C001") takes its place.')
    desk.board.question!.answer(undefined)
    expect([await again, excel.formulas('B2')[0][0]]).to.eql([false, '=AR.BALANCE("C001")'])
  })

  it('say so in the language of the user when a chart is selected', async () => {
    const book = await opened('zh-CN')
    selectChart(book)
    for (const command of ['Explain', 'DrillDown', 'WhyChanged', 'FreezeSelection', 'Menu.OpenCustomer']) {
      await book.excel.press(`Duebook.${command}`)
      expect(title(book), command).to.match(/^当前选中的不是单元格/)
      book.desk.board.dismiss(book.desk.board.notices[0].id)
    }
  })

  it('say so when the sheet is protected', async () => {
    const book = await opened()
    await book.excel.Excel.run(async context => {
      context.workbook.worksheets.getItem('Sheet1').protection.protect()
      await context.sync()
    })
    const refused = await book.put('=AR.BALANCE("C001")').then(
      () => 'written',
      (error: Error) => error.message,
    )
    expect(refused).to.equal('The sheet Sheet1 is protected. Unprotect it under Review, then try again.')
  })

  it('say so on a cell that holds a text or nothing', async () => {
    const book = await opened()
    book.excel.type('A1', 'text')
    for (const cell of ['A1', 'B9']) {
      book.excel.select(cell)
      await book.excel.press('Duebook.DrillDown')
      expect(title(book)).to.match(new RegExp(`^Sheet1!${cell} holds no formula of Duebook`))
    }
  })

  it('are told once of the cell at which the selection rests', async () => {
    const book = await opened()
    const { onSelection: follow } = book.exports as { onSelection: typeof onSelection }
    const told: string[] = []
    const end = await follow(({ sheet, address }) => void told.push(`${sheet}!${address}`))
    for (const cell of ['A1', 'A2', 'B3']) book.excel.select(cell)
    await book.until('the selection', () => told.length > 0)
    expect(told).to.eql(['Sheet1!B3'])
    end()
  })
})
