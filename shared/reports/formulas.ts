import { address, areaAddress, type Area } from './address.js'
import type { Cell, Column, Format, RichCell, Row, Value } from './sheet.js'

/** A formula by keys, and its value as computed from the ledger, so that a viewer which does not calculate shows it too. */
export interface Computed {
  value: Value
  formula: (at: References) => string
  format?: Format
  tone?: RichCell['tone']
}

/** The places a formula may name; they are known once every row has its place. */
export interface References {
  /** The cell of a keyed row of the foot. */
  cell: (rowKey: string, columnKey: string) => string
  /** A cell of the formula's own row. */
  here: (columnKey: string) => string
  /** A column of the whole body, subtotals included. */
  body: (columnKey: string) => string
  /** The sum of a column's data rows, whatever the filter hides. */
  sum: (columnKey: string) => string
}

/** What a report gives for a cell: a value, a cell, a formula to be placed, or the day of a date column. */
export type Input = Cell | Computed | undefined

/** One row by column key. */
export type Item = Readonly<Record<string, Input>>

/** Where things stand while a sheet is laid out. */
export interface Placement {
  columns: readonly Column[]
  index: ReadonlyMap<string, number>
  headingRow: number
  rows: Row[]
  /** The data rows, group by group. */
  segments: Area[]
  body: { top: number; bottom: number }
  columnOf: (key: string) => number
  rowOf: (key: string) => number
  references: (row: number) => References
}

/** A placement over rows that are still growing; `rowKey` is the column which only data rows fill. */
export function placement(
  parts: Pick<Placement, 'columns' | 'headingRow' | 'rows'> & { marks: Record<string, number>; rowKey: string; sheet: string },
): Placement {
  const { columns, marks, sheet } = parts
  const index = new Map(columns.map((column, at) => [column.key, at]))
  if (index.size !== columns.length) throw new Error(`two columns of ${sheet} have the same key`)
  const columnOf = (key: string) => found(index.get(key), `${sheet} has no column ${key}`)
  const rowOf = (key: string) => found(marks[key], `${sheet} has no row ${key}`)
  const place: Placement = {
    ...parts,
    index,
    segments: [],
    body: { top: parts.headingRow + 1, bottom: parts.headingRow + 1 },
    columnOf,
    rowOf,
    references,
  }
  const body = (key: string) => areaAddress({ ...place.body, left: columnOf(key), right: columnOf(key) })

  function references(row: number): References {
    return {
      cell: (rowKey, columnKey) => address(rowOf(rowKey), columnOf(columnKey)),
      here: key => address(row, columnOf(key)),
      body,
      // SUBTOTAL follows the filter, and SUM would count subtotals: a data row is one that fills the key column.
      sum: key => `SUMIF(${body(parts.rowKey)},"<>",${body(key)})`,
    }
  }
  return place
}

function found(at: number | undefined, otherwise: string): number {
  if (at === undefined) throw new Error(otherwise)
  return at
}
