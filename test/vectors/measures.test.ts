import { expect } from 'chai'
import { day } from '../../shared/dates.js'
import { meanDays } from '../../shared/domain/collection-measures.js'
import { creditCheck } from '../../shared/domain/credit.js'
import { margins, marginTotals } from '../../shared/domain/margin.js'
import { money } from '../../shared/money.js'
import type { TableRow } from '../../shared/tables/post.js'
import { amount, bookOf, checksOf, shown, type Check } from './vectors.js'

describe('vectors of mean days', () => {
  for (const { name, vector, check } of checksOf<Check & { pairs: { due: string; paid: string }[]; expect: string }>('mean_days')) {
    it(name, () => {
      const pairs = check.pairs.map(({ due, paid }) => ({ due: day(due), paid: day(paid) }))
      const rounding = /whole days/.test(vector.convention.rounding ?? '') ? 'whole-days' : 'exact'
      expect(meanDays(pairs, rounding)).to.equal(Number(check.expect))
    })
  }
})

interface MarginCheck extends Check {
  lines: { revenue: string; cost: string }[]
  expect: { revenue?: string; cost?: string; margin?: string; margin_pct?: string | null }
}

/** Each line as a document of its own: a return as a credit note. */
const rowsOf = (lines: MarginCheck['lines']): TableRow[] => [
  { table: 'customers', row: { code: 'C' } },
  ...lines.map(({ revenue, cost }, i) => {
    const isReturn = revenue.startsWith('-')
    const cells = isReturn ? { net: revenue.slice(1), cost: cost.startsWith('-') ? cost.slice(1) : `-${cost}` } : { net: revenue, cost }
    return {
      table: isReturn ? 'creditNotes' : 'invoices',
      row: { number: `D${i + 1}`, customer: 'C', docDate: '2025-01-01', lines: [cells] },
    }
  }),
]

describe('vectors of margin', () => {
  for (const { name, vector, check } of checksOf<MarginCheck>('margin')) {
    it(name, () => {
      const from = day('2025-01-01')
      const basis = /absolute/.test(vector.convention.margin_pct ?? '') ? 'absolute' : 'signed'
      const totals = marginTotals(margins(bookOf(rowsOf(check.lines)).book, { period: { from, to: from } }), basis)
      const { margin_pct: percent, ...amounts } = check.expect
      const found = { revenue: shown(totals.sales), cost: shown(totals.cost), margin: shown(totals.margin) }
      expect(found).to.include(Object.fromEntries(Object.entries(amounts).map(([of, text]) => [of, amount(text)])))
      if (percent !== undefined) expect(totals.percent).to.equal(percent === null ? null : Number(percent))
    })
  }
})

interface CreditVector extends Check {
  limit: string | null
  exposure: string
  new: string
  expect: { verdict: string; left?: string }
}

describe('vectors of credit checks', () => {
  for (const { name, check } of checksOf<CreditVector>('credit_check')) {
    it(name, () => {
      const limit = check.limit === null ? undefined : money(check.limit)
      const { verdict, left } = creditCheck({ limit, exposure: money(check.exposure), added: money(check.new) })
      expect(verdict).to.equal(check.expect.verdict)
      if (check.expect.left !== undefined) expect(left).to.equal(money(check.expect.left))
    })
  }
})

describe('the vectors of measures', () => {
  const least = { mean_days: 1, margin: 4, credit_check: 5 }
  for (const [op, count] of Object.entries(least)) it(`are found: ${op}`, () => expect(checksOf(op).length).to.be.at.least(count))
})
