import type { Fact } from '../facts/fact.js'
import { refuse } from '../refusals.js'
import { Book, type DocumentNotes } from './book.js'
import { reserve, type Columns } from './columns.js'
import { Numbers } from './numbers.js'
import { unpacking, type Coming } from './unpacking.js'
import { renewSettled } from './renewal.js'
import { factColumns } from './sections.js'
import { MAGIC, pairColumns, SNAPSHOT_FORMAT, TOGETHER, type Head } from './snapshot-form.js'

const TABLES = ['documents', 'items', 'applications', 'lines'] as const

/** The Book of a snapshot. Refuses bytes of another format and bytes that are not all there, so that the caller fetches the facts anew. */
export function bookFrom(bytes: Uint8Array): Book {
  const { done, value } = bookReading({ bytes, length: bytes.length }).next()
  if (done && value.end === bytes.length) return value.book
  throw refuse('BAD_FILE', { file: 'snapshot', problem: 'not complete, load it anew (不完整，请重新加载)' })
}

/**
 * Makes the Book of a snapshot while its bytes come: yields how many bytes it waits for, and is resumed when so many are there. Gives
 * the Book and the place where its bytes end. Refuses another format.
 */
export function* bookReading(coming: Coming): Generator<number, { book: Book; end: number }, void> {
  let at = 0
  const bytes = function* (count: number): Generator<number, Uint8Array, void> {
    const start = at
    at += count
    while (coming.length < at) yield at
    return coming.bytes.subarray(start, at)
  }
  const number = function* (): Generator<number, number, void> {
    const [a, b, c, d] = yield* bytes(4)
    return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0
  }
  const read = function* <T>(): Generator<number, T, void> {
    return JSON.parse(new TextDecoder().decode(yield* bytes(yield* number()))) as T
  }
  const pairs = function* (count: number): Generator<number, [Float64Array, Float64Array], void> {
    const [first, second] = pairColumns(new Array<[number, number]>(count).fill([0, 0]))
    at = yield* unpacking(first, coming, at)
    at = yield* unpacking(second, coming, at)
    return [first.values as Float64Array, second.values as Float64Array]
  }

  if ((yield* number()) !== MAGIC || (yield* number()) !== SNAPSHOT_FORMAT)
    throw refuse('BAD_FILE', { file: 'snapshot', problem: 'unknown format, load it anew (格式未知，请重新加载)' })
  const head = yield* read<Head>()
  const book = new Book(head.company)
  for (const text of head.customers) book.customerIndex(text)
  for (const text of head.products) book.productIndex(text)
  for (const text of head.currencies) book.currencies.index(text)
  for (const text of head.rateTexts) book.rateTexts.index(text)
  for (const text of head.stampTexts) book.stampOfText(text)
  const [changes, instants] = yield* pairs(head.recorded)
  for (let i = 0; i < head.recorded; i++) book.note(changes[i], instants[i])
  const [reversals, reversed] = yield* pairs(head.reversals)
  for (let i = 0; i < head.reversals; i++) book.addReversal(reversals[i], reversed[i])
  const [taken, by] = yield* pairs(head.applicationReversals)
  for (let i = 0; i < head.applicationReversals; i++) book.applicationReversedBy.set(taken[i], by[i])
  for (const table of TABLES) {
    // With room for what comes next: to make it then would copy every column.
    reserve(book[table] as Columns<Record<never, never>>, withRoom(head.rows[table]), true)
    book[table].count = head.rows[table]
  }
  for (const column of factColumns({ ...book, customers: book.customers.size }, true)) at = yield* unpacking(column, coming, at)
  renewSettled(book)
  const ends = new Uint32Array(book.documents.count)
  at = yield* unpacking({ values: ends, count: ends.length, expect: 'previous' }, coming, at)
  const pool = new Uint8Array(ends.at(-1) ?? 0)
  at = yield* unpacking({ values: pool, count: pool.length }, coming, at)
  book.setNumbers(Numbers.from(pool, ends))
  for (let left = head.facts; left > 0; left -= TOGETHER)
    for (const [change, fact] of yield* read<[number, Fact][]>()) book.add(fact, change)
  for (let left = head.notes; left > 0; left -= TOGETHER)
    for (const [id, notes] of yield* read<[number, DocumentNotes][]>()) book.addNotes(id, notes)
  return { book, end: at }
}

const withRoom = (rows: number): number => rows + Math.max(1_000, rows >> 6)
