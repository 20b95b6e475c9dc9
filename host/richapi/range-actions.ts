import { intersection, rectangle } from '../model/address.js'
import { invalidArgument, notFound } from '../model/declined.js'
import { fill } from '../model/fill.js'
import { grid } from '../model/read.js'
import { findCells, replaceAll } from '../model/find.js'
import { copyCells, moveCells } from '../model/copy.js'
import { deleteCells, insertCells } from '../model/shift.js'
import type { Search } from '../model/find.js'
import type { Area } from '../model/sheet.js'
import { wholeSheet } from '../model/sheet.js'
import { clear } from '../model/write.js'
import type { Seat } from '../seat.js'
import type { Method } from './kind.js'
import { outlineActions } from './outline.js'
import { given } from './range-address.js'
import { rangeAreas } from './range-areas.js'
import { rangeOf } from './reach.js'

function allCells(area: Area, text: string, search: Search = {}) {
  const cells = findCells(area, text, search)
  if (!cells.length) throw notFound()
  return cells
}

/** The first match: within a range, or, from a single cell, on the whole sheet, beginning after that cell and going round. */
function findFrom(area: Area, text: string, search: Search = {}): Area {
  if (area.rows > 1 || area.columns > 1) return allCells(area, text, search)[0]
  const cells = allCells(wholeSheet(area.sheet), text, search)
  const sign = search.searchDirection === 'Backwards' ? -1 : 1
  const after = ({ row, column }: Area) => sign * (row - area.row || column - area.column) > 0
  return cells.find(after) ?? cells[0]
}

/** The methods of a range that do something. */
export const rangeActions: Record<string, Method<Area>> = {
  clear: (area: Area, _seat: Seat, what: 'All' | 'Contents' | 'Formats' | 'Hyperlinks' = 'All') => {
    if (what !== 'Hyperlinks') clear(area, what)
  },
  insert: (area: Area, _seat: Seat, shift: 'Down' | 'Right') => {
    insertCells(area, shift)
    return rangeOf({ ...area })
  },
  delete: (area: Area, _seat: Seat, shift: 'Up' | 'Left') => deleteCells(area, shift),
  select: (area: Area, seat: Seat) => seat.select(area),
  merge: (area: Area, _seat: Seat, across = false) => {
    const merges = across
      ? Array.from({ length: area.rows }, (_, r) => ({ ...rectangle(area), row: area.row + r, rows: 1 }))
      : [rectangle(area)]
    area.sheet.merges = [...area.sheet.merges.filter(other => !intersection(other, area)), ...merges]
    area.sheet.workbook.happened({ kind: 'appearance', sheet: area.sheet })
  },
  unmerge: (area: Area) => {
    area.sheet.merges = area.sheet.merges.filter(other => !intersection(other, area))
    area.sheet.workbook.happened({ kind: 'appearance', sheet: area.sheet })
  },
  copyFrom: (area: Area, _seat: Seat, source: Area | string, what = 'All', skipBlanks = false, transpose = false) =>
    copyCells(given(area.sheet, source), area, { what, skipBlanks, transpose }),
  moveTo: (area: Area, _seat: Seat, destination: Area | string) => moveCells(area, given(area.sheet, destination)),
  autoFill: (area: Area, _seat: Seat, destination: Area | string) => fill(area, given(area.sheet, destination)),
  // Of all that may be asked of cells, the colour of their fonts.
  getCellProperties: (area: Area, _seat: Seat, asked: { format?: { font?: { color?: boolean } } }) => {
    if (!asked?.format?.font?.color) throw invalidArgument()
    return grid(area, cell => ({ format: { font: { color: cell?.style?.['font/color'] ?? '#000000' } } }))
  },
  find: (area: Area, _seat: Seat, text: string, search?: Search) => rangeOf(findFrom(area, text, search)),
  findAll: (area: Area, _seat: Seat, text: string, search?: Search) => rangeAreas.of(allCells(area, text, search)),
  replaceAll: (area: Area, _seat: Seat, text: string, replacement: string, search: Search = {}) =>
    replaceAll(area, text, replacement, search),
  calculate: (area: Area, seat: Seat) => {
    const { engine } = area.sheet.workbook
    engine?.touched(area.sheet, area)
    engine?.recalculate(false).catch(seat.report)
  },
  setDirty: (area: Area) => area.sheet.workbook.engine?.touched(area.sheet, area),
  ...outlineActions,
  _ValidateArraySize: (area: Area, _seat: Seat, rows: number, columns: number) => {
    if (rows !== area.rows || columns !== area.columns)
      throw invalidArgument("The number of rows or columns in the input array doesn't match the size or dimensions of the range.")
  },
}
