import type { Book } from '../../shared/book/book.js'
import type { BoundRow, Fields } from '../../shared/tables/bound/define.js'
import { boundTable } from '../../shared/tables/bound/edit.js'
import type { Binding, Progress, RowWrite } from '../workbook/bound/bound-workbook.js'
import { brought, type Brought } from './bringing.js'
import type { Others } from './others.js'
import { isDraftId, keyOf } from './pending.js'
import { gathered, inPieces } from './pieces.js'
import type { Room } from './room.js'
import { savedText } from './row-status.js'

/** A table that nothing touches for so many changes is noted to stand as of now, so that they need not be looked through again. */
const STALE = 1_000

/**
 * Brings what changed in the ledger since the table's base into the table: only cells that differ, and none that a person has changed
 * since. Gives how many rows were written or added.
 */
export async function pull(room: Room, binding: Binding, progress?: Progress): Promise<number> {
  const { tableId } = binding
  const book = room.around.book()
  // A row that was sent and not answered may be in the ledger already: it would be added a second time.
  if (!book || room.sending.some(sending => sending.tableId === tableId)) return 0
  const to = book.change
  const stands = Object.entries(binding.exceptions).filter(([, change]) => change <= to)
  const touched = boundTable(binding.table).touched(book, Math.min(binding.base, ...stands.map(([, change]) => change)))
  if (touched.size === 0) {
    if (to - binding.base > STALE) await room.change(tableId, now => ({ ...now, base: to, exceptions: {} }))
    return 0
  }
  const others = await room.others()
  if (others.sending.has(tableId)) return 0
  const known = await room.places.all(binding)
  // Before rows are added it is made sure that they are not there.
  const places = (await newIds(room, book, binding, others, touched, known)).length > 0 ? await room.places.read(binding) : known
  const here = [...touched].filter(id => places.has(id) && !room.postedOf(tableId, id))
  const writes = await bring(
    room,
    binding,
    here,
    id => brought(room, book, binding, others, id, { base: room.baseOf(binding, id), to }),
    progress,
  )
  const added = await append(room, binding, await newIds(room, book, binding, others, touched, places), progress)
  await room.change(tableId, now => ({
    ...now,
    base: to,
    exceptions: { ...laterThan(now.exceptions, to), ...unsettled(room, binding), ...writes.kept },
  }))
  await room.keep()
  return writes.count + added
}

/** Rows that stand as of a change that is not here yet. */
const laterThan = (exceptions: Binding['exceptions'], change: number): Record<string, number> =>
  Object.fromEntries(Object.entries(exceptions).filter(([, each]) => each > change))

/** Rows that wait for what the ledger made of them. */
const unsettled = (room: Room, { tableId }: Binding): Record<string, number> =>
  Object.fromEntries(room.postedIn(tableId).map(({ id, change }) => [id, change]))

/**
 * Writes what the ledger made of rows that were just posted, such as due dates: against what was sent, so that an edit made meanwhile is
 * one. Rows whose change has not come yet wait.
 */
export async function settlePosted(room: Room, binding: Binding): Promise<void> {
  const { tableId } = binding
  const book = room.around.book()
  const posted = room.postedIn(tableId).filter(({ change }) => book && change <= book.change)
  if (!book || posted.length === 0) return
  const others = await room.others()
  const sent = new Map(posted.map(each => [each.id, each.fields]))
  const { kept } = await bring(room, binding, [...sent.keys()], id =>
    brought(room, book, binding, others, id, { base: room.baseOf(binding, id), to: book.change, sent: sent.get(id) }),
  )
  await room.stand(tableId, {
    ...Object.fromEntries(posted.map(({ id }) => [boundTable(binding.table).read(book, id)?.id ?? id, book.change])),
    ...kept,
  })
  for (const each of posted) room.settled(each)
  await room.keep()
}

