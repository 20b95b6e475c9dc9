import type { Rectangle } from './address.js'
import { bounding, intersection } from './address.js'
import type { Value } from './cell.js'
import { Declined, alreadyExists, invalidArgument, invalidOperation } from './declined.js'
import { shown } from './entry.js'
import type { Criteria } from './filter.js'
import { nameAllowed } from './name.js'
import { deleteCells, insertCells } from './shift.js'
import type { Area, Sheet } from './sheet.js'
import { areaOf, cellAt, cellFor, usedArea } from './sheet.js'
import type { Workbook } from './workbook.js'

/** A column of a table; its id stays when it is renamed or moved. */
export interface Column {
  readonly id: number
  name: string
  filter?: Criteria
}

/** A table: a rectangle with header, body and perhaps a totals row. */
export interface Table {
  readonly id: string
  sheet: Sheet
  name: string
  /** With header and totals. */
  area: Rectangle
  columns: Column[]
  showHeaders: boolean
  showTotals: boolean
  style: string
  showBandedRows: boolean
  showBandedColumns: boolean
  highlightFirstColumn: boolean
  highlightLastColumn: boolean
  showFilterButton: boolean
  sortFields: readonly { key: number; ascending?: boolean }[]
  matchCase: boolean
  /** Has no rows yet: its body is one blank row, waiting for the first. */
  waiting: boolean
}

const top = (table: Table) => (table.showHeaders ? 1 : 0)
const bottom = (table: Table) => (table.showTotals ? 1 : 0)

/** The cells of the table, its header, its body, its totals. */
export const tableArea = (table: Table): Area => areaOf(table.sheet, table.area)
export const headerArea = (table: Table): Area => ({ ...tableArea(table), rows: 1 })
export const totalsArea = (table: Table): Area => ({ ...tableArea(table), row: table.area.row + table.area.rows - 1, rows: 1 })
export const bodyArea = (table: Table): Area => ({
  ...tableArea(table),
  row: table.area.row + top(table),
  rows: table.area.rows - top(table) - bottom(table),
})

/** The number of rows of the body; a table that still waits for its first row has none. */
export function rowCount(table: Table): number {
  if (table.waiting && usedArea(bodyArea(table), true)) table.waiting = false
  return table.waiting ? 0 : bodyArea(table).rows
}

/** The table of an id or a name in any case. */
export const findTable = (tables: readonly Table[], key: string): Table | undefined =>
  tables.find(table => table.id === key || table.name.toLowerCase() === key.toLowerCase())

/** Makes a table of an area; without headers a row of them is inserted above. */
export function addTable(area: Area, hasHeaders: boolean): Table {
  const { sheet } = area
  const { workbook } = sheet
  if (workbook.tables.some(other => other.sheet === sheet && intersection(other.area, area)))
    throw new Declined('MergedRangeConflict', "Cannot complete the operation. A table can't overlap with another table.")
  if (!hasHeaders) insertCells({ ...area, rows: 1 }, 'Down', false)
  const waiting = hasHeaders && area.rows === 1
  const table: Table = {
    id: nextId(workbook),
    sheet,
    name: freeName(workbook),
    area: { row: area.row, column: area.column, rows: area.rows + (hasHeaders && !waiting ? 0 : 1), columns: area.columns },
    columns: Array.from({ length: area.columns }, (_, c) => ({ id: c + 1, name: '' })),
    showHeaders: true,
    showTotals: false,
    style: 'TableStyleMedium2',
    showBandedRows: true,
    showBandedColumns: false,
    highlightFirstColumn: false,
    highlightLastColumn: false,
    showFilterButton: true,
    sortFields: [],
    matchCase: false,
    waiting,
  }
  workbook.tables.push(table)
  refreshHeaders(table, headerArea(table))
  workbook.engine?.redefined()
  workbook.happened({ kind: 'tableAdded', table })
  return table
}

const nextId = (workbook: Workbook) => `{${workbook.nextNumber().toString(16).toUpperCase().padStart(8, '0')}-0002-0000-0000-000000000000}`

function freeName(workbook: Workbook, stem = 'Table', from = 1): string {
  for (let n = from; ; n++) if (!findTable(workbook.tables, `${stem}${n}`)) return `${stem}${n}`
}

/** The same table over the same cells of a copy of its sheet: with an id and a name of its own. */
export function copyTable(table: Table, sheet: Sheet): void {
  const { workbook } = sheet
  const copy: Table = {
    ...table,
    id: nextId(workbook),
    name: freeName(workbook, table.name, 2),
    sheet,
    area: { ...table.area },
    columns: table.columns.map(column => ({ ...column })),
  }
  workbook.tables.push(copy)
  workbook.happened({ kind: 'tableAdded', table: copy })
}

