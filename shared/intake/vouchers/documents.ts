import { decimal, proportion, type Currency, type Money } from '../../money.js'
import type { TableRow } from '../../tables/post.js'
import type { VoucherLine } from './lines.js'

/** What a line on a control account becomes. */
export type VoucherDocument = 'invoices' | 'creditNotes' | 'receipts' | 'debitNotes' | 'openingItems'

/** One document of a line: what it is and how much of the line it takes, in ledger currency and positive. */
export interface Part {
  table: VoucherDocument
  amount: Money
  /** Without tax and tax, when the voucher tells. */
  tax?: { net: Money; tax: Money }
}

/** Numbers documents by what the voucher says, so that the same voucher always gives the same number and no two are alike. */
export class VoucherNumbers {
  private readonly used = new Set<string>()

  /** The number of the invoice in the summary, the settlement number of a receipt, or month, word and number of the voucher. */
  of(line: VoucherLine, table: VoucherDocument): string {
    const said =
      table === 'receipts'
        ? line.settlement
        : table === 'invoices' || table === 'openingItems'
          ? (invoiceNumber(line.summary) ?? line.settlement)
          : ''
    const own = `${line.date.slice(0, 7)}-${line.voucher}`
    for (const number of [said, own]) if (number !== '' && this.take(table, number)) return number
    for (let i = 2; ; i++) if (this.take(table, `${own}/${i}`)) return `${own}/${i}`
  }

  private take(table: string, number: string): boolean {
    const key = `${table}\u0001${number}`
    return !this.used.has(key) && Boolean(this.used.add(key))
  }
}

/** A number that the summary calls one of an invoice, or that has the twenty digits of an electronic one. */
const invoiceNumber = (summary: string): string | undefined =>
  /(?<!\d)(\d{20})(?!\d)/.exec(summary)?.[1] ?? /发票(?:号码|号)?\s*[:：#]?\s*([A-Za-z]*[-\d]{6,})/.exec(summary)?.[1]

/** The row that posts a part of a line. */
export function voucherRow(line: VoucherLine, part: Part, customer: string, number: string, ledger: Currency): TableRow {
  const { foreign, date, businessDate = date, summary, method } = line
  const whole = Math.abs(line.debit - line.credit)
  const amount = foreign ? decimal(proportion(foreign.amount, part.amount, whole), foreign.currency) : decimal(part.amount, ledger)
  const row: Record<string, unknown> = { number, customer, docDate: businessDate, amount }
  if (businessDate !== date) row.postDate = date
  if (foreign) {
    row.currency = foreign.currency
    if (foreign.rate !== undefined) row.rate = foreign.rate
  }
  if (summary !== '') row.note = summary.slice(0, 200)
  if (part.table === 'receipts' && method !== '') row.method = method.slice(0, 200)
  if (part.tax && !foreign) row.lines = [{ net: decimal(part.tax.net, ledger), tax: decimal(part.tax.tax, ledger) }]
  return { table: part.table, row, sourceRow: line.row.line }
}
