import { BILLS, postedByCustomer, RECEIPTS, type WindowQuestion } from '../domain/billings.js'
import { collection, dso, type DsoMethod } from '../domain/collection.js'
import { iso, type Period } from '../dates.js'
import { marginOf, margins, marginTotals, type Margin } from '../domain/margin.js'
import { paymentHabits } from '../domain/payment-habits.js'
import { movement, rollForward, rollForwardTotals, ROLL_FORWARD_COLUMNS, type RollForwardColumn } from '../domain/roll-forward.js'
import { decimal, negated, type Money } from '../money.js'
import { refuse } from '../refusals.js'
import { momentOf } from './asked.js'
import { shown } from './aging.js'
import { ALL } from './customers.js'
import type { Context } from './context.js'
import { defineFunction } from './define.js'
import { dsoBehind, lateBehind, rateBehind } from './drill-ratios.js'
import { columnBehind, dueBehind, kindsBehind, marginBehind } from './drill-window.js'
import type { Options } from './options.js'
import { param } from './parameters.js'
import { lastTwelveMonths, yearToDate } from './when.js'

const windowOf = ({ book, asOf }: Context, period: Period, { filter, ...options }: Options): WindowQuestion => ({
  period,
  filter,
  knownAt: momentOf(book, asOf, options).knownAt,
})

const pick = (column: Float64Array, customer: number): Money =>
  (customer === ALL ? column.reduce((sum, amount) => sum + amount, 0) : (column[customer] ?? 0)) as Money

const periodText = ({ from, to }: Period): string => `${iso(from)}..${iso(to)}`

export const CUSTOMER_MARGIN = defineFunction({
  zh: '客户毛利',
  summary: {
    en: 'Gross margin of a customer in a period, in money or percent, or its sales or cost',
    zh: '客户某期间的毛利、毛利率、销售额或成本',
  },
  params: {
    customer: param.customer(),
    period: param.period(),
    measure: param.choice(
      { en: 'measure', zh: '指标' },
      {
        margin: { en: 'margin', zh: '毛利' },
        percent: { en: 'percent', zh: '毛利率' },
        sales: { en: 'sales', zh: '销售额' },
        cost: { en: 'cost', zh: '成本' },
      },
    ),
    options: param.options(),
  },
  result: 'money',
  value: (context, { customer, period, measure, options }) => {
    const window = period ?? yearToDate(context.asOf)
    const { sales, cost, margin } = marginOfCell(context, customer, window, options)
    if (measure !== 'percent') return shown(context, { sales, cost, margin }[measure], {})
    if (sales === 0) throw refuse('NO_SALES', { period: periodText(window) })
    // A fraction with the six places that four places of a percentage are.
    return Math.round((margin / sales) * 1_000_000) / 1_000_000
  },
  behind: (context, { measure, ...asked }) => marginBehind(context, asked, measure),
  examples: [
    { args: ['C002', '2026Q1'], value: 1500 },
    { args: ['C002', '2026Q1', '毛利率'], value: 0.3 },
    { args: ['C002', '2026-03', 'cost'], value: 3500 },
    { args: ['C001', '2026Q1'], value: { refusal: 'NO_LINES' } },
    { args: ['C002', '2026Q1', 'margin', 'level=contribution'], value: { refusal: 'NOT_AVAILABLE' } },
  ],
})

export const SALES = defineFunction({
  zh: '销售额',
  summary: { en: 'Sales of a period without tax, credit notes taken off', zh: '某期间不含税销售额（已扣红字）' },
  params: { customer: param.customer(), period: param.period(), options: param.options() },
  result: 'money',
  value: (context, { customer, period, options }) =>
    shown(context, marginOfCell(context, customer, period ?? yearToDate(context.asOf), options).sales, {}),
  behind: (context, asked) => marginBehind(context, asked, 'sales'),
  examples: [{ args: ['C002', '2026Q1'], value: 5000 }],
})

