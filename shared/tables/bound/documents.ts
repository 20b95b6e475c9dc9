import { BILL_STATES } from '../../domain/bills.js'
import { LAST_DAY } from '../../dates.js'
import { CREDIT_NOTES, DELIVERIES, INVOICES, OPENING_ITEMS, ORDERS, RECEIPTS } from '../documents.js'
import { column, type BoundTable, type Column } from './define.js'
import {
  AMOUNT,
  CURRENCY,
  CUSTOMER,
  CUSTOMER_NAME,
  DATE,
  DUE,
  NOTE,
  number,
  ORDER,
  POST_DATE,
  SERIES,
  STAMPS,
  LINES,
} from './document-columns.js'
import { numberOf } from './document-row.js'
import { documentTable } from './document-table.js'

const DEBT = (en: string, zh: string): Column[] => [
  number(en, zh),
  CUSTOMER,
  CUSTOMER_NAME,
  DATE,
  ...DUE,
  AMOUNT,
  LINES,
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
  // An opening item has the due date it had; what was agreed before the ledger began does not matter.
  columns: DEBT('Document', '单据号').filter(({ name }) => name !== 'order' && name !== 'terms' && name !== 'lines'),
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
    LINES,
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
    const setting = (field: string) => book.values.at('document', key, field, LAST_DAY, knownAt) ?? ''
    return { billDue: setting('billDue'), bill: setting('bill') }
  },
  settings: ['billDue', 'bill'],
})

const LOGISTICS = (en: string, zh: string): Column[] => [
  number(en, zh),
  CUSTOMER,
  CUSTOMER_NAME,
  DATE,
  AMOUNT,
  LINES,
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
