import type { Book } from '../book/book.js'
import { iso, type Day, type IsoDate } from '../dates.js'
import { dueOf } from '../domain/extensions.js'
import { maskOf } from '../domain/filter.js'
import { openItems } from '../domain/open-items.js'
import { customerNamed } from '../functions/customers.js'
import { decimal, major, type Money } from '../money.js'
import { KIND_WORDS } from '../vocabulary.js'
import { defineReport, type ReportQuestion } from './define.js'
import { totalLine } from './foot.js'
import { layout, workbook } from './layout.js'
import { columns, type Column } from './sheet.js'

/** One open item; amounts in the document's currency, debts positive. */
export interface OpenItemRow {
  document: string
  instalment: number
  kind: string
  customer: string
  name: string
  currency: string
  docDate: IsoDate
  dueDate: IsoDate
  amount: Money
  open: Money
  /** Below zero when not yet due; 0 on the due date. */
  daysOverdue: number
}

export const OPEN_ITEMS_REPORT = defineReport({
  name: 'open-items',
  label: { en: 'Open items', zh: '未清项明细' },
  summary: { en: 'Every document with something left to settle, instalment by instalment', zh: '逐张列出尚未结清的单据及分期' },
  data: openItemRows,
  json: rows => ({
    rows: rows.map(({ name: _name, ...row }) => ({
      ...row,
      amount: decimal(row.amount, row.currency),
      open: decimal(row.open, row.currency),
    })),
  }),
  workbook: (rows, question) => workbook(layout(draftOf(rows, question))),
})

/** Open items of the question, by customer, due date and number. */
export function openItemRows(question: ReportQuestion): OpenItemRow[] {
  const { book, asOf, knownAt, clock, currency, filter, customer } = question
  const set = openItems(book, { asOf, knownAt, clock })
  const mask = maskOf(book, filter, asOf, knownAt)
  const only = customer === undefined ? undefined : customerNamed(book, customer)
  const rows: OpenItemRow[] = []
  for (let i = 0; i < set.count; i++) {
    const item = set.items[i]
    const document = book.items.document[item]
    const index = book.items.customer[item]
    if (only !== undefined && only >= 0 && index !== only) continue
    if ((mask.customers && !mask.customers[index]) || (mask.stamps && !mask.stamps[book.documents.dimensions[document]])) continue
    if (currency !== undefined && book.currencyOf(document) !== currency) continue
    rows.push(rowOf(book, item, set.open[i] as Money, asOf, knownAt))
  }
  const by = (a: OpenItemRow, b: OpenItemRow) =>
    compare(a.customer, b.customer) || compare(a.dueDate, b.dueDate) || compare(a.document, b.document) || a.instalment - b.instalment
  return rows.sort(by)
}

function rowOf(book: Book, item: number, open: Money, asOf: Day, knownAt: number): OpenItemRow {
  const document = book.items.document[item]
  const customer = book.items.customer[item]
  const due = dueOf(book, item, asOf, knownAt)
  return {
    document: book.nameOf(document),
    instalment: book.items.instalment[item],
    kind: book.kind(document),
    customer: book.customers.texts[customer],
    name: book.customerFiles[customer]?.name ?? book.customers.texts[customer],
    currency: book.currencyOf(document),
    docDate: iso(book.documents.docDate[document] as Day),
    dueDate: iso(due),
    amount: book.amountOf(item),
    open,
    daysOverdue: asOf - due,
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function draftOf(rows: readonly OpenItemRow[], question: ReportQuestion) {
  const zh = question.language === 'zh'
  const { asOf, knownAt, book } = question
  const headings: Column[] = [
    columns.text('customer', zh ? '客户编码' : 'Customer'),
    columns.text('name', zh ? '客户名称' : 'Name', { width: 32 }),
    columns.text('kind', zh ? '类型' : 'Kind'),
    columns.text('document', zh ? '单据号' : 'Document', { width: 18 }),
    columns.integer('instalment', zh ? '期次' : 'Part'),
    columns.date('docDate', zh ? '单据日期' : 'Document date'),
    columns.date('dueDate', zh ? '到期日' : 'Due date'),
    columns.text('currency', zh ? '币种' : 'Currency', { width: 8 }),
    columns.money('amount', zh ? '原金额' : 'Amount', { total: undefined }),
    columns.money('open', zh ? '未清金额' : 'Open', { total: undefined }),
    columns.integer('daysOverdue', zh ? '逾期天数' : 'Days overdue'),
  ]
  const currencies = new Set(rows.map(row => row.currency))
  // Amounts of several currencies have no sum.
  if (currencies.size <= 1) for (const column of headings) if (column.key === 'open') column.total = 'sum'
  return {
    name: zh ? '未清项' : 'Open items',
    language: question.language,
    unit: question.unit,
    title: zh ? '未清项明细表' : 'Open items',
    head: [
      [zh ? '编制单位' : 'Company', book.company.name],
      [zh ? '截止日期' : 'As of', iso(asOf)],
      [zh ? '变更号' : 'Change', String(knownAt)],
    ] as const,
    columns: headings,
    rowKey: 'document',
    labelKey: 'name',
    groups: [
      {
        items: rows.map(row => ({
          ...row,
          kind: KIND_WORDS[row.kind]?.[question.language] ?? row.kind,
          amount: major(row.amount, row.currency),
          open: major(row.open, row.currency),
        })),
      },
    ],
    foot: currencies.size <= 1 ? [totalLine(zh ? '合计' : 'Total')] : [],
    freezeThrough: 'document',
    highlights: [{ columns: ['daysOverdue'], when: '>' as const, than: 0, tone: 'warning' as const }],
  }
}
