import { addRow, columns, type Columns } from '../shared/book/columns.js'
import { civil, dayOf, monthEnd, NEVER, weekday, type Day } from '../shared/dates.js'
import { chance, placeIn, type Chance } from './random.js'

/** Invoices in order of issue; the allocations and lines of invoice `i` stand from `firstAllocation[i]` and `firstLine[i]` to those of `i + 1`. */
const INVOICES = {
  customer: 'u32',
  issued: 'u16',
  due: 'u16',
  amount: 'f64',
  /** The day it was settled and the first day anything was applied to it, or NEVER. */
  closed: 'u16',
  firstApplied: 'u16',
  firstLine: 'u32',
  firstAllocation: 'u32',
} as const
const INVOICE_LINES = { product: 'u16', quantity: 'u16', amount: 'f64', cost: 'f64' } as const
const ALLOCATIONS = { invoice: 'u32', day: 'u16', amount: 'f64', kind: 'u8' } as const

/** Whose money an allocation takes: a receipt's, or a credit note's. */
export const BY_RECEIPT = 0
export const BY_CREDIT_NOTE = 1

/** A history of receivables in plain typed arrays, in minor units: what the plain scans run on, and what the Book is filled from. */
export interface History {
  first: Day
  last: Day
  customers: { count: number; terms: Uint8Array; payer: Uint8Array; salesperson: Uint8Array; region: Uint8Array }
  products: number
  invoices: Columns<typeof INVOICES>
  lines: Columns<typeof INVOICE_LINES>
  allocations: Columns<typeof ALLOCATIONS>
}

export interface HistoryOptions {
  /** Invoices in each three years. */
  invoices: number
  /** A multiple of 3; activity stays the same and all but the last three years are settled. */
  years?: number
  seed?: number
}

const LAST = dayOf(2025, 12, 31)
const PRODUCTS = 300
const REGIONS = 8
const SALESPEOPLE = 5
const TERMS = [0, 30, 45, 60, 90]
const TERMS_UP_TO = Float64Array.of(0.1, 0.55, 0.7, 0.9, 1)
const PAYER_UP_TO = Float64Array.of(0.5, 0.85, 0.98, 1)
/** Prompt, slow, bad and failing: days late on average, their deviation, and the share of invoices never paid. */
const PAYERS = [
  { late: 3, deviation: 6, unpaid: 0.006 },
  { late: 20, deviation: 15, unpaid: 0.006 },
  { late: 55, deviation: 40, unpaid: 0.04 },
  { late: 55, deviation: 40, unpaid: 0.35 },
]

/**
 * A deterministic history of receivables: a hundred invoices a customer on average over three years, some customers far busier than
 * others, about two lines an invoice, 12 % paid in instalments, 3 % credited in part or whole, about 8 % open on the last day.
 */
export function generate({ invoices: size, years = 3, seed = 42 }: HistoryOptions): History {
  const random = chance(seed)
  const periods = years / 3
  const last = LAST
  const first = dayOf(2026 - years, 1, 1)
  const customers = customersOf(random, Math.max(50, Math.round(size / 100)))
  const draw = busyness(random, customers.count)
  const products = productsOf(random)
  const history: History = {
    first,
    last,
    customers,
    products: PRODUCTS,
    invoices: columns(INVOICES, size * periods + 1),
    lines: columns(INVOICE_LINES, Math.ceil(size * periods * 2.05)),
    allocations: columns(ALLOCATIONS, Math.ceil(size * periods * 1.15)),
  }
  for (let period = 0; period < periods; period++) {
    const begin = dayOf(2026 - years + period * 3, 1, 1)
    const end = (dayOf(2029 - years + period * 3, 1, 1) - 1) as Day
    const upTo = weightsOf(begin, end)
    const total = upTo[upTo.length - 1]
    const before = history.invoices.count
    const settled = period < periods - 1
    for (let day = begin; day <= end; day++) {
      const wanted = before + Math.round((upTo[day - begin] / total) * size)
      while (history.invoices.count < wanted) addInvoice(history, random, draw(), day, products, settled)
    }
  }
  // One more row only tells where the lines and allocations of the last invoice end.
  const end = addRow(history.invoices)
  history.invoices.firstLine[end] = history.lines.count
  history.invoices.firstAllocation[end] = history.allocations.count
  history.invoices.count = end
  return history
}

function customersOf(random: Chance, count: number): History['customers'] {
  const customers = {
    count,
    terms: new Uint8Array(count),
    payer: new Uint8Array(count),
    salesperson: new Uint8Array(count),
    region: new Uint8Array(count),
  }
  for (let i = 0; i < count; i++) {
    customers.region[i] = random.below(REGIONS)
    customers.salesperson[i] = customers.region[i] * SALESPEOPLE + random.below(SALESPEOPLE)
    customers.terms[i] = TERMS[placeIn(TERMS_UP_TO, random.share())]
    customers.payer[i] = placeIn(PAYER_UP_TO, random.share())
  }
  return customers
}

