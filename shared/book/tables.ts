import { columns, type Columns } from './columns.js'

/** Documents: invoices, notes, receipts, write-offs, orders ... `id` counts from 1 within the company. References are ids, 0 for none. */
const DOCUMENTS = {
  id: 'u32',
  kind: 'u8',
  customer: 'u32',
  docDate: 'u16',
  postDate: 'u16',
  currency: 'u8',
  rate: 'u32',
  amount: 'f64',
  dimensions: 'u32',
  change: 'u32',
  of: 'u32',
  order: 'u32',
  firstItem: 'u32',
  itemCount: 'u8',
  firstLine: 'u32',
  lineCount: 'u16',
} as const

/**
 * Items: one instalment of a debt (positive), or a credit (negative). Customer and posting date repeat the document's, since every
 * scan reads them. `openNow`, `closedOn`, `firstApplied` and the two chains are derived from the applications.
 */
const ITEMS = {
  document: 'u32',
  instalment: 'u8',
  customer: 'u32',
  postDate: 'u16',
  due: 'u16',
  amount: 'f64',
  base: 'f64',
  openNow: 'f64',
  closedOn: 'u16',
  firstApplied: 'u16',
  /** Its newest application plus 1, 0 for none. */
  applied: 'u32',
  /** The customer's item before it plus 1, 0 for none. */
  before: 'u32',
} as const

/** Applications: part of a debit item settled by part of a credit item. `nextOfDebit` and `nextOfCredit` chain those of one item. */
const APPLICATIONS = {
  id: 'u32',
  debit: 'u32',
  credit: 'u32',
  purpose: 'u8',
  date: 'u16',
  effective: 'u16',
  amount: 'f64',
  change: 'u32',
  nextOfDebit: 'u32',
  nextOfCredit: 'u32',
} as const

/** Lines of a document, which stand together. `product` is its index plus 1, 0 for none. */
const LINES = { product: 'u32', quantity: 'f64', net: 'f64', tax: 'f64', cost: 'f64' } as const

export type Documents = Columns<typeof DOCUMENTS>
export type Items = Columns<typeof ITEMS>
export type Applications = Columns<typeof APPLICATIONS>
export type Lines = Columns<typeof LINES>

export const documentColumns = (): Documents => columns(DOCUMENTS)
export const itemColumns = (): Items => columns(ITEMS)
export const applicationColumns = (): Applications => columns(APPLICATIONS)
export const lineColumns = (): Lines => columns(LINES)
