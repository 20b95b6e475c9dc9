import type { Book } from '../../shared/book/book.js'
import type { Fields } from '../../shared/tables/bound/define.js'
import { boundTable } from '../../shared/tables/bound/edit.js'
import type { Binding, Progress, RowWrite, SheetRow } from '../workbook/bound/bound-workbook.js'
import { checked } from './check.js'
import { copiesAmong } from './copies.js'
import { columnsOfOthers, type Others } from './others.js'
import { draftId, isDraftId, keyOf, type Pending } from './pending.js'
import { gathered } from './pieces.js'
import { filledColumns, type Room } from './room.js'
import { goneText, savedText, statusText } from './row-status.js'

/** Rows are looked at in pieces, so that the workbook calculates in between. */
const PIECE = 2_000

/** Looks at some rows of a table, or at all of them, and notes what a person changed since the ledger gave them. */
export async function notice(room: Room, binding: Binding, rows: readonly number[] | 'all', progress?: Progress): Promise<void> {
  const book = room.around.book()
  if (!book) return
  const { workbook } = room.around
  const before = room.places.known(binding.tableId)
  let indexes = rows
  if (indexes === 'all') {
    const ids = await workbook.ids(binding)
    room.places.learn(binding.tableId, ids)
    indexes = ids.map((_, index) => index)
  }
  const others = await room.others()
  for (let at = 0; at < indexes.length; at += PIECE) {
    const piece = await workbook.rows(binding, indexes.slice(at, at + PIECE))
    await look(room, book, binding, piece, others, before)
    progress?.(Math.min(indexes.length, at + PIECE), indexes.length)
  }
  if (rows === 'all') await missing(room, book, binding, others)
  await room.keep()
}

/** What one look at a row comes to: what is written beside it, and what is noted once that is written. */
interface Seen {
  write?: RowWrite
  noted?: () => void
}

async function look(
  room: Room,
  book: Book,
  binding: Binding,
  found: readonly SheetRow[],
  others: Others,
  before: ReadonlyMap<string, number> | undefined,
): Promise<void> {
  const copies = await copiesAmong(room, book, binding, others, found, before)
  const seen: Seen[] = []
  for (const row of found) {
    if (others.drafts.has(row.id) && !copies.has(row.index)) continue
    const each = seenIn(room, book, binding, row, copies.has(row.index) ? '' : row.id, others)
    if (each) seen.push(each)
  }
  const writes = seen.flatMap(({ write }) => write ?? [])
  // An edit counts once its row has its id in the sheet: else the row would be taken for another new one.
  const left = new Set(writes.length > 0 ? ((await room.around.workbook.write(binding, writes)) ?? []) : [])
  for (const { write, noted } of seen) if (!write || !left.has(write.index)) noted?.()
  if (left.size > 0) room.places.forget(binding.tableId)
}

/** Nothing when a row stands as it should; `id` is its own, `''` when it is to get a new one. */
function seenIn(room: Room, book: Book, binding: Binding, row: SheetRow, id: string, others: Others): Seen | undefined {
  const { tableId } = binding
  const columns = filledColumns(binding)
  const fields: Fields = Object.fromEntries(columns.map(name => [name, row.fields[name] ?? '']))
  // What was posted a moment ago is looked at when what the ledger made of it is written.
  if (id !== '' && room.postedOf(tableId, id)) return undefined
  const empty = columns.every(name => fields[name] === '')
  const at = { index: row.index, was: row.id }
  if (id === '' || isDraftId(id)) {
    if (empty) {
      if (row.id === '' || room.isSent({ tableId, id })) return undefined
      return { write: { ...at, id: '', status: '' }, noted: () => room.drop({ tableId, id }) }
    }
    return noted(room, book, binding, row, id === '' ? draftId(room.around.random) : id, fields, room.baseOf(binding, id))
  }
  const base = room.pendingOf(tableId, id)?.base ?? room.baseOf(binding, id)
  // A colleague's push, of which this workbook's facts do not know yet.
  if (base > book.change) return undefined
  const definition = boundTable(binding.table)
  const now = definition.read(book, id)
  const pending = room.pendingOf(tableId, id)
  if (!now || (now.id !== id && room.places.known(tableId)?.has(now.id))) {
    const status = goneText(room.around.language)
    return pending || row.status === status ? undefined : { write: { ...at, status } }
  }
  const had = definition.read(book, id, base)?.fields
  const mine = withoutOthers(others, binding, id, had ?? now.fields, fields, pending?.fields)
  if (columns.every(name => mine[name] === ((had ?? now.fields)[name] ?? ''))) {
    if (pending) return !room.isSent(pending) && pending.state !== 'conflict' ? asSaved(room, pending, at) : undefined
    // What stands beside a row of a copied file may be of the file it was copied of.
    const stale = row.status !== '' && row.status !== savedText(room.around.language) && !others.edits.has(keyOf({ tableId, id }))
    return stale ? asSaved(room, { tableId, id }, at) : undefined
  }
  return noted(room, book, binding, row, id, mine, had ? base : book.change)
}

