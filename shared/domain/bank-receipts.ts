import type { Book } from '../book/book.js'
import type { BankLine } from '../book/bank.js'
import { addDays, day, iso, NEVER, type Day, type IsoDate } from '../dates.js'
import { decimal, negated, type Money, type Rate } from '../money.js'
import { refuse } from '../refusals.js'
import { bankLineName, bankLineNow, lastReversal, type BankLineState } from './bank-lines.js'
import { EXCLUSION_WORDS, exclusionOf, markFact, type Exclusion } from './bank-marks.js'
import { learnedPayer, payerLink } from './bank-payers.js'
import { settleRest, type RestEntry } from './bank-rests.js'
import { postAllocation } from './posting/applications.js'
import { postDocument } from './posting/documents.js'
import type { Posting } from './posting/posting.js'

/** What a receipt settles of one document, and what becomes of what the payer left. */
export interface BankAllocation extends RestEntry {
  /** Id of the debt. */
  of: number
  amount: Money
}

/** Finance's word that a bank line, or a part of it, is the money of a customer. */
export interface BankReceiptEntry {
  line: BankLine
  customer: string
  /** All that is left of the line unless stated. */
  amount?: Money
  /** Account and serial number unless stated. */
  number?: string
  /** The day of the line unless stated, or the first one after it on which it may be posted. */
  postDate?: IsoDate
  rate?: Rate
  /** The agreement by which the payer pays for the customer (代付协议). */
  agreement?: string
  allocations?: readonly BankAllocation[]
  note?: string
}

/**
 * Posts a bank line as a receipt, with its allocations, and remembers the payer. Refuses more than is left of the line, a line that is
 * excluded, and a date on which the line was posted before. Gives the receipt's id.
 */
export function postBankReceipt(posting: Posting, entry: BankReceiptEntry): number {
  const { book } = posting
  const { line, customer } = entry
  const state = requireFree(book, line)
  posting.requireCustomer(customer)
  const amount = entry.amount ?? state.rest
  const settled = (entry.allocations ?? []).reduce((sum, part) => sum + part.amount, 0) as Money
  requireWithin(line, amount, state.rest)
  for (const { amount: paid, rest = 'stays' } of entry.allocations ?? [])
    if (paid < 0 || (paid === 0 && rest === 'stays')) throw refuse('BAD_AMOUNT', { value: decimal(paid, line.currency) })
  if (settled > amount) throw overLine(line, settled, amount)
  const postDate = entry.postDate ?? firstPostingDay(book, line)
  requireNotBefore(line, postDate, line.day)
  const id = postDocument(posting, {
    kind: 'receipt',
    customer,
    ...numberFor(state, entry.number),
    docDate: line.day,
    postDate,
    currency: line.currency,
    rate: entry.rate,
    amount: negated(amount),
    bankAccount: line.account,
    bankSerial: line.serial,
    note: entry.note,
  })
  if (id === undefined) throw refuse('BANK_LINE_POSTED', { line: bankLineName(line), receipt: entry.number ?? '' })
  requireFits(book, id)
  requireAfterReversal(book, id)
  const rests: number[] = []
  for (const { of, ...part } of entry.allocations ?? []) {
    if (part.amount > 0) postAllocation(posting, { from: id, to: of, instalment: part.instalment, amount: part.amount, date: postDate })
    const letOff = settleRest(posting, of, part, postDate)
    if (letOff !== undefined) rests.push(letOff)
  }
  keepRests(posting, id, rests, postDate)
  rememberPayer(posting, id, entry)
  if (state.claim && amount === state.rest) posting.add(markFact(line, 'bankClaim', null))
  return id
}

/** The state of a line that may still become a receipt; refuses money that went out, and what is posted whole or excluded. */
export function requireFree(book: Book, line: BankLine): BankLineState {
  const state = bankLineNow(book, line)
  if (line.amount <= 0) throw refuse('BANK_LINE_OUTGOING', { line: bankLineName(line) })
  if (state.state === 'posted') throw refuse('BANK_LINE_POSTED', { line: bankLineName(line), receipt: receiptNames(book, state) })
  if (state.exclusion) throw excluded(line, state.exclusion)
  return state
}

/** The receipts of a line as people name them. */
export const receiptNames = (book: Book, { receipts }: BankLineState): string =>
  receipts.map(id => book.nameOf(book.documentOf(id))).join(', ')

