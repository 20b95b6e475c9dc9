import type { Company } from '../../shared/book/book.js'
import type { RefusalMessage } from '../../shared/refusals.js'
import type { Touched } from './delta.js'

/** How the replica stands: what the pane shows of it. Never altered: each change makes a new one. */
export interface ReplicaStatus {
  /** `remote`: too large for the workbook, so the service answers; `none`: no ledger yet and no connection. */
  readonly phase: 'loading' | 'ready' | 'remote' | 'none'
  /** How new changes are heard of; `offline` when they are not. */
  readonly live: 'live' | 'polling' | 'offline'
  /** The newest change held, or in remote mode the newest heard of; 0 for none. */
  readonly change: number
  /** The newest change heard of. */
  readonly newest: number
  /** When what is held was last known to be all there is, in milliseconds since 1970; 0 for never. */
  readonly fetchedAt: number
  /** Whose ledger it is; undefined before that is known. */
  readonly company?: Company
  /** Bytes received of a first load. */
  readonly progress?: { bytes: number; total: number }
  /** Why it does not follow the ledger, in the user's language. */
  readonly problem?: RefusalMessage
}

/** What a listener is told; the Book holds the facts already. */
export type ReplicaNews =
  | {
      kind: 'facts'
      /** The change held before, and the one held now. */
      from: number
      to: number
      /** Indexes in the Book of the customers whose documents, applications or values changed; `all` when a fact may concern everybody. */
      customers: Touched
    }
  | { kind: 'status' }

export type Listener = (news: ReplicaNews) => void

/** A status, and those who are told of it. */
export interface Hub {
  status: ReplicaStatus
  /** Changes the status and tells the listeners, first of facts. Nothing is told when nothing changed. */
  set(changes: Partial<ReplicaStatus>, facts?: Omit<Extract<ReplicaNews, { kind: 'facts' }>, 'kind'>): void
  subscribe(listener: Listener): () => void
  close(): void
}

export function hub(): Hub {
  const listeners = new Set<Listener>()
  const tell = (news: ReplicaNews) => {
    for (const listener of [...listeners]) {
      try {
        listener(news)
      } catch (error) {
        // One who cannot bear the news must not keep it from the others.
        queueMicrotask(() => {
          throw error
        })
      }
    }
  }
  const made: Hub = {
    status: { phase: 'loading', live: 'offline', change: 0, newest: 0, fetchedAt: 0 },
    set: (changes, facts) => {
      const before = made.status
      const differs = Object.entries(changes).some(([name, value]) => before[name as keyof ReplicaStatus] !== value)
      if (differs) made.status = { ...before, ...changes }
      if (facts) tell({ kind: 'facts', ...facts })
      if (differs) tell({ kind: 'status' })
    },
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => listeners.clear(),
  }
  return made
}
