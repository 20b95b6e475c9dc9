import type { Book } from './book.js'
import type { Expectation, PackedColumn, Scratch, Values } from './packing.js'
import { renewItems, renewPlaces } from './renewal.js'
import type { Applications, Documents, Items, Lines } from './tables.js'

/** The tables as they stood at a moment: rows are only added, so the arrays and counts of then stay true. */
export interface Tables {
  documents: Documents
  items: Items
  applications: Applications
  lines: Lines
  customers: number
}

/** The tables of a Book now, to be read while it goes on growing. */
export const tablesOf = ({ documents, items, applications, lines, customers }: Book): Tables => ({
  documents: { ...documents },
  items: { ...items },
  applications: { ...applications },
  lines: { ...lines },
  customers: customers.size,
})

/**
 * The columns that hold facts, in the order in which they stand in a snapshot, each with what its numbers are likely to be. A reader
 * fills each before it asks for the next, because expectations rest on what came before; what is derived from the facts is left out
 * and, for a reader, made where a later column rests on it.
 */
export function* factColumns(tables: Tables, reading: boolean): Generator<PackedColumn> {
  const { documents, items, applications, lines } = tables
  const column = (values: Values, { count }: { count: number }, expect?: Expectation): PackedColumn => ({ values, count, expect })

  yield column(documents.id, documents, 'previous')
  yield column(documents.kind, documents)
  yield column(documents.customer, documents)
  yield column(documents.docDate, documents, 'previous')
  yield column(documents.postDate, documents, copyOf(documents.docDate))
  yield column(documents.currency, documents)
  yield column(documents.rate, documents)
  // Few customers change hands from one document to the next.
  yield column(documents.dimensions, documents, { before: previousOfCustomer(documents, tables.customers) })
  yield column(documents.change, documents, 'previous')
  yield column(documents.of, documents)
  yield column(documents.order, documents)
  yield column(documents.itemCount, documents)
  yield column(documents.lineCount, documents)
  if (reading) {
    renewPlaces(documents)
    renewItems(documents, items, tables.customers)
  }

  yield column(lines.product, lines)
  yield column(lines.quantity, lines)
  yield column(lines.net, lines)
  const percent = new Uint8Array(lines.count)
  yield { ...column(percent, lines), prepare: (from, to) => taxPercents(lines, percent, from, to) }
  yield column(lines.tax, lines, { fill: (from, to, into) => taxes(lines.net, percent, from, to, into) })
  yield column(lines.cost, lines)

  yield column(items.instalment, items)
  yield column(items.due, items, { fill: (from, to, into) => ofTheirDocuments(documents.docDate, items.document, from, to, into) })
  yield column(items.amount, items)
  yield column(items.base, items, copyOf(items.amount))
  yield column(documents.amount, documents, { fill: (from, to, into) => sums(documents, items.amount, from, to, into) })

  yield column(applications.id, applications, 'previous')
  yield column(applications.debit, applications, 'previous')
  yield column(applications.credit, applications, 'previous')
  yield column(applications.purpose, applications)
  yield column(applications.date, applications, 'previous')
  yield column(applications.amount, applications)
  yield column(applications.change, applications, 'previous')
}

const copyOf = (values: Values): Expectation => ({
  fill: (from, to, into) => into.set(values.subarray(from, to)),
})

/** Of each document the one before it of the same customer, plus 1. */
function previousOfCustomer({ customer, count }: Documents, customers: number): Uint32Array {
  const before = new Uint32Array(count)
  const newest = new Uint32Array(customers)
  for (let row = 0; row < count; row++) {
    const of = customer[row]
    before[row] = newest[of]
    newest[of] = row + 1
  }
  return before
}

// The loops are functions of their own: an engine makes those fast that it sees again, which functions within others are not.

/** Tax of some lines by the percent that is nearest. */
function taxes(net: Float64Array, percent: Uint8Array, from: number, to: number, into: Scratch): void {
  // The same as Math.round, which is ten times as slow.
  for (let row = from; row < to; row++) into[row - from] = Math.floor((net[row] * percent[row]) / 100 + 0.5)
}

function ofTheirDocuments(values: Uint16Array, document: Uint32Array, from: number, to: number, into: Scratch): void {
  for (let item = from; item < to; item++) into[item - from] = values[document[item]]
}

/** What the items of some documents come to. */
function sums({ firstItem, itemCount }: Documents, amount: Float64Array, from: number, to: number, into: Scratch): void {
  for (let row = from; row < to; row++) {
    let sum = 0
    for (let item = firstItem[row], end = item + itemCount[row]; item < end; item++) sum += amount[item]
    into[row - from] = sum
  }
}

/** Tax in percent of the net amount, as near as whole percents come. */
function taxPercents({ net, tax }: Lines, percent: Uint8Array, from: number, to: number): void {
  for (let row = from; row < to; row++)
    percent[row] = net[row] === 0 ? 0 : Math.max(0, Math.min(255, Math.round((100 * tax[row]) / net[row])))
}
