import { expect } from 'chai'
import { day, type IsoDate } from '../../../shared/dates.js'
import { closeAll } from '../duebook.js'
import type { Beginning, Part } from '../../../addin/commands/cut-over.js'
import { opened, type Opened } from './opened.js'

const DATE = '2026-03-31' as IsoDate

describe('a ledger begins on a day', function () {
  this.timeout(60_000)
  afterEach(closeAll)

  /** Three open items of two customers, a prepayment of a third, a limit, and a trial balance that differs by 50.00 for one. */
  const sheet = async (): Promise<Opened> => {
    const there = await opened()
    const { excel } = there.book
    excel.type('A1', [
      ['发票号', '客户名称', '开票日期', '到期日', '余额'],
      ["'F1", '东方机电', "'2025-12-01", "'2026-01-31", 1000],
      ["'F2", '东方机电', "'2026-03-01", "'2026-04-30", 200],
      ["'F3", '西部钢构', "'2026-02-01", "'2026-03-03", 300],
    ])
    excel.type('G1', [
      ['客户名称', '预收金额'],
      ['南山贸易', 80],
    ])
    excel.type('J1', [
      ['客户名称', '信用额度'],
      ['东方机电', 5000],
    ])
    excel.type('M1', [
      ['客户名称', '期末余额'],
      ['东方机电', 1200],
      ['西部钢构', 350],
      ['南山贸易', -80],
    ])
    return there
  }
  const CELLS: Readonly<Record<Part, string>> = { items: 'A1', prepayments: 'G1', limits: 'J1', trialBalance: 'M1' }

  const prepared = async (there: Opened): Promise<Beginning> => {
    const { book, of } = there
    let beginning: Beginning = { date: DATE, parts: {}, typed: {}, explanations: {} }
    for (const part of of.PARTS) {
      book.excel.select(CELLS[part])
      const adoption = await of.partOf(book.desk, part, await of.meantRange(), beginning)
      expect([part, adoption.questions, adoption.adopted?.faults]).to.deep.equal([part, [], []])
      beginning = { ...beginning, parts: { ...beginning.parts, [part]: adoption } }
    }
    return beginning
  }
  const byName = ({ parts }: Beginning) => new Map(parts.items!.adopted!.customers.map(({ code, name }) => [name, code]))

  it('starts only when every difference is 0.00 or explained, and ages by the dates of the items', async () => {
    const there = await sheet()
    const { book, of } = there
    const beginning = await prepared(there)
    const plan = of.plannedCutOver(book.desk, beginning)
    const west = byName(beginning).get('西部钢构')!
    expect(plan.ties.map(({ difference }) => difference).sort()).to.deep.equal([0, 0, 5000])
    expect([plan.ready, plan.faults]).to.deep.equal([false, []])
    expect(of.plannedCutOver(book.desk, { ...beginning, typed: { [west]: '300' } }).ready).to.equal(true)

    const explained = { ...beginning, explanations: { [west]: { text: '尾差', post: true } } }
    const became = await of.startLedger(book.desk, of.plannedCutOver(book.desk, explained))
    expect([became.refused, became.waiting, became.problem]).to.deep.equal([[], [], undefined])
    const { book: ledger } = book.desk.context()
    const east = ledger.customers.find(byName(beginning).get('东方机电')!)!
    expect(ledger.values.at('company', '', 'cutOver', day('2026-12-31'))).to.equal(DATE)
    expect(ledger.values.at('customer', ledger.customers.texts[east], 'creditLimit', day(DATE))).to.equal('5000.00')
    book.excel.type('R1', [
      [`=AR.BALANCE("东方机电",,"${DATE}")`],
      [`=AR.AGING("东方机电","31-60","${DATE}")`],
      ['=AR.BALANCE("*",,"2026-03-30")'],
    ])
    await book.until('answers', () => book.excel.value('R1') === 1200 && book.excel.value('R3') === '#VALUE!')
    expect(book.excel.value('R2')).to.equal(1000)
  })

  it('a day before the items is refused by line, and nothing has begun while a row is declined', async () => {
    const there = await sheet()
    const { book, of } = there
    const early = of.onDay(book.desk, await prepared(there), '2026-02-28' as IsoDate)
    const plan = of.plannedCutOver(book.desk, early)
    expect(plan.ready).to.equal(false)
    expect(plan.faults.map(({ line, number }) => [line, number])).to.deep.equal([[3, 'F2']])
    const rows = plan.rows.map(row => (row.row.number === 'F1' ? { ...row, row: { ...row.row, amount: 'abc' } } : row))
    const became = await of.startLedger(book.desk, { ...plan, rows })
    expect(became.refused.map(({ row }) => row.row.number)).to.deep.equal(['F1'])
    const { book: ledger } = book.desk.context()
    expect([ledger.documents.count, ledger.values.at('company', '', 'cutOver', day('2026-12-31'))]).to.deep.equal([0, undefined])
  })

  it('the old sheet beside ours names the documents of each difference', async () => {
    const there = await sheet()
    const { book, of } = there
    const beginning = await prepared(there)
    await of.startLedger(book.desk, of.plannedCutOver(book.desk, beginning))
    book.excel.type('A20', [
      ['客户', '余额', '逾期'],
      ['东方机电', 1000, 1000],
      ['西部钢构', 300, 300],
    ])
    book.excel.select('A20')
    const { found, explained } = await of.proposedResults(book.desk, await of.meantRange(), { date: DATE })
    expect(found.cells.map(({ cell, difference }) => [cell, difference])).to.deep.equal([
      ['B21', 200],
      ['C21', 0],
      ['B22', 0],
      ['C22', 0],
    ])
    expect(explained.get('B21')!.explained!.map(({ document, amount }) => [document, amount])).to.deep.equal([['F2', 20_000]])
  })
})
