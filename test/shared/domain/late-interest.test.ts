import { expect } from 'chai'
import { day } from '../../../shared/dates.js'
import { interestAccount, lateInterest, overdueSpans, simpleInterest, type InterestTerms } from '../../../shared/domain/late-interest.js'
import { decimal, money } from '../../../shared/money.js'
import { enter, record, sampleLedger } from '../../sample-ledger.js'
import { F1 } from './aging.test.js'

const at = (asOf: string) => ({ asOf: day(asOf) })
const daily = (rate: string): InterestTerms => ({ rates: [{ from: day('2020-01-01'), rate }] })
const DAILY = daily('0.0005')
const span = (amount: string, days: number) => [{ from: day('2026-02-04'), days, amount: money(amount) }]

describe('late interest', () => {
  it('T7 R7.3: 6,300 × 55 days × 0.0005 = 173.25', () => {
    expect(decimal(simpleInterest(span('6300', 55), DAILY))).to.equal('173.25')
    const book = sampleLedger('invoice I-1 C001 2026-01-05 due 2026-02-04 6300')
    expect(decimal(lateInterest(book, 0, at('2026-03-31'), DAILY))).to.equal('173.25')
    expect([lateInterest(book, 0, at('2026-02-04'), DAILY), lateInterest(book, 0, at('2026-02-05'), DAILY)]).to.deep.equal([0, 315])
  })

  it('R7.3: payments split it by their date: INV-101 of F1, 11,300 for 29 days and 6,300 for 26', () => {
    const book = sampleLedger(F1)
    expect(overdueSpans(book, 0, at('2026-03-31')).map(({ days, amount }) => [days, decimal(amount)])).to.deep.equal([
      [29, '11300.00'],
      [26, '6300.00'],
    ])
    expect(decimal(lateInterest(book, 0, at('2026-03-31'), DAILY))).to.equal('245.75')
    // Under the latest clock the money counts from the day it came.
    expect(decimal(lateInterest(book, 0, { asOf: day('2026-03-31'), clock: 'latest' }, DAILY))).to.equal('163.85')
  })

  it('R7.3: a change of rate splits it by its day; rounded once', () => {
    const rates = [
      { from: day('2026-02-14'), rate: '0.0003' },
      { from: day('2020-01-01'), rate: '0.0005' },
    ]
    // 10 days at the old rate, 45 at the new: 31.50 + 85.05.
    expect(decimal(simpleInterest(span('6300', 55), { rates }))).to.equal('116.55')
    // Five days' 0.005 each are 0.025 together, 0.03 once rounded; rounded day by day it would be 0.05.
    expect(decimal(simpleInterest(span('10', 5), DAILY))).to.equal('0.03')
    expect(simpleInterest(span('6300', 55), { rates: [{ from: day('2027-01-01'), rate: '1' }] }), 'before any rate').to.equal(0)
  })

  it('R7.3: the two published methods: average daily balance and balance due', () => {
    const rates = [{ from: day('2020-01-01'), rate: '0.02' }]
    // 6,300 × 55 ÷ 30 × 2 %, and 6,300 × 2 %.
    expect(decimal(simpleInterest(span('6300', 55), { rates, method: 'average-daily-balance', periodDays: 30 }))).to.equal('231.00')
    expect(decimal(simpleInterest(span('6300', 55), { rates, method: 'balance-due', periodDays: 30 }))).to.equal('126.00')
    const book = sampleLedger(F1)
    expect(decimal(lateInterest(book, 0, at('2026-03-31'), { rates, method: 'balance-due' }))).to.equal('126.00')
    expect(lateInterest(book, 0, at('2026-04-30'), { rates, method: 'balance-due' }), 'paid on 2 April').to.equal(0)
  })

  it('R7.3 R4.4: an extension moves the day it begins; credits and future documents bear none', () => {
    const book = sampleLedger('invoice I-1 C001 2026-01-05 due 2026-02-04 6300\n receipt R-1 C001 2026-01-01 100')
    enter(book, 'value item I-1 extension 2026-02-01 2026-03-21')
    expect(decimal(lateInterest(book, 0, at('2026-03-31'), DAILY))).to.equal('31.50')
    expect(lateInterest(book, 1, at('2026-03-31'), DAILY)).to.equal(0)
    expect(lateInterest(book, 0, at('2025-12-31'), DAILY)).to.equal(0)
  })

  it('R7.4: paying the principal does not erase it; it is billed by a debit note or waived explicitly', () => {
    const book = sampleLedger(`
      invoice  I-1 C001 2026-01-05 due 2026-02-04 6300
      receipt  R-1 C001 2026-03-31 6300
      allocate R-1 I-1  2026-03-31 6300`)
    const account = (asOf: string) => {
      const { accrued, billed, waived, left } = interestAccount(book, 0, at(asOf), DAILY)
      return [accrued, billed, waived, left].map(amount => decimal(amount))
    }
    expect(account('2026-06-30')).to.deep.equal(['173.25', '0.00', '0.00', '173.25'])
    record(book, {
      table: 'debitNotes',
      row: { number: 'DN-1', customer: 'C001', docDate: '2026-04-30', amount: '100', interestOf: 'I-1' },
    })
    enter(book, 'value document I-1 interestWaived 2026-05-10 23.25')
    expect(account('2026-04-29')).to.deep.equal(['173.25', '0.00', '0.00', '173.25'])
    expect(account('2026-05-09')).to.deep.equal(['173.25', '100.00', '0.00', '73.25'])
    expect(account('2026-06-30')).to.deep.equal(['173.25', '100.00', '23.25', '50.00'])
    enter(book, 'reverse debitNote DN-1 2026-06-01')
    expect(account('2026-06-30')).to.deep.equal(['173.25', '0.00', '23.25', '150.00'])
  })
})
