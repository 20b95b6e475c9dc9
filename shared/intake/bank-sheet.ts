import type { Currency } from '../money.js'
import { refuse } from '../refusals.js'
import { columnsOfRow, labelOf, type BankColumn } from './bank-headings.js'
import { BankRows, cellsOf, datesOf, plainNumber, styleOf, type Columns } from './bank-rows.js'
import type { BankStatement, StatementEntry } from './bank-statement.js'
import { cellText } from './cells.js'
import { inputName, isBlank, type Fault, type InputFile, type InputRow } from './input.js'
import { TOTAL_LINES } from './own-words.js'

/** What a file does not say itself. */
export interface SheetSettings {
  account?: string
  /** Of an account that names none: that of the ledger. */
  currency: Currency
  /** How dates are written; found from the column when left out. */
  dates?: readonly string[]
}

/** How far down the headings are looked for: banks write a block about the account above them. */
const HEADING_ROWS = 40
/**
 * Reads the statement of a bank as CSV or a sheet: headings in Chinese or English, one signed amount or two columns, the account in a
 * block above or in a column of its own. Gives a statement for each account; every cell that cannot be read is a fault.
 */
export function bankStatements(file: InputFile, settings: SheetSettings): { statements: BankStatement[]; faults: Fault[] } {
  const name = inputName(file)
  const rows = [...file.rows].filter(row => !isBlank(row))
  const head = headingRow(rows)
  if (head === undefined) throw refuse('STATEMENT_NOT_KNOWN', { file: name, problem: missingColumns(rows) })
  const columns = columnsOfRow(textsOf(rows[head]))
  const labels = [...rows.slice(0, head), ...rows.slice(head + 1)].filter(row => !hasDate(row, columns))
  const block = blockOf(labels)
  const body = rows.slice(head + 1).filter(row => hasDate(row, columns))
  const reader = new BankRows(name, columns, styleOf(body, columns), settings.dates ?? datesOf(body, columns))
  for (const row of rows.slice(head + 1)) if (!hasDate(row, columns) && !isBeside(row, columns)) reader.undated(row)
  const byAccount = new Map<string, { account: string; currency: Currency; entries: StatementEntry[] }>()
  const headings = rows[head].cells.length
  for (const row of body) {
    // In a sheet a remark beside the table shifts nothing.
    if (file.sheet === undefined && reader.shifted(row, headings)) continue
    const account = settings.account ?? (reader.number(row, 'account') || plainNumber(block.account ?? ''))
    if (account === '') throw refuse('BANK_ACCOUNT_MISSING', { file: name })
    const currency = currencyCode(reader.text(row, 'currency') || block.currency || '') ?? settings.currency
    const key = `${account} ${currency}`
    const found = byAccount.get(key) ?? { account, currency, entries: [] }
    byAccount.set(key, found)
    const entry = reader.entry(row, currency)
    if (entry) found.entries.push(entry)
  }
  const alone = byAccount.size === 1
  const statements = [...byAccount.values()].map(({ account, currency, entries }): BankStatement => {
    const balance = (text: string | undefined) => (alone && text ? reader.amount(text, currency) : undefined)
    return { file: name, account, currency, entries, opening: balance(block.opening), closing: balance(block.closing), remarks: [] }
  })
  return { statements, faults: reader.faults }
}

const textsOf = (row: InputRow): string[] => row.cells.map(cell => String(cell ?? '').trim())

/** The row that knows most columns; it must tell the day and an amount. */
function headingRow(rows: readonly InputRow[]): number | undefined {
  let best: number | undefined
  let most = 0
  rows.slice(0, HEADING_ROWS).forEach((row, at) => {
    const columns = columnsOfRow(textsOf(row))
    const known = Object.keys(columns).length
    if (columns.day && (columns.amount ?? columns.credit) && known > most) [best, most] = [at, known]
  })
  return best
}

function missingColumns(rows: readonly InputRow[]): string {
  const known = new Set(rows.slice(0, HEADING_ROWS).flatMap(row => Object.keys(columnsOfRow(textsOf(row)))))
  return known.has('day') ? 'no amount (缺少金额列)' : 'no date (缺少日期列)'
}

const hasDate = (row: InputRow, columns: Columns): boolean => /^\s*\d/.test(String(cellsOf(row, columns, 'day')[0] ?? ''))

/** Whether a row without a date is a total or says something about the account. */
function isBeside(row: InputRow, columns: Columns): boolean {
  const texts = textsOf(row).filter(Boolean)
  const amounts = (['amount', 'credit', 'debit'] as const)
    .flatMap(column => cellsOf(row, columns, column))
    .some(cell => /\d/.test(String(cell ?? '')))
  return (
    !amounts ||
    texts.some(text => TOTAL_LINES.some(total => text.startsWith(total)) || labelOf(text.split(/[:：]/)[0], BESIDE) !== undefined)
  )
}

const BESIDE = ['account', 'currency', 'opening', 'closing'] as const

/** What stands beside the table: `账号：6222…` in one cell, or label and value in two. */
function blockOf(rows: readonly InputRow[]): Partial<Record<(typeof BESIDE)[number], string>> {
  const block: Partial<Record<BankColumn, string>> = {}
  for (const row of rows) {
    const texts = textsOf(row)
    texts.forEach((text, at) => {
      const [label, ...rest] = text.split(/[:：]/)
      const column = labelOf(label, BESIDE)
      if (!column || block[column]) return
      const value = rest.join(':').trim() || texts.slice(at + 1).find(next => next !== '')
      if (value) block[column] = cellText(value)
    })
  }
  return block
}

/** A currency as banks write it, as its code. */
function currencyCode(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim().toUpperCase()
  if (/^[A-Z]{3}$/.test(plain)) return plain === 'RMB' ? 'CNY' : plain
  return CURRENCY_WORDS[plain]
}

const CURRENCY_WORDS: Readonly<Record<string, string>> = {
  人民币: 'CNY',
  人民币元: 'CNY',
  美元: 'USD',
  欧元: 'EUR',
  港币: 'HKD',
  港元: 'HKD',
  日元: 'JPY',
  英镑: 'GBP',
}
