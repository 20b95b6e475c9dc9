import { iso } from '../../shared/dates.js'
import { decimalsOf, type Money } from '../../shared/money.js'
import type { Desk } from '../desk/desk.js'
import { isArFormula } from '../workbook/ar-formulas.js'
import { keptAt } from '../workbook/frozen-cells.js'
import type { CellContents } from '../workbook/selection.js'
import { answeredCall, askedAt } from './drilled-call.js'
import type { Drilled, DrilledPart } from './drilled-parts.js'
import { ownFigure } from './own-figure.js'
import { reasonsFor } from './drilled-reasons.js'
import { followed, type Part } from './drilled-terms.js'

export type { Drilled, DrilledPart, DrilledRow } from './drilled-parts.js'

/**
 * Takes a cell apart: its formula, cells that it names and their formulas, down to calls of ours. `undefined` when it leads to none.
 * Refuses while there is no ledger in this workbook.
 */
export async function drilled(desk: Desk, cell: CellContents): Promise<Drilled | undefined> {
  const context = desk.context()
  const kept = cell.formula || cell.spill ? undefined : await keptAt(cell.sheet, cell.row, cell.column)
  const written = kept?.formula ?? cell.spill?.formula ?? cell.formula
  const formula = isArFormula(written) ? written : ((await ownFigure(cell)) ?? written)
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
