import { boundTable } from '../../shared/tables/bound/edit.js'
import { checked } from './check.js'
import { isDraftId, type Pending } from './pending.js'
import { boundFields } from './pulling.js'
import type { Room } from './room.js'
import { goneText, savedText, statusText } from './row-status.js'

/** Whose value holds where both changed a field; for single columns a third text, in the ledger's form. */
export type Choice = 'mine' | 'theirs' | Readonly<Record<string, string>>

/** What an edit's row is in the table and in the ledger; nothing when it is in neither. */
async function standing(room: Room, { tableId, table, id }: Pending) {
  const binding = await room.binding(tableId)
  const book = room.around.book()
  if (!binding || !book) return undefined
  const now = isDraftId(id) ? undefined : boundTable(table).read(book, id)
  // What a person asks for is worth looking at every row.
  room.places.forget(tableId)
  const index = (await room.places.find(binding, [id])).get(id)
  return { binding, book, now, index }
}

/** Solves the conflicts of an edit: it goes on, as an edit of the row as the ledger has it now. */
export async function resolved(room: Room, { tableId, id }: Pending, choice: Choice): Promise<void> {
  const pending = room.pendingOf(tableId, id)
  const stands = pending && (await standing(room, pending))
  if (pending?.state !== 'conflict' || !stands?.now) return
  const { binding, book, now, index } = stands
  const base = boundTable(pending.table).read(book, id, pending.base)?.fields ?? {}
  const fields: Record<string, string> = {}
  for (const [column, mine] of Object.entries(pending.fields)) {
    const theirs = now.fields[column] ?? ''
    const both = pending.conflicts!.some(conflict => conflict.column === column)
    // What only the ledger changed is taken over in either case.
    if (both) fields[column] = chosen(choice, column, mine, theirs)
    else fields[column] = mine === (base[column] ?? '') ? theirs : mine
  }
  const edit = { tableId, table: pending.table, id: now.id, fields, base: book.change, confirmed: true, editedAt: room.around.now() }
  const next = checked(book, { ...edit, state: 'queued' }, room.around.today(), room.around.language)
  const same = Object.entries(fields).every(([column, text]) => text === (now.fields[column] ?? ''))
  const status = same ? savedText(room.around.language) : statusText(next, room.around.language)
  const rename = now.id === id ? {} : { id: now.id }
  if (index !== undefined) await room.around.workbook.write(binding, [{ index, was: id, ...rename, fields, status, marked: [] }])
  await room.stand(tableId, { [now.id]: book.change })
  if (index !== undefined) room.places.note(tableId, now.id, index, id)
  room.drop(pending)
  if (!same) room.put(next)
}

function chosen(choice: Choice, column: string, mine: string, theirs: string): string {
  if (choice === 'mine') return mine
  if (choice === 'theirs') return theirs
  return choice[column] ?? mine
}

/** Gives a row what the ledger has; takes a new one out of the table. What is on its way to the ledger can no longer be taken back. */
export async function takenBack(room: Room, edit: Pending): Promise<void> {
  const pending = room.pendingOf(edit.tableId, edit.id)
  if (!pending || room.isSent(pending)) return
  const { tableId, id } = pending
  if (pending.remove || pending.state === 'removed') return putBack(room, pending)
  const stands = await standing(room, pending)
  if (stands?.index !== undefined) {
    const { binding, book, now, index } = stands
    const { workbook, language } = room.around
    if (isDraftId(id)) {
      await workbook.remove(binding, [index], [id])
      room.places.forget(tableId)
    } else if (!now) await workbook.write(binding, [{ index, was: id, status: goneText(language), marked: [] }])
    else {
      const rename = now.id === id ? {} : { id: now.id }
      await workbook.write(binding, [
        { index, was: id, ...rename, fields: restored(pending, now.fields), status: savedText(language), marked: [] },
      ])
      await room.stand(tableId, { [now.id]: book.change })
      room.places.note(tableId, now.id, index, id)
    }
  }
  room.drop(pending)
}

/** Columns that the edit left otherwise than the ledger has them. A colleague's edit of other columns stays. */
const restored = ({ fields }: Pending, now: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, text]) => (text === (now[name] ?? '') ? [] : [[name, now[name] ?? '']])))

/** What a row that was deleted from the table means: reversed in the ledger, left out of this table only, or put back. */
export async function removalSettled(room: Room, edit: Pending, meaning: 'reverse' | 'leave' | 'restore'): Promise<void> {
  const pending = room.pendingOf(edit.tableId, edit.id)
  if (pending?.state !== 'removed') return
  const { tableId, id } = pending
  // To say that it is to be reversed is to agree: the pane has shown what that does.
  if (meaning === 'reverse') return room.put({ ...pending, state: 'queued', remove: true, confirmed: true })
  if (meaning === 'restore') return putBack(room, pending)
  await room.change(tableId, binding => ({ ...binding, left: [...new Set([...binding.left, id])] }))
  room.drop(pending)
}

/** Adds a row that was deleted to the table again, unless the ledger does not have it any more. */
async function putBack(room: Room, pending: Pending): Promise<void> {
  const { tableId } = pending
  const stands = await standing(room, pending)
  if (stands?.now && stands.index === undefined) {
    const { binding, book, now } = stands
    await room.around.workbook.append(binding, [{ id: now.id, fields: boundFields(binding, now), status: savedText(room.around.language) }])
    await room.stand(tableId, { [now.id]: book.change })
    room.places.forget(tableId)
  }
  room.drop(pending)
}
