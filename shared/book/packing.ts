/**
 * Whole numbers as few bytes that also compress well. Of each number only what it differs from what was expected is kept; the lowest
 * bytes of all numbers of a block stand together, then the next ones, so that each run of bytes is alike. Exact for every double that
 * holds a whole number.
 */

/** An array of numbers that is packed or filled. */
export type Values = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** Numbers of a block: doubles for a column of doubles, else integers. */
export type Scratch = Float64Array | Int32Array

/** What a number is likely to be, known to the writer and the reader alike. */
export type Expectation =
  /** The same as in the row before. */
  | 'previous'
  /** The same as in the row that stands at the row's place, plus 1; 0 for none. */
  | { before: Uint32Array }
  /** What is filled in for some rows from what was read earlier. */
  | { fill: (from: number, to: number, into: Scratch) => void }

/** A column as it is packed. */
export interface PackedColumn {
  values: Values
  count: number
  expect?: Expectation
  /** For the writer: makes the values of some rows just before they are packed. */
  prepare?: (from: number, to: number) => void
}

/** Rows of a block: as many as a compressor looks at together. */
export const BLOCK = 16_384
/** Bytes of a block before its numbers: width, exponent of the power of ten that divides all, and the least difference as a double at byte 8. */
export const HEADER = 16
/** Numbers as doubles, for differences that a double does not hold exactly. */
export const PLAIN = 8
const LIMIT = 2 ** 53
const TWO32 = 2 ** 32
/** Powers of ten that amounts and quantities often are multiples of, the largest first. */
const SCALES = [6, 5, 4, 3, 2, 1]

/** The differences of one block, and what was expected. */
const rest = new Float64Array(BLOCK)
const given = new Float64Array(BLOCK)

/** The blocks of a column, one after the other. */
export function* packed(column: PackedColumn): Generator<Uint8Array<ArrayBuffer>> {
  for (let from = 0; from < column.count; from += BLOCK) {
    const to = Math.min(column.count, from + BLOCK)
    column.prepare?.(from, to)
    yield block(column, from, to)
  }
}

function block(column: PackedColumn, from: number, to: number): Uint8Array<ArrayBuffer> {
  const count = to - from
  differences(column, from, to)
  let least = Infinity
  let most = -Infinity
  for (let i = 0; i < count; i++) {
    const value = rest[i]
    if (value < least) least = value
    if (value > most) most = value
  }
  if (least <= -LIMIT || most >= LIMIT || most - least >= LIMIT) return plain(column.values, from, to)
  // Bytes that differ stay as they are, so that a reader may copy them.
  const bytewise = column.values instanceof Uint8Array && column.expect === undefined && most !== least
  if (bytewise) least = 0
  const power = bytewise ? 0 : commonPower(count)
  const scale = 10 ** power
  const range = (most - least) / scale
  let width = 0
  while (256 ** width <= range) width++
  const bytes = new Uint8Array(HEADER + width * count)
  bytes[0] = width
  bytes[1] = power
  new DataView(bytes.buffer).setFloat64(8, least, true)
  for (let i = 0; i < count && width > 0; i++) {
    const value = (rest[i] - least) / scale
    const low = value >>> 0
    let at = HEADER + i
    bytes[at] = low
    if (width > 1) bytes[(at += count)] = low >>> 8
    if (width > 2) bytes[(at += count)] = low >>> 16
    if (width > 3) bytes[(at += count)] = low >>> 24
    if (width <= 4) continue
    const high = (value - low) / TWO32
    for (let byte = 4; byte < width; byte++) bytes[(at += count)] = high >>> (8 * (byte - 4))
  }
  return bytes
}

function plain(values: Values, from: number, to: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER + 8 * (to - from))
  bytes[0] = PLAIN
  const view = new DataView(bytes.buffer, HEADER)
  for (let row = from; row < to; row++) view.setFloat64(8 * (row - from), values[row], true)
  return bytes
}

function differences({ values, expect }: PackedColumn, from: number, to: number): void {
  if (expect === undefined) for (let row = from; row < to; row++) rest[row - from] = values[row]
  else if (expect === 'previous') for (let row = from; row < to; row++) rest[row - from] = values[row] - (row === 0 ? 0 : values[row - 1])
  else if ('fill' in expect) {
    expect.fill(from, to, given)
    for (let row = from; row < to; row++) rest[row - from] = values[row] - given[row - from]
  } else {
    const { before } = expect
    for (let row = from; row < to; row++) rest[row - from] = values[row] - (before[row] === 0 ? 0 : values[before[row] - 1])
  }
}

/** The exponent of the greatest power of ten that divides all: 0 for most columns, which the first numbers tell. */
function commonPower(count: number): number {
  for (const power of SCALES) {
    const scale = 10 ** power
    let i = 0
    while (i < count && rest[i] % scale === 0) i++
    if (i === count) return power
  }
  return 0
}
