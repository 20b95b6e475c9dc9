import { Book, type Company } from '../shared/book/book.js'
import { kindCode, purposeCode } from '../shared/book/codes.js'
import type { Day } from '../shared/dates.js'
import { BY_RECEIPT, type History } from './generate.js'

/** The history as somebody posted it, day by day; documents count from 1 in this order. Each has one item. */
export interface Postings {
  day?(day: Day): void
  invoice(id: number, invoice: number): void
  credit(id: number, kind: 'receipt' | 'creditNote', customer: number, day: Day, amount: number): void
  allocation(id: number, debit: number, credit: number, day: Day, amount: number): void
}

/**
 * Posts a history: of each day first the invoices, then a receipt for each customer who paid and a credit note for each invoice credited. Gives
 * each day when it is done, so that a caller may write it down before the next.
 */
export function* post({ first, last, invoices, allocations, customers }: History, postings: Postings): Generator<Day> {
  const { byDay, starts } = allocationsByDay(allocations.day, allocations.count, first, last)
  const idOf = new Uint32Array(invoices.count)
  const received = new Float64Array(customers.count)
  const receiptOf = new Uint32Array(customers.count)
  let documents = 0
  let applied = 0
  let invoice = 0
  for (let day = first; day <= last; day++) {
    postings.day?.(day)
    for (; invoice < invoices.count && invoices.issued[invoice] === day; invoice++) postings.invoice((idOf[invoice] = ++documents), invoice)
    const today = byDay.subarray(starts[day - first], starts[day - first + 1])
    for (const row of today) {
      if (allocations.kind[row] === BY_RECEIPT) received[invoices.customer[allocations.invoice[row]]] += allocations.amount[row]
    }
    for (const row of today) {
      const customer = invoices.customer[allocations.invoice[row]]
      const amount = allocations.amount[row]
      let credit = ++documents
      if (allocations.kind[row] !== BY_RECEIPT) postings.credit(credit, 'creditNote', customer, day, amount)
      else if (received[customer] > 0) {
        postings.credit(credit, 'receipt', customer, day, received[customer])
        received[customer] = 0
        receiptOf[customer] = credit
      } else {
        documents--
        credit = receiptOf[customer]
      }
      postings.allocation(++applied, idOf[allocations.invoice[row]], credit, day, amount)
    }
    yield day
  }
}

function allocationsByDay(days: Uint16Array, count: number, first: Day, last: Day): { byDay: Uint32Array; starts: Uint32Array } {
  const starts = new Uint32Array(last - first + 2)
  for (let row = 0; row < count; row++) starts[days[row] - first + 1]++
  for (let day = 1; day < starts.length; day++) starts[day] += starts[day - 1]
  const next = starts.slice()
  const byDay = new Uint32Array(count)
  for (let row = 0; row < count; row++) byDay[next[days[row] - first]++] = row
  return { byDay, starts }
}

export const COMPANY: Company = { code: 'bench', name: 'Bench', currency: 'CNY', timeZone: 'Asia/Shanghai' }
/** Quantities are whole millionths. */
export const UNIT = 1_000_000

const numbered = (prefix: string, count: number, digits: number): string => prefix + String(count).padStart(digits, '0')
export const customerCode = (customer: number): string => numbered('C', customer + 1, 6)
export const productCode = (product: number): string => numbered('P', product + 1, 4)
export const documentNumber = (kind: 'invoice' | 'receipt' | 'creditNote', count: number): string =>
  numbered({ invoice: 'SI-', receipt: 'RC-', creditNote: 'CN-' }[kind], count, 8)
export const dimensionsOf = ({ customers }: History, customer: number) => ({
  region: `region ${customers.region[customer] + 1}`,
  salesperson: numbered('S', customers.salesperson[customer] + 1, 2),
})

/** The tax in a gross amount at 13 %. */
export const taxIn = (gross: number): number => gross - Math.round(gross / 1.13)

/** The change that the postings of a day are recorded as. */
export const changeOf = ({ first }: History, day: Day): number => day - first + 1

/** A Book that holds a history: customers in its order, a change for each day. */
export function bookOf(history: History): Book {
  const { invoices, lines, allocations, customers } = history
  const book = new Book(COMPANY)
  const stamps: number[] = []
  book.note(1, 0)
  for (let customer = 0; customer < customers.count; customer++) {
    book.add({ fact: 'customer', code: customerCode(customer), name: `Customer ${customer + 1}` }, 1)
    stamps.push(book.stampIndex(dimensionsOf(history, customer)))
  }
  for (let product = 0; product < history.products; product++) {
    book.add({ fact: 'product', code: productCode(product), name: `Product ${product + 1}` }, 1)
  }
  let credits = 0
  all(post(history, { invoice: () => undefined, credit: () => credits++, allocation: () => undefined }))
  const documents = invoices.count + credits
  book.reserve({ documents, items: documents, applications: allocations.count, lines: lines.count })
  const invoiceKind = kindCode('invoice')
  const allocation = purposeCode('allocation')
  let change = 1
  const postings: Postings = {
    day: day => book.note((change = changeOf(history, day)), day * 86_400_000),
    invoice: (id, i) => {
      const customer = invoices.customer[i]
      const issued = invoices.issued[i] as Day
      const amount = invoices.amount[i]
      const number = documentNumber('invoice', i + 1)
      const row = book.addDocumentRow(id, invoiceKind, customer, number, issued, issued, 0, 0, amount, stamps[customer], change, 0, 0)
      book.addItemRow(row, 1, invoices.due[i] as Day, amount, amount)
      for (let line = invoices.firstLine[i]; line < invoices.firstLine[i + 1]; line++) {
        const tax = taxIn(lines.amount[line])
        book.addLineRow(row, lines.product[line] + 1, lines.quantity[line] * UNIT, lines.amount[line] - tax, tax, lines.cost[line])
      }
    },
    credit: (id, kind, customer, day, amount) => {
      const number = documentNumber(kind, id)
      const row = book.addDocumentRow(id, kindCode(kind), customer, number, day, day, 0, 0, -amount, stamps[customer], change, 0, 0)
      book.addItemRow(row, 1, day, -amount, -amount)
    },
    // Each document has one item, so an item stands in the row of its document.
    allocation: (id, debit, credit, day, amount) => book.addApplicationRow(id, debit - 1, credit - 1, allocation, day, amount, change, 0),
  }
  all(post(history, postings))
  return book
}

/** Runs to the end. */
function all(days: Generator<Day>): void {
  while (!days.next().done);
}
