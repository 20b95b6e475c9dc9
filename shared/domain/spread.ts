import type { Book } from '../book/book.js'
import type { Money } from '../money.js'
import { split } from '../money.js'

let shares = new Float64Array(64)

/**
 * Spreads an amount of a document over its lines by their gross values, to the minor unit: the same line-level shares give the same
 * total by product, customer, region or salesperson (R11.3). Calls back with the product (index plus 1, 0 for none) and its share. What
 * cannot be spread, because there are no lines or they add to zero, comes as product 0.
 */
export function spread(book: Book, document: number, amount: number, give: (product: number, share: number) => void): void {
  const { lines, documents } = book
  const first = documents.firstLine[document]
  const count = documents.lineCount[document]
  if (count === 1 && lines.net[first] + lines.tax[first] !== 0) return give(lines.product[first], amount)
  if (count === 0) return give(0, amount)
  if (shares.length < count) shares = new Float64Array(count * 2)
  let sum = 0
  for (let i = 0; i < count; i++) sum += shares[i] = lines.net[first + i] + lines.tax[first + i]
  if (sum === amount) {
    // Wholly open: every line is open with its own amount.
    for (let i = 0; i < count; i++) give(lines.product[first + i], shares[i])
    return
  }
  const parts = split(amount as Money, shares.subarray(0, count))
  if (!parts) return give(0, amount)
  for (let i = 0; i < count; i++) give(lines.product[first + i], parts[i])
}
