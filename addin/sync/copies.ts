import type { Book } from '../../shared/book/book.js'
import type { Fields } from '../../shared/tables/bound/define.js'
import { boundTable } from '../../shared/tables/bound/edit.js'
import type { Binding, SheetRow } from '../workbook/bound/bound-workbook.js'
import type { Others } from './others.js'
import { isDraftId, keyOf } from './pending.js'
import { filledColumns, type Room } from './room.js'

/**
 * Indexes of rows that were copied with another row's id. Of rows with one id the one that says what is known under that id keeps it, and
 * of those that say the same the one that stood there `before`: where rows stand may have changed since they were told of, what they say not.
 * All ids are read only when a row stands where it did not stand before.
 */
export async function copiesAmong(
  room: Room,
  book: Book,
  binding: Binding,
  others: Others,
  found: readonly SheetRow[],
  before: ReadonlyMap<string, number> | undefined,
): Promise<Set<number>> {
  const { tableId } = binding
  const copies = new Set<number>()
  if (found.every(({ id, index }) => id === '' || room.places.isAlone(tableId, id, index))) return copies
  const ids = await room.around.workbook.ids(binding)
  room.places.learn(tableId, ids)
  const asked = new Set(found.flatMap(({ id }) => (room.places.isDoubled(tableId, id) ? [id] : [])))
  if (asked.size === 0) return copies
  const rows = await room.around.workbook.rows(
    binding,
    ids.flatMap((id, index) => (asked.has(id) ? [index] : [])),
  )
  const same = new Map<string, SheetRow[]>()
  for (const row of rows) if (asked.has(row.id)) same.set(row.id, [...(same.get(row.id) ?? []), row])
  for (const [id, twins] of same) {
    const known = textsOf(room, book, binding, others, id)
    const far = (row: SheetRow) => distance(filledColumns(binding), row.fields, known)
    const nearest = Math.min(...twins.map(far))
    const likely = twins.filter(row => far(row) === nearest)
    const stays = likely.find(({ index }) => index === before?.get(id)) ?? likely[0]
    for (const { index } of twins) if (index !== stays.index) copies.add(index)
    room.places.note(tableId, id, stays.index)
  }
  return copies
}

/** What a row is known to say: as typed and not saved yet, by whomever, as it was just posted, and as the ledger gave it. */
function textsOf(room: Room, book: Book, binding: Binding, others: Others, id: string): Fields[] {
  const { tableId, table } = binding
  const ledger = isDraftId(id) ? undefined : boundTable(table).read(book, id, room.baseOf(binding, id))
  const typed = [room.pendingOf(tableId, id), room.postedOf(tableId, id), ledger].flatMap(each => (each ? [each.fields] : []))
  return [...typed, ...(others.edits.get(keyOf({ tableId, id })) ?? [])]
}

/** In how many columns a row differs at least from what is known. */
const distance = (columns: readonly string[], fields: Fields, known: readonly Fields[]): number =>
  Math.min(...known.map(each => columns.filter(name => (fields[name] ?? '') !== (each[name] ?? '')).length))
