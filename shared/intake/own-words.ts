/** Headings by which a plain file of one of our tables is known, without a profile; the first that a file has is taken. */
export interface OwnTable {
  table: string
  /** Words in the name of the file or sheet that settle which table it is. */
  names: readonly string[]
  /** Columns without which it cannot be this table. */
  required: readonly string[]
  columns: Readonly<Record<string, readonly string[]>>
  /** Taken only when the name says so: its headings are those of invoices. */
  byName?: true
}

const CUSTOMER = [
  'customer',
  '客户编码',
  '客户编号',
  '客户代码',
  '客户号',
  '往来单位编码',
  '购方编码',
  'customer code',
  'customer number',
  'customer no',
  'customer id',
  '客户',
]
const CURRENCY = ['currency', '币种', '币别', '货币']
const RATE = ['rate', '汇率', 'exchange rate', 'fx']
const NOTE = ['note', '备注', '摘要', '说明', 'remark', 'memo', 'description']
const GROSS = [
  '价税合计',
  '含税金额',
  '应收金额',
  'amount',
  'gross',
  'total',
  'gross amount',
  'total amount',
  'amount due',
  'invoice amount',
  '金额',
  '总额',
  '合计金额',
]
const DIMENSIONS = {
  salesperson: ['salesperson', '业务员', '销售员', 'sales person', 'sales rep'],
  department: ['department', '部门', '销售部门'],
  region: ['region', '区域', '地区', '大区'],
  channel: ['channel', '渠道', '销售渠道'],
  project: ['project', '项目'],
  branch: ['branch', '分公司', '机构'],
}
const DEBT = {
  postDate: ['post date', 'posting date', '记账日期', '入账日期', '过账日期'],
  dueDate: ['due', 'due date', '到期日', '到期日期', '应收日期', '付款到期日', 'maturity'],
  terms: ['terms', '付款条件', '账期', 'payment terms', '收款条件'],
  receivedDate: ['received date', '收票日期', '票到日期'],
  series: ['series', '发票代码', '系列'],
  order: ['order', '订单号', '订单编号', 'order number', 'order no'],
}
const COMMON = { customer: CUSTOMER, currency: CURRENCY, rate: RATE, amount: GROSS, note: NOTE, ...DIMENSIONS }
const GENERIC_NUMBER = [
  'number',
  'no',
  'document',
  'document number',
  'document no',
  '单号',
  '单据号',
  '单据编号',
  '单据号码',
  '编号',
  '号码',
]
const GENERIC_DATE = ['date', 'document date', 'doc date', '日期', '单据日期', '业务日期']

const documents = (
  table: string,
  names: string[],
  number: string[],
  date: string[],
  more: Record<string, readonly string[]> = {},
): OwnTable => ({
  table,
  names,
  required: ['number', 'customer', 'docDate', 'amount'],
  columns: { number: [...number, ...GENERIC_NUMBER], docDate: [...date, ...GENERIC_DATE], ...COMMON, ...more },
})

const settlements = (table: string, names: string[], number: string[], amount: string[], date: string[]): OwnTable => ({
  table,
  names,
  required: ['invoice', 'amount', 'date'],
  columns: {
    number: [...number, ...GENERIC_NUMBER],
    invoice: ['invoice', '发票号', '发票号码', 'invoice number', 'invoice no'],
    instalment: ['instalment', '期次', '分期'],
    amount: [...amount, 'amount', '金额'],
    date: [...date, 'date', '日期'],
    note: NOTE,
  },
})

const INVOICE_NUMBER = ['invoice', 'invoice number', 'invoice no', 'invoice id', '发票号', '发票号码', '发票编号', '应收单号']
const INVOICE_DATE = ['issue', 'issue date', 'invoice date', '开票日期', '发票日期']

