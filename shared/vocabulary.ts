/** The field's terms in both languages, used wherever a person reads them. */
export interface Words {
  en: string
  zh: string
}

const words = (en: string, zh: string): Words => ({ en, zh })

export const KIND_WORDS: Readonly<Record<string, Words>> = {
  document: words('document', '单据'),
  invoice: words('invoice', '发票'),
  debitNote: words('debit note', '借项通知单'),
  creditNote: words('credit note', '贷项通知单'),
  receipt: words('receipt', '收款单'),
  refund: words('refund', '退款单'),
  discount: words('settlement discount', '现金折扣'),
  writeOff: words('write-off', '坏账转销'),
  recovery: words('recovery', '坏账收回'),
  opening: words('opening item', '期初单据'),
  order: words('order', '订单'),
  delivery: words('delivery', '发货单'),
  netting: words('netting', '抵账'),
  transfer: words('transfer', '转户'),
  allocation: words('allocation', '核销'),
}

/** A kind of document as a refusal names it: both languages at once, since the detail is filled in before the language is known. */
export const kindName = (kind: string): string => {
  const found = KIND_WORDS[kind] ?? words(kind, kind)
  return `${found.en} (${found.zh})`
}

export const DIMENSION_WORDS: Readonly<Record<string, Words>> = {
  salesperson: words('salesperson', '业务员'),
  owner: words('owner', '责任人'),
  department: words('department', '部门'),
  region: words('region', '区域'),
  channel: words('channel', '渠道'),
  project: words('project', '项目'),
  branch: words('branch', '分公司'),
  product: words('product', '商品'),
  customer: words('customer', '客户'),
}
