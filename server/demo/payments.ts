import { addDays, civil, iso, type Day } from '../../shared/dates.js'
import { atShare, decimal, decimalsOf, type Money } from '../../shared/money.js'
import { HABITS, type DemoCustomer } from './cast.js'
import type { Chance } from './chance.js'
import { discountOf, RANK, type DatedRow, type DemoInvoice } from './trade.js'

/** What an invoice has left to pay after credit notes and the like, and whether it is contested. */
export interface Payable {
  invoice: DemoInvoice
  left: Money
  /** Contested or given up: nothing comes in for it. */
  unpaid: boolean
}

interface Payment {
  customer: DemoCustomer
  day: Day
  to: string
  instalment?: number
  amount: Money
  /** Kept back for paying early. */
  discount: Money
}

/** Every payment that customers make by their habits, also after the last day of the demo. */
function payments(chance: Chance, payables: readonly Payable[]): Payment[] {
  return payables.flatMap(({ invoice, left, unpaid }) => {
    if (unpaid || left <= 0) return []
    const { customer, number, parts, amount } = invoice
    const [from, to] = HABITS[customer.habit]
    const delay = () => chance.whole(from, to)
    if (parts.length > 1) {
      return parts.map((part, i) => ({
        customer,
        day: later(addDays(part.due, delay()), invoice.day),
        to: number,
        instalment: i + 1,
        amount: part.amount,
        discount: 0 as Money,
      }))
    }
    const offer = discountOf(invoice)
    if (offer && left === amount && chance.happens(0.6)) {
      const day = addDays(offer.until, -chance.whole(0, 4))
      return [{ customer, day, to: number, amount: (left - offer.amount) as Money, discount: offer.amount }]
    }
    const day = later(addDays(parts[0].due, delay()), invoice.day)
    if (!chance.happens(0.12)) return [{ customer, day, to: number, amount: left, discount: 0 as Money }]
    const first = atShare(left, '0.6')
    const rest = (left - first) as Money
    return [
      { customer, day, to: number, amount: first, discount: 0 as Money },
      { customer, day: addDays(day, chance.whole(20, 60)), to: number, amount: rest, discount: 0 as Money },
    ].filter(part => part.amount > 0)
  })
}

const later = (a: Day, b: Day): Day => Math.max(a, b) as Day

/**
 * The receipts up to a day with what they settle: a customer's payments of half a month come as one. Some are allocated days later, some
 * are more than what was due and stay unapplied in part.
 */
export function receiptRows(chance: Chance, payables: readonly Payable[], last: Day): DatedRow[] {
  const groups = new Map<string, Payment[]>()
  for (const payment of payments(chance, payables)) {
    const { year, month, date } = civil(payment.day)
    const half = payment.discount > 0 ? payment.to : date > 15 ? 'b' : 'a'
    const key = `${payment.customer.code} ${year}-${month} ${half}`
    const group = groups.get(key)
    if (group) group.push(payment)
    else groups.set(key, [payment])
  }
  const received = [...groups.values()]
    .map(group => ({ group, day: Math.max(...group.map(({ day }) => day)) as Day }))
    .filter(({ day }) => day <= last)
    .sort((a, b) => a.day - b.day || (a.group[0].to < b.group[0].to ? -1 : 1))
  return received.flatMap(({ group, day }, i) =>
    receipt(chance, group, day, `SK${iso(day).slice(2, 7).replace('-', '')}${String(i + 1).padStart(4, '0')}`, last),
  )
}

function receipt(chance: Chance, group: readonly Payment[], day: Day, number: string, last: Day): DatedRow[] {
  const { customer } = group[0]
  const { code, currency } = customer
  const due = group.reduce((sum, { amount }) => sum + amount, 0)
  // Rounded up to a round sum by customers who pay on account.
  const round = 1000 * 10 ** decimalsOf(currency)
  const paid = (chance.happens(0.03) ? Math.ceil(due / round) * round : due) as Money
  const allocated = chance.happens(0.12) ? (Math.min(last, addDays(day, chance.whole(2, 12))) as Day) : day
  const row: Record<string, unknown> = {
    number,
    customer: code,
    docDate: iso(day),
    amount: decimal(paid, currency),
    method: chance.one(['电汇', '电汇', '银行承兑', '网银']),
  }
  if (currency !== 'CNY') row.currency = currency
  row.bankSerial = `${iso(day).replaceAll('-', '')}${String(chance.whole(0, 99_999_999)).padStart(8, '0')}`
  return [
    { day, rank: RANK.receipt, row: { table: 'receipts', row } },
    ...group.flatMap(({ to, instalment, amount, discount }): DatedRow[] => [
      {
        day: allocated,
        rank: RANK.allocation,
        row: {
          table: 'allocations',
          row: { from: number, to, ...(instalment && { instalment }), amount: decimal(amount, currency), date: iso(allocated) },
        },
      },
      ...(discount > 0
        ? [
            {
              day,
              rank: RANK.settlement,
              row: {
                table: 'discounts',
                row: { number: `ZK${to.slice(2)}`, invoice: to, amount: decimal(discount, currency), date: iso(day), note: '提前付款' },
              },
            },
          ]
        : []),
    ]),
  ]
}

/** Money on account without an invoice, some of it paid back later. */
export function prepaymentRows(chance: Chance, customers: readonly DemoCustomer[], start: Day, last: Day): DatedRow[] {
  return Array.from({ length: 14 }, (_, i) => i).flatMap(i => {
    const customer = customers[chance.whole(0, 49)]
    const day = addDays(start, chance.whole(30, last - start - 40))
    const amount = (chance.whole(5, 60) * 100_000) as Money
    const number = `YS${String(i + 1).padStart(3, '0')}`
    const row = { number, customer: customer.code, docDate: iso(day), amount: decimal(amount), method: '电汇', note: '预收款' }
    const rows: DatedRow[] = [{ day, rank: RANK.receipt, row: { table: 'receipts', row } }]
    if (i % 3 === 0) {
      const back = addDays(day, chance.whole(5, 30))
      const refund = {
        number: `TK${String(i + 1).padStart(3, '0')}`,
        receipt: number,
        amount: decimal(i % 2 ? amount : atShare(amount, '0.5')),
        date: iso(back),
        method: '电汇',
        note: '退回多付款',
      }
      rows.push({ day: back, rank: RANK.settlement, row: { table: 'refunds', row: refund } })
    }
    return rows
  })
}
