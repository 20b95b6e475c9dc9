import type { Book } from '../book/book.js'
import type { Day } from '../dates.js'
import type { Money } from '../money.js'
import type { AgingQuestion } from './aging.js'
import { bucketLabels, bucketTable, DEFAULT_BUCKETS } from './buckets.js'
import { extendedDues } from './extensions.js'
import { maskOf } from './filter.js'
import { openItemsOf } from './open-items-of-customer.js'
import { resolved } from './question.js'
import { spread } from './spread.js'
import { valuesOf } from './valuation.js'

/** What one open item adds to an aging. */
export interface OpenBehind {
  item: number
  /** In the question's currency; the share of its products under a filter by product. */
  amount: Money
  /** Place in the aging row; that of unapplied credits follows the labels. */
  column: number
}

/** The open items of which an aging of one customer (by index) or all is the sum, column by column; those that count nothing left out. */
export function openBehind(book: Book, question: AgingQuestion, customer?: number): OpenBehind[] {
  const { asOf, knownAt } = resolved(book, question)
  const { basis = 'due', credits = 'separate', buckets = DEFAULT_BUCKETS } = question
  const { items, documents } = book
  const set = openItemsOf(book, customer, question)
  const values = valuesOf(book, set, question, asOf, knownAt)
  const mask = maskOf(book, question.filter, asOf, knownAt)
  const table = bucketTable(buckets, basis, asOf)
  const unapplied = bucketLabels(buckets, basis).length
  const dues = basis === 'due' ? extendedDues(book, asOf, knownAt) : undefined
  const found: OpenBehind[] = []
  for (let i = 0; i < set.count; i++) {
    const item = set.items[i]
    const document = items.document[item]
    if (mask.customers && !mask.customers[items.customer[item]]) continue
    if (mask.stamps && !mask.stamps[documents.dimensions[document]]) continue
    const amount = ofProducts(book, document, values[i], mask.products)
    if (amount === 0) continue
    const from =
      basis === 'due' ? (dues?.get(item) ?? items.due[item]) : basis === 'posting' ? items.postDate[item] : documents.docDate[document]
    found.push({ item, amount, column: values[i] < 0 && credits === 'separate' ? unapplied : table[from as Day] })
  }
  return found
}

/** The part of an amount of a document that stands for some products (index plus 1); all of it when none are named. */
export function ofProducts(book: Book, document: number, amount: number, products: Uint8Array | undefined): Money {
  if (!products || amount === 0) return amount as Money
  let sum = 0
  spread(book, document, amount, (product, part) => (sum += products[product] ? part : 0))
  return sum as Money
}
