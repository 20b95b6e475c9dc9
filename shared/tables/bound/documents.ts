import type { Book } from '../../book/book.js'
import { kindCode } from '../../book/codes.js'
import { day, type Day } from '../../dates.js'
import { BILL_STATES } from '../../domain/bills.js'
import { correctDocument, takeOut } from '../../domain/posting/corrections.js'
import { moveDocument } from '../../domain/posting/move.js'
import type { Posting } from '../../domain/posting/posting.js'
import { transferredFrom } from '../../domain/transferred.js'
import type { DocumentKind } from '../../facts/document.js'
import { ALL, customerNamed } from '../../functions/customers.js'
import { refuse } from '../../refusals.js'
import type { TableDefinition } from '../define.js'
import { CREDIT_NOTES, DELIVERIES, INVOICES, OPENING_ITEMS, ORDERS, RECEIPTS } from '../documents.js'
import { column, type BoundRow, type BoundTable, type Column, type Fields } from './define.js'
import { AMOUNT, CURRENCY, CUSTOMER, CUSTOMER_NAME, DATE, DUE, NOTE, number, ORDER, POST_DATE, SERIES, STAMPS } from './document-columns.js'
import { documentFields, fieldsNamed, linesOfDocument, numberOf, standingDocument } from './document-row.js'
import { postThrough, presentFields } from './door.js'
import { instalmentsOf } from './forms.js'

/** What a kind of document has besides what all have. */
interface Own {
  kind: DocumentKind
  columns: readonly Column[]
  /** -1 for credits, whose rows are positive. */
  sign: 1 | -1
  /** Fields that only this kind reads. */
  more?: (book: Book, row: number, knownAt: number) => Record<string, string>
}

function documentTable<Row>(door: TableDefinition<Row>, { kind, columns, sign, more }: Own): BoundTable {
  const code = kindCode(kind)
  const names = columns.map(({ name }) => name)
  const read = (book: Book, id: string, knownAt = Infinity): BoundRow | undefined => {
    const row = standingDocument(book, Number(id), kind, knownAt)
    if (row === undefined) return undefined
    const fields = { ...documentFields(book, row, knownAt, sign), ...more?.(book, row, knownAt) }
    return { id: String(book.documents.id[row]), fields: fieldsNamed(fields, names) }
  }
  const post = (posting: Posting, fields: Fields, lines?: unknown): number => {
    requirePositive(fields, sign)
    const before = posting.facts.length
    postThrough(posting, door, { ...doorRow(posting, fields), ...(lines !== undefined && { lines }) })
    const made = posting.facts.slice(before).find(fact => fact.fact === 'document' && fact.kind === kind && !fact.reverses)
    if (made?.fact !== 'document') throw new Error(`${door.name} posted no ${kind}`)
    return made.id
  }
  return {
    name: door.name,
    label: door.label,
    summary: door.summary,
    columns,
    confirms: true,
    ids: book => liveOfKind(book, code),
    read,
    touched: (book, after) => touchedDocuments(book, code, after),
    lastChange: (book, id) => lastChangeOf(book, Number(id)),
    post: (posting, fields) => String(post(posting, fields)),
    change: (posting, now, wanted, today) => {
      const { book } = posting
      const id = Number(now.id)
      const row = book.documentOf(id)
      const lines = linesOfDocument(book, row, sign)
      if (lines && wanted.amount !== now.fields.amount)
        throw refuse('BAD_ROW', {
          column: 'amount',
          problem: 'it is the sum of the lines; reverse the document and enter it anew (金额为明细合计，请冲销后重新录入)',
        })
      if (movesOnly(now, wanted, names) && book.documents.postDate[row] <= book.periods.closedUpTo()) {
        moveDocument(posting, id, codeOf(posting, wanted.customer), today)
        return now.id
      }
      return String(correctDocument(posting, id, () => post(posting, wanted, lines)))
    },
    remove: (posting, now) => void takeOut(posting, Number(now.id)),
  }
}

function* liveOfKind(book: Book, code: number): Generator<string> {
  const { documents } = book
  for (let row = 0; row < documents.count; row++) if (documents.kind[row] === code && book.isLive(row)) yield String(documents.id[row])
}

/** Whether nothing but the customer is to change. */
const movesOnly = ({ fields }: BoundRow, wanted: Fields, names: readonly string[]): boolean =>
  wanted.customer !== fields.customer && names.every(name => name.startsWith('customer') || wanted[name] === fields[name])

function requirePositive({ amount }: Fields, sign: 1 | -1): void {
  if (!amount?.startsWith('-')) return
  const problem =
    sign > 0
      ? 'negative; enter it under Credit notes (金额为负，请在“红字发票”中录入)'
      : 'negative; enter it without the minus (金额为负，请去掉负号)'
  throw refuse('BAD_ROW', { column: 'amount', problem })
}

/** The code of a customer by code or name. */
function codeOf({ book }: Posting, typed: string): string {
  const index = customerNamed(book, typed)
  if (index === ALL) throw refuse('UNKNOWN_CUSTOMER', { value: typed })
  return book.customers.texts[index]
}

/** A row as the door of files takes it. */
function doorRow(posting: Posting, { customerName: _given, ...fields }: Fields): Record<string, unknown> {
  const instalments = instalmentsOf(fields.instalments ?? '')
  const row: Record<string, unknown> = { ...presentFields(fields), ...(instalments && { instalments }) }
  if (fields.customer) row.customer = codeOf(posting, fields.customer)
  if (instalments) delete row.dueDate
  return row
}

