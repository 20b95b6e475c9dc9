import { Refusal } from '../../shared/refusals.js'
import type { PushAnswer, PushedRow } from '../../shared/protocol.js'
import { BOUND_TABLES } from '../../shared/tables/bound/index.js'
import type { Connection } from '../replica/connection.js'
import type { Binding, Progress, RowWrite } from '../workbook/bound/bound-workbook.js'
import { pushedEdit } from './check.js'
import { notice } from './noticing.js'
import { isDraftId, type Pending, type Sending } from './pending.js'
import type { Room } from './room.js'
import { savedText, statusText } from './row-status.js'

/** The most edits that go together. */
const TOGETHER = 500

/** Refusals that say nothing of the rows: the push is sent again as it is. */
const LATER: ReadonlySet<string> = new Set([
  'OFFLINE',
  'SERVICE_FAILED',
  'SHUTTING_DOWN',
  'LEDGER_IN_USE',
  'LEDGER_READ_ONLY',
  'LEDGER_FULL',
])

/** Puts edits that are ready into pushes, which are kept in the workbook before anything is sent. */
export async function pack(room: Room, ready: (pending: Pending) => boolean): Promise<void> {
  const { workbook, now } = room.around
  const order = [...BOUND_TABLES.keys()]
  const tables = new Map<string, Pending[]>()
  for (const pending of room.pending) {
    if (pending.state !== 'queued' || room.isSent(pending) || !ready(pending)) continue
    const list = tables.get(pending.tableId)
    if (list) list.push(pending)
    else tables.set(pending.tableId, [pending])
  }
  const lists = [...tables.values()].sort((a, b) => order.indexOf(a[0].table) - order.indexOf(b[0].table))
  for (const list of lists) {
    const binding = await room.binding(list[0].tableId)
    if (!binding) continue
    const { sheet, name, firstRow } = await workbook.place(binding)
    const places = await room.places.find(
      binding,
      list.map(({ id }) => id),
    )
    // What a row says by now is sent, or looked at first: a colleague may have put it back, or typed over it.
    await notice(room, binding, [...places.values()])
    const rows = list.flatMap(({ id }) => {
      const pending = room.pendingOf(binding.tableId, id)
      const index = places.get(id)
      if (pending?.state !== 'queued' || !ready(pending) || (index === undefined && isDraftId(id))) return []
      return [{ pending, ...(index !== undefined && { sourceRow: firstRow + index }) }]
    })
    const common = { tableId: binding.tableId, table: binding.table, sheet, name, workbook: await workbook.fileName() }
    for (const together of groupsOf(rows)) room.dispatch({ ...common, pushId: pushIdOf(room, together), rows: together, at: now() })
  }
  await room.keep()
}

type Rows = Sending['rows']

/** A new row without a number goes alone: see `pushIdOf`. */
function groupsOf(rows: Rows): Rows[] {
  const groups: Rows[] = rows.filter(isNameless).map(row => [row])
  const others = rows.filter(row => !isNameless(row))
  for (let at = 0; at < others.length; at += TOGETHER) groups.push(others.slice(at, at + TOGETHER))
  return groups
}

const isNameless = ({ pending: { id, table, fields } }: Rows[number]): boolean =>
  isDraftId(id) && (table === 'allocations' || (table === 'receipts' && !fields.number))

/**
 * The ledger takes nothing of one number twice, and nothing of one push. A row without a number has the push named for it, so that it is
 * not posted again out of a copy of the file, or of an older state of it, in which it is still to be sent.
 */
const pushIdOf = ({ around }: Room, rows: Rows): string => (isNameless(rows[0]) ? `row${rows[0].pending.id}` : around.random())

/** Sends what is packed, the oldest first. Throws when the ledger cannot be reached; what was not answered stays. */
export async function send(room: Room, connection: Connection, progress: Progress): Promise<void> {
  const total = room.sending.length
  for (let sending = room.sending[0]; sending; sending = room.sending[0]) {
    progress(total - room.sending.length, total)
    const answer = await answered(connection, sending)
    await take(room, sending, answer)
    room.answered()
    await room.keep()
  }
}

/** What the ledger says to a push: an answer, or why it takes none of it. */
async function answered(connection: Connection, sending: Sending): Promise<PushAnswer | Refusal> {
  const { pushId, rows, workbook, sheet, name } = sending
  try {
    return await connection.push({
      pushId,
      rows: rows.map(({ pending, sourceRow }) => pushedEdit(pending, sourceRow)),
      source: { workbook: workbook.slice(0, 200), sheet, table: name },
      atomic: false,
      repeats: 'refused',
      dryRun: false,
    })
  } catch (error) {
    if (error instanceof Refusal && !LATER.has(error.code)) return error
    throw error
  }
}

