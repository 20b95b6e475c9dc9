import { rectangle } from './address.js'
import { renamed } from './formula-text.js'
import type { Sheet } from './sheet.js'
import { addSheet, findSheet, moveSheet } from './sheets.js'
import { copyTable } from './table.js'

/** Copies a sheet with its cells and looks to the start, the end, or beside another. */
export function copySheet(sheet: Sheet, where: string, beside?: Sheet): Sheet {
  const { workbook } = sheet
  let name = sheet.name
  for (let n = 2; findSheet(workbook, name); n++) name = `${sheet.name.slice(0, 31 - ` (${n})`.length)} (${n})`
  workbook.engine?.note()
  const copy = addSheet(workbook, name)
  for (const [row, cells] of sheet.rows)
    copy.rows.set(
      row,
      cells.map(cell => cell && { ...cell }),
    )
  Object.assign(copy, {
    tabColor: sheet.tabColor,
    showGridlines: sheet.showGridlines,
    showHeadings: sheet.showHeadings,
    columnWidths: new Map(sheet.columnWidths),
    rowHeights: new Map(sheet.rowHeights),
    hiddenRows: new Set(sheet.hiddenRows),
    hiddenColumns: new Set(sheet.hiddenColumns),
    rowLevels: new Map(sheet.rowLevels),
    columnLevels: new Map(sheet.columnLevels),
    frozen: sheet.frozen && { ...sheet.frozen },
    merges: [...sheet.merges],
    conditionalFormats: sheet.conditionalFormats.map(format => ({
      ...format,
      id: workbook.nextId(),
      look: { ...format.look },
      rules: { ...format.rules },
    })),
    validations: [...sheet.validations],
    pageLayout: structuredClone(sheet.pageLayout),
    protection: sheet.protection && { ...sheet.protection },
    autoFilter: sheet.autoFilter && { area: rectangle(sheet.autoFilter.area), criteria: new Map(sheet.autoFilter.criteria) },
    // Names of the sheet mean the copy's own cells.
    names: sheet.names.map(each => ({ ...each, sheet: copy, formula: renamed(each.formula, sheet.name, name) })),
  })
  const places: Record<string, number> = {
    Beginning: 0,
    None: workbook.sheets.length - 1,
    End: workbook.sheets.length - 1,
    Before: beside ? workbook.sheets.indexOf(beside) : 0,
    After: beside ? workbook.sheets.indexOf(beside) + 1 : workbook.sheets.length - 1,
  }
  moveSheet(copy, places[where] ?? workbook.sheets.length - 1)
  for (const table of workbook.tables.filter(each => each.sheet === sheet)) copyTable(table, copy)
  workbook.engine?.rebuilt()
  return copy
}
