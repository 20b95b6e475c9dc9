import { expect } from 'chai'
import * as fc from 'fast-check'
import type { Book } from '../../../shared/book/book.js'
import { addDays, day, iso } from '../../../shared/dates.js'
import { aging, agingTotals } from '../../../shared/domain/aging.js'
import type { Filter } from '../../../shared/domain/filter.js'
import {
  movement,
  ROLL_FORWARD_COLUMNS,
  rollForward,
  rollForwardRow,
  rollForwardTotals,
  type RollForwardQuestion,
} from '../../../shared/domain/roll-forward.js'
import { decimal } from '../../../shared/money.js'
import { HISTORY_START, history, play } from '../../history.js'
import { enter, sampleLedger } from '../../sample-ledger.js'
import { F1 } from './aging.test.js'

const period = (from: string, to: string) => ({ from: day(from), to: day(to) })
const MARCH = period('2026-03-01', '2026-03-31')

/** The columns that are not zero, as an accountant reads them. */
const columns = (book: Book, question: RollForwardQuestion) => {
  const totals = rollForwardTotals(rollForward(book, question))
  return Object.fromEntries(ROLL_FORWARD_COLUMNS.map((column, i) => [column, decimal(totals[i])]).filter(([, amount]) => amount !== '0.00'))
}
const sum = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0)
const foots = (row: readonly number[]) => expect(sum(row.slice(0, -1)), 'opening + movements = closing').to.equal(row.at(-1))

