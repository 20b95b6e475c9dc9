import type { Book } from '../book/book.js'
import type { Day } from '../dates.js'
import { aging, agingIsRemembered, agingOfCustomer, agingRow, agingTotals, type Aging, type AgingQuestion } from '../domain/aging.js'
import type { Moment } from '../domain/question.js'
import type { Money } from '../money.js'
import { ALL } from './customers.js'
import type { Options } from './options.js'
import { changeKnownAt } from './when.js'

/** The moment that a call asks for. */
export function momentOf(book: Book, asOf: Day, { known, clock }: Options): Moment {
  return { asOf, clock, knownAt: known === undefined ? undefined : changeKnownAt(book, known) }
}

export const agingQuestion = (book: Book, asOf: Day, options: Options): AgingQuestion => ({
  ...momentOf(book, asOf, options),
  basis: options.basis,
  credits: options.credits,
  buckets: options.buckets,
  currency: options.currency,
  filter: options.filter,
})

interface Asked {
  question: AgingQuestion
  times: number
  whole?: Aging
  totals?: Money[]
}

/** Questions of the newest change of each book, by the options text as read and the day: both are the same objects for equal cells. */
const asked = new WeakMap<Book, { change: number; stamp: number; byOptions: Map<Options, Map<Day, Asked>> }>()

/** How often a question must be asked before the aging of all customers is worth computing for it. */
const OFTEN = 8

/**
 * The aging row of a customer (ALL: of the company) for a cell. A question asked for many customers is computed once for all; one asked
 * now and then walks the customer's own items.
 */
export function agingCell(book: Book, customer: number, asOf: Day, options: Options): readonly Money[] {
  let memory = asked.get(book)
  if (!memory || memory.change !== book.change || memory.stamp !== book.answers.cleared) {
    asked.set(book, (memory = { change: book.change, stamp: book.answers.cleared, byOptions: new Map() }))
  }
  let byDay = memory.byOptions.get(options)
  if (!byDay) memory.byOptions.set(options, (byDay = new Map<Day, Asked>()))
  let entry = byDay.get(asOf)
  if (!entry) {
    // A table of many dates must not be kept for ever.
    if (byDay.size > 1000) byDay.clear()
    byDay.set(asOf, (entry = { question: agingQuestion(book, asOf, options), times: 0 }))
  }
  if (!entry.whole) {
    if (customer !== ALL && ++entry.times < OFTEN && !agingIsRemembered(book, entry.question)) {
      return agingOfCustomer(book, entry.question, customer)
    }
    entry.whole = aging(book, entry.question)
  }
  return customer === ALL ? (entry.totals ??= agingTotals(entry.whole)) : agingRow(entry.whole, customer)
}
