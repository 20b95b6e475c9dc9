import { day } from '../dates.js'
import type { OursQuestion } from '../domain/comparison-ours.js'
import type { TheirRow } from '../domain/comparison-line.js'
import type { Currency, Money } from '../money.js'
import { refuse } from '../refusals.js'
import type { Answers } from './answers.js'
import { exportPlaces, ExportTable, type ExportColumn, type ExportColumns } from './export-table.js'
import { inputName, type Fault, type InputFile } from './input.js'

type ListColumn = 'number' | 'date' | 'amount' | 'debit' | 'credit' | 'text'

const NUMBER = ['单据号', '单据编号', '单据号码', '发票号', '发票号码', '数电票号码', '凭证号', '凭证字号', '单号', '编号', '号码']
const NUMBER_EN = [
  'number',
  'no',
  'document',
  'document number',
  'document no',
  'invoice',
  'invoice number',
  'invoice no',
  'reference',
  'ref',
  'voucher',
]
const DATE = ['单据日期', '开票日期', '发票日期', '记账日期', '业务日期', '日期', 'date', 'document date', 'invoice date', 'posting date']
const TEXT = ['摘要', '备注', '说明', '内容', 'text', 'description', 'memo', 'note', 'remark']
const WHOLE = ['价税合计', '含税金额', '单据金额', '原金额', '发票金额', '应收金额', 'amount', 'gross', 'total', 'invoice amount', '金额']
const OPEN = [
  '未清金额',
  '未收金额',
  '未付金额',
  '欠款金额',
  '欠款',
  '未核销金额',
  '应收余额',
  'open',
  'open amount',
  'outstanding',
  'amount due',
]
const BALANCE = ['余额', 'balance']

const column = (kind: ExportColumn['kind'], ...headings: string[]): ExportColumn => ({ kind, headings })

const common = {
  number: column('code', ...NUMBER, ...NUMBER_EN),
  date: column('date', ...DATE),
  text: column('text', ...TEXT),
}
const unused = column('amount')

/** By which columns a list says how much, those that say it best first: a balance that runs on beside debits is no amount. */
function waysOf(side: OursQuestion['side']): ExportColumns<ListColumn>[] {
  const debits = {
    debit: column('amount', '借方', '借方金额', '借方发生额', 'debit'),
    credit: column('amount', '贷方', '贷方金额', '贷方发生额', 'credit'),
  }
  const amounts = side === 'openItems' ? [...OPEN, ...WHOLE, ...BALANCE] : [...WHOLE, ...OPEN, ...BALANCE]
  const required = (one: ExportColumn): ExportColumn => ({ ...one, required: true })
  const sides = { ...common, amount: unused, debit: required(debits.debit), credit: required(debits.credit) }
  const single = { ...common, ...debits, amount: required(column('amount', ...amounts)) }
  return side === 'openItems' ? [{ ...single, amount: required(column('amount', ...OPEN)) }, sides, single] : [sides, single]
}

/**
 * The rows of a list to compare with, found by its headings: a number, a date, a text as far as there are any, and an amount, or debits
 * and credits. Amounts in a currency; a list that has none, or cells that cannot be read, are faults.
 */
export function pastedList(
  file: InputFile,
  { side, currency, answers = {} }: { side: OursQuestion['side']; currency: Currency; answers?: Answers },
): { rows: TheirRow[]; faults: Fault[] } {
  const name = inputName(file)
  for (const columns of waysOf(side)) {
    const places = exportPlaces(file, columns)
    if (!places) continue
    const table = new ExportTable<ListColumn>(file, places, columns, answers, { ragged: true, key: 'number' })
    const rows = table.rows.flatMap((row): TheirRow[] => {
      const has = (['amount', 'debit', 'credit'] as const).some(one => table.text(row, one) !== '')
      const [number, date, text] = [table.code(row, 'number'), table.date(row, 'date'), table.text(row, 'text')]
      const amount = table.has('amount') ? table.money(row, 'amount', currency) : debitLessCredit(table, row, currency)
      // A line without an amount is a heading or a remark within the list, unless it names a document.
      if (!has && number === '') return []
      if (!has) table.missing(row, table.has('amount') ? 'amount' : 'debit')
      return [{ line: row.line, amount, ...(number && { number }), ...(date && { date: day(date) }), ...(text && { text }) }]
    })
    return { rows, faults: table.faults }
  }
  const heading = '金额 / amount'
  return {
    rows: [],
    faults: [{ file: name, line: 0, column: heading, value: '', refusal: refuse('MISSING_COLUMN', { file: name, column: heading }) }],
  }
}

const debitLessCredit = (table: ExportTable<ListColumn>, row: Parameters<typeof table.money>[0], currency: Currency): Money =>
  (table.money(row, 'debit', currency) - table.money(row, 'credit', currency)) as Money
