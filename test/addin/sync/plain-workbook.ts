import type { Binding, BoundWorkbook, Registry, TableEvent } from '../../../addin/workbook/bound/bound-workbook.js'
import type { Fields } from '../../../shared/tables/bound/define.js'
import { boundTable } from '../../../shared/tables/bound/edit.js'

export interface PlainRow {
  id: string
  status: string
  marked: readonly string[]
  /** Also of columns that are not bound. */
  cells: Record<string, string>
}

/** A workbook file as plain objects: tables of texts, the registry, and the parts of its clients. Several may have it open. */
export class PlainFile {
  readonly location = `file-${++files}`
  registry: string | undefined
  readonly parts = new Map<string, string>()
  readonly tables = new Map<string, { name: string; sheet: string; rows: PlainRow[] }>()
  readonly openBy = new Set<PlainWorkbook>()

  /** The file saved under another name. */
  copy(): PlainFile {
    const copy = new PlainFile()
    copy.registry = this.registry
    for (const [client, text] of this.parts) copy.parts.set(client, text)
    for (const [id, table] of this.tables) copy.tables.set(id, structuredClone(table))
    return copy
  }
}

let files = 0

/** A file as one person has it open: what sync asks of Excel, and what a person does in it. */
export class PlainWorkbook implements BoundWorkbook {
  private readonly listeners = new Set<(event: TableEvent) => void>()
  /** Row writes and reads of all ids asked for, so that a test can count them. */
  written = 0
  idsRead = 0
  /** Called before a cell is overwritten by what sync writes. */
  overwrites?: (row: PlainRow, column: string, text: string) => void
  /** Steps after which the process that has it open dies: from then on nothing more is done. */
  diesAfter = Infinity

  constructor(readonly file = new PlainFile()) {
    file.openBy.add(this)
  }

  /** One thing asked of Excel. */
  private async step(): Promise<void> {
    await Promise.resolve()
    if (this.diesAfter-- <= 0) {
      this.diesAfter = 0
      throw new Error('the process died')
    }
  }

  registry = async () => {
    await this.step()
    return this.file.registry === undefined ? undefined : (JSON.parse(this.file.registry) as Registry)
  }
  saveRegistry = async (registry: Registry) => {
    await this.step()
    this.file.registry = JSON.stringify(registry)
  }
  part = async (client: string) => this.file.parts.get(client)
  savePart = async (client: string, text: string) => {
    await this.step()
    this.file.parts.set(client, text)
  }
  otherParts = async (client: string) => [...this.file.parts].filter(([each]) => each !== client).map(([, text]) => text)
  fileName = async () => 'Book1.xlsx'
  tables = async () => []
  place = async ({ tableId }: Binding) => {
    await this.step()
    const { name, sheet, rows } = this.table(tableId)
    return { tableId, name, sheet, firstRow: 2, rows: rows.length }
  }
  ids = async ({ tableId }: Binding) => {
    await this.step()
    this.idsRead++
    return this.table(tableId).rows.map(({ id }) => id)
  }
  rows: BoundWorkbook['rows'] = async ({ tableId, columns }, indexes) => {
    await this.step()
    const { rows } = this.table(tableId)
    const asked = indexes === 'all' ? rows.map((_, index) => index) : indexes.filter(index => index < rows.length)
    return asked.map(index => {
      const { id, status, cells } = rows[index]
      return { index, id, status, fields: Object.fromEntries(Object.keys(columns).map(name => [name, cells[name] ?? ''])) }
    })
  }
  write: BoundWorkbook['write'] = async ({ tableId }, writes) => {
    const left: number[] = []
    for (const { index, was, id, fields, status, marked } of writes) {
      await this.step()
      const row = this.table(tableId).rows[index]
      if (!row || (was !== undefined && was !== row.id)) {
        left.push(index)
        continue
      }
      this.written++
      if (id !== undefined) row.id = id
      if (status !== undefined) row.status = status
      if (marked) row.marked = marked
      for (const [name, text] of Object.entries(fields ?? {})) if (row.cells[name] !== text) this.overwrites?.(row, name, text)
      Object.assign(row.cells, fields)
      this.tell({ tableId, kind: 'edited', rows: { from: index, to: index } })
    }
    return left
  }
  append: BoundWorkbook['append'] = async ({ tableId }, added) => {
    for (const { id, fields, status } of added) {
      await this.step()
      this.table(tableId).rows.push({ id, status, marked: [], cells: { ...fields } })
    }
    this.tell({ tableId, kind: 'inserted' })
  }
  remove: BoundWorkbook['remove'] = async ({ tableId }, indexes, was) => {
    await this.step()
    const { rows } = this.table(tableId)
    const right = indexes.filter((index, i) => was === undefined || rows[index]?.id === was[i])
    this.delete(tableId, right)
    return indexes.filter(index => !right.includes(index))
  }
  create: BoundWorkbook['create'] = async (table, columns) => {
    const tableId = `T${this.file.tables.size + 1}`
    this.file.tables.set(tableId, { name: tableId, sheet: table, rows: [] })
    return {
      tableId,
      table,
      columns: Object.fromEntries(columns.map((name, i) => [name, i])),
      idColumn: 98,
      statusColumn: 99,
      exceptions: {},
      follows: false,
      left: [],
    }
  }
  adopt: BoundWorkbook['adopt'] = async (tableId, table, columns) => ({
    tableId,
    table,
    columns,
    idColumn: 98,
    statusColumn: 99,
    exceptions: {},
    follows: false,
    left: [],
  })
  release = async () => undefined
  show = async () => undefined
  watch: BoundWorkbook['watch'] = async listener => {
    this.listeners.add(listener)
    return async () => void this.listeners.delete(listener)
  }

