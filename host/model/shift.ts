import type { Rectangle } from './address.js'
import { COLUMNS, ROWS, covers, intersection, rectangle } from './address.js'
import type { CellChangeType } from './change.js'
import { Declined, invalidOperation } from './declined.js'
import { moved, rewriteFormulas } from './formula-text.js'
import type { Area, Sheet, cellAt } from './sheet.js'
import { areaOf, eachCell, putCell, removeCell, usedArea } from './sheet.js'
import { checkWritable } from './writable.js'

export type Direction = 'Down' | 'Right' | 'Up' | 'Left'

/** Inserts empty cells; what was there moves down or right. */
export function insertCells(area: Area, direction: 'Down' | 'Right', told = true): void {
  shift(area, direction, told)
}

/** Deletes cells; what lies below or to the right moves in. */
export function deleteCells(area: Area, direction: 'Up' | 'Left', told = true): void {
  shift(area, direction, told)
}

function shift(area: Area, direction: Direction, told: boolean): void {
  const { sheet } = area
  checkWritable(sheet)
  const down = direction === 'Down' || direction === 'Up'
  const distance = (direction === 'Down' || direction === 'Right' ? 1 : -1) * (down ? area.rows : area.columns)
  const band = down ? { ...area, rows: ROWS - area.row } : { ...area, columns: COLUMNS - area.column }
  if (distance > 0) checkRoom(band, area, down)
  checkTables(area, band, down)
  moveCells(band, down ? distance : 0, down ? 0 : distance)
  const move = mover(area, band, down, distance)
  moveWhatLiesOver(sheet, move)
  if (down && area.columns === COLUMNS) moveSizes([sheet.rowHeights, sheet.rowLevels], sheet.hiddenRows, area.row, distance)
  if (!down && area.rows === ROWS) moveSizes([sheet.columnWidths, sheet.columnLevels], sheet.hiddenColumns, area.column, distance)
  rewriteFormulas(sheet.workbook, (formula, on) => moved(formula, on?.name ?? sheet.name, sheet.name, move))
  sheet.workbook.engine?.rebuilt()
  if (told)
    sheet.workbook.happened({ kind: 'cells', type: typeOf(area, distance > 0, down), sheet, area: rectangle(area), shift: direction })
}

function typeOf(area: Rectangle, inserted: boolean, down: boolean): CellChangeType {
  if (down && area.columns === COLUMNS) return inserted ? 'RowInserted' : 'RowDeleted'
  if (!down && area.rows === ROWS) return inserted ? 'ColumnInserted' : 'ColumnDeleted'
  return inserted ? 'CellInserted' : 'CellDeleted'
}

function checkRoom(band: Area, area: Rectangle, down: boolean): void {
  const end = down
    ? { ...band, row: ROWS - area.rows, rows: area.rows }
    : { ...band, column: COLUMNS - area.columns, columns: area.columns }
  if (usedArea(end))
    throw new Declined('NonBlankCellOffSheet', 'Excel cannot insert cells, because it would push cells that are not empty off the sheet.')
}

/** A table may move whole, or grow and shrink when it is cut across its whole breadth; it may not be torn. */
function checkTables(area: Area, band: Rectangle, down: boolean): void {
  for (const table of area.sheet.workbook.tables) {
    if (table.sheet !== area.sheet) continue
    const hit = intersection(table.area, band)
    if (!hit) continue
    const whole = down ? hit.columns === table.area.columns : hit.rows === table.area.rows
    if (!whole) throw invalidOperation('This operation is not allowed. It would shift cells in a table on your worksheet.')
  }
}

function moveCells(band: Area, down: number, right: number): void {
  const { sheet } = band
  const found: { row: number; column: number; cell: NonNullable<ReturnType<typeof cellAt>> }[] = []
  eachCell(band, (cell, row, column) => found.push({ row, column, cell }))
  for (const { row, column } of found) removeCell(sheet, row, column)
  for (const { row, column, cell } of found) {
    const [r, c] = [row + down, column + right]
    // Deleted cells are those that would leave the band at its start; spilled values come back when formulas are computed.
    if (r < band.row || c < band.column || cell.spilledFrom) continue
    delete cell.spill
    putCell(sheet, r, c, cell)
  }
}

