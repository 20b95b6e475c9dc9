import type { Book } from '../../shared/book/book.js'
import type { RefusalMessage } from '../../shared/refusals.js'
import type { Connection } from './connection.js'

/** How the replica stands: what the pane shows of it. */
export interface ReplicaStatus {
  /** `remote`: too large for the workbook, so the service answers; `none`: no ledger yet and no connection. */
  phase: 'loading' | 'ready' | 'remote' | 'none'
  /** How new changes are heard of; `offline` when they are not. */
  live: 'live' | 'polling' | 'offline'
  /** The newest change held, or in remote mode the newest heard of; 0 for none. */
  change: number
  /** The newest change heard of. */
  newest: number
  /** When what is held was last known to be all there is, in milliseconds since 1970; 0 for never. */
  fetchedAt: number
  /** Bytes received of a first load. */
  progress?: { bytes: number; total: number }
  /** Why it does not follow the ledger, in the user's language. */
  problem?: RefusalMessage
}

/** What a listener is told; the Book holds the facts already. */
export type ReplicaNews =
  | {
      kind: 'facts'
      /** The change held before, and the one held now. */
      from: number
      to: number
      /** Indexes in the Book of the customers whose documents, applications or values changed; `all` when a fact concerns everybody. */
      customers: ReadonlySet<number> | 'all'
    }
  | { kind: 'status' }

/** The Book in the workbook: the facts its user may see, kept up with the ledger. */
export interface Replica {
  /** Undefined until loaded, and in remote mode. */
  readonly book?: Book
  readonly status: ReplicaStatus
  /** Settles when the first answer can be given, or surely cannot. Never rejects. */
  readonly ready: Promise<void>
  readonly connection: Connection
  subscribe(listener: (news: ReplicaNews) => void): () => void
  /** Asks the ledger now; settles when what it had is held. Never rejects: what went wrong stands in the status. */
  refresh(): Promise<void>
  close(): void
}
