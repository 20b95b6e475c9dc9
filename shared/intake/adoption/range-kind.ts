import { KIND_WORDS, type AdoptionField } from './field-words.js'

/** What a range may hold. */
export const RANGE_KINDS = [
  'customers',
  'invoices',
  'openingItems',
  'openingBalances',
  'receipts',
  'creditNotes',
  'allocations',
  'orders',
  'deliveries',
  'products',
] as const
export type RangeKind = (typeof RANGE_KINDS)[number]

/** Fields without which a range cannot be adopted as a kind; of several in one entry one is enough. */
export const REQUIRED: Readonly<Record<RangeKind, readonly (readonly AdoptionField[])[]>> = {
  customers: [['customerCode', 'customerName']],
  invoices: [['invoiceNumber', 'number'], ['customerCode', 'customerName'], ['docDate'], ['amount', 'net']],
  openingItems: [
    ['invoiceNumber', 'number'],
    ['customerCode', 'customerName'],
    ['docDate', 'dueDate'],
    ['balance', 'amount', 'net'],
  ],
  openingBalances: [
    ['customerCode', 'customerName'],
    ['balance', 'amount'],
  ],
  receipts: [
    ['customerCode', 'customerName'],
    ['receiptDate', 'docDate'],
    ['amount', 'received'],
  ],
  creditNotes: [['creditNumber', 'number', 'invoiceNumber'], ['customerCode', 'customerName'], ['docDate'], ['amount', 'net']],
  allocations: [['receiptNumber', 'creditNumber', 'number'], ['invoiceNumber'], ['amount', 'received'], ['docDate', 'receiptDate']],
  orders: [['orderNumber', 'number'], ['customerCode', 'customerName'], ['docDate'], ['amount', 'net']],
  deliveries: [['deliveryNumber', 'number'], ['customerCode', 'customerName'], ['docDate'], ['amount', 'net']],
  products: [['productCode'], ['productName']],
}

/** Fields that speak for a kind, and those that speak against it. */
const FOR: Readonly<Record<RangeKind, readonly AdoptionField[]>> = {
  customers: ['creditLimit', 'terms', 'shortName', 'owner', 'region'],
  invoices: ['invoiceNumber', 'dueDate', 'tax', 'received', 'net', 'terms'],
  openingItems: ['balance', 'dueDate'],
  openingBalances: ['balance', 'bucket'],
  receipts: ['receiptNumber', 'receiptDate', 'method', 'bankAccount', 'bankSerial'],
  creditNotes: ['creditNumber'],
  allocations: ['receiptNumber', 'invoiceNumber'],
  orders: ['orderNumber'],
  deliveries: ['deliveryNumber'],
  products: ['category'],
}
const AGAINST: Readonly<Partial<Record<RangeKind, readonly AdoptionField[]>>> = {
  customers: ['amount', 'balance', 'docDate', 'invoiceNumber', 'number', 'receiptNumber', 'orderNumber'],
  openingBalances: ['invoiceNumber', 'number', 'receiptNumber', 'orderNumber'],
  openingItems: ['amount', 'tax', 'received', 'receiptNumber'],
  invoices: ['receiptNumber', 'creditNumber', 'bankSerial', 'method', 'deliveryNumber'],
  orders: ['invoiceNumber', 'received', 'receiptNumber', 'deliveryNumber'],
  receipts: ['invoiceNumber', 'dueDate', 'tax', 'orderNumber', 'balance'],
  deliveries: ['invoiceNumber', 'receiptNumber'],
  creditNotes: ['receiptNumber', 'received'],
}

/** One guess of what a range holds, with how sure it is. */
export interface KindGuess {
  kind: RangeKind
  confidence: number
}

/** What a range holds by the fields it has and the words above it and in the sheet's name: the best guesses first. */
export function kindGuesses(fields: ReadonlySet<AdoptionField>, words: readonly string[]): KindGuess[] {
  if (fields.size === 0) return []
  const said = words.join(' ').toLowerCase()
  const guesses = RANGE_KINDS.flatMap(kind => {
    const missing = REQUIRED[kind].filter(any => !any.some(field => fields.has(field))).length
    if (missing > 1) return []
    const pro = FOR[kind].filter(field => fields.has(field)).length
    const contra = (AGAINST[kind] ?? []).filter(field => fields.has(field)).length
    const named = ((KIND_WORDS as Partial<Record<RangeKind, readonly string[]>>)[kind] ?? []).some(word => said.includes(word)) ? 1.6 : 0
    return [{ kind, missing, score: REQUIRED[kind].length * 0.5 + pro - contra * 0.8 - missing * 2.5 + named }]
  }).sort((a, b) => a.missing - b.missing || b.score - a.score)
  const [first, second] = guesses
  return guesses.map(({ kind, score }) => {
    const lead = score - ((kind === first.kind ? second : first)?.score ?? 0)
    return { kind, confidence: Math.round(100 * Math.max(0.05, Math.min(0.98, 0.6 + lead * 0.15))) / 100 }
  })
}
