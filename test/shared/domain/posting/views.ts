import { expect } from 'chai'
import type { Book } from '../../../../shared/book/book.js'
import { day, iso, type Day } from '../../../../shared/dates.js'
import { aging, agingTotals } from '../../../../shared/domain/aging.js'
import { balance } from '../../../../shared/domain/balance.js'
import { openAmount } from '../../../../shared/domain/open-items.js'
import { decimal } from '../../../../shared/money.js'
import type { Refusal } from '../../../../shared/refusals.js'
import { enter } from '../../../sample-ledger.js'

/** Views of a ledger that the tests of posting share. */

/** Buckets of the whole ledger by due date: not due, 1-30, 31-60, 61-90, >90, unapplied. */
export const buckets = (book: Book, asOf: string) => agingTotals(aging(book, { asOf: day(asOf) })).map(amount => decimal(amount))
export const total = (book: Book, asOf: string) => decimal(balance(book, undefined, { asOf: day(asOf) }))
export const documentRow = (book: Book, number: string) => book.documentsNumbered(number)[0]
/** What is open of a document, instalment by instalment. */
export const open = (book: Book, number: string, asOf: string) => {
  const row = documentRow(book, number)
  const first = book.documents.firstItem[row]
  return Array.from({ length: book.documents.itemCount[row] }, (_, i) => decimal(openAmount(book, first + i, { asOf: day(asOf) })))
}
export const dues = (book: Book, number: string) => {
  const row = documentRow(book, number)
  return Array.from({ length: book.documents.itemCount[row] }, (_, i) => iso(book.items.due[book.documents.firstItem[row] + i] as Day))
}

/** The code with which lines are refused; the ledger must stay as it was. */
export const refused = (book: Book, text: string): string => {
  const before = [book.documents.count, book.items.count, book.applications.count, [...book.values.entries()].length]
  let code = 'accepted'
  try {
    enter(book, text)
  } catch (error) {
    code = (error as Refusal).code
  }
  expect([book.documents.count, book.items.count, book.applications.count, [...book.values.entries()].length], 'no trace').to.deep.equal(
    before,
  )
  return code
}

export const TWO = `
  invoice I-1 C001 2026-03-01 due 2026-03-31 100
  receipt R-1 C001 2026-03-10 150`
