import type { Rectangle } from './address.js'
import { COLUMNS, ROWS } from './address.js'
import type { AutoFilter } from './filter.js'
import type { Cell } from './cell.js'
import type { Chart } from './chart.js'
import type { ConditionalFormat } from './conditional-format.js'
import type { Name } from './name.js'
import type { Validation } from './validation.js'
import type { Workbook } from './workbook.js'

export type Visibility = 'Visible' | 'Hidden' | 'VeryHidden'

/** A worksheet: sparse rows of sparse cells, and what lies over them. */
export interface Sheet {
  readonly id: string
  readonly workbook: Workbook
  name: string
  visibility: Visibility
  tabColor: string
  showGridlines: boolean
  showHeadings: boolean
  rows: Map<number, (Cell | undefined)[]>
  /** Points; absent means the standard. */
  columnWidths: Map<number, number>
  rowHeights: Map<number, number>
  hiddenRows: Set<number>
  hiddenColumns: Set<number>
  /** How deep rows and columns are grouped in an outline; absent where they are in no group. */
  rowLevels: Map<number, number>
  columnLevels: Map<number, number>
  frozen: { rows: number; columns: number } | null
  merges: Rectangle[]
  charts: Chart[]
  conditionalFormats: ConditionalFormat[]
  validations: Validation[]
  names: Name[]
  autoFilter: AutoFilter | null
  /** How the sheet is printed, as `Excel.PageLayout` names it, with addresses of print area and titles. */
  pageLayout: Record<string, unknown>
  protection: { options: Readonly<Record<string, unknown>>; password?: string } | null
}

/** Cells of one sheet. */
export interface Area extends Rectangle {
  readonly sheet: Sheet
}

/** Points: the width of a column and the height of a row that nobody has set. */
export const STANDARD_WIDTH = 48
export const STANDARD_HEIGHT = 15

export const emptySheet = (workbook: Workbook, id: string, name: string): Sheet => ({
  id,
  workbook,
  name,
  visibility: 'Visible',
  tabColor: '',
  showGridlines: true,
  showHeadings: true,
  rows: new Map(),
  columnWidths: new Map(),
  rowHeights: new Map(),
  hiddenRows: new Set(),
  hiddenColumns: new Set(),
  rowLevels: new Map(),
  columnLevels: new Map(),
  frozen: null,
  merges: [],
  charts: [],
  conditionalFormats: [],
  validations: [],
  names: [],
  autoFilter: null,
  pageLayout: {},
  protection: null,
})

/** Cells of a sheet as an area. */
export const areaOf = (sheet: Sheet, { row, column, rows, columns }: Rectangle): Area => ({ sheet, row, column, rows, columns })

/** The whole sheet. */
export const wholeSheet = (sheet: Sheet): Area => ({ sheet, row: 0, column: 0, rows: ROWS, columns: COLUMNS })

/** The cell at a place; undefined where nothing was ever written. */
export const cellAt = (sheet: Sheet, row: number, column: number): Cell | undefined => sheet.rows.get(row)?.[column]

/** The cell at a place, made when there is none. */
export function cellFor(sheet: Sheet, row: number, column: number): Cell {
  let cells = sheet.rows.get(row)
  if (!cells) sheet.rows.set(row, (cells = []))
  return (cells[column] ??= { value: '' })
}

/** Puts a cell at a place, in place of what is there. */
export function putCell(sheet: Sheet, row: number, column: number, cell: Cell): void {
  const cells = sheet.rows.get(row)
  if (cells) cells[column] = cell
  else {
    const line: Cell[] = []
    line[column] = cell
    sheet.rows.set(row, line)
  }
}

/** Forgets a cell. */
export function removeCell(sheet: Sheet, row: number, column: number): void {
  const cells = sheet.rows.get(row)
  if (cells && column < cells.length) cells[column] = undefined
}

/** Visits the cells that exist in an area, row by row. */
export function eachCell({ sheet, row, column, rows, columns }: Area, visit: (cell: Cell, row: number, column: number) => void): void {
  const visitRow = (r: number, cells: (Cell | undefined)[] | undefined) => {
    if (!cells) return
    const end = Math.min(cells.length, column + columns)
    for (let c = column; c < end; c++) if (cells[c]) visit(cells[c]!, r, c)
  }
  if (rows < sheet.rows.size) {
    for (let r = row; r < row + rows; r++) visitRow(r, sheet.rows.get(r))
    return
  }
  const present = [...sheet.rows.keys()].filter(r => r >= row && r < row + rows).sort((a, b) => a - b)
  for (const r of present) visitRow(r, sheet.rows.get(r))
}

/** The smallest area that holds every used cell of an area; null when it is empty. */
export function usedArea(area: Area, valuesOnly = false): Area | null {
  let [top, left, bottom, right] = [Infinity, Infinity, -1, -1]
  eachCell(area, (cell, row, column) => {
    const filled = cell.value !== '' || cell.formula !== undefined
    if (!filled && (valuesOnly || (cell.numberFormat === undefined && cell.style === undefined))) return
    top = Math.min(top, row)
    bottom = Math.max(bottom, row)
    left = Math.min(left, column)
    right = Math.max(right, column)
  })
  return bottom < 0 ? null : { sheet: area.sheet, row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 }
}
