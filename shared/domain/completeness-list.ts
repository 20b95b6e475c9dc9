import type { Book } from '../book/book.js'
import type { Day, Period } from '../dates.js'
import { converter, type Money } from '../money.js'
import type { Count } from './comparison.js'
import { sumOf } from './comparison-line.js'
import { numberKey } from './comparison-numbers.js'
import { resolved, type Moment } from './question.js'

/** An invoice as the list of the tax platform has it; amounts in ledger currency, in minor units, those of a red invoice negative. */
export interface TaxRow {
  /** Empty for a fully digital invoice. */
  code: string
  number: string
  date: Day
  buyer: string
  net: Money
  tax: Money
  /** With tax. */
  total: Money
  red: boolean
  /** Void from the beginning (作废): it counts nothing. */
  void: boolean
  /** Where it stands in the list; counts for nothing. */
  line?: number
}

/** An invoice or credit note of the ledger, as a tax list has it: in ledger currency, also one in foreign currency. */
export interface LedgerInvoice {
  /** Row of the document. */
  document: number
  date: Day
  /** Signed, with tax. */
  total: Money
  tax: Money
  red: boolean
  /** It was reversed whole. */
  void: boolean
}

export type ListDifference = 'amount' | 'tax' | 'buyer' | 'date' | 'red' | 'void'

/** An invoice of the list, of the ledger, or of both. */
export interface ListLine {
  what: 'matched' | 'differs' | 'onlyList' | 'onlyLedger'
  list?: TaxRow
  ledger?: LedgerInvoice
  /** In what they differ. */
  differences: readonly ListDifference[]
  /** The list has the number before: 2 for the second time. */
  repeated?: number
}

export interface ListProof {
  list: Count
  ledger: Count
  /** Of the ledger what is dated outside the period, found by its number. */
  outside: Count
  parts: Readonly<Record<ListLine['what'], { list: Count; ledger: Count }>>
  /** Total of the list less that of the ledger. */
  difference: Money
}

/**
 * A tax list against the invoices and credit notes dated in a period, both ways, as known at a moment. An invoice is found by its number,
 * with its code where both have one; the ledger's may be dated outside the period. Every row of either side stands in exactly one line.
 */
export function listCompleteness(
  book: Book,
  list: readonly TaxRow[],
  question: Moment & { period: Period },
): { lines: ListLine[]; proof: ListProof } {
  const ours = ledgerInvoices(book, question)
  const byNumber = new Map<string, LedgerInvoice[]>()
  for (const invoice of ours) {
    const key = numberKey(book.numberOf(invoice.document).number)
    const same = byNumber.get(key)
    if (same) same.push(invoice)
    else byNumber.set(key, [invoice])
  }
  const taken = new Set<LedgerInvoice>()
  const met = new Map<string, number>()
  const lines: ListLine[] = [...list].sort(listOrder).map(row => {
    const found = (byNumber.get(numberKey(row.number)) ?? []).filter(one => !taken.has(one) && codeFits(book, row, one))
    const ledger = found.sort((a, b) => distance(row, a) - distance(row, b) || a.document - b.document)[0] as LedgerInvoice | undefined
    const key = `${numberKey(row.code)} ${numberKey(row.number)}`
    const times = (met.get(key) ?? 0) + 1
    met.set(key, times)
    const repeated = times > 1 && { repeated: times }
    if (!ledger) return { what: 'onlyList', list: row, differences: [], ...repeated }
    taken.add(ledger)
    const differences = differencesOf(book, row, ledger)
    return { what: differences.length === 0 ? 'matched' : 'differs', list: row, ledger, differences, ...repeated }
  })
  const inPeriod = (invoice: LedgerInvoice) => invoice.date >= question.period.from && invoice.date <= question.period.to
  for (const ledger of ours) if (!taken.has(ledger) && inPeriod(ledger)) lines.push({ what: 'onlyLedger', ledger, differences: [] })
  return { lines: lines.sort((a, b) => lineOrder(book, a, b)), proof: proofOf(lines, inPeriod) }
}

/** What an invoice comes to: nothing when it is void. */
export const worthOf = ({ void: nothing, total }: Pick<TaxRow, 'void' | 'total'>): Money => (nothing ? 0 : total) as Money

