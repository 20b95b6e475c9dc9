import { refuse } from '../refusals.js'
import type { CustomerNames } from './customer-names.js'
import { exportPlaces, ExportTable } from './export-table.js'
import { inputName, type InputFile, type InputRow } from './input.js'
import type { MappedRows } from './mapping.js'
import { TaxList, type Listed } from './tax-invoice-list.js'
import { TAX_COLUMNS, type TaxColumn } from './tax-invoice-words.js'
import type { ExportContext } from './vouchers/lines.js'

/** Whether a file is a list of invoices that the tax platform exported, and whether it has their lines. */
export function taxListKind(file: InputFile): 'invoices' | 'lines' | undefined {
  const places = exportPlaces(file, TAX_COLUMNS)
  return places && (places.at.has('goods') || places.at.has('quantity') ? 'lines' : 'invoices')
}

/** Of a list, what another list with lines does not have; nothing when that has all. */
export function withoutListed(file: InputFile, lists: readonly InputFile[]): InputFile | undefined {
  const numbers = new Set(lists.flatMap(list => numbersIn(list).map(({ number }) => number)))
  const missing = new Set(numbersIn(file).flatMap(({ number, row }) => (number === '' || numbers.has(number) ? [] : [row])))
  if (missing.size === 0) return undefined
  const from = exportPlaces(file, TAX_COLUMNS)!.from
  return { ...file, rows: [...file.rows].filter(row => row.line < from || missing.has(row)) }
}

function numbersIn(file: InputFile): { number: string; row: InputRow }[] {
  const { at, from } = exportPlaces(file, TAX_COLUMNS)!
  const text = (row: InputRow, column: TaxColumn) => String(row.cells[at.get(column) ?? -1] ?? '').trim()
  return [...file.rows].filter(row => row.line >= from).map(row => ({ row, number: text(row, 'digital') || text(row, 'number') }))
}

/**
 * The invoices of a list of the tax platform: lines of one number are one invoice, red ones are credit notes that name their blue one,
 * void ones are left out and told. Nothing for a file that is no such list.
 */
export function taxInvoices(file: InputFile, context: ExportContext, names: CustomerNames): MappedRows | undefined {
  const places = exportPlaces(file, TAX_COLUMNS)
  if (!places) return undefined
  const table = new ExportTable<TaxColumn>(file, places, TAX_COLUMNS, context.answers, { key: 'digital' })
  const purchases = boughtBy(table)
  if (purchases !== undefined) {
    const problem = `it lists what ${purchases} bought, not what was sold (为取得发票清单，请导出开具发票)`
    table.faults.push({ file: inputName(file), line: 0, column: '', value: '', refusal: refuse('BAD_FILE', { file: table.name, problem }) })
  }
  const list = new TaxList(table, context.currency, context.book, names)
  for (const listed of byNumber(table)) list.read(listed)
  return list.result()
}

/** Many sellers and one buyer: the invoices that somebody received. */
function boughtBy(table: ExportTable<TaxColumn>): string | undefined {
  if (!table.has('seller')) return undefined
  const [sellers, buyers] = (['seller', 'buyer'] as const).map(
    column => new Set(table.rows.map(row => table.text(row, column)).filter(Boolean)),
  )
  return sellers.size > 1 && buyers.size === 1 ? [...buyers][0] : undefined
}

function byNumber(table: ExportTable<TaxColumn>): Iterable<Listed> {
  const found = new Map<string, Listed>()
  for (const row of table.rows) {
    const digital = table.code(row, 'digital')
    // Paper invoices and those of before have code and number.
    const listed = { number: digital || table.code(row, 'number'), series: digital ? '' : table.code(row, 'series'), rows: [row] }
    if (listed.number === '') {
      table.missing(row, 'digital')
      continue
    }
    const key = `${listed.series}\u0001${listed.number}`
    const known = found.get(key)
    if (known) known.rows.push(row)
    else found.set(key, listed)
  }
  return found.values()
}
