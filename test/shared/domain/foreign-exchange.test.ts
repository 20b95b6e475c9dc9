import { expect } from 'chai'
import fc from 'fast-check'
import { addDays, day, iso } from '../../../shared/dates.js'
import { aging, agingTotals } from '../../../shared/domain/aging.js'
import { exchangeEntries, realised, revaluation, revalue } from '../../../shared/domain/foreign-exchange.js'
import { decimal, money, rate, type Money } from '../../../shared/money.js'
import { enter, sampleLedger } from '../../sample-ledger.js'

const T5 = `
  rate USD 2026-01-05 7.00
  rate USD 2026-02-10 6.95
  rate USD 2026-02-28 6.90
  rate USD 2026-03-10 6.97
  invoice  I-1 C001 2026-01-05 due 2026-02-04 currency USD 10000
  receipt  R-1 C001 2026-02-10 currency USD 4000
  allocate R-1 I-1  2026-02-10 4000
  receipt  R-2 C001 2026-03-10 currency USD 6000
  allocate R-2 I-1  2026-03-10 6000`

const until = (to: string, from = '2026-01-01') => ({ period: { from: day(from), to: day(to) } })
const sum = (entries: readonly { amount: Money }[]) => decimal(entries.reduce((total, entry) => total + entry.amount, 0) as Money)
const usd = { currency: 'USD', ledgerCurrency: 'CNY' }

