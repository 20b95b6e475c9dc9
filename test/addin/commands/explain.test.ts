import { expect } from 'chai'
import type { Drilled } from '../../../addin/commands/drilled.js'
import { closeAll, openDuebook, type Duebook, type DuebookOptions } from '../duebook.js'

const LEDGER = `
  customer  C001  name 东方机电
  customer  C002  name 西部钢构
  invoice   I-1  C001  2026-01-10  due 2026-02-10   1000.00
  invoice   I-2  C002  2026-01-20  due 2026-03-25    250.50
  invoice   I-3  C001  2026-02-10  due 2026-04-10    300.00
  receipt   R-1  C001  2026-03-01                    400.00
  allocate  R-1  I-1   2026-03-01                    400.00`

async function sheet(options: DuebookOptions = {}): Promise<Duebook> {
  const opened = await openDuebook({ ledger: LEDGER, entry: 'test/addin/results.ts', ...options })
  opened.excel.type('A1', [
    ["'2026-03-31", 'C001'],
    ['', 'C002'],
  ])
  return opened
}

/** Types a formula, waits for its value, selects the cell and explains it. */
async function explained({ excel, until, explained: page }: Opened, formula: string, value: unknown, cell = 'D5'): Promise<Drilled> {
  excel.type('D5', formula)
  await until(`${cell} to show ${String(value)}, not ${String(excel.value(cell))}`, () => excel.value(cell) === value)
  excel.select(cell)
  await excel.press('Duebook.Explain')
  return page()
}

interface Opened extends Duebook {
  explained: () => Drilled
}

const opened = async (options?: DuebookOptions): Promise<Opened> => {
  const book = await sheet(options)
  const { explanation } = book.exports as { explanation: { current: Drilled } }
  return { ...book, explained: () => explanation.current }
}

const documents = ({ rows }: Drilled) => rows.map(({ document, amount }) => `${document} ${amount / 100}`).join(', ')

