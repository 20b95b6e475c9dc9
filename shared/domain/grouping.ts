import type { Book } from '../book/book.js'
import { civil, type Day } from '../dates.js'
import { ownerAt } from './filter.js'

/** The groups of a question about documents, and where each document belongs. */
export interface Grouping {
  /** Names in order of their index; `''` stands for what has none. */
  readonly names: readonly string[]
  /** The group of a document's row and of one of its products (index plus 1, 0 for none). */
  readonly of: (document: number, product: number) => number
}

/**
 * Groups documents by `customer`, `product`, `month` (of posting, `2026-03`), `owner` (who is responsible on a day) or any stamped
 * dimension, such as `salesperson`: who sold.
 */
export function grouping(book: Book, by: string, asOf: Day, knownAt = Infinity): Grouping {
  const { documents } = book
  if (by === 'customer') return { names: book.customers.texts, of: document => documents.customer[document] }
  if (by === 'product') return { names: ['', ...book.products.texts], of: (_, product) => product }
  const names: string[] = ['']
  const places = new Map([['', 0]])
  const place = (name: string): number => {
    let at = places.get(name)
    if (at === undefined) {
      at = names.length
      places.set(name, at)
      names.push(name)
    }
    return at
  }
  if (by === 'month') {
    const months = new Map<number, number>()
    const of = (document: number): number => {
      const day = documents.postDate[document]
      let at = months.get(day)
      if (at === undefined) months.set(day, (at = place(monthName(day as Day))))
      return at
    }
    return { names, of }
  }
  if (by === 'owner') {
    const owners = book.customers.texts.map(code => place(ownerAt(book, code, asOf, knownAt) ?? ''))
    return { names, of: document => owners[documents.customer[document]] }
  }
  const stamps = book.stamps.map(stamp => place(stamp[by] ?? ''))
  return { names, of: document => stamps[documents.dimensions[document]] }
}

function monthName(day: Day): string {
  const { year, month } = civil(day)
  return `${year}-${String(month).padStart(2, '0')}`
}
