import type { Book } from '../book/book.js'
import { kindCode } from '../book/codes.js'
import { converter, type Money } from '../money.js'
import { takes, windowOf, type WindowQuestion } from './billings.js'
import { ofProducts } from './behind-open.js'
import { extendedDues } from './extensions.js'
import { maskOf } from './filter.js'
import { isDebt, refuseProducts } from './payment-habits.js'
import { eachMovement, ROLL_FORWARD_COLUMNS, type RollForwardColumn, type RollForwardQuestion } from './roll-forward.js'

/** What one document, or one instalment of it, adds to a figure of a window; in ledger currency. */
export interface WindowBehind {
  document: number
  item?: number
  amount: Money
}

/** Documents of some kinds posted in a window, of one customer or all, with what a filter takes of each. */
export function postedBehind(book: Book, kinds: readonly number[], question: WindowQuestion, customer?: number): WindowBehind[] {
  const { items, documents } = book
  const mask = maskOf(book, question.filter, question.period.to, windowOf(book, question).knownAt)
  return rowsPosted(book, kinds, question, customer).flatMap(document => {
    let base = 0
    for (let item = documents.firstItem[document], end = item + documents.itemCount[document]; item < end; item++) base += items.base[item]
    const amount = takes(book, mask, document) ? ofProducts(book, document, base, mask.products) : 0
    return amount === 0 ? [] : [{ document, amount: amount }]
  })
}

/** Rows of the documents posted in a window. */
function rowsPosted(book: Book, kinds: readonly number[], question: WindowQuestion, customer?: number): number[] {
  const { documents } = book
  const { period, knownAt } = windowOf(book, question)
  const rows: number[] = []
  for (let row = 0; row < documents.count; row++) {
    if (!kinds.includes(documents.kind[row]) || (customer !== undefined && documents.customer[row] !== customer)) continue
    if (documents.postDate[row] >= period.from && documents.postDate[row] <= period.to && documents.change[row] <= knownAt) rows.push(row)
  }
  return rows
}

const SOLD = [kindCode('invoice'), kindCode('creditNote')]

/** What each invoice and credit note of a window sold and what that cost, without tax. */
export function soldBehind(book: Book, question: WindowQuestion, customer?: number): { document: number; sales: Money; cost: Money }[] {
  const { documents, lines } = book
  const mask = maskOf(book, question.filter, question.period.to, windowOf(book, question).knownAt)
  return rowsPosted(book, SOLD, question, customer).flatMap(document => {
    if (!takes(book, mask, document)) return []
    const convert = converter(book.rateOf(document), book.currencyOf(document), book.company.currency)
    let sales = 0
    let cost = 0
    for (let line = documents.firstLine[document], end = line + documents.lineCount[document]; line < end; line++) {
      if (mask.products && !mask.products[lines.product[line]]) continue
      sales += convert(lines.net[line] as Money)
      cost += lines.cost[line]
    }
    return sales === 0 && cost === 0 ? [] : [{ document, sales: sales as Money, cost: cost as Money }]
  })
}

/** The instalments that fell due in a window, reversals as their opposite. Refuses a filter by product (`BAD_OPTION`). */
export function fellDueBehind(book: Book, question: WindowQuestion, customer?: number): WindowBehind[] {
  refuseProducts(question.filter)
  const { items, documents } = book
  const { period, knownAt } = windowOf(book, question)
  const { from, to } = period
  const mask = maskOf(book, question.filter, to, knownAt)
  const dues = extendedDues(book, to, knownAt)
  const found: WindowBehind[] = []
  const look = (item: number): void => {
    const document = items.document[item]
    const due = dues?.get(item) ?? items.due[item]
    if (due < from || due > to || items.postDate[item] > to || documents.change[document] > knownAt || items.base[item] === 0) return
    if (isDebt(book, document) && takes(book, mask, document)) found.push({ document, item, amount: items.base[item] as Money })
  }
  if (customer === undefined) for (let item = 0; item < items.count; item++) look(item)
  else for (const item of book.itemsOf(customer)) look(item)
  return found
}

/** What stands in one column of a roll-forward, item by item, of one customer or all. */
export function movementBehind(book: Book, question: RollForwardQuestion, column: RollForwardColumn, customer?: number): WindowBehind[] {
  const { items } = book
  const wanted = ROLL_FORWARD_COLUMNS.indexOf(column)
  const sums = new Map<number, number>()
  eachMovement(book, question, (item, place, amount) => {
    if (place === wanted && (customer === undefined || items.customer[item] === customer)) sums.set(item, (sums.get(item) ?? 0) + amount)
  })
  return [...sums].flatMap(([item, amount]) => (amount === 0 ? [] : [{ document: items.document[item], item, amount: amount as Money }]))
}
