import type { FUniver, ICellData } from '@univerjs/presets'
import { CellValueType } from '@univerjs/presets'
import type { Rectangle } from '../../model/address.js'
import { covers, intersection } from '../../model/address.js'
import type { Cell, Style } from '../../model/cell.js'
import { shown } from '../../model/entry.js'
import type { Sheet } from '../../model/sheet.js'
import { STANDARD_HEIGHT, STANDARD_WIDTH, usedArea, wholeSheet } from '../../model/sheet.js'
import { widthOf } from '../text-width.js'
import { drawnFormat } from './fitting.js'
import { lookOf } from './looks.js'
import { PIXELS } from './sheets.js'
import { tableLook } from './table-look.js'
import { UNIT } from './univer.js'

/** Rows and columns that are shown beyond what is used. */
const SPARE = { rows: 200, columns: 12 }
/** Cells of which Univer is told one by one. */
const TOLD = 5000
/** The look of cells that have a number format and nothing else. */
const PLAIN: Style = {}
const LEAST = { rows: 1000, columns: 40 }

/** Draws cells of the model into Univer's cells. */
export class CellPainter {
  /** Rows and columns that may hold something drawn, by sheet. */
  private readonly reach = new Map<string, { rows: number; columns: number }>()
  private readonly looks = new Map<string, string>()
  private readonly looksOfStyles = new WeakMap<Style, Map<string, string>>()

  /** Heights in pixels of rows that grew with their font, by sheet. */
  private readonly grown = new Map<string, Map<number, number>>()

  constructor(private readonly api: FUniver) {}

  paint(sheet: Sheet, wanted: Rectangle): void {
    const used = usedArea(wholeSheet(sheet))
    const before = this.reach.get(sheet.id) ?? { rows: 0, columns: 0 }
    const tables = sheet.workbook.tables.filter(table => table.sheet === sheet)
    const ends = [...(used ? [used] : []), ...tables.map(table => table.area)]
    const now = {
      rows: Math.max(0, ...ends.map(area => area.row + area.rows)),
      columns: Math.max(0, ...ends.map(area => area.column + area.columns)),
    }
    this.makeRoom(sheet, now)
    const all = { row: 0, column: 0, rows: Math.max(now.rows, before.rows), columns: Math.max(now.columns, before.columns) }
    this.reach.set(sheet.id, covers(wanted, all) ? now : all)
    const area = intersection(wanted, all)
    if (!area) return
    const matrix = this.worksheet(sheet).getSheet().getCellMatrix()
    const underlays = tables.filter(table => intersection(table.area, area)).map(table => ({ table, look: tableLook(table) }))
    const heights = new Map<number, number>()
    for (let row = area.row; row < area.row + area.rows; row++) {
      const cells = sheet.rows.get(row)
      heights.set(row, heightOf(sheet, cells))
      const across = underlays.filter(({ table }) => row >= table.area.row && row < table.area.row + table.area.rows)
      for (let column = area.column; column < area.column + area.columns; column++) {
        const cell = cells?.[column]
        const under = across.find(({ table }) => column >= table.area.column && column < table.area.column + table.area.columns)
        const look = this.look(cell, under?.look(row, column), cell && drawnFormat(sheet, column, cell))
        if (cell === undefined && look === undefined) matrix.realDeleteValue(row, column)
        else matrix.setValue(row, column, drawn(cell, look))
      }
    }
    this.growRows(sheet, heights)
    this.tellUniver(sheet, area)
  }

  /** Rows whose height nobody set are as high as their largest font asks. */
  private growRows(sheet: Sheet, heights: Map<number, number>): void {
    const grown = this.grown.get(sheet.id) ?? new Map<number, number>()
    this.grown.set(sheet.id, grown)
    for (const [row, height] of heights) {
      if (sheet.rowHeights.has(row) || height === (grown.get(row) ?? STANDARD_HEIGHT * PIXELS)) continue
      grown.set(row, height)
      const ranges = [{ startRow: row, endRow: row, startColumn: 0, endColumn: 0 }]
      this.api.syncExecuteCommand('sheet.mutation.set-worksheet-row-height', {
        unitId: UNIT,
        subUnitId: sheet.id,
        ranges,
        rowHeight: height,
      })
    }
  }

