import type { Book } from '../book/book.js'
import { customersSince, extentOf, type Extent } from '../book/extent.js'
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
  /** The change of the memory that this holds for. */
  change: number
  /** Customers asked about one by one, and their rows. */
  rows: Map<number, readonly Money[]>
  whole?: Pick<Aging, 'amounts' | 'labels'>
  /** Whether `whole` is nobody else's, so that rows in it may be renewed. */
  own?: true
  totals?: number[]
  /** The aging of all customers is refused. */
  alone?: true
}

/** What was asked of a book, and the question asked last: the next cell mostly asks the same one. */
interface Memory {
  /** Changes of the book that were noticed; `stamp` is how the last was. */
  change: number
  stamp: number
  /** Where the book stood before the last change that was noticed, and the customers it added something of. */
  extent: Extent
  touched: Set<number> | undefined
  byOptions: Map<Options, Map<Day, Asked>>
  /** Bytes of all agings held. */
  bytes: number
  last?: { options: Options; asOf: Day; entry: Asked }
}

/** By the options text as read and the day: both are the same objects for equal cells. */
const asked = new WeakMap<Book, Memory>()

/** About how many customers a question must be asked before the aging of all of them is worth computing for it. */
const OFTEN = 8
/** Documents and allocations of one change up to which rows are renewed one by one: a scan of everything is no dearer then. */
const FEW = 200
const MOST_BYTES = 64 * 1024 * 1024

/**
 * The aging row of a customer (ALL: of the company) for a cell. A question asked for many customers is computed once for all; one asked
 * now and then walks the customer's own items.
 */
export function agingCell(book: Book, customer: number, asOf: Day, options: Options): readonly Money[] {
  const memory = memoryOf(book)
  const entry = entryFor(book, memory, asOf, options)
  if (customer === ALL) return (entry.totals ??= agingTotals(wholeFor(book, memory, entry))) as Money[]
  return isAskedOften(book, memory, entry, customer) ? agingRow(wholeFor(book, memory, entry), customer) : rowAlone(book, entry, customer)
}

/** The sum of some columns of the aging row of a customer, without a row for each cell. */
export function agingCellSum(book: Book, customer: number, asOf: Day, options: Options, { from, to }: Columns): Money {
  const memory = memoryOf(book)
  const entry = entryFor(book, memory, asOf, options)
  if (customer === ALL || !isAskedOften(book, memory, entry, customer)) return sum(agingCell(book, customer, asOf, options), from, to)
  const { amounts, labels } = wholeFor(book, memory, entry)
  const start = customer * (labels.length + 1)
  return sum(amounts, start + from, start + to)
}

function sum(amounts: ArrayLike<number>, from: number, to: number): Money {
  let total = 0
  for (let i = from; i < to; i++) total += amounts[i]
  return total as Money
}

function memoryOf(book: Book): Memory {
  let memory = asked.get(book)
  if (!memory) {
    const extent = extentOf(book)
    memory = { change: 0, stamp: book.answers.cleared, extent, touched: undefined, byOptions: new Map(), bytes: 0 }
    asked.set(book, memory)
  } else if (memory.stamp !== book.answers.cleared) {
    memory.change++
    memory.stamp = book.answers.cleared
    memory.touched = customersSince(book, memory.extent, FEW)
    memory.extent = extentOf(book)
  }
  return memory
}

function entryFor(book: Book, memory: Memory, asOf: Day, options: Options): Asked {
  const { last } = memory
  if (last && last.options === options && last.asOf === asOf && last.entry.change === memory.change) return last.entry
  let byDay = memory.byOptions.get(options)
  if (!byDay) memory.byOptions.set(options, (byDay = new Map<Day, Asked>()))
  let entry = byDay.get(asOf)
  if (!entry || (entry.change !== memory.change && !renewed(book, memory, entry))) {
    forget(memory, entry)
    // A table of many dates must not be kept for ever.
    if (byDay.size > 1000) {
      for (const each of byDay.values()) forget(memory, each)
      byDay.clear()
    }
    byDay.set(asOf, (entry = { question: agingQuestion(book, asOf, options), change: memory.change, rows: new Map() }))
  }
  memory.last = { options, asOf, entry }
  return entry
}

/**
 * Brings what is held for a question up to the newest change, by renewing the rows of the customers it added something of; false when it
 * must be asked anew. What is known at a change, and what lines decide, is asked anew.
 */
function renewed(book: Book, { change, touched }: Memory, entry: Asked): boolean {
  const { question, whole, totals } = entry
  if (!whole || !touched || entry.change !== change - 1 || question.knownAt !== undefined || question.filter?.product) return false
  entry.change = change
  const width = whole.labels.length + 1
  if (!entry.own) {
    entry.whole = { labels: whole.labels, amounts: whole.amounts.slice() }
    entry.own = true
  }
  const { amounts } = entry.whole!
  try {
    for (const customer of touched) {
      const row = agingOfCustomer(book, question, customer)
      for (let i = 0; i < width; i++) {
        const at = customer * width + i
        if (totals) totals[i] += row[i] - amounts[at]
        amounts[at] = row[i]
      }
    }
    return true
  } catch (error) {
    // Whoever asks is told why.
    if (!(error instanceof Refusal)) throw error
    return false
  }
}

function forget(memory: Memory, entry: Asked | undefined): void {
  if (entry?.whole) memory.bytes -= entry.whole.amounts.byteLength
}

/** The row of a customer from its own items, walked once. */
function rowAlone(book: Book, { rows, question }: Asked, customer: number): readonly Money[] {
  let row = rows.get(customer)
  if (!row) rows.set(customer, (row = agingOfCustomer(book, question, customer)))
  return row
}

/**
 * After some customers the aging of all of them is worth computing, if nobody did already. One that is refused for all, say for want of
 * a rate that only some need, is answered customer by customer.
 */
function isAskedOften(book: Book, memory: Memory, entry: Asked, customer: number): boolean {
  if (entry.whole) return true
  if (entry.alone || entry.rows.has(customer) || (entry.rows.size < OFTEN - 1 && !agingIsRemembered(book, entry.question))) return false
  try {
    wholeFor(book, memory, entry)
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    entry.alone = true
    return false
  }
}

function wholeFor(book: Book, memory: Memory, entry: Asked): Pick<Aging, 'amounts' | 'labels'> {
  if (entry.whole) return entry.whole
  const whole = aging(book, entry.question)
  if (memory.bytes > MOST_BYTES) {
    memory.byOptions.clear()
    memory.bytes = 0
  }
  memory.bytes += whole.amounts.byteLength
  return (entry.whole = whole)
}
