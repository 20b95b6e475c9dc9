import * as z from 'zod'
import { SUBJECTS } from '../facts/master.js'
import { requireDocument } from '../domain/posting/named-document.js'
import type { Posting } from '../domain/posting/posting.js'
import { checkedValue } from '../domain/fields.js'
import { day, monthPeriod, iso } from '../dates.js'
import { money, rate as rateOf } from '../money.js'
import { refuse } from '../refusals.js'
import { amount, currencyCode, isoDate, name, rateCell, text } from './cells.js'
import { defineTable } from './define.js'

/** Values that a customer row may set at once, all in force from `from`. */
const customerValues = {
  terms: text.optional(),
  creditLimit: amount.optional(),
  owner: text.optional(),
  salesperson: text.optional(),
  department: text.optional(),
  region: text.optional(),
  channel: text.optional(),
  project: text.optional(),
  branch: text.optional(),
}

export const CUSTOMERS = defineTable({
  name: 'customers',
  label: { en: 'Customers', zh: '客户档案' },
  summary: { en: 'Customers by code, with the settings in force from a date', zh: '客户编码、名称及自某日起生效的设置' },
  key: ['code'],
  row: z.strictObject({
    code: name,
    name: name.optional(),
    shortName: text.optional(),
    formerNames: z.array(name).max(20).optional(),
    /** From when the settings of this row hold; from the beginning when left out. */
    from: isoDate.optional(),
    ...customerValues,
  }),
  post: (posting, row) => {
    const { book } = posting
    const file = book.customerFiles[book.customers.find(row.code) ?? -1]
    const next = {
      fact: 'customer' as const,
      code: row.code,
      name: row.name ?? file?.name ?? row.code,
      shortName: row.shortName ?? file?.shortName,
      formerNames: formerNames(file, row),
    }
    if (!file || file.name !== next.name || file.shortName !== next.shortName || file.formerNames?.join() !== next.formerNames?.join())
      posting.add(next)
    const from = row.from ?? iso(1 as never)
    for (const field of Object.keys(customerValues) as (keyof typeof customerValues)[]) {
      const stated = row[field]
      if (stated === undefined || stated === '') continue
      const value = checkedValue(book, 'customer', field, String(stated))
      if (book.values.at('customer', row.code, field, 1 as never) === value && from === iso(1 as never)) continue
      posting.add({ fact: 'value', subject: 'customer', key: row.code, field, from, value })
    }
  },
})

/** A customer that gets a new name keeps the old one among its former names, so that formulas with it still answer. */
function formerNames(
  file: { name: string; formerNames?: string[] } | undefined,
  row: { name?: string; formerNames?: string[] },
): string[] | undefined {
  const known = new Set([...(file?.formerNames ?? []), ...(row.formerNames ?? [])])
  if (file && row.name && file.name !== row.name && file.name !== row.name) known.add(file.name)
  return known.size ? [...known] : undefined
}

export const PRODUCTS = defineTable({
  name: 'products',
  label: { en: 'Products', zh: '商品' },
  summary: { en: 'Products by code', zh: '商品编码与名称' },
  key: ['code'],
  row: z.strictObject({ code: name, name: name.optional(), category: text.optional() }),
  post: (posting, row) => {
    const { book } = posting
    const file = book.productFiles[book.products.find(row.code) ?? -1]
    const next = {
      fact: 'product' as const,
      code: row.code,
      name: row.name ?? file?.name ?? row.code,
      category: row.category ?? file?.category,
    }
    if (!file || file.name !== next.name || file.category !== next.category) posting.add(next)
  },
})

export const PERSONS = defineTable({
  name: 'persons',
  label: { en: 'Persons', zh: '人员' },
  summary: {
    en: 'Codes of salespeople and others; names are kept apart, where they can be erased',
    zh: '业务员等人员编码；姓名另存，可按要求清除',
  },
  key: ['code'],
  row: z.strictObject({ code: name }),
  post: (posting, row) => {
    if (!posting.book.persons.has(row.code)) posting.add({ fact: 'person', code: row.code })
  },
})

export const VALUES = defineTable({
  name: 'values',
  label: { en: 'Settings by date', zh: '按日期生效的设置' },
  summary: {
    en: 'A setting of a customer, document, product or the company from a date: limit, terms, owner, extension, dispute, promise …',
    zh: '客户、单据、商品或公司自某日起的设置：额度、账期、责任人、展期、争议、付款承诺等',
  },
  key: ['subject', 'key', 'field', 'from'],
  row: z.strictObject({
    subject: z.enum(SUBJECTS).default('customer'),
    /** Customer or product code; document number, or `number#instalment` of an item; empty for the company. */
    key: text,
    field: name,
    from: isoDate,
    to: isoDate.optional(),
    value: z.union([z.string().max(1000), z.number(), z.null()]),
  }),
  post: (posting, row) => {
    const { book } = posting
    if (row.to && row.to < row.from) throw refuse('BAD_ROW', { column: 'to', problem: `${row.to} lies before ${row.from} (早于生效日期)` })
    let key = row.key
    if (row.subject === 'customer') posting.requireCustomer(key)
    else if (row.subject === 'product') posting.requireProduct(key)
    else if (row.subject === 'document') key = String(requireDocument(posting, key))
    else if (row.subject === 'item') {
      const [number, instalment = '1'] = key.split('#')
      const id = requireDocument(posting, number)
      if (!hasInstalment(posting, id, Number(instalment))) throw refuse('UNKNOWN_DOCUMENT', { kind: 'instalment (分期)', value: row.key })
      key = `${id}#${Number(instalment)}`
      if (row.field === 'promise' && row.value !== null && !row.to)
        throw refuse('BAD_ROW', { column: 'to', problem: 'a promise needs the day promised (付款承诺须注明承诺日期)' })
    }
    const value = row.value === null ? null : checkedValue(book, row.subject, row.field, String(row.value), key)
    posting.add({ fact: 'value', subject: row.subject, key, field: row.field, from: row.from, to: row.to, value })
  },
})

