import type { BankLine } from '../../../shared/book/bank.js'
import type { Book } from '../../../shared/book/book.js'
import { day, type Day } from '../../../shared/dates.js'
import { settleables, type Settleable } from '../../../shared/domain/allocation-proposal.js'
import { payerLink } from '../../../shared/domain/bank-payers.js'
import type { ReceiptProposal } from '../../../shared/domain/bank-proposals.js'
import type { DeductionReason, Rest } from '../../../shared/domain/bank-rests.js'
import { decimal, money, type Currency, type Money } from '../../../shared/money.js'
import { amountText } from '../figures.js'
import type { BankReceiptRow } from '../../commands/bank.js'

/** What is typed for one document of a receipt. */
export interface DraftPart {
  /** The amount as typed. */
  paid: string
  rest: Rest
  reason: DeductionReason | ''
}

/** A receipt while it is put together by hand. */
export interface Draft {
  /** Code; empty until one is chosen. */
  customer: string
  amount: string
  /** By item. */
  parts: ReadonlyMap<number, DraftPart>
  agreement: string
}

/** A draft for a line with nothing chosen yet. */
export const emptyDraft = ({ line, left }: Open): Draft => ({
  customer: '',
  amount: amountText(left, line.currency),
  parts: new Map(),
  agreement: '',
})

/** A line, and what is left of it. */
export interface Open {
  line: BankLine
  left: Money
}

/** What a customer can settle with the money of a line, the oldest first. */
export function debtsFor(book: Book, customer: string, { currency }: BankLine, today: Day): Settleable[] {
  const index = book.customers.find(customer)
  if (index === undefined) return []
  return settleables(book, index, today).debts.filter(debt => book.currencies.texts[debt.currency] === currency)
}

/** A draft as a proposal says. */
export function draftOf(book: Book, open: Open, { customer, allocations, agreement }: ReceiptProposal, today: Day): Draft {
  const parts = new Map<number, DraftPart>()
  for (const debt of debtsFor(book, customer, open.line, today)) {
    const { number } = book.numberOf(debt.document)
    const part = allocations.find(each => each.document === number && (each.instalment ?? 0) === debt.instalment)
    if (part) parts.set(debt.item, { paid: amountText(part.amount, open.line.currency), rest: 'stays', reason: '' })
  }
  return { ...withCustomer(book, emptyDraft(open), open.line, customer), parts, ...(agreement === undefined ? {} : { agreement }) }
}

/** The draft for another customer: the documents of the one before are none of its. */
export function withCustomer(book: Book, draft: Draft, line: BankLine, customer: string): Draft {
  return { ...draft, customer, parts: new Map(), agreement: payerLink(book, line.payer, customer, day(line.day))?.agreement ?? '' }
}

/** Whether the payer is somebody else than the customer, as far as the ledger knows: an agreement may be asked for. */
export function isPaidByOther(book: Book, { payer, day: on }: BankLine, customer: string): boolean {
  const link = payer === '' ? undefined : payerLink(book, payer, customer, day(on))
  return payer !== '' && (link === undefined || link.by === 'agreement')
}

/** What was typed as an amount, with or without thousands; `undefined` when it is none. */
export function typedAmount(text: string, currency: Currency): Money | undefined {
  if (text.trim() === '–') return 0 as Money
  try {
    return money(text.replaceAll(',', '').trim(), currency)
  } catch {
    return undefined
  }
}

/** What a draft comes to, and the first thing that keeps it from being posted. */
export interface Reckoned {
  amount: Money | undefined
  settled: Money
  /** What is not laid on documents. */
  unapplied: Money
  fits: boolean
}

/** Adds a draft up against its line and the documents. */
export function reckoned(draft: Draft, { line, left }: Open, debts: readonly Settleable[]): Reckoned {
  const amount = typedAmount(draft.amount, line.currency)
  let settled = 0
  let fits = draft.customer !== '' && amount !== undefined && amount > 0 && amount <= left
  for (const { item, left: open } of debts) {
    const part = draft.parts.get(item)
    if (!part) continue
    const paid = typedAmount(part.paid, line.currency)
    settled += paid ?? 0
    fits &&= partFits(part, paid, open)
  }
  const unapplied = ((amount ?? 0) - settled) as Money
  return { amount, settled: settled as Money, unapplied, fits: fits && unapplied >= 0 }
}

/** Whether an amount is within what is open, and the rest is explained. */
function partFits({ rest, reason }: DraftPart, paid: Money | undefined, open: Money): boolean {
  if (paid === undefined || paid < 0 || paid > open) return false
  if (paid === open) return true
  return rest === 'stays' ? paid > 0 : rest !== 'deduction' || reason !== ''
}

/** The draft as a row of the ledger's table. */
export function rowOf(book: Book, draft: Draft, { line }: Open, debts: readonly Settleable[]): BankReceiptRow {
  const { account, serial, currency } = line
  const text = (typed: string) => decimal(typedAmount(typed, currency)!, currency)
  const agreement = draft.agreement.trim()
  return {
    ...{ account, serial, customer: draft.customer, amount: text(draft.amount) },
    ...(agreement !== '' && isPaidByOther(book, line, draft.customer) ? { agreement } : {}),
    allocations: debts.flatMap(({ item, document, instalment, left }) => {
      const part = draft.parts.get(item)
      if (!part) return []
      const short = typedAmount(part.paid, currency)! < left && part.rest !== 'stays'
      return [
        {
          document: book.numberOf(document).number,
          ...(instalment ? { instalment } : {}),
          amount: text(part.paid),
          ...(short ? { rest: part.rest } : {}),
          ...(short && part.rest === 'deduction' ? { reason: part.reason } : {}),
        },
      ]
    }),
  }
}
