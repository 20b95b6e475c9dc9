/**
 * The numbers of all documents: their bytes in one pool and a chained hash over them, so that a million numbers cost a few bytes each
 * instead of a string object and a map entry. A number is looked up by its text (series and number joined); documents of different
 * kinds may share one, so a lookup visits candidates and the caller decides. The hash of numbers that came all at once is made when
 * first asked for.
 */
export class Numbers {
  private pool = new Uint8Array(1024)
  private used = 0
  /** Where the text of document `i` ends; it starts where that of `i - 1` ends. */
  private ends = new Uint32Array(64)
  private next = new Uint32Array(64)
  private buckets = new Uint32Array(64)
  /** Whether the hash is made. */
  private linked = true
  count = 0

  /** Adds the text of the next document. */
  add(text: string): void {
    const row = this.count
    if (row === this.ends.length) this.reserve(Math.ceil(row * 1.25) + 64)
    if (this.used + text.length * 3 > this.pool.length) this.growPool(this.used + text.length * 3)
    this.used = encode(text, this.pool, this.used)
    this.ends[row] = this.used
    // Counted only now: making room links every counted row, and this one had no text yet.
    this.count = row + 1
    if (!this.linked) return
    if (this.count > this.buckets.length * 1.5) this.rehash(this.count * 2)
    else this.link(row)
  }

  /** The text of a document. */
  text(row: number): string {
    return decode(this.pool, row === 0 ? 0 : this.ends[row - 1], this.ends[row])
  }

  /** Documents with this text, the newest first; stops when `accept` takes one and gives it, else -1. */
  find(text: string, accept: (row: number) => boolean): number {
    if (!this.linked) this.rehash(this.count)
    const bytes = scratchFor(text)
    const length = encode(text, bytes, 0)
    for (let link = this.buckets[hash(bytes, 0, length) & (this.buckets.length - 1)]; link !== 0; link = this.next[link - 1]) {
      const row = link - 1
      if (this.equals(row, bytes, length) && accept(row)) return row
    }
    return -1
  }

  /** Forgets the newest documents, so that `count` are left. */
  truncate(count: number): void {
    // The newest number is always the first of its chain, so taking them off in reverse leaves the chains as they were.
    if (this.linked) for (let row = this.count - 1; row >= count; row--) this.buckets[this.bucketOf(row)] = this.next[row]
    this.count = count
    this.used = count === 0 ? 0 : this.ends[count - 1]
  }

  /** Makes room for so many documents in all. */
  reserve(rows: number): void {
    if (rows > this.ends.length) {
      this.ends = grown(this.ends, rows)
      if (this.linked) this.next = grown(this.next, rows)
    }
    if (this.linked && rows > this.buckets.length * 1.5) this.rehash(rows)
  }

  /** Bytes held, and those of the hash that is still to be made. */
  get bytes(): number {
    const hash = this.linked ? this.next.byteLength + this.buckets.byteLength : 4 * (this.ends.length + bucketsFor(this.count))
    return this.pool.byteLength + this.ends.byteLength + hash
  }

  /** The pool and the ends, for a snapshot. */
  get parts(): { pool: Uint8Array<ArrayBuffer>; ends: Uint32Array<ArrayBuffer> } {
    return { pool: this.pool.subarray(0, this.used), ends: this.ends.subarray(0, this.count) }
  }

  static from(pool: Uint8Array<ArrayBuffer>, ends: Uint32Array<ArrayBuffer>): Numbers {
    const numbers = new Numbers()
    numbers.pool = pool
    numbers.used = pool.length
    numbers.ends = ends
    numbers.next = new Uint32Array(0)
    numbers.count = ends.length
    numbers.linked = false
    return numbers
  }

  private equals(row: number, bytes: Uint8Array, length: number): boolean {
    const start = row === 0 ? 0 : this.ends[row - 1]
    if (this.ends[row] - start !== length) return false
    for (let i = 0; i < length; i++) if (this.pool[start + i] !== bytes[i]) return false
    return true
  }

  private link(row: number): void {
    const bucket = this.bucketOf(row)
    this.next[row] = this.buckets[bucket]
    this.buckets[bucket] = row + 1
  }

  private bucketOf(row: number): number {
    return hash(this.pool, row === 0 ? 0 : this.ends[row - 1], this.ends[row]) & (this.buckets.length - 1)
  }

  private rehash(rows: number): void {
    this.buckets = new Uint32Array(bucketsFor(rows))
    if (this.next.length < this.ends.length) this.next = new Uint32Array(this.ends.length)
    for (let row = 0; row < this.count; row++) this.link(row)
    this.linked = true
  }

  private growPool(least: number): void {
    this.pool = grown(this.pool, Math.max(least, Math.ceil(this.pool.length * 1.25)))
  }
}

/** At most one and a half entries a bucket on average: half the memory of a table with a bucket for each. */
function bucketsFor(rows: number): number {
  let size = 64
  while (size * 1.5 < rows) size *= 2
  return size
}

function grown<T extends Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(old: T, length: number): T {
  const bigger = new (old.constructor as new (length: number) => T)(length)
  bigger.set(old)
  return bigger
}

let scratch = new Uint8Array(1024)
function scratchFor(text: string): Uint8Array {
  if (scratch.length < text.length * 3) scratch = new Uint8Array(text.length * 3)
  return scratch
}

function hash(bytes: Uint8Array, from: number, to: number): number {
  // FNV-1a, with a last mix so that the low bits depend on every byte.
  let value = 0x811c9dc5
  for (let i = from; i < to; i++) value = Math.imul(value ^ bytes[i], 0x01000193)
  value ^= value >>> 15
  return Math.imul(value, 0x2c1b3c6d) >>> 0
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

function encode(text: string, into: Uint8Array, at: number): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 127) return at + encoder.encodeInto(text, into.subarray(at)).written
    into[at + i] = code
  }
  return at + text.length
}

function decode(pool: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let i = from; i < to; i++) {
    if (pool[i] > 127) return decoder.decode(pool.subarray(from, to))
    text += String.fromCharCode(pool[i])
  }
  return text
}
