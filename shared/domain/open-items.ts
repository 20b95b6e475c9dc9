import type { Book } from '../book/book.js'
import { purposeCode } from '../book/codes.js'
import type { ItemSet } from '../book/item-set.js'
import type { Applications } from '../book/tables.js'
import type { Day } from '../dates.js'
import type { Money } from '../money.js'
import { resolved, type Clock, type Moment } from './question.js'

/**
 * Everything not settled at a moment: the ground on which aging, credit, collection and dunning all stand. `items[i]` is open by
 * `open[i]` (debts positive, credits negative), for `i` below `count`, in rising order of items.
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
    () => (knownAt < book.change || clock === 'latest' ? openOtherwise(book, asOf, knownAt, clock) : openNow(book, asOf)),
    set => set.items.byteLength + set.open.byteLength,
  )
}

/** The open amount of one item at a moment; 0 when it does not exist then. */
export function openAmount(book: Book, item: number, moment: Moment): Money {
  const { asOf, knownAt, clock } = resolved(book, moment)
  if (book.items.postDate[item] > asOf || book.documents.change[book.items.document[item]] > knownAt) return 0 as Money
  if (clock === 'strict' && knownAt === book.change && book.items.firstApplied[item] > asOf) return book.amountOf(item)
  if (clock === 'latest' && book.items.amount[item] > 0 && book.documents.itemCount[book.items.document[item]] > 1) {
    let found = 0
    refill(book, book.items.document[item], asOf, knownAt, (other, open) => {
      if (other === item) found = open
    })
    return found as Money
  }
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

/** An allocation to an instalment that was named. */
const NAMED = purposeCode('instalment')

let room = new Uint32Array(0)

/** Room for the items that a scan has to look at, shared by all scans: nothing of it is kept when one ends. */
function roomFor(count: number): Uint32Array {
  if (room.length < count) room = new Uint32Array(Math.ceil(count * 1.25) + 64)
  return room
}

/** The common question: everything known, the strict clock. Only items open on the day are touched, whatever the history. */
function openNow(book: Book, asOf: Day): OpenItems {
  const candidates = roomFor(book.items.count)
  const found = book.lifetimes.openOn(asOf, candidates)
  const items = candidates.slice(0, found)
  const open = new Float64Array(found)
  const aside = takeWhole(book, asOf, items, open, candidates)
  const settled = takeRest(book, asOf, items, open, candidates, aside)
  return settled === 0 ? { count: found, items, open } : withoutSettled({ count: found, items, open })
}

/** The amounts of items, and in `aside` the places of the few to which something was applied; gives how many those are. */
function takeWhole(
  { items: { amount, firstApplied } }: Book,
  asOf: Day,
  items: Uint32Array,
  open: Float64Array,
  aside: Uint32Array,
): number {
  let count = 0
  for (let i = 0; i < items.length; i++) {
    const item = items[i]
    open[i] = amount[item]
    aside[count] = i
    count += firstApplied[item] <= asOf ? 1 : 0
  }
  return count
}

/**
 * What is left of those put aside; gives how many of them are settled, namely for a while, until a reversal opened them again. Apart
 * from the other items, because each walk waits for memory and so many walks wait at the same time.
 */
function takeRest(book: Book, asOf: Day, items: Uint32Array, open: Float64Array, aside: Uint32Array, count: number): number {
  let settled = 0
  for (let k = 0; k < count; k++) {
    const i = aside[k]
    const rest = leftNow(book, items[i], asOf)
    open[i] = rest
    if (rest === 0) settled++
  }
  return settled
}

/** As `left`, with everything known and by the strict clock. */
function leftNow({ items, applications }: Book, item: number, asOf: Day): number {
  const { nextOfDebit, nextOfCredit, effective, amount } = applications
  const whole = items.amount[item]
  const next = whole > 0 ? nextOfDebit : nextOfCredit
  let applied = 0
  for (let link = items.applied[item]; link !== 0; link = next[link - 1]) if (effective[link - 1] <= asOf) applied += amount[link - 1]
  return whole > 0 ? whole - applied : whole + applied
}

function withoutSettled({ count, items, open }: OpenItems): OpenItems {
  let kept = 0
  for (let i = 0; i < count; i++) {
    if (open[i] === 0) continue
    items[kept] = items[i]
    open[kept++] = open[i]
  }
  return { count: kept, items: items.subarray(0, kept), open: open.subarray(0, kept) }
}

/**
 * Under the latest clock, or as known at an earlier change. What is derived speaks of everything known under the strict clock, so the
 * items not closed for good by it are candidates: under the latest clock there are no others, and at an earlier change only those to
 * which something was applied since.
 */
function openOtherwise(book: Book, asOf: Day, knownAt: number, clock: Clock): OpenItems {
  const { items, applications, documents } = book
  const candidates = roomFor(items.count)
  const found = book.lifetimes.openOn(asOf, candidates, set => {
    if (knownAt < book.change) addApplied(applications, asOf, knownAt, set)
    if (clock === 'latest') for (const item of book.reopened) if (item < items.count && items.postDate[item] <= asOf) set.add(item)
  })
  const taken = new Uint32Array(clock === 'latest' ? withSiblings(book, candidates, found) : found)
  const opens = new Float64Array(taken.length)
  let count = 0
  const take = (item: number, open: number): void => {
    if (open === 0) return
    taken[count] = item
    opens[count++] = open
  }
  let refilled = -1
  for (let i = 0; i < found; i++) {
    const item = candidates[i]
    const document = items.document[item]
    if (documents.change[document] > knownAt || document === refilled) continue
    const untouched = clock === 'strict' ? items.firstApplied[item] > asOf : items.applied[item] === 0
    if (clock === 'latest' && items.amount[item] > 0 && documents.itemCount[document] > 1) {
      refilled = document
      refill(book, document, asOf, knownAt, take)
    } else take(item, untouched ? items.amount[item] : left(book, item, asOf, knownAt, clock))
  }
  return { count, items: taken.subarray(0, count), open: opens.subarray(0, count) }
}

/** How many items there are at most when a document's instalments come together. */
function withSiblings({ items, documents }: Book, candidates: Uint32Array, found: number): number {
  let count = 0
  for (let i = 0; i < found; i++) count += documents.itemCount[items.document[candidates[i]]]
  return count
}

/**
 * What is left of each instalment under the latest clock. Allocations that name no instalment fill the earliest due first (R3.7), and
 * which of them count depends on the clock, so they are filled in anew; documents with allocations to named instalments keep those.
 */
function refill(book: Book, document: number, asOf: Day, knownAt: number, give: (item: number, open: number) => void): void {
  const { items, documents, applications } = book
  const first = documents.firstItem[document]
  const instalments = Array.from({ length: documents.itemCount[document] }, (_, i) => first + i)
  const open = instalments.map(item => left(book, item, asOf, knownAt, 'latest'))
  const named = instalments.some(item => {
    for (const row of book.applicationsOf(item)) if (applications.purpose[row] === NAMED && applications.change[row] <= knownAt) return true
    return false
  })
  if (!named) {
    let applied = instalments.reduce((sum, item, i) => sum + items.amount[item] - open[i], 0)
    const order = instalments.map((_, i) => i).sort((a, b) => items.due[first + a] - items.due[first + b] || a - b)
    for (const i of order) {
      const part = Math.min(applied, items.amount[first + i])
      open[i] = items.amount[first + i] - part
      applied -= part
    }
  }
  instalments.forEach((item, i) => give(item, open[i]))
}

/** Puts in the items to which something was applied up to a day that was not known yet at a change. */
function addApplied(applications: Applications, asOf: Day, knownAt: number, set: ItemSet): void {
  const { change, effective, debit, credit, count } = applications
  for (let row = 0; row < count; row++) {
    if (change[row] <= knownAt || effective[row] > asOf) continue
    set.add(debit[row])
    set.add(credit[row])
  }
}
