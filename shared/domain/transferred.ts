import type { Book } from '../book/book.js'
import { resolved, type Moment } from './question.js'

/** Rows of the documents that a transferred one stands for: where it was before, back to the first (R3.12). */
export function transferredFrom(book: Book, row: number): number[] {
  const before: number[] = []
  for (let at = row; book.kind(at) === 'transfer' && book.documents.of[at] !== 0;) {
    at = book.documentOf(book.documents.of[at])
    before.push(at)
  }
  return before
}

/** Of rows found by one number, those that no other of them stands for: what was transferred keeps its number. */
export function withoutTransferred(book: Book, rows: readonly number[]): number[] {
  const moved = new Set(rows.flatMap(row => transferredFrom(book, row)))
  return rows.filter(row => !moved.has(row))
}

/** The row that stands for a document at a moment: itself, or what a transfer by then put on another customer. */
export function standingFor(book: Book, row: number, moment: Moment): number {
  const { asOf, knownAt } = resolved(book, moment)
  const { documents, items, applications } = book
  for (let at = row; ;) {
    let next = -1
    for (let item = documents.firstItem[at]; item < documents.firstItem[at] + documents.itemCount[at] && next < 0; item++) {
      for (const application of book.applicationsOf(item)) {
        const leg = items.document[items.amount[item] > 0 ? applications.credit[application] : applications.debit[application]]
        if (documents.of[leg] !== documents.id[at] || book.kind(leg) !== 'transfer' || !book.isLive(leg)) continue
        if (documents.postDate[leg] > asOf || documents.change[leg] > knownAt) continue
        next = documents.of.subarray(0, documents.count).indexOf(documents.id[leg])
      }
    }
    if (next < 0) return at
    at = next
  }
}
