import type { Fact } from '../facts/fact.js'
import { iso, NEVER } from '../dates.js'
import { refuse } from '../refusals.js'
import { Book, type Company, type DocumentNotes } from './book.js'
import { reserve, type Columns } from './columns.js'
import { Numbers } from './numbers.js'
import { packed, unpack, type PackedColumn } from './packing.js'
import { renewSettled } from './renewal.js'
import { factColumns, tablesOf } from './sections.js'

/**
 * A Book as bytes: a JSON head with what is small, then every column of facts, packed, then what is neither as JSON. What is derived
 * from the facts is left out. A reader that does not know the format fetches the facts anew.
 */
export const SNAPSHOT_FORMAT = 2
const MAGIC = 0x4b424644 // "DFBK"

interface Head {
  company: Company
  change: number
  customers: readonly string[]
  products: readonly string[]
  currencies: readonly string[]
  rateTexts: readonly string[]
  stampTexts: readonly string[]
  rows: { documents: number; items: number; applications: number; lines: number }
  recorded: number
  reversals: number
  applicationReversals: number
  facts: number
  notes: number
}

const TABLES = ['documents', 'items', 'applications', 'lines'] as const

/** Facts or notes that are written as one text. */
const TOGETHER = 1_000

/** The Book as bytes, without what can be made anew in passing (indexes, remembered answers). */
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

/** The Book of a snapshot. Refuses bytes of another format, so that the caller fetches the facts anew. */
export function bookFrom(bytes: Uint8Array): Book {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.byteLength < 12 || view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== SNAPSHOT_FORMAT) {
    throw refuse('BAD_FILE', { file: 'snapshot', problem: 'unknown format, load it anew (格式未知，请重新加载)' })
  }
  let at = 8
  const read = <T>(): T => {
    const length = view.getUint32(at, true)
    const start = at + 4
    at = start + length
    return JSON.parse(new TextDecoder().decode(bytes.subarray(start, at))) as T
  }
  const pairs = (count: number): [Float64Array, Float64Array] => {
    const [first, second] = pairColumns(new Array<[number, number]>(count).fill([0, 0]))
    at = unpack(first, bytes, at)
    at = unpack(second, bytes, at)
    return [first.values as Float64Array, second.values as Float64Array]
  }

  const head = read<Head>()
  const book = new Book(head.company)
  for (const text of head.customers) book.customerIndex(text)
  for (const text of head.products) book.productIndex(text)
  for (const text of head.currencies) book.currencies.index(text)
  for (const text of head.rateTexts) book.rateTexts.index(text)
  for (const text of head.stampTexts) book.stampOfText(text)
  const [changes, instants] = pairs(head.recorded)
  for (let i = 0; i < head.recorded; i++) book.note(changes[i], instants[i])
  const [reversals, reversed] = pairs(head.reversals)
  for (let i = 0; i < head.reversals; i++) book.addReversal(reversals[i], reversed[i])
  const [taken, by] = pairs(head.applicationReversals)
  for (let i = 0; i < head.applicationReversals; i++) book.applicationReversedBy.set(taken[i], by[i])
  for (const table of TABLES) {
    // With room for what comes next: to make it then would copy every column.
    reserve(book[table] as Columns<Record<never, never>>, withRoom(head.rows[table]), true)
    book[table].count = head.rows[table]
  }
  for (const column of factColumns({ ...book, customers: book.customers.size }, true)) at = unpack(column, bytes, at)
  renewSettled(book)
  const ends = new Uint32Array(book.documents.count)
  at = unpack({ values: ends, count: ends.length, expect: 'previous' }, bytes, at)
  const pool = new Uint8Array(ends.at(-1) ?? 0)
  at = unpack({ values: pool, count: pool.length }, bytes, at)
  book.setNumbers(Numbers.from(pool, ends))
  for (let left = head.facts; left > 0; left -= TOGETHER) for (const [change, fact] of read<[number, Fact][]>()) book.add(fact, change)
  for (let left = head.notes; left > 0; left -= TOGETHER)
    for (const [id, notes] of read<[number, DocumentNotes][]>()) book.addNotes(id, notes)
  return book
}

const withRoom = (rows: number): number => rows + Math.max(1_000, rows >> 6)

/** Numbers that go together as two columns. */
function pairColumns(pairs: readonly (readonly [number, number])[]): [PackedColumn, PackedColumn] {
  const one = (place: 0 | 1): PackedColumn => ({
    values: Float64Array.from(pairs, pair => pair[place]),
    count: pairs.length,
    expect: 'previous',
  })
  return [one(0), one(1)]
}

/** A JSON text below its length in bytes. */
function text(value: unknown): Uint8Array<ArrayBuffer> {
  const written = new TextEncoder().encode(JSON.stringify(value))
  const bytes = new Uint8Array(4 + written.length)
  new DataView(bytes.buffer).setUint32(0, written.length, true)
  bytes.set(written, 4)
  return bytes
}

/** Facts of masters, values, rates, controls, closes and seals, with their change. */
function* smallFacts(book: Book): Generator<[number, Fact]> {
  // Files are kept by code only, so their change is that of the snapshot: later facts still replace them.
  for (const file of book.customerFiles) if (file) yield [book.change, file]
  for (const file of book.productFiles) if (file) yield [book.change, file]
  for (const code of book.persons) yield [book.change, { fact: 'person', code }]
  for (const { subject, key, field, value } of book.values.entries()) {
    const to = value.to === NEVER ? undefined : iso(value.to)
    yield [value.change, { fact: 'value', subject, key, field, from: iso(value.from), to, value: value.value }]
  }
  for (const { currency, day, rate, change } of book.rates.entries()) yield [change, { fact: 'rate', currency, day: iso(day), rate }]
  for (const { change, ...fact } of book.controls) yield [change, fact]
  for (const { change, ...fact } of book.seals) yield [change, fact]
  for (const event of book.periods.events()) {
    if (event.to !== undefined) yield [event.change, { fact: 'close', period: event.period, to: iso(event.to) }]
    else yield [event.change, { fact: 'reopen', period: event.period, from: iso(event.from), reason: '' }]
  }
}