/** Writes beside each row what became of it. An edit made since it was sent stays to be sent. */
async function take(room: Room, sending: Sending, answer: PushAnswer | Refusal): Promise<void> {
  const { tableId } = sending
  const binding = await room.binding(tableId)
  if (!binding) return sending.rows.forEach(({ pending }) => room.drop(pending))
  const change = answer instanceof Refusal ? 0 : answer.change
  const ends = sending.rows.map(({ pending }, i) => ({
    pending,
    end: answer instanceof Refusal ? refusedRow(answer, i, room) : answer.rows[i],
  }))
  const done = ends.filter(({ end }) => isDone(end))
  const stand = done.filter(({ pending }) => !pending.remove).map(({ pending, end }) => [end.id ?? pending.id, change] as const)
  const out = new Set(done.filter(({ pending }) => pending.remove).map(({ pending }) => pending.id))
  await room.change(tableId, now => ({
    ...now,
    left: now.left.filter(id => !out.has(id)),
    exceptions: { ...now.exceptions, ...Object.fromEntries(stand) },
  }))
  for (const { pending, end } of ends) settle(room, pending, end, change)
  await show(room, binding, ends)
}

interface End {
  pending: Pending
  end: PushedRow
}

const refusedRow = (refusal: Refusal, index: number, room: Room): PushedRow => ({
  index,
  outcome: 'refused',
  refusal: { code: refusal.code, message: refusal.text(room.around.language) },
})

const isDone = ({ outcome }: PushedRow): boolean => outcome === 'accepted' || outcome === 'merged' || outcome === 'already-there'

function settle(room: Room, sent: Pending, end: PushedRow, change: number): void {
  const now = room.pendingOf(sent.tableId, sent.id)
  // Edited again since it was sent, the row has an edit of its own to make.
  const later = now && now.editedAt !== sent.editedAt ? now : undefined
  if (isDone(end)) {
    room.drop(sent)
    const id = end.id ?? sent.id
    if (later && (later.state === 'removed' || later.remove)) room.put({ ...later, id, base: change })
    // What else was edited since it was sent is seen when the row is brought up to date.
    else if (!sent.remove) room.posted({ tableId: sent.tableId, id, fields: sent.fields, change })
    return
  }
  if (later) return
  const { steps, conflicts, changedBy, refusal } = end
  const state = end.outcome === 'asks' ? 'asks' : end.outcome === 'conflict' ? 'conflict' : 'refused'
  room.put({ ...sent, state, confirmed: undefined, steps, conflicts, changedBy, refusal })
}

async function show(room: Room, binding: Binding, ends: readonly End[]): Promise<void> {
  const { workbook, language } = room.around
  const { tableId } = binding
  const shown = ends.filter(({ pending }) => !pending.remove)
  const ids = shown.flatMap(({ pending, end }) => [pending.id, ...(end.id !== undefined ? [end.id] : [])])
  const places = await room.places.find(binding, ids)
  const writes: RowWrite[] = []
  const twice: { index: number; id: string }[] = []
  for (const { pending, end } of shown) {
    const index = places.get(pending.id)
    if (index === undefined) continue
    const id = isDone(end) ? (end.id ?? pending.id) : pending.id
    const added = id === pending.id ? undefined : places.get(id)
    if (added !== undefined) twice.push({ index: added, id })
    const still = room.pendingOf(tableId, id)
    writes.push({
      index,
      was: pending.id,
      ...(id !== pending.id && { id }),
      status: still ? statusText(still, language) : savedText(language),
      marked: still?.state === 'conflict' ? still.conflicts!.map(({ column }) => column) : [],
    })
    if (id !== pending.id) room.places.note(tableId, id, index, pending.id)
  }
  const left = writes.length > 0 ? ((await workbook.write(binding, writes)) ?? []) : []
  if (left.length > 0) room.places.forget(tableId)
  if (twice.length > 0) await withoutTwice(room, binding, twice)
}

/** Takes rows out that were added as the ledger's before it was known that they are rows of this very table. */
async function withoutTwice(room: Room, binding: Binding, twice: readonly { index: number; id: string }[]): Promise<void> {
  await room.around.workbook.remove(
    binding,
    twice.map(({ index }) => index),
    twice.map(({ id }) => id),
  )
  room.places.forget(binding.tableId)
}
