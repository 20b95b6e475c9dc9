import type { Book } from '../../shared/book/book.js'
import type { BoundRow, BoundTable, Fields } from '../../shared/tables/bound/define.js'
import { boundTable } from '../../shared/tables/bound/edit.js'
import { threeWay } from '../../shared/tables/bound/three-way.js'
import type { Binding, Progress, RowWrite, SheetRow } from '../workbook/bound/bound-workbook.js'
import { checked } from './check.js'
import { isDraftId, type Pending } from './pending.js'
import { filledColumns, type Room } from './room.js'
import { goneText, savedText, statusText } from './row-status.js'

/**
 * Brings what changed in the ledger since the table's base into the table: only cells that differ, and none that the person has changed
 * since. Gives how many rows were written or added.
 */
export async function pull(room: Room, binding: Binding, progress?: Progress): Promise<number> {
  const book = room.around.book()
  // A row that was sent and not answered may be in the ledger already: it would be added a second time.
  if (!book || room.outbox.sending.some(({ tableId }) => tableId === binding.tableId)) return 0
  const to = book.change
  const definition = boundTable(binding.table)
  const oldest = Math.min(binding.base, ...Object.values(binding.exceptions))
  const touched = definition.touched(book, oldest)
  if (touched.size === 0) return 0
  const places = await room.places.all(binding)
  const { here, added } = sorted(book, definition, binding, touched, places)
  const found = here.length > 0 ? await rowsOf(room, binding, here) : []
  const exceptions: Record<string, number> = {}
  const writes: RowWrite[] = []
  for (const { id, row } of found) {
    if (room.postedOf(binding.tableId, id)) continue
    const write = bring(room, book, binding, id, row, exceptions, { to })
    if (write) writes.push(write)
  }
  if (writes.length > 0) await room.around.workbook.write(binding, writes, progress)
  if (added.length > 0) {
    const status = savedText(room.around.language)
    await room.around.workbook.append(
      binding,
      added.map(row => ({ ...row, fields: boundFields(binding, row), status })),
      progress,
    )
    room.places.forget(binding.tableId)
  }
  await room.change(binding.tableId, now => ({ ...now, base: to, exceptions }))
  await room.keep()
  return writes.length + added.length
}

/**
 * Writes what the ledger made of rows that were just posted, such as due dates: against what was sent, so that an edit made meanwhile is
 * one. Rows whose change has not come yet wait.
 */
export async function settlePosted(room: Room, binding: Binding): Promise<void> {
  const book = room.around.book()
  if (!book) return
  const posted = room.outbox.posted.filter(each => each.tableId === binding.tableId && each.change <= book.change)
  if (posted.length === 0) return
  const found = await rowsOf(
    room,
    binding,
    posted.map(({ id }) => id),
  )
  room.outbox.posted = room.outbox.posted.filter(each => !posted.includes(each))
  const sent = new Map(posted.map(each => [each.id, each.fields]))
  const exceptions: Record<string, number> = {}
  const writes: RowWrite[] = []
  for (const { id, row } of found) {
    const write = bring(room, book, binding, id, row, exceptions, { to: book.change, had: sent.get(id) })
    if (write) writes.push(write)
    exceptions[write?.id ?? id] ??= book.change
  }
  if (writes.length > 0) await room.around.workbook.write(binding, writes)
  await room.change(binding.tableId, now => ({ ...now, exceptions: { ...now.exceptions, ...exceptions } }))
  await room.keep()
}

/** Fills an empty table with every row of the ledger. */
export async function fill(room: Room, binding: Binding, progress?: Progress): Promise<number> {
  const book = room.around.book()
  if (!book) return 0
  const definition = boundTable(binding.table)
  const places = await room.places.all(binding)
  const rows: { id: string; fields: Record<string, string>; status: string }[] = []
  const status = savedText(room.around.language)
  for (const id of definition.ids(book)) {
    const row = places.has(id) ? undefined : definition.read(book, id)
    if (row) rows.push({ id: row.id, fields: boundFields(binding, row), status })
  }
  await room.change(binding.tableId, now => ({ ...now, base: book.change, follows: true }))
  await room.around.workbook.append(binding, rows, progress)
  room.places.forget(binding.tableId)
  return rows.length
}

