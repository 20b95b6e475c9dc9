import { refuse } from '../../refusals.js'
import type { Currency, Money } from '../../money.js'
import { ExportTable } from '../export-table.js'
import type { InputFile, InputRow } from '../input.js'
import type { ExportContext, VoucherColumn, VoucherFile, VoucherLine } from './lines.js'
import { voucherLayout } from './layouts.js'

const CURRENCIES: Readonly<Record<string, Currency>> = {
  RMB: 'CNY',
  人民币: 'CNY',
  美元: 'USD',
  欧元: 'EUR',
  港币: 'HKD',
  港元: 'HKD',
  日元: 'JPY',
  英镑: 'GBP',
}

/** The voucher lines of an export of KIS, K/3 or U8; nothing for any other file. */
export function voucherFile(file: InputFile, context: ExportContext): VoucherFile | undefined {
  const layout = voucherLayout(file, context.vouchers)
  if (!layout) return undefined
  const table = new ExportTable<VoucherColumn>(file, layout.places, layout.columns, context.answers, { ragged: layout.ragged })
  const lines: VoucherLine[] = []
  let above: VoucherLine | undefined
  for (const row of table.rows) {
    const line = lineOf(table, row, above, context.currency)
    if (!line) continue
    lines.push(line)
    above = line
  }
  return { layout: layout.name, table, lines }
}

/** One line; a voucher's date and number may stand on its first line only. */
function lineOf(
  table: ExportTable<VoucherColumn>,
  row: InputRow,
  above: VoucherLine | undefined,
  currency: Currency,
): VoucherLine | undefined {
  const account = table.code(row, 'account')
  const [word, number] = [table.text(row, 'word'), table.code(row, 'number')]
  const dateText = table.text(row, 'date')
  const sameVoucher = dateText === '' && number === '' && above !== undefined
  const before = table.faults.length
  const date = sameVoucher ? above.date : table.date(row, 'date')
  if (account === '') table.missing(row, 'account')
  if (!date && dateText === '') table.missing(row, 'date')
  if (!sameVoucher && number === '') table.missing(row, 'number')
  const debit = table.money(row, 'debit', currency)
  const credit = table.money(row, 'credit', currency)
  const foreign = foreignOf(table, row, currency, debit, credit)
  if (!date || table.faults.length > before) return undefined
  return {
    row,
    date,
    businessDate: table.date(row, 'businessDate'),
    voucher: sameVoucher ? above.voucher : `${word}-${number}`,
    summary: table.text(row, 'summary'),
    account,
    accountName: table.text(row, 'accountName'),
    customer: customerOf(table, row),
    debit,
    credit,
    method: table.text(row, 'method'),
    settlement: table.code(row, 'settlement'),
    foreign,
  }
}

function customerOf(table: ExportTable<VoucherColumn>, row: InputRow): VoucherLine['customer'] {
  for (const i of [1, 2, 3, 4, 5, 6, 7, 8] as const) {
    if (!/^(客户|customer)$/i.test(table.text(row, `class${i}`))) continue
    return named(table.code(row, `classCode${i}`), table.text(row, `className${i}`))
  }
  return named(table.code(row, 'customerCode'), table.text(row, 'customerName'))
}

const named = (code: string, name: string) => ({ code: code || undefined, name: name || undefined })

/** The amount in a foreign currency; an amount that is not stated is a fault, since the rate alone would guess it. */
function foreignOf(
  table: ExportTable<VoucherColumn>,
  row: InputRow,
  ledger: Currency,
  debit: Money,
  credit: Money,
): VoucherLine['foreign'] {
  const text = table.text(row, 'currency')
  if (text === '') return undefined
  const currency = CURRENCIES[text.toUpperCase()] ?? text.toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency)) {
    table.fault(row, 'currency', refuse('BAD_CURRENCY', { value: text }))
    return undefined
  }
  if (currency === ledger || (debit === 0 && credit === 0)) return undefined
  if (!table.has('foreign')) {
    table.fault(row, 'currency', refuse('MISSING_COLUMN', { file: table.name, column: '原币金额' }))
    return undefined
  }
  const amount = Math.abs(table.money(row, 'foreign', currency)) as Money
  return { currency, amount, rate: table.number(row, 'rate') }
}
