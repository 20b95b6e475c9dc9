import { addDays, iso, type Day } from '../../dates.js'
import { APPLICATION_PURPOSES } from '../../facts/document.js'
import type { Money } from '../../money.js'
import { refuse } from '../../refusals.js'
import { requireNotMoved } from './agreements.js'
import { available, effectiveDay, postAllocation } from './applications.js'
import type { Posting } from './posting.js'
import { liveApplications, reverseApplication, reverseDocument } from './reversals.js'

/** Part of a document that was settled, to be settled again against what takes its place. */
interface Settled {
  /** Id of the other document. */
  other: number
  /** Whether the corrected document was the debt. */
  debt: boolean
  instalment: number
  /** Whether the instalment was named. */
  named: boolean
  date: Day
  amount: Money
}

/**
 * Replaces a document that was posted wrongly by another, both on the days they are dated: its allocations come off, it is reversed on
 * its own posting date, the right one is posted, and the allocations are made again as far as it has room for them. Sheets between then
 * and now show the right document; asked as known before, they still show the wrong one. Refused in a closed period, and while a
 * discount, write-off, refund or credit note stands on it.
 */
export function correctDocument(posting: Posting, id: number, post: () => number): number {
  const settled = takeOut(posting, id)
  const next = post()
  for (const part of settled) settleAgain(posting, next, part)
  return next
}

/** Reverses a posted document on its own posting date, its allocations first, and tells what these were. */
export function takeOut(posting: Posting, id: number): Settled[] {
  const { book } = posting
  const row = book.documentOf(id)
  const date = book.documents.postDate[row] as Day
  requireCorrectable(posting, row)
  const settled: Settled[] = []
  for (const application of liveApplications(posting, row)) {
    const { applications, items } = book
    const [debit, credit] = [applications.debit[application], applications.credit[application]]
    const debt = items.document[debit] === row
    const [own, other] = debt ? [debit, credit] : [credit, debit]
    const part: Settled = {
      other: book.documents.id[items.document[other]],
      debt,
      instalment: items.instalment[debt ? own : other],
      named: purposeOf(posting, application) === 'instalment',
      date: applications.date[application] as Day,
      amount: applications.amount[application] as Money,
    }
    if (!isCorrection(posting, application)) settled.push(part)
    reverseApplication(posting, applications.id[application], iso(effectiveDay(book, application)))
  }
  reverseDocument(posting, id, iso(date))
  return settled
}

function requireCorrectable(posting: Posting, row: number): void {
  const { book } = posting
  const closed = book.periods.closedUpTo()
  const days = [book.documents.postDate[row], ...liveApplications(posting, row).map(application => effectiveDay(book, application))]
  if (days.some(day => day <= closed))
    throw refuse('POSTED_AND_CLOSED', { document: book.nameOf(row), closed: iso(closed), open: iso(addDays(closed, 1)) })
  requireSettledPlainly(posting, row)
}

/** Refuses a document on which more than allocations stand: a discount, write-off, refund, credit note or transfer. */
export function requireSettledPlainly(posting: Posting, row: number): void {
  const { book } = posting
  const { applications, items } = book
  const live = liveApplications(posting, row)
  requireNotMoved(book, row, live)
  for (const application of live) {
    if (['allocation', 'instalment'].includes(purposeOf(posting, application))) continue
    const sides = [applications.debit[application], applications.credit[application]].map(item => items.document[item])
    const other = sides.find(side => side !== row)!
    // A credit note settles the invoice it names; posted anew, it does so again.
    if (isCorrection(posting, application) && book.documents.of[row] === book.documents.id[other]) continue
    throw refuse('SETTLED_OTHERWISE', { document: book.nameOf(row), other: book.nameOf(other) })
  }
}

const isCorrection = (posting: Posting, application: number): boolean => purposeOf(posting, application) === 'correction'

const purposeOf = ({ book }: Posting, application: number): string => APPLICATION_PURPOSES[book.applications.purpose[application]]

function settleAgain(posting: Posting, id: number, { other, debt, instalment, named, date, amount }: Settled): void {
  const { book } = posting
  const [own, its] = [book.documentOf(id), book.documentOf(other)]
  const { documents } = book
  if (documents.customer[own] !== documents.customer[its] || documents.currency[own] !== documents.currency[its]) return
  const on = Math.max(date, documents.postDate[own], documents.postDate[its]) as Day
  const room = Math.min(amount, openOf(posting, own, on), openOf(posting, its, on)) as Money
  if (room <= 0) return
  const [from, to] = debt ? [other, id] : [id, other]
  const hasInstalment = documents.itemCount[book.documentOf(to)] >= instalment
  postAllocation(posting, { from, to, amount: room, date: iso(date), instalment: named && hasInstalment ? instalment : undefined })
}

function openOf({ book }: Posting, row: number, on: Day): number {
  let open = 0
  const first = book.documents.firstItem[row]
  for (let item = first; item < first + book.documents.itemCount[row]; item++) open += available(book, item, on)
  return open
}
