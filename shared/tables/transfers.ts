import * as z from 'zod'
import { kindCode } from '../book/codes.js'
import type { DocumentKind } from '../facts/document.js'
import { requireDocument } from '../domain/posting/named-document.js'
import { postNetting } from '../domain/posting/nettings.js'
import type { Posting } from '../domain/posting/posting.js'
import { postTransfer } from '../domain/posting/transfers.js'
import { successorOf } from '../domain/successors.js'
import { day } from '../dates.js'
import { money } from '../money.js'
import { refuse } from '../refusals.js'
import { kindName } from '../vocabulary.js'
import { amount, checkedRate, isoDate, name, rateCell, text } from './cells.js'
import { defineTable } from './define.js'

const leg = z.union([
  z.strictObject({ document: name, instalment: z.int().min(1).max(255).optional(), amount }),
  /** The other party's account, which is not ours to post. */
  z.strictObject({ account: name, amount }),
])

export const NETTINGS = defineTable({
  name: 'nettings',
  label: { en: 'Nettings', zh: '抵账' },
  summary: {
    en: 'What is set off without money by an agreement: its legs add to 0; a debt’s leg is negative, a credit’s positive',
    zh: '不经收付款、按协议相互抵销；各方金额合计为 0，冲减欠款填负数，冲减贷项填正数',
  },
  key: ['agreement'],
  row: z.strictObject({
    agreement: name,
    date: isoDate,
    /** One rate for all legs of a foreign currency; that of the day when left out. */
    rate: rateCell.optional(),
    legs: z.array(leg).min(2).max(100),
    note: text.optional(),
  }),
  post: (posting, row) => {
    const { book } = posting
    if (isThere(posting, 'netting', row.agreement)) return
    const known = row.legs.map(entry => ('document' in entry ? { ...entry, of: requireDocument(posting, entry.document) } : entry))
    const first = known.find(entry => 'of' in entry)
    if (!first) throw refuse('BAD_ROW', { column: 'legs', problem: 'no leg names a document (至少一方须为单据)' })
    const currency = book.currencyOf(book.documentOf(first.of))
    const legs = known.map(entry => {
      const value = money(entry.amount, currency)
      return 'of' in entry ? { of: entry.of, instalment: entry.instalment, amount: value } : { account: entry.account, amount: value }
    })
    postNetting(posting, { ...row, rate: checkedRate(row.rate), legs })
  },
})

export const TRANSFERS = defineTable({
  name: 'transfers',
  label: { en: 'Transfers', zh: '转户' },
  summary: {
    en: 'Moves open items from one customer to another and keeps their age; a merge moves everything and names the successor',
    zh: '将未清项转至另一客户并保留账龄；合并则转移全部未清项并登记承继客户',
  },
  key: ['number'],
  row: z
    .strictObject({
      number: name,
      from: name,
      to: name,
      date: isoDate,
      documents: z.array(name).min(1).max(1000).optional(),
      /** Whether the old customer ends here. */
      merge: z.boolean().optional(),
      note: text.optional(),
    })
    .refine(row => !(row.merge && row.documents), 'a merge moves everything, so it names no documents (合并时不可指定单据)'),
  post: (posting, row) => {
    if (isThere(posting, 'transfer', row.number)) return
    const { book } = posting
    posting.requireCustomer(row.to)
    if (successorOf(book, row.to, day(row.date)) === row.from || row.to === row.from)
      throw refuse('BAD_ROW', { column: 'to', problem: `${row.to} is ${row.from} itself or merged into it (不能转给自身)` })
    const documents = row.documents?.map(number => requireDocument(posting, number))
    const moved = postTransfer(posting, { ...row, documents })
    if (row.merge) {
      posting.add({ fact: 'value', subject: 'customer', key: row.from, field: 'successor', from: row.date, value: row.to })
    } else if (moved === 0) throw refuse('NOTHING_TO_TRANSFER', { what: row.from, date: row.date })
  },
})

/** Whether an agreement of this number was posted already: refused, or passed over and said when an import is repeated. */
function isThere(posting: Posting, kind: DocumentKind, number: string): boolean {
  if (posting.book.findDocument(kindCode(kind), number, '1') < 0) return false
  if (posting.repeats === 'refused') throw refuse('DUPLICATE_NUMBER', { kind: kindName(kind), number })
  posting.remarks.push({ code: 'ALREADY_THERE', document: number, details: {} })
  return true
}