function ledgerInvoices(book: Book, question: Moment): LedgerInvoice[] {
  const { asOf, knownAt } = resolved(book, question)
  const { documents, items, lines } = book
  const found: LedgerInvoice[] = []
  const known = (row: number) => documents.postDate[row] <= asOf && documents.change[row] <= knownAt
  for (let row = 0; row < documents.count; row++) {
    const kind = book.kind(row)
    if ((kind !== 'invoice' && kind !== 'creditNote') || !known(row) || book.reversals.has(documents.id[row])) continue
    const mirror = book.reversedBy.get(documents.id[row])
    const convert = converter(book.rateOf(row), book.currencyOf(row), book.company.currency)
    let total = 0
    for (let item = documents.firstItem[row], end = item + documents.itemCount[row]; item < end; item++) total += items.base[item]
    let tax = 0
    for (let line = documents.firstLine[row], end = line + documents.lineCount[row]; line < end; line++) tax += lines.tax[line]
    found.push({
      document: row,
      date: documents.docDate[row] as Day,
      total: total as Money,
      tax: convert(tax as Money),
      red: kind === 'creditNote',
      void: mirror !== undefined && known(book.documentOf(mirror)),
    })
  }
  return found
}

function codeFits(book: Book, { code }: TaxRow, { document }: LedgerInvoice): boolean {
  const { series } = book.numberOf(document)
  return code === '' || series === '' || numberKey(code) === numberKey(series)
}

/** How unlike a row and an invoice of one number are: of several the most alike is meant. */
const distance = (row: TaxRow, one: LedgerInvoice): number =>
  (row.red === one.red ? 0 : 4) + (row.void === one.void ? 0 : 2) + (row.total === one.total ? 0 : 1)

function differencesOf(book: Book, row: TaxRow, ledger: LedgerInvoice): ListDifference[] {
  const { documents } = book
  const found: ListDifference[] = []
  if (row.red !== ledger.red) found.push('red')
  if (row.void !== ledger.void) found.push('void')
  if (row.total !== ledger.total) found.push('amount')
  // A ledger without lines does not know the tax.
  else if (documents.lineCount[ledger.document] > 0 && row.tax !== ledger.tax) found.push('tax')
  if (row.buyer !== '' && !namesOf(book, documents.customer[ledger.document]).includes(plainName(row.buyer))) found.push('buyer')
  if (row.date !== ledger.date) found.push('date')
  return found
}

const namesOf = (book: Book, customer: number): string[] => {
  const file = book.customerFiles[customer]
  return [book.customers.texts[customer], file?.name, file?.shortName, ...(file?.formerNames ?? [])].flatMap(name =>
    name ? [plainName(name)] : [],
  )
}

/** A name whatever its width, brackets, spaces and capitals. */
const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()（）·.,，。-]/g, '')

function proofOf(lines: readonly ListLine[], inPeriod: (invoice: LedgerInvoice) => boolean): ListProof {
  const count = (amounts: readonly Money[]): Count => ({
    rows: amounts.length,
    amount: sumOf(amounts.map(amount => ({ amount }))) as Money,
  })
  const both = (some: readonly ListLine[]) => ({
    list: count(some.flatMap(({ list }) => (list ? [worthOf(list)] : []))),
    ledger: count(some.flatMap(({ ledger }) => (ledger ? [worthOf(ledger)] : []))),
  })
  const part = (what: ListLine['what']) => both(lines.filter(line => line.what === what))
  const { list, ledger } = both(lines)
  const outside = both(lines.filter(line => line.ledger && !inPeriod(line.ledger))).ledger
  const parts = { matched: part('matched'), differs: part('differs'), onlyList: part('onlyList'), onlyLedger: part('onlyLedger') }
  return { list, ledger, outside, parts, difference: (list.amount - ledger.amount) as Money }
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const listOrder = (a: TaxRow, b: TaxRow): number =>
  a.date - b.date || compareText(a.number, b.number) || compareText(a.code, b.code) || a.total - b.total || compareText(a.buyer, b.buyer)

const ORDER: readonly ListLine['what'][] = ['differs', 'onlyList', 'onlyLedger', 'matched']

function lineOrder(book: Book, a: ListLine, b: ListLine): number {
  const place = ({ list, ledger }: ListLine): [number, string] => [(list ?? ledger)!.date, list?.number ?? book.nameOf(ledger!.document)]
  const [[date, number], [other, another]] = [place(a), place(b)]
  return ORDER.indexOf(a.what) - ORDER.indexOf(b.what) || date - other || compareText(number, another)
}
