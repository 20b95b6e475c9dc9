import type { Book } from '../book/book.js'
import { day as dayOfText, type Day } from '../dates.js'
import type { Money } from '../money.js'
import { ofProducts } from './behind-open.js'
import type { BridgeQuestion } from './bridge-question.js'
import { bucketLabels, bucketTable, DEFAULT_BUCKETS } from './buckets.js'
import { maskOf, type Mask } from './filter.js'
import { itemOfKey } from './item-key.js'
import { itemValuer } from './valuation.js'

/** Where an item stands: what decides besides its open amount whether it counts. */
export interface Standing {
  /** The day its age is counted at. */
  day: Day
  /** The date its age is counted from. */
  from: number
  mask: Mask
}

/** What counts in a bridge, as functions of an item's open amount and standing. */
export interface Counting {
  /** What an open amount counts, valued at the documents' rates: between two moments only facts change it. */
  posted: (item: number, open: number, at: Standing) => number
  /** The same valued as the answer is at a moment. */
  valued: (asOf: Day, knownAt: number) => (item: number, open: number, at: Standing) => number
  /** The standing of an item by what is known at a change. */
  standing: (item: number, day: Day, knownAt: number) => Standing
  /** Days after `after` up to `upTo` on which a due date or a responsible person changed, as known at a change. */
  turns: (item: number, after: Day, upTo: Day, knownAt: number) => number[]
  /** Unapplied credits count too, so that an allocation moves nothing. */
  creditsCount: boolean
  /** Every open amount of every line counts, whatever its age. */
  everything: boolean
}

export function countingOf(book: Book, question: BridgeQuestion): Counting {
  const { currency, filter } = question
  const { wanted, unapplied, apart, basis } = columnsCounted(question)
  const { items, documents } = book
  const masks = new Map<string, Mask>()
  const maskAt = (day: Day, knownAt: number): Mask => {
    // Only who is responsible depends on the day.
    const key = filter?.owner ? `${day}@${knownAt}` : ''
    let mask = masks.get(key)
    if (!mask) masks.set(key, (mask = maskOf(book, filter, day, knownAt)))
    return mask
  }
  const whole = wanted.from === 0 && wanted.to >= unapplied
  const aged = new Map<number, { first: number; last: number }>()
  const datesAt = (day: Day): { first: number; last: number } => {
    let dates = aged.get(day)
    if (!dates) aged.set(day, (dates = datesCounted(question, basis, day, wanted)))
    return dates
  }
  const counted = (item: number, value: number, { day, from, mask }: Standing): number => {
    if (value === 0) return 0
    const document = items.document[item]
    if ((mask.customers && !mask.customers[items.customer[item]]) || (mask.stamps && !mask.stamps[documents.dimensions[document]])) return 0
    if (value < 0 && apart) {
      if (wanted.from > unapplied || wanted.to <= unapplied) return 0
    } else if (!whole) {
      const { first, last } = datesAt(day)
      if (from < first || from > last) return 0
    }
    return ofProducts(book, document, value, mask.products)
  }
  const extensions = extended(book)
  const posted = itemValuer(book, { currency, valuation: 'historical' }, question.to.asOf, book.change)
  return {
    posted: (item, open, at) => (open === 0 ? 0 : counted(item, posted(item, open as Money), at)),
    valued: (asOf, knownAt) => {
      const value = itemValuer(book, { currency }, asOf, knownAt)
      return (item, open, at) => (open === 0 ? 0 : counted(item, value(item, open as Money), at))
    },
    standing: (item, day, knownAt) => {
      const key = basis === 'due' ? extensions.get(item) : undefined
      const due = key && book.values.at('item', key, 'extension', day, knownAt)
      const from =
        basis === 'document'
          ? documents.docDate[items.document[item]]
          : basis === 'posting'
            ? items.postDate[item]
            : due
              ? dayOfText(due)
              : items.due[item]
      return { day, from, mask: maskAt(day, knownAt) }
    },
    turns: (item, after, upTo, knownAt) => {
      const days: number[] = []
      const look = (subject: 'item' | 'customer', key: string, field: string): void => {
        for (const { from, to } of book.values.history(subject, key, field, knownAt)) days.push(from, to + 1)
      }
      const key = basis === 'due' ? extensions.get(item) : undefined
      if (key) look('item', key, 'extension')
      if (filter?.owner) for (const field of ['owner', 'salesperson']) look('customer', book.customers.texts[items.customer[item]], field)
      return days.filter(day => day > after && day <= upTo)
    },
    // Of one document only its own side is asked for.
    creditsCount: question.document === undefined && (!apart || (wanted.from <= unapplied && wanted.to > unapplied)),
    everything: whole && (!apart || wanted.to > unapplied) && !filter?.product,
  }
}

/** Which columns of the aging row count, and how ages are counted. */
function columnsCounted({ measure, basis = 'due', buckets = DEFAULT_BUCKETS, credits = 'separate' }: BridgeQuestion) {
  const overdue = measure === 'overdue'
  // What is overdue is so by due date, whatever ages are counted from; parts of a balance have credits apart.
  const by = overdue ? ('due' as const) : basis
  const unapplied = bucketLabels(buckets, by).length
  const apart = typeof measure === 'string' || credits === 'separate'
  const wanted =
    typeof measure === 'object'
      ? measure
      : {
          balance: { from: 0, to: unapplied + 1 },
          gross: { from: 0, to: unapplied },
          overdue: { from: 1, to: unapplied },
          unapplied: { from: unapplied, to: unapplied + 1 },
        }[measure]
  return { wanted, unapplied, apart, basis: by }
}

/** The dates whose age on a day lies in the columns that count; none when the first is later than the last. */
function datesCounted(
  { buckets = DEFAULT_BUCKETS }: BridgeQuestion,
  basis: 'due' | 'document' | 'posting',
  day: Day,
  wanted: { from: number; to: number },
): { first: number; last: number } {
  const table = bucketTable(buckets, basis, day)
  // The older a date, the later its column.
  let last = table.length - 1
  while (last >= 0 && table[last] < wanted.from) last--
  let first = last
  while (first >= 0 && table[first] < wanted.to) first--
  return { first: first + 1, last }
}

/** The key of every item whose due date was ever extended. */
function extended(book: Book): Map<number, string> {
  const keys = new Map<number, string>()
  for (const key of book.values.keys('item', 'extension')) keys.set(itemOfKey(book, key), key)
  return keys
}
