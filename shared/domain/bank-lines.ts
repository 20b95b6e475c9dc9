import type { Book } from '../book/book.js'
import type { BankLine } from '../book/bank.js'
import { day, NEVER, type Day } from '../dates.js'
import type { Money } from '../money.js'
import { refuse } from '../refusals.js'
import type { Words } from '../vocabulary.js'
import { claimOf, exclusionOf, type Claim, type Exclusion } from './bank-marks.js'
import { resolved, type Moment } from './question.js'

export const BANK_STATES = ['posted', 'unidentified', 'excluded', 'claimed'] as const
/** What became of money that came in. What is claimed is unidentified until finance confirms it. */
export type BankState = (typeof BANK_STATES)[number]

export const BANK_STATE_WORDS: Readonly<Record<BankState, Words>> = {
  posted: { en: 'posted', zh: '已入账' },
  unidentified: { en: 'unidentified', zh: '待认领' },
  excluded: { en: 'excluded', zh: '已排除' },
  claimed: { en: 'claimed', zh: '已认领待确认' },
}

/** Money that came in, and what became of it at a moment; amounts in its currency. */
export interface BankLineState {
  line: BankLine
  state: BankState
  /** What live receipts made of it. */
  posted: Money
  /** What is left of the line; 0 of one that is excluded. */
  rest: Money
  /** Ids of the receipts. */
  receipts: readonly number[]
  claim?: Claim
  exclusion?: Exclusion
}

/** A line as people name it: account and serial number. */
export const bankLineName = ({ account, serial }: Pick<BankLine, 'account' | 'serial'>): string => `${account} ${serial}`

/** The line of an account with a serial number; refuses one that no statement told of (`UNKNOWN_BANK_LINE`). */
export function requireBankLine(book: Book, account: string, serial: string): BankLine {
  const line = book.bankLines.find(account, serial)
  if (!line) throw refuse('UNKNOWN_BANK_LINE', { account, serial })
  return line
}

/** All money that came in by a day, as known at a change, in order of day, account and serial number. */
export function bankLineStates(book: Book, moment: Moment): BankLineState[] {
  const { asOf, knownAt } = resolved(book, moment)
  return book.bankLines.all
    .filter(line => line.amount > 0 && line.change <= knownAt && day(line.day) <= asOf)
    .sort((a, b) => compare(a.day, b.day) || compare(a.account, b.account) || compare(a.serial, b.serial))
    .map(line => bankLineState(book, line, moment))
}

/** What became of one line at a moment. */
export function bankLineState(book: Book, line: BankLine, moment: Moment): BankLineState {
  const receipts = receiptsOf(book, line, moment)
  const posted = receipts.reduce((sum, id) => sum - book.documents.amount[book.documentOf(id)], 0) as Money
  const found = { line, posted, receipts, rest: (line.amount - posted) as Money }
  if (receipts.length > 0 && posted >= line.amount) return { ...found, state: 'posted' }
  const exclusion = receipts.length === 0 ? exclusionOf(book, line, moment) : undefined
  if (exclusion) return { ...found, state: 'excluded', rest: 0 as Money, exclusion }
  const claim = claimOf(book, line, moment)
  return claim ? { ...found, state: 'claimed', claim } : { ...found, state: 'unidentified' }
}

/** Ids of the receipts of a line that stand at a moment: posted, and not reversed by then. */
function receiptsOf(book: Book, { account, serial }: BankLine, moment: Moment): number[] {
  const { asOf, knownAt } = resolved(book, moment)
  const { documents } = book
  return book.bankLines.documentsOf(account, serial).filter(id => {
    const row = book.documentOf(id)
    if (book.kind(row) !== 'receipt' || documents.postDate[row] > asOf || documents.change[row] > knownAt) return false
    const mirror = book.reversedBy.get(id)
    if (mirror === undefined) return true
    const by = book.documentOf(mirror)
    return documents.postDate[by] > asOf || documents.change[by] > knownAt
  })
}

/** What became of a line by all that is in the ledger, whatever its date. */
export const bankLineNow = (book: Book, line: BankLine): BankLineState => bankLineState(book, line, { asOf: NEVER })

/** The day of the last reversal of a receipt of a line: before it the line was posted. */
export function lastReversal(book: Book, { account, serial }: BankLine): Day | undefined {
  let last: number | undefined
  for (const id of book.bankLines.documentsOf(account, serial)) {
    const mirror = book.reversedBy.get(id)
    if (mirror !== undefined) last = Math.max(last ?? 0, book.documents.postDate[book.documentOf(mirror)])
  }
  return last as Day | undefined
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
