import type { Book } from '../book/book.js'
import { addDays, type Period } from '../dates.js'
import { DOCUMENT_KINDS, type DocumentKind } from '../facts/document.js'
import type { Money } from '../money.js'
import { refuse } from '../refusals.js'
import { billReceipts } from './bills.js'
import { filterKey, maskOf, ownerAt, type Filter } from './filter.js'
import { appliedBases } from './foreign-exchange.js'
import { openItems } from './open-items.js'
import { resolved, type Clock, type Moment } from './question.js'
import { itemValuer, type Valuation } from './valuation.js'

/**
 * The columns of a roll-forward, in order: opening, the movements, closing. Movements are signed as what customers owe, so cash is
 * negative and each row adds up. `bills` takes receipts by bill of exchange, `netting` what was set off without money (R3.11),
 * `transferred` what was taken over from another customer or from before the ledger, and what an allocation moves between two groups;
 * `unbilled` is the place of a module to come and holds 0.
 */
export const ROLL_FORWARD_COLUMNS = [
  'opening',
  'billed',
  'cash',
  'credited',
  'discount',
  'refunded',
  'writtenOff',
  'recovered',
  'unbilled',
  'bills',
  'netting',
  'transferred',
  'fx',
  'closing',
] as const
export type RollForwardColumn = (typeof ROLL_FORWARD_COLUMNS)[number]
const WIDTH = ROLL_FORWARD_COLUMNS.length
const place = (column: RollForwardColumn): number => ROLL_FORWARD_COLUMNS.indexOf(column)
const OPENING = place('opening')
const TRANSFERRED = place('transferred')
const BILLS = place('bills')
const FX = place('fx')
const CLOSING = place('closing')

/** Where each kind of document counts, by its code; a reversal counts where its kind does, at its own date. Orders owe nothing. */
const PLACES = DOCUMENT_KINDS.map(kind => {
  const column: Partial<Record<DocumentKind, RollForwardColumn>> = {
    invoice: 'billed',
    debitNote: 'billed',
    creditNote: 'credited',
    receipt: 'cash',
    refund: 'refunded',
    discount: 'discount',
    writeOff: 'writtenOff',
    recovery: 'recovered',
    opening: 'transferred',
    netting: 'netting',
    transfer: 'transferred',
  }
  return place(column[kind] ?? 'transferred')
})

/** From which day to which, and for whom. */
export interface RollForwardQuestion extends Valuation {
  period: Period
  knownAt?: number
  clock?: Clock
  filter?: Filter
  /** Grouped by customer (default), `owner`, or a stamped dimension. Lines cannot be rolled forward: `product` is refused. */
  by?: string
}

/** How what groups owe changed over a period, by posting date. In ledger currency at documents' rates unless valued otherwise. */
export interface RollForward {
  readonly groups: readonly string[]
  /** Row by row, one amount for each column. */
  readonly amounts: Float64Array
}

/** The roll-forward of all groups. At closing rates `fx` holds the change of what is unrealised besides what was realised. */
export function rollForward(book: Book, question: RollForwardQuestion): RollForward {
  const { period, filter, by = 'customer', currency = '', valuation = '' } = question
  const { key } = resolved(book, { ...question, asOf: period.to })
  return book.answers.remember(
    `roll-forward ${period.from} ${key} ${by} ${currency} ${valuation} ${filterKey(filter)}`,
    () => computed(book, question),
    result => result.amounts.byteLength,
  )
}

function computed(book: Book, question: RollForwardQuestion): RollForward {
  const { period, by = 'customer' } = question
  const { knownAt } = resolved(book, { ...question, asOf: period.to })
  const { groups, groupOf } = grouping(book, by, period.to, knownAt)
  const amounts = new Float64Array(groups.length * WIDTH)
  eachMovement(book, question, (item, column, amount) => {
    amounts[groupOf(item) * WIDTH + column] += amount
  })
  return { groups, amounts }
}

