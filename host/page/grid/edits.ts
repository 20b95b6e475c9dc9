import type { FUniver, ICellData, IRange, IStyleData } from '@univerjs/presets'
import { CellValueType } from '@univerjs/presets'
import { Declined } from '../../model/declined.js'
import type { Value } from '../../model/cell.js'
import type { Area, Sheet } from '../../model/sheet.js'
import { areaOf } from '../../model/sheet.js'
import { addSheet, deleteSheet, findSheet, moveSheet, renameSheet, setVisibility } from '../../model/sheets.js'
import { deleteCells, insertCells } from '../../model/shift.js'
import { growTable } from '../../model/table-rows.js'
import { write, writeNumberFormats, writeStyle } from '../../model/write.js'
import { COLUMNS, ROWS } from '../../model/address.js'
import type { Seat } from '../../seat.js'
import { isDrawing, widenFor } from './fitting.js'
import { styleOf } from './looks.js'
import { PIXELS } from './sheets.js'

/** What the parameters of Univer's commands have in common here. */
interface Params {
  subUnitId?: string
  name?: string
  order?: number
  range?: IRange
  ranges?: IRange[]
  cellValue?: Record<number, Record<number, ICellData | null>>
  colWidth?: number | Record<number, number | null>
  rowHeight?: number | Record<number, number | null>
  startRow?: number
  ySplit?: number
  rowsAutoHeightInfo?: object[]
  xSplit?: number
  /** Number formats: patterns by key, and the ranges that take each. */
  refMap?: Record<string, { pattern: string }>
  values?: Record<string, { ranges: IRange[] }>
}

type Doing = (seat: Seat, sheet: Sheet, params: Params) => void

const cellsOf = (range: IRange) => ({ ...rows(range), column: range.startColumn, columns: range.endColumn - range.startColumn + 1 })
const rows = ({ startRow, endRow }: IRange) => ({ row: startRow, rows: endRow - startRow + 1, column: 0, columns: COLUMNS })
const columns = ({ startColumn, endColumn }: IRange) => ({ row: 0, rows: ROWS, column: startColumn, columns: endColumn - startColumn + 1 })

/** Commands that change the workbook's structure: the model does them, and Univer then draws the result. */
const INSTEAD: Record<string, Doing> = {
  'sheet.command.insert-sheet': seat => seat.activate(addSheet(seat.workbook)),
  'sheet.command.remove-sheet': (_seat, sheet) => deleteSheet(sheet),
  'sheet.command.set-worksheet-name': (_seat, sheet, { name }) => renameSheet(sheet, name!),
  'sheet.command.set-worksheet-order': (_seat, sheet, { order }) => moveSheet(sheet, order!),
  'sheet.command.set-worksheet-hidden': (_seat, sheet) => setVisibility(sheet, 'Hidden'),
  'sheet.command.set-worksheet-show': (_seat, sheet) => setVisibility(sheet, 'Visible'),
  'sheet.command.insert-row-by-range': (_seat, sheet, { range }) => insertCells(areaOf(sheet, rows(range!)), 'Down'),
  'sheet.command.remove-row-by-range': (_seat, sheet, { range }) => deleteCells(areaOf(sheet, rows(range!)), 'Up'),
  'sheet.command.insert-col-by-range': (_seat, sheet, { range }) => insertCells(areaOf(sheet, columns(range!)), 'Right'),
  'sheet.command.remove-col-by-range': (_seat, sheet, { range }) => deleteCells(areaOf(sheet, columns(range!)), 'Left'),
}

/** What Univer does to its own sheet when a person edits: the model follows. */
const AFTER: Record<string, Doing> = {
  'sheet.mutation.set-range-values': (_seat, sheet, { cellValue }) => cellsEdited(sheet, cellValue ?? {}),
  'sheet.mutation.set-worksheet-col-width': (seat, sheet, { ranges, colWidth }) => {
    each(ranges, 'Column', column => sheet.columnWidths.set(column, sizeOf(colWidth, column) / PIXELS))
    seat.workbook.happened({ kind: 'appearance', sheet })
  },
  'sheet.mutation.set-worksheet-row-height': (seat, sheet, { ranges, rowHeight }) => {
    each(ranges, 'Row', row => sheet.rowHeights.set(row, sizeOf(rowHeight, row) / PIXELS))
    seat.workbook.happened({ kind: 'appearance', sheet })
  },
  'sheet.mutation.set-frozen': (seat, sheet, { ySplit = 0, xSplit = 0 }) => {
    sheet.frozen = ySplit || xSplit ? { rows: ySplit, columns: xSplit } : null
    seat.workbook.happened({ kind: 'appearance', sheet })
  },
  'sheet.mutation.set.numfmt': (_seat, sheet, { values = {}, refMap = {} }) => {
    for (const [key, { ranges }] of Object.entries(values))
      for (const range of ranges) {
        if (!refMap[key]) continue
        const area = areaOf(sheet, cellsOf(range))
        writeNumberFormats(area, refMap[key].pattern)
        widenFor(area)
      }
  },
  // A plain number typed over a formatted one: as in Excel, the cell keeps its format.
  'sheet.mutation.remove.numfmt': () => undefined,
}

