import type { Rectangle } from './address.js'
import { COLUMNS, ROWS, columnName, onSheet, parseRectangle, quoteSheet, splitSheet } from './address.js'
import type { Sheet } from './sheet.js'
import { areaOf, eachCell, wholeSheet } from './sheet.js'
import type { Workbook } from './workbook.js'

/** A reference as it stands in a formula. */
export interface Reference {
  sheet?: string
  /** The address with its $ signs, without the sheet. */
  text: string
  area: Rectangle
}

const SHEET = String.raw`(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!`
const ADDRESS = String.raw`\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d{1,7}:\$?\d{1,7}`
const TOKENS = new RegExp(`("(?:[^"]|"")*"|\\[[^\\]]*\\])|(?<![\\p{L}\\p{N}_.$!'])(${SHEET})?(${ADDRESS})(?![\\p{L}\\p{N}_(.!])`, 'giu')

/** Rewrites every reference of a formula; texts in quotes and column names in brackets stay. */
export function mapReferences(formula: string, rewrite: (reference: Reference) => string): string {
  return formula.replace(TOKENS, (whole: string, quoted: string | undefined, sheet: string | undefined, text: string) => {
    if (quoted !== undefined) return whole
    const area = parseRectangle(text)
    if (!area) return whole
    return rewrite({ ...(sheet ? { sheet: splitSheet(sheet).sheet } : {}), text, area })
  })
}

/** The references that a formula names itself. */
export function references(formula: string): Reference[] {
  const found: Reference[] = []
  mapReferences(formula, reference => {
    found.push(reference)
    return reference.text
  })
  return found
}

const withSheet = (reference: Reference, text: string) => (reference.sheet === undefined ? text : `${quoteSheet(reference.sheet)}!${text}`)

/** An address with the $ signs of another. */
function written(area: Rectangle, like: string): string {
  const fixed = like.split(':').map(part => ({ column: /^\$[A-Z]/i.test(part), row: /\$\d/.test(part) }))
  const [first, last] = [fixed[0], fixed[1] ?? fixed[0]]
  const column = (number: number, dollar: boolean) => (dollar ? '$' : '') + columnName(number)
  const row = (number: number, dollar: boolean) => (dollar ? '$' : '') + String(number + 1)
  const lastRow = area.row + area.rows - 1
  const lastColumn = area.column + area.columns - 1
  if (area.rows === ROWS) return `${column(area.column, first.column)}:${column(lastColumn, last.column)}`
  if (area.columns === COLUMNS) return `${row(area.row, first.row)}:${row(lastRow, last.row)}`
  const start = column(area.column, first.column) + row(area.row, first.row)
  if (!like.includes(':') && area.rows === 1 && area.columns === 1) return start
  return `${start}:${column(lastColumn, last.column)}${row(lastRow, last.row)}`
}

/** A formula as it reads when it is copied down and right: relative parts move. */
export function copied(formula: string, down: number, right: number): string {
  return mapReferences(formula, reference => {
    const [start, end = start] = reference.text.split(':')
    const rowMoves = (part: string) => (/\$\d/.test(part) || !/\d/.test(part) ? 0 : down)
    const columnMoves = (part: string) => (part.startsWith('$') || !/[A-Z]/i.test(part) ? 0 : right)
    const { row, column, rows, columns } = reference.area
    const top = row + rowMoves(start)
    const left = column + columnMoves(start)
    const moved = { row: top, column: left, rows: row + rows + rowMoves(end) - top, columns: column + columns + columnMoves(end) - left }
    return onSheet(moved) ? withSheet(reference, written(moved, reference.text)) : '#REF!'
  })
}

/** A formula after cells of a sheet have moved; `own` is the sheet that it stands on. */
export function moved(formula: string, own: string, sheet: string, move: (area: Rectangle) => Rectangle | null): string {
  return mapReferences(formula, reference => {
    if ((reference.sheet ?? own).toLowerCase() !== sheet.toLowerCase()) return withSheet(reference, reference.text)
    const area = move(reference.area)
    return area ? withSheet(reference, written(area, reference.text)) : '#REF!'
  })
}

/** Rewrites every formula of a workbook, names included. */
export function rewriteFormulas(workbook: Workbook, rewrite: (formula: string, sheet: Sheet | null) => string): void {
  for (const sheet of workbook.sheets)
    eachCell(areaOf(sheet, wholeSheet(sheet)), cell => {
      if (cell.formula) cell.formula = rewrite(cell.formula, sheet)
    })
  for (const name of [...workbook.names, ...workbook.sheets.flatMap(sheet => sheet.names)]) name.formula = rewrite(name.formula, name.sheet)
}

/** After a sheet got another name. */
export function renameInFormulas(workbook: Workbook, before: string, after: string): void {
  rewriteFormulas(workbook, formula => renamed(formula, before, after))
}

/** A formula with another name for a sheet. */
export function renamed(formula: string, before: string, after: string): string {
  return mapReferences(formula, reference =>
    withSheet(reference.sheet?.toLowerCase() === before.toLowerCase() ? { ...reference, sheet: after } : reference, reference.text),
  )
}

/** After a sheet was deleted: what referred to it is `#REF!`. */
export function forgetSheet(workbook: Workbook, name: string): void {
  rewriteFormulas(workbook, formula =>
    mapReferences(formula, reference =>
      reference.sheet?.toLowerCase() === name.toLowerCase() ? '#REF!' : withSheet(reference, reference.text),
    ),
  )
}
