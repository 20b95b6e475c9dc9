import { expect } from 'chai'
import { day, type Period } from '../../../shared/dates.js'
import { collection, dso, flows, lastReceipt, type CollectionQuestion } from '../../../shared/domain/collection.js'
import { dsoCountback, dsoSimple, effectivenessIndex, meanDays } from '../../../shared/domain/collection-measures.js'
import { postedByCustomer, BILLS } from '../../../shared/domain/billings.js'
import { enter, sampleLedger } from '../../sample-ledger.js'
import { F1 } from './aging.test.js'

const window = (from: string, to: string): Period => ({ from: day(from), to: day(to) })
const FIRST_QUARTER = window('2026-01-01', '2026-03-31')

/** T8 as a ledger: 500 k owed at the start, billed 300, 250 and 400 k, 620 k owed at the end of which 480 k are not due. */
const T8 = `
  opening  OP-1 C001 2025-12-01 due 2026-01-15 500000.00
  invoice  I-1  C001 2026-01-10 due 2026-03-01 300000.00
  invoice  I-2  C001 2026-02-10 due 2026-03-31 250000.00
  invoice  I-3  C001 2026-03-10 due 2026-05-10 400000.00
  receipt  R-1  C001 2026-03-20 830000.00
  allocate R-1  OP-1 2026-03-20 500000.00
  allocate R-1  I-1  2026-03-20 160000.00
  allocate R-1  I-2  2026-03-20 170000.00`

const round2 = (value: number | null) => value && Math.round(value * 100) / 100

describe('collection measures', () => {
  it('T8 R8: DSO simple, countback and best possible, days delinquent and CEI from plain amounts', () => {
    const months = [
      { days: 31, billed: 400 },
      { days: 28, billed: 250 },
      { days: 31, billed: 300 },
    ]
    expect(
      [dsoSimple(620, 950, 90), dsoCountback(620, months), dsoSimple(480, 950, 90), dsoSimple(140, 950, 90)].map(round2),
    ).to.deep.equal([58.74, 55.64, 45.47, 13.26])
    expect(round2(effectivenessIndex(500, 950, 620, 480))).to.equal(85.57)
  })

  it('R8: CEI of one window, with the whole of its sales', () => {
    // Opening 16,530, sales 10,890, closing 6,100 of which nothing is overdue: everything collectable came in.
    expect(effectivenessIndex(16530, 10890, 6100, 6100)).to.equal(100)
    expect(effectivenessIndex(0, 0, 0, 0)).to.equal(null)
  })

  it('R8: countback of nothing is 0 days, of a whole month its days, of more than was ever billed nothing', () => {
    const month = [{ days: 31, billed: 100 }]
    expect([dsoCountback(0, month), dsoCountback(-5, month), dsoCountback(100, month), dsoCountback(101, month)]).to.deep.equal([
      0,
      0,
      31,
      null,
    ])
  })

  it('R8: mean days exactly or to whole days, half away from zero', () => {
    const pairs = [
      { due: day('2024-02-15'), paid: day('2024-02-22') },
      { due: day('2024-03-15'), paid: day('2024-03-19') },
    ]
    const early = pairs.map(({ due, paid }) => ({ due: paid, paid: due }))
    expect([meanDays(pairs), meanDays(pairs, 'whole-days'), meanDays(early), meanDays(early, 'whole-days')]).to.deep.equal([
      5.5, 6, -5.5, -6,
    ])
    expect(meanDays([])).to.equal(null)
  })
})