describe('Explain', () => {
  afterEach(closeAll)

  it('names the documents behind one call, in words', async () => {
    const book = await opened()
    const found = await explained(book, '=AR.BALANCE(B1,,$A$1)', 900)
    expect(documents(found)).to.equal('I-1 600, I-3 300')
    expect([found.total, found.shown, found.difference]).to.eql([90_000, 90_000, 0])
  })

  it('adds and subtracts functions, and cells that hold them', async () => {
    const book = await opened()
    book.excel.type('C1', [['=AR.BALANCE(B1,,$A$1)'], ['=-C1-Sheet1!C3'], ['=SUM(C4:C5)'], ['=AR.OVERDUE("C002",,$A$1)'], [7]])
    const found = await explained(book, '=ROUND(AR.OVERDUE("*",,$A$1)-C2,2)', 850.5 + 900 + 250.5 + 7)
    expect(documents(found)).to.equal('I-1 600, I-2 250.5, I-1 600, I-3 300, I-2 250.5')
    expect([found.total, found.difference]).to.eql([200_800, 0])
    expect(found.parts.map(({ through }) => through.join(' > '))).to.eql([
      '',
      'Sheet1!C2 > Sheet1!C1',
      'Sheet1!C2 > Sheet1!C3 > Sheet1!C4',
      'Sheet1!C2 > Sheet1!C3',
    ])
  })

  it('ends at a circle', async () => {
    const book = await opened()
    book.excel.type('C1', '=D5')
    const found = await explained(book, '=AR.BALANCE(B1,,$A$1)+C1', 0)
    expect(documents(found)).to.equal('I-1 600, I-3 300')
  })

  it('of an array explains the element that is selected', async () => {
    const book = await opened()
    const bucket = await explained(book, '=AR.AGING(B1,,$A$1)', 600, 'F5')
    expect([documents(bucket), bucket.difference]).to.eql(['I-1 600', 0])
    const customer = await explained(book, '=AR.BALANCE(B1:B2,,$A$1)', 250.5, 'D6')
    expect([documents(customer), customer.difference]).to.eql(['I-2 250.5', 0])
  })

  it('explains a frozen cell by what the ledger knew then', async () => {
    const book = await opened()
    await explained(book, '=AR.BALANCE(B1,,$A$1)', 900)
    await book.excel.press('Duebook.FreezeSheet')
    const change = book.desk.replica.status.change
    await book.service.post(['receipts', { number: 'R-2', customer: 'C001', docDate: '2026-03-20', amount: 100 }])
    await book.until('the receipt', () => book.desk.replica.status.change > change)
    await book.excel.press('Duebook.Explain')
    const found = book.explained()
    expect(found.formula).to.equal('=AR.BALANCE(B1,,$A$1)')
    expect([documents(found), found.difference, found.frozen?.change]).to.eql(['I-1 600, I-3 300', 0, change])
  })

  it('shows a part that it cannot follow as it stands, with the difference', async () => {
    const book = await opened()
    const found = await explained(book, '=AR.BALANCE(B1,,$A$1)+AR.OVERDUE(B1&"",,$A$1)+MAX(1,2)', 1502)
    expect(documents(found)).to.equal('I-1 600, I-3 300')
    expect([found.total, found.difference]).to.eql([90_000, 60_200])
    const { sentences } = found as unknown as { sentences: string[] }
    expect(sentences.join('\n')).to.include('Only Excel can evaluate B1&""').and.include('The part MAX(1,2) cannot be followed.')
    const times = await explained(book, '=AR.BALANCE(B1,,$A$1)*2', 1800)
    expect([times.total, times.rows]).to.eql([null, []])
  })

  it('explains an answer that is no sum by its figures, and an error by its reason', async () => {
    const book = await opened()
    const days = await explained(book, '=AR.OVERDUE(B1,"days",$A$1)', 49)
    expect([days.total, documents(days), days.parts[0].call?.drill.terms.length]).to.eql([null, 'I-1 600', 3])
    const unknown = await explained(book, '=AR.BALANCE("C9",,$A$1)', '#N/A')
    expect(unknown.reasons.map(({ en }) => en).join(' ')).to.include('There is no customer C9.')
  })

  it('says so in the language of the user where there is nothing to explain', async () => {
    const book = await opened({ locale: 'zh-CN' })
    book.excel.select('B1')
    await book.excel.press('Duebook.Explain')
    expect(book.desk.board.notices[0].title).to.match(/^Sheet1!B1 没有应收簿公式/)
    const found = await explained(book, '=AR.BALANCE(B1,,$A$1)', 900)
    const { sentences } = found as unknown as { sentences: string[] }
    expect(sentences).to.include('共 2 笔单据，合计 900.00。')
  })

  it('explains a figure of a monthly aging sheet, of one customer and of all', async () => {
    const book = await opened()
    await book.desk.settings.change({ asOf: { kind: 'fixed', date: '2026-03-31' } } as never)
    await book.excel.press('Duebook.MonthlyAging')
    const drawn = book.excel.workbook.sheets.find(({ name }) => name.startsWith('Aging'))!
    const values = book.excel.values(`'${drawn.name}'!A1:AZ20`) as unknown[][]
    const headings = values.findIndex(row => row.includes('Balance'))
    const place = (row: (line: unknown[]) => boolean, heading: string) => {
      const column = values[headings].indexOf(heading)
      const letters = (column >= 26 ? String.fromCharCode(64 + Math.floor(column / 26)) : '') + String.fromCharCode(65 + (column % 26))
      return `'${drawn.name}'!${letters}${values.findIndex((line, at) => at > headings && row(line)) + 1}`
    }
    const at = async (cell: string) => {
      book.excel.select(cell)
      await book.excel.press('Duebook.Explain')
      return book.explained()
    }
    const one = await at(place(line => line.includes('C001'), '31–60 days'))
    expect([documents(one), one.difference, one.asOf]).to.eql(['I-1 600', 0, '2026-03-31'])
    const all = await at(place(line => line.includes('Total'), 'Balance'))
    expect([documents(all), all.difference]).to.eql(['I-1 600, I-3 300, I-2 250.5', 0])
  })
})
