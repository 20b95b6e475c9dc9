import type { Book } from '../book/book.js'
import type { Day } from '../dates.js'
import type { DocumentKind } from '../facts/document.js'
import { negated, type Currency, type Money } from '../money.js'
import { unbilledOf } from './completeness-orders.js'
import { openAmount } from './open-items.js'
import { groupRemainder, orderGroups, type OrderGroup } from './orders.js'
import type { Moment } from './question.js'
import { after, applicationsAt, before, existsAt, sidesOf } from './trace-links.js'

/** What is missing after a document: goods, an invoice, money, or debts for a credit. */
export const MISSING_STEPS = ['notDelivered', 'notInvoiced', 'unpaid', 'unapplied'] as const
export type MissingStep = (typeof MISSING_STEPS)[number]

/** One step of the way from order to money. */
export interface TraceStep {
  /** The kind of a document; `reversal` of one that takes another back. */
  step: DocumentKind | 'reversal' | 'allocation' | MissingStep
  /** Row of the document; of an allocation that of the credit, of what is missing that of the document that waits for it. */
  document: number
  /** Row of the document it follows, or whose debt an allocation settles. */
  of: number | undefined
  /** Document date; of an allocation the day it counts from; of what is missing the as-of day. */
  date: Day
  /** Signed as the customer owes it: an allocation is negative; of what is missing the rest. */
  amount: Money
  currency: Currency
  /** Days since the document date of what it follows. */
  days: number | null
}

/** What order groups and open items leave to be done; in the currency said. */
type Missing = [step: MissingStep, amount: Money, currency: Currency]

/**
 * The way of a document, by row, at a moment: what it comes from, itself, and what follows it, each below what it follows. What is
 * missing is told of the document itself and of the debts that follow it; the rest of orders and deliveries is in ledger currency.
 */
export function trace(book: Book, document: number, moment: Moment): TraceStep[] {
  if (!existsAt(book, document, moment)) return []
  const { docDate, amount } = book.documents
  const following = reached(document, row => after(book, row, moment))
  const shown = new Set([...reached(document, row => before(book, row, moment)), ...following])
  const steps: TraceStep[] = []
  const told = new Set<number>()
  const tell = (row: number, of: number | undefined): void => {
    if (told.has(row)) return
    told.add(row)
    steps.push(documentStep(book, row, of))
    const allocations = applicationsAt(book, row, moment).filter(one => {
      const { debt, credit } = sidesOf(book, one)
      return debt === row && shown.has(credit)
    })
    const first = (next: number): number =>
      Math.min(...allocations.filter(one => sidesOf(book, one).credit === next).map(one => book.applications.effective[one]))
    const children = after(book, row, moment).filter(next => shown.has(next))
    const events = [
      ...children.map(next => ({ day: Math.min(docDate[next], first(next)), order: 0, id: next, next })),
      ...allocations.map(one => ({ day: book.applications.effective[one], order: 1, id: one, next: -1 })),
    ].sort((a, b) => a.day - b.day || a.order - b.order || a.id - b.id)
    for (const { next, id } of events) {
      if (next >= 0) tell(next, row)
      else steps.push(allocationStep(book, id))
    }
    if (amount[row] > 0 && following.has(row)) steps.push(...missingSteps(book, row, row === document, moment))
  }
  const early = [...shown].sort((a, b) => docDate[a] - docDate[b] || a - b)
  for (const row of early) if (!before(book, row, moment).some(one => shown.has(one))) tell(row, undefined)
  // A document that settles another which settles it has no beginning; it is told all the same.
  for (const row of early) tell(row, undefined)
  // What a credit has left is known when all that it settled is told.
  if (amount[document] < 0) steps.push(...missingSteps(book, document, true, moment))
  return steps
}

/** Everything that is reached from a document, itself too. */
function reached(document: number, next: (row: number) => readonly number[]): Set<number> {
  const found = new Set([document])
  for (const row of found) for (const one of next(row)) found.add(one)
  return found
}

function documentStep(book: Book, row: number, of: number | undefined): TraceStep {
  const { documents } = book
  const date = documents.docDate[row] as Day
  return {
    step: book.reversals.has(documents.id[row]) ? 'reversal' : book.kind(row),
    document: row,
    of,
    date,
    amount: documents.amount[row] as Money,
    currency: book.currencyOf(row),
    days: of === undefined ? null : date - documents.docDate[of],
  }
}

function allocationStep(book: Book, application: number): TraceStep {
  const { debt, credit } = sidesOf(book, application)
  const date = book.applications.effective[application] as Day
  return {
    step: 'allocation',
    document: credit,
    of: debt,
    date,
    amount: negated(book.applications.amount[application] as Money),
    currency: book.currencyOf(debt),
    days: date - book.documents.docDate[debt],
  }
}

function missingSteps(book: Book, row: number, isAsked: boolean, moment: Moment): TraceStep[] {
  const date = moment.asOf
  const days = date - book.documents.docDate[row]
  return missingOf(book, row, isAsked, moment)
    .filter(([, amount]) => amount !== 0)
    .map(([step, amount, currency]) => ({ step, document: row, of: row, date, amount, currency, days }))
}

function missingOf(book: Book, row: number, isAsked: boolean, moment: Moment): Missing[] {
  const { currency } = book.company
  switch (book.kind(row)) {
    case 'order': {
      if (!isAsked) return []
      const { orders, unbilled } = groupRemainder(book, groupOf(book, row), moment)
      return [
        ['notDelivered', orders, currency],
        ['notInvoiced', unbilled, currency],
      ]
    }
    case 'delivery':
      return isAsked ? [['notInvoiced', unbilledOf(book, groupOf(book, row), row, moment), currency]] : []
    default: {
      const { documents } = book
      let open = 0
      for (let item = documents.firstItem[row], end = item + documents.itemCount[row]; item < end; item++)
        open += openAmount(book, item, moment)
      if (documents.amount[row] < 0) return isAsked ? [['unapplied', open as Money, book.currencyOf(row)]] : []
      return [['unpaid', open as Money, book.currencyOf(row)]]
    }
  }
}

/** The order, or lone delivery, that an order or delivery belongs to, with all that delivers or bills it. */
const groupOf = (book: Book, row: number): OrderGroup =>
  orderGroups(book)
    .get(book.documents.customer[row])!
    .find(({ rows }) => rows.includes(row))!
