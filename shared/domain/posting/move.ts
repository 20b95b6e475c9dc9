import { iso, type Day } from '../../dates.js'
import type { Posting } from './posting.js'
import { requireSettledPlainly } from './corrections.js'
import { liveApplications, reverseApplication } from './reversals.js'
import { postTransfer } from './transfers.js'

/**
 * Moves a document of a closed period to the customer it belongs to: what was allocated to it comes off, and it is transferred whole, all
 * dated the same day, so that no sheet before that day changes.
 */
export function moveDocument(posting: Posting, id: number, to: string, on: Day): void {
  const { book } = posting
  const row = book.documentOf(id)
  const date = iso(on)
  requireSettledPlainly(posting, row)
  for (const application of liveApplications(posting, row)) reverseApplication(posting, book.applications.id[application], date)
  const from = book.customers.texts[book.documents.customer[row]]
  postTransfer(posting, { number: `M${book.lastDocumentId + 1}`, from, to, date, documents: [id] })
}
