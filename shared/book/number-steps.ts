import type { PackedColumn } from './packing.js'

/**
 * Numbers of documents as steps: most follow the last number of their kind, `SI-00000124` after `SI-00000123`. A number is kept as how
 * far its last digits are from those, or in full where the rest of it differs.
 */

/** Most trailing digits that count as one number. */
const DIGITS = 15
const [NOUGHT, NINE] = [48, 57]
/** Kinds have codes below this. */
const KINDS = 256

/** What there is to know of the last number of each kind. */
function lastNumbers() {
  return {
    start: new Uint32Array(KINDS),
    /** Bytes before the trailing digits. */
    prefix: new Uint32Array(KINDS),
    digits: new Uint8Array(KINDS),
    value: new Float64Array(KINDS),
  }
}

/** The pool of texts with where each ends, as `Numbers` gives them. */
interface Parts {
  pool: Uint8Array
  ends: Uint32Array
}

/** A writer's columns of the numbers: the steps, then of those in full the lengths and the bytes, which are known after the steps. */
export function stepsOf({ pool, ends }: Parts, kind: Uint8Array): { steps: PackedColumn; full: () => [PackedColumn, PackedColumn] } {
  const last = lastNumbers()
  const steps = new Float64Array(ends.length)
  const lengths: number[] = []
  const starts: number[] = []
  let bytes = 0
  const prepare = (from: number, to: number) => {
    for (let row = from; row < to; row++) {
      const of = kind[row]
      const start = row === 0 ? 0 : ends[row - 1]
      const end = ends[row]
      const before = { start: last.start[of], prefix: last.prefix[of], digits: last.digits[of], value: last.value[of] }
      readEnd(pool, start, end - start, last, of)
      last.start[of] = start
      let same = last.prefix[of] === before.prefix && last.digits[of] === before.digits
      for (let i = 0; same && i < before.prefix; i++) same = pool[start + i] === pool[before.start + i]
      const step = last.value[of] - before.value
      steps[row] = same ? 1 + (step >= 0 ? 2 * step : -2 * step - 1) : 0
      if (same) continue
      lengths.push(end - start)
      starts.push(start)
      bytes += end - start
    }
  }
  const full = (): [PackedColumn, PackedColumn] => {
    const texts = new Uint8Array(bytes)
    let at = 0
    for (let i = 0; i < lengths.length; i++) {
      texts.set(pool.subarray(starts[i], starts[i] + lengths[i]), at)
      at += lengths[i]
    }
    return [
      { values: Uint32Array.from(lengths), count: lengths.length },
      { values: texts, count: bytes },
    ]
  }
  return { steps: { values: steps, count: ends.length, prepare }, full }
}

/** The numbers that steps stand for; `lengths` and `texts` are those in full. */
export function numbersFrom(steps: Float64Array, kind: Uint8Array, lengths: Uint32Array, texts: Uint8Array) {
  const last = lastNumbers()
  const ends = new Uint32Array(steps.length)
  let pool = new Uint8Array(texts.length + 16 * steps.length + 64)
  let used = 0
  let full = 0
  let read = 0
  for (let row = 0; row < steps.length; row++) {
    const of = kind[row]
    const start = used
    const length = steps[row] === 0 ? lengths[full] : last.prefix[of] + last.digits[of]
    if (used + length > pool.length) pool = grown(pool, used + length)
    if (steps[row] === 0) {
      pool.set(texts.subarray(read, read + length), start)
      read += length
      full++
      readEnd(pool, start, length, last, of)
    } else {
      const zigzag = steps[row] - 1
      writeNext(pool, start, zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2, last, of)
    }
    last.start[of] = start
    used += length
    ends[row] = used
  }
  return { pool: pool.subarray(0, used), ends }
}

function readEnd(pool: Uint8Array, start: number, length: number, last: ReturnType<typeof lastNumbers>, of: number): void {
  let digits = 0
  let value = 0
  for (let unit = 1; digits < DIGITS && digits < length; digits++, unit *= 10) {
    const digit = pool[start + length - 1 - digits]
    if (digit < NOUGHT || digit > NINE) break
    value += (digit - NOUGHT) * unit
  }
  last.prefix[of] = length - digits
  last.digits[of] = digits
  last.value[of] = value
}

/** Writes the last number of a kind, its digits raised or lowered by a step. */
function writeNext(pool: Uint8Array, start: number, step: number, last: ReturnType<typeof lastNumbers>, of: number): void {
  const before = last.start[of]
  const length = last.prefix[of] + last.digits[of]
  for (let i = 0; i < length; i++) pool[start + i] = pool[before + i]
  // Most steps are small, so that one or two digits change.
  for (let at = start + length - 1, carry = step; carry !== 0; at--) {
    const sum = pool[at] - NOUGHT + carry
    carry = Math.floor(sum / 10)
    pool[at] = NOUGHT + (sum - carry * 10)
  }
}

function grown(old: Uint8Array<ArrayBuffer>, least: number): Uint8Array<ArrayBuffer> {
  const bigger = new Uint8Array(Math.ceil(least * 1.5))
  bigger.set(old)
  return bigger
}
