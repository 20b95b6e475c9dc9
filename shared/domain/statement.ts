import type { Book } from '../book/book.js'
import { addDays, type Day, type Period } from '../dates.js'
import type { DocumentKind } from '../facts/document.js'
import type { Currency, Money } from '../money.js'
import { balance } from './balance.js'
import { dueOf } from './extensions.js'
import { openItemsOf } from './open-items-of-customer.js'
import { resolved, type Clock } from './question.js'

/** A document on a statement. */
export interface StatementLine {
  /** Posting date. */
  date: Day
  docDate: Day
  document: string
  kind: DocumentKind
  /** The document it refers to and its note, as far as there are any. */
  text: string
  /** A reversal stands on the side of what it reverses, negative, so that turnovers stay right (R14.2). */
  reversal: boolean
  debit: Money
  credit: Money
  /** What was owed after it. */
  balance: Money
}

/** What is still open at the end of a statement. */
export interface StatementItem {
  document: string
  instalment: number
  kind: DocumentKind
  docDate: Day
  due: Day
  amount: Money
  open: Money
  /** 0 for what is not overdue, and for credits. */
  daysOverdue: number
}

/** A customer's account between two days in one currency, in that currency. */
export interface Statement {
  currency: Currency
  opening: Money
  lines: StatementLine[]
  debits: Money
  credits: Money
  closing: Money
  openItems: StatementItem[]
}

/**
 * The statements of a customer, by index, one for each currency with a balance or a movement, the ledger's first: a customer agrees to what
 * it was invoiced, not to our rates. Opening and closing come from the documents, the open items from allocations; both add to the same.
 */
export function statements(book: Book, customer: number, question: { period: Period; knownAt?: number; clock?: Clock }): Statement[] {
  const { from, to } = question.period
  const { knownAt } = resolved(book, { ...question, asOf: to })
  const { documents, items } = book
  const rows = [...new Set([...book.itemsOf(customer)].map(item => items.document[item]))]
    .filter(row => documents.postDate[row] >= from && documents.postDate[row] <= to && documents.change[row] <= knownAt)
    .sort(
      (a, b) =>
        documents.postDate[a] - documents.postDate[b] || documents.change[a] - documents.change[b] || documents.id[a] - documents.id[b],
    )
  const open = openItemsAt(book, customer, { ...question, asOf: to, knownAt })
  const made: Statement[] = []
  book.currencies.texts.forEach((currency, index) => {
    const opening = balance(book, customer, { asOf: addDays(from, -1), knownAt }, { currency })
    const statement = statementOf(
      book,
      currency,
      opening,
      rows.filter(row => documents.currency[row] === index),
      open.get(currency) ?? [],
    )
    if (opening !== 0 || statement.lines.length > 0 || statement.openItems.length > 0) made.push(statement)
  })
  return made
}

function statementOf(book: Book, currency: Currency, opening: Money, rows: readonly number[], openItems: StatementItem[]): Statement {
  const { documents } = book
  const sums = { debits: 0, credits: 0, balance: opening as number }
  const lines = rows.map(row => {
    const amount = documents.amount[row]
    const reversal = book.reversals.has(documents.id[row])
    const isDebit = amount > 0 !== reversal
    const [debit, credit] = isDebit ? [amount, 0] : [0, amount === 0 ? 0 : -amount]
    sums.debits += debit
    sums.credits += credit
    sums.balance += amount
    const [date, docDate] = [documents.postDate[row], documents.docDate[row]]
    return {
      date,
      docDate,
      document: book.nameOf(row),
      kind: book.kind(row),
      text: textOf(book, row),
      reversal,
      debit,
      credit,
      balance: sums.balance,
    }
  })
  const { debits, credits } = sums
  return { currency, opening, lines, debits, credits, closing: sums.balance, openItems } as Statement
}

function textOf(book: Book, row: number): string {
  const { of, id } = book.documents
  const reference = of[row] ? book.nameOf(book.documentOf(of[row])) : ''
  return [reference, book.notes.get(id[row])?.note ?? ''].filter(Boolean).join(' · ')
}

function openItemsAt(book: Book, customer: number, moment: { asOf: Day; knownAt: number; clock?: Clock }): Map<Currency, StatementItem[]> {
  const { items, documents } = book
  const set = openItemsOf(book, customer, moment)
  const found = new Map<Currency, StatementItem[]>()
  for (let i = 0; i < set.count; i++) {
    const item = set.items[i]
    const row = items.document[item]
    const due = dueOf(book, item, moment.asOf, moment.knownAt)
    const entry: StatementItem = {
      document: book.nameOf(row),
      instalment: items.instalment[item],
      kind: book.kind(row),
      docDate: documents.docDate[row] as Day,
      due,
      amount: book.amountOf(item),
      open: set.open[i] as Money,
      daysOverdue: set.open[i] > 0 ? Math.max(0, moment.asOf - due) : 0,
    }
    const list = found.get(book.currencyOf(row))
    if (list) list.push(entry)
    else found.set(book.currencyOf(row), [entry])
  }
  for (const list of found.values()) list.sort((a, b) => a.due - b.due || a.docDate - b.docDate || a.instalment - b.instalment)
  return found
}
