import { Refusal, refusalMessage, type RefusalMessage } from '../../shared/refusals.js'
import type { Replica } from '../replica/replica.js'
import { backOff } from '../replica/waiting.js'
import type { Binding, FoundTable, Progress, TableEvent } from '../workbook/bound/bound-workbook.js'
import { hearing } from './heard.js'
import { leaseOf } from './lease.js'
import { notice, noticeMissing } from './noticing.js'
import type { Pending } from './pending.js'
import { fill, pull, settlePosted } from './pulling.js'
import { pack, send } from './pushing.js'
import { Room, type Surroundings } from './room.js'
import { removalSettled, resolved, takenBack, type Choice } from './resolving.js'
import { renamed } from './renaming.js'

export type { Pending, PendingState } from './pending.js'
export type { Choice } from './resolving.js'

/** How sync stands, as the pane shows it. */
export interface SyncStatus {
  /** What is being done, and how far it is. */
  working?: { what: 'reading' | 'sending' | 'fetching' | 'filling'; done: number; total: number }
  /** When everything was last sent and fetched, in milliseconds since 1970. */
  syncedAt?: number
  /** Why the last attempt failed, in the user's language. */
  problem?: RefusalMessage
}

/** Keeps the bound tables of a workbook and the ledger one. */
export interface Sync {
  readonly status: SyncStatus
  readonly bindings: readonly Binding[]
  /** Edits that are not in the ledger yet, in the order in which they were made. */
  readonly pending: readonly Pending[]
  /** Tells of every change of these three until the result is called. */
  subscribe(listener: () => void): () => void
  /** Looks for edits, sends what is ready and fetches what is new, now. What went wrong stands in the status. */
  now(): Promise<void>
  /** Waits until everything begun is done; nothing more is begun by it. */
  idle(): Promise<void>
  tables(): Promise<FoundTable[]>
  /** Makes a new table with some columns of a ledger's table on a new sheet, filled with all its rows or with none. */
  create(table: string, columns: readonly string[], filled: boolean, progress?: Progress): Promise<void>
  /** Binds a table that is there. Its rows are looked at as drafts; `follows` says whether the ledger's other rows are added. */
  bind(tableId: string, table: string, columns: Readonly<Record<string, number>>, follows: boolean): Promise<void>
  /** Unbinds a table: it stays as it is, without our two columns. */
  unbind(tableId: string): Promise<void>
  /** Agrees to what edits of posted rows do. */
  agree(edits: readonly Pending[]): Promise<void>
  /** Takes edits back: the cells get what the ledger has; a new row is taken out of the table. */
  takeBack(edits: readonly Pending[]): Promise<void>
  /** Says what a deleted row means: `reverse` it in the ledger, `leave` it out of this table only, or `restore` it. */
  settleRemoved(edits: readonly Pending[], meaning: 'reverse' | 'leave' | 'restore'): Promise<void>
  /** Solves conflicts: mine, theirs, or for single columns a third text. */
  resolve(edits: readonly Pending[], choice: Choice): Promise<void>
  /** Selects the cell of an edit. */
  show(edit: Pending, column?: string): Promise<void>
  close(): Promise<void>
}

export interface SyncOptions extends Omit<Surroundings, 'book'> {
  replica: Replica
  /** Milliseconds without an edit after which rows are sent by themselves; `Infinity` to wait for Sync. */
  quiet?: number
}

/** Long enough to finish typing a row, short enough that a colleague sees it at once. */
const QUIET = 3_000

