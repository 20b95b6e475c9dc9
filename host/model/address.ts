/** Cells of a sheet, counted from 0. */
export interface Rectangle {
  row: number
  column: number
  rows: number
  columns: number
}

/** Rows of a worksheet. */
export const ROWS = 1_048_576
/** Columns of a worksheet. */
export const COLUMNS = 16_384

/** The letters of a column: 0 is A. */
export function columnName(column: number): string {
  let name = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}

/** The number of a column: A is 0. */
export function columnNumber(name: string): number {
  let number = 0
  for (const letter of name.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64
  return number - 1
}

const CELLS = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i
const WHOLE_COLUMNS = /^\$?([A-Z]{1,3}):\$?([A-Z]{1,3})$/i
const WHOLE_ROWS = /^\$?(\d{1,7}):\$?(\d{1,7})$/

const between = (row: number, column: number, lastRow: number, lastColumn: number): Rectangle => ({
  row: Math.min(row, lastRow),
  column: Math.min(column, lastColumn),
  rows: Math.abs(lastRow - row) + 1,
  columns: Math.abs(lastColumn - column) + 1,
})

/** True when a rectangle lies on the sheet. */
export const onSheet = (area: Rectangle): boolean =>
  area.row >= 0 &&
  area.column >= 0 &&
  area.rows > 0 &&
  area.columns > 0 &&
  area.row + area.rows <= ROWS &&
  area.column + area.columns <= COLUMNS

/** Reads A1, A1:B2, A:C or 3:5, with or without $; null when the text is no address on a sheet. */
export function parseRectangle(text: string): Rectangle | null {
  const cells = CELLS.exec(text)
  if (cells) {
    const [row, column] = [Number(cells[2]) - 1, columnNumber(cells[1])]
    const area = between(row, column, cells[4] ? Number(cells[4]) - 1 : row, cells[3] ? columnNumber(cells[3]) : column)
    return onSheet(area) ? area : null
  }
  const columns = WHOLE_COLUMNS.exec(text)
  if (columns) {
    const area = between(0, columnNumber(columns[1]), ROWS - 1, columnNumber(columns[2]))
    return onSheet(area) ? area : null
  }
  const rows = WHOLE_ROWS.exec(text)
  if (!rows) return null
  const area = between(Number(rows[1]) - 1, 0, Number(rows[2]) - 1, COLUMNS - 1)
  return onSheet(area) ? area : null
}

/** Writes a rectangle as Excel does; `$` before each part when absolute. */
export function formatRectangle(area: Rectangle, $: '' | '$' = ''): string {
  const [first, last] = [columnName(area.column), columnName(area.column + area.columns - 1)]
  const [top, bottom] = [area.row + 1, area.row + area.rows]
  if (area.rows === ROWS) return `${$}${first}:${$}${last}`
  if (area.columns === COLUMNS) return `${$}${top}:${$}${bottom}`
  const start = `${$}${first}${$}${top}`
  return area.rows === 1 && area.columns === 1 ? start : `${start}:${$}${last}${$}${bottom}`
}

/** A sheet's name before `!`, in quotes when it needs them. */
export function quoteSheet(name: string): string {
  const plain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && !parseRectangle(name)
  return plain ? name : `'${name.replaceAll("'", "''")}'`
}

/** Splits `'My sheet'!A1` into the sheet's name, if any, and the rest. */
export function splitSheet(text: string): { sheet?: string; rest: string } {
  const mark = text.lastIndexOf('!')
  if (mark < 0) return { rest: text }
  const name = text.slice(0, mark)
  const bare = name.startsWith("'") && name.endsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name
  return { sheet: bare, rest: text.slice(mark + 1) }
}

/** The cells that two rectangles share; null when none. */
export function intersection(a: Rectangle, b: Rectangle): Rectangle | null {
  const row = Math.max(a.row, b.row)
  const column = Math.max(a.column, b.column)
  const rows = Math.min(a.row + a.rows, b.row + b.rows) - row
  const columns = Math.min(a.column + a.columns, b.column + b.columns) - column
  return rows > 0 && columns > 0 ? { row, column, rows, columns } : null
}

/** The smallest rectangle that covers both. */
export function bounding(a: Rectangle, b: Rectangle): Rectangle {
  const row = Math.min(a.row, b.row)
  const column = Math.min(a.column, b.column)
  return {
    row,
    column,
    rows: Math.max(a.row + a.rows, b.row + b.rows) - row,
    columns: Math.max(a.column + a.columns, b.column + b.columns) - column,
  }
}

/** True when `inner` lies wholly in `outer`. */
export const covers = (outer: Rectangle, inner: Rectangle): boolean => {
  const shared = intersection(outer, inner)
  return shared !== null && sameRectangle(shared, inner)
}

/** True when both are the same cells. */
export const sameRectangle = (a: Rectangle, b: Rectangle): boolean =>
  a.row === b.row && a.column === b.column && a.rows === b.rows && a.columns === b.columns

/** The two rectangles as one, when together they are exactly one. */
export function joined(a: Rectangle, b: Rectangle): Rectangle | null {
  if (covers(a, b)) return a
  if (covers(b, a)) return b
  const below = a.column === b.column && a.columns === b.columns && b.row <= a.row + a.rows && a.row <= b.row + b.rows
  const beside = a.row === b.row && a.rows === b.rows && b.column <= a.column + a.columns && a.column <= b.column + b.columns
  return below || beside ? bounding(a, b) : null
}

/** The bare rectangle of an area. */
export const rectangle = ({ row, column, rows, columns }: Rectangle): Rectangle => ({ row, column, rows, columns })
