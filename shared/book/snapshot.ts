import type { Fact } from '../facts/fact.js'
import { iso, NEVER } from '../dates.js'
import { refuse } from '../refusals.js'
import { Book, type Company, type DocumentNotes } from './book.js'
import { Numbers } from './numbers.js'
import type { Columns } from './columns.js'

/**
 * A Book as bytes: a JSON head with what is small, then every column as it lies in memory, each at a multiple of eight bytes. Columns
 * are little-endian, as on every machine that runs Excel. A reader that does not know the format fetches the facts anew.
 */
export const SNAPSHOT_FORMAT = 1
const MAGIC = 0x4b424644 // "DFBK"

interface Head {
  format: number
  company: Company
  change: number
  recorded: [number, number][]
  customers: string[]
  products: string[]
  currencies: string[]
  rateTexts: string[]
  stampTexts: string[]
  /** Everything that is not a document or an application, as facts with their change. */
  facts: [number, Fact][]
  reversals: [number, number][]
  applicationReversals: [number, number][]
  notes: [number, DocumentNotes][]
  reopened: number[]
  sections: { name: string; rows: number; length: number }[]
}

const TABLES = ['documents', 'items', 'applications', 'lines'] as const

/** Bytes of a piece of a snapshot, a multiple of eight: copied within a few milliseconds. */
const PIECE = 4 * 1024 * 1024

/** The Book as bytes, without what can be made anew in passing (indexes, remembered answers). */
export function snapshot(book: Book): Uint8Array<ArrayBuffer> {
  const pieces = [...snapshotPieces(book)]
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

/** The same piece by piece, for one who must not be held up; the Book may not change before the last of them was given. */
export function* snapshotPieces(book: Book): Generator<Uint8Array<ArrayBuffer>> {
  const sections: { name: string; rows: number; bytes: Uint8Array }[] = []
  for (const table of TABLES) {
    const columns = book[table]
    for (const field of Object.keys(columns.shape)) {
      const array = (columns as unknown as Record<string, Uint8Array>)[field]
      const used = array.subarray(0, columns.count)
      sections.push({
        name: `${table}.${field}`,
        rows: columns.count,
        bytes: new Uint8Array(used.buffer, used.byteOffset, used.byteLength),
      })
    }
  }
  const { pool, ends } = book.numbers.parts
  sections.push({ name: 'numbers.pool', rows: pool.length, bytes: pool })
  sections.push({ name: 'numbers.ends', rows: ends.length, bytes: new Uint8Array(ends.buffer, ends.byteOffset, ends.byteLength) })
  const head: Head = {
    format: SNAPSHOT_FORMAT,
    company: book.company,
    change: book.change,
    recorded: book.recorded.map(({ change, at }) => [change, at]),
    customers: book.customers.texts,
    products: book.products.texts,
    currencies: book.currencies.texts,
    rateTexts: book.rateTexts.texts,
    stampTexts: book.stampTexts.texts,
    facts: [...smallFacts(book)],
    reversals: [...book.reversals],
    applicationReversals: [...book.applicationReversedBy],
    notes: [...book.notes],
    reopened: [...book.reopened],
    sections: sections.map(({ name, rows, bytes }) => ({ name, rows, length: bytes.byteLength })),
  }
  const headBytes = new TextEncoder().encode(JSON.stringify(head))
  const first = new Uint8Array(aligned(12 + headBytes.length))
  const view = new DataView(first.buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint32(4, SNAPSHOT_FORMAT, true)
  view.setUint32(8, headBytes.length, true)
  first.set(headBytes, 12)
  yield first
  for (const { bytes } of sections) {
    for (let at = 0; at < bytes.length; at += PIECE) {
      const part = bytes.subarray(at, at + PIECE)
      const piece = new Uint8Array(aligned(part.length))
      piece.set(part)
      yield piece
    }
  }
}

/** The Book of a snapshot. Refuses bytes of another format, so that the caller fetches the facts anew. */
export function bookFrom(bytes: Uint8Array): Book {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.byteLength < 12 || view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== SNAPSHOT_FORMAT) {
    throw refuse('BAD_FILE', { file: 'snapshot', problem: 'unknown format, load it anew (格式未知，请重新加载)' })
  }
  const headLength = view.getUint32(8, true)
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(12, 12 + headLength))) as Head
  const book = new Book(head.company)
  for (const text of head.customers) book.customerIndex(text)
  for (const text of head.products) book.productIndex(text)
  for (const text of head.currencies) book.currencies.index(text)
  for (const text of head.rateTexts) book.rateTexts.index(text)
  for (const text of head.stampTexts) book.stampOfText(text)
  for (const [change, at] of head.recorded) book.note(change, at)
  for (const [change, fact] of head.facts) book.add(fact, change)
  for (const [id, reverses] of head.reversals) book.addReversal(id, reverses)
  for (const [id, by] of head.applicationReversals) book.applicationReversedBy.set(id, by)
  for (const [id, notes] of head.notes) book.addNotes(id, notes)
  for (const item of head.reopened) book.reopened.add(item)
  let at = aligned(12 + headLength)
  const parts = new Map<string, Uint8Array<ArrayBuffer>>()
  const rows = new Map<string, number>()
  for (const section of head.sections) {
    // A copy: the bytes received may lie at any place and are not kept.
    parts.set(section.name, bytes.slice(at, at + section.length))
    rows.set(section.name, section.rows)
    at += aligned(section.length)
  }
  for (const table of TABLES) {
    const columns: Columns<Record<string, never>> = book[table] as never
    const arrays = columns as unknown as Record<string, Uint8Array>
    for (const field of Object.keys(columns.shape)) {
      const name = `${table}.${field}`
      columns.count = rows.get(name)!
      const type = arrays[field].constructor as new (buffer: ArrayBuffer) => Uint8Array
      arrays[field] = new type(parts.get(name)!.buffer)
    }
  }
  book.setNumbers(Numbers.from(parts.get('numbers.pool')!, new Uint32Array(parts.get('numbers.ends')!.buffer)))
  return book
}

const aligned = (length: number): number => Math.ceil(length / 8) * 8

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