/** Gives every amount that stands in a roll-forward, with its item and the place of its column: what the figures are made of. */
export function eachMovement(
  book: Book,
  question: RollForwardQuestion,
  give: (item: number, column: number, amount: number) => void,
): void {
  const { period, filter, by = 'customer', currency, valuation = 'historical' } = question
  const { from, to } = period
  const ends: [number, Moment][] = [
    [OPENING, { ...question, asOf: addDays(from, -1) }],
    [CLOSING, { ...question, asOf: to }],
  ]
  const { knownAt } = resolved(book, ends[1][1])
  const mask = maskOf(book, filter, to, knownAt)
  if (mask.products || by === 'product') throw refuse('BAD_OPTION', { value: 'product', known: 'customer, owner, salesperson, region …' })
  const { items, documents } = book
  const takes = (item: number): boolean =>
    (!mask.customers || mask.customers[items.customer[item]] === 1) &&
    (!mask.stamps || mask.stamps[documents.dimensions[items.document[item]]] === 1)
  const add = (item: number, column: number, amount: number): void => {
    if (amount !== 0 && takes(item)) give(item, column, amount)
  }
  const posted = itemValuer(book, { currency, valuation: 'historical' }, to, knownAt)

  for (const [column, moment] of ends) {
    const value = itemValuer(book, { currency, valuation }, moment.asOf, knownAt)
    const set = openItems(book, moment)
    for (let i = 0; i < set.count; i++) {
      const open = set.open[i] as Money
      const worth = value(set.items[i], open)
      add(set.items[i], column, worth)
      // What is not realised at both ends differs by what the rates did in between.
      if (valuation === 'closing') add(set.items[i], FX, (worth - posted(set.items[i], open)) * (column === OPENING ? -1 : 1))
    }
  }
  const byBill = billReceipts(book, knownAt)
  for (let item = 0; item < items.count; item++) {
    const day = items.postDate[item]
    if (day < from || day > to || documents.change[items.document[item]] > knownAt) continue
    const document = items.document[item]
    add(item, byBill.has(document) ? BILLS : PLACES[documents.kind[document]], posted(item, book.amountOf(item)))
  }
  const byCustomer = (by === 'customer' || by === 'owner') && !mask.stamps
  addApplications(book, question, byCustomer, add)
}

/**
 * What allocations of the period do besides settling: the debt's side wins or loses by the rate, and between documents of two groups the
 * settlement moves from the credit's group to the debt's.
 */
function addApplications(
  book: Book,
  question: RollForwardQuestion,
  byCustomer: boolean,
  add: (item: number, column: number, amount: number) => void,
): void {
  const { applications } = book
  const { period, currency, clock } = question
  const { knownAt } = resolved(book, { ...question, asOf: period.to })
  if (currency === undefined && book.foreign) {
    for (const { application, debit, credit } of appliedBases(book, { period, knownAt, clock })) {
      add(applications.debit[application], FX, debit + credit)
      add(applications.debit[application], TRANSFERRED, 0 - credit)
      add(applications.credit[application], TRANSFERRED, credit)
    }
  }
  // Both items belong to one customer, so by customer nothing else moves.
  if (byCustomer) return
  const { items, documents } = book
  const wanted = currency === undefined ? 0 : (book.currencies.find(currency) ?? -1)
  for (let row = 0; row < applications.count; row++) {
    const [debit, credit] = [applications.debit[row], applications.credit[row]]
    if (applications.change[row] > knownAt || documents.currency[items.document[debit]] !== wanted) continue
    const day = clock === 'latest' ? Math.max(items.postDate[debit], items.postDate[credit]) : applications.effective[row]
    if (day < period.from || day > period.to) continue
    add(debit, TRANSFERRED, -applications.amount[row])
    add(credit, TRANSFERRED, applications.amount[row])
  }
}

/** The groups' names and which one an item belongs to; owners are those at the end of the period. */
function grouping(
  book: Book,
  by: string,
  to: Period['to'],
  knownAt: number,
): { groups: readonly string[]; groupOf: (item: number) => number } {
  const { items, documents } = book
  if (by === 'customer') return { groups: book.customers.texts, groupOf: item => items.customer[item] }
  const names =
    by === 'owner' ? book.customers.texts.map(code => ownerAt(book, code, to, knownAt) ?? '') : book.stamps.map(stamp => stamp[by] ?? '')
  const groups = [...new Set(['', ...names])]
  const places = new Map(groups.map((name, i) => [name, i]))
  const groupOfName = names.map(name => places.get(name) ?? 0)
  if (by === 'owner') return { groups, groupOf: item => groupOfName[items.customer[item]] }
  return { groups, groupOf: item => groupOfName[documents.dimensions[items.document[item]]] }
}

/** One group's amount of a column. */
export const movement = (result: RollForward, group: number, column: RollForwardColumn): Money =>
  result.amounts[group * WIDTH + place(column)] as Money

/** One group's row, in order of the columns. */
export const rollForwardRow = (result: RollForward, group: number): Money[] =>
  Array.from(result.amounts.subarray(group * WIDTH, (group + 1) * WIDTH)) as Money[]

/** All groups together, in order of the columns. */
export function rollForwardTotals({ amounts }: RollForward): Money[] {
  const totals = new Array<number>(WIDTH).fill(0)
  for (let i = 0; i < amounts.length; i++) totals[i % WIDTH] += amounts[i]
  return totals as Money[]
}
