import { Refusal } from '../../shared/refusals.js'
import type { PushAnswer, PushedRow } from '../../shared/protocol.js'
import { BOUND_TABLES } from '../../shared/tables/bound/index.js'
import type { Connection } from '../replica/connection.js'
import type { Binding, RowWrite } from '../workbook/bound/bound-workbook.js'
import { pushedEdit } from './check.js'
import type { Pending, Sending } from './pending.js'
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
  const { workbook, random } = room.around
  const order = [...BOUND_TABLES.keys()]
  const tables = new Map<string, Pending[]>()
  for (const pending of room.outbox.pending) {
    if (pending.state !== 'queued' || room.isSent(pending) || !ready(pending)) continue
    tables.set(pending.tableId, [...(tables.get(pending.tableId) ?? []), pending])
  }
  const lists = [...tables.values()].sort((a, b) => order.indexOf(a[0].table) - order.indexOf(b[0].table))
  for (const list of lists) {
    const binding = await room.binding(list[0].tableId)
    if (!binding) continue
    const place = await workbook.place(binding)
    const rows = await room.places.all(binding)
    for (let at = 0; at < list.length; at += TOGETHER) {
      const sourced = list.slice(at, at + TOGETHER).map(pending => {
        const index = rows.get(pending.id)
        return { pending, ...(index !== undefined && { sourceRow: place.firstRow + index }) }
      })
      room.outbox.sending.push({
        pushId: random(),
        tableId: binding.tableId,
        table: binding.table,
        sheet: place.sheet,
        name: place.name,
        workbook: await workbook.fileName(),
        rows: sourced,
      })
    }
  }
  await room.keep()
}

/** Sends what is packed, the oldest first. Throws when the ledger cannot be reached; what was not answered stays. */
export async function send(room: Room, connection: Connection): Promise<void> {
  for (let sending = room.outbox.sending[0]; sending; sending = room.outbox.sending[0]) {
    const answer = await answered(connection, sending)
    await take(room, sending, answer)
    room.outbox.sending.shift()
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
  const binding = await room.binding(sending.tableId)
  const ends = sending.rows.map(({ pending }, i) => ({
    pending,
    end: answer instanceof Refusal ? refusedRow(answer, i, room) : answer.rows[i],
  }))
  const change = answer instanceof Refusal ? 0 : answer.change
  const renamed = new Map<string, string>()
  for (const { pending, end } of ends) settle(room, pending, end, change, renamed)
  if (!binding) return
  await room.change(binding.tableId, now => ({ ...now, left: leftAfter(now, ends) }))
  await show(room, binding, ends, renamed)
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

function settle(room: Room, sent: Pending, end: PushedRow, change: number, renamed: Map<string, string>): void {
  const now = room.pendingOf(sent.tableId, sent.id)
  // Edited again since it was sent, the row has an edit of its own to make.
  const later = now && now.editedAt > sent.editedAt ? now : undefined
  if (isDone(end)) {
    // What was edited since it was sent is seen when the row is brought up to date.
    room.drop(sent)
    if (end.id !== undefined && end.id !== sent.id) renamed.set(sent.id, end.id)
    if (!sent.remove) room.outbox.posted.push({ tableId: sent.tableId, id: end.id ?? sent.id, fields: sent.fields, change })
    return
  }
  if (later) return
  const { steps, conflicts, changedBy, refusal } = end
  const state = end.outcome === 'asks' ? 'asks' : end.outcome === 'conflict' ? 'conflict' : 'refused'
  room.put({ ...sent, state, confirmed: undefined, steps, conflicts, changedBy, refusal })
}

const leftAfter = ({ left }: Binding, ends: readonly End[]): string[] => {
  const taken = new Set(ends.filter(({ pending, end }) => pending.remove && isDone(end)).map(({ pending }) => pending.id))
  return left.filter(id => !taken.has(id))
}

async function show(room: Room, binding: Binding, ends: readonly End[], renamed: ReadonlyMap<string, string>): Promise<void> {
  const { workbook, language } = room.around
  const shown = ends.filter(({ pending }) => !pending.remove)
  const places = await room.places.find(
    binding,
    shown.map(({ pending }) => pending.id),
  )
  const writes: RowWrite[] = []
  for (const { pending } of shown) {
    const index = places.get(pending.id)
    if (index === undefined) continue
    const id = renamed.get(pending.id)
    const still = room.pendingOf(binding.tableId, id ?? pending.id)
    writes.push({
      index,
      ...(id !== undefined && { id }),
      status: still ? statusText(still, language) : savedText(language),
      marked: still?.state === 'conflict' ? still.conflicts!.map(({ column }) => column) : [],
    })
    if (id !== undefined) room.places.note(binding.tableId, id, index, pending.id)
  }
  if (writes.length > 0) await workbook.write(binding, writes)
}
