import { bankKey } from '../book/bank.js'
import type { Book } from '../book/book.js'
import type { BankLineFact } from '../facts/bank.js'
import type { ValueFact } from '../facts/master.js'
import { refuse } from '../refusals.js'
import type { Words } from '../vocabulary.js'
import { resolved, type Moment } from './question.js'

/**
 * What people say of a bank line without posting it: that it is no receipt, or whose it is. It says what the money was when it came, so
 * it holds from the day of the line; since when it is known tells its change.
 */

export const EXCLUSION_REASONS = ['transfer', 'interest', 'other'] as const
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number]

export const EXCLUSION_WORDS: Readonly<Record<ExclusionReason, Words>> = {
  transfer: { en: 'transfer between own accounts', zh: '内部账户划转' },
  interest: { en: 'interest', zh: '利息' },
  other: { en: 'other', zh: '其他' },
}

export interface Exclusion {
  reason: ExclusionReason
  note?: string
}

/** A salesperson says whose money it is and for which invoices; finance confirms. */
export interface Claim {
  /** Code of the person. */
  by: string
  customer: string
  invoices: readonly string[]
  note?: string
}

type Line = Pick<BankLineFact, 'account' | 'serial' | 'day'>
type Mark = 'bankExclusion' | 'bankClaim'

/** The exclusion of a line in force at a moment. */
export const exclusionOf = (book: Book, line: Line, moment: Moment): Exclusion | undefined => read(book, line, 'bankExclusion', moment)

/** The claim to a line in force at a moment. */
export const claimOf = (book: Book, line: Line, moment: Moment): Claim | undefined => read(book, line, 'bankClaim', moment)

function read<T>(book: Book, line: Line, field: Mark, moment: Moment): T | undefined {
  const { asOf, knownAt } = resolved(book, moment)
  const text = book.values.at('company', bankKey(line.account, line.serial), field, asOf, knownAt)
  return text === undefined ? undefined : (JSON.parse(text) as T)
}

/** The fact that marks a line, or with `null` withdraws the mark. Refuses what is too long to keep (`BAD_ROW`). */
export function markFact(line: Line, field: Mark, mark: Exclusion | Claim | null): ValueFact {
  const value = mark === null ? null : JSON.stringify(mark)
  if (value !== null && value.length > 1000)
    throw refuse('BAD_ROW', { column: 'invoices', problem: 'too many to keep, name fewer (过多，请减少)' })
  return { fact: 'value', subject: 'company', key: bankKey(line.account, line.serial), field, from: line.day, value }
}
