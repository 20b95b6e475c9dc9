import { NEVER } from '../dates.js'
import { ItemSet } from './item-set.js'

interface Lives {
  readonly count: number
  /** The first day an item exists. */
  readonly postDate: Uint16Array
  /** The day its open amount became zero for good, or NEVER. */
  readonly closedOn: Uint16Array
}

const CLASSES = 18
/** Place of an item that has no day on which it is open. */
const NOWHERE = 0xffffffff
/** Place of an item that changed since the index was built. */
const MOVED = 0xfffffffe

/**
 * Which items may be open on a day, without looking at those that closed before: items stand in classes by the length of their life
 * (powers of two), each class in order of posting. An item of class c open on day D was posted after D - 2^c, so a question reads at
 * most about 1.4 entries for each that is really open, whatever the history. Items that changed since are looked at one by one until
 * there are many; then the index is built anew.
 */
export class Lifetimes {
  private items = new Uint32Array(0)
  private closed = new Uint16Array(0)
  private posted = new Uint16Array(0)
  private starts = new Uint32Array(CLASSES + 1)
  private place = new Uint32Array(0)
  private built = 0
  private moved: number[] = []
  private readonly set = new ItemSet()

  constructor(private readonly lives: Lives) {}

  /** Notes that the closing day of an item changed. */
  touch(item: number): void {
    if (item >= this.built) return
    const place = this.place[item]
    if (place === MOVED) return
    // Closed before every date: the entry is never met again.
    if (place !== NOWHERE) this.closed[place] = 0
    this.place[item] = MOVED
    this.moved.push(item)
  }

  /** Notes that only the first items exist any more. */
  truncate(count: number): void {
    if (count < this.built) this.forget()
  }

  /** Items open on a day, and those that `further` adds, in rising order; `out` needs room for all items. Gives how many there are. */
  openOn(day: number, out: Uint32Array, further?: (set: ItemSet) => void): number {
    const { set } = this
    set.reserve(this.lives.count)
    if (this.lives.count - this.built + this.moved.length > 8192 + (this.built >> 3)) this.build()
    for (let group = 1; group < CLASSES; group++) {
      const start = this.starts[group]
      const end = this.after(day, start, this.starts[group + 1])
      const begin = group === CLASSES - 1 ? start : this.after(day - 2 ** group, start, end)
      this.addOpen(day, begin, end)
    }
    this.addUnsorted(day)
    further?.(set)
    return set.drain(out)
  }

  // Each loop over many items is a method of its own: the engine makes those fast for good, loops amid other work only now and then.
  private addOpen(day: number, begin: number, end: number): void {
    const { items, closed, set } = this
    for (let k = begin; k < end; k++) if (closed[k] > day) set.add(items[k])
  }

  /** Items that changed or came since the index was built. */
  private addUnsorted(day: number): void {
    const { set } = this
    const { postDate, closedOn, count } = this.lives
    for (const item of this.moved) if (postDate[item] <= day && closedOn[item] > day) set.add(item)
    for (let item = this.built; item < count; item++) if (postDate[item] <= day && closedOn[item] > day) set.add(item)
  }

  get bytes(): number {
    return this.items.byteLength + this.closed.byteLength + this.posted.byteLength + this.place.byteLength + this.set.bytes
  }

  private forget(): void {
    this.built = 0
    this.moved = []
    this.starts.fill(0)
  }

  /** First entry between two places that was posted after a day. */
  private after(day: number, from: number, to: number): number {
    while (from < to) {
      const middle = (from + to) >>> 1
      if (this.posted[middle] <= day) from = middle + 1
      else to = middle
    }
    return from
  }

  private build(): void {
    const { postDate, closedOn, count } = this.lives
    const byDay = sortedByDay(postDate, count)
    const sizes = new Uint32Array(CLASSES + 1)
    for (let item = 0; item < count; item++) sizes[classOf(postDate[item], closedOn[item]) + 1]++
    // Class 0 is never open, so it takes no room.
    sizes[1] = 0
    for (let group = 1; group <= CLASSES; group++) sizes[group] += sizes[group - 1]
    this.starts = sizes.slice()
    const total = sizes[CLASSES]
    this.items = new Uint32Array(total)
    this.closed = new Uint16Array(total)
    this.posted = new Uint16Array(total)
    this.place = new Uint32Array(count)
    for (const item of byDay) {
      const group = classOf(postDate[item], closedOn[item])
      if (group === 0) {
        this.place[item] = NOWHERE
        continue
      }
      const place = sizes[group]++
      this.items[place] = item
      this.closed[place] = closedOn[item]
      this.posted[place] = postDate[item]
      this.place[item] = place
    }
    this.built = count
    this.moved = []
  }
}

/** 0 never open, 1 to 16 by length of life, 17 still open. */
const classOf = (posted: number, closed: number): number =>
  closed === NEVER ? CLASSES - 1 : closed <= posted ? 0 : 32 - Math.clz32(closed - posted)

function sortedByDay(days: Uint16Array, count: number): Uint32Array {
  const starts = new Uint32Array(65537)
  for (let i = 0; i < count; i++) starts[days[i] + 1]++
  for (let d = 1; d <= 65536; d++) starts[d] += starts[d - 1]
  const order = new Uint32Array(count)
  for (let i = 0; i < count; i++) order[starts[days[i]]++] = i
  return order
}
