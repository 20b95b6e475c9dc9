import type { Book } from '../book/book.js'
import type { Day } from '../dates.js'
import type { Money } from '../money.js'
import { resolved, type Clock, type Moment } from './question.js'

/**
 * Everything not settled at a moment: the ground on which aging, credit, collection and dunning all stand. `items[i]` is open by
 * `open[i]` (debts positive, credits negative), for `i` below `count`; the order is not defined.
 */
export interface OpenItems {
  readonly count: number
  readonly items: Uint32Array
  /** Minor units of each document's currency. */
  readonly open: Float64Array
}

/** The open items of the whole book at a moment. */
export function openItems(book: Book, moment: Moment): OpenItems {
  const { asOf, knownAt, clock, key } = resolved(book, moment)
  return book.answers.remember(
    `open ${key}`,
    () => (knownAt < book.change ? openAsKnown(book, asOf, knownAt, clock) : clock === 'latest' ? openByLatest(book, asOf) : openNow(book, asOf)),
    set => set.items.byteLength + set.open.byteLength,
  )
}

/** The open amount of one item at a moment; 0 when it does not exist then. */
export function openAmount(book: Book, item: number, moment: Moment): Money {
  const { asOf, knownAt, clock } = resolved(book, moment)
  if (book.items.postDate[item] > asOf || book.documents.change[book.items.document[item]] > knownAt) return 0 as Money
  if (clock === 'strict' && knownAt === book.change && book.items.firstApplied[item] > asOf) return book.amountOf(item)
  return left(book, item, asOf, knownAt, clock) as Money
}

/** The amount of an item less what counts as applied; the item must exist at the moment. */
function left(book: Book, item: number, asOf: Day, knownAt: number, clock: Clock): number {
  const { items, applications } = book
  const debit = items.amount[item] > 0
  const next = debit ? applications.nextOfDebit : applications.nextOfCredit
  let applied = 0
  for (let link = items.applied[item]; link !== 0; link = next[link - 1]) {
    const row = link - 1
    if (applications.change[row] <= knownAt && since(book, row, clock) <= asOf) applied += applications.amount[row]
  }
  return debit ? items.amount[item] - applied : items.amount[item] + applied
}

/** The day from which an application counts. */
const since = (book: Book, row: number, clock: Clock): number =>
  clock === 'strict'
    ? book.applications.effective[row]
    : Math.max(book.items.postDate[book.applications.debit[row]], book.items.postDate[book.applications.credit[row]])

let candidates = new Uint32Array(0)
let amounts = new Float64Array(0)

/** Room for the items of a scan, shared by all scans: it is copied out before the next one starts. */
function room(count: number): void {
  if (candidates.length >= count) return
  candidates = new Uint32Array(Math.ceil(count * 1.25) + 64)
  amounts = new Float64Array(candidates.length)
}

const taken = (count: number): OpenItems => ({ count, items: candidates.slice(0, count), open: amounts.slice(0, count) })

/** The common question: everything known, the strict clock. Only items open on the day are touched, whatever the history. */
function openNow(book: Book, asOf: Day): OpenItems {
  room(book.items.count + 1)
  const found = book.lifetimes.openOn(asOf, candidates)
  const { amount, firstApplied, applied } = book.items
  const { nextOfDebit, nextOfCredit, effective, amount: appliedAmount } = book.applications
  let count = 0
  for (let i = 0; i < found; i++) {
    const item = candidates[i]
    let open = amount[item]
    if (firstApplied[item] <= asOf) {
      const next = open > 0 ? nextOfDebit : nextOfCredit
      const sign = open > 0 ? 1 : -1
      for (let link = applied[item]; link !== 0; link = next[link - 1]) if (effective[link - 1] <= asOf) open -= sign * appliedAmount[link - 1]
      // Zero for a while: settled, and opened again later by a reversal.
      if (open === 0) continue
    }
    candidates[count] = item
    amounts[count++] = open
  }
  return taken(count)
}

/** Under the latest clock no item is open that is closed under the strict one, so the same candidates serve. */
function openByLatest(book: Book, asOf: Day): OpenItems {
  room(book.items.count + 1)
  const found = book.lifetimes.openOn(asOf, candidates)
  const { amount, applied } = book.items
  let count = 0
  for (let i = 0; i < found; i++) {
    const item = candidates[i]
    const open = applied[item] === 0 ? amount[item] : left(book, item, asOf, Infinity, 'latest')
    if (open === 0) continue
    candidates[count] = item
    amounts[count++] = open
  }
  return taken(count)
}

/** As known at an earlier change: two plain passes, since what is derived speaks of today. */
function openAsKnown(book: Book, asOf: Day, knownAt: number, clock: Clock): OpenItems {
  const { items, applications, documents } = book
  room(items.count + 1)
  for (let item = 0; item < items.count; item++) {
    amounts[item] = items.postDate[item] <= asOf && documents.change[items.document[item]] <= knownAt ? items.amount[item] : 0
  }
  const { debit, credit, change, effective, amount } = applications
  for (let row = 0; row < applications.count; row++) {
    if (change[row] > knownAt || (clock === 'strict' ? effective[row] : since(book, row, clock)) > asOf) continue
    amounts[debit[row]] -= amount[row]
    amounts[credit[row]] += amount[row]
  }
  let count = 0
  for (let item = 0; item < items.count; item++) {
    if (amounts[item] === 0) continue
    candidates[count] = item
    amounts[count++] = amounts[item]
  }
  return taken(count)
}
