import type { Day } from '../dates.js'
import type { Currency, Money } from '../money.js'
import type { AgingQuestion } from './aging.js'

/** A business date, and the change up to which facts count; the newest when left out. */
export interface BridgeMoment {
  asOf: Day
  knownAt?: number
}

/**
 * Which open amounts a bridge is about: all (`balance`), debts (`gross`), debts past due, unapplied credits, or some columns of the aging
 * row of the question, `from` included, `to` excluded.
 */
export type Measure = 'balance' | 'gross' | 'overdue' | 'unapplied' | { from: number; to: number }

export interface BridgeQuestion extends Pick<AgingQuestion, 'basis' | 'credits' | 'buckets' | 'currency' | 'filter' | 'clock'> {
  /** A customer's index; all when left out. */
  customer?: number
  /** Row of the one document it is about. */
  document?: number
  measure: Measure
  from: BridgeMoment
  to: BridgeMoment
}

/** Why an amount changed, in the order in which a bridge shows them. */
export const BRIDGE_CAUSES = [
  'invoices',
  'debitNotes',
  'openings',
  'receipts',
  'creditNotes',
  'discounts',
  'writeOffs',
  'recoveries',
  'refunds',
  'nettings',
  'transfers',
  'reversals',
  'allocations',
  'movedIn',
  'movedOut',
  'dueDates',
  'groups',
  'backdated',
  'fx',
  'entered',
  'left',
  'changed',
] as const
export type BridgeCause = (typeof BRIDGE_CAUSES)[number]

/** What one document did to the amount, by itself or together with another one. */
export interface BridgeRow {
  /** Row of the document, and its instalment. */
  document: number
  instalment: number | null
  /** Index of the customer. */
  customer: number
  /** Row of the document that settled it or was settled by it. */
  by?: number
  /** The newest change that recorded what made the difference; 0 when time alone did. */
  change: number
  /** In minor units of the bridge's currency. */
  amount: Money
}

export interface BridgePart {
  cause: BridgeCause
  amount: Money
  rows: BridgeRow[]
}

/** How an amount came from one moment to another: opening and parts add up to closing, to the minor unit. */
export interface Bridge {
  currency: Currency
  from: Required<BridgeMoment>
  to: Required<BridgeMoment>
  opening: Money
  closing: Money
  /** Only those in which something stands, in the order of the causes. */
  parts: BridgePart[]
}
