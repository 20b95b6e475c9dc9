import { NEVER } from '../dates.js'
import { closingDay } from './derived.js'
import type { Rows } from './rows.js'
import type { Documents, Items } from './tables.js'

/**
 * Makes anew, for a Book whose facts came as whole columns, what `Rows` keeps as rows are added one by one.
 */

/** Places of items and lines, from how many each document has: they stand in the order of the documents. */
export function renewPlaces({ count, firstItem, itemCount, firstLine, lineCount }: Documents): void {
  let item = 0
  let line = 0
  for (let row = 0; row < count; row++) {
    firstItem[row] = item
    firstLine[row] = line
    item += itemCount[row]
    line += lineCount[row]
  }
}

/** What an item repeats of its document, and the chain of each customer's items. */
export function renewItems(documents: Documents, items: Items, customers: number): void {
  const newest = new Uint32Array(customers)
  const { itemCount } = documents
  const { document, customer, postDate, before } = items
  for (let row = 0, item = 0; row < documents.count; row++) {
    const of = documents.customer[row]
    const posted = documents.postDate[row]
    for (const end = item + itemCount[row]; item < end; item++) {
      document[item] = row
      customer[item] = of
      postDate[item] = posted
      before[item] = newest[of]
      newest[of] = item + 1
    }
  }
}

/** The chains of applications, and of each item what is open now, when it closed and when anything was first applied. */
export function renewSettled(book: Rows): void {
  const { items, applications, reopened } = book
  const { openNow, closedOn, firstApplied, applied, postDate } = items
  const { debit, credit, amount, date, effective, nextOfDebit, nextOfCredit } = applications
  openNow.set(items.amount.subarray(0, items.count))
  closedOn.fill(0, 0, items.count)
  firstApplied.fill(NEVER, 0, items.count)
  const opened = new Set<number>()
  for (let row = 0; row < applications.count; row++) {
    const to = debit[row]
    const from = credit[row]
    let day = date[row]
    if (postDate[to] > day) day = postDate[to]
    if (postDate[from] > day) day = postDate[from]
    effective[row] = day
    nextOfDebit[row] = applied[to]
    nextOfCredit[row] = applied[from]
    applied[to] = applied[from] = row + 1
    openNow[to] -= amount[row]
    openNow[from] += amount[row]
    if (day < firstApplied[to]) firstApplied[to] = day
    if (day < firstApplied[from]) firstApplied[from] = day
    // The last day on which something was applied, which is when the item closed as long as nothing was taken back.
    if (day > closedOn[to]) closedOn[to] = day
    if (day > closedOn[from]) closedOn[from] = day
    if (amount[row] > 0) continue
    opened.add(to).add(from)
    if (amount[row] < 0) reopened.add(to).add(from)
  }
  for (let item = 0; item < items.count; item++) if (openNow[item] !== 0 || applied[item] === 0) closedOn[item] = NEVER
  for (const item of opened) if (openNow[item] === 0) closedOn[item] = closingDay(book, item)
}
