import { expect } from 'chai'
import { agingByProductScan, agingScan, BUCKETS } from '../../bench/floor.js'
import { generate } from '../../bench/generate.js'
import { bookOf, changeOf } from '../../bench/postings.js'
import { chance } from '../../bench/random.js'
import type { Day } from '../../shared/dates.js'
import { aging, type Aging, type AgingQuestion } from '../../shared/domain/aging.js'
import { dayBuckets } from '../../shared/domain/buckets.js'

const buckets = dayBuckets(30, 60, 90, 120)

/** The aged amounts without the column of unapplied credits: in this history every credit is applied on its day. */
function aged(result: Aging): number[] {
  const width = result.labels.length + 1
  return [...result.amounts].filter((_, i) => i % width < BUCKETS)
}

describe('the generated history of the bench', () => {
  const history = generate({ invoices: 2000 })
  const book = bookOf(history)
  const random = chance(7)
  const days = [history.first, history.last, ...Array.from({ length: 20 }, () => (history.first + random.below(1096)) as Day)]
  const ask = (question: AgingQuestion) => aged(aging(book, { buckets, ...question }))

  it('is the same for the same seed and another for another', () => {
    expect(generate({ invoices: 500 })).to.deep.equal(generate({ invoices: 500 }))
    expect(generate({ invoices: 500, seed: 1 }).invoices.amount).not.to.deep.equal(generate({ invoices: 500 }).invoices.amount)
  })

  it('has the shape that is promised', () => {
    const { invoices, lines, allocations, last } = history
    const rows = Array.from({ length: invoices.count }, (_, i) => i)
    expect(invoices.count).to.equal(2000)
    expect(lines.count / 2000).to.be.within(1.9, 2.1)
    expect(allocations.count / 2000).to.be.within(1.03, 1.13)
    expect(rows.filter(i => invoices.closed[i] > last).length / 2000).to.be.within(0.06, 0.11)
    for (const i of rows) {
      const sum = lines.amount.subarray(invoices.firstLine[i], invoices.firstLine[i + 1]).reduce((a, b) => a + b, 0)
      expect(sum).to.equal(invoices.amount[i])
    }
  })

  it('ages to the same cents in the Book as in a plain scan, at any date', () => {
    for (const asOf of days) expect(ask({ asOf }), `day ${asOf}`).to.deep.equal([...agingScan(history, asOf)])
  })

  it('ages to the same cents under the latest clock, and as known on an earlier day', () => {
    for (const asOf of days) {
      expect(ask({ asOf, clock: 'latest' })).to.deep.equal([...agingScan(history, asOf)])
      const known = (history.first + random.below(asOf - history.first + 1)) as Day
      expect(ask({ asOf, knownAt: changeOf(history, known) })).to.deep.equal([...agingScan(history, known, asOf)])
    }
  })

  it('adds up by product, each product within a cent an invoice of the unrounded shares', () => {
    for (const asOf of days) {
      const exact = ask({ asOf, by: 'product' }).slice(BUCKETS)
      const plain = agingByProductScan(history, asOf)
      for (let i = 0; i < plain.length; i++) expect(exact[i]).to.be.closeTo(plain[i], 100)
      const byCustomer = agingScan(history, asOf)
      for (let bucket = 0; bucket < BUCKETS; bucket++) {
        const total = (amounts: ArrayLike<number>) =>
          Array.from(amounts).reduce((sum, amount, i) => (i % BUCKETS === bucket ? sum + amount : sum), 0)
        expect(total(exact)).to.equal(total(byCustomer))
      }
    }
  })

  it('settles its older periods when it is long', () => {
    const long = generate({ invoices: 500, years: 9 })
    const old = Array.from({ length: 1000 }, (_, i) => i)
    expect(long.invoices.count).to.equal(1500)
    expect(old.filter(i => long.invoices.closed[i] > long.last)).to.have.length(0)
  })
})
