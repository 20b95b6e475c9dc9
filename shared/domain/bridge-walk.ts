import type { Book } from '../book/book.js'
import type { Day } from '../dates.js'
import type { DocumentKind } from '../facts/document.js'
import type { BridgeCause, BridgeQuestion } from './bridge-question.js'
import type { Counting, Standing } from './bridge-measure.js'
import { openAmount } from './open-items.js'

/** One step of an item on its way from the first moment to the second. */
export interface Step {
  cause: BridgeCause
  item: number
  amount: number
  /** Row of the document that settled it or was settled by it. */
  by?: number
  /** The change that recorded what made the step; none when time alone did. */
  change?: number
  /** Of an allocation: the debt's and the credit's document together. Both sides of it are steps. */
  pair?: string
}

/** What a new document of each kind is called in a bridge; orders and deliveries only change an exposure. */
export const CAUSE_OF_KIND: Readonly<Record<DocumentKind, BridgeCause>> = {
  invoice: 'invoices',
  debitNote: 'debitNotes',
  creditNote: 'creditNotes',
  receipt: 'receipts',
  refund: 'refunds',
  discount: 'discounts',
  writeOff: 'writeOffs',
  recovery: 'recoveries',
  opening: 'openings',
  netting: 'nettings',
  transfer: 'transfers',
  order: 'changed',
  delivery: 'changed',
}

/** What walks have in common. */
export interface Walk {
  book: Book
  counting: Counting
  clock: BridgeQuestion['clock']
  give: (step: Step) => void
}

/** Why a document changes an amount: by its kind, or because it takes another back. */
const causeOf = (book: Book, row: number): BridgeCause =>
  book.reversals.has(book.documents.id[row]) ? 'reversals' : CAUSE_OF_KIND[book.kind(row)]

/**
 * What was recorded after one change up to another and dated by a day, as steps of an item on that day; `sign` is -1 for a walk back.
 */
export function learn(walk: Walk, item: number, day: Day, { from, to }: { from: number; to: number }, sign: 1 | -1): void {
  const { book, counting, clock } = walk
  const { items, documents } = book
  const document = items.document[item]
  if (from === to || items.postDate[item] > day || documents.change[document] > to) return
  const give = (step: Omit<Step, 'item'>): void => {
    if (step.amount !== 0) walk.give({ ...step, item, amount: sign * step.amount })
  }
  const isNew = documents.change[document] > from
  let open: number = openAmount(book, item, { asOf: day, knownAt: from, clock })
  const at = counting.standing(item, day, to)
  let worth = counting.posted(item, open, counting.standing(item, day, from))
  const move = (next: number, more: Omit<Step, 'item' | 'amount'>): void => {
    const after = counting.posted(item, next, at)
    give({ ...more, amount: after - worth })
    worth = after
    open = next
  }
  // A due date or person in charge that was recorded late.
  move(open, { cause: 'backdated' })
  if (isNew) move(items.amount[item], { cause: 'backdated', change: documents.change[document] })
  for (const row of applicationsOf(walk, item, to)) {
    if (book.applications.change[row] <= from || since(walk, row) > day) continue
    move(open + effectOn(book, item, row), {
      cause: 'backdated',
      change: book.applications.change[row],
      ...pairOf(walk, item, row, 'backdated'),
    })
  }
  const end = openAmount(book, item, { asOf: day, knownAt: to, clock })
  if (end !== open) move(end, { cause: 'backdated', pair: filledPair(document, 'backdated') })
}

