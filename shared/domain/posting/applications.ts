import type { Book } from '../../book/book.js'
import { iso, type Day, type IsoDate } from '../../dates.js'
import type { ApplicationPurpose } from '../../facts/document.js'
import { decimal, type Money } from '../../money.js'
import { refuse } from '../../refusals.js'
import type { Posting } from './posting.js'

/** An allocation as somebody enters it: documents by id; without an instalment the earliest due is filled first. */
export interface AllocationEntry {
  /** The credit. */
  from: number
  /** The debt. */
  to: number
  instalment?: number
  amount: Money
  date: IsoDate
  purpose?: ApplicationPurpose
}

/**
 * Settles part of one document against another. Refuses what would over-apply either side on any day, other customers' items, other
 * currencies, and dates in a closed period. Gives the ids of the applications made, one for each instalment touched.
 */
export function postAllocation(posting: Posting, entry: AllocationEntry): number[] {
  const { book } = posting
  const date = posting.requireOpenPeriod(entry.date)
  const { credits, debits } = sidesOf(book, entry)
  if (entry.amount <= 0) throw refuse('BAD_AMOUNT', { value: decimal(entry.amount, book.currencyOf(book.items.document[debits[0]])) })
  requireOpen(book, credits, entry, date)
  requireOpen(book, debits, entry, date)
  const made: number[] = []
  let rest: number = entry.amount
  for (const credit of credits) {
    for (const debit of debits) {
      if (rest === 0) break
      const from = Math.max(date, book.items.postDate[credit], book.items.postDate[debit]) as Day
      const amount = Math.min(rest, available(book, debit, from), available(book, credit, from)) as Money
      if (amount <= 0) continue
      made.push(
        addApplication(
          posting,
          debit,
          credit,
          amount,
          entry.date,
          entry.instalment === undefined ? (entry.purpose ?? 'allocation') : 'instalment',
        ),
      )
      rest -= amount
    }
  }
  return made
}

/** Adds the fact of one application between two items that were checked. */
export function addApplication(
  posting: Posting,
  debit: number,
  credit: number,
  amount: Money,
  date: IsoDate,
  purpose: ApplicationPurpose,
  reverses?: number,
): number {
  const { book } = posting
  const reference = (item: number): [number, number] => [book.documents.id[book.items.document[item]], book.items.instalment[item]]
  const id = book.lastApplicationId + 1
  posting.add({ fact: 'application', id, debit: reference(debit), credit: reference(credit), purpose, date, amount, reverses })
  return id
}

/**
 * What may still be applied to an item from a day on: the least that is open on that day or any later one. Without a reversal the open
 * amount only falls, so it is what is open in the end.
 */
export function available(book: Book, item: number, from: Day): number {
  const final = Math.abs(book.items.openNow[item])
  if (!book.reopened.has(item)) return final
  const { applications, items } = book
  const rows = [...book.applicationsOf(item)].sort((a, b) => applications.effective[a] - applications.effective[b])
  let open = Math.abs(items.amount[item])
  let least = Infinity
  for (let i = 0; i <= rows.length; i++) {
    // Open amounts are compared between days, so all applications of one day count together.
    const dayEnds = i === rows.length || i === 0 || applications.effective[rows[i]] !== applications.effective[rows[i - 1]]
    const lasts = i === rows.length || applications.effective[rows[i]] > from
    if (dayEnds && lasts) least = Math.min(least, open)
    if (i < rows.length) open -= applications.amount[rows[i]]
  }
  return least
}

function sidesOf(book: Book, entry: AllocationEntry): { credits: number[]; debits: number[] } {
  const from = itemsOfDocument(book, entry.from)
  const to = itemsOfDocument(book, entry.to)
  const [a, b] = [book.documentOf(entry.from), book.documentOf(entry.to)]
  if (book.documents.customer[a] !== book.documents.customer[b]) {
    const customer = (row: number) => book.customers.texts[book.documents.customer[row]]
    throw refuse('ACROSS_CUSTOMERS', { from: book.nameOf(a), to: book.nameOf(b), fromCustomer: customer(a), toCustomer: customer(b) })
  }
  if (book.documents.currency[a] !== book.documents.currency[b]) {
    const currencies = { fromCurrency: book.currencyOf(a), toCurrency: book.currencyOf(b) }
    throw refuse('ACROSS_CURRENCIES', { from: book.nameOf(a), to: book.nameOf(b), ...currencies })
  }
  const isCredit = (items: number[]) => items.length > 0 && book.items.amount[items[0]] < 0
  if (from.length === 0 || to.length === 0 || isCredit(from) === isCredit(to)) {
    throw refuse('WRONG_SIGNS', { from: book.nameOf(a), to: book.nameOf(b) })
  }
  const [credits, debits] = isCredit(from) ? [from, to] : [to, from]
  const chosen = entry.instalment === undefined ? debits : debits.filter(item => book.items.instalment[item] === entry.instalment)
  if (chosen.length === 0) {
    throw refuse('UNKNOWN_DOCUMENT', { kind: 'instalment (分期)', value: `${book.nameOf(isCredit(from) ? b : a)} #${entry.instalment}` })
  }
  return { credits, debits: chosen }
}