describe('roll-forward', () => {
  it('R2.1: F1 in March and April', () => {
    const book = sampleLedger(F1)
    expect(columns(book, { period: MARCH })).to.deep.equal({
      opening: '93900.00',
      billed: '33900.00',
      cash: '-35000.00',
      credited: '-2260.00',
      closing: '90540.00',
    })
    expect(columns(book, { period: period('2026-04-01', '2026-04-30') })).to.deep.equal({
      opening: '90540.00',
      cash: '-16640.00',
      closing: '73900.00',
    })
  })

  it('R3.4 R3.8 R6.1 R6.2: every kind of document has its column; orders have none', () => {
    const book = sampleLedger(`
      opening    P-1 C001 2026-03-01 1000
      invoice    I-1 C001 2026-03-02 500
      debitnote  N-1 C001 2026-03-03 50
      creditnote C-1 C001 2026-03-04 20
      receipt    R-1 C001 2026-03-05 300
      refund     F-1 R-1  2026-03-06 100
      discount   D-1 I-1  2026-03-07 10
      writeoff   W-1 P-1  2026-03-08 400
      recovery   V-1 W-1  2026-03-09 150
      order      O-1 C001 2026-03-10 9999`)
    expect(columns(book, { period: MARCH })).to.deep.equal({
      billed: '550.00',
      cash: '-300.00',
      credited: '-20.00',
      discount: '-10.00',
      refunded: '100.00',
      writtenOff: '-400.00',
      recovered: '150.00',
      transferred: '1000.00',
      closing: '1070.00',
    })
    expect(columns(book, { period: period('2026-04-01', '2026-04-30') })).to.deep.equal({ opening: '1070.00', closing: '1070.00' })
  })

  it('R3.10: a reversal counts in the column of its kind, at its own date', () => {
    const book = sampleLedger(F1)
    const march = columns(book, { period: MARCH })
    enter(book, 'reverse receipt RC-302 2026-04-08')
    expect(columns(book, { period: MARCH })).to.deep.equal(march)
    expect(columns(book, { period: period('2026-04-01', '2026-04-30') })).to.include({ cash: '3360.00', closing: '93900.00' })
  })

  it('R2.2: as it was known', () => {
    const book = sampleLedger(F1)
    const signed = book.change
    enter(book, 'receipt RC-304 C001 2026-03-30 5000')
    expect(columns(book, { period: MARCH })).to.include({ cash: '-40000.00', closing: '85540.00' })
    expect(columns(book, { period: MARCH, knownAt: signed })).to.include({ cash: '-35000.00', closing: '90540.00' })
  })

  it('T5 R5.2: at historical rates fx is what was realised; at closing rates the unrealised part too', () => {
    const book = sampleLedger(`
      rate USD 2026-01-31 7.00
      rate USD 2026-02-28 6.90
      rate USD 2026-03-31 6.97
      invoice  I-1 C001 2026-01-05 currency USD rate 7.00 10000
      receipt  R-1 C001 2026-02-10 currency USD rate 6.95 4000
      allocate R-1 I-1  2026-02-10 4000
      receipt  R-2 C001 2026-03-10 currency USD rate 6.97 6000
      allocate R-2 I-1  2026-03-10 6000`)
    const february = { period: period('2026-02-01', '2026-02-28') }
    expect(columns(book, february)).to.deep.equal({ opening: '70000.00', cash: '-27800.00', fx: '-200.00', closing: '42000.00' })
    expect(columns(book, { ...february, valuation: 'closing' })).to.deep.equal({
      opening: '70000.00',
      cash: '-27800.00',
      fx: '-800.00',
      closing: '41400.00',
    })
    expect(columns(book, { ...february, currency: 'USD' })).to.deep.equal({ opening: '10000.00', cash: '-4000.00', closing: '6000.00' })
    expect(columns(book, { period: MARCH })).to.deep.equal({ opening: '42000.00', cash: '-41820.00', fx: '-180.00' })
    expect(columns(book, { period: MARCH, valuation: 'closing' })).to.deep.equal({ opening: '41400.00', cash: '-41820.00', fx: '420.00' })
  })

  it('by salesperson an allocation moves its amount from the group of the receipt to that of the invoice', () => {
    const book = sampleLedger(`
      invoice  I-1 C001 2026-03-01 salesperson S1 100
      receipt  R-1 C001 2026-03-05 80
      allocate R-1 I-1  2026-03-06 60`)
    const result = rollForward(book, { period: MARCH, by: 'salesperson' })
    const of = (name: string) => (column: 'billed' | 'cash' | 'transferred' | 'closing') =>
      movement(result, result.groups.indexOf(name), column)
    expect([of('S1')('billed'), of('S1')('transferred'), of('S1')('closing')]).to.deep.equal([10000, -6000, 4000])
    expect([of('')('cash'), of('')('transferred'), of('')('closing')]).to.deep.equal([-8000, 6000, -2000])
    expect(columns(book, { period: MARCH, filter: { salesperson: ['S1'] } })).to.deep.equal({
      billed: '100.00',
      transferred: '-60.00',
      closing: '40.00',
    })
  })

  it('owners are those at the end of the period; products are refused', () => {
    const book = sampleLedger('value customer C001 owner 2026-03-15 W1\n invoice I-1 C001 2026-03-01 100')
    const result = rollForward(book, { period: MARCH, by: 'owner' })
    expect(movement(result, result.groups.indexOf('W1'), 'closing')).to.equal(10000)
    expect(() => rollForward(book, { period: MARCH, by: 'product' })).to.throw('not an option')
  })

  it('property 12: it foots and closes on the aging, on random histories, grouped and valued any way', () => {
    const question = fc.record({
      from: fc.nat(100),
      days: fc.nat(60),
      by: fc.constantFrom('customer', 'owner', 'region'),
      clock: fc.constantFrom('strict' as const, 'latest' as const),
      valuation: fc.constantFrom('historical' as const, 'closing' as const),
      currency: fc.constantFrom(undefined, undefined, 'USD'),
      filter: fc.constantFrom<Filter | undefined>(undefined, { region: ['East'] }, { customer: ['C001'] }),
      known: fc.integer({ min: 1, max: 100 }),
    })
    fc.assert(
      fc.property(history(), question, (steps, { from, days, known, ...rest }) => {
        const { book } = play(steps)
        const start = addDays(HISTORY_START, from)
        const knownAt = known > 70 ? undefined : Math.ceil((book.change * known) / 70)
        const asked = { ...rest, knownAt, period: { from: start, to: addDays(start, days) } }
        // Rates end 31 days after the last, and begin with the history.
        if (asked.valuation === 'closing' && asked.period.from <= HISTORY_START) asked.valuation = 'historical'
        const result = rollForward(book, asked)
        result.groups.forEach((_, group) => foots(rollForwardRow(result, group)))
        for (const [column, asOf] of [
          ['opening', addDays(start, -1)],
          ['closing', asked.period.to],
        ] as const) {
          const total = sum(result.groups.map((_, group) => movement(result, group, column)))
          expect(total, `${column} ${iso(asOf)}`).to.equal(sum(agingTotals(aging(book, { ...asked, asOf }))))
        }
      }),
      { numRuns: 150 },
    )
  })
})
