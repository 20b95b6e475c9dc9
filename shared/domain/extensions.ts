import type { Book } from '../book/book.js'
import { day, type Day } from '../dates.js'

/**
 * Items whose due date was extended, with the date in force on a day: an extension counts from the day it was agreed, and the first due
 * date stays known. `undefined` when there is none, the common case.
 */
export function extendedDues(book: Book, asOf: Day, knownAt = Infinity): Map<number, Day> | undefined {
  const dues = new Map<number, Day>()
  for (const key of book.values.keys('item', 'extension')) {
    const due = book.values.at('item', key, 'extension', asOf, knownAt)
    if (due === undefined) continue
    const [id, instalment] = key.split('#')
    dues.set(book.itemOf(Number(id), Number(instalment)), day(due))
  }
  return dues.size > 0 ? dues : undefined
}

/** The due date of one item in force on a day. */
export function dueOf(book: Book, item: number, asOf: Day, knownAt = Infinity): Day {
  const { items, documents } = book
  const key = `${documents.id[items.document[item]]}#${items.instalment[item]}`
  const extended = book.values.at('item', key, 'extension', asOf, knownAt)
  return extended === undefined ? (items.due[item] as Day) : day(extended)
}