/** Items of a document, earliest due first (R3.7). */
function itemsOfDocument(book: Book, id: number): number[] {
  const row = book.documentOf(id)
  const first = book.documents.firstItem[row]
  const items = Array.from({ length: book.documents.itemCount[row] }, (_, i) => first + i)
  return items.sort((a, b) => book.items.due[a] - book.items.due[b] || a - b)
}

function requireOpen(book: Book, items: number[], entry: AllocationEntry, date: Day): void {
  const open = items.reduce((sum, item) => sum + available(book, item, Math.max(date, book.items.postDate[item]) as Day), 0) as Money
  if (entry.amount <= open) return
  const row = book.items.document[items[0]]
  const currency = book.currencyOf(row)
  throw refuse('OVER_ALLOCATED', {
    amount: decimal(entry.amount, currency),
    open: decimal(open, currency),
    document: book.nameOf(row),
    date: entry.date,
  })
}

/**
 * Allocates what is left of a customer's credits to the open debts, oldest first: due date, document date, number (R3.2). Only what both
 * sides have left is used; gives how many applications were made. `credits` are ids of documents, all when left out.
 */
export function allocateOldestFirst(posting: Posting, customer: string, date: IsoDate, credits?: readonly number[]): number {
  const { book } = posting
  const on = posting.requireOpenPeriod(date)
  const items = [...book.itemsOf(posting.requireCustomer(customer))].filter(
    item => book.items.openNow[item] !== 0 && book.items.postDate[item] <= on,
  )
  const byAge = (a: number, b: number) => {
    const [x, y] = [book.items.document[a], book.items.document[b]]
    return (
      book.items.due[a] - book.items.due[b] ||
      book.documents.docDate[x] - book.documents.docDate[y] ||
      compare(book.nameOf(x), book.nameOf(y)) ||
      a - b
    )
  }
  const debts = items.filter(item => book.items.amount[item] > 0).sort(byAge)
  const offered = items.filter(
    item => book.items.amount[item] < 0 && (!credits || credits.includes(book.documents.id[book.items.document[item]])),
  )
  let made = 0
  for (const credit of offered.sort(byAge)) {
    const currency = book.documents.currency[book.items.document[credit]]
    for (const debit of debts) {
      if (book.documents.currency[book.items.document[debit]] !== currency) continue
      if (!isOfferedTo(book, book.items.document[credit], book.items.document[debit])) continue
      const amount = Math.min(available(book, credit, on), available(book, debit, on)) as Money
      if (amount <= 0) continue
      addApplication(posting, debit, credit, amount, iso(on), 'allocation')
      made++
    }
  }
  return made
}

/** Money reserved for an order is offered only to what bills that order, or a delivery of it (R3.9); both are rows. */
export function isOfferedTo(book: Book, credit: number, debt: number): boolean {
  const { order } = book.documents
  const reserved = order[credit]
  for (let billed = order[debt]; billed !== 0; billed = order[book.documentOf(billed)]) if (billed === reserved) return true
  return reserved === 0
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Day of an application's effect, for messages and reversals. */
export const effectiveDay = (book: Book, application: number): Day => book.applications.effective[application] as Day

/** Row of an application by its id, or -1. Ids rise with rows on a server; a scoped replica may hold them in any order. */
export function applicationRow(book: Book, id: number): number {
  const { applications } = book
  const guess = id - 1
  if (guess < applications.count && applications.id[guess] === id) return guess
  for (let row = 0; row < applications.count; row++) if (applications.id[row] === id) return row
  return -1
}
