import type { Book } from '../../shared/book/book.js'
import type { Step } from '../../shared/tables/bound/steps.js'
import { boundTable } from '../../shared/tables/bound/edit.js'
import type { DocumentKind } from '../../shared/facts/document.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { checked, pushedEdit } from '../sync/check.js'
import type { Pending } from '../sync/pending.js'

/** The ledger's tables that hold documents of a customer, by kind. */
const TABLES: Partial<Record<DocumentKind, string>> = {
  invoice: 'invoices',
  creditNote: 'creditNotes',
  receipt: 'receipts',
  opening: 'openingItems',
  order: 'orders',
  delivery: 'deliveries',
}

/** What moving a document to another customer does, to be agreed to; or why it cannot be done. */
export type Move = { edit: Pending; steps: readonly Step[] } | { problem: string }

/** Whether documents of this kind can be moved by themselves. */
export const isMovable = (book: Book, row: number): boolean => TABLES[book.kind(row)] !== undefined

/** Tries a move by the ledger's own rules, on the facts in the workbook: in an open period anew, in a closed one by a transfer of today. */
export function moveOf(desk: Desk, row: number, customer: string): Move {
  const { book } = desk.context()
  const table = TABLES[book.kind(row)]!
  const id = String(book.documents.id[row])
  const fields = { ...boundTable(table).read(book, id)?.fields, customer }
  const edit: Pending = { tableId: '', table, id, fields, base: book.change, state: 'queued', editedAt: 0 }
  const { state, steps = [], refusal } = checked(book, edit, desk.today(), desk.language)
  return state === 'refused' ? { problem: refusal?.message ?? '' } : { edit, steps }
}

/** Moves a document once its steps are agreed to; tells whether it was done. What is refused is said on the board. */
export async function moveDocument(desk: Desk, { edit }: { edit: Pending }): Promise<boolean> {
  const answer = await desk.replica.connection.push({
    pushId: crypto.randomUUID(),
    rows: [pushedEdit({ ...edit, confirmed: true })],
    source: {},
    atomic: true,
    repeats: 'refused',
    dryRun: false,
  })
  await desk.replica.refresh()
  const [row] = answer.rows
  const { number, customer } = edit.fields
  if (!answer.posted) {
    const changed = { en: 'Somebody else changed the document meanwhile. Open it again.', zh: '该单据刚被他人修改，请重新打开。' }
    desk.board.say({ tone: 'warning', title: row.refusal?.message ?? inLanguage(changed, desk.language) })
    return false
  }
  desk.board.say({
    tone: 'success',
    title: inLanguage({ en: `${number} now belongs to ${customer}.`, zh: `${number} 已转给客户 ${customer}。` }, desk.language),
  })
  return true
}
