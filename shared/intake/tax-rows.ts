import { day } from '../dates.js'
import type { TaxRow } from '../domain/completeness-list.js'
import type { Currency, Money } from '../money.js'
import { refuse } from '../refusals.js'
import type { Answers } from './answers.js'
import { exportPlaces, ExportTable } from './export-table.js'
import { inputName, type Fault, type InputFile, type InputRow } from './input.js'
import { TAX_COLUMNS, VOID, type TaxColumn } from './tax-invoice-words.js'
import { taxListKind } from './tax-invoices.js'

/**
 * The invoices of a list of the tax platform as they stand, void ones too, to compare the ledger with. Lines of one number are one
 * invoice where the list has lines; a number listed twice in a list of invoices stays twice. What cannot be read is a fault.
 */
export function taxRows(file: InputFile, currency: Currency, answers: Answers = {}): { rows: TaxRow[]; faults: Fault[] } {
  const places = exportPlaces(file, TAX_COLUMNS)
  if (!places) {
    const column = '数电票号码, 开票日期, 购买方名称, 金额, 税额, 发票状态'
    const refusal = refuse('MISSING_COLUMN', { file: inputName(file), column })
    return { rows: [], faults: [{ file: inputName(file), line: 0, column, value: '', refusal }] }
  }
  const table = new ExportTable<TaxColumn>(file, places, TAX_COLUMNS, answers, { key: 'digital' })
  const rows: TaxRow[] = []
  const byNumber = taxListKind(file) === 'lines' ? new Map<string, TaxRow>() : undefined
  for (const row of table.rows) {
    const found = rowOf(table, row, currency)
    if (!found) continue
    const key = `${found.code}\u0001${found.number}`
    const known = byNumber?.get(key)
    if (!known) {
      byNumber?.set(key, found)
      rows.push(found)
      continue
    }
    known.net = (known.net + found.net) as Money
    known.tax = (known.tax + found.tax) as Money
    known.total = (known.total + found.total) as Money
    known.red = known.total < 0
  }
  return { rows, faults: table.faults }
}

function rowOf(table: ExportTable<TaxColumn>, row: InputRow, currency: Currency): TaxRow | undefined {
  const digital = table.code(row, 'digital')
  const number = digital || table.code(row, 'number')
  const date = table.date(row, 'date')
  if (number === '') table.missing(row, 'digital')
  if (!date && table.text(row, 'date') === '') table.missing(row, 'date')
  if (number === '' || !date) return undefined
  const [net, tax] = [table.money(row, 'net', currency), table.money(row, 'tax', currency)]
  const total = table.text(row, 'gross') === '' ? net + tax : table.money(row, 'gross', currency)
  const red = total < 0 || table.text(row, 'positive') === '否'
  // Some lists write red invoices with amounts above zero and say that they are red.
  const sign = red && total > 0 ? -1 : 1
  return {
    code: digital ? '' : table.code(row, 'series'),
    number,
    date: day(date),
    buyer: table.text(row, 'buyer'),
    net: (sign * net) as Money,
    tax: (sign * tax) as Money,
    total: (sign * total) as Money,
    red,
    void: VOID.test(table.text(row, 'status')),
    line: row.line,
  }
}
