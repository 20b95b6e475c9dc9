import { BLOCK, HEADER, PLAIN, type PackedColumn, type Scratch, type Values } from './packing.js'

/** The differences of one block, and what was expected. */
const rest = new Float64Array(BLOCK)
const given = new Float64Array(BLOCK)

/** Bytes of which only the first `length` have come; `bytes` may be replaced by a longer array as more come. */
export interface Coming {
  bytes: Uint8Array
  length: number
}

/**
 * Fills a column from its blocks, which start at a place of some bytes, block by block as they come: yields how many bytes it waits
 * for, and gives the place after the blocks.
 */
export function* unpacking(column: PackedColumn, coming: Coming, at: number): Generator<number, number, void> {
  for (let from = 0; from < column.count; from += BLOCK) {
    const rows = Math.min(BLOCK, column.count - from)
    while (coming.length < at + HEADER) yield at + HEADER
    const end = at + HEADER + coming.bytes[at] * rows
    while (coming.length < end) yield end
    unpackBlock(column, from, rows, coming.bytes, at)
    at = end
  }
  return at
}

function unpackBlock(column: PackedColumn, from: number, rows: number, bytes: Uint8Array, at: number): void {
  const { values, expect } = column
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const width = bytes[at]
  const scale = 10 ** bytes[at + 1]
  const least = view.getFloat64(at + 8, true)
  const start = at + HEADER
  if (width === PLAIN) for (let row = 0; row < rows; row++) values[from + row] = view.getFloat64(start + 8 * row, true)
  else if (width === 0 && expect === undefined) values.fill(least, from, from + rows)
  else if (width === 1 && expect === undefined && values instanceof Uint8Array) values.set(bytes.subarray(start, start + rows), from)
  else if (values instanceof Float64Array) {
    if (width === 0) rest.fill(least, 0, rows)
    else unfoldDoubles(bytes, start, rows, width, scale, least)
    addExpected(column, from, rows, rest, given)
  } else {
    if (width === 0) rest32.fill(least | 0, 0, rows)
    else unfoldIntegers(bytes, start, rows, width, scale, least | 0)
    addExpected(column, from, rows, rest32, given32)
  }
}

// Each of the loops below is a function of its own and sees one kind of array only, which is what makes them fast from the first Book
// on; `set` turns the numbers into those of the column.

/** Whole numbers of at most 32 bits are reckoned modulo 2^32, which is exact whatever the differences were. */
const rest32 = new Int32Array(BLOCK)
const given32 = new Int32Array(BLOCK)

function unfoldDoubles(bytes: Uint8Array, at: number, count: number, width: number, scale: number, least: number): void {
  if (width === 1) doublesOf1(bytes, at, count, scale, least)
  else if (width === 2) doublesOf2(bytes, at, count, scale, least)
  else if (width === 3) doublesOf3(bytes, at, count, scale, least)
  else doublesOfMore(bytes, at, count, width, scale, least)
}

function doublesOf1(bytes: Uint8Array, at: number, count: number, scale: number, least: number): void {
  for (let i = 0; i < count; i++) rest[i] = bytes[at + i] * scale + least
}

function doublesOf2(bytes: Uint8Array, at: number, count: number, scale: number, least: number): void {
  const second = at + count
  for (let i = 0; i < count; i++) rest[i] = (bytes[at + i] | (bytes[second + i] << 8)) * scale + least
}

function doublesOf3(bytes: Uint8Array, at: number, count: number, scale: number, least: number): void {
  const [second, third] = [at + count, at + 2 * count]
  for (let i = 0; i < count; i++) rest[i] = (bytes[at + i] | (bytes[second + i] << 8) | (bytes[third + i] << 16)) * scale + least
}

function doublesOfMore(bytes: Uint8Array, at: number, count: number, width: number, scale: number, least: number): void {
  const [second, third, fourth] = [at + count, at + 2 * count, at + 3 * count]
  for (let i = 0; i < count; i++) {
    let value = (bytes[at + i] | (bytes[second + i] << 8) | (bytes[third + i] << 16)) + bytes[fourth + i] * 2 ** 24
    for (let byte = 4; byte < width; byte++) value += bytes[at + byte * count + i] * 2 ** (8 * byte)
    rest[i] = value * scale + least
  }
}

function unfoldIntegers(bytes: Uint8Array, at: number, count: number, width: number, scale: number, least: number): void {
  if (width === 1) integersOf1(bytes, at, count)
  else if (width === 2) integersOf2(bytes, at, count)
  else if (width === 3) integersOf3(bytes, at, count)
  else integersOf4(bytes, at, count)
  if (scale !== 1 || least !== 0) scaleIntegers(count, scale, least)
}

function integersOf1(bytes: Uint8Array, at: number, count: number): void {
  for (let i = 0; i < count; i++) rest32[i] = bytes[at + i]
}

function integersOf2(bytes: Uint8Array, at: number, count: number): void {
  const second = at + count
  for (let i = 0; i < count; i++) rest32[i] = bytes[at + i] | (bytes[second + i] << 8)
}

function integersOf3(bytes: Uint8Array, at: number, count: number): void {
  const [second, third] = [at + count, at + 2 * count]
  for (let i = 0; i < count; i++) rest32[i] = bytes[at + i] | (bytes[second + i] << 8) | (bytes[third + i] << 16)
}

function integersOf4(bytes: Uint8Array, at: number, count: number): void {
  const [second, third, fourth] = [at + count, at + 2 * count, at + 3 * count]
  for (let i = 0; i < count; i++)
    rest32[i] = bytes[at + i] | (bytes[second + i] << 8) | (bytes[third + i] << 16) | (bytes[fourth + i] << 24)
}

function scaleIntegers(count: number, scale: number, least: number): void {
  for (let i = 0; i < count; i++) rest32[i] = Math.imul(rest32[i], scale) + least
}

/** Adds what was expected to the differences of some rows, and fills the column with the sums. */
function addExpected<T extends Scratch>({ values, expect }: PackedColumn, from: number, count: number, rest: T, given: T): void {
  if (typeof expect === 'object' && 'before' in expect) {
    addBefore(values, expect.before, from, count, rest)
    return
  }
  if (expect === 'previous') {
    if (rest instanceof Int32Array) sumIntegers(from === 0 ? 0 : values[from - 1] | 0, count)
    else sumDoubles(from === 0 ? 0 : values[from - 1], count)
  } else if (expect !== undefined) {
    expect.fill(from, from + count, given)
    if (rest instanceof Int32Array) addIntegers(count)
    else addDoubles(count)
  }
  values.set(rest.subarray(0, count), from)
}

function addIntegers(count: number): void {
  for (let i = 0; i < count; i++) rest32[i] += given32[i]
}

function addDoubles(count: number): void {
  for (let i = 0; i < count; i++) rest[i] += given[i]
}

function sumIntegers(value: number, count: number): void {
  for (let i = 0; i < count; i++) rest32[i] = value = (value + rest32[i]) | 0
}

function sumDoubles(value: number, count: number): void {
  for (let i = 0; i < count; i++) rest[i] = value += rest[i]
}

function addBefore(values: Values, before: Uint32Array, from: number, count: number, rest: Scratch): void {
  for (let i = 0, row = from; i < count; i++, row++) {
    const place = before[row]
    values[row] = place === 0 ? rest[i] : rest[i] + values[place - 1]
  }
}
