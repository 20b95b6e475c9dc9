import { createLedger, openLedger, type Ledger, type Outcome } from '../../../server/ledger.js'
import { OWNER } from '../../../server/viewer.js'
import { checkInvariants } from '../../../shared/book/invariants.js'
import type { PushRequest } from '../../../shared/protocol.js'
import { boundTable } from '../../../shared/tables/bound/edit.js'
import type { Binding, Registry } from '../../../addin/workbook/bound/bound-workbook.js'
import type { Pending } from '../../../addin/sync/sync.js'
import { push } from '../../server/sample.js'
import { rowsFrom } from '../../sample-ledger.js'
import { PlainFile, type PlainRow } from './plain-workbook.js'
import { sitDown, type Desk, type Fate } from './stage.js'

const COMPANY = { code: 'demo', name: 'Sample company', currency: 'CNY', timeZone: 'Asia/Shanghai' }
const LEDGER = `
  customer C001
  customer C002
  customer C003
  invoice  I-1  C001  2026-03-01  due 2026-03-31  1000.00
  invoice  I-2  C002  2026-04-01  due 2026-04-30   200.00
  receipt  R-1  C001  2026-04-15                   400.00
  allocate R-1  I-1   2026-04-15                   150.00
  rate     USD  2026-04-01  7.1`

export const TABLES = {
  invoices: ['number', 'customer', 'customerName', 'docDate', 'dueDate', 'amount', 'note'],
  receipts: ['number', 'customer', 'docDate', 'amount', 'note'],
  allocations: ['from', 'to', 'amount', 'date'],
  customers: ['code', 'name', 'creditLimit', 'owner'],
  rates: ['currency', 'date', 'rate'],
} as const
export type TableName = keyof typeof TABLES
const NAMES = Object.keys(TABLES) as TableName[]

/** One thing that happens; numbers choose among what there is. */
export interface Step {
  what: keyof typeof ACTIONS
  desk: number
  table: number
  row: number
  a: number
}

interface Accepted {
  pushId: string
  change: number
  table: string
  id: string
  isNew: boolean
  remove: boolean
  /** What the person entered or changed. */
  fields: Record<string, string>
}

/** Some people, their workbooks and a ledger, with a log of what the ledger took. */
export class Office {
  ledger!: Ledger
  readonly desks: Desk[] = []
  readonly late: (() => Promise<unknown>)[] = []
  readonly accepted: Accepted[] = []
  readonly faults: string[] = []
  private readonly pushes = new Set<string>()
  private readonly typed = new WeakMap<PlainRow, Record<string, string>>()
  /** Notes of people's own beside rows, by file. */
  private readonly remarks = new Map<PlainFile, Set<string>>()
  private readonly conflicts = new Map<string, Set<string>>()
  /** What people saw in cells of a file before it was typed over, or beside their own when they solved a conflict. */
  private readonly seen = new Map<PlainFile, Set<string>>()
  private commanded = 0
  private count = 0

  private constructor(private readonly folder: string) {}

  static async open(folder: string): Promise<Office> {
    const office = new Office(folder)
    office.ledger = await createLedger(folder, COMPANY, { clock: () => Date.UTC(2026, 6, 1, 4) })
    await office.ledger.push(push('the-beginning', rowsFrom(LEDGER)), 'owner')
    return office
  }

  async close(): Promise<void> {
    for (const desk of this.desks) await desk.close().catch(() => undefined)
    await this.ledger.close()
  }

  /** A desk with a workbook of its own, with a colleague's file, or with a copy of it. */
  async join(how: 'own' | 'same' | 'copy', of = 0): Promise<void> {
    const { file } = this.desks[of % Math.max(1, this.desks.length)]?.workbook ?? {}
    // A file is saved when what was typed has been looked at.
    for (const desk of this.desks) await desk.hears()
    const at = how === 'own' || !file ? new PlainFile() : how === 'same' ? file : file.copy()
    if (how === 'copy' && file) {
      this.remarks.set(at, new Set(this.remarks.get(file)))
      this.seen.set(at, new Set(this.seenIn(file)))
    }
    const desk = await this.sit(at)
    this.desks.push(desk)
    if (at.registry === undefined) for (const table of NAMES) await desk.sync.create(table, TABLES[table], true)
    await desk.sync.now()
  }

