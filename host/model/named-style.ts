import { alreadyExists, invalidArgument, invalidOperation, notFound } from './declined.js'
import { rectangle } from './address.js'
import type { Cell } from './cell.js'
import type { Area } from './sheet.js'
import { cellFor, eachCell, wholeSheet } from './sheet.js'
import type { Workbook } from './workbook.js'
import { checkWritable } from './writable.js'
import { BUILT_IN } from './built-in-styles.js'
import type { NamedStyle } from './style-part.js'
import { STYLE_PARTS, partOf } from './style-part.js'

/** Under which path a cell keeps the name of its style. */
export const STYLE = 'style'

const sameName = (name: string) => (style: NamedStyle) => style.name.toLowerCase() === name.toLowerCase()

/** The styles of a workbook: the built-in ones as they are in it, then its own. */
export function stylesOf({ styles }: Workbook): NamedStyle[] {
  const own = styles.filter(({ name }) => !BUILT_IN.some(sameName(name)))
  return [...BUILT_IN.map(each => styles.find(sameName(each.name)) ?? each), ...own]
}

export const findStyle = (workbook: Workbook, name: string): NamedStyle | undefined => stylesOf(workbook).find(sameName(name))

/** Adds a style that looks like Normal until it is told otherwise. */
export function addStyle(workbook: Workbook, name: string): void {
  if (!name || name.length > 255) throw invalidArgument()
  if (findStyle(workbook, name)) throw alreadyExists()
  workbook.styles.push({ name, builtIn: false, parts: STYLE_PARTS, look: {}, numberFormat: 'General' })
}

/** Changes a style, and with it the cells that have it. */
export function changeStyle(workbook: Workbook, name: string, change: Partial<NamedStyle>): void {
  const style = findStyle(workbook, name)
  if (!style) throw notFound()
  const changed = { ...style, ...change }
  workbook.styles = [...workbook.styles.filter(each => !sameName(name)(each)), changed]
  restyle(workbook, style.name, changed)
}

/** Takes a style away; its cells are Normal again. */
export function deleteStyle(workbook: Workbook, name: string): void {
  const style = findStyle(workbook, name)
  if (!style) throw notFound()
  if (style.builtIn) throw invalidOperation('Built-in styles stay.')
  workbook.styles = workbook.styles.filter(each => each !== style)
  restyle(workbook, style.name, findStyle(workbook, 'Normal')!)
}

/** Gives a style to cells. */
export function applyStyle(area: Area, name: string): void {
  checkWritable(area.sheet)
  const style = findStyle(area.sheet.workbook, name)
  if (!style) throw invalidArgument()
  if (area.rows * area.columns > 1_000_000) eachCell(area, cell => take(cell, style))
  else
    for (let row = area.row; row < area.row + area.rows; row++)
      for (let column = area.column; column < area.column + area.columns; column++) take(cellFor(area.sheet, row, column), style)
  area.sheet.workbook.happened({ kind: 'formats', sheet: area.sheet, area: rectangle(area) })
}

function restyle(workbook: Workbook, before: string, style: NamedStyle): void {
  for (const sheet of workbook.sheets) {
    let found = false
    eachCell(wholeSheet(sheet), cell => {
      if (cell.style?.[STYLE] !== before) return
      take(cell, style)
      found = true
    })
    if (found) workbook.happened({ kind: 'formats', sheet, area: rectangle(wholeSheet(sheet)) })
  }
}

function take(cell: Cell, { name, parts, look, numberFormat }: NamedStyle): void {
  const kept = Object.entries(cell.style ?? {}).filter(([path]) => !parts.includes(partOf(path)))
  const taken = Object.entries(look).filter(([path]) => parts.includes(partOf(path)))
  cell.style = { ...Object.fromEntries(kept), ...Object.fromEntries(taken), [STYLE]: name }
  if (!parts.includes('number')) return
  if (numberFormat === 'General') delete cell.numberFormat
  else cell.numberFormat = numberFormat
}
