import type { Book } from '../../../../shared/book/book.js'
import { day, type IsoDate } from '../../../../shared/dates.js'
import type { Language } from '../../../../shared/refusals.js'
import { boundTable } from '../../../../shared/tables/bound/edit.js'
import type { Tables } from '../../../../addin/desk/tables.js'
import { checked } from '../../../../addin/sync/check.js'
import type { Pending } from '../../../../addin/sync/pending.js'
import type { Sync, SyncStatus } from '../../../../addin/sync/sync.js'
import type { Binding, FoundTable } from '../../../../addin/workbook/bound/bound-workbook.js'

/** Which bound tables and edits a scene has. */
export type TablesScene = 'none' | 'saved' | 'waiting' | 'many'

const HOUR = 3_600_000

/** A workbook's tables in memory, and what a test may do to them. */
export class PageTables {
  /** What the pane asked sync to do, in order, each with what it was about. */
  readonly calls: unknown[][] = []
  status: SyncStatus = {}
  bindings: Binding[] = []
  pending: Pending[] = []
  /** The workbook's tables. */
  found: FoundTable[] = []
  /** Pieces in which a new table is filled; each waits until `step` is called. */
  pieces = 0
  private readonly listeners = new Set<() => void>()
  private next: (() => void) | undefined
  private opened: Sync | undefined

  constructor(scene: TablesScene, book: Book | undefined, today: IsoDate, language: Language) {
    if (!book || scene === 'none') return
    this.bindings = ['invoices', 'receipts'].map(bindingOf)
    this.found = this.bindings.map(({ tableId, table }) =>
      foundTable(tableId, boundTable(table).label[language], boundTable(table).label[language], []),
    )
    this.status = { syncedAt: Date.now() - 5 * 60_000 }
    if (scene !== 'saved')
      this.pending = editsOf(scene, book).map(edit =>
        edit.conflicts || edit.state === 'removed' ? edit : checked(book, edit, day(today), language),
      )
    this.open()
  }

  /** Changes what is known and tells the pane. */
  tell(part: Partial<Pick<PageTables, 'status' | 'bindings' | 'pending' | 'found'>>): void {
    Object.assign(this, part)
    for (const listener of [...this.listeners]) listener()
  }

  /** Lets the next piece of a table be filled. */
  step(): void {
    this.next?.()
  }

  readonly tables = (): Tables => {
    // The page reads what stands here at the moment when it asks.
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    const here = this
    return {
      get sync() {
        return here.opened
      },
      open: async () => this.open(),
      openIfBound: async () => void (this.bindings.length > 0 && this.open()),
      withDrafts: ask => ask(),
      subscribe: listener => {
        this.listeners.add(listener)
        return () => this.listeners.delete(listener)
      },
      close: async () => undefined,
    }
  }

  private open(): Sync {
    return (this.opened ??= this.sync())
  }

  private settled(name: string, edits: readonly Pending[], ...more: unknown[]): void {
    this.calls.push([name, edits.map(({ id }) => id), ...more])
    this.tell({ pending: this.pending.filter(each => !edits.includes(each)) })
  }

