import { creditLimit } from '../domain/credit.js'
import { DIMENSIONS } from '../domain/dimensions.js'
import { ownerAt } from '../domain/filter.js'
import { iso, type Day } from '../dates.js'
import { major } from '../money.js'
import { refuse } from '../refusals.js'
import { ALL } from './customers.js'
import type { Cell, Context } from './context.js'
import { defineFunction } from './define.js'
import { codeBehind, fieldBehind } from './drill-master.js'
import { param } from './parameters.js'
import { spelled } from './text.js'

const FIELDS: Readonly<Record<string, string>> = {
  编码: 'code',
  名称: 'name',
  简称: 'shortName',
  账期: 'terms',
  付款条件: 'terms',
  信用额度: 'creditLimit',
  业务员: 'salesperson',
  责任人: 'owner',
  部门: 'department',
  区域: 'region',
  渠道: 'channel',
  项目: 'project',
  分公司: 'branch',
}
const KNOWN = ['code', 'name', 'shortName', 'terms', 'creditLimit', 'owner', ...DIMENSIONS]

export const CUSTOMER = defineFunction({
  zh: '客户资料',
  summary: {
    en: 'A field of a customer’s file on a date: name, terms, owner, region …',
    zh: '客户档案中的某一项：名称、账期、责任人、区域等',
  },
  params: {
    customer: param.customer(),
    field: param.text({ en: 'field', zh: '字段' }, { en: KNOWN.join(', '), zh: Object.keys(FIELDS).join('、') }),
    asOf: param.asOf(),
  },
  result: 'text',
  value: (context, { customer, field, asOf }) => {
    if (customer === ALL) throw refuse('BAD_ARGUMENT', { name: 'customer', problem: 'name one customer (须指定一个客户)' })
    return fieldOf(context, customer, spelled(FIELDS, field) ?? field, asOf)
  },
  behind: (context, { customer, field, asOf }) => fieldBehind(context, customer, spelled(FIELDS, field) ?? field, asOf),
  examples: [
    { args: ['C001', '名称'], value: '华东机电' },
    { args: ['C001', 'owner', '2026-03-31'], value: 'S02' },
    { args: ['C001', '业务员', '2026-03-31'], value: 'S01' },
    { args: ['C001', 'colour'], value: { refusal: 'UNKNOWN_FIELD' } },
  ],
})

function fieldOf({ book }: Context, customer: number, field: string, asOf: Day): Cell {
  const code = book.customers.texts[customer]
  const file = book.customerFiles[customer]
  if (field === 'code') return code
  if (field === 'name') return file?.name ?? code
  if (field === 'shortName') return file?.shortName ?? ''
  if (field === 'owner') return ownerAt(book, code, asOf) ?? ''
  if (field === 'creditLimit') {
    const limit = creditLimit(book, code, asOf)
    if (!limit) throw refuse('NO_LIMIT', { customer: code, date: iso(asOf) })
    return major(limit.amount, book.company.currency)
  }
  const value = book.values.at('customer', code, field, asOf)
  if (value === undefined && !KNOWN.includes(field) && !hasField(book, field))
    throw refuse('UNKNOWN_FIELD', { value: field, known: KNOWN.join(', ') })
  return value ?? ''
}

/** Whether any customer ever had a field of the company's own. */
const hasField = (book: Context['book'], field: string): boolean => !book.values.keys('customer', field).next().done

export const CUSTOMER_ID = defineFunction({
  zh: '客户编码',
  summary: { en: 'The code of a customer by full, short or former name', zh: '按全称、简称或曾用名查客户编码' },
  params: { name: param.customer() },
  result: 'text',
  value: ({ book }, { name }) => {
    if (name === ALL) throw refuse('BAD_ARGUMENT', { name: 'name', problem: 'name one customer (须指定一个客户)' })
    return book.customers.texts[name]
  },
  behind: (context, { name }) => codeBehind(context, name),
  examples: [
    { args: ['华东机电'], value: 'C001' },
    { args: ['机电'], value: { refusal: 'AMBIGUOUS_CUSTOMER' } },
    { args: ['没有这家'], value: { refusal: 'UNKNOWN_CUSTOMER' } },
  ],
})
