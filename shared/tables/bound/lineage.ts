import type { Book } from '../../book/book.js'
import { numberText } from '../../book/codes.js'

/**
 * The document that took a row's place when it was corrected: posted in the change that reversed it, right after a reversal on its own
 * day. Its number may be another.
 */
export function correctionOf(book: Book, row: number): number | undefined {
  const { documents } = book
  const reversal = book.reversedBy.get(documents.id[row])
  if (reversal === undefined) return undefined
  const taken = book.documentOf(reversal)
  const next = taken + 1
  const follows = next < documents.count && documents.id[next] === reversal + 1 && documents.change[next] === documents.change[taken]
  const same = follows && documents.kind[next] === documents.kind[row] && !book.reversals.has(reversal + 1)
  return same && documents.postDate[taken] === documents.postDate[row] ? next : undefined
}

/** The document whose place a row took when that was corrected. */
export function correctedBy(book: Book, row: number): number | undefined {
  const of = row > 0 ? book.reversals.get(book.documents.id[row - 1]) : undefined
  const before = of === undefined ? undefined : book.documentOf(of)
  return before !== undefined && correctionOf(book, before) === row ? before : undefined
}

/** Rows of a kind that bear a document's number, reversals left out. */
export function alike(book: Book, row: number): number[] {
  const { series, number } = book.numberOf(row)
  if (number === '') return [row]
  const rows: number[] = []
  book.numbers.find(numberText(series, number), each => {
    if (book.documents.kind[each] === book.documents.kind[row] && !book.reversals.has(book.documents.id[each])) rows.push(each)
    return false
  })
  return rows
}

/** Every row that an id of one of them may ever have stood for: corrected, or of the same number. */
export function lineage(book: Book, row: number): number[] {
  const found = new Set([row])
  for (const each of found) {
    for (const other of [correctionOf(book, each), correctedBy(book, each)]) if (other !== undefined) found.add(other)
    for (const other of alike(book, each)) found.add(other)
  }
  return [...found]
}