  private sync(): Sync {
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    const here = this
    return {
      get status() {
        return here.status
      },
      get bindings() {
        return here.bindings
      },
      get pending() {
        return here.pending
      },
      subscribe: () => () => undefined,
      now: async () => {
        this.calls.push(['now'])
        this.tell({ status: { syncedAt: Date.now() }, pending: this.pending.filter(({ state }) => state !== 'queued') })
      },
      idle: async () => undefined,
      tables: async () => this.found,
      create: async (table, columns, filled, progress) => {
        this.calls.push(['create', table, columns, filled])
        for (let done = 1; done <= this.pieces; done++) {
          await new Promise<void>(resolve => (this.next = resolve))
          progress?.(done * 1000, this.pieces * 1000)
        }
        this.tell({ bindings: [...this.bindings, bindingOf(table)] })
      },
      bind: async (tableId, table, columns, follows) => {
        this.calls.push(['bind', tableId, table, columns, follows])
        this.tell({ bindings: [...this.bindings, { ...bindingOf(table), tableId, columns }] })
      },
      unbind: async tableId => {
        this.calls.push(['unbind', tableId])
        this.tell({ bindings: this.bindings.filter(each => each.tableId !== tableId) })
      },
      agree: async edits => this.settled('agree', edits),
      takeBack: async edits => this.settled('takeBack', edits),
      settleRemoved: async (edits, meaning) => this.settled('settleRemoved', edits, meaning),
      resolve: async (edits, choice) => this.settled('resolve', edits, choice),
      show: async (edit, column) => void this.calls.push(['show', edit.id, column]),
      cancel: () => void this.calls.push(['cancel']),
      close: async () => undefined,
    }
  }
}

const foundTable = (tableId: string, name: string, sheet: string, headings: string[]): FoundTable => ({
  tableId,
  name,
  sheet,
  firstRow: 2,
  rows: 128,
  headings: headings.map((heading, at) => ({ id: at + 1, heading })),
})

const bindingOf = (table: string): Binding => ({
  tableId: `{${table}}`,
  table,
  columns: Object.fromEntries(boundTable(table).columns.map(({ name }, at) => [name, at + 1])),
  idColumn: 90,
  statusColumn: 91,
  base: 1,
  exceptions: {},
  follows: true,
  left: [],
})

/** Edits of invoices of the book of corrections, one or several for each thing that a person may have to decide. */
function editsOf(scene: TablesScene, book: Book): Pending[] {
  const invoices = boundTable('invoices')
  const rows = [...invoices.ids(book)].map(id => invoices.read(book, id)!)
  const edit = (at: number, changed: Record<string, string>, more: Partial<Pending> = {}): Pending => {
    const { customerName: _given, ...fields } = rows[at].fields
    const state = 'queued' as const
    return {
      tableId: '{invoices}',
      table: 'invoices',
      id: rows[at].id,
      fields: { ...fields, ...changed },
      base: 1,
      state,
      editedAt: Date.now() - 2 * HOUR,
      ...more,
    }
  }
  const fresh = (id: string, fields: Record<string, string>): Pending => ({
    ...edit(0, {}),
    id: `~${id}`,
    fields: { number: '', customer: '', docDate: '', amount: '', note: '', ...fields },
    editedAt: Date.now() - HOUR,
  })
  if (scene === 'many')
    return Array.from({ length: 120 }, (_, i) =>
      fresh(String(i).padStart(12, '0'), { number: `N-${i}`, customer: 'C404', docDate: '2026-03-01', amount: '10' }),
    )
  const conflict = (at: number, number: string): Pending =>
    edit(
      at,
      { amount: number, dueDate: '2026-05-15', note: 'mine' },
      {
        state: 'conflict',
        conflicts: [
          { column: 'amount', base: rows[at].fields.amount, mine: number, theirs: '123456789012.5' },
          { column: 'dueDate', base: rows[at].fields.dueDate, mine: '2026-05-15', theirs: '2026-06-30' },
        ],
        changedBy: { change: 1284, actor: '李会计', recordedAt: '2026-03-31T06:05:00.000Z' },
      },
    )
  return [
    conflict(1, '230'),
    conflict(2, '999999999999.99'),
    edit(0, { amount: '900' }),
    edit(3, { docDate: '2026-02-11' }),
    edit(4, {}, { state: 'removed', fields: rows[4].fields }),
    fresh('aaaaaaaaaaaa', { number: 'I-20', customer: 'C404', docDate: '2026-03-05', amount: '70' }),
    fresh('bbbbbbbbbbbb', { number: 'I-21', customer: 'C001', amount: '80' }),
    fresh('cccccccccccc', { number: 'I-22', customer: 'C001', docDate: '2026-03-06', amount: '1234.5' }),
  ]
}
