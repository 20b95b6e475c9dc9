import { iso, type Day } from '../dates.js'
import { lastReceipt } from '../domain/collection.js'
import { dueOf } from '../domain/extensions.js'
import { openAmount } from '../domain/open-items.js'
import { openItemsOf } from '../domain/open-items-of-customer.js'
import { maskOf } from '../domain/filter.js'
import { valuesOf } from '../domain/valuation.js'
import { tieOut } from '../domain/tie-out.js'
import { standingFor, transferredFrom } from '../domain/transferred.js'
import { major, type Money } from '../money.js'
import { refuse } from '../refusals.js'
import { KIND_WORDS, kindName } from '../vocabulary.js'
import { momentOf } from './asked.js'
import { ALL } from './customers.js'
import type { Cell, Context } from './context.js'
import { defineFunction } from './define.js'
import { invoiceBehind, lastReceiptBehind, tieOutBehind } from './drill-documents.js'
import { openItemListBehind } from './drill-open.js'
import type { Options } from './options.js'
import { param } from './parameters.js'
import { spelled } from './text.js'

const COLUMNS = [
  'document',
  'instalment',
  'kind',
  'customer',
  'name',
  'docDate',
  'dueDate',
  'currency',
  'amount',
  'open',
  'daysOverdue',
] as const
type OpenItemColumn = (typeof COLUMNS)[number]

const COLUMN_NAMES: Readonly<Record<string, OpenItemColumn>> = {
  单据号: 'document',
  期次: 'instalment',
  类型: 'kind',
  客户编码: 'customer',
  客户名称: 'name',
  单据日期: 'docDate',
  到期日: 'dueDate',
  币种: 'currency',
  原金额: 'amount',
  未清金额: 'open',
  逾期天数: 'daysOverdue',
}

const STANDARD: readonly OpenItemColumn[] = ['document', 'docDate', 'dueDate', 'amount', 'open', 'daysOverdue']

/** The most rows that one spill gives. */
const SPILL_ROWS = 10_000

export const OPEN_ITEMS = defineFunction({
  zh: '未核销明细',
  summary: { en: 'The open documents of a customer, as rows that spill', zh: '客户未清单据明细（溢出多行）' },
  params: {
    customer: param.customer(),
    columns: param.text(
      { en: 'columns', zh: '列' },
      { en: `Some of ${COLUMNS.join(', ')}, with commas`, zh: `可选：${Object.keys(COLUMN_NAMES).join('、')}，逗号分隔` },
      true,
    ),
    asOf: param.asOf(),
    options: param.options(),
  },
  result: 'rows',
  value: (context, { customer, columns, asOf, options }) => openItemRows(context, customer, columnsNamed(columns), asOf, options),
  behind: openItemListBehind,
  examples: [
    {
      args: ['C001', 'document,dueDate,open', '2026-03-31'],
      value: [
        ['INV-101', '2026-02-04', 6300],
        ['RC-301', '2026-03-05', -10000],
        ['INV-102', '2026-03-22', 20340],
        ['INV-104', '2026-03-31', 20000],
        ['INV-103', '2026-04-14', 33900],
        ['INV-104', '2026-04-30', 20000],
      ],
    },
    { args: ['C003', null, '2026-03-31'], value: [['']] },
    { args: ['C001', 'colour', '2026-03-31'], value: { refusal: 'UNKNOWN_FIELD' } },
  ],
})

function columnsNamed(text: string): readonly OpenItemColumn[] {
  if (text === '') return STANDARD
  return text.split(/[,，、;；\s]+/).map(typed => {
    const column = spelled(COLUMN_NAMES, typed) ?? COLUMNS.find(known => known.toLowerCase() === typed.toLowerCase())
    if (!column) throw refuse('UNKNOWN_FIELD', { value: typed, known: COLUMNS.join(', ') })
    return column
  })
}

