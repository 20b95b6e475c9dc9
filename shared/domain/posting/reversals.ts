import type { Book } from '../../book/book.js'
import { iso, NEVER, type Day, type IsoDate } from '../../dates.js'
import type { DocumentKind } from '../../facts/document.js'
import { applyRate, negated, type Money } from '../../money.js'
import { refuse } from '../../refusals.js'
import { addApplication, applicationRow, effectiveDay } from './applications.js'
import { legsOf, requireNotMoved } from './agreements.js'
import type { Posting } from './posting.js'

/** Documents that exist only to settle another: they fall with it. */
const COMPANIONS: readonly DocumentKind[] = ['discount', 'writeOff']

/** Kinds whose documents stand and fall together, one agreement or transfer of a number. */
const TOGETHER: readonly DocumentKind[] = ['netting', 'transfer']

/** Takes an application back from a date on: the same with a negative amount. Refuses doing it twice or before it took effect. */
export function reverseApplication(posting: Posting, id: number, date: IsoDate): void {
  const { book } = posting
  const row = applicationRow(book, id)
  if (row < 0) throw refuse('UNKNOWN_DOCUMENT', { kind: 'allocation (核销)', value: id })
  const name = `${book.nameOf(book.items.document[book.applications.credit[row]])} → ${book.nameOf(book.items.document[book.applications.debit[row]])}`
  if (book.applications.amount[row] < 0) throw refuse('NOT_REVERSIBLE', { document: name })
  if (book.applicationReversedBy.has(id)) throw refuse('ALREADY_REVERSED', { document: name })
  const on = posting.requireOpenPeriod(date)
  const original = effectiveDay(book, row)
  if (on < original) throw refuse('REVERSAL_TOO_EARLY', { date, document: name, original: iso(original) })
  const { debit, credit, amount } = book.applications
  addApplication(posting, debit[row], credit[row], negated(amount[row] as Money), date, 'reversal', id)
}

/**
 * Reverses a document whole from a date on (R0): its live allocations first, then a mirror of it with one application between each pair
 * of items. Discounts and write-offs that only settled it are reversed with it. Sheets before the date do not change.
 */
export function reverseDocument(posting: Posting, id: number, date: IsoDate, note?: string): void {
  if (TOGETHER.includes(posting.book.kind(posting.book.documentOf(id)))) {
    for (const leg of legsOf(posting.book, id)) reverseOne(posting, leg, date, note)
  } else reverseOne(posting, id, date, note)
}

function reverseOne(posting: Posting, id: number, date: IsoDate, note?: string): void {
  const { book } = posting
  const { documents, items, lines } = book
  const row = book.documentOf(id)
  const name = book.nameOf(row)
  if (book.reversals.has(id)) throw refuse('NOT_REVERSIBLE', { document: name })
  if (book.reversedBy.has(id)) throw refuse('ALREADY_REVERSED', { document: name })
  const on = posting.requireOpenPeriod(date)
  const first = documents.firstItem[row]
  const count = documents.itemCount[row]
  const live = liveApplications(posting, row)
  requireNotMoved(book, row, live)
  const earliest = Math.max(documents.postDate[row], lastEffect(posting, row))
  if (on < earliest) throw refuse('REVERSAL_TOO_EARLY', { date, document: name, original: iso(earliest as Day) })

  for (const application of live) {
    if (!book.applicationReversedBy.has(book.applications.id[application]))
      reverseApplication(posting, book.applications.id[application], date)
  }
  const currency = book.currencyOf(row)
  const { series, number } = book.numberOf(row)
  const mirror = book.lastDocumentId + 1
  posting.add({
    fact: 'document',
    kind: book.kind(row),
    id: mirror,
    customer: book.customers.texts[documents.customer[row]],
    series,
    number,
    docDate: date,
    postDate: date,
    currency,
    rate: book.rateOf(row),
    amount: negated(documents.amount[row] as Money),
    base: negated(baseOf(book, row)),
    dimensions: book.stamps[documents.dimensions[row]],
    items: Array.from({ length: count }, (_, i) => ({
      instalment: items.instalment[first + i],
      due: iso(items.due[first + i] as never),
      amount: negated(items.amount[first + i] as Money),
      base: negated(items.base[first + i] as Money),
    })),
    lines: Array.from({ length: documents.lineCount[row] }, (_, i) => {
      const line = documents.firstLine[row] + i
      return {
        product: lines.product[line] ? book.products.texts[lines.product[line] - 1] : undefined,
        quantity: negated(lines.quantity[line] as Money),
        net: negated(lines.net[line] as Money),
        tax: negated(lines.tax[line] as Money),
        cost: negated(lines.cost[line] as Money),
      }
    }),
    reverses: id,
    of: documents.of[row] || undefined,
    order: documents.order[row] || undefined,
    note,
  })
  const mirrorFirst = documents.firstItem[book.documentOf(mirror)]
  for (let i = 0; i < count; i++) {
    const [debit, credit] = items.amount[first + i] > 0 ? [first + i, mirrorFirst + i] : [mirrorFirst + i, first + i]
    addApplication(posting, debit, credit, Math.abs(items.amount[first + i]) as Money, date, 'reversal')
  }
  for (const companion of companions(posting, id, live)) reverseDocument(posting, companion, date, note)
  if (book.kind(row) === 'writeOff') for (const recovery of recoveriesOf(book, id)) reverseDocument(posting, recovery, date, note)
}

