import type { Book } from '../../shared/book/book.js'
import type { Fields } from '../../shared/tables/bound/define.js'
import { boundTable } from '../../shared/tables/bound/edit.js'
import type { Binding, Progress, RowWrite, SheetRow } from '../workbook/bound/bound-workbook.js'
import { checked } from './check.js'
import { draftId, isDraftId, type Pending } from './pending.js'
import { filledColumns, type Room } from './room.js'
import { goneText, statusText } from './row-status.js'

/** Rows are looked at in pieces, so that the workbook calculates in between. */
const PIECE = 2_000

/** Looks at some rows of a table, or at all of them, and notes what a person changed since the ledger gave them. */
export async function notice(room: Room, binding: Binding, rows: readonly number[] | 'all', progress?: Progress): Promise<void> {
  const book = room.around.book()
  if (!book) return
  const all = rows === 'all' ? await room.places.read(binding).then(() => room.around.workbook.place(binding)) : undefined
  const indexes = rows === 'all' ? Array.from({ length: all!.rows }, (_, index) => index) : rows
  const strangers = await othersDrafts(room)
  for (let at = 0; at < indexes.length; at += PIECE) {
    const piece = await room.around.workbook.rows(binding, indexes.slice(at, at + PIECE))
    await look(room, book, binding, piece, strangers)
    progress?.(Math.min(indexes.length, at + PIECE), indexes.length)
  }
  if (rows === 'all') await noticeMissing(room, binding)
  await room.keep()
}

/** Ids of rows that colleagues are entering: theirs to send. */
async function othersDrafts(room: Room): Promise<Set<string>> {
  const texts = await room.around.workbook.otherParts(room.around.client)
  return new Set(texts.flatMap(text => text.match(/~[0-9a-f]{12}/g) ?? []))
}

async function look(room: Room, book: Book, binding: Binding, found: readonly SheetRow[], strangers: ReadonlySet<string>): Promise<void> {
  const writes: RowWrite[] = []
  const copies = await copiesAmong(room, binding, found)
  for (const row of found) {
    if (row.id !== '' && strangers.has(row.id)) continue
    const write = lookAt(room, book, binding, copies.has(row.index) ? { ...row, id: '' } : row)
    if (write) writes.push(write)
  }
  if (writes.length > 0) await room.around.workbook.write(binding, writes)
}

/** What is to be written beside a row; nothing when it stands as it should. */
function lookAt(room: Room, book: Book, binding: Binding, row: SheetRow): RowWrite | undefined {
  const { around } = room
  const columns = filledColumns(binding)
  const fields: Fields = Object.fromEntries(columns.map(name => [name, row.fields[name] ?? '']))
  const { tableId, table } = binding
  let { id } = row
  if (id === '') {
    if (columns.every(name => fields[name] === '')) return undefined
    id = draftId(around.random)
    room.places.note(tableId, id, row.index)
  }
  const before = room.pendingOf(tableId, id)
  const base = before?.base ?? room.baseOf(binding, id)
  // What was posted a moment ago is looked at when what the ledger made of it is written.
  if (room.postedOf(tableId, id)) return undefined
  const had = isDraftId(id) ? undefined : boundTable(table).read(book, id, base)?.fields
  if (!isDraftId(id)) {
    if (!had && !boundTable(table).read(book, id))
      return row.status === goneText(around.language) ? undefined : { index: row.index, status: goneText(around.language) }
    if (had && columns.every(name => fields[name] === had[name])) {
      if (!before || before.state === 'removed') room.drop({ tableId, id })
      // Typed back to what it was.
      else if (before.state !== 'conflict') {
        room.drop(before)
        return { index: row.index, status: '', marked: [] }
      }
      return undefined
    }
  } else if (columns.every(name => fields[name] === '')) {
    room.drop({ tableId, id })
    return { index: row.index, id: '', status: '' }
  }
  if (before && before.state !== 'removed' && columns.every(name => before.fields[name] === fields[name])) {
    return row.id === id ? undefined : { index: row.index, id }
  }
  const pending = edited(room, book, { tableId, table, id, fields, base, state: 'draft', editedAt: around.now() }, before)
  room.put(pending)
  const status = statusText(pending, around.language)
  return { index: row.index, ...(row.id !== id && { id }), status }
}

function edited(room: Room, book: Book, pending: Pending, before: Pending | undefined): Pending {
  // A conflict stays one until it is solved in the pane: what is typed into the cell meanwhile is our side of it.
  if (before?.state === 'conflict') {
    const conflicts = before.conflicts!.map(each => ({ ...each, mine: pending.fields[each.column] }))
    return { ...before, fields: pending.fields, conflicts, editedAt: pending.editedAt }
  }
  return checked(book, pending, room.around.today(), room.around.language)
}

/** Indexes of rows that were copied with another row's id. Only the id of a row that stands where none stood is looked into. */
async function copiesAmong(room: Room, binding: Binding, found: readonly SheetRow[]): Promise<Set<number>> {
  const { tableId } = binding
  const copies = new Set<number>()
  const known = room.places.known(tableId)
  const suspect = !known || found.some(({ id, index }) => id !== '' && known.get(id) !== index)
  if (!suspect) return copies
  const ids = await room.around.workbook.ids(binding)
  const places = room.places.learn(tableId, ids)
  const looked = new Map(found.map(row => [row.index, row]))
  const seen = new Map<string, number[]>()
  ids.forEach((id, index) => {
    if (id !== '' && (places.get(id) !== index || seen.has(id))) seen.set(id, [...(seen.get(id) ?? [places.get(id)!]), index])
  })
  for (const [id, indexes] of seen) {
    // The row that was not touched just now is the one that was there before.
    const stays = indexes.find(index => !looked.has(index)) ?? known?.get(id) ?? indexes[0]
    for (const index of indexes) if (index !== stays && looked.has(index)) copies.add(index)
    if (indexes.includes(stays)) room.places.note(tableId, id, stays)
  }
  return copies
}

/** Notes rows that were deleted from the table, and forgets it of those that are back. */
export async function noticeMissing(room: Room, binding: Binding): Promise<void> {
  const book = room.around.book()
  if (!book) return
  const { tableId, table } = binding
  const definition = boundTable(table)
  const before = room.places.known(tableId)
  const places = await room.places.read(binding)
  for (const pending of room.pendingIn(tableId)) {
    if (places.has(pending.id)) {
      if (pending.state === 'removed') room.drop(pending)
    } else if (isDraftId(pending.id) && !room.isSent(pending)) room.drop(pending)
  }
  const left = new Set(binding.left)
  const ids = before?.keys() ?? (binding.follows ? idsAt(book, binding) : [])
  for (const id of ids) {
    if (places.has(id) || isDraftId(id) || left.has(id)) continue
    const now = definition.read(book, id)
    if (!now || places.has(now.id) || room.pendingOf(tableId, id)?.remove) continue
    const fields = definition.read(book, id, room.baseOf(binding, id))?.fields ?? now.fields
    room.put({ tableId, table, id, fields, base: room.baseOf(binding, id), state: 'removed', editedAt: room.around.now() })
  }
}

/** Ids that a table which follows the ledger had at its base. */
function* idsAt(book: Book, binding: Binding): Generator<string> {
  const definition = boundTable(binding.table)
  for (const id of definition.ids(book)) {
    const then = definition.read(book, id, binding.base)
    if (then) yield then.id
  }
}
