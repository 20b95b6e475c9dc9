import * as z from 'zod'
import { bankLineFact } from './bank.js'
import { applicationFact, documentFact } from './document.js'
import { closeFact, controlFact, customerFact, personFact, productFact, rateFact, reopenFact, sealFact, valueFact } from './master.js'
import { text } from './parts.js'

/** The form of the facts; a reader that does not know a number fetches anew or stops. Older forms are lifted by `upcast`. */
export const FACT_SCHEMA = 1

/** One thing that happened, whole and never altered. */
export const fact = z.discriminatedUnion('fact', [
  documentFact,
  applicationFact,
  customerFact,
  productFact,
  personFact,
  valueFact,
  rateFact,
  controlFact,
  closeFact,
  reopenFact,
  sealFact,
  bankLineFact,
])
export type Fact = z.infer<typeof fact>

/** Where a push came from, as the audit shows it. */
export const source = z.strictObject({
  file: text.optional(),
  workbook: text.optional(),
  sheet: text.optional(),
  table: text.optional(),
})
export type Source = z.infer<typeof source>

/** The facts that were accepted together, and who, when and from where. Its number orders everything the company knows. */
export interface Change {
  company: string
  /** Counted from 1, without gaps. */
  change: number
  /** UTC instant, `2026-04-03T08:15:30.000Z`; never earlier than that of the change before. */
  recordedAt: string
  /** The id of the person or program. */
  actor: string
  source: Source
  /** Made by the client: the same id counts once. */
  pushId: string
  schema: number
  facts: readonly Fact[]
}
