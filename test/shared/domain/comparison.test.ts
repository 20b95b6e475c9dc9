import { expect } from 'chai'
import * as fc from 'fast-check'
import { day, type Day } from '../../../shared/dates.js'
import { compared, comparison } from '../../../shared/domain/comparison.js'
import type { ComparisonLine, OurRow, TheirRow } from '../../../shared/domain/comparison-line.js'
import { money, type Money } from '../../../shared/money.js'
import { sampleLedger } from '../../sample-ledger.js'

const row = (number: string | undefined, date: string | undefined, amount: string): TheirRow => ({
  ...(number !== undefined && { number }),
  ...(date !== undefined && { date: day(date) }),
  amount: money(amount),
})

const told = ({ kind, by, theirs, ours, difference }: ComparisonLine) => [
  kind,
  by,
  theirs.map(({ number, amount }) => `${number ?? '-'} ${amount / 100}`).join(' + '),
  ours.map(({ number, amount }) => `${number} ${amount / 100}`).join(' + '),
  difference / 100,
]

const LEDGER = `
  invoice    INV-0101  C001  2026-01-05  due 2026-02-04  1130.00
  invoice    INV-0102  C001  2026-02-20  due 2026-03-22  2260.00
  invoice    INV-0103  C001  2026-03-01  due 2026-03-31   500.00
  invoice    INV-0104  C001  2026-03-10  due 2026-04-09   500.00
  invoice    INV-0105  C001  2026-03-12  due 2026-04-11   320.00
  invoice    INV-0106  C001  2026-03-13  due 2026-04-12   180.00
  invoice    INV-0107  C001  2026-03-14  due 2026-04-13    77.00
  receipt    RC-1      C001  2026-03-20                  1000.00
  allocate   RC-1 INV-0101   2026-03-20                  1000.00
  invoice    INV-0201  C002  2026-03-20  due 2026-04-19  9000.00`

const march = { asOf: day('2026-03-31'), customer: 0 }

describe('comparison of a list with the ledger', () => {
  const book = sampleLedger(LEDGER)
  const lines = (side: 'documents' | 'openItems', ...theirs: TheirRow[]) => comparison(book, theirs, { ...march, side }).lines.map(told)

  it('finds rows by number however it is written, and says by how much they differ', () => {
    expect(
      lines(
        'openItems',
        row('ｉｎｖ　１０１', '2026-01-05', '130'),
        row('INV102', '2026-02-21', '2200'),
        row('发票 103', undefined, '500'),
        row('00104', undefined, '500'),
        row('105', undefined, '320'),
        row('INV-0106.', undefined, '180'),
        row('INV-9', '2026-03-30', '40'),
      ),
    ).to.deep.equal([
      ['differs', 'number', 'INV102 2200', 'INV-0102 2260', -60],
      ['onlyTheirs', undefined, 'INV-9 40', '', 40],
      ['onlyOurs', undefined, '', 'INV-0107 77', -77],
      ['matched', 'number', 'ｉｎｖ　１０１ 130', 'INV-0101 130', 0],
      ['matched', 'number', '发票 103 500', 'INV-0103 500', 0],
      ['matched', 'number', '00104 500', 'INV-0104 500', 0],
      ['matched', 'number', '105 320', 'INV-0105 320', 0],
      ['matched', 'number', 'INV-0106. 180', 'INV-0106 180', 0],
    ])
  })

  it('then by amount, nearest in date, then several rows that add up to one', () => {
    expect(
      lines(
        'openItems',
        row(undefined, '2026-03-09', '500'),
        row(undefined, '2026-03-15', '577'),
        row('PO 7', '2026-02-01', '2260'),
        row(undefined, '2026-01-06', '100'),
        row(undefined, '2026-01-07', '30'),
      ),
    ).to.deep.equal([
      ['onlyOurs', undefined, '', 'INV-0105 320', -320],
      ['onlyOurs', undefined, '', 'INV-0106 180', -180],
      ['matched', 'sum', '- 100 + - 30', 'INV-0101 130', 0],
      ['matched', 'amount', 'PO 7 2260', 'INV-0102 2260', 0],
      ['matched', 'sum', '- 577', 'INV-0103 500 + INV-0107 77', 0],
      ['matched', 'amount', '- 500', 'INV-0104 500', 0],
    ])
  })

  it('digits after other letters are another number, unless the amount is the same', () => {
    const found = lines('openItems', row('PAY-102', '2026-03-30', '40'), row('FP 103', undefined, '500'), row('107', undefined, '70'))
    expect(found.filter(([kind]) => kind !== 'onlyOurs')).to.deep.equal([
      ['differs', 'number', '107 70', 'INV-0107 77', -7],
      ['onlyTheirs', undefined, 'PAY-102 40', '', 40],
      ['matched', 'number', 'FP 103 500', 'INV-0103 500', 0],
    ])
  })

  it('a row listed twice is found once, and the second one is theirs alone', () => {
    const twice = comparison(book, [row('INV-0103', '2026-03-01', '500'), row('INV-0103', '2026-03-01', '500')], {
      ...march,
      side: 'openItems',
    })
    expect(twice.parts.onlyTheirs.theirs).to.deep.equal({ rows: 1, amount: 50000 })
    expect(twice.parts.matched.lines, 'not paired with another invoice of 500').to.equal(1)
  })

  it('documents are compared with their whole amounts, receipts negative; a reversed one and its reversal are nothing', () => {
    const other = sampleLedger(
      'invoice I-1 C001 2026-03-01 100\n invoice I-2 C001 2026-03-02 70\n receipt R-1 C001 2026-03-05 40\n reverse invoice I-2 2026-03-09',
    )
    const found = comparison(other, [row('I-1', '2026-03-01', '100'), row(undefined, '2026-03-05', '-40')], { ...march, side: 'documents' })
    expect(found.lines.map(told)).to.deep.equal([
      ['matched', 'number', 'I-1 100', 'I-1 100', 0],
      ['matched', 'amount', '- -40', 'R-1 -40', 0],
    ])
    expect(comparison(other, [], { asOf: day('2026-03-08'), side: 'documents' }).ours).to.deep.equal({ rows: 3, amount: 13000 })
    expect(comparison(other, [], { ...march, side: 'documents', knownAt: 1 }).ours, 'one customer is all that is known').to.deep.equal({
      rows: 0,
      amount: 0,
    })
  })

  it('is of one customer, or of all', () => {
    expect(comparison(book, [], { ...march, side: 'openItems' }).ours.amount).to.equal(396700)
    expect(comparison(book, [], { asOf: march.asOf, side: 'openItems' }).ours.amount).to.equal(1296700)
  })
})

