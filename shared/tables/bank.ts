import * as z from 'zod'
import type { BankLine } from '../book/bank.js'
import { bankLineName, bankLineNow, requireBankLine } from '../domain/bank-lines.js'
import { claimOf, EXCLUSION_REASONS, exclusionOf, markFact, type Claim } from '../domain/bank-marks.js'
import { payerName } from '../domain/bank-payers.js'
import { isDerivedSerial } from '../domain/bank-serials.js'
import { postBankReceipt, receiptNames, requireFits, requireFree } from '../domain/bank-receipts.js'
import { deductionReason, RESTS } from '../domain/bank-rests.js'
import { requireDocument } from '../domain/posting/named-document.js'
import type { Posting } from '../domain/posting/posting.js'
import { NEVER } from '../dates.js'
import { bankAccount, bankSerial, bankText } from '../facts/bank.js'
import type { DocumentKind } from '../facts/document.js'
import { decimal, money } from '../money.js'
import { refuse } from '../refusals.js'
import { amount, checkedRate, currencyCode, isoDate, name, rateCell, text } from './cells.js'
import { defineTable } from './define.js'

const lineKey = { account: bankAccount, serial: bankSerial }
const BANK_LINE = 'bank line (银行流水)'
const DEBTS: readonly DocumentKind[] = ['invoice', 'debitNote', 'opening', 'recovery', 'refund', 'transfer']

export const BANK_LINES = defineTable({
  name: 'bankLines',
  label: { en: 'Bank lines', zh: '银行流水' },
  summary: {
    en: 'What a bank statement says, line by line; money that came in is positive',
    zh: '银行对账单的逐笔流水；收入为正数',
  },
  key: ['account', 'serial'],
  row: z.strictObject({
    ...lineKey,
    day: isoDate,
    amount,
    currency: currencyCode.optional(),
    payer: text.optional(),
    payerAccount: text.optional(),
    text: bankText.optional(),
    /** It is another payment than the line it looks like. */
    distinct: z.boolean().optional(),
  }),
  post: (posting, { account, serial, distinct, currency: stated, payer = '', payerAccount, text: words, ...row }) => {
    const { book } = posting
    const currency = stated ?? book.company.currency
    const value = money(row.amount, currency)
    if (value === 0) throw refuse('BAD_AMOUNT', { value: String(row.amount) })
    const fact = { fact: 'bankLine' as const, account, serial, day: row.day, amount: value, currency, payer, payerAccount, text: words }
    const known = book.bankLines.find(account, serial)
    if (known) return requireSame(posting, known, { ...fact, change: posting.change })
    const alike = distinct ? undefined : lookAlike(book.bankLines.sameMoney(fact), fact)
    if (alike) throw refuse('BANK_LINE_ALIKE', { line: serial, other: bankLineName(alike) })
    posting.add(fact)
    // Receipts that name it may have come before it.
    for (const id of book.bankLines.documentsOf(account, serial))
      if (book.kind(book.documentOf(id)) === 'receipt' && book.isLive(book.documentOf(id))) requireFits(book, id)
  },
})

/**
 * A line that may be the same movement from another kind of file: same day, amount and payer, but only one of both has a serial number of
 * the bank.
 */
const lookAlike = (lines: readonly BankLine[], { serial, payer }: Pick<BankLine, 'serial' | 'payer'>): BankLine | undefined =>
  lines.find(
    line =>
      isDerivedSerial(line.serial) !== isDerivedSerial(serial) &&
      (line.payer === '' || payer === '' || payerName(line.payer) === payerName(payer)),
  )

/** A line that is there is passed over; one that says something else is refused with both. What was written beside it may differ. */
function requireSame(posting: Posting, known: BankLine, given: BankLine): void {
  const differences: string[] = []
  const compare = (field: string, ours: string, theirs: string) => {
    if (ours !== theirs) differences.push(`${field} ${ours} → ${theirs}`)
  }
  compare('day', known.day, given.day)
  compare('amount', decimal(known.amount, known.currency), decimal(given.amount, given.currency))
  compare('currency', known.currency, given.currency)
  if (known.payer && given.payer && payerName(known.payer) !== payerName(given.payer)) compare('payer', known.payer, given.payer)
  const number = bankLineName(known)
  if (differences.length > 0) throw refuse('DUPLICATE_DIFFERS', { kind: BANK_LINE, number, differences: differences.join('; ') })
  posting.remarks.push({ code: 'ALREADY_THERE', document: number, details: {} })
}

export const BANK_EXCLUSIONS = defineTable({
  name: 'bankExclusions',
  label: { en: 'Excluded bank lines', zh: '排除流水' },
  summary: {
    en: 'Money that came in and is no receipt: a transfer between own accounts, interest; or takes that back',
    zh: '不属于收款的流水：内部划转、利息等；或撤销排除',
  },
  key: ['account', 'serial'],
  row: z.strictObject({
    ...lineKey,
    reason: z.enum(EXCLUSION_REASONS).optional(),
    note: text.optional(),
    withdrawn: z.boolean().optional(),
  }),
  post: (posting, { account, serial, reason, note, withdrawn }) => {
    const { book } = posting
    const line = requireBankLine(book, account, serial)
    const before = exclusionOf(book, line, { asOf: NEVER })
    if (withdrawn) {
      if (!before) throw refuse('UNKNOWN_DOCUMENT', { kind: 'exclusion (排除)', value: bankLineName(line) })
      return posting.add(markFact(line, 'bankExclusion', null))
    }
    if (!reason) throw refuse('MISSING_CELL', { column: 'reason (排除原因)' })
    if (before && before.reason === reason && before.note === note)
      return void posting.remarks.push({ code: 'ALREADY_THERE', document: bankLineName(line), details: {} })
    const state = bankLineNow(book, line)
    if (state.receipts.length > 0) throw refuse('BANK_LINE_POSTED', { line: bankLineName(line), receipt: receiptNames(book, state) })
    if (line.amount <= 0) throw refuse('BANK_LINE_OUTGOING', { line: bankLineName(line) })
    posting.add(markFact(line, 'bankExclusion', { reason, note }))
  },
})