const sizeOf = (sizes: number | Record<number, number | null> | undefined, index: number): number =>
  (typeof sizes === 'number' ? sizes : sizes?.[index]) ?? 64

function each(ranges: IRange[] = [], what: 'Row' | 'Column', visit: (index: number) => void): void {
  for (const range of ranges) for (let i = range[`start${what}`]; i <= range[`end${what}`]; i++) visit(i)
}

/** Univer fits heights of rows to their text with each edit; heights are drawn from the model, so nothing is left of its wish. */
const HEIGHTS = 'sheet.mutation.set-worksheet-row-auto-height'

/** What the grid tells of a person's doing. */
export interface Listener {
  /** True while the model is being drawn: what Univer does then is no edit. */
  drawing(): boolean
  /** A sheet must be drawn anew since the model declined an edit. */
  restore(sheet: Sheet): void
  /** To be shown to the person. */
  declined(message: string): void
  unknown(command: string): void
}

/** Carries what a person does in the grid into the model, in the person's name. */
export function followEdits(api: FUniver, seat: Seat, listener: Listener): void {
  const carry = (doing: Doing, params: Params) => {
    const sheet = findSheet(seat.workbook, params.subUnitId ?? '') ?? seat.selection.sheet
    try {
      seat.workbook.batch(seat.person, () => doing(seat, sheet, params))
    } catch (error) {
      if (!(error instanceof Declined)) throw error
      listener.restore(sheet)
      listener.declined(error.message)
    }
  }
  api.addEvent(api.Event.BeforeCommandExecute, event => {
    if (listener.drawing()) return
    // Emptied, not cancelled: a part that is cancelled would fail the person's whole command, and with it what can be undone.
    if (event.id === HEIGHTS) return void (event.params as Params).rowsAutoHeightInfo?.splice(0)
    if (isHousekeeping(event.options)) return void (event.cancel = true)
    const instead = INSTEAD[event.id]
    const strange = event.id.startsWith('sheet.mutation.') && !event.id.includes('mark-dirty') && !AFTER[event.id]
    if (!instead && !strange) return
    event.cancel = true
    if (instead) carry(instead, (event.params ?? {}) as Params)
    else listener.unknown(event.id)
  })
  api.addEvent(api.Event.CommandExecuted, event => {
    if (listener.drawing() || !AFTER[event.id]) return
    carry(AFTER[event.id], (event.params ?? {}) as Params)
  })
}

/** Univer's own care for formulas, which would undo what the workbook's engine computed. */
const isHousekeeping = (options: object | undefined): boolean => options !== undefined && 'fromFormula' in options

type Edited = Record<number, Record<number, ICellData | null>>

/** One edit, paste, fill or deletion is one change of the smallest area that holds it. */
function cellsEdited(sheet: Sheet, edited: Edited): void {
  const places = Object.entries(edited).flatMap(([row, cells]) => Object.keys(cells).map(column => [Number(row), Number(column)] as const))
  if (!places.length) return
  const [row, column] = [Math.min(...places.map(p => p[0])), Math.min(...places.map(p => p[1]))]
  const area: Area = areaOf(sheet, {
    row,
    column,
    rows: Math.max(...places.map(p => p[0])) - row + 1,
    columns: Math.max(...places.map(p => p[1])) - column + 1,
  })
  const grid = <Part>(of: (data: ICellData | null) => Part | null): (Part | null)[][] =>
    Array.from({ length: area.rows }, (_, r) =>
      Array.from({ length: area.columns }, (_cell, c) => {
        const data = edited[row + r]?.[column + c]
        return data === undefined ? null : of(data)
      }),
    )
  const entries = grid(entryOf)
  if (entries.some(line => line.some(entry => entry !== null && entry !== ''))) growTable(area)
  if (entries.some(line => line.some(entry => entry !== null))) write(area, entries)
  // What stands for a number that does not fit, or is not to be seen, is no format of its cell.
  const formats = grid(data => (data && [look(data)?.n?.pattern].find(pattern => !isDrawing(pattern))) ?? null)
  if (formats.some(line => line.some(Boolean))) writeNumberFormats(area, formats)
  widenFor(area)
  for (const [r, c] of places) {
    const changed = edited[r][c] && look(edited[r][c])
    for (const [path, value] of changed ? styleOf(changed) : [])
      writeStyle(areaOf(sheet, { row: r, column: c, rows: 1, columns: 1 }), path, value)
  }
}

const look = ({ s }: ICellData): IStyleData | null => (typeof s === 'object' ? (s ?? null) : null)

/** What was typed, pasted or deleted, as an entry of the model; null when only the look changed. */
function entryOf(data: ICellData | null): Value | null {
  if (!data) return ''
  if (data.f) return data.f
  if (data.p?.body) return data.p.body.dataStream.replace(/\r\n$/, '').replaceAll('\r', '\n')
  if (!('v' in data)) return null
  if (data.v === null || data.v === undefined) return ''
  if (data.t === CellValueType.BOOLEAN) return Boolean(Number(data.v))
  return data.t === CellValueType.FORCE_STRING ? `'${data.v}` : data.v
}
