import type * as z from 'zod'
import type { Currency } from '../money.js'
import { Refusal, refuse } from '../refusals.js'
import { TABLES } from '../tables/index.js'
import { fieldKind } from './fields.js'
import type { Fault } from './input.js'
import { foundBy, readValue, type Found, type Line, type Reading } from './line.js'
import { detailedSource, type RowPlan, type Source } from './profile.js'
import type { Rounding } from './rounding.js'
import { schemaProblem } from '../schema-fault.js'

/** What a row is built with. */
export interface Workshop {
  reading: Reading
  rounding: Rounding
  /** Of the ledger: amounts without a currency are in it, and so are costs. */
  currency: Currency
  faults: Fault[]
}

type Cells = Record<string, unknown>

/** Amounts that are in ledger currency whatever the document's is. */
const IN_LEDGER_CURRENCY = new Set(['cost', 'creditLimit'])

/** Reads columns of one line; every cell that cannot be read is a fault, and `undefined` is given. */
export function cellsOf(
  table: string,
  columns: Readonly<Record<string, Source>>,
  line: Line,
  shop: Workshop,
  documentCurrency?: Currency,
): Cells | undefined {
  const before = shop.faults.length
  const cells: Cells = {}
  const read = (target: string) => {
    const value = valueOf(table, target, columns[target], line, shop, documentCurrency ?? (cells.currency as Currency | undefined))
    if (value === undefined) return
    if (target.startsWith('dimensions.')) cells.dimensions = { ...(cells.dimensions as Cells | undefined), [target.slice(11)]: value }
    else cells[target] = value
  }
  // The currency first: it decides how far amounts are rounded.
  if (columns.currency !== undefined) read('currency')
  for (const target of Object.keys(columns)) if (target !== 'currency') read(target)
  return shop.faults.length > before ? undefined : cells
}

function valueOf(
  table: string,
  target: string,
  given: Source,
  line: Line,
  shop: Workshop,
  currency: Currency | undefined,
): string | number | undefined {
  const source = detailedSource(given)
  let found: Found = { column: '', text: '' }
  try {
    found = foundBy(source, line, shop.reading)
    if (found.text === '') return undefined
    const kind = fieldKind(table, target)
    const value = readValue(found, kind, source, line, shop.reading)
    if (kind !== 'amount') return target === 'currency' ? String(value).toUpperCase() : value
    const unit = IN_LEDGER_CURRENCY.has(target) ? shop.currency : (currency ?? shop.currency)
    return shop.rounding.of(String(value), unit, `${table}.${target}`)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    shop.faults.push(faultOn(line, found.column || headingOf(given) || target, found.text || String(error.details.value ?? ''), error))
    return undefined
  }
}

const faultOn = (line: Line, column: string, value: string, refusal: Refusal): Fault => ({
  file: line.sheet.name,
  line: line.row.line,
  column,
  value,
  refusal,
})

/** The heading a person would look for: of several the first that the file has. */
function headingOf(given: Source | undefined): string {
  if (given === undefined) return ''
  const { column, text } = detailedSource(given)
  return text ?? (Array.isArray(column) ? column.join(' / ') : String(column ?? ''))
}

/** Instalments of a line; those without an amount are left out. */
export function instalmentsOf(plan: RowPlan, line: Line, shop: Workshop, currency?: Currency): Cells[] {
  return (plan.instalments ?? [])
    .map(part => cellsOf(plan.table, { due: part.due, amount: part.amount }, line, shop, currency))
    .filter((cells): cells is Cells => cells?.amount !== undefined)
}

/** Checks a row against its table before anything is posted; each column that does not fit is a fault. */
export function fitsTable(plan: RowPlan, row: Cells, line: Line, faults: Fault[]): boolean {
  const before = faults.length
  const missing = (column: string) => {
    const heading = headingOf(plan.columns[column]) || column
    faults.push(faultOn(line, heading, '', refuse('MISSING_CELL', { column: heading })))
  }
  const read = TABLES.get(plan.table)!.row.safeParse(row)
  if (!read.success) {
    for (const issue of flat(read.error.issues)) {
      const target = String(issue.path[0] ?? '')
      if (row[target] === undefined && target) missing(target)
      else {
        const column = issue.path[0] === 'dimensions' ? issue.path.join('.') : headingOf(plan.columns[target]) || target
        const problem = schemaProblem(issue)
        faults.push(faultOn(line, column, shown(row[target]), refuse('BAD_ROW', { column: column || plan.table, problem })))
      }
    }
  } else if (plan.columns.amount !== undefined && row.amount === undefined && row.lines === undefined) missing('amount')
  return faults.length === before
}

/** Of a table with several forms of rows, the faults of the form that fits best. */
function flat(issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  return issues.flatMap(issue =>
    issue.code === 'invalid_union' && issue.errors.length > 0
      ? issue.errors
          .reduce((best, errors) => (errors.length < best.length ? errors : best))
          .map(inner => ({ ...inner, path: [...issue.path, ...inner.path] }))
      : [issue],
  )
}

const shown = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
