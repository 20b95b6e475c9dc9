import { OWN_TABLES } from '../own-words.js'

/** What the cells of a column are, and so how they are read. */
export type ContentKind = 'date' | 'amount' | 'days' | 'code' | 'text' | 'currency' | 'rate'

/** What a column of a range may mean. */
export const ADOPTION_FIELDS = [
  'customerCode',
  'customerName',
  'shortName',
  'number',
  'invoiceNumber',
  'receiptNumber',
  'creditNumber',
  'orderNumber',
  'deliveryNumber',
  'docDate',
  'dueDate',
  'receiptDate',
  'terms',
  'amount',
  'net',
  'tax',
  'received',
  'balance',
  'currency',
  'rate',
  'salesperson',
  'department',
  'region',
  'channel',
  'project',
  'branch',
  'owner',
  'creditLimit',
  'method',
  'bankAccount',
  'bankSerial',
  'series',
  'note',
  'productCode',
  'productName',
  'category',
  'bucket',
] as const
export type AdoptionField = (typeof ADOPTION_FIELDS)[number]

/** How the cells of each field are read. */
export const CONTENT: Readonly<Record<AdoptionField, ContentKind>> = {
  customerCode: 'code',
  customerName: 'text',
  shortName: 'text',
  number: 'code',
  invoiceNumber: 'code',
  receiptNumber: 'code',
  creditNumber: 'code',
  orderNumber: 'code',
  deliveryNumber: 'code',
  docDate: 'date',
  dueDate: 'date',
  receiptDate: 'date',
  terms: 'days',
  amount: 'amount',
  net: 'amount',
  tax: 'amount',
  received: 'amount',
  balance: 'amount',
  currency: 'currency',
  rate: 'rate',
  salesperson: 'text',
  department: 'text',
  region: 'text',
  channel: 'text',
  project: 'text',
  branch: 'text',
  owner: 'text',
  creditLimit: 'amount',
  method: 'text',
  bankAccount: 'code',
  bankSerial: 'code',
  series: 'code',
  note: 'text',
  productCode: 'code',
  productName: 'text',
  category: 'text',
  bucket: 'amount',
}

/** Spellings of the tables' own columns, so that both ways in know the same words. */
const own = (table: string, column: string): readonly string[] => OWN_TABLES.find(found => found.table === table)?.columns[column] ?? []

/** A list of spellings, each after a comma. */
const spelled = (words: string): string[] => words.split(', ')

