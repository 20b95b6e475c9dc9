import type { Fields } from '../../../shared/tables/bound/define.js'

/** What joins a table of the workbook to a table of the ledger. It travels in the file. */
export interface Binding {
  /** The id that Excel gives the table; a copy of its sheet has another, and so is not bound. */
  tableId: string
  /** Name of the ledger's table, `invoices`. */
  table: string
  /** Excel's id of each bound column by its name in the ledger: it stays when the heading is renamed or the column moved. */
  columns: Readonly<Record<string, number>>
  /** Excel's ids of the two columns of ours: the row's id, and what became of the row. */
  idColumn: number
  statusColumn: number
  /** The change as of which the rows stand, but for the exceptions. */
  base: number
  /** Rows that stand as of another change, by id. */
  exceptions: Readonly<Record<string, number>>
  /** Whether new rows of the ledger are added. */
  follows: boolean
  /** Ids of rows that were only taken out of this table: they do not come back by themselves. */
  left: readonly string[]
}

/** All bindings of a workbook. */
export interface Registry {
  /** Of the workbook, made once; a copy of the file has the same. */
  workbook: string
  /** Code of the company whose ledger the rows are of. */
  company: string
  bindings: readonly Binding[]
}

/** A row of a bound table as it stands in the sheet. */
export interface SheetRow {
  /** Counted from 0 in the table's body. */
  index: number
  /** `''` for a row that has none yet. */
  id: string
  /** Of the bound columns, in the ledger's form as far as a cell can be read; else as typed. */
  fields: Fields
  status: string
}

/** What is written into a row; what is left out stays as it is. */
export interface RowWrite {
  index: number
  /** The id that stood in the row when it was read: when another stands there by now, because somebody sorted, the row is left alone. */
  was?: string
  id?: string
  fields?: Fields
  status?: string
  /** Columns to be marked as in conflict; those marked before and not named are unmarked. */
  marked?: readonly string[]
}

/** What happened to a table. `rows` are indexes in its body, `from` to `to` inclusive, when only cells changed. */
export interface TableEvent {
  tableId: string
  kind: 'edited' | 'inserted' | 'deleted' | 'columns'
  /** Undefined when it is not known which. */
  rows?: { from: number; to: number }
  /** Whether this person did it; a co-author's edits are theirs to push. */
  local: boolean
}

/** Where a bound table stands, as people know it. */
export interface TablePlace {
  tableId: string
  name: string
  sheet: string
  /** Row of the sheet in which the body begins, counted from 1. */
  firstRow: number
  rows: number
}

/** A table of the workbook that may be bound. */
export interface FoundTable extends TablePlace {
  headings: readonly { id: number; heading: string }[]
}

/** How far a long piece of work has come; throws what ends it when it was cancelled. */
export type Progress = (done: number, total: number) => void

/** What sync asks of the workbook. Everything refuses, and touches nothing, when the table is gone (`TABLE_GONE`) or lacks a bound column. */
export interface BoundWorkbook {
  registry(): Promise<Registry | undefined>
  saveRegistry(registry: Registry): Promise<void>
  /** What a client keeps of its own in the file, as text; each client has one part. */
  part(client: string): Promise<string | undefined>
  savePart(client: string, text: string): Promise<void>
  /** The parts of all other clients. */
  otherParts(client: string): Promise<string[]>
  /** The file's name, for the audit. */
  fileName(): Promise<string>

  tables(): Promise<FoundTable[]>
  place(binding: Binding): Promise<TablePlace>
  /** Ids of all rows, in their order in the sheet. */
  ids(binding: Binding): Promise<string[]>
  /** Some rows, or all of them in pieces with progress. */
  rows(binding: Binding, indexes: readonly number[] | 'all', progress?: Progress): Promise<SheetRow[]>
  /**
   * Writes rows: only the cells named that differ, neighbouring rows together, some 500 rows to a round trip. Formulas, formats and other
   * columns stay. Gives the indexes of rows that were left alone because another row stands there by now.
   */
  write(binding: Binding, writes: readonly RowWrite[], progress?: Progress): Promise<number[] | void>
  /** Adds rows at the end, in pieces; a piece that was begun is finished when the work is cancelled. */
  append(binding: Binding, rows: readonly { id: string; fields: Fields; status: string }[], progress?: Progress): Promise<void>
  /** Takes rows out of the table. Where `was` tells the ids they were read with, a row that has another by now stays, and its index is given. */
  remove(binding: Binding, indexes: readonly number[], was?: readonly string[]): Promise<number[] | void>
  /** Makes a table with our columns on a new sheet and shows it; its headings, formats, choices and notes in the workbook's language. */
  create(table: string, columns: readonly string[]): Promise<Omit<Binding, 'base'>>
  /** Adds the two columns of ours to a table that is there. */
  adopt(tableId: string, table: string, columns: Readonly<Record<string, number>>): Promise<Omit<Binding, 'base'>>
  /** Takes our two columns off again. */
  release(binding: Binding): Promise<void>
  /** Selects a row's cell, or the row's first. */
  show(binding: Binding, index: number, column?: string): Promise<void>
  /** Tells of everything that happens to the workbook's tables; the result ends it. */
  watch(listener: (event: TableEvent) => void): Promise<() => Promise<void>>
}
