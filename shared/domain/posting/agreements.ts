import type { Book } from '../../book/book.js'
import { refuse } from '../../refusals.js'

/**
 * A netting or transfer is several documents of one number: each leg has it as its series. What a transfer puts on the new customer keeps
 * its own number instead, and comes from the leg that took it off the old one.
 */

/** Ids of everything live that the agreement or transfer of a document posted, the newest first, so that what came last goes first. */
export function legsOf(book: Book, id: number): number[] {
  const { documents } = book
  const { kind } = documents
  const row = book.documentOf(id)
  const agreement = agreementOf(book, row)
  const legs: number[] = []
  for (let other = documents.count - 1; other >= 0; other--) {
    if (kind[other] === kind[row] && book.isLive(other) && agreementOf(book, other) === agreement) legs.push(documents.id[other])
  }
  return legs
}

/** The number of the agreement or transfer that posted a document. */
function agreementOf(book: Book, row: number): string {
  const leg = book.kind(row) === 'transfer' && !takesOff(book, row) ? book.documentOf(book.documents.of[row]) : row
  return book.numberOf(leg).series
}

/** Whether a document of a transfer takes off the old customer: then the document it comes from is of the same customer. */
const takesOff = (book: Book, row: number): boolean =>
  book.documents.customer[book.documentOf(book.documents.of[row])] === book.documents.customer[row]

/** Refuses the reversal of a document that stands with another customer now; `live` are the rows of its live applications. */
export function requireNotMoved(book: Book, row: number, live: readonly number[]): void {
  const { documents, items, applications } = book
  for (const application of live) {
    const sides = [applications.debit[application], applications.credit[application]].map(item => items.document[item])
    const leg = sides.find(side => side !== row)!
    if (book.kind(leg) !== 'transfer' || documents.of[leg] !== documents.id[row]) continue
    const onto = documents.of.subarray(0, documents.count).indexOf(documents.id[leg])
    const customer = book.customers.texts[documents.customer[onto]]
    throw refuse('TRANSFERRED', { document: book.nameOf(row), customer, transfer: agreementOf(book, leg) })
  }
}