  /** Grows the sheet on the screen so that a place lies on it. */
  makeRoom(sheet: Sheet, needed: { rows: number; columns: number }): void {
    const worksheet = this.worksheet(sheet).getSheet()
    const rowCount = Math.min(1_048_576, Math.max(LEAST.rows, needed.rows + SPARE.rows))
    const columnCount = Math.min(16_384, Math.max(LEAST.columns, needed.columns + SPARE.columns))
    const where = { unitId: UNIT, subUnitId: sheet.id }
    if (worksheet.getRowCount() < rowCount) this.api.syncExecuteCommand('sheet.mutation.set-worksheet-row-count', { ...where, rowCount })
    if (worksheet.getColumnCount() < columnCount)
      this.api.syncExecuteCommand('sheet.mutation.set-worksheet-column-count', { ...where, columnCount })
  }

  /** Univer draws anew, and asks conditional formats again, when it hears of cells; of a large area it hears of one in each part. */
  private tellUniver(sheet: Sheet, area: Rectangle): void {
    const cellValue: Record<number, Record<number, ICellData>> = {}
    const tell = (row: number, column: number) => ((cellValue[row] ??= {})[column] = {})
    if (area.rows * area.columns <= TOLD) {
      for (let r = 0; r < area.rows; r++) for (let c = 0; c < area.columns; c++) tell(area.row + r, area.column + c)
    } else {
      const parts = [area, ...sheet.conditionalFormats.flatMap(format => format.areas).map(part => intersection(part, area))]
      for (const part of parts) if (part) tell(part.row, part.column)
    }
    this.api.syncExecuteCommand('sheet.mutation.set-range-values', { unitId: UNIT, subUnitId: sheet.id, cellValue }, { onlyLocal: true })
  }

  private worksheet(sheet: Sheet) {
    return this.api.getActiveWorkbook()!.getSheetBySheetId(sheet.id)!
  }

  /** Univer's id of a look. */
  private look(cell: Cell | undefined, under: Style | undefined, numberFormat: string | undefined): string | undefined {
    if (!cell?.style && !numberFormat && !under) return undefined
    if (under) return this.known(lookOf({ ...under, ...cell?.style }, numberFormat))
    const style = cell?.style ?? PLAIN
    let byFormat = this.looksOfStyles.get(style)
    if (!byFormat) this.looksOfStyles.set(style, (byFormat = new Map<string, string>()))
    const format = numberFormat ?? ''
    let id = byFormat.get(format)
    if (id === undefined) byFormat.set(format, (id = this.known(lookOf(style, numberFormat))!))
    return id
  }

  private known(look: object | undefined): string | undefined {
    if (!look) return undefined
    const key = JSON.stringify(look)
    let id = this.looks.get(key)
    if (id === undefined) this.looks.set(key, (id = this.api.getActiveWorkbook()!.getWorkbook().getStyles().setValue(look)!))
    return id
  }
}

const STANDARD_FONT = 11

/** The height in pixels that the fonts and the wrapped texts of a row ask for. */
function heightOf(sheet: Sheet, cells: readonly (Cell | undefined)[] | undefined): number {
  let height = STANDARD_HEIGHT * PIXELS
  cells?.forEach((cell, column) => {
    if (!cell?.style) return
    const font = Number(cell.style['font/size'] ?? STANDARD_FONT)
    if (font > STANDARD_FONT) height = Math.max(height, Math.round(font * 1.32 * PIXELS))
    if (!cell.style.wrapText) return
    const width = (sheet.columnWidths.get(column) ?? STANDARD_WIDTH) * PIXELS - 6
    const lines = shown(cell.value, cell.numberFormat).split('\n')
    const count = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line, font * PIXELS) / width)), 0)
    height = Math.max(height, Math.round(count * font * 1.32 * PIXELS) + 2)
  })
  return height
}

/** A cell as Univer keeps it. */
function drawn(cell: Cell | undefined, look: string | undefined): ICellData {
  const data: ICellData = look === undefined ? {} : { s: look }
  if (!cell || (cell.value === '' && !cell.formula)) return data
  if (cell.formula) data.f = cell.formula
  if (typeof cell.value === 'boolean') return { ...data, v: cell.value ? 1 : 0, t: CellValueType.BOOLEAN }
  return { ...data, v: cell.value, t: typeof cell.value === 'number' ? CellValueType.NUMBER : CellValueType.STRING }
}
