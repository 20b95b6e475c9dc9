import { creditLimit } from '../domain/credit.js'
import { iso } from '../dates.js'
import { major, money, type Money } from '../money.js'
import { refuse } from '../refusals.js'
import { momentOf } from './asked.js'
import { exposureOf } from './balance.js'
import { ALL } from './customers.js'
import type { Context } from './context.js'
import { defineFunction } from './define.js'
import { leftBehind, limitBehind } from './drill-credit.js'
import type { Day } from '../dates.js'
import type { Options } from './options.js'
import { param } from './parameters.js'

export const CREDIT_LIMIT = defineFunction({
  zh: '信用额度',
  summary: {
    en: 'The credit limit of a customer in force on a date, temporary ones included',
    zh: '客户在某日有效的信用额度（含临时额度）',
  },
  params: { customer: param.customer(), asOf: param.asOf(), options: param.options() },
  result: 'money',
  value: (context, { customer, asOf, options }) => major(limitOf(context, customer, asOf, options), context.book.company.currency),
  behind: limitBehind,
  examples: [
    { args: ['C001', '2026-03-31'], value: 150000 },
    { args: ['C002', '2026-03-31'], value: { refusal: 'NO_LIMIT' } },
  ],
})

export const CREDIT_LEFT = defineFunction({
  zh: '可用额度',
  summary: { en: 'Credit limit less exposure, less drafts on top', zh: '信用额度减信用占用，再减拟新增金额' },
  params: { customer: param.customer(), draft: param.draft(), asOf: param.asOf(), options: param.options() },
  result: 'money',
  value: (context, { customer, draft, asOf, options }) => {
    const { currency } = context.book.company
    const limit = limitOf(context, customer, asOf, options)
    const added = draft === undefined ? 0 : money(draft, currency)
    return major((limit - exposureOf(context, customer, asOf, options).total - added) as Money, currency)
  },
  behind: leftBehind,
  examples: [
    { args: ['C001', null, '2026-03-31'], value: 19460 },
    { args: ['C001', 20000, '2026-03-31'], value: -540 },
    { args: ['C002', null, '2026-03-31'], value: { refusal: 'NO_LIMIT' } },
  ],
})

function limitOf({ book }: Context, customer: number, asOf: Day, options: Options): Money {
  if (customer === ALL)
    throw refuse('BAD_ARGUMENT', { name: 'customer', problem: 'a credit limit belongs to one customer (信用额度须指定一个客户)' })
  const code = book.customers.texts[customer]
  const limit = creditLimit(book, code, asOf, momentOf(book, asOf, options).knownAt)
  if (!limit) throw refuse('NO_LIMIT', { customer: code, date: iso(asOf) })
  return limit.amount
}
