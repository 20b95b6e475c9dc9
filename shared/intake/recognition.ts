import { columnsOfRow, type BankColumn } from './bank-headings.js'
import { learnedPlan, type LearnedProfile } from './learned-profile.js'
import { plainHeading, sheetOf, type InputFile, type InputRow } from './input.js'
import { recognised } from './own-tables.js'
import { OWN_TABLES } from './own-words.js'
import { taxListKind } from './tax-invoices.js'
import type { VoucherOptions } from './vouchers/lines.js'
import { voucherLayout } from './vouchers/layouts.js'

/** What a file was taken for; `as` alone where nothing more can be said. */
export type Recognition =
  | { as: 'learned'; name: string }
  | { as: 'vouchers'; program: string }
  | { as: 'taxInvoices' | 'bank' | 'ledger' | 'unknown' }
  | { as: 'table'; table: string }

/** Rows that show what a file is: its headings stand among them. */
const HEAD = 60

/** What a file is taken for, by its first lines, in the order in which `rowsOfFiles` tries. */
export function recognition(
  file: InputFile & { rows: readonly InputRow[] },
  { learned = [], vouchers }: { learned?: readonly LearnedProfile[]; vouchers?: VoucherOptions },
): Recognition {
  const head = { ...file, rows: file.rows.slice(0, HEAD) }
  const found = learned.find(profile => learnedPlan(head, [profile])?.plan)
  if (found) return { as: 'learned', name: found.name }
  const layout = voucherLayout(head, vouchers)
  if (layout) return { as: 'vouchers', program: layout.name }
  if (taxListKind(head)) return { as: 'taxInvoices' }
  const table = recognised([head]).profile?.files[0].rows.at(-1)?.table
  return table === undefined ? { as: 'unknown' } : { as: 'table', table }
}

/** Columns that few but banks have beside a day and an amount. */
const OF_BANKS: readonly BankColumn[] = ['balance', 'payer', 'payerAccount', 'serial', 'debit', 'sign']

/** Whether a row of headings of a bank stands among the first lines. */
export const hasBankHeadings = ({ rows }: { rows: readonly InputRow[] }): boolean =>
  rows.slice(0, HEAD).some(({ cells }) => {
    const columns = columnsOfRow(cells.map(cell => String(cell ?? '').trim()))
    return columns.day && (columns.credit ?? columns.amount) && OF_BANKS.filter(column => columns[column]).length >= 2
  })

const WORDS: ReadonlySet<string> = new Set(OWN_TABLES.flatMap(({ columns }) => Object.values(columns).flat()).map(plainHeading))

/** The headings of a file that nobody knows, and its first lines below them, as texts; for people to say what each column is. */
export function headOf(file: InputFile & { rows: readonly InputRow[] }, lines = 3): { headings: string[]; examples: string[][] } {
  const { titles, rows } = sheetOf({ ...file, rows: file.rows.slice(0, HEAD) }, WORDS)
  const examples = rows.slice(0, lines).map(({ cells }) => titles.map((_, at) => String(cells[at] ?? '')))
  return { headings: [...titles], examples }
}
