import type { Book } from '../../book/book.js'
import { iso, LAST_DAY, type Day } from '../../dates.js'
import { standingFor } from '../../domain/transferred.js'
import type { DocumentKind } from '../../facts/document.js'
import type { Money } from '../../money.js'
import type { LineCells } from '../cells.js'
import type { Fields } from './define.js'
import { amountText, instalmentsText, linesText, plainNumber } from './forms.js'
import { alike, correctedBy, correctionOf } from './lineage.js'

/**
 * The document that an id stands for as known at a change: itself, what was posted in its place when it was corrected or stood there before
 * it, or else the one that bears its number then.
 */
export function standingDocument(book: Book, id: number, kind: DocumentKind, knownAt: number): number | undefined {
  if (!Number.isInteger(id) || id < 1 || id > book.lastDocumentId) return undefined
  const row = book.documentOf(id)
  if (book.kind(row) !== kind || book.reversals.has(id)) return undefined
  let at: number | undefined = row
  while (at !== undefined && book.documents.change[at] > knownAt) at = correctedBy(book, at)
  while (at !== undefined && !isLiveAt(book, at, knownAt)) at = correctionOf(book, at)
  return at !== undefined && book.documents.change[at] <= knownAt ? at : alike(book, row).find(each => isLiveAt(book, each, knownAt))
}

function isLiveAt(book: Book, row: number, knownAt: number): boolean {
  const id = book.documents.id[row]
  const reversal = book.reversedBy.get(id)
  if (book.reversals.has(id) || book.documents.change[row] > knownAt) return false
  return reversal === undefined || book.documents.change[book.documentOf(reversal)] > knownAt
}

/** What a document says, as the fields of a row; `sign` is -1 for credits, whose rows are positive. */
export function documentFields(book: Book, row: number, knownAt: number, sign: 1 | -1): Record<string, string> {
  const { documents, items } = book
  const currency = book.currencyOf(row)
  const { series, number } = book.numberOf(row)
  const amount = (value: number) => amountText((sign * value) as Money, currency)
  const first = documents.firstItem[row]
  const parts = Array.from({ length: documents.itemCount[row] }, (_, i) => first + i)
  const notes = book.notes.get(documents.id[row])
  const customer = documents.customer[standingFor(book, row, { asOf: LAST_DAY, knownAt })]
  const code = book.customers.texts[customer]
  const [docDate, postDate] = [documents.docDate[row], documents.postDate[row]]
  return {
    number,
    series,
    customer: code,
    customerName: book.customerHistory.at(customer, knownAt)?.file.name ?? code,
    docDate: iso(docDate as Day),
    postDate: postDate === docDate ? '' : iso(postDate as Day),
    currency,
    rate: currency === book.company.currency ? '' : plainNumber(book.rateOf(row)),
    amount: amount(documents.amount[row]),
    dueDate: parts.length === 1 ? iso(items.due[first] as Day) : '',
    instalments:
      parts.length > 1
        ? instalmentsText(parts.map(item => ({ due: iso(items.due[item] as Day), amount: amount(items.amount[item]) })))
        : '',
    terms: notes?.terms ?? '',
    note: notes?.note ?? '',
    method: notes?.method ?? '',
    bankAccount: notes?.bankAccount ?? '',
    bankSerial: notes?.bankSerial ?? '',
    order: numberOf(book, documents.order[row]),
    lines: linesText(linesOfDocument(book, row, sign)),
    ...book.stamps[documents.dimensions[row]],
  }
}

/** Number of a document by id; '' for none. */
export const numberOf = (book: Book, id: number): string => (id === 0 ? '' : book.numberOf(book.documentOf(id)).number)

/** Only some fields, each there, `''` when it has nothing. */
export const fieldsNamed = (fields: Fields, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map(name => [name, fields[name] ?? '']))

/** The lines of a document, as its door takes them. */
function linesOfDocument(book: Book, row: number, sign: 1 | -1): LineCells[] {
  const { documents, lines } = book
  const currency = book.currencyOf(row)
  const amount = (value: number, of = currency) => amountText((sign * value) as Money, of)
  return Array.from({ length: documents.lineCount[row] }, (_, i) => {
    const line = documents.firstLine[row] + i
    return {
      ...(lines.product[line] && { product: book.products.texts[lines.product[line] - 1] }),
      quantity: plainNumber(((sign * lines.quantity[line]) / 1_000_000).toFixed(6)),
      net: amount(lines.net[line]),
      tax: amount(lines.tax[line]),
      cost: amount(lines.cost[line], book.company.currency),
    }
  })
}
