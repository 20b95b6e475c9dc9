import { kindCode } from '../../book/codes.js'
import { day, iso, type IsoDate } from '../../dates.js'
import { KINDS_OWING_NOTHING, type DocumentFact, type DocumentKind, type ItemFact, type LineFact } from '../../facts/document.js'
import type { Dimensions } from '../../facts/parts.js'
import { applyRate, decimal, rate as rateOf, split, type Currency, type Money, type Rate } from '../../money.js'
import { refuse } from '../../refusals.js'
import { kindName } from '../../vocabulary.js'
import { companyCalendar } from '../company-calendar.js'
import { DIMENSIONS } from '../dimensions.js'
import { dueDates } from '../terms/due-dates.js'
import { parseTerms } from '../terms/parse.js'
import type { Posting } from './posting.js'

interface Instalment {
  due: IsoDate
  amount: Money
  base?: Money
}

/** A document as somebody enters it: what is left out follows from the customer, the terms and the ledger. */
export interface DocumentEntry {
  kind: DocumentKind
  customer: string
  series?: string
  number: string
  docDate: IsoDate
  postDate?: IsoDate
  currency?: Currency
  rate?: Rate
  /** Signed: positive raises what the customer owes. The sum of the lines when left out. */
  amount?: Money
  dueDate?: IsoDate
  terms?: string
  receivedDate?: IsoDate
  /** With their worth in ledger currency when that is known already, as of a debt that is transferred. */
  instalments?: readonly Instalment[]
  /** Signed as the amount. */
  lines?: readonly LineFact[]
  dimensions?: Dimensions
  of?: number
  order?: number
  method?: string
  bankAccount?: string
  bankSerial?: string
  note?: string
}

/**
 * Posts a document: resolves currency, rate, due dates and stamped dimensions, checks number and period, and adds the fact. Gives its
 * id, or `undefined` when the same document is in the ledger already and repeats are passed over.
 */
export function postDocument(posting: Posting, entry: DocumentEntry): number | undefined {
  const { book } = posting
  const fact = documentFactOf(posting, entry)
  if (fact.number) {
    const existing = book.findDocument(kindCode(fact.kind), fact.series, fact.number)
    if (existing >= 0) {
      const differences = posting.repeats === 'passed-over' ? differencesOf(posting, existing, fact) : undefined
      const kind = kindName(fact.kind)
      const number = book.nameOf(existing)
      if (differences === undefined) throw refuse('DUPLICATE_NUMBER', { kind, number })
      if (differences.length > 0) throw refuse('DUPLICATE_DIFFERS', { kind, number, differences: differences.join('; ') })
      posting.remarks.push({ code: 'ALREADY_THERE', document: number, details: {} })
      return undefined
    }
  }
  posting.requireOpenPeriod(fact.postDate)
  requireNoHold(posting, fact)
  posting.add(fact)
  return fact.id
}

/** Refuses orders and deliveries of a customer on hold; money and bills are always taken (R4.2). */
function requireNoHold({ book }: Posting, { kind, customer, docDate }: DocumentFact): void {
  if (!KINDS_OWING_NOTHING.includes(kind)) return
  const hold = book.values.entryAt('customer', customer, 'hold', day(docDate))
  if (hold?.value === 'yes') throw refuse('ON_HOLD', { customer, since: iso(hold.from), date: docDate })
}

function documentFactOf(posting: Posting, entry: DocumentEntry): DocumentFact {
  const { book } = posting
  posting.requireCustomer(entry.customer)
  const currency = entry.currency ?? book.company.currency
  const rate = rateFor(posting, currency, entry)
  const lines = entry.lines ?? []
  for (const line of lines) if (line.product !== undefined) posting.requireProduct(line.product)
  const amount = entry.amount ?? (lines.reduce((sum, line) => sum + line.net + line.tax, 0) as Money)
  if (!Number.isSafeInteger(amount)) throw refuse('AMOUNT_TOO_LARGE', { value: amount })
  remarkOnLines(posting, entry, lines, currency)
  const base = worthOf(entry) ?? applyRate(amount, rate, currency, book.company.currency)
  return {
    fact: 'document',
    kind: entry.kind,
    id: book.lastDocumentId + 1,
    customer: entry.customer,
    series: entry.series ?? '',
    number: entry.number,
    docDate: entry.docDate,
    postDate: entry.postDate ?? entry.docDate,
    currency,
    rate,
    amount,
    base,
    dimensions: stamped(posting, entry),
    items: KINDS_OWING_NOTHING.includes(entry.kind) || amount === 0 ? [] : itemsOf(posting, entry, amount, base, currency),
    lines: [...lines],
    of: entry.of,
    order: entry.order,
    terms: entry.terms,
    method: entry.method,
    bankAccount: entry.bankAccount,
    bankSerial: entry.bankSerial,
    note: entry.note,
  }
}

/** What the instalments are worth together, when that is stated. */
const worthOf = ({ instalments }: DocumentEntry): Money | undefined =>
  instalments?.length && instalments.every(part => part.base !== undefined)
    ? (instalments.reduce((sum, part) => sum + part.base!, 0) as Money)
    : undefined