/** After cells were written: header cells become texts, each its own, and the columns take their names. */
export function refreshHeaders(table: Table, changed: Area): void {
  if (table.sheet !== changed.sheet || !table.showHeaders || !intersection(headerArea(table), changed)) return
  const taken = new Set<string>()
  table.columns.forEach((column, c) => {
    const cell = cellFor(table.sheet, table.area.row, table.area.column + c)
    const wanted = shown(cell.value, cell.numberFormat) || `Column${c + 1}`
    let name = wanted
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted}${n}`
    taken.add(name.toLowerCase())
    column.name = cell.value = name
  })
}

/** Renames a table as Excel allows it. */
export function renameTable(table: Table, name: string): void {
  const { workbook } = table.sheet
  if (!nameAllowed(name)) throw invalidArgument('A table name starts with a letter or _, has no spaces, and is not like a cell reference.')
  const other = findTable(workbook.tables, name)
  const named = workbook.names.some(each => each.name.toLowerCase() === name.toLowerCase())
  if ((other && other !== table) || named) throw alreadyExists()
  table.name = name
  workbook.engine?.redefined()
  workbook.happened({ kind: 'tableChanged', table })
}

/** Gives the table another rectangle; the header row must stay and a body row be left. */
export function resizeTable(table: Table, area: Rectangle): void {
  const sameHeader = area.row === table.area.row && intersection(area, table.area)
  if (!sameHeader || area.rows < 1 + top(table))
    throw invalidOperation('The header row must stay in its row, and the new range must overlap the old.')
  const next = Math.max(0, ...table.columns.map(column => column.id)) + 1
  const first = area.column - table.area.column
  table.columns = Array.from({ length: area.columns }, (_, c) => table.columns[c + first] ?? { id: next + c, name: '' })
  table.area = { row: area.row, column: area.column, rows: area.rows, columns: area.columns }
  refreshHeaders(table, headerArea(table))
  table.sheet.workbook.engine?.redefined()
  table.sheet.workbook.happened({ kind: 'tableChanged', table })
}

/** Shows or hides the header or the totals row. */
export function showRow(table: Table, which: 'showHeaders' | 'showTotals', shownNow: boolean): void {
  if (table[which] === shownNow) return
  const { area, sheet } = table
  if (which === 'showTotals') {
    const below = { ...areaOf(sheet, area), row: area.row + area.rows, rows: 1 }
    if (shownNow) {
      if (usedArea(below)) insertCells(below, 'Down', false)
      table.area = { ...area, rows: area.rows + 1 }
      cellFor(sheet, below.row, area.column).value = 'Total'
    } else {
      const totals = totalsArea(table)
      table.area = { ...area, rows: area.rows - 1 }
      for (let c = 0; c < area.columns; c++) Object.assign(cellFor(sheet, totals.row, area.column + c), { value: '', formula: undefined })
    }
  } else table.area = shownNow ? { ...area, row: area.row - 1, rows: area.rows + 1 } : { ...area, row: area.row + 1, rows: area.rows - 1 }
  table[which] = shownNow
  sheet.workbook.engine?.touched(sheet, bounding(area, table.area))
  if (which === 'showHeaders' && shownNow)
    table.columns.forEach((column, c) => (cellFor(sheet, table.area.row, table.area.column + c).value = column.name))
  sheet.workbook.engine?.redefined()
  sheet.workbook.happened({ kind: 'tableChanged', table })
}

/** Takes the table away with its cells, or leaves the cells as a plain range. */
export function removeTable(table: Table, keepCells: boolean): void {
  const { workbook } = table.sheet
  workbook.tables = workbook.tables.filter(other => other !== table)
  if (!keepCells) deleteCells(tableArea(table), 'Up', false)
  workbook.engine?.redefined()
  workbook.happened({ kind: 'tableDeleted', table })
}

/** The column of a name, an id or an index. */
export const findColumn = (table: Table, key: Value): Column | undefined =>
  table.columns.find(column => (typeof key === 'number' ? column.id === key : column.name.toLowerCase() === String(key).toLowerCase()))

/** The cells of a column: all of it, or its body. */
export const columnArea = (table: Table, column: Column, part: (table: Table) => Area = tableArea): Area => ({
  ...part(table),
  column: table.area.column + table.columns.indexOf(column),
  columns: 1,
})

/** The names of the header cells as they stand. */
export const headerTexts = (table: Table): string[] =>
  table.columns.map((_, c) => String(cellAt(table.sheet, table.area.row, table.area.column + c)?.value ?? ''))