/** Draws a customer: the busy ones stand anywhere in the list, and the k-th busiest buys about 1/k as often as the first. */
function busyness(random: Chance, count: number): () => number {
  const byRank = Uint32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const other = random.below(i + 1)
    const kept = byRank[i]
    byRank[i] = byRank[other]
    byRank[other] = kept
  }
  const upTo = new Float64Array(count)
  let sum = 0
  for (let rank = 0; rank < count; rank++) upTo[rank] = sum += (rank + 2.7) ** -0.9
  return () => byRank[placeIn(upTo, random.share() * sum)]
}

interface Product {
  price: number
  costShare: number
}

const productsOf = (random: Chance): Product[] =>
  Array.from({ length: PRODUCTS }, () => ({
    price: Math.max(100, Math.round(Math.exp(8 + 1.3 * random.normal()))),
    costShare: 0.5 + 0.4 * random.share(),
  }))

/** How much is invoiced up to each day: little on weekends, twice as much at the end of a month, growing by 12 % a year. */
function weightsOf(begin: Day, end: Day): Float64Array {
  const upTo = new Float64Array(end - begin + 1)
  let sum = 0
  for (let day = begin; day <= end; day++) {
    const weekend = weekday(day) === 0 || weekday(day) === 6
    const closing = civil(day).date > civil(monthEnd(day)).date - 3
    upTo[day - begin] = sum += (weekend ? 0.1 : 1) * (closing ? 2 : 1) * (1 + (0.12 * (day - begin)) / 365)
  }
  return upTo
}

function addInvoice(history: History, random: Chance, customer: number, issued: Day, products: Product[], settled: boolean): void {
  const { invoices, customers } = history
  const row = addRow(invoices)
  const due = issued + customers.terms[customer]
  const amount = Math.max(500, Math.round(Math.exp(11.2 + 1.15 * random.normal())))
  invoices.customer[row] = customer
  invoices.issued[row] = issued
  invoices.due[row] = due
  invoices.amount[row] = amount
  invoices.closed[row] = invoices.firstApplied[row] = NEVER
  invoices.firstLine[row] = history.lines.count
  invoices.firstAllocation[row] = history.allocations.count
  addLines(history, random, amount, products)
  let open = amount
  for (const [day, part, kind] of settlements(random, issued, due, amount, PAYERS[customers.payer[customer]], settled)) {
    if (day > history.last) break
    const { allocations } = history
    const at = addRow(allocations)
    allocations.invoice[at] = row
    allocations.day[at] = day
    allocations.amount[at] = part
    allocations.kind[at] = kind
    if (open === amount) invoices.firstApplied[row] = day
    open -= part
    if (open === 0) invoices.closed[row] = day
  }
}

/** One line, and with even odds another, up to eight. */
function addLines({ lines }: History, random: Chance, amount: number, products: Product[]): void {
  let count = 1
  while (count < 8 && random.share() < 0.5) count++
  let left = amount
  for (let still = count; still > 0; still--) {
    const part = still === 1 ? left : Math.max(1, Math.floor((left * (0.24 + 0.72 * random.share())) / still))
    left -= part
    // The product of two shares: the first products sell far more than the last.
    const product = Math.floor(PRODUCTS * random.share() * random.share())
    const { price, costShare } = products[product]
    const row = addRow(lines)
    lines.product[row] = product
    lines.quantity[row] = Math.min(65535, 1 + Math.round(part / price))
    lines.amount[row] = part
    lines.cost[row] = Math.round(part * Math.min(1.1, costShare * (0.9 + 0.2 * random.share())))
  }
}

type Settlement = [day: number, amount: number, kind: number]

/** What is credited and paid on an invoice, by day. In a settled period also what is never paid otherwise comes in, very late. */
function settlements(
  random: Chance,
  issued: Day,
  due: number,
  amount: number,
  payer: (typeof PAYERS)[number],
  settled: boolean,
): Settlement[] {
  const found: Settlement[] = []
  let owed = amount
  if (random.share() < 0.03) {
    const credited = random.share() < 0.3 ? amount : Math.max(1, Math.round(amount * (0.05 + 0.45 * random.share())))
    found.push([issued + 2 + random.below(25), credited, BY_CREDIT_NOTE])
    owed -= credited
  }
  const unpaid = random.share() < payer.unpaid
  if (owed > 0 && (settled || !unpaid)) {
    const forgotten = unpaid ? 100 + 600 * random.share() : random.share() < 0.015 ? 60 + 200 * random.share() : 0
    let day = Math.max(issued, Math.round(due + payer.late + payer.deviation * random.normal() + forgotten))
    let parts = random.share() < 0.12 && owed > 10 ? (random.share() < 0.7 ? 2 : 3) : 1
    for (; parts > 0; parts--) {
      const part = parts === 1 ? owed : Math.max(1, Math.floor(owed * (0.3 + 0.4 * random.share())))
      found.push([day, part, BY_RECEIPT])
      owed -= part
      day += 5 + random.below(35)
    }
  }
  return found.sort((a, b) => a[0] - b[0])
}
