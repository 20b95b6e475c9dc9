import type { Book } from '../book/book.js'
import { kindCode } from '../book/codes.js'
import type { Day } from '../dates.js'
import type { Money } from '../money.js'
import { refuse } from '../refusals.js'
import { takes, windowOf, type WindowQuestion } from './billings.js'
import { extendedDues } from './extensions.js'
import { maskOf, type Filter, type Mask } from './filter.js'
import { openItems, type OpenItems } from './open-items.js'
import { isTakenBack } from './payments.js'
import { historical } from './valuation.js'

/**
 * How customers pay, as sums by customer from which the figures are made. The day of a payment is the receipt's document date, not the
 * day somebody allocated it: our slow matching is no fault of the customer's. Credit notes and write-offs are left out. Amounts are in
 * ledger currency at the debts' own rates.
 */
export interface PaymentHabits {
  /** Money received in the window and allocated to debts by its end. */
  readonly allocated: Float64Array
  /** The same money times the days from due date to receipt (early ones negative), and from document date to receipt. */
  readonly amountDaysLate: Float64Array
  readonly amountDaysToSettle: Float64Array
  /** Of it, what paid debts due by the end of the window. */
  readonly onDue: Float64Array
  /** Debts overdue when the window began; debts that fell due in it; of those, what is still open at its end. */
  readonly overdueAtStart: Float64Array
  readonly fellDue: Float64Array
  readonly fellDueOpen: Float64Array
  /**
   * Instalments of which the last money came in the window; how many of them by the due date. Those given up (R6.3) or moved to another
   * customer at the end were not collected.
   */
  readonly settled: Float64Array
  readonly onTime: Float64Array
  /** Of settled instalments, the days from document to last money, and from due date to last money, counting early as 0. */
  readonly daysToSettle: Float64Array
  readonly daysLate: Float64Array
}

const INVOICE = kindCode('invoice')
const DEBIT_NOTE = kindCode('debitNote')
const OPENING = kindCode('opening')
const RECOVERY = kindCode('recovery')
const RECEIPT = kindCode('receipt')
const WRITE_OFF = kindCode('writeOff')
const TRANSFER = kindCode('transfer')

/** The payment habits of all customers in a window. Receipts have no products, so a filter by product is refused (`BAD_OPTION`). */
export function paymentHabits(book: Book, question: WindowQuestion): PaymentHabits {
  refuseProducts(question.filter)
  const { key, knownAt } = windowOf(book, question)
  return book.answers.remember(
    `habits ${key}`,
    () => computed(book, question, knownAt),
    habits => Object.keys(habits).length * habits.settled.byteLength,
  )
}

/** Refuses a filter by product where money that came in is asked for. */
export function refuseProducts(filter: Filter | undefined): void {
  if (filter?.product)
    throw refuse('BAD_OPTION', { value: 'product', known: 'customer, owner, salesperson, department, region, channel ...' })
}

function emptyHabits(customers: number): PaymentHabits {
  const column = () => new Float64Array(customers)
  return {
    allocated: column(),
    amountDaysLate: column(),
    amountDaysToSettle: column(),
    onDue: column(),
    overdueAtStart: column(),
    fellDue: column(),
    fellDueOpen: column(),
    settled: column(),
    onTime: column(),
    daysToSettle: column(),
    daysLate: column(),
  }
}

/** What the passes over applications and items have in common. */
interface Scan {
  book: Book
  from: Day
  to: Day
  knownAt: number
  mask: Mask
  due: (item: number) => number
  /** An amount of a debt in ledger currency. */
  worth: (item: number, amount: number) => number
  habits: PaymentHabits
}

function computed(book: Book, { period, filter }: WindowQuestion, knownAt: number): PaymentHabits {
  const { items } = book
  const { from, to } = period
  const dues = extendedDues(book, to, knownAt)
  const scan: Scan = {
    book,
    from,
    to,
    knownAt,
    mask: maskOf(book, filter, to, knownAt),
    due: dues ? item => dues.get(item) ?? items.due[item] : item => items.due[item],
    worth: book.foreign ? (item, amount) => historical(book, item, amount as Money) : (_, amount) => amount,
    habits: emptyHabits(book.customers.size),
  }
  const { lastPaid, givenUp } = scanApplications(scan)
  const atEnd = openItems(book, { asOf: to, knownAt })
  scanItems(scan, lastPaid, givenUp, atEnd)
  const atStart = openItems(book, { asOf: (from - 1) as Day, knownAt })
  sumOpen(scan, atStart, scan.habits.overdueAtStart, due => due < from)
  sumOpen(scan, atEnd, scan.habits.fellDueOpen, due => due >= from && due <= to)
  return scan.habits
}

