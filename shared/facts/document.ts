import * as z from 'zod'
import { currencyCode, dimensions, isoDate, minorUnits, name, sequence, text } from './parts.js'

/**
 * Kinds of documents. Everything that changes what a customer owes is one: a write-off or a discount too, so that the documents alone
 * add up to the balance. Orders and deliveries owe nothing yet; they only count in the exposure. New kinds go to the end: their places are
 * codes in snapshots.
 */
export const DOCUMENT_KINDS = [
  'invoice',
  'debitNote',
  'creditNote',
  'receipt',
  'refund',
  'discount',
  'writeOff',
  'recovery',
  'opening',
  'order',
  'delivery',
  'netting',
  'transfer',
] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** Kinds that only count in the exposure; every other kind changes what a customer owes. */
export const KINDS_OWING_NOTHING: readonly DocumentKind[] = ['order', 'delivery']

/** An instalment of a debt, or a credit as a whole: the smallest thing that can be settled. Debts are positive, credits negative. */
export const item = z.strictObject({
  /** 1 for the first; a document without a plan has one. */
  instalment: z.int().min(1).max(255),
  /** The due date first agreed; for a credit its document date. */
  due: isoDate,
  /** In the document's currency. */
  amount: minorUnits,
  /** In ledger currency at the document's rate. */
  base: minorUnits,
})

/** A line of an invoice, credit note, order or delivery; amounts in the document's currency, cost in ledger currency. */
export const line = z.strictObject({
  product: name.optional(),
  /** Millionths of a unit, so that quantities are whole numbers too. */
  quantity: minorUnits,
  /** Without tax. */
  net: minorUnits,
  tax: minorUnits,
  /** In ledger currency, without tax. */
  cost: minorUnits,
})

/** A posted document with everything resolved: nothing in it depends on a default that could change later. */
export const documentFact = z.strictObject({
  fact: z.literal('document'),
  kind: z.enum(DOCUMENT_KINDS),
  /** Numbered from 1 within the company, in the order of posting. */
  id: sequence,
  customer: name,
  series: text,
  /** A receipt may lack one. */
  number: text,
  docDate: isoDate,
  postDate: isoDate,
  currency: currencyCode,
  /** Units of ledger currency for one unit of the document's; `1` in ledger currency. */
  rate: text,
  /** What the customer owes by it: positive for debts, negative for credits; of an order or delivery its gross value. */
  amount: minorUnits,
  base: minorUnits,
  /** Who sold, where, on what: stamped at posting and never changed. */
  dimensions,
  items: z.array(item).max(255),
  lines: z.array(line).max(10_000),
  /** The document it reverses whole. */
  reverses: sequence.optional(),
  /** The document it corrects or comes from: a credit note's invoice, a refund's receipt, a write-off's debt, the far side of a transfer. */
  of: sequence.optional(),
  /** The order or delivery that it delivers or bills. */
  order: sequence.optional(),
  terms: text.optional(),
  /** How money came, and by which account and bank serial number. */
  method: text.optional(),
  bankAccount: text.optional(),
  bankSerial: text.optional(),
  /** Why: a reason, an approval, evidence. */
  note: text.optional(),
  sourceRow: z.int().min(0).optional(),
})
export type DocumentFact = z.infer<typeof documentFact>
export type ItemFact = z.infer<typeof item>
export type LineFact = z.infer<typeof line>

/** Why part of one item was settled against another; `instalment` is an allocation to an instalment that was named. */
export const APPLICATION_PURPOSES = [
  'allocation',
  'instalment',
  'discount',
  'writeOff',
  'refund',
  'recovery',
  'correction',
  'reversal',
] as const
export type ApplicationPurpose = (typeof APPLICATION_PURPOSES)[number]

const itemReference = z.tuple([sequence, z.int().min(1).max(255)])

/** Part of a debt settled by part of a credit. A negative amount takes an earlier application back. */
export const applicationFact = z.strictObject({
  fact: z.literal('application'),
  id: sequence,
  /** Document id and instalment. */
  debit: itemReference,
  credit: itemReference,
  purpose: z.enum(APPLICATION_PURPOSES),
  /** The day it was made; it counts from the latest of this and both documents' posting dates. */
  date: isoDate,
  amount: minorUnits,
  reverses: sequence.optional(),
  sourceRow: z.int().min(0).optional(),
})
export type ApplicationFact = z.infer<typeof applicationFact>
