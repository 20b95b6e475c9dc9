import type { PushedRow } from '../../shared/protocol.js'
import type { Fields } from '../../shared/tables/bound/define.js'
import type { Step } from '../../shared/tables/bound/steps.js'
import type { FieldConflict } from '../../shared/tables/bound/three-way.js'

/**
 * How an edit stands. `draft`: something required is missing; `queued`: to be sent; `asks`: the person must agree first; `removed`: the
 * row was deleted from the table, and what that means is to be said; `conflict`: somebody else changed the same field; `refused`.
 */
export type PendingState = 'draft' | 'queued' | 'asks' | 'removed' | 'conflict' | 'refused'

/** An edit of this person's that is not in the ledger yet. It is kept in the workbook until it is. */
export interface Pending {
  tableId: string
  /** Name of the ledger's table. */
  table: string
  /** The row's id in the ledger, or for a new row one that we made, which begins with `~`. */
  id: string
  /** What the row says, without what the ledger gives. */
  fields: Fields
  /** The change as of which the workbook had the row. */
  base: number
  state: PendingState
  confirmed?: boolean
  remove?: boolean
  /** Columns that are still empty. */
  missing?: readonly string[]
  steps?: readonly Step[]
  refusal?: { message: string; column?: string }
  conflicts?: readonly FieldConflict[]
  changedBy?: PushedRow['changedBy']
  /** When it was last edited, in milliseconds since 1970. */
  editedAt: number
}

/** A push that was or is being sent; it is sent again unaltered until it is answered. */
export interface Sending {
  pushId: string
  tableId: string
  table: string
  sheet: string
  name: string
  workbook: string
  rows: readonly { pending: Pending; sourceRow?: number }[]
  /** When it was packed, in milliseconds since 1970. */
  at: number
}

/** A row that the ledger took, as it was sent. What the ledger made of it, such as its due date, is still to be written into it. */
export interface Posted {
  tableId: string
  id: string
  fields: Fields
  /** The change that holds it. */
  change: number
}

/** What a client keeps of its own in the workbook. */
export interface Outbox {
  /** Where the workbook stood that it was written in: a copy of the file has another place, and is another workbook. */
  location?: string
  pending: Pending[]
  sending: Sending[]
  posted: Posted[]
}

export const keyOf = ({ tableId, id }: Pick<Pending, 'tableId' | 'id'>): string => `${tableId}/${id}`

/** Whether an id is one that we made for a row that is not in the ledger. */
export const isDraftId = (id: string): boolean => id.startsWith('~')

export const draftId = (random: () => string): string => `~${random().replace(/-/g, '').slice(0, 12)}`

/** The outbox of its text; an empty one for a text that is none. */
export function outboxOf(text: string | undefined): Outbox {
  try {
    const { location, pending, sending, posted } = JSON.parse(text ?? '{}') as Partial<Outbox>
    return { location, pending: listOf(pending), sending: listOf(sending), posted: listOf(posted) }
  } catch {
    return { pending: [], sending: [], posted: [] }
  }
}

const listOf = <Kept>(kept: Kept[] | undefined): Kept[] => (Array.isArray(kept) ? kept : [])
