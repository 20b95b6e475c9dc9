import type { Context } from '../../../shared/functions/context.js'

/** What every part of the customer's page is about. */
export interface CustomerProps {
  ledger: Context
  /** Index in the Book. */
  customer: number
}
