import { expect } from 'chai'
import { day } from '../../../shared/dates.js'
import { aging, agingTotals, type AgingQuestion } from '../../../shared/domain/aging.js'
import { bucketSet, NAMED_BUCKETS } from '../../../shared/domain/buckets.js'
import { decimal } from '../../../shared/money.js'
import { enter, sampleLedger } from '../../sample-ledger.js'
import { F1 } from './aging.test.js'

/** Amounts by heading that are not zero, `unapplied` last. */
const shown = (text: string, asOf: string, question: Partial<AgingQuestion> = {}) => {
  const sheet = aging(sampleLedger(text), { asOf: day(asOf), ...question })
  const totals = agingTotals(sheet).map(amount => decimal(amount))
  return Object.fromEntries(
    [...sheet.labels, 'unapplied'].map((label, i) => [label, totals[i]] as const).filter(([, amount]) => amount !== '0.00'),
  )
}

describe('aging: the rules one by one', () => {
  const LATE = 'invoice I-1 C001 2026-03-31 post 2026-04-02 due 2026-04-30 100'

  it('R1.1: an invoice posted on 04-02 is absent on 03-31, and by document date 30 days old on 04-30', () => {
    expect(shown(LATE, '2026-03-31', { basis: 'document' })).to.deep.equal({})
    expect(shown(LATE, '2026-04-01', { basis: 'document' })).to.deep.equal({})
    expect(shown(LATE, '2026-04-30', { basis: 'document' })).to.deep.equal({ '0-30': '100.00' })
    expect(shown(LATE, '2026-05-01', { basis: 'document' })).to.deep.equal({ '31-60': '100.00' })
  })

  it('R1.1: an age below 0 counts in the first bucket', () => {
    const ahead = 'invoice I-1 C001 2026-04-15 post 2026-03-31 due 2026-05-15 100'
    expect(shown(ahead, '2026-03-31', { basis: 'document' })).to.deep.equal({ '0-30': '100.00' })
  })

  const edges: [days: number, asOf: string, due: string, document: string][] = [
    [0, '2026-03-01', 'not due', '0-30'],
    [1, '2026-03-02', '1-30', '0-30'],
    [30, '2026-03-31', '1-30', '0-30'],
    [31, '2026-04-01', '31-60', '31-60'],
    [60, '2026-04-30', '31-60', '31-60'],
    [61, '2026-05-01', '61-90', '61-90'],
    [90, '2026-05-30', '61-90', '61-90'],
    [91, '2026-05-31', '>90', '>90'],
  ]
  for (const [days, asOf, due, document] of edges) {
    it(`R1.2 R1.3: ${days} days are ${due} by due date and ${document} by document date`, () => {
      const one = 'invoice I-1 C001 2026-03-01 due 2026-03-01 100'
      expect(shown(one, asOf)).to.deep.equal({ [due]: '100.00' })
      expect(shown(one, asOf, { basis: 'document' })).to.deep.equal({ [document]: '100.00' })
    })
  }

  it('R1.3: instalments keep the document date of their invoice', () => {
    const parts = 'invoice I-1 C001 2026-01-31 60 parts 2026-02-28:20,2026-03-31:20,2026-04-30:20'
    expect(shown(parts, '2026-04-30', { basis: 'document' })).to.deep.equal({ '61-90': '60.00' })
    expect(shown(parts, '2026-04-30')).to.deep.equal({ 'not due': '20.00', '1-30': '20.00', '61-90': '20.00' })
  })

  it('R1.4: years run by anniversary, their end included: 366 days are within 1 year, a day more is not', () => {
    const two = 'invoice I-1 C001 2023-12-31 100\n invoice I-2 C001 2023-12-30 7'
    const buckets = bucketSet('1y,2y')
    expect(shown(two, '2024-12-31', { basis: 'document', buckets })).to.deep.equal({ '0-1y': '100.00', '1-2y': '7.00' })
    expect(day('2024-12-31') - day('2023-12-31')).to.equal(366)
  })

  it('R1.4: a set mixes days, months and years; every item falls in exactly one bucket', () => {
    const buckets = bucketSet('15d,2m,1y')
    const many = Array.from({ length: 40 }, (_, i) => {
      const at = `2025-${String((i % 12) + 1).padStart(2, '0')}-${String(1 + ((i * 7) % 28)).padStart(2, '0')}`
      return `invoice I-${i} C001 ${at} ${i + 1}`
    }).join('\n')
    const found = shown(many, '2026-01-31', { basis: 'document', buckets })
    const sum = Object.values(found).reduce((total, amount) => total + Number(amount), 0)
    expect(sum).to.equal((40 * 41) / 2)
    expect(shown('invoice I-1 C001 2025-12-31 5', '2026-02-28', { basis: 'document', buckets })).to.deep.equal({ '15-2m': '5.00' })
  })

  it('R1.4: the named sets: 逾期 by days, 账龄 by half year and years up to five', () => {
    expect(NAMED_BUCKETS.逾期).to.deep.equal(bucketSet('30,60,90,180,365'))
    expect(NAMED_BUCKETS.账龄).to.deep.equal(bucketSet('6m,1y,2y,3y,4y,5y'))
    const old = ['2026-06-30', '2026-06-29', '2025-12-30', '2021-12-31', '2021-12-30', '2020-12-30']
    const text = old.map((date, i) => `invoice I-${i} C001 ${date} ${10 ** i}`).join('\n')
    expect(shown(text, '2026-12-31', { basis: 'document', buckets: bucketSet('账龄') })).to.deep.equal({
      '6m-1y': '11.00',
      '1-2y': '100.00',
      '4-5y': '1000.00',
      '>5y': '110000.00',
    })
  })

  it('R1.4: a missing due date is the document date', () =>
    expect(shown('invoice I-1 C001 2026-03-01 100', '2026-03-31')).to.deep.equal({ '1-30': '100.00' }))

  it('R1.5: unapplied credits are a column of their own, negative, in no bucket', () => {
    const book = sampleLedger('invoice I-1 C001 2026-03-01 100\n receipt R-1 C001 2026-01-01 30\n creditnote N-1 C001 2026-02-01 5')
    const totals = () => agingTotals(aging(book, { asOf: day('2026-03-31') })).map(amount => decimal(amount))
    expect(totals()).to.deep.equal(['0.00', '100.00', '0.00', '0.00', '0.00', '-35.00'])
    enter(book, 'allocate R-1 I-1 2026-03-31 30')
    expect(totals()).to.deep.equal(['0.00', '70.00', '0.00', '0.00', '0.00', '-5.00'])
    expect(shown(F1, '2026-03-31').unapplied).to.equal('-10000.00')
  })

  it('R2.3: the policies split the same total otherwise', () => {
    for (const asOf of ['2026-02-28', '2026-03-10', '2026-03-31', '2026-04-05', '2026-04-30']) {
      const total = (clock: 'strict' | 'latest') =>
        Object.values(shown(F1, asOf, { clock })).reduce((sum, amount) => sum + Math.round(Number(amount) * 100), 0)
      expect(total('latest'), asOf).to.equal(total('strict'))
    }
    expect(shown(F1, '2026-03-31', { clock: 'latest' })).to.not.deep.equal(shown(F1, '2026-03-31'))
  })

  it('R7.2: retention money is an instalment with its own due date, late only after that', () => {
    const text = 'invoice I-1 C001 2025-01-31 100000 parts 2025-03-02:95000,2026-01-31:5000'
    expect(shown(text, '2025-06-30')).to.deep.equal({ 'not due': '5000.00', '>90': '95000.00' })
    const paid = `${text}\n receipt R-1 C001 2025-03-02 95000\n allocate R-1 I-1 2025-03-02 95000`
    expect(shown(paid, '2026-01-31')).to.deep.equal({ 'not due': '5000.00' })
    expect(shown(paid, '2026-02-01')).to.deep.equal({ '1-30': '5000.00' })
  })
})
