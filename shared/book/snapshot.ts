import type { Fact } from '../facts/fact.js'
import { iso, NEVER } from '../dates.js'
import type { Book } from './book.js'
import { packed } from './packing.js'
import { factColumns, tablesOf } from './sections.js'
import { MAGIC, pairColumns, SNAPSHOT_FORMAT, TOGETHER, type Head } from './snapshot-form.js'

export { bookFrom } from './reading.js'
export { SNAPSHOT_FORMAT } from './snapshot-form.js'

/** The Book as bytes, without what is derived from its facts. */
export function snapshot(book: Book): Uint8Array<ArrayBuffer> {
  return joined([...snapshotPieces(book)])
}

/** Pieces of bytes as one. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

/**
 * The same piece by piece, for one who must not be held up. What the Book held when the first piece was asked for is given, whatever is
 * added meanwhile.
 */
export function* snapshotPieces(book: Book): Generator<Uint8Array<ArrayBuffer>> {
  const tables = tablesOf(book)
  const numbers = book.numbers.parts
  const recorded = book.recorded.slice()
  const reversals = [...book.reversals]
  const applicationReversals = [...book.applicationReversedBy]
  const facts = [...smallFacts(book)]
  const notes = [...book.notes]
  const head: Head = {
    company: book.company,
    change: book.change,
    customers: book.customers.texts,
    products: book.products.texts,
    currencies: book.currencies.texts,
    rateTexts: book.rateTexts.texts,
    stampTexts: book.stampTexts.texts,
    rows: {
      documents: tables.documents.count,
      items: tables.items.count,
      applications: tables.applications.count,
      lines: tables.lines.count,
    },
    recorded: recorded.length,
    reversals: reversals.length,
    applicationReversals: applicationReversals.length,
    facts: facts.length,
    notes: notes.length,
  }
  const first = new Uint8Array(8)
  const view = new DataView(first.buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint32(4, SNAPSHOT_FORMAT, true)
  // Before the first piece is given: the lists of the head grow with the Book.
  yield joined([first, text(head)])
  for (const column of pairColumns(recorded.map(({ change, at }) => [change, at]))) yield* packed(column)
  for (const column of pairColumns(reversals)) yield* packed(column)
  for (const column of pairColumns(applicationReversals)) yield* packed(column)
  for (const column of factColumns(tables, false)) yield* packed(column)
  yield* packed({ values: numbers.ends, count: numbers.ends.length, expect: 'previous' })
  yield* packed({ values: numbers.pool, count: numbers.pool.length })
  for (const list of [facts, notes]) for (let at = 0; at < list.length; at += TOGETHER) yield text(list.slice(at, at + TOGETHER))
}

/** A JSON text below its length in bytes. */
function text(value: unknown): Uint8Array<ArrayBuffer> {
  const written = new TextEncoder().encode(JSON.stringify(value))
  const bytes = new Uint8Array(4 + written.length)
  new DataView(bytes.buffer).setUint32(0, written.length, true)
  bytes.set(written, 4)
  return bytes
}

/** Facts of masters, values, rates, controls, closes, seals and bank lines, with their change. */
function* smallFacts(book: Book): Generator<[number, Fact]> {
  for (const { file, change } of book.customerHistory.entries()) yield [change, file]
  for (const { file, change } of book.productHistory.entries()) yield [change, file]
  for (const code of book.persons) yield [book.change, { fact: 'person', code }]
  for (const { subject, key, field, value } of book.values.entries()) {
    const to = value.to === NEVER ? undefined : iso(value.to)
    yield [value.change, { fact: 'value', subject, key, field, from: iso(value.from), to, value: value.value }]
  }
  for (const { currency, day, rate, change } of book.rates.entries()) yield [change, { fact: 'rate', currency, day: iso(day), rate }]
  for (const { change, ...fact } of book.controls) yield [change, fact]
  for (const { change, ...fact } of book.seals) yield [change, fact]
  for (const { change, ...fact } of book.bankLines.all) yield [change, fact]
  for (const event of book.periods.events()) {
    if (event.to !== undefined) yield [event.change, { fact: 'close', period: event.period, to: iso(event.to) }]
    else yield [event.change, { fact: 'reopen', period: event.period, from: iso(event.from), reason: '' }]
  }
}
