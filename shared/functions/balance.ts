import { overdue } from '../domain/balance.js'
import { exposures, type Exposure } from '../domain/credit.js'
import { agingCell, momentOf } from './asked.js'
import { apart, shown } from './aging.js'
import { ALL } from './customers.js'
import type { Context } from './context.js'
import { defineFunction } from './define.js'
import { exposedBehind } from './drill-credit.js'
import { overdueBehind, partBehind } from './drill-open.js'
import type { Options } from './options.js'
import { param } from './parameters.js'
import type { Money } from '../money.js'
import type { Day } from '../dates.js'

const partLabel = { en: 'part', zh: '部分' }

export const BALANCE = defineFunction({
  zh: '期末余额',
  summary: { en: 'What a customer owes in all, unapplied receipts and credits taken off', zh: '客户应收余额（已扣除未核销收款与贷项）' },
  params: {
    customer: param.customer(),
    part: param.choice(partLabel, {
      total: { en: 'total', zh: '合计' },
      gross: { en: 'gross', zh: '借方余额' },
      unapplied: { en: 'unapplied', zh: '预收/未核销' },
      disputed: { en: 'disputed', zh: '争议' },
    }),
    asOf: param.asOf(),
    options: param.options(),
  },
  result: 'money',
  value: (context, { customer, part, asOf, options }) => {
    if (part === 'disputed') return shown(context, exposureOf(context, customer, asOf, options).disputed, options)
    const row = agingCell(context.book, customer, asOf, apart(options))
    const unapplied = row[row.length - 1]
    const total = row.reduce((sum, amount) => sum + amount, 0)
    return shown(context, (part === 'total' ? total : part === 'gross' ? total - unapplied : unapplied) as Money, options)
  },
  behind: (context, { part, ...asked }) =>
    part === 'disputed' ? exposedBehind(context, asked, part, asked.options.currency) : partBehind(context, asked, part),
  examples: [
    { args: ['C001', 'total', '2026-03-31'], value: 90540 },
    { args: ['C001', '借方余额', '2026-03-31'], value: 100540 },
    { args: ['*', null, '2026-03-31'], value: 96190 },
    { args: ['C001', 'total', '2026-13-01'], value: { refusal: 'BAD_DATE' } },
  ],
})

export const OVERDUE = defineFunction({
  zh: '逾期金额',
  summary: { en: 'What a customer owes past its due date, or the longest days overdue', zh: '客户逾期金额，或最长逾期天数' },
  params: {
    customer: param.customer(),
    part: param.choice(partLabel, {
      total: { en: 'total', zh: '合计' },
      days: { en: 'days', zh: '天数' },
      count: { en: 'count', zh: '笔数' },
    }),
    asOf: param.asOf(),
    options: param.options(),
  },
  result: 'money',
  value: (context, { customer, part, asOf, options }) => {
    const { book } = context
    if (part === 'total' && (options.basis ?? 'due') === 'due') {
      const row = agingCell(book, customer, asOf, apart(options))
      return shown(context, row.slice(1, -1).reduce((sum, amount) => sum + amount, 0) as Money, options)
    }
    const late = overdue(
      book,
      customer === ALL ? undefined : customer,
      momentOf(book, asOf, options),
      { currency: options.currency },
      options.filter,
    )
    return part === 'days' ? late.days : part === 'count' ? late.count : shown(context, late.amount, options)
  },
  behind: (context, { part, ...asked }) => (part === 'total' ? partBehind(context, asked, 'overdue') : overdueBehind(context, asked, part)),
  examples: [
    { args: ['C001', 'total', '2026-03-31'], value: 26640 },
    { args: ['C001', 'days', '2026-03-31'], value: 55 },
    { args: ['C001', '笔数', '2026-03-31'], value: 2 },
  ],
})

export const EXPOSURE = defineFunction({
  zh: '信用占用',
  summary: { en: 'What stands against a customer’s credit limit, or one part of it', zh: '客户信用占用，或其中一部分' },
  params: {
    customer: param.customer(),
    part: param.choice(partLabel, {
      total: { en: 'total', zh: '合计' },
      open: { en: 'open', zh: '未清单据' },
      unapplied: { en: 'unapplied', zh: '预收/未核销' },
      unbilled: { en: 'unbilled', zh: '已发未开' },
      orders: { en: 'orders', zh: '未交订单' },
      bills: { en: 'bills', zh: '票据' },
      disputed: { en: 'disputed', zh: '争议' },
    }),
    asOf: param.asOf(),
    options: param.options(),
  },
  result: 'money',
  value: (context, { customer, part, asOf, options }) => shown(context, exposureOf(context, customer, asOf, options)[part], {}),
  behind: (context, { part, ...asked }) => exposedBehind(context, asked, part),
  examples: [
    { args: ['C001', 'total', '2026-03-31'], value: 130540 },
    { args: ['C001', '未交订单', '2026-03-31'], value: 25000 },
    { args: ['C001', 'unbilled', '2026-03-31'], value: 15000 },
  ],
})

/** The exposure of a customer, or of all together. */
export function exposureOf({ book }: Context, customer: number, asOf: Day, options: Options): Exposure {
  const of = exposures(book, momentOf(book, asOf, options))
  if (customer !== ALL) return of(customer)
  const total: Exposure = {
    open: 0 as Money,
    unapplied: 0 as Money,
    unbilled: 0 as Money,
    orders: 0 as Money,
    bills: 0 as Money,
    total: 0 as Money,
    disputed: 0 as Money,
  }
  for (let i = 0; i < book.customers.size; i++) {
    const one = of(i)
    for (const part of Object.keys(total) as (keyof Exposure)[]) total[part] = (total[part] + one[part]) as Money
  }
  return total
}