/** Headings of each field in the words of people; the first that a heading equals is taken, so particular words come before general ones. */
export const FIELD_WORDS: Readonly<Record<AdoptionField, readonly string[]>> = {
  customerCode: [
    ...own('invoices', 'customer').filter(word => word !== '客户' && word !== 'customer'),
    ...spelled(
      '客户ID, 往来单位编号, 往来单位代码, 往来编码, 购货单位编码, 购货单位代码, 单位编码, cust no, cust code, account no, customer #',
    ),
  ],
  customerName: spelled(
    '客户名称, 客户, 客户全称, 客户名, 客户单位, 往来单位, 往来单位名称, 单位名称, 单位, 购方名称, 购买方名称, 购货单位, 购货单位名称, 购货方, 付款单位, 付款人, 付款方, 付款方名称, 欠款单位, 对方单位, customer, customer name, client, client name, company, company name, buyer, payer, bill to, account name, sold to, name',
  ),
  shortName: spelled('简称, 客户简称, short name'),
  invoiceNumber: [
    ...own('invoices', 'number').filter(word => /invoice|发票|应收/.test(word)),
    ...spelled('票号, 发票号/单据号, 数电发票号码, inv no, inv #, invoice #, bill no'),
  ],
  receiptNumber: [
    ...own('receipts', 'number').filter(word => /receipt|收款|回款/.test(word)),
    ...spelled('收款单据号, 到账单号, receipt #'),
  ],
  creditNumber: spelled('红字发票号, 贷项通知单号, 红票号, 退货单号, credit note, credit note no, credit note number, credit memo'),
  orderNumber: spelled('订单号, 订单编号, 销售订单号, 合同号, 合同编号, order number, order no, order #, order, so no, sales order'),
  deliveryNumber: spelled('发货单号, 出库单号, 送货单号, 销货单号, delivery, delivery number, delivery no, delivery note'),
  number: spelled(
    '单据号, 单号, 单据编号, 单据号码, 编号, 号码, 凭证号, 凭证字号, number, no, document, document number, document no, doc no, reference, ref, voucher no, num',
  ),
  docDate: spelled(
    '开票日期, 发票日期, 单据日期, 业务日期, 日期, 制单日期, 出票日期, 订单日期, 发货日期, 销售日期, 记账日期, 入账日期, 发生日期, invoice date, issue date, date, document date, doc date, bill date, order date, delivery date, posting date, issued, trans date',
  ),
  dueDate: spelled(
    '到期日, 到期日期, 应收日期, 付款到期日, 应付日期, 约定付款日, 应收款日期, 到期, 收款期限, due, due date, maturity, payment due, due on',
  ),
  receiptDate: spelled(
    '收款日期, 回款日期, 到账日期, 到款日期, 收款日, 回款日, 实收日期, receipt date, payment date, date received, paid on, date paid, paid date',
  ),
  terms: spelled(
    '账期, 帐期, 信用期, 信用天数, 账期天, 付款条件, 收款条件, 信用账期, 结算账期, terms, payment terms, credit days, days, term, credit period',
  ),
  amount: spelled(
    '价税合计, 含税金额, 应收金额, 开票金额, 发票金额, 金额, 总额, 合计金额, 应收, 应收款, 应收账款, 含税价, 销售金额, 销售额, 订单金额, 合同金额, 收款金额, 回款金额, 到账金额, 发货金额, 核销金额, 本币金额, 原币金额, 借方金额, 应收总额, 金额合计, amount, gross, total, gross amount, total amount, amount due, invoice amount, receipt amount, order amount, invoice total, original amount, allocated',
  ),
  net: spelled('不含税金额, 未税金额, 无税金额, 净额, net, net amount, amount without tax'),
  tax: spelled('税额, 增值税, 税金, tax, tax amount, vat'),
  received: spelled(
    '已收, 已收金额, 已收款, 已回款, 已付, 已付金额, 已核销, 已核销金额, 实收, 实收金额, 已收款金额, 累计已收, 累计收款, 累计回款, 收款, 回款, received, paid, amount paid, amount received, paid amount, payments',
  ),
  balance: spelled(
    '余额, 未收, 未收金额, 未收款, 未回款, 欠款, 欠款金额, 尚欠, 期初余额, 期末余额, 应收余额, 未核销, 未核销金额, 未清金额, 剩余, 剩余金额, 结余, 未付金额, balance, open, open amount, outstanding, outstanding amount, remaining, amount open, balance due, opening balance, closing balance',
  ),
  currency: spelled('币种, 币别, 货币, currency, ccy, cur'),
  rate: spelled('汇率, rate, exchange rate, fx'),
  salesperson: spelled('业务员, 销售员, 业务人员, 销售人员, 销售代表, 业务代表, 跟单员, salesperson, sales person, sales rep, rep, seller'),
  department: spelled('部门, 销售部门, 所属部门, 业务部门, department, dept'),
  region: spelled('区域, 地区, 大区, 片区, 省份, region, area, territory'),
  channel: spelled('渠道, 销售渠道, channel'),
  project: spelled('项目, 项目名称, project'),
  branch: spelled('分公司, 机构, 公司别, branch'),
  owner: spelled('责任人, 客户经理, 催收人, 负责人, owner, account manager'),
  creditLimit: spelled('信用额度, 授信额度, 授信, 额度, 信用限额, credit limit, limit'),
  method: spelled('收款方式, 结算方式, 付款方式, 支付方式, method, payment method'),
  bankAccount: spelled('银行账号, 收款账号, 银行帐号, bank account'),
  bankSerial: spelled('银行流水号, 交易流水号, 流水号, bank serial, bank reference'),
  series: spelled('发票代码, 系列, series'),
  note: spelled('备注, 摘要, 说明, 附注, note, notes, remark, remarks, memo, description, comment, comments'),
  productCode: spelled('商品编码, 物料编码, 产品编码, 存货编码, product, product code, sku, item code'),
  productName: spelled('商品名称, 物料名称, 产品名称, 存货名称, 品名, product name, item name'),
  category: spelled('类别, 分类, 品类, category'),
  bucket: [],
}

/** Words in a title or a sheet's name that say what a range holds. */
export const KIND_WORDS = {
  customers: ['客户档案', '客户资料', '客户信息', '客户列表', '客户清单', 'customer list', 'customers'],
  creditNotes: ['红字', '红票', '贷项', '退货', 'credit note', 'credit memo'],
  receipts: ['收款', '回款', '到账', '到款', 'receipt', 'payment', 'collections'],
  allocations: ['核销', 'allocation', 'matching'],
  orders: ['订单', '合同', 'order'],
  deliveries: ['发货', '出库', '送货', 'deliver', 'shipment'],
  openingItems: ['期初', '未清', '未收', '欠款', 'opening', 'open items', 'outstanding'],
  openingBalances: ['期初', '期初余额', '余额表', '客户余额', 'balances'],
  invoices: ['开票', '发票', '销售', '应收', 'invoice', 'sales', 'receivable'],
  products: ['商品', '物料', '产品', 'product'],
} as const
