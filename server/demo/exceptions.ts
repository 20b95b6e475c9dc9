import { addDays, iso, type Day } from '../../shared/dates.js'
import { atShare, decimal, type Currency, type Money, type Rate } from '../../shared/money.js'
import type { TableRow } from '../../shared/tables/post.js'
import type { DemoCustomer } from './cast.js'
import type { Chance } from './chance.js'
import type { Payable } from './payments.js'
import { demoLines, RANK, type DatedRow, type DemoInvoice } from './trade.js'

/** What does not go by itself: returns, disputes, promises, debts given up. Lowers what is left to pay of the payables it touches. */
export function exceptionRows(chance: Chance, payables: readonly Payable[], last: Day): DatedRow[] {
  return [...creditNotes(chance, payables, last), ...disputes(chance, payables, last), ...givenUp(payables, last)]
}

const setting = (day: Day, key: string, field: string, value: string, to?: Day): DatedRow => ({
  day,
  rank: RANK.setting,
  row: { table: 'values', row: { subject: 'item', key, field, from: iso(day), ...(to && { to: iso(to) }), value } },
})

/** Part of a sale comes back; most credit notes name their invoice, a few stay unapplied. */
function creditNotes(chance: Chance, payables: readonly Payable[], last: Day): DatedRow[] {
  const rows: DatedRow[] = []
  for (const payable of payables) {
    const { invoice } = payable
    const { customer, lines, number, parts } = invoice
    if (parts.length > 1 || !chance.happens(0.035)) continue
    const day = addDays(invoice.day, chance.whole(1, 14))
    if (day > last) continue
    const share = chance.one(['0.05', '0.1', '0.25', '0.5'])
    const of = (text: string) => atShare(minor(text, customer.currency), share)
    const [line] = lines
    const net = of(line.net)
    const tax = of(line.tax)
    if (net === 0) continue
    const back = {
      product: line.product,
      quantity: '0',
      net: decimal(net, customer.currency),
      tax: decimal(tax, customer.currency),
      cost: decimal(atShare(minor(line.cost, 'CNY'), share)),
    }
    const linked = chance.happens(0.85)
    const row: TableRow['row'] = {
      number: `HZ${number.slice(2)}`,
      customer: customer.code,
      docDate: iso(day),
      lines: [back],
      note: chance.one(['退货', '价格折让', '质量扣款']),
    }
    if (customer.currency !== 'CNY') row.currency = customer.currency
    if (linked) {
      row.invoice = number
      payable.left = (payable.left - net - tax) as Money
    }
    rows.push({ day, rank: RANK.credit, row: { table: 'creditNotes', row } })
  }
  return rows
}

const minor = (text: string, currency: Currency): Money => Number(currency === 'JPY' ? text : text.replace('.', '')) as Money

/** Some invoices of the last months are contested; other customers promise a date, or got more time. */
function disputes(chance: Chance, payables: readonly Payable[], last: Day): DatedRow[] {
  const recent = payables.filter(({ invoice: { parts, day } }) => parts.length === 1 && parts[0].due < last && day > last - 240)
  const rows: DatedRow[] = []
  for (const payable of recent) {
    const { invoice } = payable
    const { number, parts, customer } = invoice
    const key = `${number}#1`
    const from = Math.min(addDays(parts[0].due, 3), last) as Day
    if (rows.length < 16 && chance.happens(0.05)) {
      payable.unpaid = true
      rows.push(setting(from, key, 'dispute', decimal(atShare(payable.left, chance.one(['0.3', '1'])), customer.currency)))
    } else if (chance.happens(0.03)) {
      payable.unpaid = true
      rows.push(setting(from, key, 'promise', decimal(payable.left, customer.currency), addDays(from, chance.whole(5, 40))))
    } else if (chance.happens(0.02)) rows.push(setting(invoice.day, key, 'extension', iso(addDays(parts[0].due, 30))))
  }
  return rows
}

/** Two customers fail: old invoices of theirs are given up, and one comes back in part. */
function givenUp(payables: readonly Payable[], last: Day): DatedRow[] {
  const bad = payables.filter(
    ({ invoice, unpaid }) => invoice.customer.habit === 'bad' && !unpaid && invoice.parts.length === 1 && invoice.day < last - 300,
  )
  return bad.slice(0, 6).flatMap((payable, i) => {
    const { invoice, left } = payable
    payable.unpaid = true
    const day = addDays(last, -150 + i)
    const note = '客户破产，董事会决议'
    const number = `HX${String(i + 1).padStart(3, '0')}`
    const rows: DatedRow[] = [
      {
        day,
        rank: RANK.settlement,
        row: { table: 'writeOffs', row: { number, invoice: invoice.number, amount: decimal(left), date: iso(day), note } },
      },
    ]
    if (i === 0) rows.push(...recovered(invoice, number, atShare(left, '0.4'), addDays(last, -45)))
    return rows
  })
}

function recovered({ customer, number }: DemoInvoice, writeOff: string, amount: Money, day: Day): DatedRow[] {
  const date = iso(day)
  const text = decimal(amount)
  const [recovery, receipt] = [`HF${number.slice(2)}`, `SKHF${number.slice(2)}`]
  return [
    { day, rank: RANK.invoice, row: { table: 'recoveries', row: { number: recovery, writeOff, amount: text, date, note: '清算分配' } } },
    {
      day,
      rank: RANK.receipt,
      row: { table: 'receipts', row: { number: receipt, customer: customer.code, docDate: date, amount: text, method: '电汇' } },
    },
    { day, rank: RANK.allocation, row: { table: 'allocations', row: { from: receipt, to: recovery, amount: text, date } } },
  ]
}

/** Orders not yet invoiced, some of them delivered: they count in the exposure. */
export function backlogRows(
  chance: Chance,
  customers: readonly DemoCustomer[],
  last: Day,
  rate: (currency: Currency, day: Day) => Rate,
): DatedRow[] {
  return Array.from({ length: 42 }, (_, i) => i).flatMap(i => {
    const customer = chance.one(customers)
    const day = addDays(last, -chance.whole(8, 50))
    const { lines } = demoLines(chance, customer, day, rate)
    const foreign = customer.currency !== 'CNY' && { currency: customer.currency }
    const number = `DD9${String(i + 1).padStart(3, '0')}`
    const rows: DatedRow[] = [
      { day, rank: RANK.order, row: { table: 'orders', row: { number, customer: customer.code, docDate: iso(day), lines, ...foreign } } },
    ]
    if (i % 3 === 0) {
      const on = addDays(day, chance.whole(2, 7))
      const row = {
        number: `FH9${String(i + 1).padStart(3, '0')}`,
        customer: customer.code,
        docDate: iso(on),
        lines,
        order: number,
        ...foreign,
      }
      rows.push({ day: on, rank: RANK.delivery, row: { table: 'deliveries', row } })
    }
    return rows
  })
}
