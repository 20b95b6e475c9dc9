import { COLUMNS, ROWS, bounding, intersection } from '../model/address.js'
import { Declined, invalidArgument, notFound } from '../model/declined.js'
import { references } from '../model/formula-text.js'
import type { Area } from '../model/sheet.js'
import { areaOf, cellAt, usedArea } from '../model/sheet.js'
import { findSheet } from '../model/sheets.js'
import type { Seat } from '../seat.js'
import type { Method } from './kind.js'
import { reach } from './kind.js'
import { addressOf, given, onItsSheet } from './range-address.js'
import { workbookRangeAreas } from './range-areas.js'
import { rangeOf } from './reach.js'

/** From one line to another, whichever comes first: the last corner of a range may be moved beyond its first. */
const between = (at: 'row' | 'column', count: 'rows' | 'columns', from: number, to: number) => ({
  [at]: Math.min(from, to),
  [count]: Math.abs(to - from) + 1,
})

const part = (area: Area) => rangeOf(onItsSheet(area))

function found(area: Area | null | undefined) {
  if (!area) throw notFound()
  return rangeOf(area)
}

/** The last cell before a change between empty and filled, as Ctrl+arrow finds it. */
function edge({ sheet, row, column }: Area, direction: string): Area {
  const [down, right] = { Down: [1, 0], Up: [-1, 0], Right: [0, 1], Left: [0, -1] }[direction] ?? [0, 0]
  if (!down && !right) throw invalidArgument()
  const filled = (r: number, c: number) => (cellAt(sheet, r, c)?.value ?? '') !== ''
  const inside = (r: number, c: number) => r >= 0 && c >= 0 && r < ROWS && c < COLUMNS
  let [r, c] = [row, column]
  const wanted = filled(r, c) && inside(r + down, c + right) && filled(r + down, c + right)
  while (inside(r + down, c + right) && (wanted ? filled(r + down, c + right) : true)) {
    r += down
    c += right
    if (!wanted && filled(r, c)) break
  }
  return { sheet, row: r, column: c, rows: 1, columns: 1 }
}

/** The filled block around a cell, bounded by empty rows and columns. */
function region(area: Area): Area {
  let current = area
  for (;;) {
    // Rows that follow each other are walked one by one: to look at all of them for each would take long in a long table.
    while (isFilled(current, current.row + current.rows)) current = { ...current, rows: current.rows + 1 }
    while (isFilled(current, current.row - 1)) current = { ...current, row: current.row - 1, rows: current.rows + 1 }
    const row = Math.max(0, current.row - 1)
    const column = Math.max(0, current.column - 1)
    const around = {
      sheet: area.sheet,
      row,
      column,
      rows: Math.min(ROWS, current.row + current.rows + 1) - row,
      columns: Math.min(COLUMNS, current.column + current.columns + 1) - column,
    }
    const used = usedArea(around, true)
    const grown = used ? areaOf(area.sheet, bounding(current, used)) : current
    if (grown.rows === current.rows && grown.columns === current.columns) return current
    current = grown
  }
}

/** Whether a row has a value in the columns of an area or beside them. */
function isFilled({ sheet, column, columns }: Area, row: number): boolean {
  const cells = sheet.rows.get(row)?.slice(Math.max(0, column - 1), column + columns + 1) ?? []
  return cells.some(cell => cell !== undefined && cell.value !== '')
}

function directPrecedents(area: Area): Area[] {
  const { workbook } = area.sheet
  const seen = new Map<string, Area>()
  for (let r = 0; r < area.rows; r++)
    for (let c = 0; c < area.columns; c++)
      for (const reference of references(cellAt(area.sheet, area.row + r, area.column + c)?.formula ?? '')) {
        const sheet = reference.sheet === undefined ? area.sheet : findSheet(workbook, reference.sheet)
        if (sheet) seen.set(addressOf(areaOf(sheet, reference.area)), areaOf(sheet, reference.area))
      }
  if (!seen.size) throw new Declined('ItemNotFound', 'No cells were found.', 404)
  return [...seen.values()]
}

function spillOf({ sheet, row, column }: Area): Area | undefined {
  const spill = cellAt(sheet, row, column)?.spill
  return spill && { sheet, row, column, ...spill }
}

