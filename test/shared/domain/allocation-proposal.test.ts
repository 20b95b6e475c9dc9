import { expect } from 'chai'
import { day } from '../../../shared/dates.js'
import { proposedAllocations, settleables, type AllocationMethod } from '../../../shared/domain/allocation-proposal.js'
import { decimal } from '../../../shared/money.js'
import type { Book } from '../../../shared/book/book.js'
import { record, sampleLedger } from '../../sample-ledger.js'

const LEDGER = `
  invoice   I-1   C001  2025-05-01  due 2025-05-31   1000.00
  invoice   I-2   C001  2025-05-05  due 2025-06-04   2000.00
  invoice   I-12  C001  2025-04-01  due 2025-05-01    500.00
  receipt   R-1   C001  2025-06-10                   1200.00  reason pays:I-2,I-1
  receipt   R-2   C001  2025-06-11                    100.01`

/** The proposal as an accountant reads it. */
function proposal(book: Book, method: AllocationMethod, date = '2025-06-30') {
  const { allocations, creditsLeft, debtsLeft } = proposedAllocations(book, settleables(book, 0, day(date)), method)
  return {
    lines: allocations.map(
      ({ credit, debt, amount }) => `${book.nameOf(credit.document)} ${book.nameOf(debt.document)} ${decimal(amount)}`,
    ),
    left: [decimal(creditsLeft), decimal(debtsLeft)],
  }
}

describe('a proposal of allocations', () => {
  it('goes to the debt due first, until the credits are used up', () => {
    expect(proposal(sampleLedger(LEDGER), 'oldestFirst')).to.deep.equal({
      lines: ['R-1 I-12 500.00', 'R-1 I-1 700.00', 'R-2 I-1 100.01'],
      left: ['0.00', '2199.99'],
    })
  })

  it('goes to the numbers that the credit names, in their order, and to no others', () => {
    expect(proposal(sampleLedger(LEDGER), 'byNumber')).to.deep.equal({ lines: ['R-1 I-2 1200.00'], left: ['100.01', '2300.00'] })
  })

  it('gives each debt its share to the fen', () => {
    const { lines, left } = proposal(sampleLedger(LEDGER), 'proRata')
    expect(lines).to.deep.equal(['R-1 I-12 185.72', 'R-1 I-1 371.43', 'R-1 I-2 642.85', 'R-2 I-2 100.01'])
    expect(left).to.deep.equal(['0.00', '2199.99'])
  })

  it('sets red against blue and a prepayment against a later invoice', () => {
    const book = sampleLedger(`
      receipt     R-1  C001  2025-04-01                   300.00
      invoice     I-1  C001  2025-05-01  due 2025-05-31  1000.00
      creditnote  K-1  C001  2025-05-02                   100.00`)
    expect(proposal(book, 'oldestFirst').lines).to.deep.equal(['R-1 I-1 300.00', 'K-1 I-1 100.00'])
  })

  it('leaves other currencies, later documents and what an order reserves alone', () => {
    const book = sampleLedger(`
      invoice  I-1  C001  2025-05-01  due 2025-05-31  1000.00
      invoice  I-2  C001  2025-07-01  due 2025-07-31  1000.00
      receipt  R-1  C001  2025-05-10  currency USD rate 7.1  1000.00`)
    expect(proposal(book, 'oldestFirst')).to.deep.equal({ lines: [], left: ['1000.00', '1000.00'] })
  })

  for (const method of ['oldestFirst', 'byNumber', 'proRata'] as const) {
    it(`is taken by the ledger as it stands (${method})`, () => {
      const book = sampleLedger(LEDGER)
      const { allocations } = proposedAllocations(book, settleables(book, 0, day('2025-06-30')), method)
      for (const { credit, debt, amount } of allocations) {
        const row = { from: book.nameOf(credit.document), to: book.nameOf(debt.document), amount: decimal(amount), date: '2025-06-30' }
        record(book, { table: 'allocations', row })
      }
      const after = settleables(book, 0, day('2025-06-30'))
      const { creditsLeft, debtsLeft } = proposedAllocations(book, after, method)
      const left = (side: readonly { left: number }[]) => side.reduce((sum, one) => sum + one.left, 0)
      expect([creditsLeft, debtsLeft]).to.deep.equal([left(after.credits), left(after.debts)])
    })
  }
})
