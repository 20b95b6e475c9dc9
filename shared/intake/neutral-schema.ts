import * as z from 'zod'
import { amount, currencyCode, isoDate, name, text } from '../tables/cells.js'

/** The neutral ledger as it stands in a file: documents, what settled what, and what was open before. Keys it does not know are kept aside. */

const fx = z.union([z.string(), z.number()])

const common = { id: name, customer: name, currency: currencyCode.optional(), fx: fx.optional() }

const dimensionTexts = {
  salesperson: text.optional(),
  department: text.optional(),
  region: text.optional(),
  channel: text.optional(),
  project: text.optional(),
  branch: text.optional(),
}

const line = z.looseObject({
  product: name.optional(),
  quantity: amount.optional(),
  net: amount,
  tax: amount.optional(),
  cost: amount.optional(),
})

const lines = z.array(line).optional()

const dated = z.looseObject({ ...common, date: isoDate, amount })

export const neutralLedger = z.looseObject({
  customers: z
    .array(
      z.looseObject({
        id: name,
        name: name.optional(),
        terms: text.optional(),
        credit_limit: amount.nullish(),
        owner: text.optional(),
        ...dimensionTexts,
      }),
    )
    .default([]),
  products: z.array(z.looseObject({ id: name, name: name.optional(), category: text.optional() })).default([]),
  rates: z.array(z.looseObject({ currency: currencyCode, date: isoDate, rate: fx })).default([]),
  invoices: z
    .array(
      z.looseObject({
        ...common,
        ...dimensionTexts,
        issue: isoDate,
        due: isoDate.optional(),
        amount: amount.optional(),
        terms: text.optional(),
        instalments: z.array(z.looseObject({ due: isoDate, amount })).optional(),
        lines,
      }),
    )
    .default([]),
  credit_notes: z
    .array(z.looseObject({ ...common, ...dimensionTexts, date: isoDate, amount, invoice: name.optional(), lines }))
    .default([]),
  receipts: z.array(dated).default([]),
  refunds: z.array(z.looseObject({ ...dated.shape, receipt: name.optional() })).default([]),
  write_offs: z.array(z.looseObject({ ...dated.shape, invoice: name.optional() })).default([]),
  allocations: z
    .array(z.looseObject({ date: isoDate, from: name, to: name, amount, instalment: z.int().min(1).max(255).optional() }))
    .default([]),
  open_items: z
    .array(
      z.looseObject({
        ...common,
        date: isoDate,
        due: isoDate.optional(),
        amount,
        /** Whether it is still open; a settled one does not count. */
        open: z.boolean().default(true),
        kind: text.optional(),
      }),
    )
    .default([]),
})
export type NeutralLedger = z.infer<typeof neutralLedger>

/** Keys the schema does not know, as paths without the index of the row: each is told once. */
export function unknownKeys(ledger: NeutralLedger): string[] {
  const found = new Set<string>()
  for (const [part, rows] of Object.entries(ledger)) {
    const schema = (neutralLedger.shape as Record<string, { unwrap(): { element: { shape: object } } }>)[part]
    if (!schema) {
      found.add(part)
      continue
    }
    const known = schema.unwrap().element.shape
    for (const row of rows as object[]) for (const key of Object.keys(row)) if (!(key in known)) found.add(`${part}.${key}`)
  }
  return [...found]
}
