import { rectangle } from './address.js'
import type { Rectangle } from './address.js'
import type { Cell, Hyperlink, Style, Value } from './cell.js'
import { invalidArgument } from './declined.js'
import { entered } from './entry.js'
import type { Area, Sheet } from './sheet.js'
import { cellAt, cellFor, eachCell, removeCell, wholeSheet } from './sheet.js'
import { refreshHeaders } from './table.js'
import { checkWritable } from './writable.js'

/** The longest text of a cell. */
export const LONGEST_TEXT = 32_767
/** The longest formula. */
const LONGEST_FORMULA = 8192

/** Forgets what a formula spilled over its neighbours. */
export function unspill(sheet: Sheet, row: number, column: number): void {
  const anchor = cellAt(sheet, row, column)
  if (!anchor?.spill) return
  eachCell({ sheet, row, column, ...anchor.spill }, (cell, r, c) => {
    if (cell.spilledFrom?.row !== row || cell.spilledFrom.column !== column) return
    cell.value = ''
    delete cell.spilledFrom
    if (cell.numberFormat === undefined && cell.style === undefined) removeCell(sheet, r, c)
  })
  delete anchor.spill
}

/** Forgets every spilled value of a sheet: formulas give them again. */
export function unspillAll(sheet: Sheet): void {
  eachCell(wholeSheet(sheet), (cell, row, column) => {
    delete cell.spill
    if (!cell.spilledFrom) return
    cell.value = ''
    delete cell.spilledFrom
    if (cell.numberFormat === undefined && cell.style === undefined) removeCell(sheet, row, column)
  })
}

/** Puts one entry into a cell, as if typed: a value, a formula after `=`, '' to empty it. */
export function enter(sheet: Sheet, row: number, column: number, entry: Value): void {
  const cell = cellFor(sheet, row, column)
  unspill(sheet, row, column)
  delete cell.formula
  delete cell.message
  delete cell.spilledFrom
  if (typeof entry !== 'string' || entry === '') cell.value = entry
  else if (entry.length > LONGEST_TEXT) throw invalidArgument(`A cell holds at most ${LONGEST_TEXT} characters.`)
  else if (cell.numberFormat === '@') cell.value = entry
  else if (entry.startsWith('=') && entry.length > 1) {
    if (entry.length > LONGEST_FORMULA) throw invalidArgument(`A formula has at most ${LONGEST_FORMULA} characters.`)
    cell.formula = entry
    cell.value = 0
  } else {
    const { value, numberFormat } = entered(entry)
    cell.value = value
    if (numberFormat && !cell.numberFormat) cell.numberFormat = numberFormat
  }
}

const isEntry = (value: unknown): value is Value => ['string', 'number', 'boolean'].includes(typeof value)

/** Writes entries over an area; null leaves a cell as it is. The array must have the area's shape, or be one value for all. */
export function write(area: Area, entries: unknown): void {
  const { sheet, row, column } = area
  checkWritable(sheet)
  const one = area.rows === 1 && area.columns === 1
  const before = one ? (cellAt(sheet, row, column)?.value ?? '') : undefined
  eachEntry(area, entries, (entry, r, c) => {
    if (entry === null || entry === undefined) return
    if (!isEntry(entry)) throw invalidArgument()
    enter(sheet, r, c, entry)
  })
  written(area, before)
}

/** After contents changed: headers of tables follow, formulas are told, and the change is noted. */
export function written(area: Area, before?: Value): void {
  const { sheet } = area
  for (const table of sheet.workbook.tables) refreshHeaders(table, area)
  sheet.workbook.engine?.touched(sheet, area)
  const one = area.rows === 1 && area.columns === 1
  const after = one ? (cellAt(sheet, area.row, area.column)?.value ?? '') : undefined
  sheet.workbook.happened({
    kind: 'cells',
    type: 'RangeEdited',
    sheet,
    area: rectangle(area),
    ...(one ? { before: before ?? '', after } : {}),
  })
}

