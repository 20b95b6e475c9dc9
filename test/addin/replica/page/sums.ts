import type { Book } from '../../../../shared/book/book.js'

/** What a Book comes to, small enough to be told from a page: equal for Books of the same facts. */
export function sumsOf({ change, customers, documents, items, applications, lines }: Book): number[] {
  const sum = (values: ArrayLike<number>, count: number) => {
    let all = 0
    for (let row = 0; row < count; row++) all = (31 * all + values[row]) % 1_000_000_007
    return all
  }
  return [
    change,
    customers.size,
    documents.count,
    sum(documents.amount, documents.count),
    sum(items.openNow, items.count),
    sum(items.closedOn, items.count),
    sum(applications.amount, applications.count),
    sum(lines.net, lines.count),
  ]
}
