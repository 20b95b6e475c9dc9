import { kindCode } from '../../book/codes.js'
import { iso, type Day, type IsoDate } from '../../dates.js'
import type { LineFact } from '../../facts/document.js'
import { negated, type Money } from '../../money.js'
import { refuse } from '../../refusals.js'
import { historical } from '../valuation.js'
import { addApplication, available } from './applications.js'
import { postDocument } from './documents.js'
import type { Posting } from './posting.js'

/** Items that go from one customer to another. */
export interface TransferEntry {
  number: string
  from: string
  to: string
  date: IsoDate
  /** Ids; everything that is open when left out. */
  documents?: readonly number[]
  note?: string
}

/** Settings of an item that go with it, with their dates. */
const ITEM_FIELDS = ['extension', 'dispute', 'promise', 'demand', 'acknowledgement'] as const

/**
 * Moves what is open from a date on (R3.12): for each document one of the same dates that takes it off the old customer, and one that
 * puts it on the new one, under its own number. So age is kept, and sheets before the date do not change. Gives how many were moved.
 */
export function postTransfer(posting: Posting, entry: TransferEntry): number {
  const { book } = posting
  const on = posting.requireOpenPeriod(entry.date)
  const from = posting.requireCustomer(entry.from)
  posting.requireCustomer(entry.to)
  let moved = 0
  for (const row of entry.documents?.map(id => book.documentOf(id)) ?? openDocuments(posting, from)) {
    const name = book.nameOf(row)
    if (book.documents.customer[row] !== from)
      throw refuse('BAD_ROW', { column: 'documents', problem: `${name} does not belong to ${entry.from} (不属于该客户)` })
    const parts = openParts(posting, row, on)
    if (parts.length > 0) moveDocument(posting, entry, row, parts, ++moved)
    else if (entry.documents) throw refuse('NOTHING_TO_TRANSFER', { what: name, date: entry.date })
  }
  return moved
}

/** Rows of a customer's documents with anything open, the oldest first. */
function openDocuments({ book }: Posting, customer: number): number[] {
  const rows = new Set<number>()
  for (const item of book.itemsOf(customer)) if (book.items.openNow[item] !== 0) rows.add(book.items.document[item])
  return [...rows].sort((a, b) => a - b)
}

/** What is open of a document's items from a day on, signed, and its worth in ledger currency. */
function openParts({ book }: Posting, row: number, on: Day): { item: number; due: IsoDate; amount: Money; base: Money }[] {
  const { documents, items } = book
  return Array.from({ length: documents.itemCount[row] }, (_, i) => documents.firstItem[row] + i)
    .filter(item => items.postDate[item] <= on)
    .map(item => {
      const amount = (Math.sign(items.amount[item]) * available(book, item, on)) as Money
      return { item, due: iso(items.due[item] as Day), amount, base: historical(book, item, amount) }
    })
    .filter(({ amount }) => amount !== 0)
}

function moveDocument(posting: Posting, entry: TransferEntry, row: number, parts: ReturnType<typeof openParts>, leg: number): void {
  const { book } = posting
  const { documents } = book
  const amount = parts.reduce((sum, part) => sum + part.amount, 0) as Money
  const common = {
    kind: 'transfer' as const,
    docDate: iso(documents.docDate[row] as Day),
    postDate: entry.date,
    currency: book.currencyOf(row),
    rate: book.rateOf(row),
    dimensions: book.stamps[documents.dimensions[row]],
    order: documents.order[row] || undefined,
    note: entry.note,
  }
  const { number } = book.numberOf(row)
  const taken = number !== '' && book.findDocument(kindCode('transfer'), '', number) >= 0
  const instalments = parts.map(({ due, amount: part, base }) => ({ due, amount: part, base }))
  const mirrored = instalments.map(part => ({ due: part.due, amount: negated(part.amount), base: negated(part.base) }))
  const lines = linesOf(posting, row)
  const off = postDocument(posting, {
    ...common,
    customer: entry.from,
    series: entry.number,
    number: String(leg),
    amount: negated(amount),
    instalments: mirrored,
    lines: lines.map(mirroredLine),
    of: documents.id[row],
  })!
  const onto = postDocument(posting, {
    ...common,
    customer: entry.to,
    number: taken ? `${number}/${entry.number}` : number,
    amount,
    instalments,
    lines,
    of: off,
  })!
  parts.forEach(({ item, amount: part }, i) => {
    const mirror = documents.firstItem[book.documentOf(off)] + i
    const [debit, credit] = part > 0 ? [item, mirror] : [mirror, item]
    addApplication(posting, debit, credit, Math.abs(part) as Money, entry.date, 'instalment')
    carryValues(posting, `${documents.id[row]}#${book.items.instalment[item]}`, `${onto}#${i + 1}`)
  })
}

/** What was agreed or claimed of an item holds of it wherever it stands. */
function carryValues(posting: Posting, from: string, to: string): void {
  for (const field of ITEM_FIELDS) {
    for (const entry of posting.book.values.history('item', from, field)) {
      const until = entry.to > 65534 ? undefined : iso(entry.to)
      posting.add({ fact: 'value', subject: 'item', key: to, field, from: iso(entry.from), to: until, value: entry.value })
    }
  }
}

/** A document's lines: they say on which products an open amount stands. */
function linesOf({ book }: Posting, row: number): LineFact[] {
  const { documents, lines } = book
  return Array.from({ length: documents.lineCount[row] }, (_, i) => {
    const line = documents.firstLine[row] + i
    return {
      product: lines.product[line] ? book.products.texts[lines.product[line] - 1] : undefined,
      quantity: lines.quantity[line] as Money,
      net: lines.net[line] as Money,
      tax: lines.tax[line] as Money,
      cost: lines.cost[line] as Money,
    }
  })
}

const mirroredLine = (line: LineFact): LineFact => ({
  product: line.product,
  quantity: negated(line.quantity),
  net: negated(line.net),
  tax: negated(line.tax),
  cost: negated(line.cost),
})