/** Visits the entries of an array of the area's shape, or one value for every cell. */
export function eachEntry(area: Area, entries: unknown, visit: (entry: unknown, row: number, column: number) => void): void {
  if (!Array.isArray(entries)) {
    const used = area.rows * area.columns > 5_000_000 ? null : area
    if (!used) throw invalidArgument()
    for (let r = 0; r < area.rows; r++) for (let c = 0; c < area.columns; c++) visit(entries, area.row + r, area.column + c)
    return
  }
  checkShape(area, entries)
  entries.forEach((row: unknown[], r) => row.forEach((entry, c) => visit(entry, area.row + r, area.column + c)))
}

/** A number format for all cells may be given as [[format]]. */
const oneOf = (given: unknown): unknown =>
  Array.isArray(given) && given.length === 1 && Array.isArray(given[0]) && given[0].length === 1 ? (given[0] as unknown[])[0] : given

/** Declines an array that has not the area's shape. */
export function checkShape(area: Rectangle, entries: unknown[]): void {
  const fits = entries.length === area.rows && entries.every(row => Array.isArray(row) && row.length === area.columns)
  if (!fits) throw invalidArgument("The number of rows or columns in the input array doesn't match the size or dimensions of the range.")
}

/** Writes number formats over an area, one for all or an array of its shape. */
export function writeNumberFormats(area: Area, formats: unknown): void {
  checkWritable(area.sheet)
  eachEntry(area, oneOf(formats), (format, r, c) => {
    if (typeof format !== 'string') return
    const cell = cellFor(area.sheet, r, c)
    if (format === 'General' || format === '') delete cell.numberFormat
    else cell.numberFormat = format
  })
  area.sheet.workbook.happened({ kind: 'formats', sheet: area.sheet, area: rectangle(area) })
}

/** Links every cell of an area; the text to display becomes its value. */
export function writeHyperlink(area: Area, hyperlink: Hyperlink | null): void {
  checkWritable(area.sheet)
  eachEntry(area, '', (_entry, row, column) => {
    const cell = cellFor(area.sheet, row, column)
    if (hyperlink) cell.hyperlink = hyperlink
    else delete cell.hyperlink
    if (hyperlink?.textToDisplay !== undefined) enter(area.sheet, row, column, hyperlink.textToDisplay)
  })
  written(area)
}

/** Gives every cell of an area a look; whole rows and columns only reach their used cells and the first of them. */
export function writeStyle(area: Area, path: string, value: Style[string]): void {
  checkWritable(area.sheet)
  const restyled = new Map<Style | undefined, Style>()
  const apply = (cell: Cell) => {
    let style = restyled.get(cell.style)
    if (!style) restyled.set(cell.style, (style = { ...cell.style, [path]: value }))
    cell.style = style
  }
  if (area.rows * area.columns > 1_000_000) eachCell(area, apply)
  else for (let r = 0; r < area.rows; r++) for (let c = 0; c < area.columns; c++) apply(cellFor(area.sheet, area.row + r, area.column + c))
  area.sheet.workbook.happened({ kind: 'formats', sheet: area.sheet, area: rectangle(area) })
}

/** Empties an area: contents, formats, or both. */
export function clear(area: Area, what: 'All' | 'Contents' | 'Formats' = 'All'): void {
  checkWritable(area.sheet)
  const { sheet } = area
  const one = area.rows === 1 && area.columns === 1
  const before = one ? (cellAt(sheet, area.row, area.column)?.value ?? '') : undefined
  eachCell(area, (cell, row, column) => {
    if (what !== 'Formats') enter(sheet, row, column, '')
    if (what !== 'Contents') {
      delete cell.numberFormat
      delete cell.style
    }
    if (cell.value === '' && cell.numberFormat === undefined && cell.style === undefined) removeCell(sheet, row, column)
  })
  if (what === 'Formats') sheet.workbook.happened({ kind: 'formats', sheet, area: rectangle(area) })
  else written(area, before)
}
