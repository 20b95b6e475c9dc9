import { DIMENSIONS } from '../../domain/dimensions.js'
import { DIMENSION_WORDS } from '../../vocabulary.js'
import { column, type Column } from './define.js'

/** Columns that tables of documents share. */

export const number = (en: string, zh: string) =>
  column(
    'number',
    'code',
    [en, zh],
    [`The number of the document; letters and leading zeros stay as typed.`, '单据号码；字母与前导零按输入保留。'],
    { required: true },
  )

export const CUSTOMER = column('customer', 'code', ['Customer', '客户'], ['Code or name of the customer.', '客户编码或名称。'], {
  required: true,
})

export const CUSTOMER_NAME = column('customerName', 'text', ['Customer name', '客户名称'], ['Filled in by the ledger.', '由账簿填写。'], {
  given: true,
})

export const DATE = column('docDate', 'date', ['Date', '日期'], ['The date on the document.', '单据日期。'], { required: true })

export const AMOUNT = column('amount', 'amount', ['Amount', '金额'], ['With tax, in the document’s currency.', '价税合计，按单据币种。'], {
  required: true,
})

export const CURRENCY: Column[] = [
  column('currency', 'code', ['Currency', '币种'], ['Three letters; the ledger’s own currency when empty.', '三个字母；留空为本位币。'], {
    seldom: true,
  }),
  column(
    'rate',
    'rate',
    ['Exchange rate', '汇率'],
    ['Ledger currency for one unit; that of the day when empty.', '1 单位外币折合本位币；留空取当日汇率。'],
    { seldom: true },
  ),
]

export const DUE: Column[] = [
  column(
    'dueDate',
    'date',
    ['Due date', '到期日'],
    ['When it is to be paid; follows from the terms when empty.', '应付款日期；留空按付款条件计算。'],
  ),
  column(
    'terms',
    'text',
    ['Terms', '付款条件'],
    ['Such as 月结30天 or net 30; the customer’s when empty.', '如 月结30天、net 30；留空取客户的付款条件。'],
  ),
  column(
    'instalments',
    'instalments',
    ['Instalments', '分期'],
    ['Due dates and amounts: 2026-03-31 500.00; 2026-06-30 500.00.', '到期日与金额：2026-03-31 500.00; 2026-06-30 500.00。'],
    { seldom: true },
  ),
]

export const LINES = column(
  'lines',
  'lines',
  ['Lines', '明细'],
  [
    'Product, quantity, net, tax and cost of each line: P1 | 2 | 100 | 13 | 60; P2 | 1 | 50 | 6.5 | 30.',
    '每行的商品、数量、不含税金额、税额与成本：P1 | 2 | 100 | 13 | 60; P2 | 1 | 50 | 6.5 | 30。',
  ],
  { seldom: true },
)

export const SERIES = column(
  'series',
  'code',
  ['Series', '发票代码'],
  ['The series or code before the number, if there is one.', '号码前的系列或发票代码。'],
  { seldom: true },
)

export const POST_DATE = column(
  'postDate',
  'date',
  ['Posting date', '记账日期'],
  ['The day it counts in the books; the document date when empty.', '计入账簿的日期；留空为单据日期。'],
  { seldom: true },
)

export const ORDER = column(
  'order',
  'code',
  ['Order', '订单号'],
  ['Number of the order or delivery it belongs to.', '对应的订单或发货单号。'],
  { seldom: true },
)

export const NOTE = column('note', 'text', ['Note', '备注'], ['Anything worth keeping with the document.', '随单据保存的说明。'])

/** Who sold, where, on what. */
export const STAMPS: Column[] = DIMENSIONS.map(name => {
  const { en, zh } = DIMENSION_WORDS[name]
  const label = en[0].toUpperCase() + en.slice(1)
  return column(
    name,
    'text',
    [label, zh],
    ['The customer’s when empty.', '留空取客户档案的设置。'],
    name === 'salesperson' ? {} : { seldom: true },
  )
})
