import { expect } from 'chai'
import { checkInvariants } from '../../../shared/book/invariants.js'
import { day } from '../../../shared/dates.js'
import { balance } from '../../../shared/domain/balance.js'
import { closeAll, startService, type Duebook } from '../duebook.js'
import { look, MESSY, opened, type Opened, type Value } from './opened.js'

const owed = ({ desk }: Duebook, name: string) => {
  const { book } = desk.context()
  const index = book.customerFiles.findIndex(file => file?.name === name)
  return balance(book, index, { asOf: day('2026-12-31') })
}
const NEVER: Readonly<Record<string, string>> = { receivedOn: 'document', fillDown: 'no' }

describe('a table kept by hand is taken into the ledger', function () {
  this.timeout(120_000)
  afterEach(closeAll)

  const answered = async (there: Opened, selected: string) => {
    const { book, of } = there
    let adoption = await look(there, selected)
    for (let asked = adoption.questions.at(0); asked; asked = adoption.questions.at(0))
      adoption = of.withAnswer(book.desk, adoption, asked, NEVER[asked.kind] ?? asked.choices[0].answer)
    return adoption
  }

  it('is found around one cell of it, over its blank rows, and refused where nothing stands', async () => {
    const there = await opened()
    const { book, of } = there
    book.excel.type('B3', MESSY)
    for (const cell of ['C5', 'B10']) {
      book.excel.select(cell)
      const { address, area, region } = await of.meantRange()
      expect([address, area.top, region]).to.deep.equal(['B3:G11', 2, true])
    }
    book.excel.select('B4:G6')
    expect((await of.meantRange()).address).to.equal('B4:G6')
    book.excel.select('J1:K9')
    const nothing = await of.meantRange().catch((error: unknown) => error)
    expect(nothing).to.include({ code: 'NO_CELL_SELECTED' })
  })

  it('posts what can be read, lists the rest by cell, and takes in again only what is missing', async () => {
    const there = await opened()
    const { book, of } = there
    book.excel.type('B3', MESSY)
    const adoption = await answered(there, 'C5')
    const { adopted, mapping, range } = adoption
    expect(mapping.kind).to.equal('invoices')
    expect(adopted!.faults.map(({ cell, refusal }) => [cell, refusal.code])).to.deep.equal([
      ['D9', 'BAD_DATE'],
      ['C10', 'MISSING_CELL'],
    ])
    const first = await of.takeIn(book.desk, adopted!.rows, { title: 'x' })
    const lines = of.linesOf(adopted!.posted, adopted!.rows, first)
    expect(lines).to.deep.equal({ taken: [5, 6, 11], already: [], refused: [], waiting: [] })
    expect(lines.taken.length + adopted!.leftOut.length + 2).to.equal(range.values.length)
    expect([owed(book, '东方机电有限公司'), owed(book, '西部钢构')]).to.deep.equal([47_950, 250_000])

    // Mended in the sheet, and taken again: what is in the ledger is passed over.
    book.excel.type('D9', [["'2026-02-28"]])
    const again = await of.readAgain(book.desk, adoption, await of.meantAgain(adoption.meant))
    expect([again.questions, again.adopted!.customers]).to.deep.equal([[], []])
    const second = await of.takeIn(book.desk, again.adopted!.rows, { title: 'x' })
    expect(of.linesOf(again.adopted!.posted, again.adopted!.rows, second)).to.deep.equal({
      taken: [9],
      already: [5, 6, 11],
      refused: [],
      waiting: [],
    })
    expect(owed(book, '西部钢构')).to.equal(280_000)
    expect(checkInvariants(book.desk.context().book)).to.deep.equal([])
  })

  it('says which line the ledger declines when a posted row was changed, and takes the others', async () => {
    const there = await opened()
    const { book, of } = there
    book.excel.type('A1', MESSY.slice(1, 4))
    const adoption = await answered(there, 'A1')
    await of.takeIn(book.desk, adoption.adopted!.rows, { title: 'x' })
    book.excel.type('E3', [[2600]])
    book.excel.type('A4', [["'0009", '西部钢构', "'2026-04-01", '', 10, '']])
    const again = await of.readAgain(book.desk, adoption, await of.meantAgain(adoption.meant))
    const became = await of.takeIn(book.desk, again.adopted!.rows, { title: 'x' })
    const { refused, taken } = of.linesOf(again.adopted!.posted, again.adopted!.rows, became)
    expect(refused.map(({ line }) => line)).to.deep.equal([3])
    expect(refused[0].message).to.match(/0002/)
    expect(taken).to.deep.equal([4])
  })

  it('remembers how it is read: for the workbook, and for the company in another one', async () => {
    const service = await startService({})
    const mine = await opened({ service })
    mine.book.excel.type('A1', MESSY.slice(1))
    let adoption = await answered(mine, 'A1')
    adoption = mine.of.withField(mine.book.desk, adoption, 5, null)
    await mine.of.remember(mine.book.desk, adoption)
    const same = await look(mine, 'A1')
    expect([same.remembered, same.mapping.columns[5].field, same.questions]).to.deep.equal(['workbook', null, []])

    const theirs = await opened({ service })
    theirs.book.excel.type('D7', MESSY.slice(1))
    const other = await look(theirs, 'D7')
    expect([other.remembered, other.mapping.columns[5].field, other.questions]).to.deep.equal(['company', null, []])
    // What is remembered already is not posted again.
    const { change } = theirs.book.desk.context().book
    await theirs.of.remember(theirs.book.desk, other)
    expect(theirs.book.desk.context().book.change).to.equal(change)
  })

  it('takes what is said instead of what was guessed; one column is one thing', async () => {
    const there = await opened()
    const { book, of } = there
    book.excel.type('A1', MESSY.slice(1))
    const guessed = await look(there, 'A1')
    const said = of.withField(book.desk, guessed, 3, 'docDate')
    expect(said.mapping.columns.map(({ field }) => field).slice(2, 4)).to.deep.equal([null, 'docDate'])
    const missing = of.withField(book.desk, said, 0, null)
    expect([missing.adopted, missing.found.missing[0]]).to.deep.equal([undefined, ['invoiceNumber', 'number']])
    expect(of.withKind(book.desk, guessed, 'openingItems').mapping.kind).to.equal('openingItems')
  })

  it('stops between two slices, and goes on where it stopped', async () => {
    const there = await opened()
    const { book, of } = there
    const rows = Array.from({ length: 50 }, (_, i): Value[] => [`F${i}`, '东方', "'2026-01-05", 10])
    book.excel.type('A1', [['发票号', '客户', '开票日期', '价税合计'], ...rows])
    const { adopted } = await answered(there, 'A1')
    const stopping = book.desk.board.subscribe(() => {
      const work = book.desk.board.works.find(({ done }) => done >= 20)
      work?.cancel?.()
    })
    const stopped = await of.takeIn(book.desk, adopted!.rows, { title: 'x', slice: 10 })
    stopping()
    expect([stopped.accepted, stopped.waiting.length, stopped.problem]).to.deep.equal([20, 31, undefined])
    const rest = await of.takeIn(book.desk, adopted!.rows, { title: 'x', slice: 10 })
    // A customer is the same again, which is no document that is there already.
    expect([rest.accepted, rest.there.length, rest.waiting]).to.deep.equal([32, 19, []])
    const { book: ledger } = book.desk.context()
    expect([ledger.documents.count, ledger.customerFiles.length]).to.deep.equal([50, 1])
  })

  it('a connection that breaks loses nothing and posts nothing twice', async () => {
    const service = await startService({})
    const there = await opened({ service })
    const { book, of } = there
    book.excel.type('A1', MESSY.slice(1))
    const { adopted } = await answered(there, 'A1')
    await service.stop()
    const broken = await of.takeIn(book.desk, adopted!.rows, { title: 'x' })
    expect(broken.problem).to.match(/no connection/)
    expect(broken.waiting).to.have.length(adopted!.rows.length)
    await service.start()
    const { accepted } = await of.takeIn(book.desk, adopted!.rows, { title: 'x' })
    expect(accepted).to.equal(adopted!.rows.length)
  })
})
