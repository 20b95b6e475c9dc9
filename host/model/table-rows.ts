import type { Rectangle } from './address.js'
import { rectangle } from './address.js'
import type { Cell, Value } from './cell.js'
import { invalidArgument } from './declined.js'
import { copied } from './formula-text.js'
import { deleteCells, insertCells } from './shift.js'
import type { Area } from './sheet.js'
import { cellAt, cellFor, usedArea } from './sheet.js'
import type { Column, Table } from './table.js'
import { bodyArea, headerArea, refreshHeaders, resizeTable, rowCount, tableArea } from './table.js'
import { checkWritable } from './writable.js'
import { clear, enter } from './write.js'

type Rows = readonly (readonly (Value | null)[])[]

/** Adds rows before an index, or at the end; columns that are computed go on by themselves. */
export function addRows(table: Table, index: number | null, rows: Rows): number {
  checkWritable(table.sheet)
  if (!rows.every(row => row.length === table.area.columns))
    throw invalidArgument("The number of values doesn't match the table's columns.")
  const count = rowCount(table)
  const at = index === null || index < 0 ? count : index
  if (at > count) throw invalidArgument()
  const body = bodyArea(table)
  const computed = computedColumns(table)
  const room = { ...body, row: body.row + at, rows: rows.length - (count === 0 ? 1 : 0) }
  const appended = at === count
  if (room.rows > 0) {
    const inserted = count === 0 ? { ...room, row: room.row + 1 } : room
    if (!appended || table.showTotals || usedArea(inserted)) insertCells(inserted, 'Down', false)
    // Cells inserted inside the table make it grow by themselves; behind its last row they do not.
    const wanted = count + rows.length + (table.showHeaders ? 1 : 0) + (table.showTotals ? 1 : 0)
    table.area = { ...table.area, rows: wanted }
  }
  rows.forEach((row, r) => {
    const line = body.row + at + r
    row.forEach((entry, c) => {
      const formula = entry === null ? computed.get(c) : undefined
      if (formula) enter(table.sheet, line, body.column + c, copied(formula.text, line - formula.row, 0))
      else if (entry !== null) enter(table.sheet, line, body.column + c, entry)
    })
  })
  table.waiting = false
  const area = { row: body.row + at, column: body.column, rows: rows.length, columns: body.columns }
  table.sheet.workbook.engine?.redefined()
  table.sheet.workbook.engine?.touched(table.sheet, area)
  table.sheet.workbook.happened({ kind: 'cells', type: 'RowInserted', sheet: table.sheet, area, shift: 'Down' })
  return at
}

/** Columns whose last row is a formula: new rows take it over. */
function computedColumns(table: Table): Map<number, { text: string; row: number }> {
  const body = bodyArea(table)
  const row = body.row + body.rows - 1
  const found = new Map<number, { text: string; row: number }>()
  for (let c = 0; c < body.columns; c++) {
    const cell: Cell | undefined = cellAt(table.sheet, row, body.column + c)
    if (cell?.formula) found.set(c, { text: cell.formula, row })
  }
  return found
}

/** Gives the table another rectangle; in rows that come in below, columns that are computed go on. */
export function extendTable(table: Table, area: Rectangle): void {
  const computed =
    area.column === table.area.column && table.showHeaders && !table.showTotals ? computedColumns(table) : new Map<number, never>()
  const before = bodyArea(table)
  resizeTable(table, area)
  const body = bodyArea(table)
  const from = before.row + before.rows
  const rows = body.row + body.rows - from
  if (rows <= 0) return
  for (const [c, { text, row }] of computed) {
    if (c >= body.columns) continue
    const column = { ...body, row: from, rows, column: body.column + c, columns: 1 }
    if (usedArea(column)) continue
    for (let line = from; line < from + rows; line++) enter(table.sheet, line, column.column, copied(text, line - row, 0))
    table.sheet.workbook.engine?.touched(table.sheet, column)
  }
}

/** Deletes rows of the body; the last one leaves a blank row that waits. */
export function deleteRows(table: Table, index: number, count = 1): void {
  checkWritable(table.sheet)
  const rows = rowCount(table)
  if (index < 0 || index + count > rows) throw invalidArgument()
  const body = bodyArea(table)
  const area = { ...body, row: body.row + index, rows: count }
  if (count === rows) {
    const rest = { ...area, row: area.row + 1, rows: count - 1 }
    clear({ ...area, rows: 1 }, 'Contents')
    if (rest.rows > 0) deleteCells(rest, 'Up', false)
    table.waiting = true
  } else deleteCells(area, 'Up', false)
  const told = { row: area.row, column: area.column, rows: count, columns: area.columns }
  table.sheet.workbook.happened({ kind: 'cells', type: 'RowDeleted', sheet: table.sheet, area: told, shift: 'Up' })
}

/** Adds a column before an index, or at the end. */
export function addColumn(table: Table, index: number | null, entries: Rows | null, name?: string): Column {
  const at = index === null || index < 0 ? table.columns.length : index
  if (at > table.columns.length) throw invalidArgument()
  const area = { ...tableArea(table), column: table.area.column + at, columns: 1 }
  if (at < table.columns.length || usedArea(area)) insertCells(area, 'Right', false)
  const column: Column = { id: Math.max(...table.columns.map(each => each.id)) + 1, name: '' }
  // Cells inserted before its first column move the whole table.
  table.area = { ...table.area, column: area.column - at, columns: table.columns.length + 1 }
  table.columns.splice(at, 0, column)
  entries?.forEach((row, r) => {
    if (r < area.rows && row[0] !== null) enter(table.sheet, area.row + r, area.column, row[0])
  })
  if (name !== undefined) enter(table.sheet, area.row, area.column, name)
  refreshHeaders(table, headerArea(table))
  table.sheet.workbook.engine?.redefined()
  table.sheet.workbook.engine?.touched(table.sheet, area)
  table.sheet.workbook.happened({ kind: 'cells', type: 'ColumnInserted', sheet: table.sheet, area: rectangle(area), shift: 'Right' })
  return column
}

/** Deletes a column with its cells. */
export function deleteColumn(table: Table, column: Column): void {
  if (table.columns.length === 1) throw invalidArgument('A table keeps at least one column.')
  const at = table.columns.indexOf(column)
  const area = { ...tableArea(table), column: table.area.column + at, columns: 1 }
  table.columns.splice(at, 1)
  deleteCells(area, 'Left', false)
  table.sheet.workbook.happened({ kind: 'cells', type: 'ColumnDeleted', sheet: table.sheet, area: rectangle(area), shift: 'Left' })
}

/** What a person types right below a table becomes part of it, as Excel's autocorrection does it. */
export function growTable(typed: Area): void {
  for (const table of typed.sheet.workbook.tables) {
    const below = table.area.row + table.area.rows
    const beside = typed.column >= table.area.column && typed.column + typed.columns <= table.area.column + table.area.columns
    if (table.sheet !== typed.sheet || table.showTotals || typed.row !== below || !beside) continue
    extendTable(table, { ...table.area, rows: table.area.rows + typed.rows })
    continueFormats(table, below, typed.rows)
  }
}

/** New rows look as the one above them where they have no look of their own. */
function continueFormats({ sheet, area }: Table, from: number, rows: number): void {
  for (let column = area.column; column < area.column + area.columns; column++) {
    const above = cellAt(sheet, from - 1, column)
    if (!above || from - 1 === area.row) continue
    for (let row = from; row < from + rows; row++) {
      const cell = cellFor(sheet, row, column)
      cell.numberFormat ??= above.numberFormat
      cell.style ??= above.style
    }
  }
}
