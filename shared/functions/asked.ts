import type { Book } from '../book/book.js'
import type { Day } from '../dates.js'
import { aging, agingIsRemembered, agingOfCustomer, agingRow, agingTotals, type Aging, type AgingQuestion } from '../domain/aging.js'
import type { Moment } from '../domain/question.js'
import type { Money } from '../money.js'
import { Refusal } from '../refusals.js'
import type { Columns } from './bucket-text.js'
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
  /** The aging of all customers is refused. */
  alone?: true
}

/** What was asked of a book at its newest change, and the question asked last: the next cell mostly asks the same one. */
interface Memory {
  change: number
  stamp: number
  byOptions: Map<Options, Map<Day, Asked>>
  last?: { options: Options; asOf: Day; entry: Asked }
}

/** By the options text as read and the day: both are the same objects for equal cells. */
const asked = new WeakMap<Book, Memory>()

/** How often a question must be asked before the aging of all customers is worth computing for it. */
const OFTEN = 8

/**
 * The aging row of a customer (ALL: of the company) for a cell. A question asked for many customers is computed once for all; one asked
 * now and then walks the customer's own items.
 */
export function agingCell(book: Book, customer: number, asOf: Day, options: Options): readonly Money[] {
  const entry = entryFor(book, asOf, options)
  if (customer === ALL) return (entry.totals ??= agingTotals(wholeFor(book, entry)))
  return isAskedOften(book, entry) ? agingRow(wholeFor(book, entry), customer) : agingOfCustomer(book, entry.question, customer)
}

/** The sum of some columns of the aging row of a customer, without a row for each cell. */
export function agingCellSum(book: Book, customer: number, asOf: Day, options: Options, { from, to }: Columns): Money {
  const entry = entryFor(book, asOf, options)
  if (customer === ALL || !isAskedOften(book, entry)) return sum(agingCell(book, customer, asOf, options), from, to)
  const { amounts, labels } = wholeFor(book, entry)
  const start = customer * (labels.length + 1)
  return sum(amounts, start + from, start + to)
}

function sum(amounts: ArrayLike<number>, from: number, to: number): Money {
  let total = 0
  for (let i = from; i < to; i++) total += amounts[i]
  return total as Money
}

function entryFor(book: Book, asOf: Day, options: Options): Asked {
  let memory = asked.get(book)
  if (!memory || memory.change !== book.change || memory.stamp !== book.answers.cleared) {
    asked.set(book, (memory = { change: book.change, stamp: book.answers.cleared, byOptions: new Map() }))
  }
  const { last } = memory
  if (last && last.options === options && last.asOf === asOf) return last.entry
  let byDay = memory.byOptions.get(options)
  if (!byDay) memory.byOptions.set(options, (byDay = new Map<Day, Asked>()))
  let entry = byDay.get(asOf)
  if (!entry) {
    // A table of many dates must not be kept for ever.
    if (byDay.size > 1000) byDay.clear()
    byDay.set(asOf, (entry = { question: agingQuestion(book, asOf, options), times: 0 }))
  }
  memory.last = { options, asOf, entry }
  return entry
}

/**
 * Counts a question about one customer; after some the aging of all customers is worth computing, if nobody did already. One that is
 * refused for all, say for want of a rate that only some need, is answered customer by customer.
 */
function isAskedOften(book: Book, entry: Asked): boolean {
  if (entry.whole) return true
  if (entry.alone || (++entry.times < OFTEN && !agingIsRemembered(book, entry.question))) return false
  try {
    wholeFor(book, entry)
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    entry.alone = true
    return false
  }
}

const wholeFor = (book: Book, entry: Asked): Aging => (entry.whole ??= aging(book, entry.question))
