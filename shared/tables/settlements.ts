import * as z from 'zod'
import { allocateOldestFirst, postAllocation } from '../domain/posting/applications.js'
import { requireDocument } from '../domain/posting/named-document.js'
import { liveApplications, reverseApplication, reverseDocument } from '../domain/posting/reversals.js'
import { postRecovery, postRefund, postSettlement } from '../domain/posting/settlements.js'
import { postTolerances } from '../domain/posting/tolerances.js'
import type { Posting } from '../domain/posting/posting.js'
import { DOCUMENT_KINDS, type DocumentKind } from '../facts/document.js'
import { money, type Money } from '../money.js'
import { refuse } from '../refusals.js'
import { amount, isoDate, name, text, type Amount } from './cells.js'
import { defineTable } from './define.js'

const DEBTS: readonly DocumentKind[] = ['invoice', 'debitNote', 'opening', 'recovery', 'refund', 'transfer']
const instalment = z.int().min(1).max(255).optional()

const inCurrencyOf = (posting: Posting, id: number, value: Amount): Money =>
  money(value, posting.book.currencyOf(posting.book.documentOf(id)))

export const ALLOCATIONS = defineTable({
  name: 'allocations',
  label: { en: 'Allocations', zh: '核销' },
  summary: { en: 'Which receipt or credit settles which debt, by how much, from when', zh: '哪笔收款或贷项核销哪张单据、金额及日期' },
  key: ['from', 'to', 'date'],
  row: z.strictObject({ from: name, to: name, instalment, amount, date: isoDate }),
  post: (posting, row) => {
    const from = requireDocument(posting, row.from)
    const to = requireDocument(posting, row.to)
    const value = inCurrencyOf(posting, to, row.amount)
    if (posting.repeats === 'passed-over' && posting.alreadyAllocated(from, to, row.date, value)) {
      posting.remarks.push({ code: 'ALREADY_THERE', document: `${row.from} → ${row.to}`, details: {} })
      return
    }
    postAllocation(posting, { from, to, instalment: row.instalment, amount: value, date: row.date })
  },
})

export const OLDEST_FIRST = defineTable({
  name: 'oldestFirst',
  label: { en: 'Allocate oldest first', zh: '按先进先出核销' },
  summary: { en: 'Allocates what a customer’s credits have left to the oldest debts', zh: '将客户剩余贷项按最早到期顺序核销' },
  key: ['customer', 'date'],
  row: z.strictObject({ customer: name, date: isoDate, receipt: text.optional() }),
  post: (posting, row) => {
    const credits = row.receipt ? [requireDocument(posting, row.receipt)] : undefined
    allocateOldestFirst(posting, row.customer, row.date, credits)
  },
})

export const REFUNDS = defineTable({
  name: 'refunds',
  label: { en: 'Refunds', zh: '退款' },
  summary: { en: 'Money paid back from what a receipt has left', zh: '从收款剩余部分退还客户的款项' },
  key: ['number'],
  row: z.strictObject({
    number: text.optional(),
    receipt: name,
    amount,
    date: isoDate,
    method: text.optional(),
    bankAccount: text.optional(),
    note: text.optional(),
  }),
  post: (posting, row) => {
    const of = requireDocument(posting, row.receipt, ['receipt', 'creditNote', 'opening', 'transfer'])
    postRefund(posting, { ...row, of, amount: inCurrencyOf(posting, of, row.amount) })
  },
})

const settlementRow = z.strictObject({ number: text.optional(), invoice: name, instalment, amount, date: isoDate, note: text.optional() })

export const DISCOUNTS = defineTable({
  name: 'discounts',
  label: { en: 'Settlement discounts', zh: '现金折扣' },
  summary: { en: 'What a customer kept back for paying early', zh: '客户因提前付款而少付的金额' },
  key: ['invoice', 'date'],
  row: settlementRow,
  post: (posting, row) => {
    const of = requireDocument(posting, row.invoice, DEBTS)
    postSettlement(posting, { ...row, kind: 'discount', of, amount: inCurrencyOf(posting, of, row.amount) })
  },
})