/** Tables that are recognised, in the order in which a tie is listed. */
export const OWN_TABLES: readonly OwnTable[] = [
  documents('invoices', ['invoice', '发票', '应收单'], INVOICE_NUMBER, INVOICE_DATE, DEBT),
  { ...documents('openingItems', ['opening', '期初'], INVOICE_NUMBER, INVOICE_DATE, DEBT), byName: true },
  { ...documents('debitNotes', ['debit note', '借项'], ['debit note', '借项通知单号'], [], DEBT), byName: true },
  documents('creditNotes', ['credit note', '贷项', '红字', '红票'], ['credit note', '红字发票号', '贷项通知单号'], [], {
    postDate: DEBT.postDate,
    invoice: ['of invoice', '原发票号', '对应发票号', 'original invoice', 'invoice'],
  }),
  documents(
    'receipts',
    ['receipt', 'payment', '收款', '回款', '到款'],
    ['receipt', 'receipt number', 'receipt no', '收款单号', '收款编号', '回款单号'],
    ['receipt date', '收款日期', '回款日期', '到账日期', 'payment date'],
    {
      amount: ['收款金额', '回款金额', '到账金额', 'receipt amount', ...GROSS],
      postDate: DEBT.postDate,
      method: ['method', '收款方式', '结算方式', 'payment method'],
      bankAccount: ['bank account', '银行账号', '收款账号'],
      bankSerial: ['bank serial', '银行流水号', '交易流水号', '流水号'],
    },
  ),
  documents('orders', ['order', '订单'], ['order', 'order number', '订单号', '订单编号'], ['order date', '订单日期']),
  documents('deliveries', ['deliver', '发货', '出库'], ['delivery', '发货单号', '出库单号'], ['delivery date', '发货日期', '出库日期']),
  {
    table: 'allocations',
    names: ['allocation', '核销'],
    required: ['from', 'to', 'amount', 'date'],
    columns: {
      from: ['from', 'receipt', '收款单号', '收款编号', '贷方单号', 'receipt number', 'credit'],
      to: ['to', 'invoice', '发票号', '发票号码', '借方单号', 'invoice number', 'debit'],
      instalment: ['instalment', '期次', '分期'],
      amount: ['核销金额', 'allocated', 'amount', '金额'],
      date: ['核销日期', 'allocation date', 'date', '日期'],
    },
  },
  settlements('discounts', ['discount', '折扣'], ['discount', '折扣单号'], ['折扣金额', 'discount amount'], ['折扣日期']),
  settlements(
    'writeOffs',
    ['write-off', 'write off', 'writeoff', '坏账'],
    ['write-off', '坏账单号'],
    ['转销金额', '坏账金额'],
    ['转销日期'],
  ),
  {
    table: 'refunds',
    names: ['refund', '退款'],
    required: ['receipt', 'amount', 'date'],
    columns: {
      number: ['refund', '退款单号', ...GENERIC_NUMBER],
      receipt: ['receipt', '收款单号', 'receipt number', '原收款单号'],
      amount: ['退款金额', 'refund amount', 'amount', '金额'],
      date: ['退款日期', 'refund date', 'date', '日期'],
      method: ['method', '退款方式'],
      bankAccount: ['bank account', '银行账号'],
      note: NOTE,
    },
  },
  {
    table: 'customers',
    names: ['customer', '客户'],
    required: ['code', 'name'],
    columns: {
      code: ['code', ...CUSTOMER, 'id', '编码', '代码'],
      name: ['name', 'customer name', '客户名称', '名称', '单位名称', 'company', 'company name'],
      shortName: ['short name', '简称', '客户简称'],
      terms: DEBT.terms,
      creditLimit: ['credit limit', '信用额度', '授信额度'],
      owner: ['owner', '责任人', '客户经理'],
      from: ['from', '生效日期', 'valid from'],
      ...DIMENSIONS,
    },
  },
  {
    table: 'products',
    names: ['product', '商品', '物料', '产品'],
    required: ['code', 'name'],
    columns: {
      code: ['product', 'product code', '商品编码', '物料编码', '产品编码', 'sku', 'code', '编码'],
      name: ['product name', '商品名称', '物料名称', '产品名称', 'name', '名称'],
      category: ['category', '类别', '分类', '品类'],
    },
  },
  {
    table: 'rates',
    names: ['rate', '汇率'],
    required: ['currency', 'date', 'rate'],
    columns: { currency: CURRENCY, date: ['date', '日期', 'day'], rate: RATE },
  },
  {
    table: 'controlBalances',
    names: ['control', '总账', '科目余额'],
    required: ['asOf', 'amount'],
    columns: {
      account: ['account', '科目', '科目编码', '科目代码'],
      customer: CUSTOMER,
      asOf: ['as of', 'as-of', '截止日期', 'date', '日期'],
      amount: ['balance', '余额', '期末余额', 'amount', '金额'],
    },
  },
]

/** Headings of a customer's name in a file of documents: they make the customers too. */
export const CUSTOMER_NAME = ['customer name', '客户名称', '购方名称', '购买方名称', '往来单位', '往来单位名称', '单位名称']
/** Headings that tell that `金额` beside them is without tax. */
export const TAX = ['税额', 'tax', 'tax amount', 'vat']
export const NET = ['金额', 'amount', 'net', 'net amount', '不含税金额']
/** Texts with which a line of totals begins. */
export const TOTAL_LINES = ['合计', '总计', '小计', '本页合计', '累计', 'total', 'Total', 'TOTAL', 'Grand total', 'Subtotal']
