import { expect } from 'chai'
import type { Book } from '../../../../shared/book/book.js'
import { checkInvariants } from '../../../../shared/book/invariants.js'
import { day } from '../../../../shared/dates.js'
import { collection } from '../../../../shared/domain/collection.js'
import { ROLL_FORWARD_COLUMNS, rollForward, rollForwardTotals } from '../../../../shared/domain/roll-forward.js'
import { decimal } from '../../../../shared/money.js'
import type { Refusal } from '../../../../shared/refusals.js'
import { enter, record, sampleLedger } from '../../../sample-ledger.js'
import { buckets, open, total } from './views.js'

type Leg = { document: string; amount: string; instalment?: number } | { account: string; amount: string }
const net = (book: Book, legs: Leg[], more: Record<string, unknown> = {}) =>
  record(book, { table: 'nettings', row: { agreement: 'HX-1', date: '2026-04-10', legs, ...more } })
const refusedNetting = (book: Book, legs: Leg[], more: Record<string, unknown> = {}) => {
  try {
    net(book, legs, more)
  } catch (error) {
    return (error as Refusal).code
  }
  return 'accepted'
}
const APRIL = { from: day('2026-04-01'), to: day('2026-04-30') }
const columns = (book: Book) => {
  const totals = rollForwardTotals(rollForward(book, { period: APRIL }))
  return Object.fromEntries(ROLL_FORWARD_COLUMNS.map((column, i) => [column, decimal(totals[i])]).filter(([, amount]) => amount !== '0.00'))
}
const LEDGER = `
  invoice    I-1 C001 2026-03-01 due 2026-03-31 100
  invoice    I-2 C002 2026-03-01 due 2026-03-31 70
  creditnote N-1 C001 2026-03-05 30
  receipt    R-1 C001 2026-03-06 20`

describe('posting: netting', () => {
  it('R3.11: 应收冲应付: the other party’s account is a reference; the debt is lower from the date, in a column of its own', () => {
    const book = sampleLedger(LEDGER)
    net(book, [
      { document: 'I-1', amount: '-60' },
      { account: '2202 V-9', amount: '60' },
    ])
    expect(['2026-04-09', '2026-04-10'].map(asOf => open(book, 'I-1', asOf)[0])).to.deep.equal(['100.00', '40.00'])
    expect(columns(book)).to.deep.equal({ opening: '120.00', netting: '-60.00', closing: '60.00' })
    const leg = book.documents.count - 1
    expect(book.notes.get(book.documents.id[leg])?.note).to.equal('2202 V-9 60.00')
    expect(checkInvariants(book)).to.deep.equal([])
  })

  it('R3.11: 预收冲应收 and 红蓝对冲 within one customer, 应收冲应收 and three-way across customers add to 0', () => {
    const book = sampleLedger(`${LEDGER}\n receipt R-2 C002 2026-03-07 25`)
    net(book, [
      { document: 'I-1', amount: '-75' },
      { document: 'R-1', amount: '20' },
      { document: 'N-1', amount: '30' },
      { document: 'R-2', amount: '25' },
    ])
    expect(['I-1', 'R-1', 'N-1', 'R-2', 'I-2'].map(number => open(book, number, '2026-04-10')[0])).to.deep.equal([
      '25.00',
      '0.00',
      '0.00',
      '0.00',
      '70.00',
    ])
    expect(total(book, '2026-04-10')).to.equal('95.00')
    expect(columns(book)).to.deep.equal({ opening: '95.00', closing: '95.00' })
    expect(checkInvariants(book)).to.deep.equal([])
  })

  it('R3.11: it is no cash: left out of collection rate and payment habits', () => {
    const book = sampleLedger(LEDGER)
    net(book, [
      { document: 'I-1', amount: '-100' },
      { account: '2202 V-9', amount: '100' },
    ])
    expect(collection(book, { period: APRIL })).to.include({
      collected: 0,
      collectionRate: 0,
      collectionRateOfDue: 0,
      settled: 0,
      weightedDaysLate: null,
    })
  })

  it('R3.11: at one rate for all legs, so that it wins or loses against the documents’ own rates', () => {
    const book = sampleLedger(`
      rate USD 2026-04-09 6.95
      invoice I-1 C001 2026-03-01 currency USD rate 7.00 100
      receipt R-1 C001 2026-03-02 currency USD rate 6.90 100`)
    net(book, [
      { document: 'I-1', amount: '-100' },
      { document: 'R-1', amount: '100' },
    ])
    // The debt was worth 700.00 and the money 690.00: what is left, 10.00, is lost.
    expect(columns(book)).to.deep.equal({ opening: '10.00', fx: '-10.00' })
  })

  it('R3.11: reversed as a whole by its agreement number; the number is free again', () => {
    const book = sampleLedger(LEDGER)
    const before = buckets(book, '2026-04-30')
    const legs = [
      { document: 'I-1', amount: '-50' },
      { document: 'N-1', amount: '30' },
      { document: 'R-1', amount: '20' },
    ]
    net(book, legs)
    expect(refusedNetting(book, legs)).to.equal('DUPLICATE_NUMBER')
    enter(book, 'reverse netting HX-1 2026-04-20')
    expect(buckets(book, '2026-04-30')).to.deep.equal(before)
    expect(buckets(book, '2026-04-19')).to.not.deep.equal(before)
    net(book, legs, { date: '2026-04-25' })
    expect(open(book, 'I-1', '2026-04-30')).to.deep.equal(['50.00'])
    expect(checkInvariants(book)).to.deep.equal([])
  })

  it('R3.11: refuses legs that do not add to 0, other currencies, wrong signs and more than is open', () => {
    const book = sampleLedger(`${LEDGER}\n invoice I-3 C001 2026-03-01 currency USD rate 7 100`)
    const documents = book.documents.count
    const other = (amount: string): Leg => ({ account: '2202 V-9', amount })
    expect(refusedNetting(book, [{ document: 'I-1', amount: '-60' }, other('59.99')])).to.equal('LEGS_NOT_ZERO')
    expect(refusedNetting(book, [{ document: 'I-1', amount: '60' }, other('-60')])).to.equal('WRONG_SIGNS')
    expect(refusedNetting(book, [{ document: 'I-1', amount: '-101' }, other('101')])).to.equal('OVER_ALLOCATED')
    expect(refusedNetting(book, [other('1'), other('-1')])).to.equal('BAD_ROW')
    expect(
      refusedNetting(book, [
        { document: 'I-1', amount: '-1' },
        { document: 'I-3', amount: '1' },
      ]),
    ).to.equal('ACROSS_CURRENCIES')
    expect(refusedNetting(book, [{ document: 'I-1', amount: '0' }, other('0')])).to.equal('BAD_AMOUNT')
    expect(book.documents.count, 'no trace').to.equal(documents)
  })
})
