import type { Book } from '../book/book.js'
import type { Day } from '../dates.js'
import type { Money } from '../money.js'
import { bucketLabels, bucketSetText, bucketTable, DEFAULT_BUCKETS, type Basis, type BucketSet } from './buckets.js'
import { extendedDues } from './extensions.js'
import { filterKey, maskOf, type Filter, type Mask } from './filter.js'
import { grouping } from './grouping.js'
import { openAmount, openItems, type OpenItems } from './open-items.js'
import { resolved, type Moment } from './question.js'
import { spread } from './spread.js'
import { itemValuer, valuesOf, type Valuation } from './valuation.js'

/** How open items are aged; everything but the moment has a default. */
export interface AgingQuestion extends Moment, Valuation {
  /** Age by due date (default), document date or posting date. */
  basis?: Basis
  /** Unapplied credits in a column of their own (default), or each in the bucket of its own date. */
  credits?: 'separate' | 'own-date'
  buckets?: BucketSet
  filter?: Filter
  /** Grouped by customer (default), `product`, `owner`, or a stamped dimension. */
  by?: string
}

/** Open amounts of groups by age, in minor units. Each row has one amount for each label and one of unapplied credits. */
export interface Aging {
  /** Headings of the buckets; `unapplied` follows them. */
  readonly labels: readonly string[]
  /** Names of the groups: customer codes, product codes, dimension values; `''` for what has none. */
  readonly groups: readonly string[]
  /** Row by row: `labels.length + 1` amounts each. */
  readonly amounts: Float64Array
  /** Groups with any open item, also when it nets to zero. */
  readonly present: Uint8Array
}

/** What every group owes by age at a moment. Foreign items are valued first, so buckets add to the balance in ledger currency. */
export function aging(book: Book, question: AgingQuestion): Aging {
  return book.answers.remember(
    questionKey(book, question),
    () => computed(book, question),
    result => result.amounts.byteLength + result.present.byteLength,
  )
}

/** Whether the aging of all groups is remembered, so that one group's is only a look-up. */
export const agingIsRemembered = (book: Book, question: AgingQuestion): boolean => book.answers.has(questionKey(book, question))

function questionKey(book: Book, question: AgingQuestion): string {
  const { key } = resolved(book, question)
  const { basis = 'due', credits = 'separate', buckets = DEFAULT_BUCKETS, by = 'customer', currency = '', valuation = '' } = question
  return `aging ${key} ${basis} ${credits} ${bucketSetText(buckets)} ${by} ${currency} ${valuation} ${filterKey(question.filter)}`
}

function computed(book: Book, question: AgingQuestion): Aging {
  const { asOf, knownAt } = resolved(book, question)
  const { basis = 'due', credits = 'separate', buckets = DEFAULT_BUCKETS, by = 'customer', filter } = question
  const set = openItems(book, question)
  const values = valuesOf(book, set, question, asOf, knownAt)
  const labels = bucketLabels(buckets, basis)
  const table = bucketTable(buckets, basis, asOf)
  const mask = maskOf(book, filter, asOf, knownAt)
  const groups = groupsOf(book, by, question)
  const width = labels.length + 1
  const amounts = new Float64Array(groups.names.length * width)
  const present = new Uint8Array(groups.names.length)
  const result = { labels, groups: groups.names, amounts, present }
  const dues = basis === 'due' ? extendedDues(book, asOf, knownAt) : undefined
  place(book, set, values, result, { basis, table, dues, mask, groups, unappliedApart: credits === 'separate' })
  return result
}

/** Where an open item belongs. */
interface Places {
  basis: Basis
  /** Bucket of each date. */
  table: Uint8Array
  /** Due dates that were extended, by item. */
  dues: Map<number, Day> | undefined
  mask: Mask
  groups: Groups
  unappliedApart: boolean
}

