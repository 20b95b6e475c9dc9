import { expect } from 'chai'
import { day, iso, type Day } from '../../shared/dates.js'
import { ageRanges, type AgeRange } from '../../shared/domain/age-ranges.js'
import { aging, agingRow, agingTotals, type AgingQuestion } from '../../shared/domain/aging.js'
import { bucketLabels, dayBuckets } from '../../shared/domain/buckets.js'
import { dso } from '../../shared/domain/collection.js'
import { openItems } from '../../shared/domain/open-items.js'
import type { Clock } from '../../shared/domain/question.js'
import { amount, checksOf, ledgerOf, shown, type Check } from './vectors.js'

type Expected = Record<string, string>

interface MomentCheck extends Check {
  as_of: string
  basis?: 'due' | 'issue'
  clock?: Clock
  credits?: 'separate' | 'own_date'
  expect: unknown
}

/** The convention of a check as a question; without a word credits stand in the bucket of their own date. */
const question = (check: MomentCheck): AgingQuestion => ({
  asOf: day(check.as_of),
  basis: check.basis === 'issue' ? 'document' : 'due',
  credits: check.credits === 'separate' ? 'separate' : 'own-date',
  clock: check.clock,
})

const amounts = (row: Expected): Expected => Object.fromEntries(Object.entries(row).map(([label, text]) => [label, amount(text)]))

describe('vectors of open items and balances', () => {
  for (const { name, vector, check } of checksOf<MomentCheck & { expect: string }>('balance')) {
    it(name, () => {
      const totals = agingTotals(aging(ledgerOf(vector, check), question(check)))
      expect(shown(totals.reduce((sum, part) => sum + part, 0))).to.equal(amount(check.expect))
    })
  }

  for (const { name, vector, check } of checksOf<MomentCheck & { expect: [string, string, string][] }>('open_items')) {
    it(name, () => {
      const book = ledgerOf(vector, check)
      const set = openItems(book, question(check))
      const found = Array.from({ length: set.count }, (_, i) => {
        const item = set.items[i]
        return [book.nameOf(book.items.document[item]), iso(book.items.due[item] as Day), shown(set.open[i])]
      })
      expect(found).to.have.deep.members(check.expect.map(([id, due, open]) => [id, due, amount(open)]))
    })
  }

  for (const { name, vector, check } of checksOf<MomentCheck & { expect: { count: number; amount: string } }>('overdue')) {
    it(name, () => {
      const late: AgeRange = { label: 'late', from: 1, to: null }
      const rows = ageRanges(ledgerOf(vector, check), { ...question(check), credits: 'separate', ranges: [late] })
      const sum = (of: 'amounts' | 'counts') => rows.reduce((total, row) => total + row[of][0], 0)
      expect({ count: sum('counts'), amount: shown(sum('amounts')) }).to.deep.equal({
        count: check.expect.count,
        amount: amount(check.expect.amount),
      })
    })
  }
})

describe('vectors of aging', () => {
  for (const { name, vector, check } of checksOf<MomentCheck & { buckets: AgeRange[]; expect: Record<string, Expected> }>('aging')) {
    it(name, () => {
      const rows = ageRanges(ledgerOf(vector, check), { ...question(check), ranges: check.buckets })
      expect(rows.map(row => row.customer)).to.deep.equal(Object.keys(check.expect))
      for (const row of rows) {
        const found: Expected = { credits: shown(row.credits), total: shown(row.total) }
        check.buckets.forEach(({ label }, i) => (found[label] = shown(row.amounts[i])))
        expect(found).to.include(amounts(check.expect[row.customer]))
      }
    })
  }

  interface Table extends MomentCheck {
    buckets?: number[]
    expect: { totals: Expected; customers: Record<string, Expected> }
  }

  for (const { name, vector, check } of checksOf<Table>('aging_table')) {
    it(name, () => {
      const asked = { ...question(check), buckets: dayBuckets(...(check.buckets ?? [30, 60, 90])) }
      const result = aging(ledgerOf(vector, check), asked)
      const labels = bucketLabels(asked.buckets, asked.basis ?? 'due').map(headingOfVector)
      const named = (row: readonly number[]): Expected => {
        const found: Expected = { total: shown(row.reduce((sum, part) => sum + part, 0)) }
        labels.forEach((label, i) => (found[label] = shown(row[i])))
        if (check.credits === 'separate') found.credits = shown(row[labels.length])
        return found
      }
      expect(named(agingTotals(result))).to.deep.equal(amounts(check.expect.totals))
      const found = result.groups.flatMap((customer, i) => (result.present[i] ? [[customer, named(agingRow(result, i))] as const] : []))
      const expected = Object.entries(check.expect.customers).map(([customer, row]) => [customer, amounts(row)])
      expect(Object.fromEntries(found)).to.deep.equal(Object.fromEntries(expected))
    })
  }

  /** Our headings are `not due` and `>90`, the vectors' `not_due` and `91+`. */
  const headingOfVector = (label: string): string =>
    label === 'not due' ? 'not_due' : label.replace(/^>(\d+)$/, (_, edge: string) => `${Number(edge) + 1}+`)
})

describe('vectors of days sales outstanding', () => {
  for (const { name, vector, check } of checksOf<MomentCheck & { expect: string }>('dso_ledger')) {
    it(name, () => {
      const to = day(check.as_of)
      expect(dso(ledgerOf(vector, check), { period: { from: to, to } }, 'lifetime')).to.equal(Number(check.expect))
    })
  }
})

describe('the vectors of a ledger', () => {
  const least = { balance: 12, open_items: 9, overdue: 3, aging: 9, aging_table: 22, dso_ledger: 4 }
  for (const [op, count] of Object.entries(least)) it(`are found: ${op}`, () => expect(checksOf(op).length).to.be.at.least(count))
})
