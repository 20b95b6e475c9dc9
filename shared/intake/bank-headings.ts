import { plainHeading } from './input.js'

/** Headings of bank statements, by what stands below them; the first of a list that a file has is taken, of `text` all. */
const HEADINGS = {
  day: [
    ...['交易日期', '交易时间', '记账日期', '记账日', '入账日期', '入账时间', '会计日期', '日期', 'transaction date', 'booking date'],
    ...['posting date', 'posted date', 'date', 'value date'],
  ],
  credit: [
    ...['贷方发生额', '收入金额', '收入', '贷方金额', '贷方', '存入金额', '存入', '转入金额', 'credit', 'credit amount', 'deposit'],
    ...['deposits', 'paid in', 'money in'],
  ],
  debit: [
    ...['借方发生额', '支出金额', '支出', '借方金额', '借方', '支取金额', '支取', '转出金额', 'debit', 'debit amount', 'withdrawal'],
    ...['withdrawals', 'paid out', 'money out'],
  ],
  amount: ['交易金额', '发生额', '金额', 'amount', 'transaction amount'],
  sign: [
    '借贷标志',
    '借贷方向',
    '借贷',
    '收支标志',
    '收支类型',
    '收支',
    '交易方向',
    'dr/cr',
    'cr/dr',
    'debit/credit',
    'credit/debit',
    'dc',
  ],
  payer: [
    ...[
      '对方户名',
      '对方账户名称',
      '对方账户名',
      '对方名称',
      '对方单位名称',
      '对方单位',
      '付款人名称',
      '付款方户名',
      '付款方名称',
      '付款人',
    ],
    ...['对手方名称', '对手户名', '交易对手', 'counterparty', 'counterparty name', 'payer', 'payer name', 'name'],
  ],
  payerAccount: [
    ...[
      '对方账号',
      '对方账户',
      '对方帐号',
      '付款人账号',
      '付款方账号',
      '对手账号',
      'counterparty account',
      'counterparty iban',
      'payer account',
    ],
  ],
  serial: [
    ...['交易流水号', '流水号', '银行流水号', '核心流水号', '业务流水号', '交易流水', '唯一流水号', '交易序号', 'serial number', 'serial'],
    ...['transaction id', 'transaction number', 'transaction reference', 'bank reference', 'reference number'],
  ],
  balance: ['余额', '账户余额', '本次余额', '交易后余额', '当前余额', '联机余额', 'balance', 'running balance', 'closing balance'],
  text: [
    ...['摘要', '用途', '附言', '备注', '交易摘要', '交易附言', '客户附言', '汇款用途', '交易用途', '个性化信息', 'purpose', 'memo'],
    ...['description', 'details', 'reference', 'payment reference', 'narrative', 'remark', 'remarks', 'message'],
  ],
  account: ['账号', '帐号', '本方账号', '我方账号', '查询账号', '本方账户', 'account', 'account number', 'account no', 'iban'],
  currency: ['币种', '币别', '货币', 'currency', 'ccy'],
  opening: ['期初余额', '上期余额', '承前余额', '昨日余额', 'opening balance', 'balance brought forward'],
  closing: ['期末余额', '本期余额', '账户期末余额', 'closing balance', 'balance carried forward', 'ending balance'],
} as const satisfies Record<string, readonly string[]>
export type BankColumn = keyof typeof HEADINGS

/** A heading without its signs and what banks add in brackets or after it: `贷方发生额（收入）`, `Amount (CNY)`, `金额/元`. */
const bareHeading = (text: string): string =>
  plainHeading(
    text
      .normalize('NFKC')
      .replace(/\([^()]*\)|\[[^\]]*\]/g, '')
      .replace(/\/?元$/, ''),
  )

/** Each heading in its plain form; `收/支` and the like lose their signs on the way. */
const PLAIN = Object.fromEntries(Object.entries(HEADINGS).map(([column, texts]) => [column, texts.map(bareHeading)])) as Record<
  BankColumn,
  string[]
>

/** The columns of a row of headings: where each stands; of `text` all places. */
export function columnsOfRow(cells: readonly string[]): Partial<Record<BankColumn, number[]>> {
  const bare = cells.map(bareHeading)
  const found: Partial<Record<BankColumn, number[]>> = {}
  for (const column of Object.keys(PLAIN) as BankColumn[]) {
    const places = PLAIN[column].flatMap(heading => bare.flatMap((text, at) => (text !== '' && text === heading ? [at] : [])))
    if (places.length > 0) found[column] = column === 'text' ? [...new Set(places)].sort((a, b) => a - b) : [places[0]]
  }
  return found
}

/** Whether a text is a label of a block beside the table, such as `账号` or `期末余额`. */
export function labelOf(text: string, wanted: readonly BankColumn[]): BankColumn | undefined {
  const bare = bareHeading(text)
  return wanted.find(column => PLAIN[column].includes(bare))
}
