import { boundTable } from '../../shared/tables/bound/edit.js'
import type { Binding } from '../workbook/bound/bound-workbook.js'
import { isDraftId } from './pending.js'
import type { Room } from './room.js'

/** Lets edits follow their rows where a colleague's workbook wrote the ids under which the ledger has them now. */
export async function renamed(room: Room, binding: Binding): Promise<void> {
  const book = room.around.book()
  if (!book) return
  const definition = boundTable(binding.table)
  const moved = room.pendingIn(binding.tableId).flatMap(pending => {
    const now = isDraftId(pending.id) || room.isSent(pending) ? undefined : definition.read(book, pending.id)
    return now && now.id !== pending.id ? [{ pending, id: now.id }] : []
  })
  if (moved.length === 0) return
  const places = await room.places.read(binding)
  for (const { pending, id } of moved) {
    if (places.has(pending.id) || !places.has(id)) continue
    room.drop(pending)
    if (!room.pendingOf(binding.tableId, id)) room.put({ ...pending, id })
  }
}