function openItemRows({ book }: Context, customer: number, columns: readonly OpenItemColumn[], asOf: Day, options: Options): Cell[][] {
  const moment = momentOf(book, asOf, options)
  const set = openItemsOf(book, customer === ALL ? undefined : customer, moment)
  // In document currency each row shows its own; a filter by currency leaves out the others.
  const mask = maskOf(book, options.filter, asOf, moment.knownAt ?? book.change)
  const values =
    options.currency === undefined ? set.open : valuesOf(book, set, { currency: options.currency }, asOf, moment.knownAt ?? book.change)
  const rows: { key: [number, string, number]; cells: Cell[] }[] = []
  for (let i = 0; i < set.count; i++) {
    const item = set.items[i]
    const document = book.items.document[item]
    if (values[i] === 0 || (mask.stamps && !mask.stamps[book.documents.dimensions[document]])) continue
    if (mask.customers && !mask.customers[book.items.customer[item]]) continue
    const currency = book.currencyOf(document)
    const due = dueOf(book, item, asOf, moment.knownAt)
    const code = book.customers.texts[book.items.customer[item]]
    const row: Record<OpenItemColumn, Cell> = {
      document: book.nameOf(document),
      instalment: book.items.instalment[item],
      kind: KIND_WORDS[book.kind(document)].zh,
      customer: code,
      name: book.customerFiles[book.items.customer[item]]?.name ?? code,
      docDate: iso(book.documents.docDate[document] as Day),
      dueDate: iso(due),
      currency,
      amount: major(book.amountOf(item), currency),
      open: major(set.open[i] as Money, currency),
      daysOverdue: asOf - due,
    }
    rows.push({ key: [due, book.nameOf(document), book.items.instalment[item]], cells: columns.map(column => row[column]) })
  }
  if (rows.length > SPILL_ROWS) throw refuse('TOO_MANY_CELLS', { limit: SPILL_ROWS, count: rows.length })
  rows.sort((a, b) => a.key[0] - b.key[0] || (a.key[1] < b.key[1] ? -1 : a.key[1] > b.key[1] ? 1 : a.key[2] - b.key[2]))
  // A spill must not be empty: Excel would show #CALC! instead of nothing.
  return rows.length ? rows.map(row => row.cells) : [['']]
}

const number = () =>
  param.text(
    { en: 'number', zh: '发票号' },
    { en: 'Number of an invoice, with its series before a hyphen when needed', zh: '发票号码；必要时在前面加系列与连字符' },
  )

export const INVOICE_OPEN = defineFunction({
  zh: '发票余额',
  summary: { en: 'What is left to pay of an invoice, in its currency', zh: '发票未收余额（原币）' },
  params: { number: number(), asOf: param.asOf(), options: param.options() },
  result: 'money',
  value: (context, { number, asOf, options }) => {
    const { book } = context
    const row = standing(context, number, asOf, options)
    return major(openOf(book, row, asOf, options), book.currencyOf(row))
  },
  behind: (context, { number, asOf, options }) => invoiceBehind(context, standing(context, number, asOf, options), asOf, options, true),
  examples: [
    { args: ['INV-101', '2026-03-31'], value: 6300 },
    { args: ['INV-104', '2026-03-31'], value: 40000 },
    { args: ['INV-999', '2026-03-31'], value: { refusal: 'UNKNOWN_DOCUMENT' } },
  ],
})

export const INVOICE_STATUS = defineFunction({
  zh: '发票状态',
  summary: { en: 'open, part paid, overdue, paid, reversed, or not yet posted', zh: '未收、部分收款、逾期、已结清、已冲销或尚未入账' },
  params: { number: number(), asOf: param.asOf(), options: param.options() },
  result: 'text',
  value: (context, { number, asOf, options }) => {
    const { book } = context
    const row = standing(context, number, asOf, options)
    const { documents, items } = book
    if (documents.postDate[row] > asOf) return 'not yet posted'
    const mirror = book.reversedBy.get(documents.id[row])
    if (mirror !== undefined && documents.postDate[book.documentOf(mirror)] <= asOf) return 'reversed'
    const open = openOf(book, row, asOf, options)
    if (open === 0) return 'paid'
    const moment = momentOf(book, asOf, options)
    for (let i = 0; i < documents.itemCount[row]; i++) {
      const item = documents.firstItem[row] + i
      if (openAmount(book, item, moment) !== 0 && items.amount[item] > 0 && dueOf(book, item, asOf, moment.knownAt) < asOf) return 'overdue'
    }
    return open === documents.amount[row] ? 'open' : 'part paid'
  },
  behind: (context, { number, asOf, options }) => invoiceBehind(context, standing(context, number, asOf, options), asOf, options, false),
  examples: [
    { args: ['INV-101', '2026-03-31'], value: 'overdue' },
    { args: ['INV-104', '2026-03-31'], value: 'part paid' },
    { args: ['INV-101', '2026-04-30'], value: 'paid' },
    { args: ['INV-103', '2026-03-01'], value: 'not yet posted' },
  ],
})

