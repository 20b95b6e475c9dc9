import type { IsoDate } from '../dates.js'
import type { Language } from '../refusals.js'
import type { Area } from './address.js'

/**
 * The neutral sheet: one report as plain data, drawn in Excel by the add-in and as .xlsx or .csv by the service. Rows and columns are
 * counted from zero. `layout.ts` makes one from a definition; nobody else computes a place in it.
 */
export interface Sheet {
  name: string
  language: Language
  /** How money is shown: in units of the currency, or in ten thousands (万元); the numbers themselves are always major units. */
  unit: Unit
  columns: Column[]
  /** Every row from the top: title, head, headings, body and foot. */
  rows: Row[]
  /** The row of the column headings. */
  headingRow: number
  /** From the headings to the last row of the body: what the autofilter covers. */
  filter: Area
  /** Rows and columns that stay in place when scrolling. */
  freeze: { rows: number; columns: number }
  highlights: Highlight[]
  charts: Chart[]
  print: Print
  /** Where the rows with a key stand. */
  marks: Record<string, number>
}

/** Sheets of one file, in order. */
export interface Workbook {
  sheets: Sheet[]
}

/** How the numbers of a column are shown; `balance` is money whose zero is shown too. */
export type Format = 'text' | 'integer' | 'quantity' | 'money' | 'balance' | 'percent' | 'date'
export type Unit = 'one' | 'tenThousand'

export interface Column {
  key: string
  heading: string
  /** Characters of the body font. */
  width: number
  format: Format
  /** Decimals of money and quantities; 2 unless given. */
  decimals?: number
  /** A heading above the headings of neighbours with the same band. */
  band?: string
  /** Columns next to each other with the same group fold together. */
  group?: string
  hidden?: boolean
  /** Long text continues on further lines of its cell. */
  wrap?: boolean
  /** What subtotals and totals show. */
  total?: Total
}

/** A sum, a maximum, or one column's sum divided by another's. */
export type Total = 'sum' | 'max' | { ratio: string; to: string }

/** Text; a number (money in major units, a percentage as a fraction); nothing. A date is ISO text in a column or cell of format `date`. */
export type Value = string | number | null

/** A value with something to say about it. Text never becomes a formula: only `formula` does (without the `=`), and `value` is its result. */
export interface RichCell {
  value: Value
  formula?: string
  /** Replaces the format of the column. */
  format?: Format
  /** `faded` for last month's words, `bad` for what needs attention. */
  tone?: 'faded' | 'bad'
}

export type Cell = Value | RichCell

export type RowKind =
  'title' | 'head' | 'band' | 'heading' | 'group' | 'data' | 'subtotal' | 'total' | 'share' | 'proof' | 'note' | 'signature' | 'blank'

export interface Row {
  kind: RowKind
  /** One per column from the left; missing ones at the end are empty. */
  cells: Cell[]
  /** Depth in the outline, 0 outside it. */
  level?: number
  /** A page ends below this row. */
  pageBreak?: boolean
}

/** A conditional format: a colour scale over the numbers, or a tone where a comparison holds. */
export type Highlight = { areas: Area[] } & Rule
export type Rule = { scale: 'amount' | 'overdue' } | { when: '<>' | '>' | '<' | '>=' | '<='; than: number; tone: 'bad' | 'warning' }

/** A native chart: columns stand, bars lie. */
export interface Chart {
  type: 'column' | 'bar'
  stacked: boolean
  title: string
  /** Title of the axis of values, with its unit. */
  axisTitle: string
  categories: Area
  series: { name: Area; values: Area }[]
  /** The cells it covers. */
  anchor: Area
}

/** A4 landscape, one page wide; the heading rows are repeated on every page. */
export interface Print {
  repeat: { top: number; bottom: number }
  footer: string
}

/** The footer's text, with Excel's codes for the page and the number of pages. */
export const PAGE_FOOTER: Record<Language, string> = { en: 'Page &P of &N', zh: '第&P页/共&N页' }

/** Excel's number format: thousands, zero blank, negatives red with their minus. Ten thousands are a matter of the format alone. */
export function numberFormat(format: Format, decimals = 2, unit: Unit = 'one'): string {
  const fraction = decimals === 0 ? '' : `.${'0'.repeat(decimals)}`
  // `0\.0,`: thousands, with a point set before the last digit. Grouping by commas would count that digit too, so there is none.
  const plain = unit === 'tenThousand' ? '0\\.0,' : `#,##0${fraction}`
  if (format === 'money') return `${plain};[Red]-${plain};;@`
  if (format === 'balance') return `${plain};[Red]-${plain};${plain};@`
  if (format === 'integer') return '#,##0;[Red]-#,##0;;@'
  if (format === 'quantity') return `#,##0${fraction};[Red]-#,##0${fraction};;@`
  if (format === 'percent') return '0.0%;[Red]-0.0%;;@'
  return format === 'date' ? 'yyyy-mm-dd' : '@'
}

/** Characters a text takes in the body font: Chinese ones count two. */
export function textWidth(text: string): number {
  let width = 0
  for (const letter of text) width += letter > '\u2e7f' ? 2 : 1
  return width
}

/** The value behind a cell. */
export const valueOf = (cell: Cell | undefined): Value => (cell === undefined ? null : isRich(cell) ? cell.value : cell)

/** Whether a cell carries more than its value. */
export const isRich = (cell: Cell): cell is RichCell => typeof cell === 'object' && cell !== null

type ColumnOptions = Partial<Omit<Column, 'key' | 'heading' | 'format'>>
const column =
  (format: Format, width: number, standard: ColumnOptions = {}) =>
  (key: string, heading: string, options: ColumnOptions = {}): Column => ({ key, heading, width, format, ...standard, ...options })

/** Columns by format, with widths that fit: 12 digits of money, a date, a name. Money and quantities add up unless told otherwise. */
export const columns = {
  text: column('text', 14),
  integer: column('integer', 8),
  quantity: column('quantity', 12, { total: 'sum' }),
  money: column('money', 17, { total: 'sum' }),
  percent: column('percent', 9),
  date: column('date', 12),
}

/** Grey text: what came from an earlier sheet. */
export const faded = (value: Value): RichCell => ({ value, tone: 'faded' })

/** A date of one cell in a column of another format. */
export const dated = (value: IsoDate): RichCell => ({ value, format: 'date' })
