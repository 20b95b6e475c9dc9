import { addDays, addMonths, dayOf, daysInMonth, civil, iso, monthStart, type Day } from '../../shared/dates.js'
import { discounts, dueDates } from '../../shared/domain/terms/due-dates.js'
import { parseTerms } from '../../shared/domain/terms/parse.js'
import { applyRate, atShare, decimal, decimalsOf, type Currency, type Money, type Rate } from '../../shared/money.js'
import type { TableRow } from '../../shared/tables/post.js'
import { DEMO_PRODUCTS, type DemoCustomer } from './cast.js'
import type { Chance } from './chance.js'

/** A row and the day and place on it that it is posted. */
export interface DatedRow {
  day: Day
  rank: number
  row: TableRow
}

export interface DemoLine {
  product: string
  quantity: string
  net: string
  tax: string
  cost: string
}

export interface DemoInvoice {
  number: string
  customer: DemoCustomer
  day: Day
  /** What customers owe by it, in its currency. */
  amount: Money
  lines: DemoLine[]
  /** Days on which its instalments fall due. */
  parts: { due: Day; amount: Money }[]
  /** Stated on the invoice when its plan is its own. */
  own: boolean
}

/** On one day orders come first, then deliveries, invoices, credits, receipts and what settles. */
export const RANK = { order: 0, delivery: 1, invoice: 2, credit: 3, receipt: 4, allocation: 5, settlement: 6, setting: 7 } as const

/** Yuan for one unit of a currency, drifting a little from month to month. */
const RATES: Readonly<Record<Currency, number>> = { USD: 7.12, EUR: 7.84, JPY: 0.0478 }

/** One rate a currency and month, on its first day. */
export function demoRates(chance: Chance, start: Day, months: number): { rows: TableRow[]; at: (currency: Currency, day: Day) => Rate } {
  const known = new Map<string, Rate>()
  const rows: TableRow[] = []
  for (const [currency, base] of Object.entries(RATES)) {
    let rate = base
    for (let month = 0; month <= months; month++) {
      rate *= 1 + (chance.share() - 0.5) * 0.024
      const date = iso(addMonths(start, month))
      const text = rate.toFixed(base < 1 ? 6 : 4) as Rate
      known.set(`${currency}${date}`, text)
      rows.push({ table: 'rates', row: { currency, date, rate: text } })
    }
  }
  return { rows, at: (currency, day) => known.get(`${currency}${iso(monthStart(day))}`) ?? ('1' as Rate) }
}

/** Lines of a sale: one to four products, some with a discount; domestic sales carry 13 % VAT, services 6 %. */
export function demoLines(
  chance: Chance,
  customer: DemoCustomer,
  day: Day,
  rate: (currency: Currency, day: Day) => Rate,
): { lines: DemoLine[]; amount: Money } {
  const { currency } = customer
  const yuan = Number(rate(currency, day))
  const unit = 10 ** decimalsOf(currency)
  let amount = 0
  const count = chance.whole(1, 4)
  const chosen = new Set<number>()
  while (chosen.size < count) chosen.add(chance.whole(0, DEMO_PRODUCTS.length - 1))
  const lines = [...chosen].map(index => {
    const product = DEMO_PRODUCTS[index]
    const quantity = product.price > 2000 ? chance.whole(1, 8) : product.price > 300 ? chance.whole(2, 30) : chance.whole(20, 400)
    const off = chance.happens(0.2) ? 0.92 : 1
    const net = (Math.round(((product.price * off) / yuan) * unit) * quantity) as Money
    const tax = currency === 'CNY' ? atShare(net, product.category === '服务' ? '0.06' : '0.13') : (0 as Money)
    const cost = (Math.round(product.price * product.cost * 100) * quantity) as Money
    amount += net + tax
    return {
      product: product.code,
      quantity: String(quantity),
      net: decimal(net, currency),
      tax: decimal(tax, currency),
      cost: decimal(cost),
    }
  })
  return { lines, amount: amount as Money }
}

/** About so many invoices, spread over the months, with due dates by the customers' terms; some have a plan of their own. */
export function demoInvoices(
  chance: Chance,
  customers: readonly DemoCustomer[],
  start: Day,
  months: number,
  count: number,
  rate: (currency: Currency, day: Day) => Rate,
): DemoInvoice[] {
  const weights = customers.map(({ weight }) => weight)
  const drafts = Array.from({ length: count }, (_, i) => {
    const { year, month } = civil(addMonths(start, Math.floor((i * months) / count)))
    return {
      customer: customers[i < customers.length ? i : chance.weighted(weights)],
      day: dayOf(year, month, chance.whole(1, daysInMonth(year, month))),
    }
  }).sort((a, b) => a.day - b.day)
  let sequence = 0
  let current = ''
  return drafts.map(({ customer, day }) => {
    const { lines, amount } = demoLines(chance, customer, day, rate)
    const month = iso(day).slice(2, 7).replace('-', '')
    sequence = month === current ? sequence + 1 : 1
    current = month
    const own = chance.happens(0.05)
    return {
      number: `FP${month}${String(sequence).padStart(4, '0')}`,
      customer,
      day,
      amount,
      lines,
      own,
      parts: own ? ownPlan(day, amount) : byTerms(customer, day, amount),
    }
  })
}

/** 30/60/10 at a month, three months and half a year. */
function ownPlan(day: Day, amount: Money): DemoInvoice['parts'] {
  const first = atShare(amount, '0.3')
  const second = atShare(amount, '0.6')
  const last = (amount - first - second) as Money
  return [
    { due: addMonths(day, 1), amount: first },
    { due: addMonths(day, 3), amount: second },
    { due: addMonths(day, 6), amount: last },
  ].filter(part => part.amount !== 0)
}

/** The day an invoice reaches its customer. */
const receivedOn = (day: Day): Day => addDays(day, 3)

function byTerms({ terms, currency }: DemoCustomer, day: Day, amount: Money): DemoInvoice['parts'] {
  return dueDates(parseTerms(terms), { documentDate: day, receivedDate: receivedOn(day), amount, currency }).map(part => ({
    due: part.due,
    amount: part.amount ?? amount,
  }))
}

/** The row of an invoice; `order` is the number of the order it bills. */
export function invoiceRow({ number, customer, day, lines, own, parts }: DemoInvoice, order?: string): DatedRow {
  const { code, currency, terms } = customer
  const row: TableRow['row'] = { number, customer: code, docDate: iso(day), lines }
  if (currency !== 'CNY') row.currency = currency
  if (own) row.instalments = parts.map(part => ({ due: iso(part.due), amount: decimal(part.amount, currency) }))
  else if (terms.startsWith('票到')) row.receivedDate = iso(receivedOn(day))
  if (order) row.order = order
  return { day, rank: RANK.invoice, row: { table: 'invoices', row } }
}

/** The early discount that an invoice earns when paid in time. */
export function discountOf({ customer, day, amount, own }: DemoInvoice): { until: Day; amount: Money } | undefined {
  if (own) return undefined
  const [offered] = discounts(parseTerms(customer.terms), day)
  return offered && { until: offered.until, amount: atShare(amount, String(Number(offered.percent) / 100)) }
}

/** An amount of a currency in yuan, to weigh customers against each other. */
export const inYuan = (amount: Money, currency: Currency, rate: Rate): Money => applyRate(amount, rate, currency, 'CNY')
