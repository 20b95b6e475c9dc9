import { accessDenied, invalidArgument, invalidOperation, notFound } from '../model/declined.js'
import { applyAutoFilter } from '../model/filter.js'
import type { Criteria } from '../model/filter.js'
import { findCells, replaceAll } from '../model/find.js'
import type { Search } from '../model/find.js'
import type { Area, Sheet } from '../model/sheet.js'
import { STANDARD_HEIGHT, STANDARD_WIDTH, areaOf, wholeSheet } from '../model/sheet.js'
import { addSheet, deleteSheet, findSheet, moveSheet, renameSheet, setVisibility } from '../model/sheets.js'
import { copySheet } from '../model/sheet-copy.js'
import type { Workbook } from '../model/workbook.js'
import type { Seat } from '../seat.js'
import { charts } from './charts.js'
import { comments } from './comments.js'
import { EventType } from './event-type.js'
import { freezePanes } from './freeze-panes.js'
import type { Kind } from './kind.js'
import { collection, field, kind, reachable } from './kind.js'
import { call } from './member.js'
import { names } from './names.js'
import { notes } from './notes.js'
import { showOutlineLevels } from './outline.js'
import { pageBreaks } from './page-breaks.js'
import { pageLayout } from './page-layout.js'
import { sheetProtection } from './protections.js'
import { areaAt, given } from './range-address.js'
import { rangeAreas } from './range-areas.js'
import { range } from './range.js'
import { tables } from './tables.js'

/** Characters of an address that `getRange` takes. */
const LONGEST_ADDRESS = 8192

const redraw = (sheet: Sheet) => sheet.workbook.happened({ kind: 'appearance', sheet })

const EVENTS = {
  DataChanged: EventType.worksheetChanged,
  Activated: EventType.worksheetActivated,
  Deactivated: EventType.worksheetDeactivated,
  SelectionChanged: EventType.worksheetSelectionChanged,
  Calculated: EventType.worksheetCalculated,
  FormatChanged: EventType.worksheetFormatChanged,
  RowSorted: EventType.worksheetRowSorted,
  ColumnSorted: EventType.worksheetColumnSorted,
  RowHiddenChanged: EventType.worksheetRowHiddenChanged,
  SingleClicked: EventType.worksheetSingleClicked,
  ProtectionChanged: EventType.worksheetProtectionChanged,
  NameChanged: EventType.worksheetNameChanged,
  VisibilityChanged: EventType.worksheetVisibilityChanged,
}

const autoFilter = kind<Sheet>('AutoFilter', {
  properties: {
    enabled: sheet => sheet.autoFilter !== null,
    isDataFiltered: sheet => (sheet.autoFilter?.criteria.size ?? 0) > 0,
  },
  methods: {
    apply: (sheet: Sheet, _seat: Seat, over: Area | string, column?: number, criteria?: Criteria) => {
      const area = given(sheet, over)
      sheet.autoFilter = { area, criteria: new Map(column !== undefined && criteria ? [[column, criteria]] : []) }
      applyAutoFilter(area, sheet.autoFilter.criteria)
    },
    clearCriteria: (sheet: Sheet) => {
      sheet.autoFilter?.criteria.clear()
      if (sheet.autoFilter) applyAutoFilter(areaOf(sheet, sheet.autoFilter.area), new Map())
    },
    reapply: (sheet: Sheet) => {
      if (sheet.autoFilter) applyAutoFilter(areaOf(sheet, sheet.autoFilter.area), sheet.autoFilter.criteria)
    },
    remove: (sheet: Sheet) => {
      if (sheet.autoFilter) applyAutoFilter(areaOf(sheet, sheet.autoFilter.area), new Map())
      sheet.autoFilter = null
    },
    getRange: (sheet: Sheet) => (sheet.autoFilter ? range.of(areaOf(sheet, sheet.autoFilter.area)) : null),
  },
})

