import type { Book } from '../../shared/book/book.js'
import { iso, NEVER, type Day } from '../../shared/dates.js'
import type { Subject } from '../../shared/facts/master.js'
import type { BankAllocationRow, PostedRow } from './bank-rows.js'

/** A row of any table of the ledger. */
export interface TableRow {
  table: string
  row: object
}

/**
 * The rows that take receipts from bank lines back: their reversals, each on its own day; then what they taught of payers and the disputes
 * that they opened, as those were before; then the claims that they ended. What was changed since is left alone.
 */
export function takenBack(book: Book, posted: readonly PostedRow[]): TableRow[] {
  const reversals: TableRow[] = []
  const values = new Map<string, TableRow>()
  const keep = (rows: readonly TableRow[]) => rows.forEach(row => values.set(JSON.stringify(row), row))
  for (const { row, change } of posted) {
    for (const id of book.bankLines.documentsOf(row.account, row.serial)) {
      const document = book.documentOf(id)
      if (book.documents.change[document] !== change || !book.isLive(document)) continue
      const date = iso(book.documents.postDate[document] as Day)
      reversals.push({ table: 'reversals', row: { kind: 'receipt', ...book.numberOf(document), date } })
    }
    for (const field of ['payers', 'thirdPartyPayers']) keep(before(book, { subject: 'customer', key: row.customer, field, change }))
    for (const part of row.allocations ?? []) if (part.rest === 'deduction') keep(disputesBefore(book, part, change))
  }
  const claims = posted.flatMap(({ row: { account, serial }, claim }) =>
    claim ? [{ table: 'claims', row: { account, serial, ...claim } }] : [],
  )
  return [...reversals, ...values.values(), ...claims]
}

function disputesBefore(book: Book, { document, instalment }: BankAllocationRow, change: number): TableRow[] {
  return book.documentsNumbered(document).flatMap(row => {
    const which = instalment ?? book.items.instalment[book.documents.firstItem[row]]
    const key = `${book.documents.id[row]}#${which}`
    return before(book, { subject: 'item', key, field: 'dispute', change }, `${document}#${which}`)
  })
}

interface Setting {
  subject: Subject
  key: string
  field: string
  change: number
}

/** Rows that set a field as it was before a change, by the name that rows use; none where the change did not set it or another did since. */
function before(book: Book, { subject, key, field, change }: Setting, name = key): TableRow[] {
  const history = book.values.history(subject, key, field)
  const starts = new Set(history.filter(entry => entry.change === change).map(({ from }) => from))
  return [...starts].flatMap(from => {
    const same = history.filter(entry => entry.from === from)
    if (same.at(-1)!.change !== change) return []
    const old = same.filter(entry => entry.change < change).at(-1)
    const to = old === undefined || old.to === NEVER ? {} : { to: iso(old.to) }
    return [{ table: 'values', row: { subject, key: name, field, from: iso(from), ...to, value: old?.value ?? null } }]
  })
}
