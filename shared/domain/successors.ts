import type { Book } from '../book/book.js'
import type { Day } from '../dates.js'

/**
 * The customer that stands for a code on a day: the end of the chain of its values `successor`, the code itself when it was never merged
 * (R3.12). The old code keeps its history.
 */
export function successorOf(book: Book, customer: string, asOf: Day, knownAt = Infinity): string {
  const met = new Set<string>()
  let code = customer
  while (!met.has(code)) {
    met.add(code)
    code = book.values.at('customer', code, 'successor', asOf, knownAt) ?? code
  }
  return code
}
