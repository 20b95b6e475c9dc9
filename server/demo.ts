import { Book, type Company } from '../shared/book/book.js'
import { addDays, addMonths, day, iso, monthEnd, monthStart, type Day, type IsoDate } from '../shared/dates.js'
import { aging, agingRow } from '../shared/domain/aging.js'
import { balance } from '../shared/domain/balance.js'
import { Posting } from '../shared/domain/posting/posting.js'
import { decimal, money, type Money } from '../shared/money.js'
import { postRow, type TableRow } from '../shared/tables/post.js'
import { Chance } from './demo/chance.js'
import { DEMO_COMPANY, DEMO_PERSONS, DEMO_PRODUCTS, demoCustomers, type DemoCustomer } from './demo/cast.js'
import { backlogRows, exceptionRows } from './demo/exceptions.js'
import { prepaymentRows, receiptRows, type Payable } from './demo/payments.js'
import { demoInvoices, demoRates, invoiceRow, RANK, type DatedRow, type DemoInvoice } from './demo/trade.js'

/** How many whole months the demo company looks back on, up to the month before today. */
const MONTHS = 24
const INVOICES = 2000

/** The demo company: its rows in the order of posting, and the names of its persons, which belong in no fact. */
export interface Demo {
  company: Company
  rows: TableRow[]
  persons: readonly { code: string; name: string }[]
}

/**
 * A lively invented company: two years of trade up to the month before `today`, the same on every machine for the same date. The general
 * ledger's balances are entered for each month end and agree, but for one receipt that it booked a month late.
 */
export function demoRows(today: IsoDate): Demo {
  const now = day(today)
  const start = addMonths(monthStart(now), -MONTHS)
  const last = addDays(monthStart(now), -1)
  const chance = new Chance(start)
  const customers = demoCustomers(chance)
  const rates = demoRates(chance, start, MONTHS)
  const invoices = demoInvoices(chance, customers, start, MONTHS, INVOICES, rates.at)
  const payables: Payable[] = invoices.map(invoice => ({ invoice, left: invoice.amount, unpaid: false }))
  const dated: DatedRow[] = [
    ...invoices.flatMap(invoice => sold(chance, invoice, start)),
    ...exceptionRows(chance, payables, last),
    ...receiptRows(chance, payables, last),
    ...prepaymentRows(chance, customers, start, last),
    ...backlogRows(chance, customers, last, rates.at),
  ]
  dated.sort((a, b) => a.day - b.day || a.rank - b.rank)
  const rows = [...masterRows(customers, start), ...rates.rows, ...dated.map(({ row }) => row)]
  const book = posted(rows)
  rows.push(...limitRows(book, customers, start, last), ...controlRows(book, customers, start, last), ...closeRows(start, now))
  return { company: DEMO_COMPANY, rows, persons: DEMO_PERSONS }
}

function masterRows(customers: readonly DemoCustomer[], start: Day): TableRow[] {
  return [
    ...DEMO_PERSONS.map(({ code }) => ({ table: 'persons', row: { code } })),
    ...DEMO_PRODUCTS.map(({ code, name, category }) => ({ table: 'products', row: { code, name, category } })),
    ...customers.map(({ code, name, shortName, terms, salesperson, department, region, channel }) => ({
      table: 'customers',
      row: { code, name, shortName, terms, owner: salesperson, salesperson, department, region, channel },
    })),
    // Who looks after a customer changes; who sold stays on each invoice.
    ...customers
      .filter((_, i) => i % 9 === 4)
      .map(({ code }) => ({ table: 'values', row: { key: code, field: 'owner', from: iso(addMonths(start, 15)), value: 'S02' } })),
  ]
}

/** An invoice, for some with the order it bills. */
function sold(chance: Chance, invoice: DemoInvoice, start: Day): DatedRow[] {
  const ordered = addDays(invoice.day, -chance.whole(3, 20))
  if (!chance.happens(0.12) || ordered < start) return [invoiceRow(invoice)]
  const { customer, lines } = invoice
  const number = `DD${invoice.number.slice(2)}`
  const row: TableRow['row'] = { number, customer: customer.code, docDate: iso(ordered), lines }
  if (customer.currency !== 'CNY') row.currency = customer.currency
  return [{ day: ordered, rank: RANK.order, row: { table: 'orders', row } }, invoiceRow(invoice, number)]
}

