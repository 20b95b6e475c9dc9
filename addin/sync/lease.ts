import type { Connection } from '../replica/connection.js'

/** The right to write what the ledger brings into a workbook that several have open: one at a time has it. */
export interface Lease {
  /** Takes or keeps it; false while somebody else has it, or the ledger cannot be asked. */
  hold(): Promise<boolean>
  /** Lets another take it at once. */
  release(): Promise<void>
}

/** Milliseconds before a lease is asked for again: a third of what the ledger gives. */
const FRESH = 5_000

/** A lease by the name of a workbook; `holder` is this client. */
export function leaseOf(connection: Connection, name: () => string | undefined, holder: string, now: () => number): Lease {
  let heldAt = -Infinity
  return {
    hold: async () => {
      const workbook = name()
      if (workbook === undefined) return false
      if (now() - heldAt < FRESH) return true
      try {
        const { held } = await connection.lease({ name: workbook, holder })
        heldAt = held ? now() : -Infinity
        return held
      } catch {
        heldAt = -Infinity
        return false
      }
    },
    release: async () => {
      const workbook = name()
      if (workbook === undefined || heldAt === -Infinity) return
      heldAt = -Infinity
      await connection.lease({ name: workbook, holder, release: true }).catch(() => undefined)
    },
  }
}