const amount = fc.oneof(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -100_000, max: 100_000 }))
const number = fc.oneof(
  fc.nat(20).map(n => `INV-${String(n).padStart(3, '0')}`),
  fc.nat(20).map(String),
  fc.constantFrom('', 'x', '发票7'),
)
const theirRows = fc.array(
  fc.record({ number, date: fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined }), amount, text: fc.constantFrom('', 'a') }),
  { maxLength: 25 },
) as unknown as fc.Arbitrary<TheirRow[]>
const ourRows = fc
  .array(fc.record({ number, date: fc.integer({ min: 1, max: 90 }), amount }), { maxLength: 25 })
  .map(rows => rows.map((one, document) => ({ ...one, short: one.number, document }))) as unknown as fc.Arbitrary<OurRow[]>

describe('comparison of any two lists', () => {
  const sum = (rows: readonly { amount: Money }[]) => rows.reduce((all, one) => all + one.amount, 0)

  it('property: every row of either side stands exactly once, and the totals tie', () =>
    fc.assert(
      fc.property(theirRows, ourRows, (theirs, ours) => {
        const { lines, ...totals } = compared(theirs, ours)
        expect(lines.flatMap(line => line.theirs)).to.have.members(theirs)
        expect(lines.flatMap(line => line.ours)).to.have.members(ours)
        expect(totals.theirs).to.deep.equal({ rows: theirs.length, amount: sum(theirs) })
        expect(totals.ours).to.deep.equal({ rows: ours.length, amount: sum(ours) })
        expect(totals.difference).to.equal(sum(theirs) - sum(ours))
        expect(lines.reduce((all, line) => all + line.difference, 0)).to.equal(totals.difference)
        for (const line of lines) {
          expect(line.theirs.length > 0 && line.ours.length > 0).to.equal(line.kind === 'matched' || line.kind === 'differs')
          if (line.kind === 'matched') expect(line.difference).to.equal(0)
          if (line.kind === 'differs') expect(line.by).to.equal('number')
        }
        expect(totals.parts.matched.difference).to.equal(0)
      }),
      { numRuns: 500 },
    ))

  it('property: the order of both lists does not matter', () =>
    fc.assert(
      fc.property(
        theirRows.chain(rows => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        ourRows.chain(rows => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        ([theirs, mixed], [ours, shuffled]) => {
          expect(compared(mixed, shuffled)).to.deep.equal(compared(theirs, ours))
        },
      ),
      { numRuns: 500 },
    ))

  it('property: of one amount the nearest in date stand together, as by looking at every pair', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 12 }),
        (a, b) => {
          const theirs = a.map(date => ({ date: date as Day, amount: 5 as Money }))
          const ours = b.map((date, document) => ({ date: date as Day, amount: 5 as Money, number: '', short: '', document }))
          const gaps = compared(theirs, ours).lines.flatMap(({ days }) => (days === undefined ? [] : [Math.abs(days)]))
          const [left, right] = [[...a], [...b]]
          const naive: number[] = []
          while (left.length > 0 && right.length > 0) {
            const all = left.flatMap((x, i) => right.map((y, j) => ({ i, j, gap: Math.abs(x - y) })))
            const best = all.reduce((one, other) => (other.gap < one.gap ? other : one))
            naive.push(best.gap)
            left.splice(best.i, 1)
            right.splice(best.j, 1)
          }
          expect(gaps).to.have.length(naive.length)
          // Ties may be broken otherwise; the nearest pair is found in any case.
          expect(Math.min(Infinity, ...gaps)).to.equal(Math.min(Infinity, ...naive))
        },
      ),
    ))
})