/** One sheet of the workbook. */
export const worksheet: Kind<Sheet> = reachable(
  kind<Sheet>('Worksheet', {
    eventTarget: sheet => sheet.id,
    events: EVENTS,
    properties: {
      id: sheet => sheet.id,
      name: { get: sheet => sheet.name, set: renameSheet },
      position: { get: sheet => sheet.workbook.sheets.indexOf(sheet), set: moveSheet },
      visibility: { get: sheet => sheet.visibility, set: setVisibility },
      // A sheet that is not shown tells no colour.
      tabColor: { ...field<Sheet, 'tabColor'>('tabColor', redraw), get: sheet => (sheet.visibility === 'Visible' ? sheet.tabColor : null) },
      showGridlines: field('showGridlines', redraw),
      showHeadings: field('showHeadings', redraw),
      standardHeight: () => STANDARD_HEIGHT,
      standardWidth: () => STANDARD_WIDTH,
      enableCalculation: () => true,
    },
    objects: {
      tables: sheet => tables.of({ workbook: sheet.workbook, sheet }),
      charts: sheet => charts.of(sheet),
      names: sheet => names.of({ workbook: sheet.workbook, sheet }),
      comments: sheet => comments.of({ workbook: sheet.workbook, kind: 'comment', sheet }),
      notes: sheet => notes.of({ workbook: sheet.workbook, kind: 'note', sheet }),
      freezePanes: sheet => freezePanes.of(sheet),
      pageLayout: sheet => pageLayout.of(sheet),
      horizontalPageBreaks: sheet => pageBreaks.of({ sheet, lines: 'rows' }),
      verticalPageBreaks: sheet => pageBreaks.of({ sheet, lines: 'columns' }),
      protection: sheet => sheetProtection.of(sheet),
      autoFilter: sheet => autoFilter.of(sheet),
    },
    methods: {
      getRange: (sheet: Sheet, _seat: Seat, address = '') => {
        if (address.length > LONGEST_ADDRESS) throw invalidArgument()
        return range.of(address ? areaAt(sheet, address) : wholeSheet(sheet))
      },
      getRanges: (sheet: Sheet, _seat: Seat, address?: string) =>
        rangeAreas.of(address ? address.split(',').map(each => areaAt(sheet, each.trim())) : [wholeSheet(sheet)]),
      getRangeByIndexes: (sheet: Sheet, _seat: Seat, row: number, column: number, rows: number, columns: number) =>
        range.of(given(sheet, { sheet, row, column, rows, columns })),
      getCell: (sheet: Sheet, _seat: Seat, row: number, column: number) =>
        range.of(given(sheet, { sheet, row, column, rows: 1, columns: 1 })),
      getUsedRange: (sheet: Sheet, seat: Seat, valuesOnly?: boolean) =>
        call(range.of(wholeSheet(sheet)), seat, 'getUsedRange', [valuesOnly]),
      getUsedRangeOrNullObject: (sheet: Sheet, seat: Seat, valuesOnly?: boolean) =>
        call(range.of(wholeSheet(sheet)), seat, 'getUsedRangeOrNullObject', [valuesOnly]),
      activate: (sheet: Sheet, seat: Seat) => seat.activate(sheet),
      delete: (sheet: Sheet) => {
        if (sheet.visibility === 'VeryHidden')
          throw invalidOperation('A sheet that is very hidden must be shown or hidden before it is deleted.')
        deleteSheet(sheet)
      },
      copy: (sheet: Sheet, _seat: Seat, where = 'End', beside?: Sheet) => worksheet.of(copySheet(sheet, where, beside)),
      calculate: (sheet: Sheet, seat: Seat, markAllDirty = false) => {
        const { engine } = sheet.workbook
        if (markAllDirty) engine?.touched(sheet, wholeSheet(sheet))
        engine?.recalculate(false).catch(seat.report)
      },
      showOutlineLevels,
      getNext: (sheet: Sheet, _seat: Seat, visibleOnly = false) => beside(sheet, 1, visibleOnly),
      getPrevious: (sheet: Sheet, _seat: Seat, visibleOnly = false) => beside(sheet, -1, visibleOnly),
      findAll: (sheet: Sheet, _seat: Seat, text: string, search: Search) => {
        const found = findCells(wholeSheet(sheet), text, search)
        if (!found.length) throw notFound()
        return rangeAreas.of(found)
      },
      replaceAll: (sheet: Sheet, _seat: Seat, text: string, replacement: string, search: Search) =>
        replaceAll(wholeSheet(sheet), text, replacement, search),
    },
  }),
)

function beside(sheet: Sheet, step: 1 | -1, visibleOnly: boolean) {
  const list = sheet.workbook.sheets.filter(each => each === sheet || !visibleOnly || each.visibility === 'Visible')
  const next = list[list.indexOf(sheet) + step] as Sheet | undefined
  if (!next) throw notFound()
  return worksheet.of(next)
}

const visible = (workbook: Workbook, visibleOnly: boolean) =>
  workbook.sheets.filter(sheet => !visibleOnly || sheet.visibility === 'Visible')

/** The sheets of the workbook. */
export const worksheets: Kind<Workbook> = collection<Workbook, Sheet>('WorksheetCollection', {
  item: () => worksheet,
  items: workbook => workbook.sheets,
  find: (workbook, key: string) => findSheet(workbook, key),
  events: { ...EVENTS, Added: EventType.worksheetAdded, Deleted: EventType.worksheetDeleted, Moved: EventType.worksheetMoved },
  methods: {
    add: (workbook: Workbook, _seat: Seat, name?: string) => {
      if (workbook.protection) throw accessDenied('The structure of the workbook is protected.')
      return worksheet.of(addSheet(workbook, name))
    },
    getActiveWorksheet: (_workbook: Workbook, seat: Seat) => worksheet.of(seat.selection.sheet),
    getFirst: (workbook: Workbook, _seat: Seat, visibleOnly = false) => worksheet.of(visible(workbook, visibleOnly)[0]),
    getLast: (workbook: Workbook, _seat: Seat, visibleOnly = false) => worksheet.of(visible(workbook, visibleOnly).at(-1)!),
    getCount: (workbook: Workbook, _seat: Seat, visibleOnly = false) => visible(workbook, visibleOnly).length,
  },
})
