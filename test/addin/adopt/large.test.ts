import { expect } from 'chai'
import { checkInvariants } from '../../../shared/book/invariants.js'
import { closeAll } from '../duebook.js'
import { look, opened, type Value } from './opened.js'

const COUNT = 20_000

describe('a table of 20,000 rows kept by hand', function () {
  this.timeout(300_000)
  afterEach(closeAll)

  it('is read in pieces, with colours of single cells, and taken in without losing a row', async () => {
    const there = await opened()
    const { book, of } = there
    const rows = Array.from({ length: COUNT }, (_, i): Value[] => [
      `L-${i}`,
      `第${i % 97}号机电厂`,
      i % 50 === 7 ? "'2026-02-30" : "'2026.3.1",
      i % 3 ? i + 0.25 : "'1,000.50",
      i,
    ])
    book.excel.type('A1', [['发票号', '客户', '开票日期', '价税合计', '编号'], ...rows])
    await book.excel.Excel.run(async context => {
      context.workbook.worksheets.getItem('Sheet1').getRange('D9').format.font.color = '#FF0000'
      await context.sync()
    })
    const told: number[] = []
    const stop = book.desk.board.subscribe(() => told.push(...book.desk.board.works.map(({ done }) => done)))
    let adoption = await look(there, 'C4')
    stop()
    expect(new Set(told).size).to.be.above(5)
    expect(adoption.range.colours!.flat().filter(Boolean)).to.deep.equal(['#FF0000'])
    const [red] = adoption.questions
    expect([red.kind, red.examples.map(({ cell }) => cell)]).to.deep.equal(['red', ['D9']])
    adoption = of.withAnswer(book.desk, adoption, red, 'yes')
    for (const question of adoption.questions) adoption = of.withAnswer(book.desk, adoption, question, question.choices.at(-1)!.answer)
    const adopted = adoption.adopted!
    const faulty = new Set(adopted.faults.map(({ line }) => line)).size
    expect([adopted.posted.length, faulty, adopted.leftOut.length]).to.deep.equal([COUNT - 400, 400, 1])
    const became = await of.takeIn(book.desk, adopted.rows, { title: 'x' })
    expect(of.linesOf(adopted.posted, adopted.rows, became).taken).to.have.length(COUNT - 400)
    const { book: ledger } = book.desk.context()
    expect(ledger.documents.count).to.equal(COUNT - 400)
    expect(checkInvariants(ledger)).to.deep.equal([])
  })
})