  private async sit(file: PlainFile, client?: string): Promise<Desk> {
    const desk = await sitDown(() => this.ledger, file, client, {
      late: this.late,
      posted: (request, outcome) => this.note(request, outcome, file),
      answered: (client, answer) => {
        for (const { outcome, conflicts = [] } of answer.rows)
          if (outcome === 'conflict') for (const { mine, theirs } of conflicts) this.expected.push({ client, file, mine, theirs })
      },
    })
    const seen = this.conflicts.get(desk.client) ?? new Set()
    this.conflicts.set(desk.client, seen)
    desk.sync.subscribe(() => {
      for (const { conflicts = [] } of desk.sync.pending) for (const { mine, theirs } of conflicts) seen.add(`${mine}|${theirs}`)
    })
    desk.workbook.overwrites = (row, column, text) => {
      const typed = this.typed.get(row)?.[column]
      if (this.commanded > 0 || typed === undefined || typed !== row.cells[column] || typed === '') return
      if (this.isAsGiven(desk, row, column)) return
      if (!this.accepted.some(({ fields }) => fields[column] === typed))
        this.faults.push(`${column} "${typed}" was overwritten with "${text}"`)
    }
    return desk
  }

  /** Whether a cell says what the ledger gave: to type that again is not to edit it. */
  private isAsGiven({ workbook, book }: Desk, row: PlainRow, column: string): boolean {
    const { bindings } = JSON.parse(workbook.file.registry!) as Registry
    const binding = bindings.find(({ tableId }) => workbook.file.tables.get(tableId)?.rows.includes(row))
    if (!binding) return false
    const given = boundTable(binding.table).read(book(), row.id, binding.exceptions[row.id] ?? binding.base)
    return given?.fields[column] === row.cells[column]
  }

  private readonly expected: { client: string; file: PlainFile; mine: string; theirs: string }[] = []

  private note(request: PushRequest, { posted, change, rows }: Outcome, file: PlainFile): void {
    if (!posted || this.pushes.has(request.pushId)) return
    this.pushes.add(request.pushId)
    const book = this.ledger.book(OWNER)
    rows.forEach((row, i) => {
      const { table, edit, row: sent } = request.rows[i]
      if (!edit || !('id' in row) || (row.outcome !== 'accepted' && row.outcome !== 'merged')) return
      const definition = boundTable(table)
      const base = edit.id === undefined ? {} : (definition.read(book, edit.id, edit.base)?.fields ?? {})
      const fields = Object.fromEntries(
        Object.entries(sent as Record<string, string>).filter(([name, text]) => text !== (base[name] ?? '')),
      )
      // Nobody's text is replaced by somebody who never saw it.
      const before = edit.id === undefined || edit.remove ? {} : (definition.read(book, edit.id, change - 1)?.fields ?? {})
      for (const [name, text] of Object.entries(fields))
        if (before[name] && before[name] !== text && !this.seenIn(file).has(before[name]))
          this.faults.push(`${table} ${row.id} ${name}: "${before[name]}" was lost to "${text}" unseen`)
      this.accepted.push({
        pushId: request.pushId,
        change,
        table,
        id: row.id,
        isNew: edit.id === undefined,
        remove: edit.remove === true,
        fields,
      })
    })
    for (const { table, id, change: at, fields, remove } of this.accepted.slice(-rows.length)) {
      if (at !== change || remove || this.accepted.filter(each => each.change === change && each.id === id).length > 1) continue
      const then = boundTable(table).read(book, id, change)?.fields
      for (const [name, text] of Object.entries(fields))
        if (text !== '' && then?.[name] !== text) this.faults.push(`accepted ${table} ${id} ${name} ${text}: ${then?.[name]}`)
    }
  }

  // --- What people do ---

  async do({ what, desk: which, table, row, a }: Step): Promise<void> {
    const desk = this.desks[which % this.desks.length]
    const name = NAMES[table % NAMES.length]
    const tableId = desk.workbook.tableOf(name)
    const rows = desk.workbook.rowsOf(name)
    await ACTIONS[what]({
      office: this,
      desk,
      index: which % this.desks.length,
      name,
      tableId,
      rows,
      at: row % Math.max(1, rows.length),
      a,
    })
  }

  /** A text of its own for a column: each is typed only once, so that it can be told who lost it. */
  text(column: string, a: number): string {
    const n = ++this.count
    if (a % 9 === 8) return ['', `no ${column}`, '2026-02-31', '-5'][a % 4]
    switch (column) {
      case 'customer':
        return `C00${1 + (a % 3)}`
      case 'docDate':
      case 'date':
        return `2026-05-${String(1 + (n % 28)).padStart(2, '0')}`
      case 'dueDate':
        return `2026-06-${String(1 + (n % 28)).padStart(2, '0')}`
      case 'amount':
      case 'creditLimit':
        return String(10 + n / 100)
      case 'from':
        return 'R-1'
      case 'to':
        return `I-${1 + (a % 2)}`
      case 'rate':
        return String(6 + n / 1000)
      case 'currency':
        return ['USD', 'EUR'][a % 2]
      case 'number':
      case 'code':
        return `N-${n}`
      default:
        return `${column} ${n}`
    }
  }

