import { decimal, type Currency, type Money } from '../../money.js'
import { refuse } from '../../refusals.js'
import type { TableRow } from '../../tables/post.js'
import type { CustomerNames } from '../customer-names.js'
import type { Fault } from '../input.js'
import type { MappedRows } from '../mapping.js'
import { customerOf } from './customer-of.js'
import { VoucherNumbers, voucherRow, type VoucherDocument } from './documents.js'
import type { ExportContext, VoucherFile, VoucherLine } from './lines.js'
import { partsOf, withoutMovements, type OwnLine } from './parts.js'
import { Totals } from './totals.js'

const RECEIVABLE = '1122'
const ADVANCE = '2203'

/**
 * The documents of the vouchers of a file, of their lines on the accounts of customers; all other lines only tell what these are. An
 * unbalanced voucher and a line without a customer are faults.
 */
export function voucherRows(file: VoucherFile, context: ExportContext, names: CustomerNames): MappedRows {
  const { currency, vouchers: options = {} } = context
  const controls = [options.receivable ?? RECEIVABLE, options.advance ?? ADVANCE]
  const start = options.start ?? startOf(context)
  const numbers = new VoucherNumbers()
  const totals = new Totals(currency)
  const rows: TableRow[] = []
  for (const lines of byVoucher(file.lines)) {
    const mine = lines.filter(line => controlOf(line, controls) !== undefined)
    for (const line of mine) totals.read(controlOf(line, controls)!, line)
    if (!balanced(lines, file, currency) || mine.length === 0) continue
    const own = mine.map(line => ownLine(line, controlOf(line, controls)!, file, names)).filter(found => found !== undefined)
    if (own.length < mine.length) continue
    withoutMovements(own)
    for (const [entry, parts] of partsOf(lines, own)) {
      totals.moved(entry)
      for (const part of parts) {
        const opening = start !== undefined && entry.line.date < start
        const table: VoucherDocument = opening ? 'openingItems' : part.table
        const row = voucherRow(entry.line, { ...part, table }, entry.customer, numbers.of(entry.line, table), currency)
        if (opening && entry.left < 0) row.row = reversed(row.row)
        rows.push(row)
        totals.posted(entry, part, table)
      }
    }
  }
  const made = names.made.splice(0)
  const all = [...made, ...rows]
  const remarks = [...file.table.remarks, ...totals.remarks(file.table.name, file.layout, made.length)]
  return {
    rows: all,
    origins: all.map(({ sourceRow = 0 }) => ({ file: file.table.name, line: sourceRow })),
    faults: file.table.faults,
    remarks,
  }
}

/** The day the ledger starts, as the company set it. */
const startOf = ({ book }: ExportContext): string | undefined => book?.values.history('company', '', 'cutOver').at(-1)?.value ?? undefined

/** The account of customers that a line stands on, with its leaves. */
const controlOf = ({ account }: VoucherLine, controls: readonly string[]): string | undefined =>
  controls.find(control => account.startsWith(control))

/** A credit as an opening item: negative, and without the lines of a sale. */
function reversed({ amount, lines, ...row }: Record<string, unknown>): Record<string, unknown> {
  void lines
  return { ...row, amount: `-${String(amount)}` }
}

function byVoucher(lines: readonly VoucherLine[]): Iterable<VoucherLine[]> {
  const vouchers = new Map<string, VoucherLine[]>()
  for (const line of lines) {
    const key = `${line.date} ${line.voucher}`
    const found = vouchers.get(key)
    if (found) found.push(line)
    else vouchers.set(key, [line])
  }
  return vouchers.values()
}

function balanced(lines: readonly VoucherLine[], { table }: VoucherFile, currency: Currency): boolean {
  const debit = lines.reduce((sum, line) => sum + line.debit, 0) as Money
  const credit = lines.reduce((sum, line) => sum + line.credit, 0) as Money
  if (debit === credit) return true
  const [{ row, date, voucher }] = lines
  const details = { voucher: `${date} ${voucher}`, debit: decimal(debit, currency), credit: decimal(credit, currency) }
  table.fault(row, '', refuse('VOUCHER_UNBALANCED', details))
  return false
}

function ownLine(line: VoucherLine, control: string, { table, layout }: VoucherFile, names: CustomerNames): OwnLine | undefined {
  const named = customerOf(line, control)
  const found = named && names.of(named, line.row.line)
  if (found && found.other === undefined)
    return { line, control, customer: found.code, left: (line.debit - line.credit) as Money, moved: 0 as Money }
  const fault: Fault['refusal'] = found
    ? refuse('CODE_OF_ANOTHER', { code: found.code, known: found.other!, name: named.name ?? '' })
    : named
      ? refuse('AMBIGUOUS_CUSTOMER', { value: named.name ?? '', candidates: '…' })
      : refuse('CUSTOMER_MISSING', { account: line.account, hint: layout === 'U8' ? U8_HINT : HINT })
  // A file without the column at all is asked about once.
  const whole = fault.code === 'CUSTOMER_MISSING' && layout === 'U8' && !table.has('customerCode')
  if (!whole || !table.faults.some(({ refusal }) => refusal.code === 'CUSTOMER_MISSING')) table.fault(line.row, 'account', fault)
  return undefined
}

const HINT = 'Export the vouchers with their auxiliary customers or leaf accounts (请连同客户核算项目或明细科目一起导出)'
const U8_HINT = 'Give the column of the customer’s code, such as --customer-column 18 (请用 --customer-column 18 注明客户编码所在列)'
