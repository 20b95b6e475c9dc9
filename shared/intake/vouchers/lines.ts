import type { IsoDate } from '../../dates.js'
import type { Currency, Money } from '../../money.js'
import type { Book } from '../../book/book.js'
import type { Answers } from '../answers.js'
import type { ExportTable } from '../export-table.js'
import type { InputRow } from '../input.js'

/** How the vouchers of a general ledger are read. */
export interface VoucherOptions {
  /** Control account of receivables; its leaves belong to it. */
  receivable?: string
  /** Account of customers' advances. */
  advance?: string
  /** The day the ledger starts: what is dated earlier becomes opening items. */
  start?: IsoDate
  /** Place of the customer's code in a text file of U8, counted from 1. */
  customerColumn?: number
}

/** What an import knows of its ledger and its user. */
export interface ExportContext {
  currency: Currency
  book?: Book
  answers: Answers
  vouchers?: VoucherOptions
}

/** One line of a voucher; amounts in ledger currency, debit and credit as written, red ones negative. */
export interface VoucherLine {
  row: InputRow
  date: IsoDate
  /** The day of the business itself, where it is kept apart. */
  businessDate?: IsoDate
  /** Word and number, 记-12. */
  voucher: string
  summary: string
  account: string
  accountName: string
  customer: { code?: string; name?: string }
  debit: Money
  credit: Money
  /** Way and number of settlement. */
  method: string
  settlement: string
  /** A foreign currency, its amount (positive) and rate. */
  foreign?: { currency: Currency; amount: Money; rate?: string }
}

/** What the columns of a voucher export may hold. */
export type VoucherColumn =
  | 'date'
  | 'businessDate'
  | 'word'
  | 'number'
  | 'summary'
  | 'account'
  | 'accountName'
  | 'debit'
  | 'credit'
  | 'customerCode'
  | 'customerName'
  | 'currency'
  | 'foreign'
  | 'rate'
  | 'method'
  | 'settlement'
  | `${'class' | 'classCode' | 'className'}${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`

/** The vouchers of a file: which program wrote it, and its lines. */
export interface VoucherFile {
  layout: string
  table: ExportTable<VoucherColumn>
  lines: VoucherLine[]
}
