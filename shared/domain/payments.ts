import type { Book } from '../book/book.js'
import { kindCode } from '../book/codes.js'
import type { Day } from '../dates.js'
import type { Money } from '../money.js'
import { applicationRow } from './posting/applications.js'
import { resolved, type Moment } from './question.js'

/** Money that settled part of a debt. */
export interface Payment {
  /** In the debt's currency. */
  amount: Money
  /** The day the money came: the receipt's document date. */
  paid: Day
  /** The day from which it counts against the debt. */
  effective: Day
}

const RECEIPT = kindCode('receipt')

/** The money allocated to a debt at a moment, the latest first, without what was taken back; credit notes and write-offs are no money. */
export function paymentsOf(book: Book, item: number, moment: Moment): Payment[] {
  const { asOf, knownAt } = resolved(book, moment)
  const { applications, documents, items } = book
  const found: Payment[] = []
  for (const row of book.applicationsOf(item)) {
    const credit = items.document[applications.credit[row]]
    if (documents.kind[credit] !== RECEIPT || applications.amount[row] <= 0) continue
    const effective = applications.effective[row] as Day
    if (effective > asOf || applications.change[row] > knownAt || isTakenBack(book, row, asOf, knownAt)) continue
    found.push({ amount: applications.amount[row] as Money, paid: documents.docDate[credit] as Day, effective })
  }
  return found.sort((a, b) => b.effective - a.effective)
}

/** Whether an application was taken back by a day, as known at a change. */
export function isTakenBack(book: Book, row: number, to: Day, knownAt: number): boolean {
  const by = book.applicationReversedBy.get(book.applications.id[row])
  if (by === undefined) return false
  const reversal = applicationRow(book, by)
  return book.applications.effective[reversal] <= to && book.applications.change[reversal] <= knownAt
}