type Book = Context['book']

/** Row of what stands for an invoice on the day. */
const standing = ({ book }: Context, number: string, asOf: Day, options: Options): number =>
  standingFor(book, invoiceNamed(book, number), momentOf(book, asOf, options))

/** Row of an invoice by number: the live one, else the newest with that number, since a reversed invoice has a status too. */
function invoiceNamed(book: Book, text: string): number {
  const isInvoice = (row: number) => book.isDebtOrCredit(row) && !book.reversals.has(book.documents.id[row])
  const series = text.indexOf('-')
  const texts = series > 0 ? [text, `${text.slice(0, series)}\u0001${text.slice(series + 1)}`] : [text]
  for (const wanted of texts) {
    let reversed = -1
    const live: number[] = []
    book.numbers.find(wanted, row => {
      if (!isInvoice(row)) return false
      if (book.isLive(row)) live.push(row)
      else if (reversed < 0) reversed = row
      return false
    })
    const debts = live.filter(row => book.documents.amount[row] >= 0)
    // What was transferred is found by its own document and followed from there, so that each day has its answer.
    const found = (debts.length > 0 ? debts : live).filter(
      (row, _, all) => !transferredFrom(book, row).some(before => all.includes(before)),
    )
    if (found.length > 1)
      throw refuse('AMBIGUOUS_DOCUMENT', { value: text, candidates: found.map(row => `${book.kind(row)} ${book.nameOf(row)}`).join(', ') })
    if (found.length === 1) return found[0]
    if (reversed >= 0) return reversed
  }
  throw refuse('UNKNOWN_DOCUMENT', { kind: kindName('invoice'), value: text })
}

function openOf(book: Book, row: number, asOf: Day, options: Options): Money {
  const moment = momentOf(book, asOf, options)
  let open = 0
  const { firstItem, itemCount } = book.documents
  for (let item = firstItem[row]; item < firstItem[row] + itemCount[row]; item++) open += openAmount(book, item, moment)
  return open as Money
}

export const LAST_RECEIPT = defineFunction({
  zh: '最近回款',
  summary: { en: 'Date or amount of the last money received from a customer', zh: '客户最近一次回款的日期或金额' },
  params: {
    customer: param.customer(),
    part: param.choice({ en: 'part', zh: '部分' }, { date: { en: 'date', zh: '日期' }, amount: { en: 'amount', zh: '金额' } }),
    asOf: param.asOf(),
  },
  result: 'date',
  value: ({ book }, { customer, part, asOf }) => {
    if (customer === ALL) throw refuse('BAD_ARGUMENT', { name: 'customer', problem: 'name one customer (须指定一个客户)' })
    const last = lastReceipt(book, customer, { asOf })
    if (!last) throw refuse('NO_RECEIPT', { customer: book.customers.texts[customer], date: iso(asOf) })
    return part === 'date' ? iso(last.date) : major(last.amount, book.company.currency)
  },
  behind: (context, { customer, part, asOf }) => lastReceiptBehind(context, customer, part, asOf),
  examples: [
    { args: ['C001', 'date', '2026-03-31'], value: '2026-03-25' },
    { args: ['C001', 'amount', '2026-03-31'], value: 20000 },
    { args: ['C002', 'date', '2026-03-31'], value: { refusal: 'NO_RECEIPT' } },
  ],
})

export const TIEOUT = defineFunction({
  zh: '对账差异',
  summary: { en: 'Aging total less the general ledger’s control balance: 0.00 when they agree', zh: '账龄合计减总账数；一致时为 0.00' },
  params: {
    asOf: param.asOf(),
    account: param.text({ en: 'account', zh: '科目' }, { en: 'A control account; all when left out', zh: '控制科目；省略为全部' }, true),
  },
  result: 'money',
  value: ({ book }, { asOf, account }) => {
    const { controlDifference } = tieOut(book, { asOf, account: account || undefined })
    if (controlDifference === null) throw refuse('NO_CONTROL', { date: iso(asOf) })
    return major(controlDifference, book.company.currency)
  },
  behind: (context, { asOf, account }) => tieOutBehind(context, asOf, account),
  examples: [
    { args: ['2026-03-31'], value: 0 },
    { args: ['2026-02-28'], value: { refusal: 'NO_CONTROL' } },
  ],
})
