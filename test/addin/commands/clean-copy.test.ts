import { expect } from 'chai'
import { closeAll, openDuebook, type Duebook } from '../duebook.js'

const LEDGER = `
  customer  C001  name 东方机电
  invoice   I-1  C001  2026-01-10  due 2026-02-10   1000.00`

const same = (found: unknown, expected: unknown) => expect(JSON.parse(JSON.stringify(found))).to.eql(expected)

/** A workbook with a live formula, a frozen one, one in error, a text, and settings. */
async function opened(locale = 'en-US'): Promise<Duebook> {
  const book = await openDuebook({ ledger: LEDGER, locale })
  const { excel, desk } = book
  excel.type('A1', [["'2026-03-31", 'C001', '=AR.BALANCE(B1,,$A$1)']])
  await book.until('the value', () => excel.value('C1') === 1000)
  await excel.press('Duebook.FreezeSheet')
  excel.type('D1', '=IF(AR.OVERDUE(B1,,$A$1)>0,"late","")')
  excel.type('E1', '=AR.BALANCE("C9",,$A$1)')
  await desk.settings.change({ asOf: { kind: 'fixed', date: '2026-03-31' } } as never)
  await book.until('the values', () => excel.value('D1') === 'late' && excel.value('E1') === '#N/A')
  return book
}

const FORMULAS = ['=IF(AR.OVERDUE(B1,,$A$1)>0,"late","")', '=AR.BALANCE("C9",,$A$1)']

async function cleaned(book: Duebook, choice: string): Promise<string> {
  const pressed = book.excel.press('Duebook.CleanCopy')
  await book.until('the question', () => book.desk.board.question !== undefined)
  const { text, answer } = book.desk.board.question!
  answer(choice)
  await pressed
  return text
}

const left = ({ excel: { workbook } }: Duebook) => [workbook.xmlParts.length, workbook.names.length, workbook.settings.size]

describe('Clean copy before sharing', () => {
  afterEach(closeAll)

  it('leaves values and nothing of ours, after a question with counts, and Undo brings all back', async () => {
    const book = await opened()
    const { excel, desk } = book
    const before = left(book)
    const text = await cleaned(book, 'values')
    expect(text).to.include('2 formulas become values; 1 kept formula,')
    same(excel.formulas('C1:E1'), [[1000, 'late', '#N/A']])
    expect(left(book)).to.eql([0, 0, 0])
    expect(excel.workbook.sheets[0].tabColor).to.equal('')
    expect(JSON.stringify(excel.save())).not.to.match(/duebook|AR\.|_xldudf_/i)
    await desk.board.notices[0].actions[0].run()
    same(excel.formulas('C1:E1'), [[1000, ...FORMULAS]])
    expect(left(book)).to.eql(before)
    await excel.press('Duebook.ThawSheet')
    same(excel.formulas('C1:E1'), [['=AR.BALANCE(B1,,$A$1)', ...FORMULAS]])
  })

  it('removes the values too when asked, and Undo brings them back', async () => {
    const book = await opened('zh-CN')
    const { excel, desk } = book
    const text = await cleaned(book, 'blank')
    expect(text).to.include('2 个公式变为数值；移除 1 个保留的公式')
    same(excel.formulas('A1:E1'), [['2026-03-31', 'C001', '', '', '']])
    await desk.board.notices[0].actions[0].run()
    same(excel.formulas('C1:E1'), [[1000, ...FORMULAS]])
  })

  it('changes nothing when it is put aside, and says when there is nothing to clean', async () => {
    const book = await opened()
    const before = left(book)
    await cleaned(book, 'cancel')
    expect(left(book)).to.eql(before)
    await cleaned(book, 'values')
    await book.excel.press('Duebook.CleanCopy')
    expect(book.desk.board.notices[0].title).to.equal('This workbook is clean: it holds nothing of Duebook.')
  })
})
