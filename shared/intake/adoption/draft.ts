import type { IsoDate } from '../../dates.js'
import type { Currency, Money } from '../../money.js'
import type { AdoptionOptions } from './mapping.js'
import type { RowReading, ReadRow } from './row-reading.js'
import type { AdoptionField } from './field-words.js'
import type { Refusal } from '../../refusals.js'

/** What one row becomes before everything is put in order: a row of a table, and what was received on it. */
export interface Draft {
  table: string
  /** Without its amount, which further lines of the same document may raise. */
  row: Record<string, unknown>
  line: number
  customer: string
  /** Of the document, in minor units; `undefined` for what has none. */
  amount?: Money
  currency: Currency
  /** What names it within its table; nothing for what may stand twice. */
  key?: string
  /** A receipt on it, with the day it counts. */
  received?: { amount: Money; date: IsoDate }
  /** An allocation of this document, a receipt, to an invoice. */
  allocates?: { to: string; date: IsoDate }
}

/** What becomes of a row: drafts, nothing for what is settled, or refusals on its fields. */
export type Made = { drafts: Draft[] } | { settled: true } | { refused: { field: AdoptionField; refusal: Refusal }[] }

/** What the makers of rows work with. */
export interface Bench {
  reading: RowReading
  options: AdoptionOptions
  today: IsoDate
  currency: Currency
  customer: (read: ReadRow) => string
  /** Tells something once for all rows that it holds of; counts them. */
  tell: (en: string, zh: string) => void
}
