import { expect } from 'chai'
import type { Book } from '../../../shared/book/book.js'
import { day } from '../../../shared/dates.js'
import { aging, agingTotals } from '../../../shared/domain/aging.js'
import { exposure, exposures } from '../../../shared/domain/credit.js'
import { ROLL_FORWARD_COLUMNS, rollForward, rollForwardTotals } from '../../../shared/domain/roll-forward.js'
import { decimal } from '../../../shared/money.js'
import { enter, record, sampleLedger } from '../../sample-ledger.js'
import { refused } from './posting/views.js'

const at = (asOf: string) => ({ asOf: day(asOf) })
const risk = (book: Book, asOf: string) => {
  const found = exposure(book, 0, at(asOf))
  expect(exposures(book, at(asOf))(0)).to.deep.equal(found)
  return [found.open, found.unapplied, found.bills, found.total].map(amount => decimal(amount))
}
const columns = (book: Book, from: string, to: string) => {
  const totals = rollForwardTotals(rollForward(book, { period: { from: day(from), to: day(to) } }))
  return Object.fromEntries(ROLL_FORWARD_COLUMNS.map((column, i) => [column, decimal(totals[i])]).filter(([, amount]) => amount !== '0.00'))
}
const LEDGER = `
  invoice  I-1 C001 2026-01-10 due 2026-02-09 1000
  receipt  R-1 C001 2026-03-01 billDue 2026-08-31 1000
  allocate R-1 I-1  2026-03-01 1000`

describe('bills of exchange', () => {
  it('R7.1: a receipt by bill lowers the receivable; passed on and not yet due it stays in the exposure', () => {
    const book = sampleLedger(LEDGER)
    expect(risk(book, '2026-02-28')).to.deep.equal(['1000.00', '0.00', '0.00', '1000.00'])
    expect(risk(book, '2026-03-31'), 'held').to.deep.equal(['0.00', '0.00', '0.00', '0.00'])
    enter(book, 'value document R-1 bill 2026-04-15 endorsed')
    expect(risk(book, '2026-04-14')).to.deep.equal(['0.00', '0.00', '0.00', '0.00'])
    expect(risk(book, '2026-04-15')).to.deep.equal(['0.00', '0.00', '1000.00', '1000.00'])
    expect(risk(book, '2026-08-31')).to.deep.equal(['0.00', '0.00', '1000.00', '1000.00'])
    expect(risk(book, '2026-09-01'), 'paid').to.deep.equal(['0.00', '0.00', '0.00', '0.00'])
  })

  it('R7.1: dishonoured, the receipt is reversed and the item stands again with its original dates', () => {
    const book = sampleLedger(LEDGER)
    enter(book, 'value document R-1 bill 2026-03-15 discounted\n reverse receipt R-1 2026-07-01')
    expect(risk(book, '2026-06-30')).to.deep.equal(['0.00', '0.00', '1000.00', '1000.00'])
    expect(risk(book, '2026-07-01')).to.deep.equal(['1000.00', '0.00', '0.00', '1000.00'])
    const buckets = agingTotals(aging(book, at('2026-07-01'))).map(amount => decimal(amount))
    expect(buckets, '142 days after 9 February').to.deep.equal(['0.00', '0.00', '0.00', '0.00', '1000.00', '0.00'])
  })

  it('R7.1: bills have their own column in the roll-forward, their return too', () => {
    const book = sampleLedger(`${LEDGER}\n receipt R-2 C001 2026-03-02 50\n reverse receipt R-1 2026-04-01`)
    expect(columns(book, '2026-03-01', '2026-03-31')).to.deep.equal({
      opening: '1000.00',
      cash: '-50.00',
      bills: '-1000.00',
      closing: '-50.00',
    })
    expect(columns(book, '2026-04-01', '2026-04-30')).to.deep.equal({ opening: '-50.00', bills: '1000.00', closing: '950.00' })
  })

  it('R7.1: a bill needs its due date, and is where the row says', () => {
    const book = sampleLedger('invoice I-1 C001 2026-01-10 1000')
    expect(refused(book, 'receipt R-1 C001 2026-03-01 bill endorsed 1000')).to.equal('BAD_ROW')
    record(book, {
      table: 'receipts',
      row: { number: 'R-1', customer: 'C001', docDate: '2026-03-01', amount: '400', billDue: '2026-08-31', bill: 'endorsed' },
    })
    expect(risk(book, '2026-03-31')).to.deep.equal(['1000.00', '-400.00', '400.00', '1000.00'])
  })
})
