import type { Company } from './book.js'
import type { PackedColumn } from './packing.js'

/**
 * A Book as bytes: a JSON head with what is small, then every column of facts, packed, then what is neither as JSON. What is derived
 * from the facts is left out. A reader that does not know the format fetches the facts anew.
 */
export const SNAPSHOT_FORMAT = 2
/** How the bytes begin: "DFBK". */
export const MAGIC = 0x4b424644
/** Facts or notes that are written as one text. */
export const TOGETHER = 1_000

/** What the bytes say first. */
export interface Head {
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

/** Numbers that go together as two columns. */
export function pairColumns(pairs: readonly (readonly [number, number])[]): [PackedColumn, PackedColumn] {
  const one = (place: 0 | 1): PackedColumn => ({
    values: Float64Array.from(pairs, pair => pair[place]),
    count: pairs.length,
    expect: 'previous',
  })
  return [one(0), one(1)]
}
