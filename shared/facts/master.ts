import * as z from 'zod'
import { currencyCode, isoDate, minorUnits, name, text } from './parts.js'

/** A customer's file; the latest fact of a code holds. Persons' names never stand here, only codes. */
export const customerFact = z.strictObject({
  fact: z.literal('customer'),
  code: name,
  name,
  shortName: text.optional(),
  formerNames: z.array(name).max(20).optional(),
  sourceRow: z.int().min(0).optional(),
})

export const productFact = z.strictObject({
  fact: z.literal('product'),
  code: name,
  name,
  category: text.optional(),
  sourceRow: z.int().min(0).optional(),
})

/** A person by code; the name is personal data and lives in the erasable person table, not in any fact. */
export const personFact = z.strictObject({ fact: z.literal('person'), code: name, sourceRow: z.int().min(0).optional() })

export const SUBJECTS = ['customer', 'document', 'item', 'product', 'company'] as const
export type Subject = (typeof SUBJECTS)[number]

/**
 * A setting of a subject in force from a date (to a date): limit, terms, owner, a dimension, an extension, dispute or promise. Of the
 * same subject, field and from the later change wins; `null` withdraws it.
 */
export const valueFact = z.strictObject({
  fact: z.literal('value'),
  subject: z.enum(SUBJECTS),
  /** Customer or product code, document id, `id#instalment`, or empty for the company. */
  key: text,
  field: z.string().min(1).max(50),
  from: isoDate,
  to: isoDate.optional(),
  value: z.union([z.string().max(1000), z.null()]),
  sourceRow: z.int().min(0).optional(),
})

/** The rate of a foreign currency on a day: units of ledger currency for one unit of it. */
export const rateFact = z.strictObject({
  fact: z.literal('rate'),
  currency: currencyCode,
  day: isoDate,
  rate: text,
  sourceRow: z.int().min(0).optional(),
})

/** What the general ledger says, entered from outside: the balance of a control account, for one customer or in all. */
export const controlFact = z.strictObject({
  fact: z.literal('control'),
  account: name,
  /** Empty for the total. */
  customer: text,
  asOf: isoDate,
  /** In ledger currency, debit positive; `null` withdraws it. */
  amount: minorUnits.nullable(),
  source: z.enum(['typed', 'imported']),
  sourceRow: z.int().min(0).optional(),
})

/** Nothing recorded after this is dated `to` or earlier, until the close is reopened. */
export const closeFact = z.strictObject({
  fact: z.literal('close'),
  period: z.string(),
  to: isoDate,
  sourceRow: z.int().min(0).optional(),
})

/** Takes the close of a period, and of those after it, back. */
export const reopenFact = z.strictObject({
  fact: z.literal('reopen'),
  period: z.string(),
  from: isoDate,
  reason: text,
  sourceRow: z.int().min(0).optional(),
})

/** What was signed: the question, and the hash of its answer. */
export const sealFact = z.strictObject({
  fact: z.literal('seal'),
  report: name,
  question: z.string().max(4000),
  knownAt: z.int().min(0),
  engine: text,
  hash: text,
  sourceRow: z.int().min(0).optional(),
})

export type CustomerFact = z.infer<typeof customerFact>
export type ProductFact = z.infer<typeof productFact>
export type PersonFact = z.infer<typeof personFact>
export type ValueFact = z.infer<typeof valueFact>
export type RateFact = z.infer<typeof rateFact>
export type ControlFact = z.infer<typeof controlFact>
export type CloseFact = z.infer<typeof closeFact>
export type ReopenFact = z.infer<typeof reopenFact>
export type SealFact = z.infer<typeof sealFact>