  type(desk: Desk, tableId: string, at: number, cells: Record<string, string>, name: TableName): void {
    for (const column of Object.keys(cells)) this.seenIn(desk.workbook.file).add(desk.workbook.rowsOf(name)[at]?.cells[column] ?? '')
    desk.workbook.type(tableId, at, cells)
    const row = desk.workbook.rowsOf(name)[at]
    this.typed.set(row, { ...this.typed.get(row), ...cells })
  }

  private seenIn(file: PlainFile): Set<string> {
    const seen = this.seen.get(file) ?? new Set()
    this.seen.set(file, seen)
    return seen
  }

  remark(desk: Desk, row: PlainRow): void {
    const text = `own ${++this.count}`
    const { file } = desk.workbook
    this.forget(desk, row)
    row.cells.own = text
    this.remarks.set(file, (this.remarks.get(file) ?? new Set()).add(text))
  }

  /** What stands beside a row that its owner deletes is not missed. */
  forget({ workbook }: Desk, row: PlainRow | undefined): void {
    if (row?.cells.own) this.remarks.get(workbook.file)?.delete(row.cells.own)
  }

  async command(work: () => Promise<void>): Promise<void> {
    this.commanded++
    await work().finally(() => this.commanded--)
  }

  async answer(desk: Desk, pending: Pending, a: number): Promise<void> {
    const { sync } = desk
    await this.command(async () => {
      switch (pending.state) {
        case 'asks':
          return a % 3 === 2 ? sync.takeBack([pending]) : sync.agree([pending])
        case 'removed':
          return sync.settleRemoved([pending], (['reverse', 'leave', 'restore'] as const)[a % 3])
        case 'conflict':
          for (const { theirs } of pending.conflicts!) this.seenIn(desk.workbook.file).add(theirs)
          return sync.resolve(
            [pending],
            a % 3 === 2 ? { [pending.conflicts![0].column]: this.text(pending.conflicts![0].column, 0) } : a % 3 ? 'mine' : 'theirs',
          )
        case 'draft':
        case 'refused':
          if (pending.id.startsWith('~'))
            for (const { rows } of desk.workbook.file.tables.values())
              rows.filter(({ id }) => id === pending.id).forEach(row => this.forget(desk, row))
          return sync.takeBack([pending])
        default:
      }
    })
  }

  /** The process of a workbook ends and is started again by the same person. */
  async reopen(index: number, mercy: boolean): Promise<void> {
    const { workbook, client, online } = this.desks[index]
    if (!mercy) workbook.diesAfter = 0
    await this.desks[index].close().catch(() => undefined)
    this.desks[index] = await this.sit(workbook.file, client)
    this.desks[index].online = online
    await this.desks[index].sync.idle()
  }

