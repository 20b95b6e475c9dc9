import type { ExportColumn, ExportColumns } from './export-table.js'

/** What the columns of a list of the tax platform hold. */
export type TaxColumn =
  | 'digital'
  | 'series'
  | 'number'
  | 'date'
  | 'seller'
  | 'buyerTax'
  | 'buyer'
  | 'net'
  | 'tax'
  | 'gross'
  | 'status'
  | 'positive'
  | 'kind'
  | 'blue'
  | 'note'
  | 'goods'
  | 'specification'
  | 'quantity'
  | 'price'
  | 'rate'

const column = (kind: ExportColumn['kind'], ...headings: string[]): ExportColumn => ({ kind, headings })
const required = (kind: ExportColumn['kind'], ...headings: string[]): ExportColumn => ({ kind, headings, required: true })

/** Headings of the lists that the tax platform exports: invoices, and the same with their lines. */
export const TAX_COLUMNS: ExportColumns<TaxColumn> = {
  digital: required('code', '数电发票号码', '数电票号码', '全电发票号码'),
  series: column('code', '发票代码'),
  number: column('code', '发票号码'),
  date: required('date', '开票日期'),
  seller: column('text', '销方名称', '销售方名称'),
  buyerTax: column('text', '购方识别号', '购买方识别号', '购方税号'),
  buyer: required('text', '购买方名称', '购方名称'),
  net: required('amount', '金额', '不含税金额'),
  tax: required('amount', '税额'),
  gross: column('amount', '价税合计'),
  status: required('text', '发票状态'),
  positive: column('text', '是否正数发票'),
  kind: column('text', '发票票种', '票种'),
  blue: column('code', '对应蓝字数电发票号码', '对应蓝字数电票号码', '对应蓝字发票号码', '蓝字发票号码', '原蓝字发票号码'),
  note: column('text', '备注'),
  goods: column('text', '货物或应税劳务名称', '货物名称', '项目名称'),
  specification: column('text', '规格型号', '规格'),
  quantity: column('quantity', '数量'),
  price: column('rate', '单价'),
  rate: column('text', '税率', '税率/征收率'),
}

/** Invoices that were made void count for nothing. */
export const VOID = /作废/
/** The blue invoice that a red one names in its remark. */
export const BLUE_IN_NOTE = /(?:被红冲蓝字|对应蓝字|蓝字)(?:数电|全电)?(?:发票|票)(?:号码|号)?\s*[:：]?\s*(\d{8,20})/
