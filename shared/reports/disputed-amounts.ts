import type { Book } from '../book/book.js'
import type { Day } from '../dates.js'
import { money, type Money } from '../money.js'

/** The amount in dispute of each disputed item on a day, in the item's currency. */
export function disputedAmounts(book: Book, asOf: Day, knownAt: number): Map<number, Money> {
  const found = new Map<number, Money>()
  for (const key of book.values.keys('item', 'dispute')) {
    const text = book.values.at('item', key, 'dispute', asOf, knownAt)
    if (text === undefined) continue
    const [id, instalment] = key.split('#')
    const item = book.itemOf(Number(id), Number(instalment))
    found.set(item, money(text, book.currencyOf(book.items.document[item])))
  }
  return found
}
