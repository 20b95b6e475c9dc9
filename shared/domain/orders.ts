import type { Book } from '../book/book.js'
import { kindCode } from '../book/codes.js'
import { proportion, split, type Money } from '../money.js'
import { resolved, type Moment } from './question.js'
import { closingConverter } from './valuation.js'

/** An order, or a delivery without one, and every document that delivers, bills or reverses it; all as rows. */
export interface OrderGroup {
  root: number
  rows: number[]
}

/** What is still to be delivered or billed, in ledger currency with tax. */
export interface OrderRemainder {
  /** Delivered and not invoiced. */
  unbilled: Money
  /** Ordered, neither delivered nor invoiced. */
  orders: Money
}

const ORDER = kindCode('order')
const DELIVERY = kindCode('delivery')
const INVOICE = kindCode('invoice')

/** The orders and lone deliveries of each customer, found once per book. */
export function orderGroups(book: Book): ReadonlyMap<number, readonly OrderGroup[]> {
  return book.answers.remember(
    'order groups',
    () => {
      const groups = new Map<number, OrderGroup>()
      const { kind, order, count } = book.documents
      for (let row = 0; row < count; row++) {
        // Checked by code: this loop meets every document there is.
        if (kind[row] !== ORDER && kind[row] !== DELIVERY && (order[row] === 0 || kind[row] !== INVOICE)) continue
        const root = rootOf(book, row)
        const group = groups.get(root)
        if (group) group.rows.push(row)
        else groups.set(root, { root, rows: [row] })
      }
      const byCustomer = new Map<number, OrderGroup[]>()
      for (const group of groups.values()) {
        const customer = book.documents.customer[group.root]
        const list = byCustomer.get(customer)
        if (list) list.push(group)
        else byCustomer.set(customer, [group])
      }
      return byCustomer
    },
    byCustomer => 200 * byCustomer.size,
  )
}

/** What a document bills or delivers, back to the order; a reversal belongs to what it reverses. */
function rootOf(book: Book, row: number): number {
  for (;;) {
    const { id, order } = book.documents
    const before = order[row] || book.reversals.get(id[row])
    if (!before) return row
    row = book.documentOf(before)
  }
}

/** What a customer's orders and deliveries still add to its exposure; each order line counts once (R10.2). */
export function orderRemainder(book: Book, customer: number, moment: Moment): OrderRemainder {
  const sum = { unbilled: 0, orders: 0 }
  for (const group of orderGroups(book).get(customer) ?? []) {
    const { unbilled, orders } = groupRemainder(book, group, moment)
    sum.unbilled += unbilled
    sum.orders += orders
  }
  return sum as OrderRemainder
}

/** A line as the comparison sees it: a stage, what it is of, how much and for how much. */
interface Part {
  stage: 'ordered' | 'delivered' | 'invoiced'
  product: number
  quantity: number
  gross: number
  lined: boolean
}

const STAGES = { order: 'ordered', delivery: 'delivered', invoice: 'invoiced' } as const

/** What one order, or a delivery without one, still adds to the exposure at a moment. */
export function groupRemainder(book: Book, { root, rows }: OrderGroup, moment: Moment): OrderRemainder {
  const { asOf, knownAt } = resolved(book, moment)
  const { documents } = book
  const known = rows.filter(row => documents.postDate[row] <= asOf && documents.change[row] <= knownAt)
  const oneCurrency = known.every(row => documents.currency[row] === documents.currency[root])
  // Amounts are compared in the order's own currency; only a group of several is compared in ledger currency.
  const parts = known.flatMap(row => partsOf(book, row, oneCurrency ? same : closingConverter(book, book.currencyOf(row), asOf, knownAt)))
  const closed = book.values.at('document', String(documents.id[root]), 'closed', asOf, knownAt) === 'yes'
  let unbilled = 0
  let orders = 0
  for (const alike of alikes(parts)) {
    const measure = alike.every(part => part.product !== 0 && part.quantity !== 0) ? 'quantity' : 'gross'
    const total = (stage: Part['stage'], field: 'quantity' | 'gross') =>
      alike.reduce((sum, part) => (part.stage === stage ? sum + part[field] : sum), 0)
    const ordered = total('ordered', measure)
    const delivered = total('delivered', measure)
    const invoiced = total('invoiced', measure)
    unbilled += proportion(total('delivered', 'gross') as Money, Math.max(0, delivered - invoiced), delivered)
    orders += proportion(total('ordered', 'gross') as Money, Math.max(0, ordered - Math.max(delivered, invoiced)), ordered)
  }
  const convert = oneCurrency && parts.length > 0 ? closingConverter(book, book.currencyOf(root), asOf, knownAt) : same
  return { unbilled: convert(unbilled as Money), orders: convert((closed ? 0 : orders) as Money) }
}

const same = (amount: Money): Money => amount

/** The lines of a document, or the document as one part when it has none; together they are worth the document's amount. */
function partsOf(book: Book, row: number, convert: (amount: Money) => Money): Part[] {
  const { documents, lines } = book
  const stage = STAGES[book.kind(row) as keyof typeof STAGES]
  const amount = convert(documents.amount[row] as Money)
  const first = documents.firstLine[row]
  const places = Array.from({ length: documents.lineCount[row] }, (_, i) => first + i)
  const values = places.map(line => lines.net[line] + lines.tax[line])
  const shares = split(amount, values)
  if (!shares) return [{ stage, product: 0, quantity: 0, gross: amount, lined: false }]
  return places.map((line, i) => ({ stage, product: lines.product[line], quantity: lines.quantity[line], gross: shares[i], lined: true }))
}

/**
 * Parts that stand for the same thing: of one product, and price by price while every price is found in the order. A document without
 * lines can only be compared as a whole, and so must the others then.
 */
function alikes(parts: readonly Part[]): Part[][] {
  if (parts.some(part => !part.lined)) return [parts.map(part => ({ ...part, product: 0 }))]
  const price = (part: Part) => part.gross / part.quantity
  return grouped(parts, part => part.product).flatMap(ofProduct => {
    const prices = new Set(ofProduct.filter(part => part.stage === 'ordered').map(price))
    return prices.size > 1 && ofProduct.every(part => prices.has(price(part))) ? grouped(ofProduct, price) : [ofProduct]
  })
}

function grouped<T, K>(list: readonly T[], key: (entry: T) => K): T[][] {
  const groups = new Map<K, T[]>()
  for (const entry of list) {
    const group = groups.get(key(entry))
    if (group) group.push(entry)
    else groups.set(key(entry), [entry])
  }
  return [...groups.values()]
}
