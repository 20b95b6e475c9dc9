import { areaAddress } from '../../shared/reports/address.js'
import { isWords } from '../../shared/reports/look.js'
import { isRich, numberFormat, type Cell, type Column, type Row, type Sheet } from '../../shared/reports/sheet.js'

/** What a cell is given as: a number, a formula, a text; null leaves it empty. */
export type Entry = string | number | null

/** The longest text of a cell. */
const LONGEST = 32_767

/** Rows of entries, one for each column, from a row up to another. */
export function entries({ rows, columns }: Sheet, from: number, to: number): Entry[][] {
  const taken: Entry[][] = []
  for (let at = from; at < to; at++) {
    const row = rows[at]
    taken.push(columns.map((column, c) => entryOf(row.cells[c] ?? null, column, row)))
  }
  return taken
}

/** Text in a cell of the format for text stays text as it is; elsewhere an apostrophe keeps Excel from reading `=1+1` or `001` as typed. */
function entryOf(cell: Cell, column: Column, row: Row): Entry {
  if (isRich(cell) && cell.formula !== undefined) return `=${cell.formula}`
  const value = isRich(cell) ? cell.value : cell
  if (typeof value !== 'string') return value
  const format = isRich(cell) && cell.format !== undefined ? cell.format : column.format
  if (isWords(row.kind) || format === 'text') return value.slice(0, LONGEST)
  // A day is written as people type it, so that it is right in workbooks that count days from 1904 too.
  return format === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : `'${value.slice(0, LONGEST)}`
}

/** Cells of one number format. */
export interface Formatted {
  address: string
  format: string
}

/** The number formats of a sheet: columns, then rows of words, then the cells that have their own. Later ones win. */
export function numberFormats({ columns, rows, unit, headingRow }: Sheet): Formatted[] {
  const bottom = rows.length - 1
  const found: Formatted[] = []
  const codes = columns.map(({ format, decimals }) => numberFormat(format, decimals, unit))
  for (const [left, right] of runs(codes))
    found.push({ address: areaAddress({ top: headingRow + 1, left, bottom, right }), format: codes[left] })
  for (const [top, last] of runs(rows.map(({ kind }) => isWords(kind))))
    if (isWords(rows[top].kind))
      found.push({ address: areaAddress({ top, left: 0, bottom: last, right: columns.length - 1 }), format: '@' })
  rows.forEach(({ cells, kind }, row) => {
    if (isWords(kind)) return
    const own = columns.map(({ decimals }, at) => {
      const cell = cells[at] ?? null
      return isRich(cell) && cell.format !== undefined ? numberFormat(cell.format, decimals, unit) : ''
    })
    for (const [left, right] of runs(own))
      if (own[left] !== '') found.push({ address: areaAddress({ top: row, left, bottom: row, right }), format: own[left] })
  })
  return found
}

/** First and last index of each run of equal values. */
export function runs<Value>(values: readonly Value[]): [first: number, last: number][] {
  const found: [number, number][] = []
  values.forEach((value, at) => {
    const last = found.at(-1)
    if (last && values[last[0]] === value) last[1] = at
    else found.push([at, at])
  })
  return found
}
