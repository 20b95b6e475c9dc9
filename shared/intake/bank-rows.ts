import type { IsoDate } from '../dates.js'
import { decimalsOf, money, type Currency, type Money } from '../money.js'
import { Refusal, refuse } from '../refusals.js'
import type { BankColumn } from './bank-headings.js'
import type { StatementEntry } from './bank-statement.js'
import { cellText, readAmount, readCode, readDate, type CellValue, type NumberStyle } from './cells.js'
import type { Fault, InputRow } from './input.js'

/** Where the columns of a statement stand; of text there may be several. */
export type Columns = Partial<Record<BankColumn, number[]>>

const STYLES: readonly NumberStyle[] = [
  { decimal: '.', thousands: ',' },
  { decimal: ',', thousands: '.' },
]
const DATES: readonly (readonly string[])[] = [['auto'], ['D/M/YYYY', 'D-M-YYYY', 'D.M.YYYY'], ['M/D/YYYY', 'M-D-YYYY', 'M.D.YYYY']]

/** The cells of a row in the places of a column. */
export const cellsOf = (row: InputRow, columns: Columns, column: BankColumn): CellValue[] =>
  (columns[column] ?? []).map(at => row.cells[at])

/** The one way of writing numbers in which all amounts can be read; the usual one when several can. */
export function styleOf(rows: readonly InputRow[], columns: Columns): NumberStyle {
  const texts = (['amount', 'credit', 'debit', 'balance'] as const).flatMap(column =>
    rows.flatMap(row => cellsOf(row, columns, column).filter(cell => typeof cell === 'string' && /\d/.test(cell))),
  ) as string[]
  return STYLES.find(style => texts.every(text => reads(() => readAmount(text, style)))) ?? STYLES[0]
}

/** The one way of writing dates in which the whole column can be read; when there are two of them each cell must speak for itself. */
export function datesOf(rows: readonly InputRow[], columns: Columns): readonly string[] {
  const texts = rows.map(row => dateText(cellsOf(row, columns, 'day')[0]))
  const [itself, ...stated] = DATES
  const readsAll = (formats: readonly string[]) => texts.every(text => reads(() => readDate(text, formats)))
  const fitting = readsAll(itself) ? [] : stated.filter(readsAll)
  return fitting.length === 1 ? fitting[0] : itself
}

function reads(read: () => unknown): boolean {
  try {
    read()
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return false
  }
}

/** A date of a bank: `20260305102233` is one with its time. */
function dateText(cell: CellValue): string {
  const text = cellText(cell)
  return /^\d{14}$/.test(text) ? text.slice(0, 8) : text
}

/** Banks strike out the column in which nothing moved. */
const isNothing = (text: string): boolean => /^[-–—/\s]*$/.test(text)

/** A number without the mark by which a bank keeps spreadsheets from shortening it. */
export const plainNumber = (text: string): string => readCode(text.replace(/^['`’]+(?=\w)/, ''), { whole: true })

const AMOUNTS = ['credit', 'debit', 'amount'] as const

/** Reads the rows of a statement, and keeps what cannot be read. */
export class BankRows {
  readonly faults: Fault[] = []

  constructor(
    private readonly file: string,
    private readonly columns: Columns,
    private readonly style: NumberStyle,
    private readonly dates: readonly string[],
  ) {}

  text(row: InputRow, column: BankColumn): string {
    return cellsOf(row, this.columns, column)
      .map(cellText)
      .filter((text, i, all) => text !== '' && all.indexOf(text) === i)
      .join(' ')
  }

  /** A number of an account or movement; refuses one that a spreadsheet has shortened (`NUMBER_SHORTENED`). */
  number(row: InputRow, column: BankColumn): string {
    return plainNumber(this.text(row, column))
  }

  /** Refuses more decimals than the currency has: a point may have been meant for thousands. */
  amount(text: string, currency: Currency): Money {
    const plain = readAmount(text, this.style)
    const decimals = plain.split('.')[1]?.length ?? 0
    if (decimals > decimalsOf(currency)) throw refuse('TOO_MANY_DECIMALS', { value: text, currency })
    return money(plain, currency)
  }

  /** A row of text with more cells than headings: an amount like `1,234.50` without quotes pushed what follows aside. */
  shifted(row: InputRow, headings: number): boolean {
    const value = row.cells.slice(headings).map(cellText).filter(Boolean).join(', ')
    if (value !== '') this.fault(row, refuse('LINE_TOO_LONG', { value }))
    return value !== ''
  }

  /** A row with an amount and no date is no movement that can be placed. */
  undated(row: InputRow): void {
    const value = this.text(row, 'day')
    this.fault(row, value === '' ? refuse('MISSING_CELL', { column: 'date (日期)' }) : refuse('BAD_DATE', { value }))
  }

  entry(row: InputRow, currency: Currency): StatementEntry | undefined {
    try {
      const serial = this.number(row, 'serial') || undefined
      const balance = this.text(row, 'balance')
      const text = this.text(row, 'text').slice(0, 500)
      const payerAccount = this.number(row, 'payerAccount')
      return {
        at: row.line,
        serial,
        day: this.day(row),
        amount: this.movement(row, currency),
        payer: this.text(row, 'payer').slice(0, 200),
        ...(payerAccount ? { payerAccount } : {}),
        ...(text ? { text } : {}),
        ...(isNothing(balance) ? {} : { balance: this.amount(balance, currency) }),
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.fault(row, error)
      return undefined
    }
  }

  private day(row: InputRow): IsoDate {
    return readDate(dateText(cellsOf(row, this.columns, 'day')[0]), this.dates)
  }

  private movement(row: InputRow, currency: Currency): Money {
    if (AMOUNTS.every(column => isNothing(this.text(row, column)))) throw refuse('MISSING_CELL', { column: 'amount (金额)' })
    const read = (column: BankColumn) => {
      const text = this.text(row, column)
      return isNothing(text) ? (0 as Money) : this.amount(text, currency)
    }
    if (this.columns.credit) return (read('credit') - Math.abs(read('debit'))) as Money
    const amount = read('amount')
    const sign = this.text(row, 'sign').normalize('NFKC').toLowerCase()
    if (/^(借|支|付|转出|d|w)/.test(sign)) return -Math.abs(amount) as Money
    return amount
  }

  private fault(row: InputRow, refusal: Refusal): void {
    const value = String(refusal.details.value ?? '')
    this.faults.push({ file: this.file, line: row.line, column: '', value, refusal })
  }
}
