import { COLUMNS, ROWS, rectangle } from '../model/address.js'
import { invalidArgument, invalidOperation } from '../model/declined.js'
import type { Area, Sheet } from '../model/sheet.js'
import { wholeSheet } from '../model/sheet.js'
import type { Seat } from '../seat.js'
import type { Method } from './kind.js'

type Lines = 'rows' | 'columns'

/** Excel shows eight levels: lines that are in no group are the first of them. */
const LEVELS = 8

const levelsOf = (sheet: Sheet, lines: Lines) => (lines === 'rows' ? sheet.rowLevels : sheet.columnLevels)

/** The lines of an area in the direction of a `GroupOption`: only whole rows or whole columns can be grouped. */
function linesOf(area: Area, option: string): { lines: Lines; first: number; count: number } {
  const rows = area.columns === COLUMNS && area.rows !== ROWS
  const columns = area.rows === ROWS && area.columns !== COLUMNS
  if (option === 'ByRows' && !columns) return { lines: 'rows', first: area.row, count: area.rows }
  if (option === 'ByColumns' && !rows) return { lines: 'columns', first: area.column, count: area.columns }
  throw invalidArgument()
}

function changeLevels(area: Area, option: string, by: 1 | -1): void {
  const { lines, first, count } = linesOf(area, option)
  const levels = levelsOf(area.sheet, lines)
  const before = Array.from({ length: count }, (_, line) => levels.get(first + line) ?? 0)
  if (by === 1 && Math.max(...before) >= LEVELS - 1) throw invalidOperation('An outline has at most eight levels.')
  if (by === -1 && Math.max(...before) === 0) throw invalidOperation('These lines are in no group.')
  before.forEach((level, line) => {
    const next = Math.max(0, level + by)
    if (next) levels.set(first + line, next)
    else {
      levels.delete(first + line)
      hide(area.sheet, lines, first + line, false)
    }
  })
  area.sheet.workbook.happened({ kind: 'appearance', sheet: area.sheet })
}

const hiddenOf = (sheet: Sheet, lines: Lines) => (lines === 'rows' ? sheet.hiddenRows : sheet.hiddenColumns)

function hide(sheet: Sheet, lines: Lines, line: number, hidden: boolean): void {
  const set = hiddenOf(sheet, lines)
  if (set.has(line) === hidden) return
  if (hidden) set.add(line)
  else set.delete(line)
  const whole = rectangle(wholeSheet(sheet))
  if (lines === 'rows') sheet.workbook.happened({ kind: 'rowsHidden', sheet, hidden, area: { ...whole, row: line, rows: 1 } })
}

/** Folds or unfolds the groups that an area touches. */
function showDetails(area: Area, option: string, shown: boolean): void {
  const { lines, first, count } = linesOf(area, option)
  const levels = levelsOf(area.sheet, lines)
  for (const line of levels.keys()) if (line >= first && line < first + count) hide(area.sheet, lines, line, !shown)
  area.sheet.workbook.happened({ kind: 'appearance', sheet: area.sheet })
}

/** Shows so many levels of the rows and of the columns; 0 leaves a direction as it is. */
export function showOutlineLevels(sheet: Sheet, _seat: Seat, rowLevels: number, columnLevels: number): void {
  if (![rowLevels, columnLevels].every(each => each >= 0 && each <= LEVELS)) throw invalidArgument()
  for (const [lines, shown] of [['rows', rowLevels] as const, ['columns', columnLevels] as const]) {
    if (!shown) continue
    for (const [line, level] of levelsOf(sheet, lines)) hide(sheet, lines, line, level >= shown)
  }
  sheet.workbook.happened({ kind: 'appearance', sheet })
}

/** The methods of a range that group its rows or columns. */
export const outlineActions: Record<string, Method<Area>> = {
  group: (area: Area, _seat: Seat, option: string) => changeLevels(area, option, 1),
  ungroup: (area: Area, _seat: Seat, option: string) => changeLevels(area, option, -1),
  hideGroupDetails: (area: Area, _seat: Seat, option: string) => showDetails(area, option, false),
  showGroupDetails: (area: Area, _seat: Seat, option: string) => showDetails(area, option, true),
}