/** Refuses figures that invoices without lines would make wrong. */
function marginOfCell(context: Context, customer: number, period: Period, options: Options): Margin {
  const all = margins(context.book, windowOf(context, period, options))
  const found = customer === ALL ? marginTotals(all) : marginOf(all, customer)
  if (found.unlined !== 0) {
    const what = customer === ALL ? '*' : context.book.customers.texts[customer]
    throw refuse('NO_LINES', { amount: decimal(found.unlined, context.book.company.currency), what, period: periodText(period) })
  }
  return found
}

export const BILLED = defineFunction({
  zh: '开票额',
  summary: { en: 'Invoices and debit notes of a period, with tax', zh: '某期间开票金额（含税）' },
  params: { customer: param.customer(), period: param.period(), options: param.options() },
  result: 'money',
  value: (context, { customer, period, options }) =>
    shown(
      context,
      pick(postedByCustomer(context.book, BILLS, windowOf(context, period ?? yearToDate(context.asOf), options)), customer),
      {},
    ),
  behind: (context, asked) => kindsBehind(context, asked, BILLS),
  examples: [
    { args: ['C001', '2026-01'], value: 71300 },
    { args: ['*', '2026Q1'], value: 133450 },
    { args: ['C001', '第一季度'], value: { refusal: 'BAD_PERIOD' } },
  ],
})

export const COLLECTED = defineFunction({
  zh: '回款额',
  summary: { en: 'Money received in a period', zh: '某期间收到的款项' },
  params: { customer: param.customer(), period: param.period(), options: param.options() },
  result: 'money',
  value: (context, { customer, period, options }) =>
    shown(
      context,
      negated(pick(postedByCustomer(context.book, RECEIPTS, windowOf(context, period ?? yearToDate(context.asOf), options)), customer)),
      {},
    ),
  behind: (context, asked) => kindsBehind(context, asked, RECEIPTS, -1),
  examples: [{ args: ['C001', '2026-03'], value: 35000 }],
})

export const DUE = defineFunction({
  zh: '应到期',
  summary: { en: 'Debts that fall due in a period, paid or not', zh: '某期间到期的应收（不论是否已收）' },
  params: { customer: param.customer(), period: param.period(), options: param.options() },
  result: 'money',
  value: (context, { customer, period, options }) =>
    shown(context, pick(paymentHabits(context.book, windowOf(context, period ?? yearToDate(context.asOf), options)).fellDue, customer), {}),
  behind: dueBehind,
  examples: [{ args: ['C001', '2026-03'], value: 42600 }],
})

export const MOVEMENT = defineFunction({
  zh: '增减变动',
  summary: {
    en: 'One column of the roll-forward: opening, billed, cash, credited … closing',
    zh: '增减变动表中的一栏：期初、开票、回款、红字……期末',
  },
  params: {
    customer: param.customer(),
    part: param.choice<RollForwardColumn>(
      { en: 'part', zh: '栏目' },
      {
        closing: { en: 'closing', zh: '期末' },
        opening: { en: 'opening', zh: '期初' },
        billed: { en: 'billed', zh: '开票' },
        cash: { en: 'cash', zh: '回款' },
        credited: { en: 'credited', zh: '红字' },
        discount: { en: 'discount', zh: '折扣' },
        refunded: { en: 'refunded', zh: '退款' },
        writtenOff: { en: 'written off', zh: '坏账转销' },
        recovered: { en: 'recovered', zh: '坏账收回' },
        fx: { en: 'fx', zh: '汇兑差额' },
        unbilled: { en: 'unbilled', zh: '暂估' },
        bills: { en: 'bills', zh: '票据' },
        netting: { en: 'netting', zh: '对冲' },
        transferred: { en: 'transferred', zh: '转入转出' },
      },
    ),
    period: param.period(),
    options: param.options(),
  },
  result: 'money',
  value: (context, { customer, part, period, options }) => {
    const { book, asOf } = context
    const { knownAt, clock } = momentOf(book, asOf, options)
    const result = rollForward(book, {
      period: period ?? yearToDate(asOf),
      knownAt,
      clock,
      filter: options.filter,
      currency: options.currency,
    })
    const amount = customer === ALL ? rollForwardTotals(result)[ROLL_FORWARD_COLUMNS.indexOf(part)] : movement(result, customer, part)
    return shown(context, amount, options)
  },
  behind: (context, { part, ...asked }) => columnBehind(context, asked, part),
  examples: [
    { args: ['C001', 'opening', '2026-03'], value: 93900 },
    { args: ['C001', '回款', '2026-03'], value: -35000 },
    { args: ['C001', 'closing', '2026-03'], value: 90540 },
  ],
})