describe('collection', () => {
  it('T8: from the ledger, VAT-inclusive on both sides', () => {
    const found = collection(sampleLedger(T8), { period: FIRST_QUARTER })
    expect(found).to.include({
      opening: 50000000,
      billed: 95000000,
      collected: 83000000,
      closing: 62000000,
      closingNotDue: 48000000,
      days: 90,
    })
    const { dsoSimple, dsoCountback, dsoBestPossible, daysDelinquent, effectivenessIndex } = found
    expect([dsoSimple, dsoCountback, dsoBestPossible, daysDelinquent, effectivenessIndex].map(round2)).to.deep.equal([
      58.74, 55.64, 45.47, 13.26, 85.57,
    ])
  })

  it('T8: lines with tax do not turn billings into sales without it: 58.74, never 66.37', () => {
    const lined = T8.replace(/(invoice .*?) (\d+)000\.00/g, (_, head: string, amount: string) => {
      const gross = Number(amount) * 1000
      const net = (gross / 1.13).toFixed(2)
      return `${head} ${gross}.00 lines P1:1:${net}:${(gross - Number(net)).toFixed(2)}:0`
    })
    const book = sampleLedger(lined)
    expect(book.lines.count).to.equal(3)
    expect(round2(dso(book, { period: FIRST_QUARTER }))).to.equal(58.74)
  })

  it('R8: every method alone gives the same as all together', () => {
    const book = sampleLedger(T8)
    const all = collection(book, { period: FIRST_QUARTER })
    const each = (['simple', 'countback', 'best'] as const).map(method => dso(book, { period: FIRST_QUARTER }, method))
    expect(each).to.deep.equal([all.dsoSimple, all.dsoCountback, all.dsoBestPossible])
  })

  it('R8: countback goes on before the window and takes the days of a month that has begun', () => {
    const book = sampleLedger(T8)
    // On 15 March: 400 of March (15 days), 250 of February (28), then 300 of January; 1,450 owed are more than was ever billed.
    expect(dso(book, { period: window('2026-03-01', '2026-03-15') }, 'countback')).to.equal(null)
    enter(book, 'receipt R-0 C001 2026-03-12 700000.00')
    expect(dso(book, { period: window('2026-03-01', '2026-03-15') }, 'countback')).to.equal(15 + 28 + 10.3333)
  })

  it('R8: lifetime DSO counts from the first bill; 0 when nothing is owed', () => {
    const book = sampleLedger('invoice I-1 C001 2023-01-01 3450.00\n invoice I-2 C001 2023-05-15 1725.00')
    const question = { period: window('2023-05-31', '2023-05-31') }
    expect(dso(book, question, 'lifetime')).to.equal(150)
    enter(book, 'receipt R-1 C001 2023-05-31 3450.00')
    expect(dso(book, question, 'lifetime')).to.equal(50)
    expect(dso(book, { ...question, customer: 7 }, 'lifetime')).to.equal(0)
  })

  it('R8: weighted days late: INV-101 of F1 was paid 59.00 days after invoice and 29.00 late, though it was allocated weeks after', () => {
    const invoice101 = F1.split('\n')
      .filter(line => /INV-101|RC-301 /.test(line) && !line.includes('INV-102'))
      .join('\n')
    const found = collection(sampleLedger(invoice101), { period: window('2026-01-01', '2026-04-30') })
    expect([found.weightedDaysToSettle, found.weightedDaysLate]).to.deep.equal([59, 29])
    expect(found).to.include({ settled: 1, onTime: 0, meanDaysToSettle: 59, meanDaysLate: 29 })
  })

  it('R8: days late leave credit notes and write-offs out, and what was taken back', () => {
    const book = sampleLedger(`
      invoice    I-1 C001 2026-01-01 due 2026-01-31 1000.00
      creditnote N-1 C001 2026-03-31 of I-1 100.00
      receipt    R-1 C001 2026-02-10 500.00
      allocate   R-1 I-1 2026-02-10 500.00
      writeoff   W-1 I-1 2026-03-31 400.00`)
    const days = (period: Period) => collection(book, { period })
    // What was given up was not collected (R6.3), so the instalment does not count as settled by its last money.
    expect(days(FIRST_QUARTER)).to.include({ weightedDaysLate: 10, settled: 0, onTime: 0, meanDaysLate: null })
    enter(book, 'reverse receipt R-1 2026-04-08')
    expect(days(FIRST_QUARTER).weightedDaysLate, 'before the reversal').to.equal(10)
    expect(days(window('2026-01-01', '2026-04-30'))).to.include({ weightedDaysLate: null, settled: 0, collected: 0 })
  })

  it('R6.3: a write-off is not collection: no money, no collection rate, nothing settled', () => {
    const paid = `
      invoice  I-1 C001 2026-01-01 due 2026-01-31 1000.00
      receipt  R-1 C001 2026-02-10 600.00
      allocate R-1 I-1 2026-02-10 600.00`
    const of = (rest: string) => collection(sampleLedger(`${paid}\n${rest}`), { period: FIRST_QUARTER })
    const rates = { collected: 60000, collectionRate: 60, collectionRateOfDue: 60 }
    expect(of('writeoff W-1 I-1 2026-03-01 400')).to.include({ ...rates, settled: 0, onTimeRate: null, closing: 0 })
    expect(of('writeoff W-1 I-1 2026-04-01 400'), 'later').to.include({ ...rates, settled: 0, closing: 40000 })
    expect(of('discount D-1 I-1 2026-03-01 400'), 'a discount does settle').to.include({ ...rates, settled: 1 })
    const rest = 'receipt R-2 C001 2026-03-20 400\n allocate R-2 I-1 2026-03-20 400'
    expect(of(`writeoff W-1 I-1 2026-03-01 400\n reverse writeOff W-1 2026-03-20\n ${rest}`), 'taken back').to.include({
      collected: 100000,
      settled: 1,
    })
  })

  it('R8: an allocation taken back does not make its receipt the last money', () => {
    const book = sampleLedger(`
      invoice  I-1 C001 2026-01-01 due 2026-01-31 1000.00
      receipt  R-1 C001 2026-01-20 1000.00
      receipt  R-2 C001 2026-03-01 400.00
      allocate R-1 I-1 2026-01-20 600.00
      allocate R-2 I-1 2026-03-01 400.00
      reverse  allocation R-2>I-1 2026-03-02
      allocate R-1 I-1 2026-03-02 400.00`)
    expect(collection(book, { period: FIRST_QUARTER })).to.include({ settled: 1, onTime: 1, weightedDaysLate: -11, meanDaysLate: 0 })
  })

  it('R8: the salesperson’s collection rate, the new overdue share and retention', () => {
    const book = sampleLedger(`
      invoice  I-0 C001 2025-11-01 due 2025-12-01 1000.00
      invoice  I-1 C001 2025-12-20 due 2026-01-31 2000.00
      invoice  I-2 C002 2025-12-20 due 2026-03-31 3000.00
      invoice  I-3 C001 2026-03-01 due 2026-05-01 9000.00
      receipt  R-0 C001 2025-12-31 500.00
      receipt  R-1 C001 2026-02-05 2500.00
      receipt  R-3 C001 2026-03-20 1000.00
      allocate R-0 I-0 2025-12-31 500.00
      allocate R-1 I-0 2026-02-05 500.00
      allocate R-1 I-1 2026-02-05 2000.00
      allocate R-3 I-3 2026-03-20 1000.00`)
    const found = collection(book, { period: FIRST_QUARTER })
    // 2,500 of this quarter's money on debts due by 31 March ÷ (500 overdue on 1 January + 5,000 fell due); 3,000 of the 5,000 still open.
    expect(found).to.include({ collectionRateOfDue: 45.4545, newOverdueShare: 60, retention: 50 })
    // 3,500 came in ÷ (5,500 owed at the start + 9,000 billed).
    expect(found).to.include({ collected: 350000, collectionRate: 24.1379 })
    const ofCustomer = (customer: number) => collection(book, { period: FIRST_QUARTER, customer }).retention
    expect([ofCustomer(0), ofCustomer(1)]).to.deep.equal([100, 0])
  })

  it('R8: an extension moves the due date that lateness is counted from', () => {
    const book = sampleLedger(`
      invoice  I-1 C001 2026-01-01 due 2026-01-31 1000.00
      receipt  R-1 C001 2026-02-10 1000.00
      allocate R-1 I-1 2026-02-10 1000.00
      value    item I-1 extension 2026-01-20 2026-02-20`)
    expect(collection(book, { period: FIRST_QUARTER }).weightedDaysLate).to.equal(-10)
  })

  it('windows count both ends, by posting date, and tie to customers and filters', () => {
    const book = sampleLedger(`
      invoice I-1 C001 2026-01-01 100.00 salesperson S07
      invoice I-2 C002 2026-01-31 200.00 salesperson S08
      invoice I-3 C002 2026-02-01 400.00 salesperson S07`)
    const period = window('2026-01-01', '2026-01-31')
    const billed = (question: Partial<CollectionQuestion>) => flows(book, { period, ...question }).billed
    expect([billed({}), billed({ customer: 0 }), billed({ customer: 1 })]).to.deep.equal([30000, 10000, 20000])
    expect([billed({ filter: { salesperson: ['S07'] } }), billed({ filter: { customer: ['C002'] } })]).to.deep.equal([10000, 20000])
    expect(flows(book, { period }).days).to.equal(31)
  })

  it('takes foreign bills at their own rate, and reads billings by product from their lines', () => {
    const book = sampleLedger(`
      rate    USD 2026-01-01 7.00
      invoice I-1 C001 2026-01-10 currency USD lines P1:1:100:0:0,P2:1:50:0:0`)
    const period = window('2026-01-01', '2026-01-31')
    expect([...postedByCustomer(book, BILLS, { period })]).to.deep.equal([105000])
    expect([...postedByCustomer(book, BILLS, { period, filter: { product: ['P2'] } })]).to.deep.equal([35000])
    expect(() => collection(book, { period, filter: { product: ['P2'] } })).to.throw('product')
  })

  it('credit notes stand apart from billings unless they are deducted', () => {
    const book = sampleLedger('invoice I-1 C001 2026-01-10 1000.00\n creditnote N-1 C001 2026-01-20 200.00')
    const period = window('2026-01-01', '2026-01-31')
    expect([flows(book, { period }).billed, flows(book, { period, creditNotes: 'deducted' }).billed]).to.deep.equal([100000, 80000])
  })

  it('knows a window as it was known', () => {
    const book = sampleLedger(T8)
    const { change } = book
    const before = collection(book, { period: FIRST_QUARTER })
    enter(book, 'invoice I-9 C001 2026-02-01 50000.00\n receipt R-9 C001 2026-01-31 1000.00\n allocate R-9 I-1 2026-02-01 1000.00')
    expect(collection(book, { period: FIRST_QUARTER })).not.to.deep.equal(before)
    expect(collection(book, { period: FIRST_QUARTER, knownAt: change })).to.deep.equal(before)
  })

  it('finds the last receipt by its document date, leaving out returned ones from their return', () => {
    const book = sampleLedger(`${F1}\n reverse receipt RC-302 2026-04-08`)
    const last = (asOf: string, knownAt?: number) => lastReceipt(book, 0, { asOf: day(asOf), knownAt })
    expect(last('2026-03-01')).to.equal(undefined)
    expect(last('2026-04-07')).to.include({ date: day('2026-03-25'), amount: 2000000 })
    expect(last('2026-04-09')).to.include({ date: day('2026-03-05'), amount: 1500000 })
    expect(last('2026-04-30')).to.include({ date: day('2026-04-10'), amount: 1664000 })
  })
})