function rateFor({ book }: Posting, currency: Currency, entry: DocumentEntry): Rate {
  if (currency === book.company.currency) return rateOf('1')
  const rate = entry.rate ?? book.rates.at(currency, day(entry.docDate))
  if (!rate) throw refuse('NO_RATE', { currency, date: entry.docDate })
  return rate
}

/** Dimensions from the row, else those of the customer on the document date. */
function stamped({ book }: Posting, entry: DocumentEntry): Dimensions {
  const stamp: Record<string, string> = { ...entry.dimensions }
  const on = day(entry.docDate)
  for (const dimension of DIMENSIONS) {
    if (stamp[dimension] !== undefined) continue
    const value = book.values.at('customer', entry.customer, dimension, on)
    if (value) stamp[dimension] = value
  }
  return book.stamp(stamp)
}

function itemsOf(posting: Posting, entry: DocumentEntry, amount: Money, base: Money, currency: Currency): ItemFact[] {
  const plan = planOf(posting, entry, amount, currency)
  const stated = worthOf(entry) !== undefined
  const bases =
    plan.length === 1
      ? [base]
      : (split(
          base,
          plan.map(part => part.amount),
        ) ?? plan.map(() => 0 as Money))
  return plan.map((part, i) => ({ instalment: i + 1, due: part.due, amount: part.amount, base: stated ? part.base! : bases[i] }))
}

function planOf(posting: Posting, entry: DocumentEntry, amount: Money, currency: Currency): Instalment[] {
  // A credit is not due: it keeps its own date. Only what mirrors a debt has instalments.
  if (amount < 0 && !entry.instalments?.length) return [{ due: entry.dueDate ?? entry.docDate, amount }]
  if (entry.instalments?.length) {
    const sum = entry.instalments.reduce((total, part) => total + part.amount, 0)
    if (sum !== amount) {
      const amounts = { sum: decimal(sum as Money, currency), amount: decimal(amount, currency) }
      throw refuse('INSTALMENTS_DO_NOT_ADD', { document: entry.number, ...amounts })
    }
    return entry.instalments.filter(part => part.amount !== 0)
  }
  if (entry.dueDate) return [{ due: entry.dueDate, amount }]
  const terms = entry.terms ?? posting.book.values.at('customer', entry.customer, 'terms', day(entry.docDate))
  if (!terms || entry.kind !== 'invoice') return [{ due: entry.docDate, amount }]
  const received = entry.receivedDate && day(entry.receivedDate)
  const calendar = companyCalendar(posting.book)
  const parts = dueDates(parseTerms(terms), { documentDate: day(entry.docDate), receivedDate: received, amount, currency, calendar })
  if (parts.some(part => part.provisional))
    posting.remarks.push({ code: 'DUE_DATE_PROVISIONAL', document: entry.number, details: { terms } })
  return parts.filter(part => part.amount !== 0).map(part => ({ due: iso(part.due), amount: part.amount ?? amount }))
}

/** A header that differs from its lines is kept as typed and said, never hidden. */
function remarkOnLines(posting: Posting, entry: DocumentEntry, lines: readonly LineFact[], currency: Currency): void {
  // What is transferred is what is open of a document, not what its lines add to.
  if (lines.length === 0 || entry.amount === undefined || entry.kind === 'transfer') return
  const sum = lines.reduce((total, line) => total + line.net + line.tax, 0) as Money
  if (sum === entry.amount) return
  posting.remarks.push({
    code: 'LINES_DIFFER',
    document: entry.number,
    details: { amount: decimal(entry.amount, currency), lines: decimal(sum, currency) },
  })
}

/** What a repeated document says otherwise than the one in the ledger. */
function differencesOf({ book }: Posting, row: number, fact: DocumentFact): string[] {
  const { documents, items, lines } = book
  const found: string[] = []
  const compare = (field: string, theirs: string | number, ours: string | number) => {
    if (theirs !== ours) found.push(`${field} ${ours} → ${theirs}`)
  }
  const text = (amount: number) => decimal(amount as Money, fact.currency)
  compare('customer', fact.customer, book.customers.texts[documents.customer[row]])
  compare('docDate', fact.docDate, iso(documents.docDate[row] as never))
  compare('currency', fact.currency, book.currencyOf(row))
  compare('amount', text(fact.amount), text(documents.amount[row]))
  compare('instalments', fact.items.length, documents.itemCount[row])
  if (found.length === 0) {
    fact.items.forEach((item, i) => {
      const at = documents.firstItem[row] + i
      compare(`due ${i + 1}`, item.due, iso(items.due[at] as never))
      compare(`instalment ${i + 1}`, text(item.amount), text(items.amount[at]))
    })
    compare('lines', fact.lines.length, documents.lineCount[row])
    if (fact.lines.length === documents.lineCount[row]) {
      fact.lines.forEach((line, i) => {
        const at = documents.firstLine[row] + i
        compare(`line ${i + 1}`, text(line.net + line.tax), text(lines.net[at] + lines.tax[at]))
      })
    }
  }
  return found
}