/** Sums the money of the window and gives, of each item, the day its last money came, 0 for none, and what of it was given up or moved. */
function scanApplications(scan: Scan): { lastPaid: Uint16Array; givenUp: Map<number, number> } {
  const { book, from, to, knownAt, mask, due, worth, habits } = scan
  const { applications, items, documents } = book
  const lastPaid = new Uint16Array(items.count)
  const givenUp = new Map<number, number>()
  for (let row = 0; row < applications.count; row++) {
    if (applications.effective[row] > to || applications.change[row] > knownAt) continue
    const receipt = items.document[applications.credit[row]]
    const item = applications.debit[row]
    const kind = documents.kind[receipt]
    if (kind === WRITE_OFF || kind === TRANSFER) givenUp.set(item, (givenUp.get(item) ?? 0) + applications.amount[row])
    if (kind !== RECEIPT) continue
    const debt = items.document[item]
    if (!isDebt(book, debt) || !takes(book, mask, debt)) continue
    const paid = documents.docDate[receipt]
    if (paid > lastPaid[item] && applications.amount[row] > 0 && !isTakenBack(book, row, to, knownAt)) lastPaid[item] = paid
    if (paid < from || paid > to) continue
    const customer = documents.customer[debt]
    const amount = worth(item, applications.amount[row])
    habits.allocated[customer] += amount
    habits.amountDaysLate[customer] += amount * (paid - due(item))
    habits.amountDaysToSettle[customer] += amount * (paid - documents.docDate[debt])
    if (due(item) <= to) habits.onDue[customer] += amount
  }
  return { lastPaid, givenUp }
}

function scanItems(scan: Scan, lastPaid: Uint16Array, givenUp: ReadonlyMap<number, number>, atEnd: OpenItems): void {
  const { book, from, to, knownAt, mask, due, habits } = scan
  const { items, documents } = book
  const stillOpen = new Uint8Array(items.count)
  for (let i = 0; i < atEnd.count; i++) stillOpen[atEnd.items[i]] = 1
  for (let item = 0; item < items.count; item++) {
    const debt = items.document[item]
    if (items.postDate[item] > to || documents.change[debt] > knownAt || !isDebt(book, debt) || !takes(book, mask, debt)) continue
    const customer = items.customer[item]
    const dueDay = due(item)
    // A reversal mirrors the due date with the opposite sign, so a reversed debt fell due by nothing.
    if (dueDay >= from && dueDay <= to) habits.fellDue[customer] += items.base[item]
    const paid = lastPaid[item]
    if (paid < from || paid > to || stillOpen[item] || givenUp.get(item)) continue
    habits.settled[customer]++
    if (paid <= dueDay) habits.onTime[customer]++
    habits.daysToSettle[customer] += paid - documents.docDate[debt]
    habits.daysLate[customer] += Math.max(0, paid - dueDay)
  }
}

function sumOpen({ book, mask, due, worth }: Scan, set: OpenItems, sums: Float64Array, wanted: (due: number) => boolean): void {
  const { items } = book
  for (let i = 0; i < set.count; i++) {
    const item = set.items[i]
    const debt = items.document[item]
    if (set.open[i] > 0 && wanted(due(item)) && isDebt(book, debt) && takes(book, mask, debt))
      sums[items.customer[item]] += worth(item, set.open[i])
  }
}

/** Whether a document is a debt to be collected, or the reversal of one. Opening items may be credits. */
export function isDebt(book: Book, row: number): boolean {
  const kind = book.documents.kind[row]
  // What was transferred is a debt when it was one before, on either side of the transfer, so that it falls due once.
  if (kind === TRANSFER) return isDebt(book, book.documentOf(book.documents.of[row]))
  if (kind === INVOICE || kind === DEBIT_NOTE || kind === RECOVERY) return true
  return kind === OPENING && book.documents.amount[row] > 0 !== book.reversals.has(book.documents.id[row])
}
