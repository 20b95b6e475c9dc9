import type { Book } from '../../../shared/book/book.js'
import type { Day } from '../../../shared/dates.js'

const known = new WeakMap<Book, { documents: number; first: Day | undefined }>()

/** The date of the first document of a Book; `undefined` while it holds none. A Book only grows, so only what is new is looked at. */
export function firstDay(book: Book): Day | undefined {
  const { docDate, count } = book.documents
  const before = known.get(book)
  if (before?.documents === count) return before.first
  // After rows were taken back the count may be lower: then all are looked at again.
  const grown = before && before.documents < count ? before : { documents: 0, first: undefined }
  let first: number = grown.first ?? Infinity
  for (let row = grown.documents; row < count; row++) if (docDate[row] < first) first = docDate[row]
  const found = first === Infinity ? undefined : (first as Day)
  known.set(book, { documents: count, first: found })
  return found
}