/** Puts each open item in its group and bucket. */
function place(book: Book, { items, count }: OpenItems, values: Float64Array, result: Aging, places: Places): void {
  const { basis, table, dues, mask, groups, unappliedApart } = places
  const { amounts, present, labels } = result
  const width = labels.length + 1
  const { customer, document, due, postDate } = book.items
  const { docDate, dimensions } = book.documents
  const { customers, stamps } = mask
  const dates = basis === 'due' ? due : basis === 'posting' ? postDate : docDate
  const byDocument = basis === 'document'
  const give = groups.byProduct || mask.products ? byLine(book, result, groups, mask) : undefined
  for (let i = 0; i < count; i++) {
    const value = values[i]
    const item = items[i]
    if (value === 0 || (customers && !customers[customer[item]])) continue
    if (stamps && !stamps[dimensions[document[item]]]) continue
    const apart = value < 0 && unappliedApart
    const bucket = apart ? width - 1 : table[dues?.get(item) ?? dates[byDocument ? document[item] : item]]
    if (give) give(item, bucket, value)
    else {
      const group = groups.of ? groups.of(item) : customer[item]
      amounts[group * width + bucket] += value
      present[group] = 1
    }
  }
}

/** Gives what is open of an item to the groups of its lines. Apart from the scan, which is slower when a function shares its columns. */
function byLine(
  book: Book,
  { amounts, present, labels }: Aging,
  groups: Groups,
  { products }: Mask,
): (item: number, bucket: number, value: number) => void {
  const width = labels.length + 1
  const { customer, document } = book.items
  return (item, bucket, value) => {
    const whole = groups.byProduct ? 0 : groups.of ? groups.of(item) : customer[item]
    spread(book, document[item], value, (product, share) => {
      if (share === 0 || (products && !products[product])) return
      const group = groups.byProduct ? product : whole
      amounts[group * width + bucket] += share
      present[group] = 1
    })
  }
}

/** What groups there are, and which one an item belongs to: that of its customer unless `of` or its lines' products tell otherwise. */
interface Groups {
  names: readonly string[]
  of?: (item: number) => number
  byProduct?: true
}

function groupsOf(book: Book, by: string, { asOf, knownAt }: AgingQuestion): Groups {
  const { names, of } = grouping(book, by, asOf, knownAt)
  if (by === 'customer') return { names }
  return by === 'product' ? { names, byProduct: true } : { names, of: item => of(book.items.document[item], 0) }
}

/** The row of one group, its amounts in order of the labels and then the unapplied credits. */
export function agingRow({ amounts, labels }: Pick<Aging, 'amounts' | 'labels'>, group: number): Money[] {
  const width = labels.length + 1
  const row: Money[] = []
  // Asked for by every cell: a plain loop costs a tenth of a copied part of the array.
  for (let i = group * width; i < (group + 1) * width; i++) row.push(amounts[i] as Money)
  return row
}

/** All groups together, in the same order. */
export function agingTotals(aging: Pick<Aging, 'amounts' | 'labels'>): Money[] {
  const width = aging.labels.length + 1
  const totals = new Array<number>(width).fill(0)
  for (let i = 0; i < aging.amounts.length; i++) totals[i % width] += aging.amounts[i]
  return totals as Money[]
}

/**
 * The row of one customer by walking its own items: for a single question about a book whose aging nobody asked for yet. Line-level
 * filters are left to the whole aging.
 */
export function agingOfCustomer(book: Book, question: AgingQuestion, customer: number): Money[] {
  const { asOf, knownAt } = resolved(book, question)
  const { basis = 'due', credits = 'separate', buckets = DEFAULT_BUCKETS, filter } = question
  const mask: Mask = maskOf(book, filter, asOf, knownAt)
  if (mask.products) return agingRow(aging(book, question), customer)
  const labels = bucketLabels(buckets, basis)
  const row = new Array<number>(labels.length + 1).fill(0)
  if (mask.customers && !mask.customers[customer]) return row as Money[]
  const table = bucketTable(buckets, basis, asOf)
  const value = itemValuer(book, question, asOf, knownAt)
  const { items, documents } = book
  const dues = basis === 'due' ? extendedDues(book, asOf, knownAt) : undefined
  for (let link = book.newestItemOf(customer); link !== 0; link = items.before[link - 1]) {
    const item = link - 1
    const document = items.document[item]
    if (mask.stamps && !mask.stamps[documents.dimensions[document]]) continue
    const open = openAmount(book, item, question)
    if (open === 0) continue
    const worth = value(item, open)
    const date =
      basis === 'due' ? (dues?.get(item) ?? items.due[item]) : basis === 'posting' ? items.postDate[item] : documents.docDate[document]
    row[worth < 0 && credits === 'separate' ? labels.length : table[date]] += worth
  }
  return row as Money[]
}
