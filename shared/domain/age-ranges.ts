import type { Book } from '../book/book.js'
import type { Basis } from './buckets.js'
import { extendedDues } from './extensions.js'
import { filterKey, maskOf, type Filter } from './filter.js'
import { openItems } from './open-items.js'
import { resolved, type Moment } from './question.js'
import { spread } from './spread.js'
import { valuesOf, type Valuation } from './valuation.js'

/** A range of ages in days, both ends included; `null` leaves an end open. */
export interface AgeRange {
  label: string
  from: number | null
  to: number | null
}

/** Open items by ranges that need not touch one another: other houses leave items out, or count day 0 as overdue. */
export interface AgeRangesQuestion extends Moment, Valuation {
  ranges: readonly AgeRange[]
  basis?: Basis
  credits?: 'separate' | 'own-date'
  filter?: Filter
}

/** What one customer owes by range, in minor units. */
export interface AgeRangesRow {
  customer: string
  /** One for each range; an item goes to the first range that takes its age. */
  amounts: number[]
  /** How many items make each amount. */
  counts: number[]
  /** Unapplied credits when they stand apart, else 0. */
  credits: number
  /** Everything open, in a range or not. */
  total: number
}

/** Customers with any open item, by the ranges of their ages, in order of their codes. */
export function ageRanges(book: Book, question: AgeRangesQuestion): AgeRangesRow[] {
  const { ranges, basis = 'due', credits = 'separate', currency = '', valuation = '', filter } = question
  const names = ranges.map(range => `${range.from}..${range.to}`).join(',')
  const key = `ranges ${resolved(book, question).key} ${basis} ${credits} ${names} ${currency} ${valuation} ${filterKey(filter)}`
  return book.answers.remember(
    key,
    () => computed(book, question),
    rows => rows.length * (120 + 16 * ranges.length),
  )
}

function computed(book: Book, question: AgeRangesQuestion): AgeRangesRow[] {
  const { asOf, knownAt } = resolved(book, question)
  const { ranges, basis = 'due', credits = 'separate' } = question
  const { items, documents } = book
  const set = openItems(book, question)
  const values = valuesOf(book, set, question, asOf, knownAt)
  const mask = maskOf(book, question.filter, asOf, knownAt)
  const dues = basis === 'due' ? extendedDues(book, asOf, knownAt) : undefined
  const rows = new Map<number, AgeRangesRow>()
  const add = (item: number, value: number) => {
    const customer = items.customer[item]
    let row = rows.get(customer)
    if (!row) {
      row = { customer: book.customers.texts[customer], amounts: ranges.map(() => 0), counts: ranges.map(() => 0), credits: 0, total: 0 }
      rows.set(customer, row)
    }
    row.total += value
    if (value < 0 && credits === 'separate') {
      row.credits += value
      return
    }
    const document = items.document[item]
    const date =
      basis === 'document' ? documents.docDate[document] : basis === 'posting' ? items.postDate[item] : (dues?.get(item) ?? items.due[item])
    const age = asOf - date
    const range = ranges.findIndex(({ from, to }) => (from === null || age >= from) && (to === null || age <= to))
    if (range < 0) return
    row.amounts[range] += value
    row.counts[range]++
  }
  for (let i = 0; i < set.count; i++) {
    const item = set.items[i]
    const document = items.document[item]
    if (values[i] === 0 || (mask.customers && !mask.customers[items.customer[item]])) continue
    if (mask.stamps && !mask.stamps[documents.dimensions[document]]) continue
    const { products } = mask
    if (!products) add(item, values[i])
    else {
      let share = 0
      spread(book, document, values[i], (product, part) => {
        if (products[product]) share += part
      })
      if (share !== 0) add(item, share)
    }
  }
  return [...rows.values()].sort((a, b) => (a.customer < b.customer ? -1 : 1))
}
