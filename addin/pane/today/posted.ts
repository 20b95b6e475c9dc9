import type { Book } from '../../../shared/book/book.js'
import type { Day } from '../../../shared/dates.js'

/** Rows of the documents that owe or settle and were posted on a day, the newest change first: together they moved the receivables. */
export function postedOn(book: Book, day: Day): number[] {
  const { postDate, change, count } = book.documents
  const rows: number[] = []
  for (let row = 0; row < count; row++) if (postDate[row] === day && book.isDebtOrCredit(row)) rows.push(row)
  return rows.sort((a, b) => change[b] - change[a] || a - b)
}
