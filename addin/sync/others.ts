import type { Fields } from '../../shared/tables/bound/define.js'
import { isDraftId, keyOf, type Outbox, type Posted } from './pending.js'

/** A push that was not answered for a day is not waited for any longer: whoever sent it may never come back. */
const DAY = 86_400_000

type Row = Pick<Posted, 'tableId' | 'id'>

/** What colleagues who have the same file open have typed and the ledger does not have, or gave back only to them. */
export interface Others {
  /** Ids of rows that they are entering: theirs to send, in a copy of the file too. */
  drafts: ReadonlySet<string>
  /** What they typed into rows, by table and row. */
  edits: ReadonlyMap<string, readonly Fields[]>
  /** Rows that they deleted, by table and row. */
  removed: ReadonlySet<string>
  /** Tables whose new rows they are sending: what the ledger has got may be a row of theirs. */
  sending: ReadonlySet<string>
}

/**
 * What stands in the outboxes of others; what they typed counts only where they have this very file, `location`, open, and under the id that
 * the row has by now, too.
 */
export function othersIn(outboxes: readonly Outbox[], location: string, now: number, idNow: (row: Row) => string): Others {
  const drafts = new Set<string>()
  const edits = new Map<string, Fields[]>()
  const removed = new Set<string>()
  const sending = new Set<string>()
  for (const outbox of outboxes) {
    const sent = outbox.sending.flatMap(({ rows }) => rows.map(({ pending }) => pending))
    for (const { id } of [...outbox.pending, ...sent]) if (isDraftId(id)) drafts.add(id)
    if (outbox.location !== location) continue
    for (const each of [...outbox.pending, ...sent, ...outbox.posted]) {
      for (const key of new Set([keyOf(each), keyOf({ tableId: each.tableId, id: idNow(each) })]))
        if ('state' in each && (each.state === 'removed' || each.remove)) removed.add(key)
        else edits.set(key, [...(edits.get(key) ?? []), each.fields])
    }
    for (const { tableId, rows, at } of outbox.sending)
      if (now - at < DAY && rows.some(({ pending }) => isDraftId(pending.id))) sending.add(tableId)
  }
  return { drafts, edits, removed, sending }
}

/** Columns of a row that say what a colleague typed, not what the row had, nor what this person typed too: theirs to send. */
export function columnsOfOthers({ edits }: Others, key: string, had: Fields, row: Fields, own: Fields = {}): Set<string> {
  const columns = new Set<string>()
  for (const fields of edits.get(key) ?? [])
    for (const [name, text] of Object.entries(fields))
      if (text === row[name] && text !== (had[name] ?? '') && own[name] !== text) columns.add(name)
  return columns
}
