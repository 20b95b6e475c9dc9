import type { Connection } from '../../../addin/replica/connection.js'
import type { Replica } from '../../../addin/replica/replica.js'
import { openSync, type Sync } from '../../../addin/sync/sync.js'
import { pushAnswer, type Ledger } from '../../../server/ledger.js'
import { OWNER } from '../../../server/viewer.js'
import { Book } from '../../../shared/book/book.js'
import { day } from '../../../shared/dates.js'
import type { PushAnswer, PushRequest } from '../../../shared/protocol.js'
import type { Outcome } from '../../../server/ledger.js'
import type { Change } from '../../../shared/facts/fact.js'
import { pushRequest } from '../../../shared/protocol.js'
import { refuse } from '../../../shared/refusals.js'
import { PlainFile, PlainWorkbook } from './plain-workbook.js'

/** What may happen to a request on its way. */
export type Fate = 'arrives' | 'lost' | 'answerLost' | 'twice' | 'late'

/** What the ledger and a desk said to each other, for a test that keeps the log. */
export interface Heard {
  posted?: (request: PushRequest, outcome: Outcome) => void
  answered?: (client: string, answer: PushAnswer) => void
  /** Requests that come once more, some time later. */
  late?: (() => Promise<unknown>)[]
}

/** A person at a workbook, on a ledger in this process; no clock and no network but what the test decides. */
export interface Desk {
  readonly client: string
  readonly workbook: PlainWorkbook
  readonly sync: Sync
  readonly book: () => Book
  /** What happens to the next requests; they arrive when it is empty. */
  readonly fates: Fate[]
  online: boolean
  /** Fetches what is new, as the live stream would make it. */
  hears(): Promise<void>
  close(): Promise<void>
}

let clients = 0
let randoms = 0
let clock = 0

/** Sits a person down at a workbook. */
export async function sitDown(
  ledger: () => Ledger,
  file = new PlainFile(),
  client = `client-${++clients}`,
  log: Heard = {},
): Promise<Desk> {
  const book = new Book(ledger().company)
  const listeners = new Set<(news: never) => void>()
  const fates: Fate[] = []
  const refresh = async () => {
    if (!desk.online) return
    const from = book.change
    for (const bytes of await ledger().changesAfter(OWNER, from, 100_000)) book.append(JSON.parse(Buffer.from(bytes).toString()) as Change)
    if (book.change > from) for (const listener of listeners) listener({ kind: 'facts', from, to: book.change, customers: 'all' } as never)
  }
  const leases = leasesOf(file)
  const connection = {
    address: 'test',
    push: async request => {
      if (!desk.online) throw refuse('OFFLINE', { address: 'test' })
      const fate = fates.shift() ?? 'arrives'
      if (fate === 'lost') throw refuse('OFFLINE', { address: 'test' })
      const arrive = async () => {
        const read = pushRequest.parse(JSON.parse(JSON.stringify(request)))
        const outcome = await ledger().push(read, client)
        log.posted?.(read, outcome)
        return outcome
      }
      if (fate === 'twice') await arrive()
      const outcome = await arrive()
      if (fate === 'late') log.late?.push(arrive)
      if (fate === 'answerLost' || fate === 'late') throw refuse('OFFLINE', { address: 'test' })
      const conflicts = outcome.rows.flatMap(row => (row.outcome === 'conflict' ? [row.change] : []))
      const makers = await ledger().makersOf(OWNER, conflicts)
      const answer = pushAnswer(outcome, 'en', change => makers.get(change))
      log.answered?.(client, answer)
      return answer
    },
    lease: async ({ holder, release }) => {
      if (!desk.online) throw refuse('OFFLINE', { address: 'test' })
      const held = leases.holder === undefined || leases.holder === holder
      if (held) leases.holder = release ? undefined : holder
      return { held, seconds: 15 }
    },
  } as Connection
  const replica = {
    get book() {
      return book
    },
    status: { live: 'live' },
    ready: Promise.resolve(),
    connection,
    subscribe: (listener: (news: never) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    refresh,
    close: () => undefined,
  } as unknown as Replica
  const workbook = new PlainWorkbook(file)
  const desk = { client, online: true, fates, workbook, book: () => book } as unknown as Desk & { sync: Sync }
  await refresh()
  const sync = await openSync({
    workbook,
    replica,
    language: 'en',
    client,
    today: () => day('2026-07-01'),
    now: () => ++clock,
    random: () => (++randoms).toString(16).padStart(12, '0'),
    location: () => file.location,
    quiet: Infinity,
  })
  return Object.assign(desk, {
    sync,
    hears: async () => {
      await refresh()
      await sync.idle()
    },
    close: async () => {
      file.openBy.delete(workbook)
      await sync.close()
      if (leases.holder === client) leases.holder = undefined
    },
  })
}

const held = new WeakMap<PlainFile, { holder?: string }>()
const leasesOf = (file: PlainFile): { holder?: string } => held.get(file) ?? (held.set(file, {}), held.get(file)!)
