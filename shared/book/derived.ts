import { NEVER } from '../dates.js'
import type { Applications, Items } from './tables.js'

/** The part of a Book that is derived from, and the index that is told of changes. */
interface Settled {
  readonly items: Items
  readonly applications: Applications
  readonly lifetimes: { touch: (item: number) => void }
}

/**
 * What is kept beside the facts because every question needs it: of each item the open amount now, the day it closed for good and
 * the first day anything was applied. `duebook check` computes them anew and compares.
 */

/** Renews what is derived of an item after its newest application, `row`. */
export function close(book: Settled, item: number, row: number): void {
  const { items, applications } = book
  const effective = applications.effective[row]
  if (effective < items.firstApplied[item]) items.firstApplied[item] = effective
  setClosedOn(book, item, items.openNow[item] === 0 ? closingDay(book, item) : NEVER)
}

/** Takes the newest application off its two items again. */
export function unapply(book: Settled, row: number): void {
  const { items, applications } = book
  const debit = applications.debit[row]
  const credit = applications.credit[row]
  items.applied[debit] = applications.nextOfDebit[row]
  items.applied[credit] = applications.nextOfCredit[row]
  items.openNow[debit] += applications.amount[row]
  items.openNow[credit] -= applications.amount[row]
  applications.count = row
  for (const item of [debit, credit]) {
    items.firstApplied[item] = firstApplied(book, item)
    setClosedOn(book, item, items.openNow[item] === 0 ? closingDay(book, item) : NEVER)
  }
}

function setClosedOn(book: Settled, item: number, day: number): void {
  if (book.items.closedOn[item] === day) return
  book.items.closedOn[item] = day
  book.lifetimes.touch(item)
}

/** The first day anything was applied to an item, or NEVER. */
export function firstApplied(book: Settled, item: number): number {
  let first: number = NEVER
  for (const row of applicationsOf(book, item)) first = Math.min(first, book.applications.effective[row])
  return first
}

/**
 * The day from which a settled item stays settled: the last one on which its open amount became zero. It may have been zero before
 * and been opened again by a reversal, so it is found by walking its applications in order of effect.
 */
export function closingDay(book: Settled, item: number): number {
  const { items, applications } = book
  const next = items.amount[item] > 0 ? applications.nextOfDebit : applications.nextOfCredit
  const newest = items.applied[item]
  if (newest === 0) return NEVER
  if (next[newest - 1] === 0) return applications.effective[newest - 1]
  const changes = new Map<number, number>()
  for (let link = newest; link !== 0; link = next[link - 1]) {
    const day = applications.effective[link - 1]
    changes.set(day, (changes.get(day) ?? 0) + applications.amount[link - 1])
  }
  let open = Math.abs(items.amount[item])
  let closed: number = NEVER
  for (const day of [...changes.keys()].sort((a, b) => a - b)) {
    const before = open
    open -= changes.get(day)!
    if (open === 0 && before !== 0) closed = day
  }
  return open === 0 ? closed : NEVER
}

/** Applications of an item, the newest first. */
export function* applicationsOf({ items, applications }: Settled, item: number): Generator<number> {
  const next = items.amount[item] > 0 ? applications.nextOfDebit : applications.nextOfCredit
  for (let link = items.applied[item]; link !== 0; link = next[link - 1]) yield link - 1
}
