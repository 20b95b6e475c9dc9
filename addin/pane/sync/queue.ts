import type { Pending, PendingState } from '../../sync/pending.js'

/** What waits for a person, in the order in which it is shown. */
export const NEEDING = ['conflict', 'asks', 'removed', 'refused', 'draft'] as const satisfies readonly PendingState[]
export type Needing = (typeof NEEDING)[number]

/** Edits that are not in the ledger: how many in each state, and when the oldest of them was made, in milliseconds since 1970. */
export interface Queue {
  counts: Readonly<Record<PendingState, number>>
  /** Edits in all. */
  total: number
  /** Edits of which a person must decide something. */
  needing: number
  oldest: number | undefined
}

/** Counts edits. */
export function queueOf(pending: readonly Pending[]): Queue {
  const counts: Record<PendingState, number> = { draft: 0, queued: 0, asks: 0, removed: 0, conflict: 0, refused: 0 }
  let oldest: number | undefined
  for (const { state, editedAt } of pending) {
    counts[state]++
    if (oldest === undefined || editedAt < oldest) oldest = editedAt
  }
  return { counts, total: pending.length, needing: pending.length - counts.queued, oldest }
}
