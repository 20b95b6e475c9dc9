import * as z from 'zod'
import { day, type Day } from '../dates.js'
import type { DocumentKind } from '../facts/document.js'
import { BILL_STATES } from '../domain/bills.js'
import { requireAfterReversal, requireFits } from '../domain/bank-receipts.js'
import { available, postAllocation } from '../domain/posting/applications.js'
import { postDocument } from '../domain/posting/documents.js'
import { requireDocument } from '../domain/posting/named-document.js'
import type { Posting } from '../domain/posting/posting.js'
import { money, type Money } from '../money.js'
import { refuse } from '../refusals.js'
import {
  amount,
  amountOf,
  checkedRate,
  currencyCode,
  dimensionCells,
  dimensionsOf,
  isoDate,
  lineCells,
  linesOf,
  name,
  rateCell,
  signed,
  text,
} from './cells.js'
import { defineTable } from './define.js'

const documentCells = {
  number: name,
  series: text.optional(),
  customer: name,
  docDate: isoDate,
  postDate: isoDate.optional(),
  currency: currencyCode.optional(),
  rate: rateCell.optional(),
  amount: amount.optional(),
  lines: z.array(lineCells).max(10_000).optional(),
  order: text.optional(),
  note: text.optional(),
  ...dimensionCells,
}

const debtCells = {
  ...documentCells,
  dueDate: isoDate.optional(),
  terms: text.optional(),
  /** The day the customer received the invoice: 票到 terms count from it. */
  receivedDate: isoDate.optional(),
  instalments: z
    .array(z.strictObject({ due: isoDate, amount }))
    .max(255)
    .optional(),
}

type DocumentRow = z.infer<z.ZodObject<typeof documentCells>>
type DebtRow = z.infer<z.ZodObject<typeof debtCells>>

/** What every document row has in common, resolved as far as a row alone allows. */
function entryOf(posting: Posting, kind: DocumentKind, row: DocumentRow, sign: 1 | -1) {
  const ledgerCurrency = posting.book.company.currency
  const currency = row.currency ?? ledgerCurrency
  if (row.amount === undefined && !row.lines?.length)
    throw refuse('BAD_ROW', { column: 'amount', problem: 'missing, and there are no lines (缺少金额，也没有明细行)' })
  return {
    kind,
    customer: row.customer,
    series: row.series,
    number: row.number,
    docDate: row.docDate,
    postDate: row.postDate,
    currency,
    rate: checkedRate(row.rate),
    amount: row.amount === undefined ? undefined : signed(amountOf(row.amount, currency), sign),
    lines: linesOf(row.lines, currency, ledgerCurrency, sign),
    dimensions: dimensionsOf(row),
    order: row.order ? requireDocument(posting, row.order, ['order', 'delivery']) : undefined,
    note: row.note,
  }
}

function postDebt(posting: Posting, kind: 'invoice' | 'debitNote', row: DebtRow, interestOf?: string): void {
  const of = interestOf ? requireDocument(posting, interestOf) : undefined
  const entry = { ...entryOf(posting, kind, row, 1), of }
  if (entry.amount !== undefined && entry.amount < 0) {
    // A negative invoice is a credit note: its lines are negative as typed.
    postDocument(posting, { ...entry, kind: 'creditNote' })
    return
  }
  const instalments = row.instalments?.map(part => ({ due: part.due, amount: money(part.amount, entry.currency) }))
  postDocument(posting, { ...entry, dueDate: row.dueDate, terms: row.terms, receivedDate: row.receivedDate, instalments })
}

export const INVOICES = defineTable({
  name: 'invoices',
  label: { en: 'Invoices', zh: '销售发票' },
  summary: { en: 'What customers owe by an invoice, with or without its lines', zh: '应收发票，可带明细行与分期' },
  key: ['series', 'number'],
  row: z.strictObject(debtCells),
  post: (posting, row) => postDebt(posting, 'invoice', row),
})

export const DEBIT_NOTES = defineTable({
  name: 'debitNotes',
  label: { en: 'Debit notes', zh: '借项通知单' },
  summary: { en: 'What raises a customer’s debt without being a sale', zh: '增加应收但不属于销售的单据' },
  key: ['series', 'number'],
  row: z.strictObject({
    ...debtCells,
    /** The document whose late payment it bills interest for. */
    interestOf: text.optional(),
  }),
  post: (posting, { interestOf, ...row }) => postDebt(posting, 'debitNote', row, interestOf),
})