export const CLAIMS = defineTable({
  name: 'claims',
  label: { en: 'Claims to bank lines', zh: '流水认领' },
  summary: {
    en: 'A salesperson says whose money it is and for which invoices; finance confirms',
    zh: '业务员认领流水并注明客户与发票，由财务确认',
  },
  key: ['account', 'serial'],
  row: z.strictObject({
    ...lineKey,
    /** Code of the person who claims. */
    by: name,
    customer: name.optional(),
    invoices: z.array(name).max(20).optional(),
    note: text.optional(),
    withdrawn: z.boolean().optional(),
  }),
  post: (posting, { account, serial, withdrawn, by, customer, invoices = [], note }) => {
    const { book } = posting
    const line = requireBankLine(book, account, serial)
    const before = claimOf(book, line, { asOf: NEVER })
    if (before && before.by !== by) throw refuse('DOUBLE_CLAIM', { line: bankLineName(line), by: before.by, customer: before.customer })
    if (withdrawn) {
      if (!before) throw refuse('NOT_CLAIMED', { line: bankLineName(line) })
      return posting.add(markFact(line, 'bankClaim', null))
    }
    requireFree(book, line)
    if (!customer) throw refuse('MISSING_CELL', { column: 'customer (客户)' })
    const index = posting.requireCustomer(customer)
    for (const invoice of invoices) {
      const row = book.documentOf(requireDocument(posting, invoice, DEBTS))
      const owner = book.documents.customer[row]
      if (owner !== index)
        throw refuse('BAD_ROW', { column: 'invoices', problem: `${invoice} belongs to ${book.customers.texts[owner]} (属于其他客户)` })
    }
    const claim: Claim = { by, customer, invoices, note }
    if (JSON.stringify(before) === JSON.stringify(claim))
      return void posting.remarks.push({ code: 'ALREADY_THERE', document: bankLineName(line), details: {} })
    posting.add(markFact(line, 'bankClaim', claim))
  },
})

const allocation = z.strictObject({
  document: name,
  instalment: z.int().min(1).max(255).optional(),
  amount,
  /** What becomes of what is left: it stays open, unless stated. */
  rest: z.enum(RESTS).optional(),
  restAmount: amount.optional(),
  /** Of a deduction: quality 质量, freight 运费, rebate 返利, price 价差, shortage 短少, penalty 罚款. */
  reason: text.optional(),
})

export const BANK_RECEIPTS = defineTable({
  name: 'bankReceipts',
  label: { en: 'Receipts from bank lines', zh: '流水确认收款' },
  summary: {
    en: 'Finance confirms whose money a bank line is and what it pays; short payments stay open, are let off or become deductions',
    zh: '财务确认流水归属并核销；少付部分可留存、计入手续费或折扣，或作为扣款争议',
  },
  key: ['account', 'serial'],
  row: z.strictObject({
    ...lineKey,
    customer: name,
    /** All that is left of the line when left out. */
    amount: amount.optional(),
    number: text.optional(),
    /** The day of the line, or the first open one after it, when left out. */
    postDate: isoDate.optional(),
    rate: rateCell.optional(),
    /** The agreement by which somebody else pays for the customer (代付协议). */
    agreement: name.optional(),
    allocations: z.array(allocation).max(255).optional(),
    note: text.optional(),
  }),
  post: (posting, { account, serial, ...row }) => {
    const { book } = posting
    const line = requireBankLine(book, account, serial)
    if (isThere(posting, line, row.customer)) return
    const inCurrency = (value: z.infer<typeof amount>) => money(value, line.currency)
    const optional = (value: z.infer<typeof amount> | undefined) => (value === undefined ? undefined : inCurrency(value))
    postBankReceipt(posting, {
      ...row,
      line,
      amount: optional(row.amount),
      rate: checkedRate(row.rate),
      allocations: row.allocations?.map(({ document, reason, ...part }) => ({
        ...part,
        of: requireDocument(posting, document, DEBTS),
        amount: inCurrency(part.amount),
        restAmount: optional(part.restAmount),
        reason: reason === undefined ? undefined : deductionReason(reason),
      })),
    })
  },
})

/** Whether a repeated import already confirmed the line for this customer. */
function isThere({ book, repeats, remarks }: Posting, line: BankLine, customer: string): boolean {
  if (repeats !== 'passed-over') return false
  const { state, receipts } = bankLineNow(book, line)
  const same = receipts.every(id => book.customers.texts[book.documents.customer[book.documentOf(id)]] === customer)
  if (state !== 'posted' || !same) return false
  remarks.push({ code: 'ALREADY_THERE', document: bankLineName(line), details: {} })
  return true
}
