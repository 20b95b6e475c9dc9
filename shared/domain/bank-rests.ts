import type { Book } from '../book/book.js'
import { day, type IsoDate } from '../dates.js'
import { decimal, type Money } from '../money.js'
import { refuse } from '../refusals.js'
import type { Words } from '../vocabulary.js'
import { disputeOf, disputeText } from './disputes.js'
import { itemKey } from './item-key.js'
import { available } from './posting/applications.js'
import type { Posting } from './posting/posting.js'
import { postSettlement } from './posting/settlements.js'

/** What becomes of what a payer left of a document: it stays open, the bank took it, it is let off, or the customer contests it. */
export const RESTS = ['stays', 'fee', 'discount', 'deduction'] as const
export type Rest = (typeof RESTS)[number]

/** Why customers keep something back. */
export const DEDUCTION_WORDS = {
  quality: { en: 'quality', zh: '质量' },
  freight: { en: 'freight', zh: '运费' },
  rebate: { en: 'rebate', zh: '返利' },
  price: { en: 'price difference', zh: '价差' },
  shortage: { en: 'shortage', zh: '短少' },
  penalty: { en: 'penalty', zh: '罚款' },
} as const satisfies Record<string, Words>
export type DeductionReason = keyof typeof DEDUCTION_WORDS

/** A reason for a deduction in either language; refuses another word (`BAD_OPTION`). */
export function deductionReason(text: string): DeductionReason {
  const typed = text.trim().toLowerCase()
  const reasons = Object.keys(DEDUCTION_WORDS) as DeductionReason[]
  const found = reasons.find(reason => [reason, DEDUCTION_WORDS[reason].en, DEDUCTION_WORDS[reason].zh].some(word => word === typed))
  if (found) return found
  throw refuse('BAD_OPTION', { value: text, known: reasons.map(reason => `${reason} ${DEDUCTION_WORDS[reason].zh}`).join(', ') })
}

/** What is to become of the rest of a document or of one instalment of it. */
export interface RestEntry {
  instalment?: number
  rest?: Rest
  /** All that is left unless stated. */
  restAmount?: Money
  /** Of a deduction. */
  reason?: DeductionReason
}

/**
 * Settles what a payment left of a debt as bank fee or discount, or opens a dispute about it; nothing when it stays. Refuses a rest of a
 * document of several instalments that names none, since what is not due yet is no short payment. Gives the id of the
 * discount, if one was posted.
 */
export function settleRest(
  posting: Posting,
  of: number,
  { instalment, rest = 'stays', restAmount, reason }: RestEntry,
  date: IsoDate,
): number | undefined {
  if (rest === 'stays') return undefined
  const { book } = posting
  const item = itemOf(book, of, instalment)
  const left = available(book, item, day(date)) as Money
  const amount = restAmount ?? left
  const currency = book.currencyOf(book.documentOf(of))
  const document = book.nameOf(book.documentOf(of))
  if (amount <= 0) throw refuse('BAD_ROW', { column: 'rest', problem: `nothing is left of ${document} (没有余额)` })
  if (amount > left) throw refuse('OVER_ALLOCATED', { amount: decimal(amount, currency), open: decimal(left, currency), document, date })
  if (rest === 'deduction') {
    contest(posting, item, amount, reason, date)
    return undefined
  }
  const note = rest === 'fee' ? 'bank fee (银行手续费)' : 'settlement discount (现金折扣)'
  postSettlement(posting, { kind: 'discount', of, instalment: book.items.instalment[item], amount, date, note })
  return book.lastDocumentId
}

function itemOf(book: Book, of: number, instalment: number | undefined): number {
  const row = book.documentOf(of)
  if (instalment === undefined && book.documents.itemCount[row] !== 1)
    throw refuse('BAD_ROW', {
      column: 'instalment',
      problem: `name the instalment of ${book.nameOf(row)} that was paid short (请注明少付的分期)`,
    })
  const first = book.documents.firstItem[row]
  for (let item = first; item < first + book.documents.itemCount[row]; item++)
    if (instalment === undefined || book.items.instalment[item] === instalment) return item
  throw refuse('UNKNOWN_DOCUMENT', { kind: 'instalment (分期)', value: `${book.nameOf(row)} #${instalment}` })
}

/** Opens a dispute on an item, or adds to the one in force. */
function contest(posting: Posting, item: number, amount: Money, reason: DeductionReason | undefined, date: IsoDate): void {
  if (!reason) throw refuse('MISSING_CELL', { column: 'reason (扣款原因)' })
  const { book } = posting
  const before = disputeOf(book, item, day(date))
  const currency = book.currencyOf(book.items.document[item])
  const sum = (amount + (before?.amount ?? 0)) as Money
  const reasons = [before?.reason, DEDUCTION_WORDS[reason].zh].filter(Boolean).join('、')
  const value = disputeText(`${decimal(sum, currency)} ${reasons}`, currency)
  posting.add({ fact: 'value', subject: 'item', key: itemKey(book, item), field: 'dispute', from: date, value })
}
