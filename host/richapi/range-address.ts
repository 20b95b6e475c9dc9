import { formatRectangle, onSheet, parseRectangle, quoteSheet, splitSheet } from '../model/address.js'
import { invalidArgument } from '../model/declined.js'
import type { Area, Sheet } from '../model/sheet.js'
import { areaOf } from '../model/sheet.js'
import { findSheet } from '../model/sheets.js'
import { bodyArea, findTable } from '../model/table.js'
import type { Workbook } from '../model/workbook.js'

/** The address of an area with its sheet. */
export const addressOf = (area: Area): string => `${quoteSheet(area.sheet.name)}!${formatRectangle(area)}`

/** Declines cells that lie outside the sheet. */
export function onItsSheet(area: Area): Area {
  if (!onSheet(area)) throw invalidArgument('The requested range lies outside the sheet.')
  return area
}

/** The area of a text: an address, with a sheet or on the given one, a defined name or a table. */
export function areaAt(sheet: Sheet, text: string): Area {
  const { sheet: name, rest } = splitSheet(text.replace(/^=/, ''))
  const on = name === undefined ? sheet : findSheet(sheet.workbook, name)
  if (!on) throw invalidArgument()
  const rectangle = parseRectangle(rest)
  const found = rectangle ? areaOf(on, rectangle) : namedArea(sheet.workbook, rest, on)
  if (!found) throw invalidArgument()
  return found
}

/** The area that a defined name or a table stands for. */
export function namedArea(workbook: Workbook, text: string, sheet?: Sheet): Area | undefined {
  const is = (each: { name: string }) => each.name.toLowerCase() === text.toLowerCase()
  const name = sheet?.names.find(is) ?? workbook.names.find(is)
  if (name) return areaOfFormula(workbook, name.formula)
  const table = findTable(workbook.tables, text)
  return table && bodyArea(table)
}

/** The area of a formula that is nothing but a reference, such as `=Sheet1!$A$1`. */
export function areaOfFormula(workbook: Workbook, formula: string): Area | undefined {
  const { sheet: name, rest } = splitSheet(formula.replace(/^=/, ''))
  const sheet = name === undefined ? undefined : findSheet(workbook, name)
  const rectangle = parseRectangle(rest)
  return sheet && rectangle ? areaOf(sheet, rectangle) : undefined
}

/** An argument that is a range or its address. */
export const given = (sheet: Sheet, range: Area | string): Area => onItsSheet(typeof range === 'string' ? areaAt(sheet, range) : range)