/** Brings rows up to date that stand in the table: what is noted of them is noted once their cells are written. */
async function bring(
  room: Room,
  binding: Binding,
  ids: readonly string[],
  one: (id: string) => (row: Parameters<ReturnType<typeof brought>>[0]) => Brought,
  progress?: Progress,
): Promise<{ count: number; kept: Record<string, number> }> {
  const { workbook } = room.around
  const places = await room.places.find(binding, ids)
  const rows = places.size > 0 ? await workbook.rows(binding, [...places.values()]) : []
  const all = await gathered(rows, row => (places.get(row.id) === row.index ? [one(row.id)(row)] : []))
  const writes = all.flatMap(({ write }): RowWrite[] => (write ? [write] : []))
  // Cancelled meanwhile, what is written is noted first.
  let cancelled: unknown
  const told: Progress = (done, total) => {
    try {
      progress?.(done, total)
    } catch (error) {
      cancelled = error
    }
  }
  const left = new Set(writes.length > 0 ? ((await workbook.write(binding, writes, told)) ?? []) : [])
  if (left.size > 0) room.places.forget(binding.tableId)
  const kept: Record<string, number> = {}
  for (const { id, before, base, write, noted } of all) {
    // Somebody sorted meanwhile: the row stands as it stood and is brought up to date the next time.
    if (write && left.has(write.index)) kept[before] = room.baseOf(binding, before)
    else {
      if (base !== undefined) kept[id] = base
      noted?.()
    }
  }
  if (cancelled !== undefined) throw cancelled as Error
  return { count: writes.length, kept }
}

/** Fills an empty table with every row of the ledger. Broken off, it is gone on with by fetching. */
export async function fill(room: Room, binding: Binding, progress?: Progress): Promise<number> {
  const book = room.around.book()
  if (!book) return 0
  const to = book.change
  // What changes while it is filled is fetched afterwards.
  const count = await append(room, binding, [...boundTable(binding.table).ids(book)], progress)
  await room.change(binding.tableId, now => ({ ...now, base: to }))
  return count
}

/** Adds rows of the ledger at the end, a piece at a time; gives how many. */
async function append(room: Room, binding: Binding, ids: readonly string[], progress?: Progress): Promise<number> {
  const book = room.around.book()
  if (!book || ids.length === 0) return 0
  const { workbook, language } = room.around
  const definition = boundTable(binding.table)
  const status = savedText(language)
  const added: string[] = []
  const present = (id: string): BoundRow[] => {
    const row = definition.read(book, id)
    return row ? [row] : []
  }
  try {
    for await (const piece of inPieces(ids, present)) {
      progress?.(added.length, ids.length)
      await workbook.append(
        binding,
        piece.map(row => ({ id: row.id, fields: boundFields(binding, row), status })),
      )
      added.push(...piece.map(({ id }) => id))
    }
    progress?.(ids.length, ids.length)
  } catch (error) {
    room.places.forget(binding.tableId)
    throw error
  }
  room.places.appended(binding.tableId, added, (await workbook.place(binding)).rows)
  return added.length
}

/** What the cells of a row say, for every bound column. */
export const boundFields = ({ columns }: Binding, { fields }: Pick<BoundRow, 'fields'>): Fields =>
  Object.fromEntries(Object.keys(columns).map(name => [name, fields[name] ?? '']))

/** Ids of touched rows that are to be added to the table. */
async function newIds(
  room: Room,
  book: Book,
  binding: Binding,
  others: Others,
  touched: ReadonlySet<string>,
  places: ReadonlyMap<string, number>,
): Promise<string[]> {
  if (!binding.follows) return []
  const { tableId } = binding
  const definition = boundTable(binding.table)
  const left = new Set(binding.left.flatMap(id => [id, definition.read(book, id)?.id ?? id]))
  // What was corrected stands in the table under the id it had.
  const stands = new Set([...touched].flatMap(id => (places.has(id) ? (definition.read(book, id)?.id ?? []) : [])))
  const isOut = (id: string) =>
    room.pendingOf(tableId, id) !== undefined || others.removed.has(keyOf({ tableId, id })) || room.places.isGone(tableId, id)
  return gathered(touched, id => {
    if (places.has(id) || stands.has(id) || left.has(id) || isDraftId(id)) return []
    if (definition.read(book, id)?.id !== id) return []
    const then = definition.read(book, id, binding.base)
    // A row of the same number may have been here, taken out by somebody, or under a number of its own by now.
    return !then || (then.id !== id && !isOut(id) && !isOut(then.id)) ? [id] : []
  })
}
