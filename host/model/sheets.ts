import { alreadyExists, invalidArgument, invalidOperation } from './declined.js'
import { forgetSheet, renameInFormulas } from './formula-text.js'
import type { Sheet } from './sheet.js'
import { emptySheet } from './sheet.js'
import { Workbook } from './workbook.js'

/** A new workbook with one empty sheet. */
export function newWorkbook(sheetName = 'Sheet1'): Workbook {
  const workbook = new Workbook()
  workbook.sheets.push(emptySheet(workbook, workbook.nextId(), sheetName))
  return workbook
}

/** The sheet of an id or a name in any case. */
export const findSheet = (workbook: Workbook, key: string): Sheet | undefined =>
  workbook.sheets.find(sheet => sheet.id === key || sheet.name.toLowerCase() === key.toLowerCase())

/** Declines a name that Excel would not give to a sheet. */
export function checkSheetName(workbook: Workbook, name: string, own?: Sheet): void {
  const valid =
    name.length >= 1 && name.length <= 31 && !/[:\\/?*[\]]/.test(name) && !/^'|'$/.test(name) && name.toLowerCase() !== 'history'
  if (!valid) throw invalidArgument('A sheet name has 1 to 31 characters, none of : \\ / ? * [ ] and no apostrophe at either end.')
  const other = workbook.sheets.find(sheet => sheet.name.toLowerCase() === name.toLowerCase())
  if (other && other !== own) throw alreadyExists()
}

/** Adds a sheet at the end; without a name it is the next free SheetN. */
export function addSheet(workbook: Workbook, name?: string): Sheet {
  let free = name
  for (let n = workbook.sheets.length + 1; !free; n++) if (!findSheet(workbook, `Sheet${n}`)) free = `Sheet${n}`
  checkSheetName(workbook, free)
  const sheet = emptySheet(workbook, workbook.nextId(), free)
  workbook.sheets.push(sheet)
  workbook.engine?.rebuilt()
  workbook.happened({ kind: 'sheetAdded', sheet })
  return sheet
}

const lastVisible = (sheet: Sheet) =>
  sheet.visibility === 'Visible' && sheet.workbook.sheets.filter(other => other.visibility === 'Visible').length === 1

/** Deletes a sheet with its tables and names; the last visible one stays. */
export function deleteSheet(sheet: Sheet): void {
  const { workbook } = sheet
  if (lastVisible(sheet)) throw invalidOperation('A workbook must contain at least one visible worksheet.')
  workbook.sheets = workbook.sheets.filter(other => other !== sheet)
  workbook.tables = workbook.tables.filter(table => table.sheet !== sheet)
  workbook.comments = workbook.comments.filter(comment => comment.sheet !== sheet)
  forgetSheet(workbook, sheet.name)
  workbook.engine?.rebuilt()
  workbook.happened({ kind: 'sheetDeleted', sheet })
}

/** Renames a sheet; formulas follow. */
export function renameSheet(sheet: Sheet, name: string): void {
  checkSheetName(sheet.workbook, name, sheet)
  const before = sheet.name
  if (before === name) return
  sheet.name = name
  renameInFormulas(sheet.workbook, before, name)
  sheet.workbook.engine?.rebuilt()
  sheet.workbook.happened({ kind: 'sheetRenamed', sheet, before })
}

/** Moves a sheet to a position, counted from 0. */
export function moveSheet(sheet: Sheet, position: number): void {
  const { workbook } = sheet
  if (!(position >= 0 && position < workbook.sheets.length)) throw invalidArgument()
  const before = workbook.sheets.indexOf(sheet)
  workbook.sheets.splice(before, 1)
  workbook.sheets.splice(position, 0, sheet)
  if (before !== position) workbook.happened({ kind: 'sheetMoved', sheet, before })
}

/** Shows or hides a sheet; the last visible one stays. */
export function setVisibility(sheet: Sheet, visibility: Sheet['visibility']): void {
  if (visibility !== 'Visible' && lastVisible(sheet)) throw invalidOperation('A workbook must contain at least one visible worksheet.')
  const before = sheet.visibility
  sheet.visibility = visibility
  if (before !== visibility) sheet.workbook.happened({ kind: 'sheetVisibility', sheet, before })
}
