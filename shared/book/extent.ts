import type { Book } from './book.js'

/** How far a Book had come: what was added since can be told. */
export interface Extent {
  readonly documents: number
  readonly applications: number
  /** Settings, currency rates and bank lines. */
  readonly settings: number
  readonly customers: number
  /** How often something was taken back. */
  readonly undone: number
}

export const extentOf = ({ documents, applications, values, rates, bankLines, customers, undone }: Book): Extent => ({
  documents: documents.count,
  applications: applications.count,
  settings: values.count + rates.count + bankLines.all.length,
  customers: customers.size,
  undone,
})

/**
 * Indexes of the customers whose documents or allocations were added since; `undefined` when something else happened that may concern
 * everybody, or more was added than is worth looking through.
 */
export function customersSince(book: Book, before: Extent, most: number): Set<number> | undefined {
  const now = extentOf(book)
  if (now.settings !== before.settings || now.customers !== before.customers || now.undone !== before.undone) return undefined
  if (now.documents - before.documents + now.applications - before.applications > most) return undefined
  const { documents, applications, items } = book
  const found = new Set<number>()
  for (let row = before.documents; row < now.documents; row++) found.add(documents.customer[row])
  for (let row = before.applications; row < now.applications; row++) {
    found.add(items.customer[applications.debit[row]])
    found.add(items.customer[applications.credit[row]])
  }
  return found
}
