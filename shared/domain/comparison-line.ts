import type { Day } from '../dates.js'
import type { Money } from '../money.js'

/** A row of a list that somebody gives us; what the customer owes is positive, in minor units of the question's currency. */
export interface TheirRow {
  number?: string
  date?: Day
  amount: Money
  text?: string
  /** Where it stands in the list; counts for nothing. */
  line?: number
}

/** A document of the ledger, with its amount or what is open of it. */
export interface OurRow {
  /** Row of the document. */
  document: number
  /** Series and number as people read them, and the number alone. */
  number: string
  short: string
  date: Day
  amount: Money
}

/** How rows found each other: by number, by an equal amount, or by several that add up to one. */
export type FoundBy = 'number' | 'amount' | 'sum'

/** Rows of both sides that belong together, or one row that has nothing on the other side. */
export interface ComparisonLine {
  kind: 'matched' | 'differs' | 'onlyTheirs' | 'onlyOurs'
  by?: FoundBy
  theirs: readonly TheirRow[]
  ours: readonly OurRow[]
  /** Theirs less ours. */
  difference: Money
  /** Days between the earliest dates of both sides, where both have one. */
  days?: number
}

/** Rows of both sides that have not found each other yet, in an order that does not depend on how they came. */
export interface Left {
  theirs: TheirRow[]
  ours: OurRow[]
}

/** The line of some rows that belong together. */
export function lineOf(theirs: readonly TheirRow[], ours: readonly OurRow[], by?: FoundBy): ComparisonLine {
  const difference = (sumOf(theirs) - sumOf(ours)) as Money
  const kind = theirs.length === 0 ? 'onlyOurs' : ours.length === 0 ? 'onlyTheirs' : difference === 0 ? 'matched' : 'differs'
  const [their, our] = [earliest(theirs), earliest(ours)]
  return { kind, by, theirs, ours, difference, ...(their !== undefined && our !== undefined && { days: their - our }) }
}

/** Amounts of rows added up. */
export const sumOf = (rows: readonly { amount: Money }[]): number => rows.reduce((sum, { amount }) => sum + amount, 0)

const earliest = (rows: readonly { date?: Day }[]): number | undefined =>
  rows.reduce<number | undefined>((first, { date }) => (date === undefined ? first : Math.min(first ?? date, date)), undefined)
