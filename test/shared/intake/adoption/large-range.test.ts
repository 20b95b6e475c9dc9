import { expect } from 'chai'
import * as fc from 'fast-check'
import { checkInvariants } from '../../../../shared/book/invariants.js'
import { day } from '../../../../shared/dates.js'
import { balance } from '../../../../shared/domain/balance.js'
import type { AdoptionRange, RangeCell } from '../../../../shared/intake/adoption/range.js'
import { lost, posted, taken } from './ranges.js'

/** Cells that nobody can take, by column: number, customer, date, amount. */
const DIRT: readonly (readonly [number, RangeCell])[] = [
  [0, ''],
  [1, ''],
  [2, '待定'],
  [2, '2026-02-30'],
  [3, 'abc'],
  [3, ''],
  [3, '#REF!'],
  [0, 'FP0'],
  [0, '1.2E+19'],
]

function sheetOf(count: number, dirty: ReadonlyMap<number, number>): AdoptionRange {
  const values: RangeCell[][] = [['发票号', '客户', '开票日期', '价税合计', '已收']]
  for (let i = 0; i < count; i++) {
    const row: RangeCell[] = [
      `FP${i}`,
      `第${i % 97}号机电厂`,
      i % 3 ? `2026.${1 + (i % 6)}.${1 + (i % 28)}` : 46000 + (i % 100),
      i % 4 ? i + 0.25 : `${(i % 999) + 1},000.50`,
      i % 5 ? 0 : i,
    ]
    const dirt = dirty.get(i)
    if (dirt !== undefined) row[DIRT[dirt][0]] = DIRT[dirt][1]
    values.push(row)
  }
  return { firstRow: 3, firstColumn: 2, values }
}

describe('a large range with dirty rows', () => {
  it('loses no row of 20,000 with 2 % dirty ones', () => {
    const dirty = new Map(Array.from({ length: 400 }, (_, i) => [i * 50 + 7, i % DIRT.length]))
    const of = sheetOf(20_000, dirty)
    const found = taken(of, { receivedOn: 'document' })
    lost(of, found)
    expect(found.posted).to.have.length(19_600)
    expect(new Set(found.faults.map(({ line }) => line)).size).to.equal(400)
    for (const { refusal, cell } of found.faults) {
      expect(refusal.text('zh')).to.match(/[\u4e00-\u9fff]/)
      expect(cell).to.match(/^[B-F]\d+$/)
    }
    const book = posted(found)
    expect(checkInvariants(book)).to.deep.equal([])
  }).timeout(60_000)

  it('whatever rows are dirty, each is posted, left out or listed, and the posted ones add up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.tuple(fc.nat(59), fc.nat(DIRT.length - 1)), { maxLength: 20 }),
        (count, dirt) => {
          // The number that repeats is that of the first row, which is then clean.
          const dirty = new Map(dirt.filter(([row]) => row > 0))
          const of = sheetOf(count, dirty)
          const found = taken(of, { receivedOn: 'document' })
          lost(of, found)
          const faulty = new Set(found.faults.map(({ line }) => line))
          expect(faulty).to.deep.equal(new Set([...dirty.keys()].filter(row => row < count).map(row => row + 4)))
          const wanted = of.values
            .slice(1)
            .reduce<number>(
              (sum, [, , , amount, received], i) => (dirty.has(i) ? sum : sum + Number(String(amount).replace(',', '')) - Number(received)),
              0,
            )
          expect(balance(posted(found), undefined, { asOf: day('2026-12-31') }) / 100).to.be.closeTo(wanted, 0.001)
        },
      ),
      { numRuns: 60 },
    )
  })
})