const boundFields = ({ columns }: Binding, { fields }: BoundRow): Record<string, string> =>
  Object.fromEntries(Object.keys(columns).map(name => [name, fields[name] ?? '']))

/** Touched rows that stand in the table, and those that are to be added to it. */
function sorted(book: Book, definition: BoundTable, binding: Binding, touched: ReadonlySet<string>, places: ReadonlyMap<string, number>) {
  const here: string[] = []
  const added: BoundRow[] = []
  const left = new Set(binding.left)
  for (const id of touched) {
    if (places.has(id)) {
      here.push(id)
      continue
    }
    const now = definition.read(book, id)
    // What was corrected stands in the table under the id it had.
    if (!now || now.id !== id || !binding.follows || left.has(id) || definition.read(book, id, binding.base)) continue
    if (![...touched].some(other => other !== id && places.has(other) && definition.read(book, other)?.id === id)) added.push(now)
  }
  return { here, added }
}

async function rowsOf(room: Room, binding: Binding, ids: readonly string[]): Promise<{ id: string; row: SheetRow }[]> {
  const places = await room.places.find(binding, ids)
  const rows = await room.around.workbook.rows(binding, [...places.values()])
  return rows.map(row => ({ id: row.id, row }))
}

/** What is written into a row of the table; its base goes into `exceptions` when it cannot move with the table's. */
function bring(
  room: Room,
  book: Book,
  binding: Binding,
  id: string,
  row: SheetRow,
  exceptions: Record<string, number>,
  { to, had: sent }: { to: number; had?: Fields },
): RowWrite | undefined {
  const { language } = room.around
  const definition = boundTable(binding.table)
  const base = room.baseOf(binding, id)
  const now = definition.read(book, id)
  const pending = room.pendingOf(binding.tableId, id)
  if (!now) {
    if (pending && !room.isSent(pending)) room.drop(pending)
    return row.status === goneText(language) ? undefined : { index: row.index, status: goneText(language), marked: [] }
  }
  const had = sent ?? definition.read(book, id, base)?.fields ?? now.fields
  const filled = filledColumns(binding)
  const mine = Object.fromEntries(filled.map(name => [name, row.fields[name] ?? '']))
  const { returned, conflicts, changed } = threeWay(had, mine, now.fields)
  const given = Object.keys(binding.columns).filter(name => !filled.includes(name) && (row.fields[name] ?? '') !== (now.fields[name] ?? ''))
  const fields = Object.fromEntries([...returned, ...given].map(name => [name, now.fields[name] ?? '']))
  const renamed = now.id !== id ? { id: now.id } : {}
  // A field that both changed keeps the older base, so that the ledger sees the conflict too.
  if (conflicts.length > 0) exceptions[now.id] = base
  const edited = changed.length > 0 || conflicts.length > 0
  const status = edited
    ? restated(room, book, binding, pending, now.id, id, { ...mine, ...pickFields(fields, filled) }, conflicts.length > 0 ? base : to)
    : savedText(language)
  if (!edited && pending && !room.isSent(pending) && !pending.remove && pending.state !== 'removed') room.drop(pending)
  if (renamed.id !== undefined) room.places.note(binding.tableId, renamed.id, row.index, id)
  if (Object.keys(fields).length === 0 && renamed.id === undefined && (status === undefined || status === row.status)) return undefined
  return { index: row.index, ...renamed, fields, ...(status !== undefined && status !== row.status && { status }) }
}

const pickFields = (fields: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)))

/** An edit that is not sent yet, on the row's new base; what stands beside it. */
function restated(
  room: Room,
  book: Book,
  binding: Binding,
  pending: Pending | undefined,
  id: string,
  before: string,
  fields: Record<string, string>,
  base: number,
): string | undefined {
  const { tableId, table } = binding
  if (pending && (room.isSent(pending) || pending.state === 'conflict' || isDraftId(pending.id))) return undefined
  const edit: Pending = { tableId, table, id, fields, base, state: 'queued', editedAt: pending?.editedAt ?? room.around.now() }
  const next = checked(book, edit, room.around.today(), room.around.language)
  if (before !== id) room.drop({ tableId, id: before })
  room.put(next)
  return statusText(next, room.around.language)
}