  /** Excel dies, and what was not saved is lost: the file is again as it was saved last. */
  async revert(index: number): Promise<void> {
    const { workbook, client } = this.desks[index]
    const { file } = workbook
    const saved = this.saved.get(file)
    if (!saved || file.openBy.size > 1) return
    await this.reopen(index, false)
    const desk = this.desks[index]
    desk.workbook.diesAfter = 0
    await desk.close().catch(() => undefined)
    file.registry = saved.registry
    file.parts.clear()
    for (const [key, text] of saved.parts) file.parts.set(key, text)
    for (const [id, { rows }] of saved.tables) file.tables.get(id)!.rows = structuredClone(rows)
    this.remarks.set(file, new Set([...saved.tables.values()].flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.own ?? []))))
    this.desks[index] = await this.sit(file, client)
    await this.desks[index].sync.idle()
  }
  private readonly saved = new Map<PlainFile, PlainFile>()

  /** The file is saved when what was typed has been looked at. */
  async save({ workbook, sync }: Desk): Promise<void> {
    await sync.idle()
    this.saved.set(workbook.file, workbook.file.copy())
  }

  async restart(): Promise<void> {
    await this.ledger.close()
    this.ledger = await openLedger(this.folder, { clock: () => Date.UTC(2026, 6, 1, 4) })
  }

  // --- In the end ---

  /** Everybody comes online, says what is to be said, and syncs, until nothing is left to do. */
  async settle(seed: number): Promise<void> {
    let a = seed
    for (const [i, desk] of this.desks.entries()) {
      desk.fates.length = 0
      desk.online = true
      if (desk.workbook.diesAfter !== Infinity) await this.reopen(i, false)
    }
    for (const arrive of this.late.splice(0)) await arrive()
    for (let round = 0; round < 25; round++) {
      const before = this.ledger.change
      for (const desk of this.desks) await desk.sync.now()
      const open = this.desks.flatMap(desk => desk.sync.pending.map(pending => ({ desk, pending })))
      if (open.length === 0 && this.ledger.change === before && round > 1) break
      for (const { desk, pending } of open) await this.answer(desk, pending, round > 12 ? 0 : a++)
    }
    for (const desk of this.desks) this.dropStrangers(desk)
    for (let i = 0; i < 2; i++) for (const desk of this.desks) await desk.hears().then(() => desk.sync.now())
  }

  /** Rows that a colleague was entering in the file of which this is a copy. */
  private dropStrangers(desk: Desk): void {
    for (const [tableId, { rows }] of desk.workbook.file.tables)
      for (let at = rows.length - 1; at >= 0; at--)
        if (rows[at].id.startsWith('~')) {
          this.forget(desk, rows[at])
          desk.workbook.delete(tableId, [at])
        }
  }

  /** What is wrong in the end; nothing, it is to be hoped. */
  async wrong(): Promise<string[]> {
    const wrong = [...this.faults]
    const book = this.ledger.book(OWNER)
    for (const [i, desk] of this.desks.entries()) {
      for (const { state, id, table, refusal } of desk.sync.pending)
        wrong.push(`desk ${i} ${table} ${id} is still ${state} ${refusal?.message ?? ''}`)
      if (desk.sync.status.problem) wrong.push(`desk ${i}: ${desk.sync.status.problem.message}`)
      const { bindings } = JSON.parse(desk.workbook.file.registry!) as Registry
      for (const binding of bindings)
        wrong.push(...this.tableWrong(binding, desk.workbook.file.tables.get(binding.tableId)!.rows).map(each => `desk ${i} ${each}`))
      const cells = [...desk.workbook.file.tables.values()].flatMap(({ rows }) => rows.map(row => row.cells.own))
      for (const remark of this.remarks.get(desk.workbook.file) ?? [])
        if (!cells.includes(remark)) wrong.push(`desk ${i}: "${remark}" is gone`)
    }
    const entered = this.accepted.filter(({ isNew }) => isNew)
    for (const [i, { table, fields }] of entered.entries()) {
      const key = table === 'allocations' ? 'amount' : 'note'
      if (fields[key] && entered.slice(0, i).some(each => each.table === table && each.fields[key] === fields[key]))
        wrong.push(`${table} ${fields[key]} was posted twice`)
    }
    const numbers = [...boundTable('invoices').ids(book)].map(id => boundTable('invoices').read(book, id)!.fields.number)
    if (new Set(numbers).size < numbers.length) wrong.push('a number twice')
    // What a co-author has typed over is nobody's text any more: Excel itself lets the last one win.
    for (const { client, file, mine, theirs } of this.expected)
      if (!this.conflicts.get(client)?.has(`${mine}|${theirs}`) && !this.seenIn(file).has(mine))
        wrong.push(`${client} did not see ${mine}|${theirs}`)
    wrong.push(...checkInvariants(book).map(({ problem }) => problem))
    wrong.push(...(await this.ledger.check()).map(({ problem }) => problem))
    return wrong
  }

  private tableWrong(binding: Binding, rows: readonly PlainRow[]): string[] {
    const book = this.ledger.book(OWNER)
    const definition = boundTable(binding.table)
    const wrong: string[] = []
    const here = new Set<string>()
    for (const { id, cells, status } of rows) {
      const of = `${binding.table} ${id}`
      if (id === '') {
        if (Object.keys(binding.columns).some(name => cells[name])) wrong.push(`${of}: a row without id says ${JSON.stringify(cells)}`)
        continue
      }
      if (here.has(id)) wrong.push(`${of} twice`)
      here.add(id)
      const now = definition.read(book, id)
      if (!now || now.id !== id) {
        if (status !== 'Reversed in the ledger') wrong.push(`${of} is gone and says ${status}`)
        continue
      }
      if (status !== 'Saved' && status !== '') wrong.push(`${of} says ${status}`)
      for (const name of Object.keys(binding.columns))
        if ((cells[name] ?? '') !== (now.fields[name] ?? '')) wrong.push(`${of} ${name}: "${cells[name]}" for "${now.fields[name]}"`)
    }
    const left = new Set(binding.left.flatMap(id => [id, definition.read(book, id)?.id]))
    for (const id of definition.ids(book)) if (!here.has(id) && !left.has(id)) wrong.push(`${binding.table} ${id} is missing`)
    if (Object.keys(binding.exceptions).length > 10) wrong.push(`${binding.table} has ${Object.keys(binding.exceptions).length} exceptions`)
    return wrong
  }
}

