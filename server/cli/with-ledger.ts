import { checkInvariants } from '../../shared/book/invariants.js'
import { openLedger, type Ledger } from '../ledger.js'

/** Opens a ledger for one piece of work and lets it go whatever happens. */
export async function withLedger<T>(folder: string, work: (ledger: Ledger) => Promise<T>): Promise<T> {
  const ledger = await openLedger(folder, { invariants: checkInvariants })
  try {
    return await work(ledger)
  } finally {
    await ledger.close()
  }
}