describe('foreign exchange', () => {
  it('T5 R5.1: aging in document currency, at the closing rate, at historical rates', () => {
    const book = sampleLedger(T5)
    const total = (valuation: object) =>
      decimal(agingTotals(aging(book, { asOf: day('2026-02-28'), ...valuation })).reduce((a, b) => a + b, 0) as Money)
    expect(total({ currency: 'USD' })).to.equal('6000.00')
    expect(total({})).to.equal('41400.00')
    expect(total({ valuation: 'historical' })).to.equal('42000.00')
  })

  it('T5 R5.2: a part payment realises its part only', () => {
    const book = sampleLedger(T5)
    expect(sum(realised(book, until('2026-02-28')))).to.equal('-200.00')
    expect(sum(realised(book, until('2026-03-31', '2026-03-01')))).to.equal('-180.00')
  })

  it('T5 R5.3: revaluation is one entry per item', () => {
    const [entry, ...others] = revaluation(sampleLedger(T5), { asOf: day('2026-02-28') })
    expect(others).to.deep.equal([])
    expect(entry).to.include({ currency: 'USD', open: 600000, historical: 4200000, closing: 4140000, unrealised: -60000 })
  })

  it('T5 R5.3: kept or reversed, the cumulative result is -380.00', () => {
    const book = sampleLedger(T5)
    const entries = (habit: 'kept' | 'reversed') =>
      exchangeEntries(book, { closings: [day('2026-02-28')], to: day('2026-03-31'), habit }).map(entry => [
        iso(entry.day),
        entry.kind,
        decimal(entry.amount),
      ])
    expect(entries('kept')).to.deep.equal([
      ['2026-02-10', 'realised', '-200.00'],
      ['2026-02-28', 'revaluation', '-600.00'],
      ['2026-03-10', 'realised', '420.00'],
    ])
    expect(entries('reversed')).to.deep.equal([
      ['2026-02-10', 'realised', '-200.00'],
      ['2026-02-28', 'revaluation', '-600.00'],
      ['2026-03-01', 'reversal', '600.00'],
      ['2026-03-10', 'realised', '-180.00'],
    ])
  })

  it('R5.2: taking an allocation back takes back what it realised, on its own date', () => {
    const book = sampleLedger(T5)
    enter(book, 'reverse allocation R-2>I-1 2026-04-02')
    expect(sum(realised(book, until('2026-03-31')))).to.equal('-380.00')
    expect(sum(realised(book, until('2026-04-02', '2026-04-02')))).to.equal('180.00')
  })

  it('R5.4: a settled item is worth 0 in ledger currency, and a back-dated allocation between two others cannot break it', () => {
    const book = sampleLedger(`
      rate USD 2026-02-01 7.00
      invoice  I-1 C001 2026-01-05 currency USD rate 7.1234 0.10
      receipt  R-1 C001 2026-01-06 currency USD rate 7.1111 0.03
      receipt  R-2 C001 2026-01-06 currency USD rate 7.0999 0.03
      receipt  R-3 C001 2026-01-06 currency USD rate 7.2001 0.04
      allocate R-1 I-1 2026-02-01 0.03
      allocate R-3 I-1 2026-02-03 0.04`)
    enter(book, 'allocate R-2 I-1 2026-02-02 0.03')
    const documents = Array.from(book.items.base.subarray(0, book.items.count)).reduce((a, b) => a + b, 0)
    expect(revaluation(book, { asOf: day('2026-02-02') }).map(entry => entry.open)).to.deep.equal([4, -4])
    expect(documents + realised(book, until('2026-02-28')).reduce((total, entry) => total + entry.amount, 0)).to.equal(0)
  })

  it('R5.2 R5.3 R5.4: both habits agree at every closing, and realised results explain the historical value, whatever the order', () => {
    const payment = fc.record({
      amount: fc.integer({ min: 1, max: 9999 }),
      rate: fc.integer({ min: 65000, max: 75000 }),
      paid: fc.nat(80),
      applied: fc.nat(80),
      undo: fc.boolean(),
    })
    const start = day('2026-01-01')
    const text = (offset: number) => iso(addDays(start, offset))
    fc.assert(
      fc.property(
        fc.array(payment, { minLength: 1, maxLength: 5 }),
        fc.array(fc.integer({ min: 65000, max: 75000 }), { minLength: 4, maxLength: 4 }),
        (payments, rates) => {
          const book = sampleLedger(`
          invoice I-1 C001 2026-01-01 currency USD rate 7.1234 ${payments.reduce((total, one) => total + one.amount, 0) / 100 + 5}
          ${rates.map((one, i) => `rate USD ${text(20 + 25 * i)} ${one / 10000}`).join('\n')}`)
          payments.forEach(({ amount, rate: paidAt, paid, applied, undo }, i) => {
            enter(
              book,
              `receipt R-${i} C001 ${text(paid)} currency USD rate ${paidAt / 10000} ${amount / 100}\n allocate R-${i} I-1 ${text(applied)} ${amount / 100}`,
            )
            if (undo) enter(book, `reverse allocation R-${i}>I-1 ${text(Math.max(paid, applied) + 3)}`)
          })
          const closings = rates.map((_, i) => addDays(start, 20 + 25 * i))
          for (const to of closings) {
            const [kept, reversed] = (['kept', 'reversed'] as const).map(habit => sum(exchangeEntries(book, { closings, to, habit })))
            expect(kept).to.equal(reversed)
            const open = revaluation(book, { asOf: to }).reduce((total, entry) => total + entry.historical, 0)
            let posted = 0
            for (let item = 0; item < book.items.count; item++) if (book.items.postDate[item] <= to) posted += book.items.base[item]
            expect(open - posted).to.equal(
              realised(book, { period: { from: start, to } }).reduce((total, entry) => total + entry.amount, 0),
            )
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  it('R5.4: instalments share the ledger-currency amount without losing a fen', () => {
    const book = sampleLedger(
      'invoice I-1 C001 2026-01-05 currency USD rate 7.1234 100 parts 2026-02-01:33.33,2026-03-01:33.33,2026-04-01:33.34',
    )
    expect(Array.from(book.items.base.subarray(0, 3)).reduce((a, b) => a + b, 0)).to.equal(71234)
  })

  it('R5.4: without a rate of the day or the 31 days before there is no value', () => {
    const book = sampleLedger(T5)
    expect(() => aging(book, { asOf: day('2026-04-10') })).to.not.throw()
    enter(book, 'invoice I-2 C001 2026-03-10 currency USD 1')
    expect(() => revaluation(book, { asOf: day('2026-04-10') })).to.not.throw()
    expect(() => revaluation(book, { asOf: day('2026-04-11') })).to.throw('There is no USD rate on 2026-04-11')
  })

  it('T5 as plain figures: revalue', () => {
    const first = revalue({
      amount: money('10000'),
      rate: rate('7.00'),
      settlements: [{ amount: money('4000'), rate: rate('6.95') }],
      closingRate: rate('6.90'),
      ...usd,
    })
    expect(first).to.deep.equal({ open: 600000, carried: 4200000, closing: 4140000, unrealised: -60000, realised: [-20000] })
    const kept = revalue({
      amount: money('6000'),
      rate: rate('6.90'),
      settlements: [{ amount: money('6000'), rate: rate('6.97') }],
      ...usd,
    })
    expect(kept).to.deep.equal({ open: 0, carried: 0, closing: 0, unrealised: 0, realised: [42000] })
    expect(
      revalue({ amount: money('6000'), rate: rate('7.00'), settlements: [{ amount: money('6000'), rate: rate('6.97') }], ...usd }).realised,
    ).to.deep.equal([-18000])
  })
})
