import type { Book } from '../book/book.js'
import { resolved, type Moment } from './question.js'

/** Documents that name another one: what delivers, bills, corrects, settles, moves or reverses it; rows by the id named. */
function followers(book: Book): ReadonlyMap<number, readonly number[]> {
  return book.answers.remember(
    'followers',
    () => {
      const found = new Map<number, number[]>()
      const { id, of, order, count } = book.documents
      for (let row = 0; row < count; row++) {
        const named = new Set([order[row], of[row], book.reversals.get(id[row]) ?? 0])
        for (const one of named) {
          if (one === 0) continue
          const rows = found.get(one)
          if (rows) rows.push(row)
          else found.set(one, [row])
        }
      }
      return found
    },
    found => 100 * found.size,
  )
}

/** Whether a document exists at a moment. */
export function existsAt(book: Book, row: number, moment: Moment): boolean {
  const { asOf, knownAt } = resolved(book, moment)
  return book.documents.postDate[row] <= asOf && book.documents.change[row] <= knownAt
}

/** Applications of a document at a moment, those taken back and what takes them back too, by day and order of posting. */
export function applicationsAt(book: Book, row: number, moment: Moment): number[] {
  const { asOf, knownAt } = resolved(book, moment)
  const { applications, documents } = book
  const found: number[] = []
  for (let item = documents.firstItem[row], end = item + documents.itemCount[row]; item < end; item++) {
    for (const one of book.applicationsOf(item))
      if (applications.effective[one] <= asOf && applications.change[one] <= knownAt) found.push(one)
  }
  return found.sort((a, b) => applications.effective[a] - applications.effective[b] || applications.id[a] - applications.id[b])
}

/** Rows of the debt and the credit of an application. */
export const sidesOf = ({ items, applications }: Book, application: number): { debt: number; credit: number } => ({
  debt: items.document[applications.debit[application]],
  credit: items.document[applications.credit[application]],
})

/** What a document comes from: its order or delivery, what it corrects or reverses, and the debts that a credit settles. */
export function before(book: Book, row: number, moment: Moment): number[] {
  const { documents } = book
  const named = [documents.order[row], documents.of[row], book.reversals.get(documents.id[row]) ?? 0].filter(id => id !== 0)
  const settled = documents.amount[row] < 0 ? applicationsAt(book, row, moment).map(one => sidesOf(book, one).debt) : []
  return unique(book, [...named.map(id => book.documentOf(id)), ...settled], moment)
}

/** What follows a document: what names it, and the credits that settle a debt. */
export function after(book: Book, row: number, moment: Moment): number[] {
  const { documents } = book
  const settled = documents.amount[row] > 0 ? applicationsAt(book, row, moment).map(one => sidesOf(book, one).credit) : []
  return unique(book, [...(followers(book).get(documents.id[row]) ?? []), ...settled], moment)
}

const unique = (book: Book, rows: readonly number[], moment: Moment): number[] =>
  [...new Set(rows)].filter(row => existsAt(book, row, moment))
