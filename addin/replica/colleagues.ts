import { SNAPSHOT_FORMAT } from '../../shared/book/snapshot.js'
import { VERSIONS } from '../../shared/protocol.js'
import type { ReplicaStatus } from './news.js'
import type { Surroundings } from './surroundings.js'

/** What the workbooks of one browser tell each other. */
export type Message =
  | { kind: 'hello' }
  /** An answer of the feed up to a change. */
  | { kind: 'delta'; to: number; text: string }
  /** How the one that listens to the ledger stands. */
  | ({ kind: 'state' } & Pick<ReplicaStatus, 'live' | 'newest' | 'fetchedAt'>)

/** The open workbooks of one browser on one ledger, of which one leads: it listens to the ledger, tells the others, and writes storage. */
export interface Colleagues {
  tell(message: Message): void
  /** Leads as soon as no other does, until closed. `lead` is called once and settles when it has nothing more to do. */
  stand(lead: () => Promise<void>): void
  close(): void
}

/** Add-ins of different versions say and keep different things, so each keeps to its own. */
const VERSION = `${VERSIONS.protocol}.${VERSIONS.facts}.${SNAPSHOT_FORMAT}`

/** Where the page has no locks every workbook leads itself. */
export function colleagues(
  { locks, BroadcastChannel }: Pick<Surroundings, 'locks' | 'BroadcastChannel'>,
  address: string,
  hear: (message: Message) => void,
): Colleagues {
  const name = `duebook ${VERSION} ${address}`
  const channel = locks && BroadcastChannel ? new BroadcastChannel(name) : undefined
  const closed = new AbortController()
  channel?.addEventListener('message', event => hear(event.data as Message))
  return {
    tell: message => {
      if (!closed.signal.aborted) channel?.postMessage(message)
    },
    stand: lead => {
      if (!locks) void lead()
      else locks.request(name, { signal: closed.signal }, lead).catch(() => undefined)
    },
    close: () => {
      closed.abort()
      channel?.close()
    },
  }
}