/** Documents that changes after one made, reversed, or transferred. */
function touchedDocuments(book: Book, code: number, after: number): Set<string> {
  const { documents } = book
  const ids = new Set<string>()
  for (let row = 0; row < documents.count; row++) {
    if (documents.change[row] <= after) continue
    if (book.kind(row) === 'transfer') {
      for (const from of transferredFrom(book, row)) if (documents.kind[from] === code) ids.add(String(documents.id[from]))
    }
    if (documents.kind[row] !== code) continue
    const id = documents.id[row]
    ids.add(String(book.reversals.get(id) ?? id))
  }
  // A bill's due date and place are settings of its receipt; a customer's new name stands on its documents.
  for (const { subject, key, value } of book.values.entries()) {
    if (subject === 'document' && value.change > after && documents.kind[book.documentOf(Number(key))] === code) ids.add(key)
  }
  const renamed = new Set<number>()
  for (const { index, change } of book.customerHistory.entries()) if (change > after) renamed.add(index)
  if (renamed.size > 0) {
    for (let row = 0; row < documents.count; row++)
      if (documents.kind[row] === code && renamed.has(documents.customer[row]) && book.isLive(row)) ids.add(String(documents.id[row]))
  }
  return ids
}

function lastChangeOf(book: Book, id: number): number {
  const reversal = book.reversedBy.get(id)
  return Math.max(book.documents.change[book.documentOf(id)], reversal === undefined ? 0 : book.documents.change[book.documentOf(reversal)])
}

const DEBT = (en: string, zh: string): Column[] => [
  number(en, zh),
  CUSTOMER,
  CUSTOMER_NAME,
  DATE,
  ...DUE,
  AMOUNT,
  ...STAMPS,
  NOTE,
  SERIES,
  ...CURRENCY,
  POST_DATE,
  ORDER,
]

const invoices = documentTable(INVOICES, { kind: 'invoice', sign: 1, columns: DEBT('Invoice', '发票号') })

const openingItems = documentTable(OPENING_ITEMS, {
  kind: 'opening',
  sign: 1,
  columns: DEBT('Document', '单据号').filter(({ name }) => name !== 'order'),
})

const creditNotes = documentTable(CREDIT_NOTES, {
  kind: 'creditNote',
  sign: -1,
  columns: [
    number('Credit note', '红字发票号'),
    CUSTOMER,
    CUSTOMER_NAME,
    DATE,
    AMOUNT,
    column(
      'invoice',
      'code',
      ['Invoice', '原发票号'],
      ['The invoice it corrects; it settles that one.', '对应的蓝字发票；直接冲抵该发票。'],
    ),
    ...STAMPS,
    NOTE,
    SERIES,
    ...CURRENCY,
    POST_DATE,
    ORDER,
  ],
  more: (book, row) => ({ invoice: numberOf(book, book.documents.of[row]) }),
})

const BILL_WORDS = { held: ['Held', '持有'], endorsed: ['Endorsed', '已背书'], discounted: ['Discounted', '已贴现'] } as const

const receipts = documentTable(RECEIPTS, {
  kind: 'receipt',
  sign: -1,
  columns: [
    { ...number('Receipt', '收款单号'), required: undefined },
    CUSTOMER,
    CUSTOMER_NAME,
    DATE,
    AMOUNT,
    column('method', 'text', ['Method', '收款方式'], ['How the money came.', '款项的收取方式。']),
    column('bankAccount', 'code', ['Bank account', '收款账号'], ['The account it came to.', '收款银行账号。'], { seldom: true }),
    column('bankSerial', 'code', ['Bank serial number', '银行流水号'], ['The bank’s own number of the entry.', '银行交易流水号。'], {
      seldom: true,
    }),
    column('billDue', 'date', ['Bill due', '票据到期日'], ['Of a bill of exchange: the day it is paid.', '承兑汇票的到期日。'], {
      seldom: true,
    }),
    column('bill', 'choice', ['Bill', '票据状态'], ['Where the bill is.', '票据所在状态。'], {
      seldom: true,
      choices: BILL_STATES.map(value => ({ value, label: { en: BILL_WORDS[value][0], zh: BILL_WORDS[value][1] } })),
    }),
    ...STAMPS,
    NOTE,
    SERIES,
    ...CURRENCY,
    POST_DATE,
    ORDER,
  ],
  more: (book, row, knownAt) => {
    const key = String(book.documents.id[row])
    const at = day('2149-06-05')
    return {
      billDue: book.values.at('document', key, 'billDue', at as Day, knownAt) ?? '',
      bill: book.values.at('document', key, 'bill', at as Day, knownAt) ?? '',
    }
  },
})

const LOGISTICS = (en: string, zh: string): Column[] => [
  number(en, zh),
  CUSTOMER,
  CUSTOMER_NAME,
  DATE,
  AMOUNT,
  ...STAMPS,
  NOTE,
  SERIES,
  ...CURRENCY,
  ORDER,
]
const orders = documentTable(ORDERS, {
  kind: 'order',
  sign: 1,
  columns: LOGISTICS('Order', '订单号').filter(({ name }) => name !== 'order'),
})
const deliveries = documentTable(DELIVERIES, {
  kind: 'delivery',
  sign: 1,
  columns: LOGISTICS('Delivery', '发货单号').map(each => (each.name === 'order' ? { ...each, seldom: undefined } : each)),
})

/** Tables of documents. */
export const DOCUMENT_TABLES: readonly BoundTable[] = [invoices, creditNotes, receipts, orders, deliveries, openingItems]
