import type { Tables } from '../../desk/tables.js'
import type { Pending, Sync, SyncStatus } from '../../sync/sync.js'
import { useDesk } from '../desk-context.js'
import { useWatched } from '../watched.js'

/** How the workbook's bound tables and the ledger stand to each other. */
export interface Standing {
  /** None before a table is bound, and while sync is opening. */
  sync: Sync | undefined
  status: SyncStatus
  bindings: Sync['bindings']
  /** Edits that are not in the ledger yet. */
  pending: readonly Pending[]
}

const NO_STATUS: SyncStatus = {}
const NONE: readonly never[] = []
const kept = new WeakMap<Tables, Standing>()

/** The standing of the workbook's tables, followed. */
export function useStanding(): Standing {
  const { tables } = useDesk()
  return useWatched(
    listener => tables.subscribe(listener),
    () => standingOf(tables),
  )
}

/** The same object until something differs: React compares what it is given. */
function standingOf(tables: Tables): Standing {
  const { sync } = tables
  const now: Standing = {
    sync,
    status: sync?.status ?? NO_STATUS,
    bindings: sync?.bindings.length ? sync.bindings : NONE,
    pending: sync?.pending.length ? sync.pending : NONE,
  }
  const before = kept.get(tables)
  const same = before && (Object.keys(now) as (keyof Standing)[]).every(part => now[part] === before[part])
  if (same) return before
  kept.set(tables, now)
  return now
}
