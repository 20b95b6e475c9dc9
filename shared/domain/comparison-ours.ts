import type { Book } from '../book/book.js'
import type { Day } from '../dates.js'
import type { Currency, Money } from '../money.js'
import type { OurRow } from './comparison-line.js'
import { openItemsOf } from './open-items-of-customer.js'
import { resolved, type Moment } from './question.js'
import { valuesOf } from './valuation.js'

/** What of the ledger a list is compared with. */
export interface OursQuestion extends Moment {
  /** Index of a customer; all when left out. */
  customer?: number
  /** Every document posted up to the moment, or only what is open of each then. */
  side: 'documents' | 'openItems'
  /** Documents posted from this day on; only of the side `documents`. */
  from?: Day
  /** Only documents in this currency; all in ledger currency when left out. */
  currency?: Currency
}

/** The rows of the ledger that a list is compared with, one for each document; what comes to nothing is left out. */
export function ourRows(book: Book, question: OursQuestion): OurRow[] {
  const amounts = question.side === 'documents' ? documentAmounts(book, question) : openAmounts(book, question)
  const rows: OurRow[] = []
  for (const [document, amount] of amounts) {
    if (amount === 0) continue
    const { number } = book.numberOf(document)
    rows.push({
      document,
      number: book.nameOf(document),
      short: number,
      date: book.documents.docDate[document] as Day,
      amount: amount as Money,
    })
  }
  return rows
}

/** What each document changed, in ledger currency as the general ledger has it; a document and its reversal together are nothing. */
function documentAmounts(book: Book, question: OursQuestion): Map<number, number> {
  const { customer, from = 0, currency } = question
  const { asOf, knownAt } = resolved(book, question)
  const { documents, items } = book
  const wanted = currency === undefined ? undefined : (book.currencies.find(currency) ?? -1)
  const amounts = new Map<number, number>()
  const exists = (row: number) => documents.postDate[row] <= asOf && documents.change[row] <= knownAt && documents.postDate[row] >= from
  const look = (item: number): void => {
    const row = items.document[item]
    if (!exists(row) || (wanted !== undefined && documents.currency[row] !== wanted)) return
    const id = documents.id[row]
    const other = book.reversals.get(id) ?? book.reversedBy.get(id)
    if (other !== undefined && exists(book.documentOf(other))) return
    amounts.set(row, (amounts.get(row) ?? 0) + (wanted === undefined ? items.base[item] : items.amount[item]))
  }
  if (customer === undefined) for (let item = 0; item < items.count; item++) look(item)
  else for (const item of book.itemsOf(customer)) look(item)
  return amounts
}

/** What is open of each document, at the rate of the day. */
function openAmounts(book: Book, question: OursQuestion): Map<number, number> {
  const { asOf, knownAt } = resolved(book, question)
  const set = openItemsOf(book, question.customer, question)
  const values = valuesOf(book, set, { currency: question.currency }, asOf, knownAt)
  const amounts = new Map<number, number>()
  for (let i = 0; i < set.count; i++) {
    const document = book.items.document[set.items[i]]
    amounts.set(document, (amounts.get(document) ?? 0) + values[i])
  }
  return amounts
}
