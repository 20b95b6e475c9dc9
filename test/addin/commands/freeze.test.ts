import { expect } from 'chai'
import { closeAll, openDuebook, type Duebook, type DuebookOptions } from '../duebook.js'

const LEDGER = `
  customer  C001  name 东方机电
  customer  C002  name 西部钢构
  invoice   I-1  C001  2026-01-10  due 2026-02-10   1000.00
  invoice   I-2  C002  2026-01-20  due 2026-03-25    250.50
  receipt   R-1  C001  2026-03-01                    400.00
  allocate  R-1  I-1   2026-03-01                    400.00`

/** A sheet with a date, three headings, three customers, and formulas as people write them. */
async function sheet(options: DuebookOptions = {}): Promise<Duebook> {
  const opened = await openDuebook({ ledger: LEDGER, ...options })
  const { excel } = opened
  if (options.document !== undefined) return opened
  excel.type('A1', [
    ['As of', "'2026-03-31", ''],
    ['', '', ''],
    ['Code', 'Name', 'Overdue'],
  ])
  excel.type('A4', [
    ['C001', '东方机电', '=AR.OVERDUE($A4,,$B$1)'],
    ['C002', '西部钢构', '=AR.OVERDUE($A5,,$B$1)'],
    ['C999', '没有', '=IFERROR(AR.OVERDUE($A6,,$B$1),0)'],
  ])
  await opened.until('values', () => excel.value('C4') === 600 && excel.value('C5') === 250.5)
  return opened
}

const FORMULAS = [['=AR.OVERDUE($A4,,$B$1)'], ['=AR.OVERDUE($A5,,$B$1)'], ['=IFERROR(AR.OVERDUE($A6,,$B$1),0)']]
const same = (found: unknown, expected: unknown) => expect(JSON.parse(JSON.stringify(found))).to.eql(expected)
const title = ({ desk }: Duebook) => desk.board.notices[0].title

