import type { Drafts } from '../../shared/functions/context.js'
import type { Sync, SyncOptions } from '../sync/sync.js'
import type { withDrafts } from '../sync/drafts.js'
import type { BoundWorkbook } from '../workbook/bound/bound-workbook.js'

/** The workbook's tables that are bound to the ledger: sync comes when the first is, so that cells need not wait for its code. */
export interface Tables {
  /** Sync, once it is open. */
  readonly sync: Sync | undefined
  /** Opens sync where it is not open yet. */
  open(): Promise<Sync>
  /** Opens sync when the workbook has bound tables. */
  openIfBound(): Promise<void>
  /** Asks a question of the ledger as if the rows that are not posted yet were. */
  withDrafts: Drafts
  /** Tells of every change of sync, its opening included. */
  subscribe(listener: () => void): () => void
  close(): Promise<void>
}

export type TablesOptions = Omit<SyncOptions, 'workbook'>

/** The tables of the open workbook. */
export function tablesOf(options: TablesOptions): Tables {
  const listeners = new Set<() => void>()
  const tell = () => listeners.forEach(listener => listener())
  let sync: Sync | undefined
  let layDrafts: typeof withDrafts | undefined
  let opening: Promise<Sync> | undefined
  let workbook: Promise<BoundWorkbook> | undefined
  const bound = () =>
    (workbook ??= import('../workbook/bound/open.js').then(({ openBoundWorkbook }) => openBoundWorkbook(options.language)))
  const open = () =>
    (opening ??= (async () => {
      const [{ openSync }, drafts] = await Promise.all([import('../sync/sync.js'), import('../sync/drafts.js')])
      layDrafts = drafts.withDrafts
      sync = await openSync({ ...options, workbook: await bound() })
      sync.subscribe(tell)
      tell()
      return sync
    })().catch((error: unknown) => {
      opening = undefined
      throw error
    }))
  return {
    get sync() {
      return sync
    },
    open,
    openIfBound: async () => {
      if ((await (await bound()).registry())?.bindings.length) await open()
    },
    withDrafts: ask => {
      const { book } = options.replica
      return sync && layDrafts && book ? layDrafts(book, sync.pending, options.today(), ask) : ask()
    },
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      await (await opening)?.close()
    },
  }
}
