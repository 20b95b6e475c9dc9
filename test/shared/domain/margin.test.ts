import { expect } from 'chai'
import { day, monthPeriod, type Period } from '../../../shared/dates.js'
import { marginOf, margins, marginTotals, type MarginQuestion } from '../../../shared/domain/margin.js'
import type { Book } from '../../../shared/book/book.js'
import { enter, record, sampleLedger } from '../../sample-ledger.js'

/** Two customers, two products, a return, a foreign sale, a debit note and an invoice without lines. Lines: product:quantity:net:tax:cost. */
const SALES = `
  invoice    I-1 C001 2026-01-10 due 2026-02-09 salesperson S07 region East lines P1:10:1000:130:700,P2:5:500:65:450
  invoice    I-2 C002 2026-01-20 due 2026-02-19 salesperson S08 region East lines P1:4:400:52:280
  creditnote N-1 C001 2026-02-05 of I-1 salesperson S07 region East lines P1:2:200:26:140
  rate       USD 2026-02-01 7.005
  invoice    I-3 C002 2026-02-10 currency USD salesperson S07 region West lines P2:1:0.50:0:1.00,P2:1:0.50:0:1.00
  debitnote  D-1 C001 2026-02-12 50.00
  invoice    I-4 C002 2026-02-15 113.00 salesperson S08`

const period = (from: string, to: string): Period => ({ from: day(from), to: day(to) })
const WHOLE = period('2026-01-01', '2026-02-28')

const found = (book: Book, question: Partial<MarginQuestion> = {}) => {
  const result = margins(book, { period: WHOLE, ...question })
  const named = result.groups.flatMap((group, i) => {
    const { sales, cost, margin, percent } = marginOf(result, i)
    return result.present[i] ? [[group, [sales, cost, margin, percent]] as const] : []
  })
  return Object.fromEntries(named)
}

describe('margin', () => {
  it('R11.1: net sales are invoices less credit notes without tax, margin is what the goods did not cost', () =>
    expect(found(sampleLedger(SALES))).to.deep.equal({
      C001: [130000, 101000, 29000, 22.3077],
      C002: [40700, 28200, 12500, 30.7125],
    }))

  it('R11.1: a debit note is no sale, and an invoice without lines stands apart: its tax and cost are unknown', () => {
    const totals = marginTotals(margins(sampleLedger(SALES), { period: WHOLE }))
    expect(totals).to.deep.equal({ sales: 170700, cost: 129200, margin: 41500, percent: 24.3117, unlined: 11300 })
  })

  it('converts each line of a foreign document at its own rate and rounds once a line: 3.5025 twice is 7.00, not 7.01', () =>
    expect(found(sampleLedger(SALES), { by: 'region' }).West).to.deep.equal([700, 200, 500, 71.4286]))

  const GROUPS: [string, Record<string, number>][] = [
    ['product', { '': 0, P1: 120000, P2: 50700 }],
    ['salesperson', { S07: 130700, S08: 40000 }],
    ['region', { '': 0, East: 170000, West: 700 }],
    ['month', { '2026-01': 190000, '2026-02': -19300 }],
    ['owner', { '': 170700 }],
  ]
  for (const [by, sales] of GROUPS) {
    it(`R11.3: by ${by} the total is the same`, () => {
      const book = sampleLedger(SALES)
      const groups = Object.entries(found(book, { by })).map(([group, [amount]]) => [group, amount])
      expect(Object.fromEntries(groups)).to.deep.equal(sales)
      expect(marginTotals(margins(book, { period: WHOLE, by }))).to.deep.equal(marginTotals(margins(book, { period: WHOLE })))
    })
  }

  it('filters lines by product and documents by who sold', () => {
    const book = sampleLedger(SALES)
    expect(found(book, { filter: { product: ['P1'] } })).to.deep.equal({ C001: [80000, 56000, 24000, 30], C002: [40000, 28000, 12000, 30] })
    expect(found(book, { filter: { salesperson: ['S08'] } })).to.deep.equal({ C002: [40000, 28000, 12000, 30] })
  })

  it('counts by posting date, both ends included', () => {
    const book = sampleLedger('invoice I-1 C001 2026-01-31 post 2026-02-01 lines P1:1:100:13:60')
    expect(found(book, { period: monthPeriod('2026-01') })).to.deep.equal({})
    expect(found(book, { period: period('2026-02-01', '2026-02-01') }).C001).to.deep.equal([10000, 6000, 4000, 40])
  })

  it('a pure return in percent: positive by plain division, negative by the size of sales; null without sales', () => {
    const result = margins(sampleLedger('creditnote N-1 C001 2026-01-05 lines P1:1:100:13:150'), { period: WHOLE })
    expect(marginTotals(result)).to.include({ sales: -10000, cost: -15000, margin: 5000, percent: -50 })
    expect(marginTotals(result, 'absolute').percent).to.equal(50)
    const loss = margins(sampleLedger('creditnote N-1 C001 2026-01-05 lines P1:1:100:13:60'), { period: WHOLE })
    expect([marginTotals(loss).percent, marginTotals(loss, 'absolute').percent]).to.deep.equal([40, -40])
    expect(marginTotals(margins(sampleLedger(''), { period: WHOLE })).percent).to.equal(null)
  })

  it('knows the past as it was known, and a reversal on its own date', () => {
    const book = sampleLedger(SALES)
    const { change } = book
    const before = found(book)
    enter(book, 'reverse invoice I-2 2026-03-02')
    record(book, {
      table: 'invoices',
      row: { number: 'I-9', customer: 'C001', docDate: '2026-01-15', lines: [{ net: '100', cost: '10' }] },
    })
    expect(found(book).C001[0]).to.equal(140000)
    expect(found(book).C002).to.deep.equal(before.C002)
    expect(found(book, { knownAt: change })).to.deep.equal(before)
    expect(found(book, { period: monthPeriod('2026-03') })).to.deep.equal({ C002: [-40000, -28000, -12000, 30] })
  })
})
