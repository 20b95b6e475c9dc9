import type { Book } from '../../book/book.js'
import { iso, type Day, type IsoDate } from '../../dates.js'
import { decimal, negated, type Money } from '../../money.js'
import { refuse } from '../../refusals.js'
import { addApplication, available, postAllocation } from './applications.js'
import { postDocument } from './documents.js'
import { liveApplications } from './reversals.js'
import type { Posting } from './posting.js'

/** What settles a document without money: a discount taken (R3.4), a debt given up (R6.1). The document and its application go together. */
export interface SettlementEntry {
  kind: 'discount' | 'writeOff'
  /** Id of the debt. */
  of: number
  instalment?: number
  number?: string
  /** Positive lowers the debt. Negative gives up a credit that is left over from it. */
  amount: Money
  date: IsoDate
  note?: string
}

/** Posts a discount or write-off and applies it. */
export function postSettlement(posting: Posting, entry: SettlementEntry): void {
  const { book } = posting
  const row = book.documentOf(entry.of)
  const id = postDocument(posting, {
    kind: entry.kind,
    customer: book.customers.texts[book.documents.customer[row]],
    number: entry.number ?? '',
    docDate: entry.date,
    currency: book.currencyOf(row),
    rate: book.rateOf(row),
    amount: negated(entry.amount),
    dimensions: book.stamps[book.documents.dimensions[row]],
    of: entry.of,
    note: entry.note,
  })
  if (id === undefined || entry.amount === 0) return
  if (entry.amount > 0) {
    const { instalment, amount, date, kind } = entry
    postAllocation(posting, { from: id, to: entry.of, instalment, amount, date, purpose: kind })
  } else giveUpCredit(posting, id, row, entry)
}

/** Applies a negative write-off to what the receipts of the debt have left over. */
function giveUpCredit(posting: Posting, id: number, row: number, entry: SettlementEntry): void {
  const { book } = posting
  const debit = book.itemOf(id, 1)
  const credits = new Set(liveApplications(posting, row).map(application => book.applications.credit[application]))
  const given = negated(entry.amount)
  let rest: number = given
  for (const credit of credits) {
    const from = Math.max(book.items.postDate[debit], book.items.postDate[credit]) as Day
    const amount = Math.min(rest, available(book, credit, from)) as Money
    if (amount <= 0) continue
    addApplication(posting, debit, credit, amount, entry.date, 'writeOff')
    rest -= amount
  }
  if (rest === 0) return
  const currency = book.currencyOf(row)
  const open = decimal((given - rest) as Money, currency)
  throw refuse('OVER_ALLOCATED', { amount: decimal(given, currency), open, document: book.nameOf(row), date: entry.date })
}

/** Money paid back: settles what a receipt has left, never more, from the account it came to unless another is named (R3.8). */
export function postRefund(
  posting: Posting,
  entry: { of: number; number?: string; amount: Money; date: IsoDate; method?: string; bankAccount?: string; note?: string },
): void {
  const { book } = posting
  const row = book.documentOf(entry.of)
  requireNotBefore(book, row, entry.date)
  const id = postDocument(posting, {
    kind: 'refund',
    customer: book.customers.texts[book.documents.customer[row]],
    number: entry.number ?? '',
    docDate: entry.date,
    currency: book.currencyOf(row),
    rate: book.rateOf(row),
    amount: entry.amount,
    of: entry.of,
    method: entry.method,
    bankAccount: entry.bankAccount ?? book.notes.get(entry.of)?.bankAccount,
    note: entry.note,
  })
  if (id === undefined) return
  postAllocation(posting, { from: entry.of, to: id, amount: entry.amount, date: entry.date, purpose: 'refund' })
}

/** A debt given up comes back (R6.2): an item with the due date of the debt, which the money then settles. Never more than was given up. */
export function postRecovery(posting: Posting, entry: { of: number; number?: string; amount: Money; date: IsoDate; note?: string }): void {
  const { book } = posting
  const row = book.documentOf(entry.of)
  requireNotBefore(book, row, entry.date)
  const currency = book.currencyOf(row)
  const givenUp = -book.documents.amount[row]
  let before = 0
  for (let other = 0; other < book.documents.count; other++) {
    if (book.documents.of[other] === entry.of && book.kind(other) === 'recovery' && book.isLive(other))
      before += book.documents.amount[other]
  }
  if (entry.amount > givenUp - before) {
    const amounts = { amount: decimal(entry.amount, currency), open: decimal((givenUp - before) as Money, currency) }
    throw refuse('OVER_ALLOCATED', { ...amounts, document: book.nameOf(row), date: entry.date })
  }
  postDocument(posting, {
    kind: 'recovery',
    customer: book.customers.texts[book.documents.customer[row]],
    number: entry.number ?? '',
    docDate: entry.date,
    dueDate: dueOfDebt(posting, book.documents.of[row]) ?? entry.date,
    currency,
    rate: book.rateOf(row),
    amount: entry.amount,
    dimensions: book.stamps[book.documents.dimensions[row]],
    of: entry.of,
    note: entry.note,
  })
}

/** Refuses a date before the document that is paid back or comes back. */
function requireNotBefore(book: Book, row: number, date: IsoDate): void {
  const original = iso(book.documents.postDate[row] as Day)
  if (date < original) throw refuse('SETTLED_TOO_EARLY', { date, document: book.nameOf(row), original })
}

function dueOfDebt({ book }: Posting, id: number): IsoDate | undefined {
  if (id === 0) return undefined
  const row = book.documentOf(id)
  return book.documents.itemCount[row] ? iso(book.items.due[book.documents.firstItem[row]] as Day) : undefined
}
