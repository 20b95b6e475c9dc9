import type { IsoDate } from '../dates.js'
import type { Currency, Money } from '../money.js'
import type { Words } from '../vocabulary.js'
import type { Answer, Cell } from './context.js'

/** One document, or one instalment of it, behind an answer. */
export interface DrillRow {
  /** Id of the document; 0 for what is none: a credit limit, a draft, an account of the general ledger, a bank line. */
  id: number
  /** Its number as people read it. */
  document: string
  /** `invoice`, `receipt` …; `creditLimit`, `draft`, `account` and `bankLine` for what is no document. */
  kind: string
  /** Takes another document back. */
  reversal: boolean
  instalment: number | null
  /** Code and name; empty for what belongs to no customer. */
  customer: string
  customerName: string
  docDate: IsoDate | null
  postDate: IsoDate | null
  /** As extended by the as-of date; `null` where nothing falls due. */
  dueDate: IsoDate | null
  /** As-of date less due date: 0 on the due date, negative before it. */
  daysOverdue: number | null
  /** The document's currency, in which `original` and `settled` are, in minor units. */
  currency: Currency
  original: Money
  settled: Money
  /** Its part of the answer, in minor units of the drill's currency. */
  amount: Money
  /** Which part of the answer it stands in, where there are several: a bucket, unbilled, cost. */
  part: Words | null
  /** The change that recorded it. */
  change: number
}

/** A figure that an answer is made from, or that explains it. Money is in major units of the drill's currency. */
export interface Term {
  label: Words
  value: Cell
  format: 'money' | 'percent' | 'number' | 'date' | 'text'
}

/** What the answer was asked of. */
export interface DrillFacts {
  /** Code, or `*`. */
  customer: string
  customerName: string
  asOf: IsoDate
  /** For answers about a period. */
  period?: { from: IsoDate; to: IsoDate }
  /** Up to which change facts count, and the newest there is. */
  knownAt: number
  change: number
  /** What ages are counted from, where that matters. */
  basis?: 'due' | 'document' | 'posting'
  clock: 'strict' | 'latest'
  filter?: Readonly<Record<string, readonly string[]>>
}

/** The documents behind one answer. */
export interface Drill {
  /** Name of the function, `AGING`, and its arguments as given. */
  name: string
  args: readonly Cell[]
  /** What the cell shows. */
  value: Answer
  /** How the value is shown; of several values each. */
  format: Term['format']
  /** In which `total`, `answer` and the rows' amounts are, in minor units. */
  currency: Currency
  /** The answer in minor units when it is a sum of documents; `null` for a date, a text, a ratio. Several buckets count together. */
  answer: Money | null
  /** The sum of the rows' amounts: always `answer` when there is one. */
  total: Money
  rows: DrillRow[]
  /** What the answer is made from when it is no sum, in order. */
  terms: Term[]
  facts: DrillFacts
}
