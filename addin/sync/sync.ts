import type { Replica } from '../replica/replica.js'
import type { Binding, FoundTable, Progress, TableEvent } from '../workbook/bound/bound-workbook.js'
import { exchangeOf } from './exchange.js'
import { hearing } from './heard.js'
import { leaseOf } from './lease.js'
import { notice, noticeMissing } from './noticing.js'
import type { Pending } from './pending.js'
import { fill } from './pulling.js'
import { removalSettled, resolved, takenBack, type Choice } from './resolving.js'
import { Room, type Surroundings } from './room.js'
import { Standing, type SyncStatus } from './standing.js'
import { Turns } from './turns.js'

export type { Pending, PendingState } from './pending.js'
export type { Choice } from './resolving.js'
export type { SyncStatus } from './standing.js'

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
  /** Ends what is being read, sent, fetched or filled before its next piece; what is left is gone on with the next time. */
  cancel(): void
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
  const standing = new Standing(around.language)
  const { told } = standing
  const room = new Room({ ...around, book: () => replica.book }, told)
  const { workbook } = around
  const name = () => (room.bindings.length ? `${room.workbookId}|${around.location()}` : undefined)
  const lease = leaseOf(replica.connection, name, around.client, around.now)
  const turns = new Turns()
  const inTurn = <Result>(work: () => Promise<Result>) => turns.take(work)
  const background = (work: () => Promise<void>) => void inTurn(work).catch(standing.failed)
  const exchange = exchangeOf({ room, replica, lease, standing, background })
  let closed = false

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
      if (rows === 'all') await notice(room, binding, 'all', standing.during('reading'))
      else if (rows.size > 0) await notice(room, binding, [...rows])
      if (deleted || rows === 'all' || rows.size > 0) exchange.later(quiet)
    }
  }

  // --- To and from the ledger ---

  const everything = () =>
    inTurn(async () => {
      await exchange.scan()
      await replica.refresh()
      await exchange.run(() => true)
    }).catch(standing.failed)

  await room.open()
  const unwatch = await workbook.watch(hear)
  const unsubscribe = replica.subscribe(({ kind }) => {
    if (closed) return
    if (kind === 'facts') background(() => exchange.fetch())
    else if (replica.status.live !== 'offline') exchange.again()
  })
  void replica.ready.then(() => {
    if (!closed && room.bindings.length > 0) background(async () => (await exchange.scan(), await exchange.run(() => true)))
  })

  const bound = async (binding: Binding) => {
    await room.add(binding)
    told()
  }
  const base = () => replica.book!.change
  const sendSoon = () => inTurn(() => exchange.run(() => true))

  return {
    get status() {
      return standing.status
    },
    get bindings() {
      return room.bindings
    },
    get pending() {
      return room.pending
    },
    subscribe: listener => standing.subscribe(listener),
    now: everything,
    idle: () => turns.idle(),
    cancel: () => standing.cancel(),
    tables: () => workbook.tables(),
    create: (table, columns, filled, progress) =>
      inTurn(async () => {
        const made = await workbook.create(table, columns)
        await bound({ ...made, base: filled ? 0 : base(), follows: filled })
        const binding = await room.binding(made.tableId)
        if (filled && binding)
          await fill(room, binding, standing.during('filling', progress)).finally(() => standing.say({ working: undefined }))
      }),
    bind: (tableId, table, columns, follows) =>
      inTurn(async () => {
        await bound({ ...(await workbook.adopt(tableId, table, columns)), base: follows ? 0 : base(), follows })
        const binding = await room.binding(tableId)
        if (binding) await notice(room, binding, 'all', standing.during('reading')).finally(() => standing.say({ working: undefined }))
        exchange.later(quiet)
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
      exchange.close()
      unsubscribe()
      await unwatch()
      await turns.idle()
      await lease.release()
    },
  }
}