export const TOLERANCES = defineTable({
  name: 'tolerances',
  label: { en: 'Tolerance differences', zh: '尾差处理' },
  summary: {
    en: 'Settles what payments left of debts up to the company’s tolerance, one discount for each',
    zh: '将付款后不超过容差的尾差逐笔计入现金折扣',
  },
  key: ['customer', 'date'],
  row: z.strictObject({ customer: text.optional(), date: isoDate }),
  post: (posting, row) => {
    postTolerances(posting, row.date, row.customer ? posting.requireCustomer(row.customer) : undefined)
  },
})

export const WRITE_OFFS = defineTable({
  name: 'writeOffs',
  label: { en: 'Write-offs', zh: '坏账转销' },
  summary: { en: 'Debts given up, from a date; negative gives up a credit left over', zh: '放弃的债权及日期；负数为转销多收款' },
  key: ['invoice', 'date'],
  row: settlementRow,
  post: (posting, row) => {
    const of = requireDocument(posting, row.invoice, DEBTS)
    postSettlement(posting, { ...row, kind: 'writeOff', of, amount: inCurrencyOf(posting, of, row.amount) })
  },
})

export const RECOVERIES = defineTable({
  name: 'recoveries',
  label: { en: 'Recoveries', zh: '坏账收回' },
  summary: { en: 'A written-off debt that comes back, before its money is posted', zh: '已转销坏账恢复为应收，随后录入收款' },
  key: ['number'],
  row: z.strictObject({
    number: text.optional(),
    writeOff: text.optional(),
    invoice: text.optional(),
    amount,
    date: isoDate,
    note: text.optional(),
  }),
  post: (posting, row) => {
    const of = row.writeOff ? requireDocument(posting, row.writeOff, ['writeOff']) : writeOffOf(posting, row.invoice)
    postRecovery(posting, { ...row, of, amount: inCurrencyOf(posting, of, row.amount) })
  },
})

/** The newest live write-off of an invoice. */
function writeOffOf(posting: Posting, invoice: string | undefined): number {
  const { book } = posting
  const id = requireDocument(posting, invoice ?? '', DEBTS)
  for (const application of liveApplications(posting, book.documentOf(id)).reverse()) {
    const document = book.items.document[book.applications.credit[application]]
    if (book.kind(document) === 'writeOff') return book.documents.id[document]
  }
  throw refuse('UNKNOWN_DOCUMENT', { kind: 'write-off (坏账转销)', value: invoice ?? '' })
}

export const REVERSALS = defineTable({
  name: 'reversals',
  label: { en: 'Reversals', zh: '冲销' },
  summary: { en: 'Takes a document or an allocation back whole, from a date', zh: '自某日起整笔冲销单据或取消核销' },
  key: ['kind', 'number', 'date'],
  row: z.union([
    z.strictObject({ kind: z.enum(DOCUMENT_KINDS), number: name, series: text.optional(), date: isoDate, reason: text.optional() }),
    z.strictObject({
      kind: z.literal('allocation'),
      from: name,
      to: name,
      date: isoDate,
      reason: text.optional(),
      /** Only what that change allocated, as an undo means it; all that is between the two when left out. */
      change: z.int().min(1).optional(),
    }),
  ]),
  post: (posting, row) => {
    if (row.kind === 'netting' || row.kind === 'transfer') {
      // The number is that of the agreement; its first leg stands for all.
      return reverseDocument(posting, requireDocument(posting, '1', [row.kind], row.number), row.date, row.reason)
    }
    if (row.kind !== 'allocation') {
      return reverseDocument(posting, requireDocument(posting, row.number, [row.kind], row.series), row.date, row.reason)
    }
    const { book } = posting
    const from = book.documentOf(requireDocument(posting, row.from))
    const to = book.documentOf(requireDocument(posting, row.to))
    const between = liveApplications(posting, to).filter(
      application =>
        book.items.document[book.applications.credit[application]] === from &&
        (row.change === undefined || book.applications.change[application] === row.change),
    )
    if (between.length === 0) throw refuse('UNKNOWN_DOCUMENT', { kind: 'allocation (核销)', value: `${row.from} → ${row.to}` })
    for (const application of between) reverseApplication(posting, book.applications.id[application], row.date)
  },
})
