import { Book, type Company } from '../shared/book/book.js'
import { iso, type Day } from '../shared/dates.js'
import { Posting } from '../shared/domain/posting/posting.js'
import { postRow, type TableRow } from '../shared/tables/post.js'

const COMPANY: Company = { code: 'demo', name: 'Sample company', currency: 'CNY', timeZone: 'Asia/Shanghai' }

/**
 * A ledger as text that an accountant can check, one fact a line, words separated by spaces; `#` starts a remark. Customers and products
 * need no line of their own. Each line is a change of its own, recorded a day after the one before from 2020-01-01.
 *
 *     invoice   I-1  C001  2025-05-01  due 2025-05-31   1000.00
 *     receipt   R-1  C001  2025-06-10                    400.00
 *     allocate  R-1  I-1   2025-06-10                    400.00
 *
 * Options follow as `word value`: due, post, terms, currency, rate, of, order, instalment, reason, from, to, salesperson, region ...;
 * `parts 2026-02-28:20000,2026-03-31:20000` are instalments; `lines P1:qty:net:tax:cost,...` are lines.
 */
export function sampleLedger(text: string, company: Partial<Company> = {}): Book {
  const book = new Book({ ...COMPANY, ...company })
  enter(book, text)
  return book
}

/** Adds lines to a sample ledger. */
export function enter(book: Book, text: string): void {
  for (const line of text.split('\n')) {
    const words = line.replace(/#.*/, '').trim().split(/\s+/)
    if (words[0]) for (const row of rowsOf(words, book)) record(book, row)
  }
}

/** The rows of such a text, in order, as they would be pushed to a ledger that has nothing yet. */
export function rowsFrom(text: string): TableRow[] {
  const book = new Book(COMPANY)
  const rows: TableRow[] = []
  for (const line of text.split('\n')) {
    const words = line.replace(/#.*/, '').trim().split(/\s+/)
    if (!words[0]) continue
    for (const row of rowsOf(words, book)) {
      record(book, row)
      rows.push(row)
    }
  }
  return rows
}

/** Posts one row as a change of its own; a refusal is thrown. */
export function record(book: Book, row: TableRow): void {
  const change = book.change + 1
  const posting = new Posting(book, change)
  book.note(change, Date.UTC(2020, 0, change))
  const refusal = postRow(posting, row)
  if (refusal) throw refusal
}

const OPTIONS: Record<string, string> = { due: 'dueDate', post: 'postDate', reason: 'note', received: 'receivedDate', serial: 'bankSerial' }
const TABLE: Record<string, string> = {
  invoice: 'invoices',
  debitnote: 'debitNotes',
  creditnote: 'creditNotes',
  opening: 'openingItems',
  receipt: 'receipts',
  order: 'orders',
  delivery: 'deliveries',
}

function rowsOf(words: string[], book: Book): TableRow[] {
  const [verb] = words
  switch (verb) {
    case 'customer':
      return [{ table: 'customers', row: { code: words[1], ...optionsOf(words, 2) } }]
    case 'product':
      return [{ table: 'products', row: { code: words[1] } }]
    case 'allocate': {
      const [, from, to, date, amount] = words
      return [{ table: 'allocations', row: { from, to, date, amount, ...numbered(optionsOf(words, 5)) } }]
    }
    case 'fifo':
      return [{ table: 'oldestFirst', row: { customer: words[1], date: words[2], ...optionsOf(words, 3) } }]
    case 'refund': {
      const [, number, receipt, date, amount] = words
      return [{ table: 'refunds', row: { number, receipt, date, amount } }]
    }
    case 'discount':
    case 'writeoff': {
      const [, number, invoice, date, amount] = words
      const table = verb === 'discount' ? 'discounts' : 'writeOffs'
      return [{ table, row: { number, invoice, date, amount, ...numbered(optionsOf(words, 5)) } }]
    }
    case 'recovery': {
      const [, number, writeOff, date, amount] = words
      return [{ table: 'recoveries', row: { number, writeOff, date, amount } }]
    }
    case 'reverse': {
      const [, kind, number, date] = words
      if (kind === 'allocation') {
        const [from, to] = number.split('>')
        return [{ table: 'reversals', row: { kind, from, to, date } }]
      }
      return [{ table: 'reversals', row: { kind, number, date } }]
    }
    case 'value': {
      const [, subject, key, field, from, value] = words
      const rows: TableRow[] = subject === 'customer' ? [customer(key, book)].flat() : []
      return [...rows, { table: 'values', row: { subject, key: key === '-' ? '' : key, field, from, value, ...optionsOf(words, 6) } }]
    }
    case 'rate':
      return [{ table: 'rates', row: { currency: words[1], date: words[2], rate: words[3] } }]
    case 'control': {
      const [, account, asOf, amount] = words
      return [{ table: 'controlBalances', row: { account, asOf, amount, ...optionsOf(words, 4) } }]
    }
    case 'close':
      return [{ table: 'periods', row: { period: words[1], action: 'close' } }]
    case 'reopen':
      return [{ table: 'periods', row: { period: words[1], action: 'reopen', reason: 'sample' } }]
    default: {
      if (!TABLE[verb]) throw new Error(`sample ledger: unknown line "${words.join(' ')}"`)
      const [, number, code, docDate] = words
      const options = optionsOf(words, 4)
      const products = ((options.lines as { product?: string }[] | undefined) ?? []).flatMap(line =>
        line.product && book.products.find(line.product) === undefined ? [{ table: 'products', row: { code: line.product } }] : [],
      )
      if (options.of) Object.assign(options, { invoice: options.of, of: undefined })
      delete options.of
      return [...customer(code, book), ...products, { table: TABLE[verb], row: { number, customer: code, docDate, ...options } }]
    }
  }
}

const customer = (code: string, book: Book): TableRow[] =>
  book.customerFiles[book.customers.find(code) ?? -1] ? [] : [{ table: 'customers', row: { code } }]

const numbered = (options: Record<string, unknown>) =>
  options.instalment ? { ...options, instalment: Number(options.instalment) } : options

/** Words after a place: `word value` pairs, and one amount that stands alone. */
function optionsOf(words: string[], at: number): Record<string, unknown> {
  const options: Record<string, unknown> = {}
  for (let i = at; i < words.length;) {
    const word = words[i]
    if (/^-?[\d,.]+$/.test(word)) {
      options.amount = word.replaceAll(',', '')
      i++
      continue
    }
    const value = words[i + 1]
    if (word === 'parts') {
      options.instalments = value.split(',').map(part => ({ due: part.split(':')[0], amount: part.split(':')[1] }))
    } else if (word === 'lines') {
      options.lines = value.split(',').map(line => {
        const [product, quantity, net, tax, cost] = line.split(':')
        return { product: product || undefined, quantity: quantity || '0', net, tax: tax || '0', cost: cost || '0' }
      })
    } else options[OPTIONS[word] ?? word] = value
    i += 2
  }
  return options
}

/** A day as text, for messages of tests. */
export const dayText = (day: number): string => iso(day as Day)