function spillParent({ sheet, row, column, rows, columns }: Area): Area | undefined {
  if (rows > 1 || columns > 1) throw invalidArgument('Only a single cell can be asked for its spill parent.')
  const from =
    cellAt(sheet, row, column)?.spilledFrom ?? (spillOf({ sheet, row, column, rows: 1, columns: 1 }) ? { row, column } : undefined)
  return from && { sheet, ...from, rows: 1, columns: 1 }
}

/** The methods of a range that answer other ranges. */
export const rangeParts: Record<string, Method<Area>> = {
  getCell: (area: Area, _seat: Seat, row: number, column: number) =>
    part({ ...area, row: area.row + row, column: area.column + column, rows: 1, columns: 1 }),
  getRow: (area: Area, _seat: Seat, row: number) => part({ ...area, row: area.row + row, rows: 1 }),
  getColumn: (area: Area, _seat: Seat, column: number) => part({ ...area, column: area.column + column, columns: 1 }),
  getLastCell: (area: Area) =>
    part({ ...area, row: area.row + area.rows - 1, column: area.column + area.columns - 1, rows: 1, columns: 1 }),
  getLastRow: (area: Area) => part({ ...area, row: area.row + area.rows - 1, rows: 1 }),
  getLastColumn: (area: Area) => part({ ...area, column: area.column + area.columns - 1, columns: 1 }),
  getEntireRow: (area: Area) => part({ ...area, column: 0, columns: COLUMNS }),
  getEntireColumn: (area: Area) => part({ ...area, row: 0, rows: ROWS }),
  getOffsetRange: (area: Area, _seat: Seat, rows: number, columns: number) =>
    part({ ...area, row: area.row + rows, column: area.column + columns }),
  getResizedRange: (area: Area, _seat: Seat, rows: number, columns: number) =>
    part({
      ...area,
      ...between('row', 'rows', area.row, area.row + area.rows - 1 + rows),
      ...between('column', 'columns', area.column, area.column + area.columns - 1 + columns),
    }),
  getAbsoluteResizedRange: (area: Area, _seat: Seat, rows: number, columns: number) => part({ ...area, rows, columns }),
  getRowsAbove: (area: Area, _seat: Seat, count = 1) =>
    part({ ...area, row: count > 0 ? area.row - count : area.row + area.rows, rows: Math.abs(count) }),
  getRowsBelow: (area: Area, _seat: Seat, count = 1) =>
    part({ ...area, row: count > 0 ? area.row + area.rows : area.row + count, rows: Math.abs(count) }),
  getColumnsAfter: (area: Area, _seat: Seat, count = 1) =>
    part({ ...area, column: count > 0 ? area.column + area.columns : area.column + count, columns: Math.abs(count) }),
  getColumnsBefore: (area: Area, _seat: Seat, count = 1) =>
    part({ ...area, column: count > 0 ? area.column - count : area.column + area.columns, columns: Math.abs(count) }),
  getBoundingRect: (area: Area, _seat: Seat, other: Area | string) => part(areaOf(area.sheet, bounding(area, given(area.sheet, other)))),
  getIntersection: (area: Area, _seat: Seat, other: Area | string) => {
    const second = given(area.sheet, other)
    const shared = second.sheet === area.sheet ? intersection(area, second) : null
    return found(shared && areaOf(area.sheet, shared))
  },
  // An area with nothing in it answers its first cell; getUsedRangeOrNullObject answers a null object.
  getUsedRange: (area: Area, _seat: Seat, valuesOnly = false) => rangeOf(usedArea(area, valuesOnly) ?? { ...area, rows: 1, columns: 1 }),
  getUsedRangeOrNullObject: (area: Area, _seat: Seat, valuesOnly = false) => {
    const used = usedArea(area, valuesOnly)
    return used && rangeOf(used)
  },
  getSurroundingRegion: (area: Area) => part(region(area)),
  getRangeEdge: (area: Area, _seat: Seat, direction: string) => part(edge(area, direction)),
  getExtendedRange: (area: Area, _seat: Seat, direction: string) => part(areaOf(area.sheet, bounding(area, edge(area, direction)))),
  getSpillingToRange: (area: Area) => found(spillOf(area)),
  getSpillParent: (area: Area) => found(spillParent(area)),
  getDirectPrecedents: (area: Area) => workbookRangeAreas.of(directPrecedents(area)),
  getTables: (area: Area, _seat: Seat, fullyContained = false) =>
    reach('TableScopedCollection', { workbook: area.sheet.workbook, area, fullyContained }),
}
