import { expect } from 'chai'
import type { Book } from '../../../shared/book/book.js'
import { day } from '../../../shared/dates.js'
import { aging, agingTotals } from '../../../shared/domain/aging.js'
import { balanceSheetView, prepaymentProposals } from '../../../shared/domain/prepayments.js'
import { decimal } from '../../../shared/money.js'
import { sampleLedger } from '../../sample-ledger.js'
import { F1 } from './aging.test.js'

const at = (asOf: string) => ({ asOf: day(asOf) })
const name = (book: Book, item: number) => book.nameOf(book.items.document[item])
const proposals = (book: Book, asOf: string) =>
  prepaymentProposals(book, at(asOf)).map(({ customer, currency, debts, credits, proposed, pairs }) => [
    customer,
    currency,
    ...[debts, credits, proposed].map(amount => decimal(amount, currency)),
    pairs.map(({ credit, debt, amount }) => `${name(book, credit)}>${name(book, debt)} ${decimal(amount, currency)}`).join(', '),
  ])

describe('prepayments', () => {
  it('R3.9: a customer with an open debt and unapplied credit is an exception line, with what could be settled', () => {
    const book = sampleLedger(`${F1}\n invoice I-9 C002 2026-03-01 500\n receipt R-9 C003 2026-03-01 700`)
    expect(proposals(book, '2026-03-31')).to.deep.equal([
      ['C001', 'CNY', '100540.00', '10000.00', '10000.00', 'RC-301>INV-101 6300.00, RC-301>INV-102 3700.00'],
    ])
    expect(proposals(book, '2026-04-30')).to.deep.equal([])
  })

  it('R3.9: money reserved for an order is proposed only for what bills that order; currencies stay apart', () => {
    const book = sampleLedger(`
      order   O-1 C001 2026-03-01 100
      receipt R-1 C001 2026-03-02 order O-1 100
      invoice I-1 C001 2026-03-03 40
      invoice I-2 C001 2026-03-04 currency USD rate 7 40`)
    expect(proposals(book, '2026-03-31')).to.deep.equal([])
    const billed = sampleLedger(`
      order   O-1 C001 2026-03-01 100
      receipt R-1 C001 2026-03-02 order O-1 100
      invoice I-1 C001 2026-03-03 40
      invoice I-2 C001 2026-03-05 order O-1 60`)
    expect(proposals(billed, '2026-03-31')).to.deep.equal([['C001', 'CNY', '100.00', '100.00', '60.00', 'R-1>I-2 60.00']])
  })

  it('R3.9: the balance sheet shows each customer on one side, no customer netted with another', () => {
    const book = sampleLedger(`${F1}
      invoice I-9 C002 2026-03-01 500
      receipt R-9 C003 2026-03-01 700
      receipt R-8 C002 2026-03-02 200
      receipt R-7 C004 2026-03-02 50
      invoice I-7 C004 2026-03-03 50`)
    const { rows, receivable, advances } = balanceSheetView(book, at('2026-03-31'))
    expect(rows.map(({ customer, account, amount }) => [customer, account, decimal(amount)])).to.deep.equal([
      ['C001', '1122', '90540.00'],
      ['C002', '1122', '300.00'],
      ['C003', '2203', '700.00'],
    ])
    expect([decimal(receivable), decimal(advances)]).to.deep.equal(['90840.00', '700.00'])
    expect(receivable - advances).to.equal(agingTotals(aging(book, at('2026-03-31'))).reduce<number>((sum, amount) => sum + amount, 0))
  })
})
