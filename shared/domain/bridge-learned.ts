import type { Book } from '../book/book.js'
import { iso, type Day, type IsoDate } from '../dates.js'
import type { Currency, Money } from '../money.js'
import { instantOfChange } from './bridge-lines.js'
import { wholeMoment } from './bridge.js'

/** One fact that the ledger learned after a change although it is dated by a day. */
export interface LearnedFact {
  /** What it is; an `application` is an allocation, a `value` a setting such as an extension or who is responsible. */
  what: 'document' | 'application' | 'value' | 'rate' | 'control'
  change: number
  /** Milliseconds since 1970 UTC. */
  recordedAt: number | null
  /** The day it counts from. */
  date: IsoDate
  /** Code of the customer; empty when it is about none or all. */
  customer: string
  /** Number and kind of a document; of an allocation that of the credit. */
  document?: string
  kind?: string
  reversal?: boolean
  /** Of an allocation the document that was settled. */
  settled?: string
  /** Of a setting, a rate or an account: what it is of, and what it is now; `null` withdraws it. */
  field?: string
  value?: string | null
  amount?: Money
  currency?: Currency
}

/** What the ledger has learned since a change about the time up to a day, in order of recording. */
export function learnedSince(book: Book, asOf: Day, knownAt: number): LearnedFact[] {
  const since = wholeMoment(book, { asOf, knownAt }).knownAt
  const found = [...documentsLearned(book, asOf, since), ...allocationsLearned(book, asOf, since), ...settingsLearned(book, asOf, since)]
  return found.sort((a, b) => a.change - b.change)
}

function documentsLearned(book: Book, asOf: Day, since: number): LearnedFact[] {
  const { documents } = book
  const found: LearnedFact[] = []
  for (let row = 0; row < documents.count; row++) {
    if (documents.change[row] <= since || documents.postDate[row] > asOf) continue
    found.push({
      what: 'document',
      ...recorded(book, documents.change[row], documents.postDate[row]),
      customer: book.customers.texts[documents.customer[row]],
      document: book.nameOf(row),
      kind: book.kind(row),
      reversal: book.reversals.has(documents.id[row]),
      amount: documents.amount[row] as Money,
      currency: book.currencyOf(row),
    })
  }
  return found
}

function allocationsLearned(book: Book, asOf: Day, since: number): LearnedFact[] {
  const { applications, items, documents } = book
  const found: LearnedFact[] = []
  for (let row = 0; row < applications.count; row++) {
    if (applications.change[row] <= since || applications.effective[row] > asOf) continue
    const [debit, credit] = [items.document[applications.debit[row]], items.document[applications.credit[row]]]
    found.push({
      what: 'application',
      ...recorded(book, applications.change[row], applications.effective[row]),
      customer: book.customers.texts[documents.customer[debit]],
      document: book.nameOf(credit),
      kind: book.kind(credit),
      settled: book.nameOf(debit),
      amount: applications.amount[row] as Money,
      currency: book.currencyOf(debit),
    })
  }
  return found
}

function settingsLearned(book: Book, asOf: Day, since: number): LearnedFact[] {
  const found: LearnedFact[] = []
  for (const { subject, key, field, value } of book.values.entries()) {
    if (value.change <= since || value.from > asOf) continue
    const row = subject === 'item' || subject === 'document' ? book.documentOf(Number(key.split('#')[0])) : undefined
    const customer = row === undefined ? (subject === 'customer' ? key : '') : book.customers.texts[book.documents.customer[row]]
    const document = row === undefined ? {} : { document: book.nameOf(row), kind: book.kind(row) }
    found.push({ what: 'value', ...recorded(book, value.change, value.from), customer, ...document, field, value: value.value })
  }
  for (const { currency, day, rate, change } of book.rates.entries())
    if (change > since && day <= asOf)
      found.push({ what: 'rate', ...recorded(book, change, day), customer: '', field: currency, value: rate })
  for (const { account, customer, amount, change, asOf: on } of book.controls) {
    if (change <= since || on > iso(asOf)) continue
    const { currency } = book.company
    found.push({
      what: 'control',
      change,
      recordedAt: instantOfChange(book, change),
      date: on,
      customer,
      field: account,
      ...(amount !== null && { amount, currency }),
    })
  }
  return found
}

const recorded = (book: Book, change: number, date: number) => ({
  change,
  recordedAt: instantOfChange(book, change),
  date: iso(date as Day),
})
