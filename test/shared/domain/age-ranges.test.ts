import { expect } from 'chai'
import { day } from '../../../shared/dates.js'
import { ageRanges, type AgeRangesQuestion } from '../../../shared/domain/age-ranges.js'
import { aging, agingTotals } from '../../../shared/domain/aging.js'
import { sampleLedger } from '../../sample-ledger.js'
import { F1 } from './aging.test.js'

const RANGES = [
  { label: 'current', from: null, to: -1 },
  { label: '0-30', from: 0, to: 30 },
  { label: '61+', from: 61, to: null },
]
const asked = (question: Partial<AgeRangesQuestion> = {}) => ({ asOf: day('2026-03-31'), ranges: RANGES, ...question })

describe('age ranges', () => {
  const book = sampleLedger(F1)

  it('day 0 lies where the ranges say, and what lies in none is in the total only', () => {
    // INV-104#2 is due on the day itself; INV-101 is 55 days late and lies between the ranges.
    const [row] = ageRanges(book, asked())
    expect(row).to.deep.equal({ customer: 'C001', amounts: [5390000, 4034000, 0], counts: [2, 2, 0], credits: -1000000, total: 9054000 })
  })

  it('nets credits by their own date when asked to', () => {
    const [row] = ageRanges(book, asked({ credits: 'own-date', basis: 'document' }))
    expect(row.credits).to.equal(0)
    expect(row.amounts).to.deep.equal([0, 2390000, 630000])
  })

  it('with the usual ranges agrees with the aging', () => {
    const ranges = [
      { label: 'not due', from: null, to: 0 },
      { label: '1-30', from: 1, to: 30 },
      { label: '31-60', from: 31, to: 60 },
      { label: '61-90', from: 61, to: 90 },
      { label: '>90', from: 91, to: null },
    ]
    for (const asOf of ['2026-02-28', '2026-03-31', '2026-04-30']) {
      const [{ amounts, credits }] = ageRanges(book, { asOf: day(asOf), ranges })
      expect([...amounts, credits], asOf).to.deep.equal(agingTotals(aging(book, { asOf: day(asOf) })))
    }
  })

  it('filters by product through the lines', () => {
    const lined = sampleLedger(
      'invoice I-1 C001 2026-03-01 due 2026-03-15 lines P1:1:100:0:0,P2:1:50:0:0\n receipt R-1 C001 2026-03-20 60\n allocate R-1 I-1 2026-03-20 60',
    )
    expect(ageRanges(lined, asked({ filter: { product: ['P2'] } }))[0].amounts).to.deep.equal([0, 3000, 0])
    expect(ageRanges(lined, asked({ filter: { customer: ['C009'] } }))).to.deep.equal([])
  })
})
