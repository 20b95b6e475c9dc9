import type { Book } from '../book/book.js'

/** The key under which an item's values are kept: document id and instalment, `17#1`. */
export const itemKey = (book: Book, item: number): string =>
  `${book.documents.id[book.items.document[item]]}#${book.items.instalment[item]}`

/** The item a key names. */
export function itemOfKey(book: Book, key: string): number {
  const [id, instalment] = key.split('#')
  return book.itemOf(Number(id), Number(instalment))
}
