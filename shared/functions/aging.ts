import { DEFAULT_BUCKETS } from '../domain/buckets.js'
import { major, type Money } from '../money.js'
import { agingCell, agingCellSum } from './asked.js'
import { columnsOf, type Columns } from './bucket-text.js'
import type { Context } from './context.js'
import { defineFunction } from './define.js'
import { agingBehind, partBehind } from './drill-open.js'
import type { Options } from './options.js'
import { param } from './parameters.js'

export const AGING = defineFunction({
  zh: '账龄',
  summary: { en: 'Open amount of a customer in one aging bucket, or in all of them', zh: '客户在某账龄段的未清金额；省略账龄段则返回全部' },
  params: { customer: param.customer(), bucket: param.bucket(), asOf: param.asOf(), options: param.options() },
  result: 'money-or-rows',
  value: (context, { customer, bucket, asOf, options }) => {
    const { book } = context
    if (bucket === undefined) return [agingCell(book, customer, asOf, options).map(amount => shown(context, amount, options))]
    return shown(context, agingCellSum(book, customer, asOf, options, columns(bucket, options)), options)
  },
  behind: agingBehind,
  examples: [
    { args: ['C001', '31-60', '2026-03-31'], value: 6300 },
    { args: ['C001', '逾期1–30天', '2026-03-31'], value: 20340 },
    { args: ['C001', '未到期', '2026-03-31', '口径=到期日'], value: 73900 },
    { args: ['C001', null, '2026-03-31'], value: [[73900, 20340, 6300, 0, 0, -10000]] },
    { args: ['*', '0-30', '2026-03-31', 'basis=document'], value: 39550 },
    { args: ['C001', '31-60', '2026-03-31', 'clock=latest'], value: 0 },
    { args: ['C001', '45-50', '2026-03-31'], value: { refusal: 'BAD_BUCKET' } },
    { args: ['C001', '2026-01-30', '2026-03-31'], value: { refusal: 'BUCKET_LOOKS_LIKE_DATE' } },
    { args: ['C999', '31-60', '2026-03-31'], value: { refusal: 'UNKNOWN_CUSTOMER' } },
    { args: ['C001', '31-60', ''], value: { refusal: 'DATE_MISSING' } },
  ],
})

export const UNAPPLIED = defineFunction({
  zh: '预收/未核销',
  summary: { en: 'Receipts and credits of a customer not yet allocated, as a negative amount', zh: '客户未核销的收款与贷项（负数）' },
  params: {
    customer: param.customer(),
    part: param.choice({ en: 'part', zh: '部分' }, { total: { en: 'total', zh: '合计' } }),
    asOf: param.asOf(),
    options: param.options(),
  },
  result: 'money',
  value: (context, { customer, asOf, options }) => {
    const row = agingCell(context.book, customer, asOf, apart(options))
    return shown(context, row[row.length - 1], options)
  },
  behind: (context, asked) => partBehind(context, asked, 'unapplied'),
  examples: [
    { args: ['C001', 'total', '2026-03-31'], value: -10000 },
    { args: ['C001', null, '2026-04-30'], value: 0 },
  ],
})

const columnsRead = new WeakMap<Options, Map<string | number, Columns>>()

/** Columns of a bucket text, read once for equal texts and options. */
function columns(bucket: string | number, options: Options): Columns {
  let known = columnsRead.get(options)
  if (!known) columnsRead.set(options, (known = new Map<string | number, Columns>()))
  let found = known.get(bucket)
  if (!found) known.set(bucket, (found = columnsOf(bucket, options.buckets ?? DEFAULT_BUCKETS, options.basis ?? 'due')))
  return found
}

const separated = new WeakMap<Options, Options>()

/** The same options with credits in a column of their own; the same object for the same options, so that answers are found again. */
export function apart(options: Options): Options {
  if (options.credits !== 'own-date') return options
  let found = separated.get(options)
  if (!found) separated.set(options, (found = { ...options, credits: 'separate' }))
  return found
}

/** An amount as a cell shows it, in ledger currency or the one the options name. */
export const shown = ({ book }: Context, amount: Money, options: Options): number =>
  major(amount, options.currency ?? book.company.currency)
