import { iso, type IsoDate } from '../../shared/dates.js'
import { decimalsOf, type Currency, type Money } from '../../shared/money.js'
import type { DrillRow } from '../../shared/functions/drill.js'
import type { Words } from '../../shared/vocabulary.js'
import type { Desk } from '../desk/desk.js'
import { isArFormula } from '../workbook/ar-formulas.js'
import { keptAt } from '../workbook/frozen-cells.js'
import type { CellContents } from '../workbook/selection.js'
import { answeredCall, askedAt, type AnsweredCall } from './drilled-call.js'
import { followed, type Part } from './drilled-terms.js'
import { reasonsFor } from './drilled-reasons.js'

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

/**
 * Takes a cell apart: its formula, cells that it names and their formulas, down to calls of ours. `undefined` when it leads to none.
 * Refuses while there is no ledger in this workbook.
 */
export async function drilled(desk: Desk, cell: CellContents): Promise<Drilled | undefined> {
  const context = desk.context()
  const kept = cell.formula || cell.spill ? undefined : await keptAt(cell.sheet, cell.row, cell.column)
  const formula = kept?.formula ?? cell.spill?.formula ?? cell.formula
  if (!formula) return undefined
  const anchor = kept ? { row: kept.row, column: kept.col } : (cell.spill ?? cell)
  const start = {
    sheet: cell.sheet,
    address: cell.address,
    formula,
    element: { row: cell.row - anchor.row, column: cell.column - anchor.column },
    value: cell.value,
  }
  const { parts: found, wrappers } = await followed(start)
  if (!isArFormula(formula) && !found.some(({ term }) => term.kind === 'call')) return undefined

  const frozen = kept?.part.act
  const asked = askedAt(context, frozen)
  const parts = found.map(part => partOf(part, asked, desk))
  const currency = parts.find(({ call }) => call)?.call?.drill.currency ?? context.book.company.currency
  const scale = 10 ** decimalsOf(currency)
  const rows = parts.flatMap(({ call, sign }, of) =>
    (call?.drill.rows ?? []).map(row => ({ ...row, amount: (sign * row.amount) as Money, of })),
  )
  const isSum = parts.some(({ call }) => call) && parts.every(({ call }) => !call || call.drill.answer !== null)
  const minor = (value: number) => Math.round(value * scale) as Money
  const known = parts.reduce((sum, { sign, value }) => sum + sign * (value === null ? 0 : minor(value)), 0) as Money
  const total = isSum ? known : null
  const shown = typeof cell.value === 'number' ? minor(cell.value) : null
  const difference = total === null || shown === null ? null : ((shown - total) as Money)
  const result = {
    cell,
    formula,
    ...(frozen ? { frozen: { at: frozen.at, change: frozen.change } } : {}),
    parts,
    rows,
    currency,
    total,
    shown,
    difference,
    asOf: parts.find(({ call }) => call)?.call?.drill.facts.asOf ?? frozen?.asOf ?? iso(context.asOf),
    change: asked.known ?? context.book.change,
  }
  return { ...result, reasons: reasonsFor(result, wrappers, desk) }
}

function partOf({ term, sign, through, args, element, value }: Part, asked: ReturnType<typeof askedAt>, { language }: Desk): DrilledPart {
  const part = { sign, text: term.text, through }
  if (term.kind !== 'call') return { ...part, value: typeof value === 'number' ? value : null }
  const answered = answeredCall(asked, term.name, args, element, language)
  return typeof answered === 'string'
    ? { ...part, value: null, problem: answered }
    : { ...part, value: typeof answered.value === 'number' ? answered.value : null, call: answered }
}
