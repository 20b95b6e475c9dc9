/**
 * A set of small whole numbers, such as items, that gives them back in rising order: a bit for each, and a bit for each 32 of those, so
 * that large empty stretches cost nothing. In rising order the columns of a Book are read from front to back, which is twice as fast.
 */
export class ItemSet {
  private bits = new Int32Array(0)
  private words = new Int32Array(0)

  /** Makes room for numbers below a limit; the set must be empty. */
  reserve(limit: number): void {
    const words = (limit >>> 5) + 1
    if (words <= this.bits.length) return
    this.bits = new Int32Array(Math.ceil(words * 1.25))
    this.words = new Int32Array((this.bits.length >>> 5) + 1)
  }

  /** Puts a number in; twice is once. */
  add(item: number): void {
    const word = item >>> 5
    this.bits[word] |= 1 << (item & 31)
    this.words[word >>> 5] |= 1 << (word & 31)
  }

  /** Empties the set into a list, in rising order; gives how many there were. */
  drain(out: Uint32Array): number {
    const { bits, words } = this
    let count = 0
    for (let group = 0; group < words.length; group++) {
      let full = words[group]
      if (full === 0) continue
      words[group] = 0
      while (full !== 0) {
        const word = (group << 5) + lowest(full)
        full &= full - 1
        let held = bits[word]
        bits[word] = 0
        while (held !== 0) {
          out[count++] = (word << 5) + lowest(held)
          held &= held - 1
        }
      }
    }
    return count
  }

  get bytes(): number {
    return this.bits.byteLength + this.words.byteLength
  }
}

/** Place of the lowest bit that is set. */
const lowest = (bits: number): number => 31 - Math.clz32(bits & -bits)