interface Scene {
  office: Office
  desk: Desk
  index: number
  name: TableName
  tableId: string
  rows: PlainRow[]
  at: number
  a: number
}

const FATES: readonly Fate[] = ['lost', 'answerLost', 'twice', 'late']

/** New rows as people enter them: whole, half filled, or wrong. */
function entered({ office, name, a }: Scene): Record<string, string> {
  const columns = TABLES[name].filter(column => column !== 'customerName' && column !== 'dueDate')
  const cells = Object.fromEntries(columns.map(column => [column, office.text(column, a % 8)]))
  if (name === 'receipts' && a % 2 === 0) cells.number = ''
  if (a % 7 === 6) delete cells[columns[a % columns.length]]
  const column = columns[a % columns.length]
  if (a % 11 === 10) cells[column] = `no ${column}`
  return cells
}

export const ACTIONS = {
  type: async ({ office, desk, name, tableId, rows, at, a }: Scene) => {
    if (rows.length === 0) return
    const columns = TABLES[name].filter(column => column !== 'customerName')
    const column = columns[a % columns.length]
    office.type(desk, tableId, at, { [column]: office.text(column, a) }, name)
    if (a % 3 > 0) await desk.sync.idle()
  },
  enter: async (scene: Scene) => {
    const { office, desk, tableId, rows, a, name } = scene
    office.type(desk, tableId, rows.length, entered(scene), name)
    if (a % 2) office.remark(desk, rows[rows.length - 1])
    if (a % 3 > 0) await desk.sync.idle()
  },
  insert: async ({ desk, tableId, at }: Scene) => desk.workbook.insert(tableId, at),
  delete: async ({ office, desk, tableId, rows, at }: Scene) => {
    if (rows.length === 0) return
    office.forget(desk, rows[at])
    desk.workbook.delete(tableId, [at])
  },
  copy: async ({ office, desk, tableId, rows, at, name }: Scene) => {
    if (rows.length === 0) return
    desk.workbook.copy(tableId, at)
    delete rows[rows.length - 1].cells.own
    const column = { invoices: 'note', receipts: 'note', allocations: 'amount', customers: 'code', rates: 'date' }[name]
    office.type(desk, tableId, rows.length - 1, { [column]: office.text(column, 0) }, name)
  },
  cut: async ({ desk, tableId, rows, at }: Scene) => void (rows.length > 0 && desk.workbook.cut(tableId, at)),
  sort: async ({ desk, tableId, name, a }: Scene) => desk.workbook.sort(tableId, TABLES[name][a % TABLES[name].length], a % 2 === 0),
  remark: async ({ office, desk, rows, at }: Scene) => void (rows.length > 0 && rows[at].id !== '' && office.remark(desk, rows[at])),
  sync: async ({ desk }: Scene) => desk.sync.now(),
  hear: async ({ desk }: Scene) => desk.hears(),
  answer: async ({ office, desk, a }: Scene) => {
    const { pending } = desk.sync
    if (pending.length > 0) await office.answer(desk, pending[a % pending.length], a)
  },
  agree: async ({ office, desk }: Scene) => office.command(() => desk.sync.agree(desk.sync.pending)),
  network: async ({ desk, a }: Scene) => void (desk.online = a % 3 > 0),
  fate: async ({ desk, a }: Scene) => void desk.fates.push(FATES[a % FATES.length]),
  late: async ({ office, a }: Scene) => void (await office.late.splice(a % Math.max(1, office.late.length), 1)[0]?.()),
  close: async ({ office, index }: Scene) => office.reopen(index, true),
  crash: async ({ office, desk, index, a }: Scene) => {
    desk.workbook.diesAfter = a
    await desk.sync.now()
    await office.reopen(index, false)
  },
  save: async ({ office, desk }: Scene) => office.save(desk),
  revert: async ({ office, index }: Scene) => office.revert(index),
  restart: async ({ office }: Scene) => office.restart(),
  together: async ({ office, desk, index, a }: Scene) => {
    const other = office.desks[(index + 1 + a) % office.desks.length]
    await Promise.all([desk.sync.now(), other.sync.now(), other.hears()])
  },
  join: async ({ office, index, a }: Scene) =>
    void (office.desks.length < 5 && (await office.join((['same', 'copy', 'own'] as const)[a % 3], index))),
} satisfies Record<string, (scene: Scene) => Promise<unknown>>
