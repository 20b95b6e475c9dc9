import type { Book } from '../book/book.js'
import { openAmount, openItems, type OpenItems } from './open-items.js'
import type { Moment } from './question.js'

/** What one customer has open at a moment, by walking its own items, the oldest first; of the whole book without a customer. */
export function openItemsOf(book: Book, customer: number | undefined, moment: Moment): OpenItems {
  if (customer === undefined) return openItems(book, moment)
  const items: number[] = []
  const open: number[] = []
  for (const item of book.itemsOf(customer)) {
    const left = openAmount(book, item, moment)
    if (left === 0) continue
    items.push(item)
    open.push(left)
  }
  return { count: items.length, items: Uint32Array.from(items.reverse()), open: Float64Array.from(open.reverse()) }
}