export const CREDIT_NOTES = defineTable({
  name: 'creditNotes',
  label: { en: 'Credit notes', zh: '红字发票' },
  summary: { en: 'What lowers a customer’s debt; with its invoice named, it settles that', zh: '减少应收；注明原发票时直接冲抵该发票' },
  key: ['series', 'number'],
  row: z.strictObject({ ...documentCells, invoice: text.optional() }),
  post: (posting, row) => {
    const { book } = posting
    const entry = entryOf(posting, 'creditNote', row, -1)
    const of = row.invoice ? requireDocument(posting, row.invoice, ['invoice', 'debitNote', 'opening', 'transfer']) : undefined
    const id = postDocument(posting, { ...entry, of })
    if (id === undefined || of === undefined) return
    const credit = -book.documents.amount[book.documentOf(id)]
    const invoice = book.documentOf(of)
    const date = row.postDate ?? row.docDate
    const first = book.documents.firstItem[invoice]
    let open = 0
    for (let item = first; item < first + book.documents.itemCount[invoice]; item++) {
      // What a later reversal freed may still have been settled on the day of the credit note.
      if (book.items.amount[item] > 0) open += available(book, item, Math.max(day(date), book.items.postDate[item]) as Day)
    }
    const amount = Math.min(credit, open) as Money
    if (amount > 0) postAllocation(posting, { from: id, to: of, amount, date, purpose: 'correction' })
    if (amount < credit) posting.remarks.push({ code: 'CREDIT_LEFT_OVER', document: row.number, details: {} })
  },
})

export const OPENING_ITEMS = defineTable({
  name: 'openingItems',
  label: { en: 'Opening items', zh: '期初单据' },
  summary: {
    en: 'What was open before the ledger began, document by document; credits are negative',
    zh: '启用前未结清的单据，逐笔录入；贷项为负数',
  },
  key: ['series', 'number'],
  row: z.strictObject({ ...debtCells, amount }),
  post: (posting, row) => {
    const entry = entryOf(posting, 'opening', row, 1)
    const instalments = row.instalments?.map(part => ({ due: part.due, amount: money(part.amount, entry.currency) }))
    postDocument(posting, { ...entry, dueDate: row.dueDate, instalments })
  },
})

export const RECEIPTS = defineTable({
  name: 'receipts',
  label: { en: 'Receipts', zh: '收款单' },
  summary: { en: 'Money that came in; unapplied until it is allocated', zh: '收到的款项；核销前为未核销收款' },
  key: ['series', 'number'],
  row: z.strictObject({
    ...documentCells,
    number: text.optional(),
    amount,
    lines: z.never().optional(),
    method: text.optional(),
    bankAccount: text.optional(),
    bankSerial: text.optional(),
    /** Paid by a bill of exchange: the day it is due, and where it is; we hold it when left out. */
    billDue: isoDate.optional(),
    bill: z.enum(BILL_STATES).optional(),
  }),
  post: (posting, row) => {
    const { method, bankAccount, bankSerial } = row
    const entry = entryOf(posting, 'receipt', { ...row, number: row.number ?? '' }, -1)
    if (entry.amount !== undefined && entry.amount > 0) throw refuse('NEGATIVE_RECEIPT', { value: String(row.amount) })
    if (row.bill && !row.billDue) throw refuse('BAD_ROW', { column: 'billDue', problem: 'missing for a bill of exchange (缺少票据到期日)' })
    const id = postDocument(posting, { ...entry, method, bankAccount, bankSerial })
    if (id === undefined) return
    requireFits(posting.book, id)
    requireAfterReversal(posting.book, id)
    if (!row.billDue) return
    const bill = { fact: 'value' as const, subject: 'document' as const, key: String(id), from: row.docDate }
    posting.add({ ...bill, field: 'billDue', value: row.billDue })
    posting.add({ ...bill, field: 'bill', value: row.bill ?? 'held' })
  },
})

const orderTable = (
  tableName: string,
  kind: 'order' | 'delivery',
  label: { en: string; zh: string },
  summary: { en: string; zh: string },
) =>
  defineTable({
    name: tableName,
    label,
    summary,
    key: ['series', 'number'],
    row: z.strictObject(documentCells),
    post: (posting, row) => void postDocument(posting, entryOf(posting, kind, row, 1)),
  })

export const ORDERS = orderTable(
  'orders',
  'order',
  { en: 'Orders', zh: '销售订单' },
  { en: 'What customers have ordered; counts in the exposure until invoiced', zh: '客户订单；开票前计入信用占用' },
)
export const DELIVERIES = orderTable(
  'deliveries',
  'delivery',
  { en: 'Deliveries', zh: '发货单' },
  { en: 'What has left the house; counts in the exposure until invoiced', zh: '已发货未开票部分计入信用占用' },
)
