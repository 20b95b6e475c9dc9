import type { Book } from '../book/book.js'
import type { Day } from '../dates.js'
import type { Money } from '../money.js'
import { groupRemainder, orderGroups, type OrderGroup } from './orders.js'
import { resolved, type Moment } from './question.js'

/** An order or delivery that waits for what should follow it. */
export interface WaitingOrder {
  /** `notDelivered`: ordered, neither delivered nor invoiced. `notInvoiced`: delivered and not invoiced. */
  what: 'notDelivered' | 'notInvoiced'
  /** Row of the order or delivery. */
  document: number
  date: Day
  /** What is missing, in ledger currency with tax. */
  amount: Money
  /** Some of it was delivered or invoiced. */
  partly: boolean
  /** Days from the document to the moment. */
  days: number
}

/**
 * Deliveries without invoice and orders without delivery at a moment, by customer, date and number; together they are what orders and
 * deliveries add to the exposure. What an order has unbilled is laid on its newest deliveries: the oldest are billed first.
 */
export function waitingOrders(book: Book, moment: Moment): WaitingOrder[] {
  const found: WaitingOrder[] = []
  for (const groups of orderGroups(book).values()) for (const group of groups) found.push(...waitingOf(book, group, moment))
  const { customer } = book.documents
  return found.sort((a, b) => customer[a.document] - customer[b.document] || a.date - b.date || a.document - b.document)
}

function waitingOf(book: Book, group: OrderGroup, moment: Moment): WaitingOrder[] {
  const { asOf } = resolved(book, moment)
  const { documents } = book
  const { orders, unbilled } = groupRemainder(book, group, moment)
  if (orders === 0 && unbilled === 0) return []
  const waiting = (what: WaitingOrder['what'], document: number, amount: number, whole: number): WaitingOrder => {
    const date = documents.docDate[document] as Day
    return { what, document, date, amount: amount as Money, partly: amount < whole, days: asOf - date }
  }
  const found: WaitingOrder[] = []
  if (orders > 0) found.push(waiting('notDelivered', group.root, orders, wholeOf(book, group, group.root, 'orders', moment)))
  const deliveries = group.rows
    .filter(row => book.kind(row) === 'delivery' && !book.reversals.has(documents.id[row]))
    .sort((a, b) => documents.docDate[b] - documents.docDate[a] || b - a)
  let rest: number = unbilled
  for (const delivery of deliveries) {
    const amount = Math.min(rest, ownUnbilled(book, group, delivery, moment))
    rest -= amount
    if (amount > 0) found.push(waiting('notInvoiced', delivery, amount, wholeOf(book, group, delivery, 'unbilled', moment)))
  }
  // Rounding of shares may leave a little that no delivery takes.
  if (rest > 0) found.push(waiting('notInvoiced', group.root, rest, unbilled))
  return found
}

/** What of a delivery is not billed by invoices that name it, and never more than all of its order has unbilled. */
export const unbilledOf = (book: Book, group: OrderGroup, delivery: number, moment: Moment): Money =>
  Math.min(ownUnbilled(book, group, delivery, moment), groupRemainder(book, group, moment).unbilled) as Money

function ownUnbilled(book: Book, { rows }: OrderGroup, delivery: number, moment: Moment): Money {
  const { id, order } = book.documents
  const own = rows.filter(row => row === delivery || order[row] === id[delivery] || book.reversals.get(id[row]) === id[delivery])
  return groupRemainder(book, { root: delivery, rows: own }, moment).unbilled
}

/** What an order or delivery would have waiting with nothing done. */
function wholeOf(book: Book, { rows }: OrderGroup, document: number, part: 'orders' | 'unbilled', moment: Moment): Money {
  const own = rows.filter(row => row === document || book.reversals.get(book.documents.id[row]) === book.documents.id[document])
  return groupRemainder(book, { root: document, rows: own }, moment)[part]
}
