import { exportPlaces, type ExportColumn, type ExportColumns, type ExportPlaces } from '../export-table.js'
import { plainHeading, type InputFile, type InputRow } from '../input.js'
import type { VoucherColumn, VoucherOptions } from './lines.js'

/** How a program writes its vouchers. */
export interface VoucherLayout {
  /** As people call it. */
  name: string
  columns: ExportColumns<VoucherColumn>
  places: ExportPlaces<VoucherColumn>
  /** Empty cells at the end of a line may be left out. */
  ragged: boolean
}

const column = (kind: ExportColumn['kind'], ...headings: string[]): ExportColumn => ({ kind, headings })
const required = (kind: ExportColumn['kind'], ...headings: string[]): ExportColumn => ({ kind, headings, required: true })

const NUMBERED = [1, 2, 3, 4, 5, 6, 7, 8] as const

const classes = Object.fromEntries(
  NUMBERED.flatMap(i => [
    [`class${i}`, column('text', `FCLSNAME${i}`)],
    [`classCode${i}`, column('code', `FOBJID${i}`)],
    [`className${i}`, column('text', `FOBJNAME${i}`)],
  ]),
) as Record<`class${(typeof NUMBERED)[number]}`, ExportColumn>

const none = column('text')

const KIS = {
  ...classes,
  date: required('date', '日期', '凭证日期', '制单日期'),
  businessDate: column('date', '业务日期'),
  word: required('text', '凭证字', '凭证类别'),
  number: required('code', '凭证号', '凭证编号'),
  summary: column('text', '摘要'),
  account: required('code', '科目代码', '科目编码'),
  accountName: column('text', '科目名称'),
  debit: required('amount', '借方金额', '借方'),
  credit: required('amount', '贷方金额', '贷方'),
  customerCode: column('code', '客户代码', '客户编码', '往来单位编码'),
  customerName: column('text', '客户', '客户名称', '往来单位', '往来单位名称'),
  currency: column('text', '币别', '币种', '币别代码'),
  foreign: column('amount', '原币金额'),
  rate: column('rate', '汇率'),
  method: column('text', '结算方式'),
  settlement: column('code', '结算号', '票号'),
} as ExportColumns<VoucherColumn>

const K3 = {
  ...classes,
  date: required('date', 'FDATE'),
  businessDate: column('date', 'FTRANSDATE'),
  word: required('text', 'FGROUP'),
  number: required('code', 'FNUM'),
  summary: column('text', 'FEXP'),
  account: required('code', 'FACCTID'),
  accountName: column('text', 'FACCTNAME'),
  debit: required('amount', 'FDEBIT'),
  credit: required('amount', 'FCREDIT'),
  customerCode: none,
  customerName: none,
  currency: column('text', 'FCYID'),
  foreign: column('amount', 'FFCYAMT'),
  rate: column('rate', 'FEXCHRATE'),
  method: column('text', 'FSETTLCODE'),
  settlement: column('code', 'FSETTLENO'),
} as ExportColumns<VoucherColumn>

const U8 = {
  ...KIS,
  date: required('date', '制单日期'),
  word: required('text', '凭证类别字', '凭证类别'),
  number: required('code', '业务号', '业务(凭证)号', '凭证号'),
  account: required('code', '科目编码'),
} as ExportColumns<VoucherColumn>

/** Columns of a U8 text in order, as far as they are read; the file's first line says which form it is of. */
const U8_ORDER: (VoucherColumn | undefined)[] = ['date', 'word', 'number', undefined, 'summary', 'account', 'debit', 'credit']
/** The auxiliary fields of a file that begins with 填制凭证,V800. */
const V800_ORDER: (VoucherColumn | undefined)[] = [...U8_ORDER, undefined, 'foreign', 'rate', undefined, 'method', 'settlement']
const V800_CUSTOMER = 18

/** The layout that a file is of, by its headings or, for a text of U8, by its first line and columns; nothing when it is none. */
export function voucherLayout(file: InputFile, options: VoucherOptions = {}): VoucherLayout | undefined {
  const k3 = exportPlaces(file, K3)
  if (k3) return { name: 'K/3', columns: K3, places: k3, ragged: false }
  const marked = u8ByPlace(file, options)
  if (marked) return marked
  const u8 = exportPlaces(file, U8)
  if (u8?.titles.some(title => /^(凭证类别字|业务号|业务\(凭证\)号)$/.test(plainHeading(title)))) {
    return { name: 'U8', columns: U8, places: withCustomer(u8, options), ragged: true }
  }
  const kis = exportPlaces(file, KIS)
  return kis && { name: 'KIS', columns: KIS, places: kis, ragged: false }
}

/** The customer's column where the user says it is. */
function withCustomer(places: ExportPlaces<VoucherColumn>, { customerColumn }: VoucherOptions): ExportPlaces<VoucherColumn> {
  if (customerColumn === undefined) return places
  return { ...places, at: new Map(places.at).set('customerCode', customerColumn - 1) }
}

/** A text of U8 without headings: 填制凭证 before it, or data that look like nothing else from its second line on. */
function u8ByPlace(file: InputFile, options: VoucherOptions): VoucherLayout | undefined {
  const [first, second] = head(file, 2)
  if (!first || !second || !isU8Line(second)) return undefined
  const marked = plainHeading(String(first.cells[0] ?? '')) === '填制凭证'
  if (!marked && !isU8Line(first)) return undefined
  const at = new Map<VoucherColumn, number>()
  ;(marked ? V800_ORDER : U8_ORDER).forEach((name, i) => name && at.set(name, i))
  if (marked) at.set('customerCode', V800_CUSTOMER - 1)
  const places = withCustomer({ titles: [], from: marked ? second.line : first.line, at }, options)
  return { name: 'U8', columns: U8, places, ragged: true }
}

function head(file: InputFile, count: number): InputRow[] {
  const rows: InputRow[] = []
  for (const row of file.rows) {
    rows.push(row)
    if (rows.length === count) break
  }
  return rows
}

const NUMBER = /^-?[\d,.]*$/

/** Date, word, number, enclosures, summary, account, debit, credit. */
function isU8Line({ cells }: InputRow): boolean {
  const [date, word, number, enclosures, , account, debit, credit] = cells.map(cell => String(cell ?? '').trim())
  return (
    cells.length >= U8_ORDER.length &&
    /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(date) &&
    /^\p{L}+$/u.test(word) &&
    number !== '' &&
    /^\d*$/.test(enclosures) &&
    /^[\d.]{4,}$/.test(account) &&
    NUMBER.test(debit) &&
    NUMBER.test(credit)
  )
}
