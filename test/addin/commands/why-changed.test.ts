import { expect } from 'chai'
import { day } from '../../../shared/dates.js'
import type { askChange, knownMoments, WhyChanged } from '../../../addin/commands/why-changed.js'
import { closeAll, openDuebook, type Duebook } from '../duebook.js'

const LEDGER = `
  customer  C001  name 东方机电
  customer  C002  name 西部钢构
  invoice   I-1  C001  2026-01-10  due 2026-02-10   1000.00
  invoice   I-2  C002  2026-01-20  due 2026-03-25    250.50
  invoice   I-3  C001  2026-03-10  due 2026-04-10    300.00
  receipt   R-1  C001  2026-03-01                    400.00
  allocate  R-1  I-1   2026-03-01                    400.00`

interface Exports {
  change: { current: WhyChanged }
  askChange: typeof askChange
  knownMoments: typeof knownMoments
}

const causes = ({ parts }: WhyChanged) => parts.map(({ cause, amount }) => `${cause} ${amount / 100}`)

async function asked(formula: string, value: number, locale = 'en-US'): Promise<Duebook & { why: Exports }> {
  const book = await openDuebook({ ledger: LEDGER, entry: 'test/addin/results.ts', locale })
  book.excel.type('A1', [["'2026-03-31", formula]])
  await book.until('the value', () => book.excel.value('B1') === value)
  book.excel.select('B1')
  await book.excel.press('Duebook.WhyChanged')
  return { ...book, why: book.exports as Exports }
}

describe('Why did it change', () => {
  afterEach(closeAll)

  it('leads from the month end before to the date of the cell, and adds up', async () => {
    const { why } = await asked('=AR.BALANCE("C001",,$A$1)-AR.OVERDUE("C002",,$A$1)', 900 - 250.5)
    const found = why.change.current
    expect([found.from.asOf, found.to.asOf]).to.eql(['2026-02-28', '2026-03-31'])
    expect(causes(found)).to.eql(['invoices 300', 'receipts -400', 'movedIn -250.5'])
    expect([found.opening, found.closing]).to.eql([100_000, 64_950])
    expect(found.opening + found.parts.reduce((sum, { amount }) => sum + amount, 0)).to.equal(found.closing)
    expect(found.sentences[0]).to.equal('From 2026-02-28 to 2026-03-31, Sheet1!B1 went from 1,000.00 to 649.50: -350.50.')
  })

  it('tells of one date known at two changes', async () => {
    const book = await asked('=AR.BALANCE("C001",,$A$1)', 900, 'zh-CN')
    await book.service.post(['invoices', { number: 'I-9', customer: 'C001', docDate: '2026-02-01', dueDate: '2026-03-01', amount: 50 }])
    await book.until('the invoice', () => book.excel.value('B1') === 950)
    const { from, to } = book.why.knownMoments(book.desk, '2026-03-31' as never)
    await book.why.askChange(book.desk, from, to)
    const found = book.why.change.current
    expect(causes(found)).to.eql(['backdated 50'])
    expect([found.opening, found.closing]).to.eql([90_000, 95_000])
    expect(found.sentences).to.include('补记（日期在前、记录在后）：50.00。')
  })

  it('tells the figures of an answer that is no sum', async () => {
    const { why } = await asked('=AR.OVERDUE("C001","days",$A$1)', 49)
    expect(why.change.current.adds).to.equal(false)
    expect(why.change.current.sentences[0]).to.match(/went from 18 to 49\.$/)
  })

  it('takes any two dates', async () => {
    const book = await asked('=AR.BALANCE("*",,$A$1)', 1150.5)
    await book.why.askChange(book.desk, { asOf: day('2026-01-01') }, { asOf: day('2026-01-31') })
    expect(causes(book.why.change.current)).to.eql(['invoices 1250.5'])
  })
})