const method = param.choice<DsoMethod>(
  { en: 'method', zh: '方法' },
  {
    simple: { en: 'simple', zh: '简单法' },
    countback: { en: 'countback', zh: '倒推法' },
    best: { en: 'best', zh: '最佳可能' },
    lifetime: { en: 'lifetime', zh: '全期' },
  },
)

/** The figure of a customer or all, refused when its formula divides by nothing. */
function figure(value: number | null, period: Period): number {
  if (value === null) throw refuse('NO_SALES', { period: periodText(period) })
  return value
}

const collectionQuestion = (context: Context, customer: number, period: Period, options: Options) => ({
  ...windowOf(context, period, options),
  customer: customer === ALL ? undefined : customer,
})

export const DSO = defineFunction({
  zh: '周转天数',
  summary: {
    en: 'Days of sales still unpaid, over the last twelve months unless a period is given',
    zh: '应收账款周转天数；省略期间则为最近 12 个月',
  },
  params: { customer: param.customer(), period: param.period(), method, options: param.options() },
  result: 'number',
  value: (context, { customer, period, method, options }) => {
    const window = period ?? lastTwelveMonths(context.asOf)
    return figure(dso(context.book, collectionQuestion(context, customer, window, options), method), window)
  },
  behind: (context, { method, ...asked }) => dsoBehind(context, asked, method),
  examples: [
    { args: ['C001', '2026Q1'], value: 63.7606 },
    { args: ['C003', '2026Q1'], value: { refusal: 'NO_SALES' } },
  ],
})

export const DAYS_LATE = defineFunction({
  zh: '平均逾期天数',
  summary: { en: 'Days from due date to receipt, weighted by amount; early is negative', zh: '按金额加权的付款逾期天数，提前为负' },
  params: {
    customer: param.customer(),
    period: param.period(),
    method: param.choice({ en: 'method', zh: '方法' }, { weighted: { en: 'weighted', zh: '加权' }, mean: { en: 'mean', zh: '简单平均' } }),
    options: param.options(),
  },
  result: 'number',
  value: (context, { customer, period, method, options }) => {
    const window = period ?? lastTwelveMonths(context.asOf)
    const found = collection(context.book, collectionQuestion(context, customer, window, options))
    const value = method === 'mean' ? found.meanDaysLate : found.weightedDaysLate
    if (value === null)
      throw refuse('NO_RECEIPT', { customer: customer === ALL ? '*' : context.book.customers.texts[customer], date: iso(window.to) })
    return value
  },
  behind: (context, { method, ...asked }) => lateBehind(context, asked, method),
  examples: [{ args: ['C002', '2026Q1'], value: { refusal: 'NO_RECEIPT' } }],
})

export const COLLECTION_RATE = defineFunction({
  zh: '回款率',
  summary: { en: 'Money received on debts due, as a fraction of what was due', zh: '到期应收的回款率' },
  params: {
    customer: param.customer(),
    period: param.period(),
    method: param.choice({ en: 'method', zh: '方法' }, { due: { en: 'due', zh: '到期口径' }, all: { en: 'all', zh: '全部口径' } }),
    options: param.options(),
  },
  result: 'percent',
  value: (context, { customer, period, method, options }) => {
    const window = period ?? lastTwelveMonths(context.asOf)
    const found = collection(context.book, collectionQuestion(context, customer, window, options))
    return figure(method === 'all' ? found.collectionRate : found.collectionRateOfDue, window) / 100
  },
  behind: (context, { method, ...asked }) => rateBehind(context, asked, method),
  examples: [{ args: ['C003', '2026Q1'], value: { refusal: 'NO_SALES' } }],
})