describe('Freeze and Thaw', () => {
  afterEach(closeAll)

  it('replaces formulas by their values, marks the sheet, and brings everything back', async () => {
    const book = await sheet()
    const { excel } = book
    same(excel.values('C4:C6'), [[600], [250.5], [0]])
    await excel.press('Duebook.FreezeSheet')
    same(excel.formulas('C4:C6'), [[600], [250.5], [0]])
    expect(excel.workbook.sheets[0].tabColor).to.equal('#9DC3E6')
    expect(title(book)).to.equal('3 formulas on Sheet1 now hold their values.')
    await excel.press('Duebook.ThawSheet')
    same(excel.formulas('C4:C6'), FORMULAS)
    expect(excel.workbook.sheets[0].tabColor).to.equal('')
    expect([excel.workbook.xmlParts.length, excel.workbook.names.length]).to.eql([0, 0])
    await book.until('the values', () => excel.value('C4') === 600)
  })

  it('finds cells again after rows and columns came in between, rows were sorted and the sheet was renamed', async () => {
    const { excel } = await sheet()
    await excel.press('Duebook.FreezeSheet')
    await excel.Excel.run(async context => {
      const shown = context.workbook.worksheets.getItem('Sheet1')
      shown.getRange('A4:C6').sort.apply([{ key: 0, ascending: false }])
      shown.getRange('1:1').insert('Down')
      shown.getRange('6:6').insert('Down')
      shown.getRange('B:B').insert('Right')
      shown.name = "Bob's ageing"
      await context.sync()
    })
    await excel.press('Duebook.ThawSheet')
    same(excel.formulas('D5:D8'), [['=IFERROR(AR.OVERDUE($A5,,$C$2),0)'], [''], ['=AR.OVERDUE($A7,,$C$2)'], ['=AR.OVERDUE($A8,,$C$2)']])
    same(excel.values('A5:A8'), [['C999'], [''], ['C002'], ['C001']])
  })

  it('leaves what somebody changed meanwhile, lists it, and puts the formula back there when asked', async () => {
    const book = await sheet()
    const { excel, desk } = book
    await excel.press('Duebook.FreezeSheet')
    excel.type('C5', 99)
    await excel.press('Duebook.ThawSheet')
    same(excel.formulas('C4:C6'), [FORMULAS[0], [99], FORMULAS[2]])
    const [notice] = desk.board.notices
    expect(notice.text).to.equal('1 cell changed since and left as they are: Sheet1!C5.')
    await notice.actions[0].run()
    same(excel.formulas('C4:C6'), FORMULAS)
  })

  it('writes the values of an array over its whole room, and clears exactly that when it comes back', async () => {
    const book = await sheet()
    const { excel } = book
    excel.type('E4', '=AR.AGING($A4,,$B$1)+0*COLUMN($A$1)')
    excel.type('F5', 'beside')
    await book.until('the array', () => excel.value('G4') === 600)
    const shown = excel.values('E4:J5')
    await excel.press('Duebook.FreezeSheet')
    same(excel.formulas('E4:J5'), JSON.parse(JSON.stringify(shown)))
    await excel.press('Duebook.ThawSheet')
    same(excel.formulas('E4:F5'), [
      ['=AR.AGING($A4,,$B$1)+0*COLUMN($A$1)', excel.value('F4')],
      ['', 'beside'],
    ])
    await book.until('the array again', () => excel.value('G4') === 600)
    same(excel.values('E4:J5'), JSON.parse(JSON.stringify(shown)))
  })

  it('does not freeze errors and cells without a value, and lists them', async () => {
    const book = await sheet()
    const { excel, desk } = book
    excel.type('C6', '=AR.OVERDUE($A6,,$B$1)')
    await book.until('the error', () => excel.value('C6') === '#N/A')
    await excel.press('Duebook.FreezeSheet')
    same(excel.formulas('C4:C6'), [[600], [250.5], ['=AR.OVERDUE($A6,,$B$1)']])
    expect(desk.board.notices[0].text).to.match(/^1 cell left as they are.*Sheet1!C6\.$/)
  })

  it('freezes only what is selected, and Undo brings it back', async () => {
    const { excel, desk } = await sheet()
    excel.select('C5:C6')
    await excel.press('Duebook.FreezeSelection')
    same(excel.formulas('C4:C6'), [FORMULAS[0], [250.5], [0]])
    expect(excel.workbook.sheets[0].tabColor).to.equal('')
    await desk.board.notices[0].actions[0].run()
    same(excel.formulas('C4:C6'), FORMULAS)
  })

  it('asks before it freezes a workbook, with counts, in the language of the user', async () => {
    const book = await sheet({ locale: 'zh-CN' })
    const { excel, desk } = book
    excel.addSheet('二月')
    await excel.press('Duebook.ThawWorkbook')
    expect(title(book)).to.equal('此处没有冻结的公式。')
    const pressed = excel.press('Duebook.FreezeWorkbook')
    await book.until('the question', () => desk.board.question !== undefined)
    expect(desk.board.question!.text).to.match(/^1 张工作表中的 3 个公式将替换为数值。/)
    desk.board.question!.answer('cancel')
    await pressed
    same(excel.formulas('Sheet1!C4:C6'), FORMULAS)
    const again = excel.press('Duebook.FreezeWorkbook')
    await book.until('the question', () => desk.board.question !== undefined)
    desk.board.question!.answer('freeze')
    await again
    same(excel.formulas('Sheet1!C4:C6'), [[600], [250.5], [0]])
    expect(title(book)).to.equal('Sheet1 的 3 个公式已替换为数值。')
  })

  it('says what it cannot do: a protected sheet, a sheet without formulas', async () => {
    const book = await sheet()
    const { excel } = book
    excel.addSheet('Empty')
    await excel.Excel.run(async context => {
      context.workbook.worksheets.getItem('Sheet1').protection.protect()
      await context.sync()
    })
    await excel.press('Duebook.FreezeSheet')
    expect(title(book)).to.equal('The sheet Sheet1 is protected. Unprotect it under Review, then try again.')
    same(excel.formulas('Sheet1!C4:C6'), FORMULAS)
    expect(excel.workbook.xmlParts).to.have.length(0)
    await excel.Excel.run(async context => {
      context.workbook.worksheets.getItem('Empty').activate()
      await context.sync()
    })
    await excel.press('Duebook.FreezeSheet')
    expect(title(book)).to.equal('This sheet holds no formula of Duebook.')
  })

  it('keeps the formulas in the file: saved, opened and thawed', async () => {
    const first = await sheet()
    await first.excel.press('Duebook.FreezeSheet')
    const file = await first.excel.saveXlsx()
    const { excel } = await openDuebook({ file, service: first.service })
    same(excel.formulas('C4:C6'), [[600], [250.5], [0]])
    await excel.press('Duebook.ThawWorkbook')
    same(excel.formulas('C4:C6'), FORMULAS)
  })
})
