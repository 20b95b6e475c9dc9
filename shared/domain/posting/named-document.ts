import { kindCode } from '../../book/codes.js'
import { DOCUMENT_KINDS, type DocumentKind } from '../../facts/document.js'
import { refuse } from '../../refusals.js'
import { kindName } from '../../vocabulary.js'
import { withoutTransferred } from '../transferred.js'
import type { Posting } from './posting.js'

/** The id of the live document of one of some kinds with a number; refuses when there is none or more than one. */
export function requireDocument(
  posting: Posting,
  number: string,
  kinds: readonly DocumentKind[] = DOCUMENT_KINDS,
  series?: string,
): number {
  const { book } = posting
  let found: number[] = []
  if (series) {
    for (const kind of kinds) {
      const row = book.findDocument(kindCode(kind), series, number)
      if (row >= 0) found.push(row)
    }
  } else {
    for (const row of book.documentsNumbered(number)) if (kinds.includes(book.kind(row))) found.push(row)
    // The number of what was transferred means what stands with the new customer.
    found = withoutTransferred(book, found)
  }
  if (found.length === 0)
    throw refuse('UNKNOWN_DOCUMENT', { kind: kinds.length === 1 ? kindName(kinds[0]) : kindName('document'), value: number })
  if (found.length > 1) {
    const candidates = found.map(row => `${book.kind(row)} ${book.nameOf(row)}`).join(', ')
    throw refuse('AMBIGUOUS_DOCUMENT', { value: number, candidates })
  }
  return book.documents.id[found[0]]
}
