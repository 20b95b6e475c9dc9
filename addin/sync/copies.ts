import type { Binding, SheetRow } from '../workbook/bound/bound-workbook.js'
import type { Room } from './room.js'

/**
 * Indexes of rows that were copied with another row's id; of rows with one id, the one that stood there `before`, or was not touched just
 * now, keeps it. All ids are read only when a row stands where it did not stand before.
 */
export async function copiesAmong(
  room: Room,
  binding: Binding,
  found: readonly SheetRow[],
  before: ReadonlyMap<string, number> | undefined,
): Promise<Set<number>> {
  const { tableId } = binding
  const copies = new Set<number>()
  const known = room.places.known(tableId)
  if (known && found.every(({ id, index }) => id === '' || known.get(id) === index)) return copies
  const ids = await room.around.workbook.ids(binding)
  const places = room.places.learn(tableId, ids)
  const looked = new Set(found.map(({ index }) => index))
  const seen = new Map<string, number[]>()
  ids.forEach((id, index) => {
    if (id !== '' && places.get(id) !== index) seen.set(id, [...(seen.get(id) ?? [places.get(id)!]), index])
  })
  for (const [id, indexes] of seen) {
    const stood = before?.get(id)
    const stays = indexes.find(index => !looked.has(index)) ?? (stood !== undefined && indexes.includes(stood) ? stood : indexes[0])
    for (const index of indexes) if (index !== stays && looked.has(index)) copies.add(index)
    room.places.note(tableId, id, stays)
  }
  return copies
}
