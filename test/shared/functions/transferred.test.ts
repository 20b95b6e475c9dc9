import { expect } from 'chai'
import { day } from '../../../shared/dates.js'
import { call, contextOf } from '../../../shared/functions/evaluate.js'
import { record, sampleLedger } from '../../sample-ledger.js'

describe('cells after a transfer', () => {
  const book = sampleLedger(`
    customer C002
    invoice  I-1 C001 2026-03-01 due 2026-03-31 100
    receipt  R-1 C001 2026-03-10 30
    allocate R-1 I-1  2026-03-10 30`)
  record(book, { table: 'transfers', row: { number: 'T-1', from: 'C001', to: 'C002', date: '2026-04-02', merge: true } })
  const cell = (name: string, ...args: string[]) => call(contextOf(book, day('2026-04-30')), name, args)

  it('R3.12: an invoice keeps its number and its answer on every day, whoever owes it', () => {
    const open = ['2026-03-09', '2026-04-01', '2026-04-02', '2026-04-30'].map(asOf => cell('AR.INVOICE_OPEN', 'I-1', asOf))
    expect(open).to.deep.equal([100, 70, 70, 70])
    expect(['2026-02-28', '2026-03-31', '2026-04-30'].map(asOf => cell('AR.INVOICE_STATUS', 'I-1', asOf))).to.deep.equal([
      'not yet posted',
      'part paid',
      'overdue',
    ])
  })

  it('R3.12: an old code answers with its own history, and with customers=now for its successor', () => {
    expect([cell('AR.BALANCE', 'C001', 'total', '2026-04-01'), cell('AR.BALANCE', 'C001', 'total', '2026-04-30')]).to.deep.equal([70, 0])
    expect(cell('AR.AGING', 'C001', '1-30', '2026-04-30', 'customers=now')).to.equal(70)
    expect(cell('AR.AGING', 'C002', '1-30', '2026-04-30', 'customers=now')).to.equal(70)
    expect(cell('AR.AGING', 'C001', '1-30', '2026-04-30')).to.equal(0)
  })
})
