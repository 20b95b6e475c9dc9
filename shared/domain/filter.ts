import type { Book } from '../book/book.js'
import type { Day } from '../dates.js'

/**
 * Which part of the ledger a question is about: field to the values taken. `customer`, `product`, and any stamped dimension (who sold:
 * `salesperson`); `owner` is who is responsible as of the date. Fields are combined with and, values of one field with or.
 */
export type Filter = Readonly<Record<string, readonly string[]>>

/** A text that names a filter, the same for equal filters. */
export const filterKey = (filter: Filter | undefined): string =>
  filter
    ? Object.keys(filter)
        .sort()
        .map(field => `${field}=${[...filter[field]].sort().join(',')}`)
        .join(';')
    : ''

/** Which customers and stamps a filter takes; `undefined` takes all. Products are decided line by line, see `spread`. */
export interface Mask {
  customers: Uint8Array | undefined
  stamps: Uint8Array | undefined
  /** Product index plus 1, 0 for lines without one. */
  products: Uint8Array | undefined
}

/** A filter made ready for a scan. */
export function maskOf(book: Book, filter: Filter | undefined, asOf: Day, knownAt: number): Mask {
  const mask: Mask = { customers: undefined, stamps: undefined, products: undefined }
  for (const [field, wanted] of Object.entries(filter ?? {})) {
    if (field === 'customer') mask.customers = narrowed(mask.customers, book.customers.size, i => wanted.includes(book.customers.texts[i]))
    else if (field === 'owner') {
      const owner = (i: number) => ownerAt(book, book.customers.texts[i], asOf, knownAt) ?? ''
      mask.customers = narrowed(mask.customers, book.customers.size, i => wanted.includes(owner(i)))
    } else if (field === 'product') {
      mask.products = narrowed(mask.products, book.products.size + 1, i => wanted.includes(i === 0 ? '' : book.products.texts[i - 1]))
    } else mask.stamps = narrowed(mask.stamps, book.stamps.length, i => wanted.includes(book.stamps[i][field] ?? ''))
  }
  return mask
}

/** Who is responsible for a customer on a day: the owner set, else the salesperson set. */
export const ownerAt = (book: Book, customer: string, asOf: Day, knownAt = Infinity): string | undefined =>
  book.values.at('customer', customer, 'owner', asOf, knownAt) ?? book.values.at('customer', customer, 'salesperson', asOf, knownAt)

function narrowed(before: Uint8Array | undefined, size: number, takes: (index: number) => boolean): Uint8Array {
  const mask = new Uint8Array(size)
  for (let i = 0; i < size; i++) if ((!before || before[i]) && takes(i)) mask[i] = 1
  return mask
}