  // --- What a person does ---

  /** Types into cells of a row; `at` one past the end begins a new row. */
  type(tableId: string, at: number, cells: Fields): void {
    const { rows } = this.table(tableId)
    if (at === rows.length) rows.push({ id: '', status: '', marked: [], cells: {} })
    Object.assign(rows[at].cells, cells)
    this.tell({ tableId, kind: 'edited', rows: { from: at, to: at } })
  }

  insert(tableId: string, at: number): void {
    this.table(tableId).rows.splice(at, 0, { id: '', status: '', marked: [], cells: {} })
    this.tell({ tableId, kind: 'inserted' })
  }

  delete(tableId: string, indexes: readonly number[]): void {
    const { rows } = this.table(tableId)
    for (const index of [...indexes].sort((a, b) => b - a)) rows.splice(index, 1)
    this.tell({ tableId, kind: 'deleted' })
  }

  /** Copies a row, its hidden id too, to the end. */
  copy(tableId: string, at: number): void {
    const { rows } = this.table(tableId)
    rows.push(structuredClone(rows[at]))
    this.tell({ tableId, kind: 'edited', rows: { from: rows.length - 1, to: rows.length - 1 } })
  }

  /** Cuts a row and pastes it at the end. */
  cut(tableId: string, at: number): void {
    const { rows } = this.table(tableId)
    rows.push(rows[at])
    rows[at] = { id: '', status: '', marked: [], cells: {} }
    this.tell({ tableId, kind: 'edited', rows: { from: at, to: at } })
    this.tell({ tableId, kind: 'edited', rows: { from: rows.length - 1, to: rows.length - 1 } })
  }

  sort(tableId: string, by: string, ascending = true): void {
    const { rows } = this.table(tableId)
    rows.sort((a, b) => ((a.cells[by] ?? '') < (b.cells[by] ?? '') === ascending ? -1 : 1))
    this.tell({ tableId, kind: 'edited', rows: { from: 0, to: rows.length - 1 } })
  }

  rowsOf(table: string): PlainRow[] {
    for (const [tableId, { rows }] of this.file.tables) if (this.bindingOf(tableId)?.table === table) return rows
    throw new Error(`no table of ${table}`)
  }

  tableOf(table: string): string {
    for (const tableId of this.file.tables.keys()) if (this.bindingOf(tableId)?.table === table) return tableId
    throw new Error(`no table of ${table}`)
  }

  private bindingOf(tableId: string): Binding | undefined {
    return (JSON.parse(this.file.registry ?? '{"bindings":[]}') as Registry).bindings.find(binding => binding.tableId === tableId)
  }

  private table(tableId: string) {
    const table = this.file.tables.get(tableId)
    if (!table) throw new Error(`no table ${tableId}`)
    return table
  }

  /** As Excel does, after what was done: here as a local event, to co-authors as one from elsewhere. */
  private tell(event: Omit<TableEvent, 'local'>): void {
    for (const each of this.file.openBy)
      for (const listener of each.listeners) queueMicrotask(() => each.diesAfter > 0 && listener({ ...event, local: each === this }))
  }
}

/** Columns that a test's table has. */
export const usualColumns = (table: string): string[] => boundTable(table).columns.map(({ name }) => name)
