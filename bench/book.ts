import type { Book } from '../shared/book/book.js'
import type { Day } from '../shared/dates.js'
import { aging, type Aging, type AgingQuestion } from '../shared/domain/aging.js'
import { dayBuckets } from '../shared/domain/buckets.js'
import { agingByProductScan, agingScan, BUCKETS } from './floor.js'
import { generate, type History } from './generate.js'
import { monthsBefore, type House, type Part } from './house.js'
import { atMost, growth, interleaved, mustAgree, type Figure } from './measure.js'
import { bookOf, changeOf } from './postings.js'

const buckets = dayBuckets(30, 60, 90, 120)
const figure = (name: string, value: number, unit: string, limit: number): Figure => atMost('Ledger', name, value, unit, limit)

/** Asks for an aging that nobody asked for before: with nothing remembered. */
function cold(book: Book, question: AgingQuestion): Aging {
  book.answers.clear()
  return aging(book, { buckets, ...question })
}

/** The aged amounts without the column of unapplied credits. */
const aged = (result: Aging, from = 0): Float64Array =>
  result.amounts.filter((_, i) => i >= from * (BUCKETS + 1) && i % (BUCKETS + 1) < BUCKETS)

const WHEN = [
  [0, 'today'],
  [12, '12 months ago'],
  [30, '30 months ago'],
] as const

/** Aging of all customers at any date, against the plain scan of the same run. */
export const agingPart: Part = {
  title: 'aging',
  async figures({ history, book }) {
    const found: Figure[] = []
    const out = new Float64Array(history.customers.count * BUCKETS)
    for (const [months, when] of WHEN) {
      const asOf = monthsBefore(history, months)
      mustAgree(`aging ${when}`, aged(cold(book, { asOf })), agingScan(history, asOf))
      const time = await interleaved(
        {
          book: () => cold(book, { asOf }),
          scan: () => agingScan(history, asOf, asOf, out),
        },
        15,
      )
      found.push(figure(`aging of all customers, ${when}, to the plain scan`, time.book / time.scan, 'x', 1.25))
    }
    return found
  },
}

/** What the books said at an earlier change, and the other clock. */
export const knownPart: Part = {
  title: 'known',
  async figures({ history, book }) {
    const found: Figure[] = []
    const out = new Float64Array(history.customers.count * BUCKETS)
    const known = monthsBefore(history, 12)
    const questions: [string, Day, Day, AgingQuestion][] = []
    for (const [months, when] of WHEN.slice(0, 2)) {
      const asOf = monthsBefore(history, months)
      questions.push([`as known 12 months ago, ${when}`, known, asOf, { asOf, knownAt: changeOf(history, known) }])
      questions.push([`by the latest clock, ${when}`, asOf, asOf, { asOf, clock: 'latest' }])
    }
    for (const [name, openOn, agedOn, question] of questions) {
      mustAgree(name, aged(cold(book, question)), agingScan(history, openOn, agedOn))
      const time = await interleaved({ book: () => cold(book, question), scan: () => agingScan(history, openOn, agedOn, out) })
      found.push(figure(`aging ${name}, to the plain scan`, time.book / time.scan, 'x', 4))
    }
    return found
  },
}

/** Aging by product, every cent given to a line, against the plain scan that keeps fractions. */
export const productPart: Part = {
  title: 'product',
  async figures({ history, book }) {
    const asOf = monthsBefore(history, 12)
    const out = new Float64Array(history.products * BUCKETS)
    const question: AgingQuestion = { asOf, by: 'product' }
    const plain = agingByProductScan(history, asOf)
    // A fraction of a cent may be lost at each open line in the plain scan, never here.
    mustAgree('aging by product', aged(cold(book, question), 1), plain, history.invoices.count / 100 + 10)
    const total = (amounts: Float64Array): number => amounts.reduce((sum, amount) => sum + amount, 0)
    mustAgree('aging by product in all', [total(aged(cold(book, question)))], [total(agingScan(history, asOf))])
    const time = await interleaved({ book: () => cold(book, question), scan: () => agingByProductScan(history, asOf, out) })
    return [figure('aging by product, exact cents, to the plain scan', time.book / time.scan, 'x', 3)]
  },
}

/** How aging grows with the years behind the ledger when every three years are as busy as the last. */
export const historyPart: Part = {
  title: 'history',
  async figures({ size }) {
    const years = [3, 6, 12, 24]
    const lasting: [string, (history: History) => Day][] = [
      ['on the last day', history => history.last],
      ['at the end of the first three years', history => (history.first + 1095) as Day],
    ]
    const costs = lasting.map(() => [] as [number, number][])
    for (const span of years) {
      const history = generate({ invoices: size / 5, years: span })
      const book = bookOf(history)
      for (const [i, [name, day]] of lasting.entries()) {
        const asOf = day(history)
        mustAgree(`${span} years, ${name}`, aged(cold(book, { asOf })), agingScan(history, asOf))
        const { cost } = await interleaved({ cost: () => cold(book, { asOf }) }, 31, 10)
        costs[i].push([span, cost])
      }
    }
    return lasting.map(([name], i) => figure(`growth of aging with history, 3 to 24 years, ${name}`, growth(costs[i]), 'exponent', 0.15))
  },
}

/** What a Book weighs. */
export const bytesPart: Part = {
  title: 'bytes',
  async figures({ book, size, history }: House) {
    // The index of lifetimes belongs to it.
    cold(book, { asOf: history.last })
    return [figure('Book with receipts, allocations, two lines and numbers, an invoice', book.bytes / size, 'bytes', 400)]
  },
}
