import type { Book } from '../book/book.js'
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
  const { amount, firstApplied } = book.items
  const items = candidates.slice(0, found)
  const open = new Float64Array(found)
  // Few are settled in part. They are put aside and walked together: the walks wait for memory, and so wait at the same time.
  let aside = 0
  for (let i = 0; i < found; i++) {
    const item = items[i]
    open[i] = amount[item]
    candidates[aside] = i
    aside += firstApplied[item] <= asOf ? 1 : 0
  }
  let settled = 0
  for (let k = 0; k < aside; k++) {
    const i = candidates[k]
    open[i] = leftNow(book, items[i], asOf)
    // Zero for a while: settled, and opened again later by a reversal.
    if (open[i] === 0) settled++
  }
  return settled === 0 ? { count: found, items, open } : withoutSettled({ count: found, items, open })
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
  return { count: kept, items, open }
}

/**
 * Under the latest clock, or as known at an earlier change. What is derived speaks of everything known under the strict clock, so the
 * items open by it are candidates; the latest clock opens none beside them, and an earlier change only those to which something was
 * applied since.
 */
function openOtherwise(book: Book, asOf: Day, knownAt: number, clock: Clock): OpenItems {
  const { items, applications, documents } = book
  const candidates = roomFor(items.count)
  const found = book.lifetimes.openOn(asOf, candidates, set => {
    if (knownAt === book.change) return
    const { change, effective, debit, credit } = applications
    for (let row = 0; row < applications.count; row++) {
      if (change[row] <= knownAt || effective[row] > asOf) continue
      set.add(debit[row])
      set.add(credit[row])
    }
  })
  const taken = new Uint32Array(found)
  const opens = new Float64Array(found)
  let count = 0
  for (let i = 0; i < found; i++) {
    const item = candidates[i]
    if (documents.change[items.document[item]] > knownAt) continue
    const untouched = clock === 'strict' ? items.firstApplied[item] > asOf : items.applied[item] === 0
    const open = untouched ? items.amount[item] : left(book, item, asOf, knownAt, clock)
    if (open === 0) continue
    taken[count] = item
    opens[count++] = open
  }
  return { count, items: taken, open: opens }
}
