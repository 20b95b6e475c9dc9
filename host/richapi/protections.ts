import { accessDenied, invalidArgument } from '../model/declined.js'
import type { Sheet } from '../model/sheet.js'
import type { Workbook } from '../model/workbook.js'
import type { Seat } from '../seat.js'
import { kind } from './kind.js'

const OPTIONS = {
  allowAutoFilter: false,
  allowDeleteColumns: false,
  allowDeleteRows: false,
  allowEditObjects: false,
  allowEditScenarios: false,
  allowFormatCells: false,
  allowFormatColumns: false,
  allowFormatRows: false,
  allowInsertColumns: false,
  allowInsertHyperlinks: false,
  allowInsertRows: false,
  allowPivotTables: false,
  allowSort: false,
  selectionMode: 'Normal',
}

function checkPassword(protection: { password?: string } | null, password = ''): void {
  if ((protection?.password ?? '') !== password) throw invalidArgument('The password is not correct.')
}

/** Protection of one sheet. */
export const sheetProtection = kind<Sheet>('WorksheetProtection', {
  properties: {
    protected: sheet => sheet.protection !== null,
    options: sheet => sheet.protection?.options ?? null,
  },
  methods: {
    protect: (sheet: Sheet, _seat: Seat, options: object = {}, password?: string) => {
      if (sheet.protection) throw accessDenied('The sheet is protected already.')
      sheet.protection = { options: { ...OPTIONS, ...options }, ...(password ? { password } : {}) }
      sheet.workbook.happened({ kind: 'protection', sheet })
    },
    unprotect: (sheet: Sheet, _seat: Seat, password?: string) => {
      checkPassword(sheet.protection, password)
      sheet.protection = null
      sheet.workbook.happened({ kind: 'protection', sheet })
    },
  },
})

/** Protection of the workbook's structure. */
export const workbookProtection = kind<Workbook>('WorkbookProtection', {
  properties: { protected: workbook => workbook.protection !== null },
  methods: {
    protect: (workbook: Workbook, _seat: Seat, password?: string) => {
      workbook.protection = password ? { password } : {}
    },
    unprotect: (workbook: Workbook, _seat: Seat, password?: string) => {
      checkPassword(workbook.protection, password)
      workbook.protection = null
    },
  },
})