function hasInstalment({ book }: Posting, id: number, instalment: number): boolean {
  const row = book.documentOf(id)
  const first = book.documents.firstItem[row]
  for (let item = first; item < first + book.documents.itemCount[row]; item++) if (book.items.instalment[item] === instalment) return true
  return false
}

export const RATES = defineTable({
  name: 'rates',
  label: { en: 'Exchange rates', zh: '汇率' },
  summary: { en: 'Units of ledger currency for one unit of a foreign one, by day', zh: '每日汇率：1 单位外币折合本位币' },
  key: ['currency', 'date'],
  row: z.strictObject({ currency: currencyCode, date: isoDate, rate: rateCell }),
  post: (posting, row) => {
    if (row.currency === posting.book.company.currency)
      throw refuse('BAD_ROW', { column: 'currency', problem: `${row.currency} is the ledger currency (即本位币)` })
    posting.add({ fact: 'rate', currency: row.currency, day: row.date, rate: rateOf(row.rate) })
  },
})

export const CONTROL_BALANCES = defineTable({
  name: 'controlBalances',
  label: { en: 'Control balances', zh: '总账数' },
  summary: {
    en: 'What the general ledger says of a control account on a date, in all or for one customer',
    zh: '总账科目在某日的余额，可分客户',
  },
  key: ['account', 'customer', 'asOf'],
  row: z.strictObject({
    account: name.default('1122'),
    customer: text.optional(),
    asOf: isoDate,
    amount: amount.nullable(),
    source: z.enum(['typed', 'imported']).default('typed'),
  }),
  post: (posting, row) => {
    if (row.customer) posting.requireCustomer(row.customer)
    const value = row.amount === null ? null : money(row.amount, posting.book.company.currency)
    posting.add({ fact: 'control', account: row.account, customer: row.customer ?? '', asOf: row.asOf, amount: value, source: row.source })
  },
})

export const CALENDAR = defineTable({
  name: 'calendar',
  label: { en: 'Calendar of workdays', zh: '工作日历' },
  summary: {
    en: 'Days that differ from Monday to Friday: holidays, and weekends that are worked',
    zh: '与周一至周五不同的日子：节假日与调休上班日',
  },
  key: ['date'],
  row: z.strictObject({ date: isoDate, workday: z.enum(['yes', 'no']) }),
  post: (posting, row) => {
    if (posting.book.values.at('company', row.date, 'workday', day(row.date)) === row.workday) return
    posting.add({ fact: 'value', subject: 'company', key: row.date, field: 'workday', from: row.date, value: row.workday })
  },
})

export const PERIODS = defineTable({
  name: 'periods',
  label: { en: 'Periods', zh: '会计期间' },
  summary: { en: 'Closes a month, or reopens it with a reason', zh: '结账，或注明原因后反结账' },
  key: ['period'],
  row: z.strictObject({ period: name, action: z.enum(['close', 'reopen']), reason: text.optional() }),
  post: (posting, row) => {
    const { book } = posting
    const { from, to } = monthPeriod(row.period)
    if (row.action === 'close') {
      if (to <= book.periods.closedUpTo()) throw refuse('PERIOD_ORDER', { period: row.period })
      posting.add({ fact: 'close', period: row.period, to: iso(to) })
      return
    }
    if (!book.periods.closed().some(close => close.period === row.period)) throw refuse('PERIOD_NOT_CLOSED', { period: row.period })
    if (!row.reason) throw refuse('BAD_ROW', { column: 'reason', problem: 'a reopening needs a reason (反结账须注明原因)' })
    posting.add({ fact: 'reopen', period: row.period, from: iso(from), reason: row.reason })
  },
})

export const SEALS = defineTable({
  name: 'seals',
  label: { en: 'Seals', zh: '封签' },
  summary: {
    en: 'What was signed: a report’s question, as known at which change, and the hash of its answer',
    zh: '已签报表：报表问题、所知变更号及结果摘要',
  },
  key: ['report', 'hash'],
  row: z.strictObject({
    report: name,
    question: z.string().max(4000),
    knownAt: z.int().min(0),
    engine: text,
    hash: z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in hexadecimal'),
  }),
  post: (posting, row) => {
    if (row.knownAt >= posting.change) throw refuse('NO_CHANGE', { value: row.knownAt, newest: posting.change - 1 })
    posting.add({ fact: 'seal', ...row })
  },
})