/** The rows posted, to read balances from; a refusal here is a mistake of the demo itself. */
function posted(rows: readonly TableRow[]): Book {
  const book = new Book(DEMO_COMPANY)
  book.note(1, 0)
  const posting = new Posting(book, 1)
  for (const row of rows) {
    const refusal = postRow(posting, row)
    if (refusal) throw new Error(`the demo company refuses its own row ${JSON.stringify(row)}: ${refusal.message}`)
  }
  return book
}

/** Limits a little above what is owed; four are exceeded, one of them raised for a while, and three customers have none. */
function limitRows(book: Book, customers: readonly DemoCustomer[], start: Day, last: Day): TableRow[] {
  const from = iso(start)
  return customers.flatMap(({ code, currency }, i): TableRow[] => {
    if (i % 20 === 19) return []
    const owed = Math.max(balance(book, book.customers.find(code), { asOf: last }, { currency }), 0)
    const unit = currency === 'JPY' ? 1 : 100
    const factor = i % 15 === 7 ? 0.8 : 1.4 + (i % 5) * 0.3
    const limit = Math.max(10_000, Math.ceil((owed * factor) / unit / 10_000) * 10_000 - (factor < 1 ? 10_000 : 0))
    const named = (amount: number) => (currency === 'CNY' ? String(amount) : `${amount} ${currency}`)
    const rows: TableRow[] = [{ table: 'values', row: { key: code, field: 'creditLimit', from, value: named(limit) } }]
    if (i === 7) {
      const raised = { key: code, field: 'creditLimit', from: iso(addDays(last, -20)), to: iso(addDays(last, 40)), value: named(limit * 2) }
      rows.push({ table: 'values', row: raised })
    }
    return rows
  })
}

/**
 * What the general ledger says at each month end. In the last month but one it has not booked one small receipt yet; that month and the
 * last are entered by customer too, so that the difference can be traced.
 */
function controlRows(book: Book, customers: readonly DemoCustomer[], start: Day, last: Day): TableRow[] {
  const late = monthEnd(addMonths(monthStart(last), -1))
  const missed = smallReceipt(book, late)
  const rows: TableRow[] = []
  for (let end = monthEnd(start); end <= last; end = monthEnd(addDays(end, 1))) {
    const asOf = iso(end)
    const extra = end === late ? missed.amount : 0
    const add = (amount: number, customer?: string) =>
      rows.push({
        table: 'controlBalances',
        row: { account: '1122', ...(customer && { customer }), asOf, amount: decimal(amount as Money), source: 'imported' },
      })
    const owed = owedByCustomer(book, end)
    add([...owed.values()].reduce((sum, amount) => sum + amount, 0) + extra)
    if (end < late) continue
    for (const { code } of customers) add((owed.get(code) ?? 0) + (code === missed.customer ? extra : 0), code)
  }
  return rows
}

/** What each customer owes at the end of a day, at that day's rates. */
function owedByCustomer(book: Book, asOf: Day): Map<string, number> {
  const sheet = aging(book, { asOf })
  return new Map(sheet.groups.map((code, group) => [code, agingRow(sheet, group).reduce<number>((sum, amount) => sum + amount, 0)]))
}

/** The smallest receipt in ledger currency of a month: what the general ledger forgot. */
function smallReceipt(book: Book, end: Day): { customer: string; amount: Money } {
  const { documents } = book
  let found = -1
  for (let row = 0; row < documents.count; row++) {
    if (book.kind(row) !== 'receipt' || documents.currency[row] !== 0) continue
    if (documents.postDate[row] > end || documents.postDate[row] < monthStart(end)) continue
    if (found < 0 || documents.amount[row] > documents.amount[found]) found = row
  }
  if (found < 0) return { customer: '', amount: money('0') }
  return { customer: book.customers.texts[documents.customer[found]], amount: -documents.amount[found] as Money }
}

/** Months are closed up to three months before today. */
function closeRows(start: Day, now: Day): TableRow[] {
  const rows: TableRow[] = []
  const lastClosed = addMonths(monthStart(now), -3)
  for (let month = start; month <= lastClosed; month = addMonths(month, 1)) {
    rows.push({ table: 'periods', row: { period: iso(month).slice(0, 7), action: 'close' } })
  }
  return rows
}
