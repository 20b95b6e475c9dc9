import { expect } from 'chai'
import { day } from '../../../shared/dates.js'
import { aging, agingOfCustomer, agingTotals, type AgingQuestion } from '../../../shared/domain/aging.js'
import { decimal } from '../../../shared/money.js'
import { enter, sampleLedger } from '../../sample-ledger.js'

/** Fixture F1 of the accounting rules. */
export const F1 = `
  invoice    INV-101 C001 2026-01-05 due 2026-02-04 11300.00
  invoice    INV-102 C001 2026-02-20 due 2026-03-22 22600.00
  invoice    INV-103 C001 2026-03-15 due 2026-04-14 33900.00
  invoice    INV-104 C001 2026-01-31 60000.00 parts 2026-02-28:20000,2026-03-31:20000,2026-04-30:20000
  creditnote CN-201  C001 2026-03-10 2260.00
  receipt    RC-301  C001 2026-03-05 15000.00
  receipt    RC-302  C001 2026-03-25 20000.00
  receipt    RC-303  C001 2026-04-10 16640.00
  allocate   CN-201 INV-102 2026-03-10 2260.00
  allocate   RC-301 INV-101 2026-03-05 5000.00
  allocate   RC-301 INV-101 2026-04-02 6300.00
  allocate   RC-301 INV-102 2026-04-02 3700.00
  allocate   RC-302 INV-104 2026-03-25 20000.00 instalment 1
  allocate   RC-303 INV-102 2026-04-10 16640.00`

const row = (text: string, asOf: string, question: Partial<AgingQuestion> = {}) => {
  const book = sampleLedger(text)
  const totals = agingTotals(aging(book, { asOf: day(asOf), ...question }))
  expect(agingOfCustomer(book, { asOf: day(asOf), ...question }, 0)).to.deep.equal(totals)
  return totals.map(amount => decimal(amount))
}

describe('aging', () => {
  const T1: [string, 'due' | 'document', string[]][] = [
    ['2026-02-28', 'due', ['82600.00', '11300.00', '0.00', '0.00', '0.00', '0.00']],
    ['2026-02-28', 'document', ['82600.00', '11300.00', '0.00', '0.00', '0.00']],
    ['2026-03-31', 'due', ['73900.00', '20340.00', '6300.00', '0.00', '0.00', '-10000.00']],
    ['2026-03-31', 'document', ['33900.00', '60340.00', '6300.00', '0.00', '-10000.00']],
    ['2026-04-30', 'due', ['20000.00', '53900.00', '0.00', '0.00', '0.00', '0.00']],
    ['2026-04-30', 'document', ['0.00', '33900.00', '40000.00', '0.00', '0.00']],
  ]
  for (const [asOf, basis, expected] of T1)
    it(`T1: F1 at ${asOf} by ${basis} date`, () => expect(row(F1, asOf, { basis })).to.deep.equal(expected))

  it('T2a: under the latest clock INV-101 is settled and nothing is unapplied', () =>
    expect(row(F1, '2026-03-31', { clock: 'latest' })).to.deep.equal(['73900.00', '16640.00', '0.00', '0.00', '0.00', '0.00']))

  it('T2b: a back-dated receipt changes the past, but not the past as it was known', () => {
    const book = sampleLedger(F1)
    const signed = book.change
    enter(book, 'receipt RC-304 C001 2026-03-30 5000.00')
    const total = (knownAt?: number) => agingTotals(aging(book, { asOf: day('2026-03-31'), knownAt }))
    expect(total().reduce((a, b) => a + b, 0)).to.equal(8554000)
    expect(total().at(-1)).to.equal(-1500000)
    expect(total(signed).reduce((a, b) => a + b, 0)).to.equal(9054000)
  })

  it('T2c: reversing an allocation changes no sheet before the reversal', () => {
    const book = sampleLedger(F1)
    const at = (asOf: string) => agingTotals(aging(book, { asOf: day(asOf) }))
    const before = at('2026-05-01')
    enter(book, 'reverse allocation RC-303>INV-102 2026-05-02')
    expect(at('2026-05-01')).to.deep.equal(before)
    expect(at('2026-05-02').at(-1)).to.equal(-1664000)
  })
})
