import type { Book } from '../../shared/book/book.js'
import type { Fields } from '../../shared/tables/bound/define.js'
import { boundTable } from '../../shared/tables/bound/edit.js'
import { threeWay } from '../../shared/tables/bound/three-way.js'
import type { Binding, RowWrite, SheetRow } from '../workbook/bound/bound-workbook.js'
import { checked } from './check.js'
import { columnsOfOthers, type Others } from './others.js'
import { keyOf, type Pending } from './pending.js'
import { filledColumns, type Room } from './room.js'
import { goneText, savedText, statusText } from './row-status.js'

/** What bringing a row up to date comes to. */
export interface Brought {
  /** The row's id from now on, and the one it had. */
  id: string
  before: string
  write?: RowWrite
  /** The change as of which the row stands, when that is not the newest: a field that both changed keeps the older base. */
  base?: number
  /** To be done once the cells are written. */
  noted?: () => void
}

/** As of which change a row stands and which it is brought to; what was sent of it, when the ledger has just taken that. */
interface Step {
  base: number
  to: number
  sent?: Fields
}

/** Brings a row up to date with the ledger: what only the ledger changed is written; what a person changed stays, and goes on as an edit. */
export const brought =
  (room: Room, book: Book, binding: Binding, others: Others, id: string, { base, to, sent }: Step) =>
  (row: SheetRow): Brought => {
    const { language } = room.around
    const { tableId } = binding
    const definition = boundTable(binding.table)
    const now = definition.read(book, id)
    const pending = room.pendingOf(tableId, id)
    const at = { index: row.index, was: row.id }
    const open = pending && !room.isSent(pending) && !pending.remove ? pending : undefined
    // Reversed, or its number was used anew for another row of this table.
    if (!now || (now.id !== id && room.places.known(tableId)?.has(now.id))) {
      const next = open && checked(book, { ...open, confirmed: undefined }, room.around.today(), language)
      const status = next ? statusText(next, language) : goneText(language)
      return {
        id,
        before: id,
        ...(row.status !== status && { write: { ...at, status, marked: [] } }),
        noted: () => next && room.put(next),
      }
    }
    const had = sent ?? definition.read(book, id, base)?.fields ?? now.fields
    const filled = filledColumns(binding)
    const theirs = columnsOfOthers(others, keyOf({ tableId, id }), had, row.fields, sent ?? pending?.fields)
    const mine = Object.fromEntries(filled.map(name => [name, theirs.has(name) ? (had[name] ?? '') : (row.fields[name] ?? '')]))
    const { returned, conflicts, changed } = threeWay(had, mine, now.fields)
    const given = Object.keys(binding.columns).filter(name => !filled.includes(name))
    const fields = Object.fromEntries(
      [...returned, ...given]
        .filter(name => !theirs.has(name) && (row.fields[name] ?? '') !== (now.fields[name] ?? ''))
        .map(name => [name, now.fields[name] ?? '']),
    )
    const both = conflicts.length > 0
    // What a colleague typed before this came stands as of what they had, so that it is a conflict whoever looks at it.
    const keeps = both || [...theirs].some(name => (now.fields[name] ?? '') !== (had[name] ?? ''))
    const edited = changed.length > 0 || both
    const text = (name: string) => (returned.includes(name) ? (now.fields[name] ?? '') : mine[name])
    const wanted = Object.fromEntries(filled.map(name => [name, text(name)]))
    const next =
      edited && (sent || open)
        ? restated(room, book, { open, edit: { tableId, table: binding.table, id: now.id, fields: wanted, base: both ? base : to } })
        : undefined
    const status = next ? statusText(next, language) : edited || pending || theirs.size > 0 ? undefined : savedText(language)
    const settled = !edited && open && open.state !== 'removed'
    const write: RowWrite = {
      ...at,
      ...(now.id !== id && { id: now.id }),
      ...(Object.keys(fields).length > 0 && { fields }),
      ...((settled ? savedText(language) : status) !== row.status && { status: settled ? savedText(language) : status }),
      ...(next && { marked: next.conflicts?.map(({ column }) => column) ?? [] }),
      ...(settled && { marked: [] }),
    }
    return {
      id: now.id,
      before: id,
      ...(keeps && { base }),
      ...((write.id ?? write.fields ?? write.status) !== undefined && { write }),
      noted: () => {
        if (now.id !== id) room.places.note(tableId, now.id, row.index, id)
        if (open && (settled || next)) room.drop(open)
        if (next) room.put(next)
      },
    }
  }

/** An edit that is not sent yet, of the row as the ledger has it now. */
function restated(room: Room, book: Book, { open, edit }: { open?: Pending; edit: Omit<Pending, 'state' | 'editedAt'> }): Pending {
  const { language, today, now } = room.around
  // A conflict keeps the base it has: against that base both changed the field.
  const base = open?.state === 'conflict' ? Math.min(open.base, edit.base) : edit.base
  const next = checked(book, { ...edit, base, state: 'queued', editedAt: open?.editedAt ?? now() }, today(), language)
  if (next.state !== 'conflict' || !open?.changedBy) return next
  const newest = boundTable(edit.table).lastChange(book, edit.id)
  return open.changedBy.change === newest ? { ...next, changedBy: open.changedBy } : next
}