/** The worth of a document in ledger currency: of its items, or at its rate when it has none. */
function baseOf(book: Book, row: number): Money {
  const { documents, items } = book
  if (documents.itemCount[row] === 0)
    return applyRate(documents.amount[row] as Money, book.rateOf(row), book.currencyOf(row), book.company.currency)
  let base = 0
  for (let i = 0; i < documents.itemCount[row]; i++) base += items.base[documents.firstItem[row] + i]
  return base as Money
}

/** The last day on which anything was applied to a document or taken back: before it a reversal would find it partly settled. */
function lastEffect({ book }: Posting, document: number): number {
  const { documents, applications, applicationReversedBy } = book
  const first = documents.firstItem[document]
  const rows: number[] = []
  for (let item = first; item < first + documents.itemCount[document]; item++) rows.push(...book.applicationsOf(item))
  // What was taken back on the very day it took effect settled nothing on any day.
  const without = new Set<number>()
  for (const row of rows) {
    const back = applicationReversedBy.get(applications.id[row])
    if (back === undefined || effectiveDay(book, applicationRow(book, back)) !== effectiveDay(book, row)) continue
    without.add(applications.id[row]).add(back)
  }
  return rows.reduce((last, row) => (without.has(applications.id[row]) ? last : Math.max(last, effectiveDay(book, row))), 0)
}

/** Rows of the applications to a document's items that nobody took back. */
export function liveApplications({ book }: Posting, document: number): number[] {
  const first = book.documents.firstItem[document]
  const rows: number[] = []
  for (let item = first; item < first + book.documents.itemCount[document]; item++) {
    for (const row of book.applicationsOf(item)) {
      if (book.applications.amount[row] > 0 && !book.applicationReversedBy.has(book.applications.id[row])) rows.push(row)
    }
  }
  return rows.reverse()
}

/** Ids of live discounts and write-offs that settled the document by one of these applications. */
function companions({ book }: Posting, id: number, applications: readonly number[]): number[] {
  const found = new Set<number>()
  for (const row of applications) {
    for (const item of [book.applications.debit[row], book.applications.credit[row]]) {
      const document = book.items.document[item]
      if (book.documents.of[document] === id && COMPANIONS.includes(book.kind(document)) && book.isLive(document)) {
        found.add(book.documents.id[document])
      }
    }
  }
  // What a payment left of a debt and was let off with it: of the debt, but only because of the payment.
  const restsOf = book.values.at('document', String(id), 'restsLetOff', NEVER)?.split(' ') ?? []
  for (const rest of restsOf.map(Number)) if (book.isLive(book.documentOf(rest))) found.add(rest)
  return [...found]
}

/** Ids of the live recoveries of a write-off: without it the debt itself is back, and they would count it twice. */
function recoveriesOf(book: Book, writeOff: number): number[] {
  const { documents } = book
  const found: number[] = []
  for (let row = 0; row < documents.count; row++) {
    if (documents.of[row] === writeOff && book.kind(row) === 'recovery' && book.isLive(row)) found.push(documents.id[row])
  }
  return found
}