/** Where a rectangle goes: it moves, grows or shrinks when the band holds its whole breadth; null when it was deleted. */
function mover(area: Rectangle, band: Rectangle, down: boolean, distance: number): (subject: Rectangle) => Rectangle | null {
  const [start, length]: ['row' | 'column', 'rows' | 'columns'] = down ? ['row', 'rows'] : ['column', 'columns']
  const [across, breadth]: ['row' | 'column', 'rows' | 'columns'] = down ? ['column', 'columns'] : ['row', 'rows']
  const limit = down ? ROWS : COLUMNS
  const at = area[start]
  return subject => {
    const inBand = subject[across] >= band[across] && subject[across] + subject[breadth] <= band[across] + band[breadth]
    if (!inBand || subject[length] === limit) return subject
    if (distance < 0 && covers(area, subject)) return null
    const end = subject[start] + subject[length]
    const moveEdge = (edge: number, inclusive: boolean) => {
      if (distance > 0) return edge > at || (inclusive && edge === at) ? edge + distance : edge
      return edge <= at ? edge : Math.max(at, edge + distance)
    }
    const first = moveEdge(subject[start], true)
    return { ...subject, [start]: first, [length]: Math.min(limit, Math.max(first + 1, moveEdge(end, false))) - first }
  }
}

function moveWhatLiesOver(sheet: Sheet, move: (area: Rectangle) => Rectangle | null): void {
  const { workbook } = sheet
  const gone = workbook.tables.filter(table => table.sheet === sheet && !move(table.area))
  workbook.tables = workbook.tables.filter(table => !gone.includes(table))
  for (const table of gone) workbook.happened({ kind: 'tableDeleted', table })
  for (const table of workbook.tables) if (table.sheet === sheet) table.area = rectangle(move(table.area)!)
  const moveAll = (areas: Rectangle[]) => areas.map(move).filter(area => area !== null)
  sheet.merges = moveAll(sheet.merges)
  for (const format of sheet.conditionalFormats) format.areas = moveAll(format.areas)
  sheet.validations = sheet.validations.flatMap(validation => {
    const area = move(validation.area)
    return area ? [{ ...validation, area }] : []
  })
  const followed = (area: Area | null) => {
    const next = area?.sheet === sheet ? move(area) : area
    return next && area ? areaOf(area.sheet, next) : null
  }
  for (const chart of workbook.sheets.flatMap(each => each.charts)) {
    chart.source = followed(chart.source)
    for (const series of chart.series) {
      series.values = followed(series.values)
      series.categories = followed(series.categories)
    }
  }
  for (const comment of workbook.comments) {
    const place = comment.sheet === sheet ? move({ row: comment.row, column: comment.column, rows: 1, columns: 1 }) : null
    if (place) Object.assign(comment, { row: place.row, column: place.column })
  }
  for (const tracker of workbook.trackers) for (const tracked of tracker()) if (tracked.sheet === sheet) tracked.moved(move(tracked.area))
}

function moveSizes(maps: readonly Map<number, number>[], hidden: Set<number>, at: number, distance: number): void {
  const next = (index: number) => (index < at ? index : index < at - distance ? null : index + distance)
  const keep = <Entry>(entries: [number, Entry][]) =>
    entries.flatMap(([index, entry]) => {
      const place = distance > 0 && index >= at ? index + distance : next(index)
      return place === null ? [] : [[place, entry] as const]
    })
  for (const sizes of maps) {
    const moved = keep([...sizes])
    sizes.clear()
    for (const [index, size] of moved) sizes.set(index, size)
  }
  const movedHidden = keep([...hidden].map(index => [index, true]))
  hidden.clear()
  for (const [index] of movedHidden) hidden.add(index)
}