/** Opens sync over the bound tables of the workbook. */
export async function openSync({ replica, quiet = QUIET, ...around }: SyncOptions): Promise<Sync> {
  const listeners = new Set<() => void>()
  const told = () => listeners.forEach(listener => listener())
  const room = new Room({ ...around, book: () => replica.book }, told)
  const { workbook, language, location, now } = around
  let status: SyncStatus = {}
  const say = (part: SyncStatus) => {
    status = { ...status, ...part }
    told()
  }
  const name = () => (room.bindings.length ? `${room.workbookId}|${location()}` : undefined)
  const lease = leaseOf(replica.connection, name, around.client, now)
  let closed = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let last: Promise<unknown> = Promise.resolve()

  /** One piece of work at a time: each reads and writes the same parts of the workbook. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
  const failed = (error: unknown) => {
    if (!(error instanceof Refusal)) console.error(error)
    const problem = error instanceof Refusal ? refusalMessage(error, language) : { code: 'SERVICE_FAILED' as const, message: String(error) }
    say({ problem, working: undefined })
  }
  const background = (work: () => Promise<void>) => void inTurn(work).catch(failed)
  const during =
    (what: NonNullable<SyncStatus['working']>['what'], progress?: Progress): Progress =>
    (done, total) => {
      say({ working: done < total ? { what, done, total } : undefined })
      progress?.(done, total)
    }

  // --- What happens in the workbook ---

  const heard = hearing()
  let looking = false
  const hear = (event: TableEvent) => {
    if (closed || !room.bindings.some(({ tableId }) => tableId === event.tableId)) return
    heard.add(event)
    if (looking) return
    looking = true
    background(look)
  }
  const look = async () => {
    looking = false
    for (const { tableId, rows, deleted, moved } of heard.take()) {
      if (moved) room.places.forget(tableId)
      const binding = await room.binding(tableId)
      if (!binding) continue
      if (deleted) await noticeMissing(room, binding)
      if (rows === 'all') await notice(room, binding, 'all', during('reading'))
      else if (rows.size > 0) await notice(room, binding, [...rows])
      if (deleted || rows === 'all' || rows.size > 0) later(quiet)
    }
  }

  // --- To and from the ledger ---

  const later = (milliseconds: number) => {
    clearTimeout(timer)
    if (closed || milliseconds === Infinity) return
    timer = setTimeout(() => background(() => exchange(pending => now() - pending.editedAt >= quiet)), milliseconds)
  }
  const exchange = async (ready: (pending: Pending) => boolean) => {
    if (!replica.book) return
    await pack(room, ready)
    try {
      if (room.sending.length > 0) {
        say({ working: { what: 'sending', done: 0, total: room.sending.length } })
        await send(room, replica.connection).finally(() => replica.refresh())
      }
      failures = 0
      say({ problem: undefined, working: undefined })
    } catch (error) {
      failed(error)
      clearTimeout(timer)
      if (!closed) timer = setTimeout(() => background(() => exchange(ready)), backOff(failures++, Math.random))
    }
    await fetchNew()
    if (room.sending.length === 0 && !status.problem) say({ syncedAt: now() })
  }
  const fetchNew = async () => {
    const registry = await room.registry()
    if (!registry?.bindings.length || !replica.book) return
    for (const binding of registry.bindings) {
      await renamed(room, binding)
      await settlePosted(room, binding)
    }
    // Without a connection nothing new can have come, and what is held may be written by whoever holds it.
    if (replica.status.live !== 'offline' && !(await lease.hold())) return
    for (const binding of room.bindings) await pull(room, binding, during('fetching'))
  }
  const scan = async () => {
    for (const binding of (await room.registry())?.bindings ?? []) await notice(room, binding, 'all', during('reading'))
    say({ working: undefined })
  }
  const everything = () =>
    inTurn(async () => {
      await scan()
      await replica.refresh()
      await exchange(() => true)
    }).catch(failed)

  await room.open()
  const unwatch = await workbook.watch(hear)
  const unsubscribe = replica.subscribe(({ kind }) => {
    if (closed) return
    if (kind === 'facts') background(fetchNew)
    else if (room.sending.length > 0 && replica.status.live !== 'offline' && failures > 0) {
      failures = 0
      background(() => exchange(() => false))
    }
  })
  void replica.ready.then(() => {
    if (!closed && room.bindings.length > 0) background(async () => (await scan(), await exchange(() => true)))
  })

  const bound = async (binding: Binding) => {
    await room.add(binding)
    told()
  }
  const base = () => replica.book!.change
  const sendSoon = () => inTurn(() => exchange(() => true))

  return {
    get status() {
      return status
    },
    get bindings() {
      return room.bindings
    },
    get pending() {
      return room.pending
    },
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    now: everything,
    idle: async () => {
      for (let seen; seen !== last;) await (seen = last)
    },
    tables: () => workbook.tables(),
    create: (table, columns, filled, progress) =>
      inTurn(async () => {
        const made = await workbook.create(table, columns)
        await bound({ ...made, base: filled ? 0 : base(), follows: filled })
        const binding = await room.binding(made.tableId)
        if (filled && binding) await fill(room, binding, during('filling', progress)).finally(() => say({ working: undefined }))
      }),
    bind: (tableId, table, columns, follows) =>
      inTurn(async () => {
        await bound({ ...(await workbook.adopt(tableId, table, columns)), base: follows ? 0 : base(), follows })
        const binding = await room.binding(tableId)
        if (binding) await notice(room, binding, 'all', during('reading')).finally(() => say({ working: undefined }))
        later(quiet)
      }),
    unbind: tableId =>
      inTurn(async () => {
        const binding = await room.binding(tableId)
        if (!binding) return
        for (const pending of room.pendingIn(tableId)) room.drop(pending)
        await room.change(tableId, () => undefined)
        await workbook.release(binding)
        await room.keep()
      }),
    agree: async edits => {
      for (const edit of edits) {
        const pending = room.pendingOf(edit.tableId, edit.id)
        if (pending?.state === 'asks') room.put({ ...pending, state: 'queued', confirmed: true })
      }
      await sendSoon()
    },
    takeBack: edits =>
      inTurn(async () => {
        for (const edit of edits) await takenBack(room, edit)
        await room.keep()
      }),
    settleRemoved: async (edits, meaning) => {
      await inTurn(async () => {
        for (const edit of edits) await removalSettled(room, edit, meaning)
        await room.keep()
      })
      if (meaning === 'reverse') await sendSoon()
    },
    resolve: async (edits, choice) => {
      await inTurn(async () => {
        for (const edit of edits) await resolved(room, edit, choice)
        await room.keep()
      })
      await sendSoon()
    },
    show: async (edit, column) => {
      const binding = await room.binding(edit.tableId)
      const index = binding && (await room.places.find(binding, [edit.id])).get(edit.id)
      if (binding && index !== undefined) await workbook.show(binding, index, column)
    },
    close: async () => {
      closed = true
      clearTimeout(timer)
      unsubscribe()
      await unwatch()
      await last
      await lease.release()
    },
  }
}
