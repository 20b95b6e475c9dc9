import type { Day, Period } from '../dates.js'
import type { BridgeQuestion } from '../domain/bridge-question.js'
import type { Moment } from '../domain/question.js'
import type { Currency, Money } from '../money.js'
import type { Words } from '../vocabulary.js'
import type { Term } from './drill-answer.js'

/** What of open items counts, at no moment yet. */
export type OpenQuestion = Omit<BridgeQuestion, 'from' | 'to'>

/** One share of an answer: of an instalment, of a whole document, or of something that is no document. */
export interface BehindRow {
  /** Row of the document. */
  document?: number
  /** The instalment; its document need not be said. */
  item?: number
  /** In minor units of the answer's currency. */
  amount: Money
  part?: Words
  /** What it is when it is no document. */
  other?: { kind: 'creditLimit' | 'draft' | 'account' | 'bankLine'; name: string; customer?: number; change?: number }
}

/** What a function tells of an answer besides the answer. */
export interface Behind {
  /** The day and change of which due dates and settled parts are told. */
  moment: Moment
  /** In which the rows' amounts are; the ledger's when left out. */
  currency?: Currency
  /** The rows add up to the value; otherwise the terms make it. */
  adds: boolean
  /** How the value is shown when it is not as the function says. */
  shows?: Term['format']
  rows: readonly BehindRow[]
  terms?: readonly Term[]
  /** When open items stand behind it: which, so that a bridge can walk them; the sign with which they count. */
  open?: { question: OpenQuestion; sign: 1 | -1 }
  period?: Period
  basis?: 'due' | 'document' | 'posting'
}

export const term = (en: string, zh: string, value: Term['value'], format: Term['format'] = 'money'): Term => ({
  label: { en, zh },
  value,
  format,
})

/** The moment of a day that is told of nothing but what is known. */
export const momentAt = (asOf: Day, knownAt?: number): Moment => ({ asOf, knownAt })