/** A row as this person has it: what a colleague typed into it is theirs to send. */
function withoutOthers(others: Others, binding: Binding, id: string, had: Fields, fields: Fields, own?: Fields): Fields {
  const theirs = columnsOfOthers(others, keyOf({ tableId: binding.tableId, id }), had, fields, own)
  if (theirs.size === 0) return fields
  return Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, theirs.has(name) ? (had[name] ?? '') : text]))
}

/** A row says again what the ledger has. */
function asSaved(room: Room, pending: Pick<Pending, 'tableId' | 'id'>, at: { index: number; was: string }): Seen {
  return { write: { ...at, status: savedText(room.around.language), marked: [] }, noted: () => room.drop(pending) }
}

function noted(room: Room, book: Book, binding: Binding, row: SheetRow, id: string, fields: Fields, base: number): Seen | undefined {
  const { tableId, table } = binding
  const before = room.pendingOf(tableId, id)
  if (before && before.state !== 'removed' && Object.entries(fields).every(([name, text]) => before.fields[name] === text)) return undefined
  const pending = edited(room, book, { tableId, table, id, fields, base, state: 'draft', editedAt: room.around.now() }, before)
  const status = statusText(pending, room.around.language)
  const differs = row.id !== id || row.status !== status
  return {
    ...(differs && { write: { index: row.index, was: row.id, id, status } }),
    noted: () => {
      room.put(pending)
      room.places.note(tableId, id, row.index)
    },
  }
}

function edited(room: Room, book: Book, pending: Pending, before: Pending | undefined): Pending {
  // A conflict stays one until it is solved in the pane: what is typed into the cell meanwhile is our side of it.
  if (before?.state === 'conflict') {
    const conflicts = before.conflicts!.map(each => ({ ...each, mine: pending.fields[each.column] }))
    return { ...before, fields: pending.fields, conflicts, editedAt: pending.editedAt }
  }
  return checked(book, { ...pending, base: before?.base ?? pending.base }, room.around.today(), room.around.language)
}

/** Notes rows that were deleted from the table, and forgets it of those that are back. */
export async function noticeMissing(room: Room, binding: Binding): Promise<void> {
  const book = room.around.book()
  if (!book) return
  await room.places.read(binding)
  await missing(room, book, binding, await room.others())
  await room.keep()
}

/** As `noticeMissing`, when all ids were just read. */
async function missing(room: Room, book: Book, binding: Binding, others: Others): Promise<void> {
  const { tableId, table } = binding
  const definition = boundTable(table)
  const places = room.places.last(tableId)
  for (const pending of room.pendingIn(tableId)) {
    if (places.has(pending.id)) {
      if (pending.state === 'removed') room.drop(pending)
    } else if (isDraftId(pending.id) && !room.isSent(pending)) room.drop(pending)
  }
  // What was corrected since it was taken out has another id now.
  const left = new Set(binding.left.flatMap(id => [id, definition.read(book, id)?.id ?? id]))
  const ids = room.places.gone(tableId) ?? (binding.follows ? await idsAt(book, binding) : [])
  for (const id of ids) {
    if (places.has(id) || isDraftId(id) || left.has(id)) continue
    // A colleague's push, of which this workbook's facts do not know yet: it is asked about when they do.
    if (room.baseOf(binding, id) > book.change) {
      room.places.goneStill(tableId, id)
      continue
    }
    if (others.removed.has(keyOf({ tableId, id }))) continue
    const now = definition.read(book, id)
    if (!now || places.has(now.id) || room.pendingOf(tableId, id)?.remove) continue
    const fields = definition.read(book, id, room.baseOf(binding, id))?.fields ?? now.fields
    room.put({ tableId, table, id, fields, base: room.baseOf(binding, id), state: 'removed', editedAt: room.around.now() })
  }
}

/** Ids that a table which follows the ledger had when it was last brought up to date. */
function idsAt(book: Book, binding: Binding): Promise<string[]> {
  const definition = boundTable(binding.table)
  return gathered([...definition.ids(book)], id => {
    const then = definition.read(book, id, binding.exceptions[id] ?? binding.base)
    return then ? [then.id] : []
  })
}
