import type { Book } from '../book/book.js'
import { day, iso } from '../dates.js'
import type { Subject } from '../facts/master.js'
import { decimal, money } from '../money.js'
import { refuse } from '../refusals.js'
import { parseTerms } from './terms/parse.js'

/**
 * The fields the ledger itself reads, and how each is written. Any other field is a dimension or note of the company's own and is kept
 * as typed. A credit limit may name its currency: `150000` or `20000 USD`.
 */
const CHECKS: Partial<Record<Subject, Record<string, (text: string, book: Book) => string>>> = {
  customer: {
    creditLimit: limitText,
    terms: text => {
      parseTerms(text)
      return text
    },
  },
  // An extension moves the due date; the first one stays known.
  item: { extension: text => iso(day(text)), dispute: amountText, promise: amountText },
  document: { closed: text => (text === 'yes' || text === 'no' ? text : 'yes') },
}

/** The value as the ledger keeps it; refuses what its field cannot hold. */
export function checkedValue(book: Book, subject: Subject, field: string, text: string): string {
  const check = CHECKS[subject]?.[field]
  return check ? check(text, book) : text.normalize('NFC')
}

/** A credit limit: amount and currency. */
export function limitOf(text: string, ledgerCurrency: string): { amount: ReturnType<typeof money>; currency: string } {
  const [amount, currency = ledgerCurrency] = text.trim().split(/\s+/)
  if (!/^[A-Z]{3}$/.test(currency)) throw refuse('BAD_CURRENCY', { value: currency })
  return { amount: money(amount, currency), currency }
}

function limitText(text: string, book: Book): string {
  const { amount, currency } = limitOf(text, book.company.currency)
  return currency === book.company.currency ? decimal(amount, currency) : `${decimal(amount, currency)} ${currency}`
}

function amountText(text: string, book: Book): string {
  return decimal(money(text, book.company.currency), book.company.currency)
}
