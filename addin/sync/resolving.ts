import type { Fields } from '../../shared/tables/bound/define.js'
import { boundTable } from '../../shared/tables/bound/edit.js'
import type { RowWrite } from '../workbook/bound/bound-workbook.js'
import { checked } from './check.js'
import type { Pending } from './pending.js'
import type { Room } from './room.js'
import { statusText } from './row-status.js'

/** Whose value holds where both changed a field; for single columns a third text, in the ledger's form. */
export type Choice = 'mine' | 'theirs' | Readonly<Record<string, string>>

/** Solves the conflicts of an edit: it goes on, as an edit of the row as the ledger has it now. */
export async function resolved(room: Room, { tableId, id }: Pending, choice: Choice): Promise<void> {
  const pending = room.pendingOf(tableId, id)
  const binding = await room.binding(tableId)
  const book = room.around.book()
  const now = pending && book && boundTable(pending.table).read(book, id)
  if (pending?.state !== 'conflict' || !binding || !now) return
  const base = boundTable(pending.table).read(book, id, pending.base)?.fields ?? {}
  const fields: Record<string, string> = {}
  for (const [column, mine] of Object.entries(pending.fields)) {
    const theirs = now.fields[column] ?? ''
    const both = pending.conflicts!.some(conflict => conflict.column === column)
    // What only the ledger changed is taken over in either case.
    if (both) fields[column] = chosen(choice, column, mine, theirs)
    else fields[column] = mine === (base[column] ?? '') ? theirs : mine
  }
  const next = checked(
    book,
    { tableId, table: pending.table, id: now.id, fields, base: book.change, state: 'queued', confirmed: true, editedAt: room.around.now() },
    room.around.today(),
    room.around.language,
  )
  room.drop(pending)
  const same = Object.entries(fields).every(([column, text]) => text === (now.fields[column] ?? ''))
  if (!same) room.put(next)
  await room.change(tableId, each => ({ ...each, exceptions: { ...each.exceptions, [now.id]: book.change } }))
  await show(room, tableId, id, { id: now.id, fields, status: same ? '' : statusText(next, room.around.language), marked: [] })
}

function chosen(choice: Choice, column: string, mine: string, theirs: string): string {
  if (choice === 'mine') return mine
  if (choice === 'theirs') return theirs
  return choice[column] ?? mine
}

async function show(room: Room, tableId: string, id: string, write: Omit<RowWrite, 'index'> & { fields: Fields }): Promise<void> {
  const binding = await room.binding(tableId)
  const index = binding && (await room.places.find(binding, [id])).get(id)
  if (!binding || index === undefined) return
  if (write.id !== undefined && write.id !== id) room.places.note(tableId, write.id, index, id)
  await room.around.workbook.write(binding, [{ index, ...write }])
}
