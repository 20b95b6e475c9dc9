import { refuse } from '../refusals.js'
import { FACT_SCHEMA, type Fact } from './fact.js'

/** Lifts stored facts of an older schema to today's; refuses facts written by a newer version than this one. */
export function upcast(facts: readonly unknown[], schema: number): readonly Fact[] {
  if (schema > FACT_SCHEMA) throw refuse('LEDGER_TOO_NEW', { folder: '', version: schema })
  return facts as readonly Fact[]
}
