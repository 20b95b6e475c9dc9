import type { Book } from '../../book/book.js'
import { LAST_DAY } from '../../dates.js'
import { standingFor, transferredFrom } from '../../domain/transferred.js'
import { lineage } from './lineage.js'

/** Ids of documents of a kind whose rows changes after one may have altered: made, reversed, numbered alike, transferred, set, renamed. */
export function touchedDocuments(book: Book, code: number, settings: readonly string[], after: number): Set<string> {
  const { documents } = book
  const ids = new Set<string>()
  const touch = (row: number) => {
    for (const each of lineage(book, row)) ids.add(String(documents.id[each]))
  }
  for (let row = 0; row < documents.count; row++) {
    if (documents.change[row] <= after) continue
    if (book.kind(row) === 'transfer') for (const from of transferredFrom(book, row)) if (documents.kind[from] === code) touch(from)
    if (documents.kind[row] !== code) continue
    const reversed = book.reversals.get(documents.id[row])
    touch(reversed === undefined ? row : book.documentOf(reversed))
  }
  for (const field of settings)
    for (const key of book.values.keys('document', field)) {
      const row = book.documentOf(Number(key))
      if (documents.kind[row] === code && lastSetting(book, key, field) > after) touch(row)
    }
  const renamed = new Set<number>()
  for (const { index, change } of book.customerHistory.entries()) if (change > after) renamed.add(index)
  if (renamed.size > 0)
    for (let row = 0; row < documents.count; row++) if (documents.kind[row] === code && renamed.has(holder(book, row))) touch(row)
  return ids
}

/** The newest change that altered what a document's row says, but for its customer's name. */
export function lastChangeOf(book: Book, id: number, settings: readonly string[]): number {
  const { documents } = book
  const changes = lineage(book, book.documentOf(id)).flatMap(row => [
    documents.change[row],
    reversalOf(book, row),
    ...transfersOf(book, row),
    ...settings.map(field => lastSetting(book, String(documents.id[row]), field)),
  ])
  return Math.max(...changes)
}

const lastSetting = (book: Book, key: string, field: string): number =>
  book.values.history('document', key, field).reduce((newest, { change }) => Math.max(newest, change), 0)

const reversalOf = (book: Book, row: number): number => {
  const reversal = book.reversedBy.get(book.documents.id[row])
  return reversal === undefined ? 0 : book.documents.change[book.documentOf(reversal)]
}

const holder = (book: Book, row: number): number =>
  book.documents.customer[book.documents.itemCount[row] === 0 ? row : standingFor(book, row, { asOf: LAST_DAY })]

/** Changes that transferred a document to another customer, or took that back. */
function transfersOf(book: Book, row: number): number[] {
  const { documents, items, applications } = book
  const changes: number[] = []
  for (let item = documents.firstItem[row]; item < documents.firstItem[row] + documents.itemCount[row]; item++)
    for (const application of book.applicationsOf(item))
      for (const side of [applications.debit[application], applications.credit[application]]) {
        const leg = items.document[side]
        if (book.kind(leg) !== 'transfer' || documents.of[leg] !== documents.id[row]) continue
        changes.push(documents.change[leg], reversalOf(book, leg))
        const onto = documents.of.subarray(0, documents.count).indexOf(documents.id[leg])
        if (onto >= 0) changes.push(...transfersOf(book, onto))
      }
  return changes
}
