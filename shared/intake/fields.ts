import * as z from 'zod'
import { refuse } from '../refusals.js'
import { TABLES } from '../tables/index.js'

/** What a column of a table holds, and so how its cells are read. */
export type FieldKind = 'date' | 'amount' | 'quantity' | 'rate' | 'count' | 'code' | 'text'

const KINDS: Readonly<Record<string, FieldKind>> = {
  docDate: 'date',
  postDate: 'date',
  dueDate: 'date',
  billDue: 'date',
  receivedDate: 'date',
  date: 'date',
  due: 'date',
  asOf: 'date',
  amount: 'amount',
  net: 'amount',
  tax: 'amount',
  cost: 'amount',
  creditLimit: 'amount',
  quantity: 'quantity',
  rate: 'rate',
  instalment: 'count',
  code: 'code',
  number: 'code',
  series: 'code',
  customer: 'code',
  product: 'code',
  invoice: 'code',
  receipt: 'code',
  order: 'code',
  writeOff: 'code',
  interestOf: 'code',
  agreement: 'code',
  key: 'code',
  bankAccount: 'code',
  bankSerial: 'code',
}

/** `from` and `to` are documents where one settles another, customers where items move, and dates everywhere else. */
const SETTLING = new Set(['allocations', 'reversals', 'transfers'])

/** How cells for a column of a table are read. */
export const fieldKind = (table: string, column: string): FieldKind =>
  column === 'from' || column === 'to' ? (SETTLING.has(table) ? 'code' : 'date') : (KINDS[column] ?? 'text')

/** Columns that a table has, when its rows have one form only. */
export function columnsOf(table: string): ReadonlySet<string> | undefined {
  const definition = TABLES.get(table)
  if (!definition) throw refuse('UNKNOWN_TABLE', { name: table, known: [...TABLES.keys()].join(', ') })
  return definition.row instanceof z.ZodObject ? new Set(Object.keys(definition.row.shape)) : undefined
}

/**
 * The order in which tables are posted: what others name comes before them. Settings of documents follow the documents, a credit is
 * given up once receipts are allocated, and closing a period comes last.
 */
const ORDER = [
  'persons',
  'customers',
  'products',
  'rates',
  'values',
  'openingItems',
  'orders',
  'deliveries',
  'invoices',
  'debitNotes',
  'receipts',
  'creditNotes',
  'writeOffs',
  'recoveries',
  'bankLines',
  'bankExclusions',
  'claims',
  'bankReceipts',
  'allocations',
  'discounts',
  'given-up credits',
  'refunds',
  'oldestFirst',
  'nettings',
  'transfers',
  'tolerances',
  'values of documents',
  'reversals',
  'controlBalances',
  'periods',
]

/** Place of a row in the order of posting. */
export function postingOrder(table: string, row: Readonly<Record<string, unknown>>): number {
  const late = table === 'values' && (row.subject === 'document' || row.subject === 'item')
  const credit = table === 'writeOffs' && String(row.amount).startsWith('-')
  const place = ORDER.indexOf(late ? 'values of documents' : credit ? 'given-up credits' : table)
  return place < 0 ? ORDER.length : place
}
