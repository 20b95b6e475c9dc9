import { expect } from 'chai'
import { day } from '../../../shared/dates.js'
import { balance, documentTotals, overdue } from '../../../shared/domain/balance.js'
import { decimal } from '../../../shared/money.js'
import { enter, sampleLedger } from '../../sample-ledger.js'
import { F1 } from './aging.test.js'

const at = (asOf: string, knownAt?: number) => ({ asOf: day(asOf), knownAt })

describe('balance', () => {
  it('T1 R1.6: documents alone give the balance of F1, of one customer and of all', () => {
    const book = sampleLedger(`${F1}\n order O-1 C001 2026-01-01 5000\n delivery D-1 C001 2026-01-02 order O-1 5000`)
    for (const [asOf, expected] of [
      ['2026-02-28', '93900.00'],
      ['2026-03-31', '90540.00'],
      ['2026-04-30', '73900.00'],
    ]) {
      expect(decimal(balance(book, 0, at(asOf)))).to.equal(expected)
      expect(decimal(balance(book, undefined, at(asOf)))).to.equal(expected)
    }
  })

  it('R2.1 R2.2: what is posted later, or was not known yet, does not count', () => {
    const book = sampleLedger('invoice I-1 C001 2026-03-31 post 2026-04-02 100')
    const before = book.change
    enter(book, 'receipt R-1 C001 2026-04-02 40')
    expect(balance(book, 0, at('2026-04-01'))).to.equal(0)
    expect(balance(book, 0, at('2026-04-02'))).to.equal(6000)
    expect(balance(book, 0, at('2026-04-02', before))).to.equal(10000)
  })

  it('filters by who sold and by product, to the fen', () => {
    const book = sampleLedger(`
      invoice I-1 C001 2026-03-01 salesperson S1 lines P1:1:33.33:0,P2:1:66.67:0
      invoice I-2 C002 2026-03-01 salesperson S2 lines P1:1:50:0`)
    const filtered = (filter: Record<string, string[]>, customer?: number) => balance(book, customer, at('2026-03-31'), {}, filter)
    expect(filtered({ salesperson: ['S1'] })).to.equal(10000)
    expect(filtered({ product: ['P1'] })).to.equal(8333)
    expect(filtered({ product: ['P1'] }, 1)).to.equal(5000)
    expect(filtered({ product: ['P1'], salesperson: ['S2'] }, 0)).to.equal(0)
    expect(filtered({ customer: ['C002'] })).to.equal(5000)
  })

  it('R5.1: foreign documents in their currency, at the rate of the day, at their own rates', () => {
    const book = sampleLedger(`
      rate USD 2026-03-31 6.90
      invoice I-1 C001 2026-03-01 currency USD rate 7.00 100
      receipt R-1 C001 2026-03-02 currency USD rate 6.95 40
      invoice I-2 C001 2026-03-02 10`)
    const moment = at('2026-03-31')
    expect([...documentTotals(book, 0, moment)]).to.deep.equal([
      ['CNY', 1000],
      ['USD', 6000],
    ])
    expect(balance(book, 0, moment, { currency: 'USD' })).to.equal(6000)
    expect(balance(book, 0, moment, { currency: 'EUR' })).to.equal(0)
    expect(balance(book, 0, moment)).to.equal(42400)
    for (const customer of [0, undefined])
      expect(balance(book, customer, moment, { valuation: 'historical' })).to.equal(70000 - 27800 + 1000)
  })
})

describe('overdue', () => {
  it('R1.2: amount, count and longest days; the due date itself is not late', () => {
    const book = sampleLedger(F1)
    expect(overdue(book, 0, at('2026-03-31'))).to.deep.equal({ amount: 2664000, count: 2, days: 55 })
    expect(overdue(book, undefined, at('2026-04-30'))).to.deep.equal({ amount: 5390000, count: 2, days: 30 })
    expect(overdue(book, 0, at('2026-02-04'))).to.deep.equal({ amount: 0, count: 0, days: 0 })
  })

  it('R4.4: an extension moves the due date from the day it was agreed; the first one stays known', () => {
    const book = sampleLedger('invoice I-1 C001 2026-01-01 due 2026-01-31 100\n value item I-1 extension 2026-02-10 2026-03-31')
    expect(overdue(book, 0, at('2026-02-09'))).to.deep.equal({ amount: 10000, count: 1, days: 9 })
    expect(overdue(book, 0, at('2026-02-10'))).to.deep.equal({ amount: 0, count: 0, days: 0 })
    expect(overdue(book, 0, at('2026-04-01'))).to.include({ days: 1 })
    expect(book.items.due[0]).to.equal(day('2026-01-31'))
  })

  it('R1.2: counts what a filter takes', () => {
    const book = sampleLedger(`
      invoice I-1 C001 2026-03-01 salesperson S1 lines P1:1:30:0,P2:1:70:0
      invoice I-2 C002 2026-03-05 salesperson S2 lines P1:1:50:0`)
    const filtered = (filter: Record<string, string[]>) => overdue(book, undefined, at('2026-03-31'), {}, filter)
    expect(filtered({ product: ['P2'] })).to.deep.equal({ amount: 7000, count: 1, days: 30 })
    expect(filtered({ salesperson: ['S2'] })).to.deep.equal({ amount: 5000, count: 1, days: 26 })
    expect(filtered({ customer: ['C001'] })).to.include({ amount: 10000 })
  })
})