/**
 * Refuses a receipt that names a bank line and does not fit it: in another currency, of a line that is excluded or of money that went
 * out, or beyond the line's amount. A receipt of a line that no statement told of yet passes.
 */
export function requireFits(book: Book, id: number): void {
  const line = lineOf(book, id)
  if (!line) return
  const row = book.documentOf(id)
  const currency = book.currencyOf(row)
  if (currency !== line.currency)
    throw refuse('ACROSS_CURRENCIES', { from: bankLineName(line), to: book.nameOf(row), fromCurrency: line.currency, toCurrency: currency })
  if (line.amount <= 0) throw refuse('BANK_LINE_OUTGOING', { line: bankLineName(line) })
  const exclusion = exclusionOf(book, line, { asOf: NEVER })
  if (exclusion) throw excluded(line, exclusion)
  const amount = -book.documents.amount[row] as Money
  requireWithin(line, amount, (bankLineNow(book, line).rest + amount) as Money)
}

/** Refuses a new receipt that would stand on days on which its bank line was posted by one that was reversed later. */
export function requireAfterReversal(book: Book, id: number): void {
  const line = lineOf(book, id)
  const reversed = line && lastReversal(book, line)
  if (reversed !== undefined) requireNotBefore(line!, iso(book.documents.postDate[book.documentOf(id)] as Day), iso(reversed))
}

function lineOf(book: Book, id: number): BankLine | undefined {
  const { bankAccount = '', bankSerial = '' } = book.notes.get(id) ?? {}
  return book.bankLines.find(bankAccount, bankSerial)
}

function requireNotBefore(line: BankLine, date: IsoDate, first: IsoDate): void {
  if (date < first) throw refuse('BANK_LINE_TOO_EARLY', { line: bankLineName(line), date, first })
}

const excluded = (line: BankLine, { reason }: Exclusion) =>
  refuse('BANK_LINE_EXCLUDED', { line: bankLineName(line), reason: `${EXCLUSION_WORDS[reason].en} (${EXCLUSION_WORDS[reason].zh})` })

function requireWithin(line: BankLine, amount: Money, left: Money): void {
  if (amount <= 0) throw refuse('BAD_AMOUNT', { value: decimal(amount, line.currency) })
  if (amount > left) throw overLine(line, amount, left)
}

const overLine = (line: BankLine, amount: Money, left: Money) =>
  refuse('OVER_BANK_LINE', { amount: decimal(amount, line.currency), left: decimal(left, line.currency), line: bankLineName(line) })

/** The day of the line, or the first after it that is not closed and on which no receipt of it stood that was reversed since. */
function firstPostingDay(book: Book, line: BankLine): IsoDate {
  return iso(Math.max(day(line.day), addDays(book.periods.closedUpTo(), 1), lastReversal(book, line) ?? 0) as Day)
}

/** Series and number: of the second receipt of one line on, with a count. */
function numberFor({ line, receipts }: BankLineState, stated: string | undefined): { series?: string; number: string } {
  if (stated) return { number: stated }
  return { series: line.account, number: receipts.length === 0 ? line.serial : `${line.serial}/${receipts.length + 1}` }
}

/** Keeps what was let off with a receipt, so that it falls with it. */
function keepRests(posting: Posting, receipt: number, rests: readonly number[], date: IsoDate): void {
  if (rests.length === 0) return
  const value = rests.join(' ')
  if (value.length > 1000)
    throw refuse('BAD_ROW', { column: 'allocations', problem: 'too many short payments in one row (少付单据过多，请分次录入)' })
  posting.add({ fact: 'value', subject: 'document', key: String(receipt), field: 'restsLetOff', from: date, value })
}

/** Keeps who paid: a new spelling of the customer's name, or somebody else by an agreement. */
function rememberPayer(posting: Posting, receipt: number, { line, customer, agreement: stated }: BankReceiptEntry): void {
  const { book } = posting
  if (line.payer === '') return
  const known = payerLink(book, line.payer, customer, day(line.day))
  const agreement = stated ?? known?.agreement
  if (agreement !== undefined)
    posting.add({ fact: 'value', subject: 'document', key: String(receipt), field: 'payerAgreement', from: line.day, value: agreement })
  if (!known || (stated !== undefined && known.agreement !== stated)) posting.add(learnedPayer(book, line.payer, customer, stated))
}
