import type { Book } from '../book/book.js'
import { day, iso } from '../dates.js'
import type { Subject } from '../facts/master.js'
import { decimal, money } from '../money.js'
import { refuse } from '../refusals.js'
import { BILL_STATES } from './bills.js'
import { disputeText } from './disputes.js'
import { parseControlAccounts } from './tie-out.js'
import { parseTerms } from './terms/parse.js'

/**
 * The fields the ledger itself reads, and how each is written. Any other field is a dimension or note of the company's own and is kept
 * as typed. A credit limit may name its currency: `150000` or `20000 USD`.
 */
const CHECKS: Partial<Record<Subject, Record<string, (text: string, book: Book, key: string) => string>>> = {
  customer: {
    creditLimit: limitText,
    terms: text => {
      parseTerms(text)
      return text
    },
    hold: yesOrNo,
    successor: (text, book) => {
      if (book.customers.find(text) === undefined) throw refuse('UNKNOWN_CUSTOMER', { value: text })
      return text
    },
  },
  company: {
    cutOver: dateText,
    controlAccounts: text => {
      parseControlAccounts(text)
      return text
    },
    tolerance: (text, { company: { currency } }) => decimal(money(text, currency), currency),
  },
  // An extension moves the due date; the first one stays known.
  item: {
    extension: dateText,
    dispute: (text, book, key) => disputeText(text, currencyOfKey(book, key)),
    promise: amountText,
  },
  document: {
    closed: text => (text === 'yes' || text === 'no' ? text : 'yes'),
    bill: text => oneOf(BILL_STATES, text),
    billDue: dateText,
    interestWaived: amountText,
  },
}

/** The value as the ledger keeps it; refuses what its field cannot hold. The key of an item or document is by id. */
export function checkedValue(book: Book, subject: Subject, field: string, text: string, key = ''): string {
  const checks = CHECKS[subject] ?? {}
  const check = Object.hasOwn(checks, field) ? checks[field] : undefined
  return check ? check(text, book, key) : text.normalize('NFC')
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

/** An amount in the currency of the document or item. */
function amountText(text: string, book: Book, key: string): string {
  const currency = currencyOfKey(book, key)
  return decimal(money(text, currency), currency)
}

const currencyOfKey = (book: Book, key: string): string => book.currencyOf(book.documentOf(Number(key.split('#')[0])))

function dateText(text: string): string {
  return iso(day(text))
}

function yesOrNo(text: string): string {
  return oneOf(['yes', 'no'], text)
}

function oneOf(known: readonly string[], text: string): string {
  if (!known.includes(text)) throw refuse('BAD_OPTION', { value: text, known: known.join(', ') })
  return text
}
