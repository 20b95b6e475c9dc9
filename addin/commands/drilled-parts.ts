import type { IsoDate } from '../../shared/dates.js'
import type { DrillRow } from '../../shared/functions/drill.js'
import type { Currency, Money } from '../../shared/money.js'
import type { Words } from '../../shared/vocabulary.js'
import type { CellContents } from '../workbook/selection.js'
import type { AnsweredCall } from './drilled-call.js'

/** One part of what a cell shows: a call of ours with its documents, a number, or a text that cannot be followed. */
export interface DrilledPart {
  sign: 1 | -1
  /** As the formula says it. */
  text: string
  /** The cells that lead to it, `Sheet1!B5`; none for what stands in the cell itself. */
  through: readonly string[]
  /** What it contributes, before its sign, in major units; `null` when that is not known. */
  value: number | null
  call?: AnsweredCall
  /** Why there is no answer, in the user's language. */
  problem?: string
}

/** A document behind a cell; `amount` has the sign with which it counts there. */
export interface DrilledRow extends DrillRow {
  /** Which part it belongs to. */
  of: number
}

/** A cell taken apart into the documents behind it. */
export interface Drilled {
  cell: CellContents
  /** The formula that was followed: the cell's own, its array's, or the one that is kept for it. */
  formula: string
  /** When it was frozen, in milliseconds since 1970, and the change of the ledger by then. */
  frozen?: { at: number; change: number }
  parts: DrilledPart[]
  rows: DrilledRow[]
  /** In which `total`, `shown` and `difference` are, in minor units. */
  currency: Currency
  /** What the parts come to; `null` when the cell is no sum of documents. */
  total: Money | null
  /** What the cell shows; `null` when that is no number. */
  shown: Money | null
  /** What the cell shows less the total; 0 when all of it is explained. */
  difference: Money | null
  /** Why there is a difference, or why there is no total. */
  reasons: Words[]
  /** The date of its first function. */
  asOf: IsoDate
  /** The newest change that was looked at. */
  change: number
}