/** What happened after one day up to another, as known at a change, as steps of an item in order. */
export function live(walk: Walk, item: number, { from, to }: { from: Day; to: Day }, knownAt: number): void {
  const { book, counting, clock } = walk
  const { items, documents } = book
  const document = items.document[item]
  if (from === to || items.postDate[item] > to || documents.change[document] > knownAt) return
  const give = (step: Omit<Step, 'item'>): void => {
    if (step.amount !== 0) walk.give({ ...step, item })
  }
  const applied = applicationsOf(walk, item, knownAt).filter(row => since(walk, row) > from && since(walk, row) <= to)
  const filled = isFilled(walk, item) ? applicationsOfDocument(walk, document, knownAt) : applied
  const days = new Set<number>(counting.turns(item, from, to, knownAt))
  if (items.postDate[item] > from) days.add(items.postDate[item])
  for (const row of filled) if (since(walk, row) > from && since(walk, row) <= to) days.add(since(walk, row))
  days.add(to)

  let open: number = openAmount(book, item, { asOf: from, knownAt, clock })
  let at = counting.standing(item, from, knownAt)
  let worth = counting.posted(item, open, at)
  const move = (next: number, standing: Standing, more: Omit<Step, 'item' | 'amount'>): void => {
    const after = counting.posted(item, next, standing)
    give({ ...more, amount: after - worth })
    worth = after
    open = next
    at = standing
  }
  for (const day of [...days].sort((a, b) => a - b) as Day[]) {
    const then = counting.standing(item, day, knownAt)
    const grown = counting.posted(item, open, { ...at, day })
    move(open, { ...at, day }, { cause: grown === 0 ? 'movedOut' : 'movedIn' })
    move(open, { ...at, from: then.from }, { cause: 'dueDates' })
    move(open, then, { cause: 'groups' })
    if (items.postDate[item] === day && day > from)
      move(items.amount[item], at, { cause: causeOf(book, document), change: documents.change[document] })
    const rows = isFilled(walk, item) ? [] : applied.filter(row => since(walk, row) === day)
    for (const row of rows) {
      const cause = settledBy(walk, item, row)
      move(open + effectOn(book, item, row), at, { cause, change: book.applications.change[row], ...pairOf(walk, item, row, cause) })
    }
    const end = openAmount(book, item, { asOf: day, knownAt, clock })
    if (end === open) continue
    // Under the latest clock what counts of a document fills its instalments anew, so that no single allocation tells what changed one.
    const first = filled.find(row => since(walk, row) === day)
    const cause = first === undefined ? 'allocations' : settledBy(walk, item, first)
    move(end, at, { cause, pair: filledPair(document, ''), ...(first !== undefined && { by: otherSide(book, item, first) }) })
  }
}

/** What an allocation is called: by what settled the debt, unless the credit counts beside it. */
function settledBy({ book, counting }: Walk, item: number, row: number): BridgeCause {
  if (undoes(book, row)) return 'reversals'
  if (counting.creditsCount && book.items.amount[item] > 0) return 'allocations'
  if (book.applications.amount[row] < 0) return 'reversals'
  return book.items.amount[item] < 0 ? 'allocations' : causeOf(book, book.items.document[book.applications.credit[row]])
}

/** Whether an application settles a document against the one that takes it back. */
const undoes = ({ items, documents, applications, reversals }: Book, row: number): boolean => {
  const [debt, credit] = [applications.debit[row], applications.credit[row]].map(item => documents.id[items.document[item]])
  return reversals.get(debt) === credit || reversals.get(credit) === debt
}

/** How much an application changes what is open of an item. */
const effectOn = ({ items, applications }: Book, item: number, row: number): number =>
  items.amount[item] > 0 ? -applications.amount[row] : applications.amount[row]

const otherSide = ({ items, applications }: Book, item: number, row: number): number =>
  items.document[items.amount[item] > 0 ? applications.credit[row] : applications.debit[row]]

/** The other side of an application, and the name under which both sides meet. */
function pairOf(walk: Walk, item: number, row: number, cause: BridgeCause): { by?: number; pair: string } {
  const { book } = walk
  const { items, applications } = book
  const debt = items.document[applications.debit[row]]
  const late = cause === 'backdated' ? cause : ''
  const pair = isFilled(walk, applications.debit[row])
    ? filledPair(debt, late)
    : `${debt} ${items.document[applications.credit[row]]} ${applications.amount[row] < 0 ? 'back' : ''} ${late}`
  // A document and its reversal bear the same number: neither says anything of the other.
  return undoes(book, row) ? { pair } : { by: otherSide(book, item, row), pair }
}

const filledPair = (document: number, late: string): string => `${document} ${late}`

/** Whether allocations fill the instalments of an item's document anew at each moment. */
const isFilled = ({ book, clock }: Walk, item: number): boolean =>
  clock === 'latest' && book.items.amount[item] > 0 && book.documents.itemCount[book.items.document[item]] > 1

/** Applications of an item known at a change, in order of recording. */
function applicationsOf({ book }: Walk, item: number, knownAt: number): number[] {
  const rows: number[] = []
  for (const row of book.applicationsOf(item)) if (book.applications.change[row] <= knownAt) rows.push(row)
  return rows.reverse()
}

function applicationsOfDocument(walk: Walk, document: number, knownAt: number): number[] {
  const { firstItem, itemCount } = walk.book.documents
  return Array.from({ length: itemCount[document] }, (_, i) => applicationsOf(walk, firstItem[document] + i, knownAt)).flat()
}

/** The day from which an application counts. */
const since = ({ book: { items, applications }, clock }: Walk, row: number): number =>
  clock === 'latest'
    ? Math.max(items.postDate[applications.debit[row]], items.postDate[applications.credit[row]])
    : applications.effective[row]
