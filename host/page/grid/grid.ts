import type { FUniver } from '@univerjs/presets'
import type { Rectangle } from '../../model/address.js'
import { joined, rectangle, sameRectangle } from '../../model/address.js'
import type { Control } from '../../commands/manifest.js'
import type { FunctionDefinition } from '../../functions/metadata.js'
import type { Change } from '../../model/change.js'
import type { Sheet } from '../../model/sheet.js'
import { areaOf, wholeSheet } from '../../model/sheet.js'
import { findSheet } from '../../model/sheets.js'
import type { Seat } from '../../seat.js'
import { CellPainter } from './cells.js'
import { drawConditionalFormats } from './conditional.js'
import { followEdits } from './edits.js'
import { SheetPainter, snapshot } from './sheets.js'
import { DrawnSpills } from './spills.js'
import { UNIT, createGrid } from './univer.js'

/** What Univer tells of a selection, and the parts of a drag that are not its end. */
interface Selected {
  subUnitId: string
  selections: { range: { startRow: number; endRow: number; startColumn: number; endColumn: number } }[]
  type?: number
}

const [DRAG_STARTS, DRAGS] = [0, 1]

/** The grid of one seat: shows the model, and carries into it what the person does. */
export class Grid {
  readonly api: FUniver
  private readonly cells: CellPainter
  private readonly sheets: SheetPainter
  private drawing = 0
  private readonly stopHearing: () => void
  private readonly spills = new DrawnSpills()
  private readonly dirty = new Map<Sheet, Rectangle[]>()
  private readonly surroundings = new Set<Sheet>()
  private listChanged = false
  private planned = false
  /** The add-in selected something else; what the person selects is shown already. */
  private selectionStale = true
  private following = false

  constructor(
    container: HTMLElement,
    private readonly seat: Seat,
    notice: (message: string) => void,
  ) {
    this.api = createGrid(container, seat.locale)
    const { sheets, name } = seat.workbook
    const drawn = Object.fromEntries(sheets.map(sheet => [sheet.id, snapshot(sheet)]))
    this.api.createWorkbook({ id: UNIT, name, sheetOrder: sheets.map(sheet => sheet.id), sheets: drawn })
    this.cells = new CellPainter(this.api)
    this.sheets = new SheetPainter(this.api)
    for (const sheet of sheets) this.stale(sheet)
    this.draw()
    this.stopHearing = seat.workbook.onChange(changes => {
      for (const change of changes) this.changed(change)
    })
    followEdits(this.api, seat, {
      drawing: () => this.drawing > 0,
      restore: sheet => this.stale(sheet),
      declined: notice,
      unknown: () => notice(''),
    })
    this.followSelection()
  }

  /** Puts entries of the add-in into the cells' context menu. */
  addMenus(controls: readonly Control[], press: (id: string) => void): void {
    for (const { id, label, tip } of controls)
      this.api
        .createMenu({ id, title: label, tooltip: tip.description, action: () => press(id) })
        .appendTo(['contextMenu.mainArea', 'contextMenu.others'])
  }

  /** Offers the add-in's functions while a formula is typed. */
  addFunctions(definitions: readonly FunctionDefinition[]): void {
    for (const { cellName, description = '' } of definitions) this.api.getFormula().registerFunction(cellName, () => '#BUSY!', description)
  }

  /** Nobody looks any more. */
  close(): void {
    this.stopHearing()
    this.seat.selected = () => undefined
  }

  private followSelection(): void {
    const { api, seat } = this
    seat.selected = () => {
      if (this.following) return
      this.selectionStale = true
      this.plan()
    }
    const follow = (select: () => void) => {
      this.following = true
      select()
      this.following = false
    }
    api.addEvent(api.Event.CommandExecuted, ({ id, params }) => {
      if (id !== 'sheet.operation.set-selections' || this.drawing) return
      const { subUnitId, selections, type } = params as Selected
      const range = selections.at(-1)?.range
      const sheet = findSheet(seat.workbook, subUnitId)
      if (!sheet || !range || type === DRAG_STARTS || type === DRAGS) return
      const { startRow: row, startColumn: column, endRow, endColumn } = range
      const area = areaOf(sheet, { row, column, rows: endRow - row + 1, columns: endColumn - column + 1 })
      if (sheet !== seat.selection.sheet || !sameRectangle(area, seat.selection)) follow(() => seat.select(area))
    })
    api.addEvent(api.Event.ActiveSheetChanged, ({ activeSheet }) => {
      const sheet = findSheet(seat.workbook, activeSheet.getSheetId())
      if (!this.drawing && sheet) follow(() => seat.activate(sheet))
    })
  }

  private changed(change: Change): void {
    switch (change.kind) {
      case 'cells':
        if (change.type !== 'RangeEdited') return this.stale(change.sheet)
        return this.stale(change.sheet, change.area)
      case 'formats':
        return this.stale(change.sheet, change.area)
      case 'calculated':
        for (const spill of this.spills.changed(change.sheet, change.area)) this.stale(change.sheet, spill)
        return this.stale(change.sheet, change.area)
      case 'sorted':
        return this.stale(change.sheet)
      case 'tableAdded':
      case 'tableDeleted':
      case 'tableChanged':
        return this.stale(change.table.sheet)
      case 'appearance':
      case 'rowsHidden':
        this.surroundings.add(change.sheet)
        return this.plan()
      case 'sheetAdded':
        this.listChanged = true
        return this.stale(change.sheet)
      case 'sheetDeleted':
        this.dirty.delete(change.sheet)
        this.surroundings.delete(change.sheet)
        this.listChanged = true
        return this.plan()
      case 'sheetRenamed':
      case 'sheetMoved':
      case 'sheetVisibility':
        this.listChanged = true
        return this.plan()
      default:
    }
  }

  /** Notes that cells must be drawn; without an area the whole sheet with its surroundings. */
  private stale(sheet: Sheet, area?: Rectangle): void {
    if (!area) {
      this.surroundings.add(sheet)
      this.dirty.set(sheet, [wholeSheet(sheet)])
      return this.plan()
    }
    const areas = this.dirty.get(sheet) ?? []
    const last = areas.at(-1)
    const whole = last && joined(last, area)
    if (whole) areas[areas.length - 1] = whole
    else areas.push(area)
    this.dirty.set(sheet, areas)
    this.plan()
  }

  /** Draws all that one moment brought at once. */
  private plan(): void {
    if (this.planned) return
    this.planned = true
    setTimeout(() => this.draw())
  }

  private draw(): void {
    this.planned = false
    this.drawing++
    try {
      if (this.listChanged) this.sheets.list(this.seat.workbook)
      this.listChanged = false
      const [cells, surroundings] = [[...this.dirty], [...this.surroundings]]
      this.dirty.clear()
      this.surroundings.clear()
      for (const [sheet, areas] of cells) {
        for (const area of areas) this.cells.paint(sheet, area)
        // Their formulas may look at any cell.
        if (sheet.conditionalFormats.some(format => format.type === 'Custom')) surroundings.push(sheet)
      }
      for (const sheet of new Set(surroundings)) {
        // Whether numbers fit depends on the width.
        for (const [first, last] of this.sheets.surroundings(sheet))
          this.cells.paint(sheet, { ...rectangle(wholeSheet(sheet)), column: first, columns: last - first + 1 })
        drawConditionalFormats(this.api, sheet)
      }
      if (this.selectionStale) this.select()
      this.selectionStale = false
    } finally {
      this.drawing--
    }
  }

  private select(): void {
    const { sheet, ...area } = this.seat.selection
    const book = this.api.getActiveWorkbook()!
    if (book.getActiveSheet().getSheetId() !== sheet.id) book.setActiveSheet(sheet.id)
    const worksheet = book.getActiveSheet()
    const range = worksheet.getActiveRange()?.getRange()
    const same = range && range.startRow === area.row && range.startColumn === area.column
    if (same && range.endRow === area.row + area.rows - 1 && range.endColumn === area.column + area.columns - 1) return
    this.cells.makeRoom(sheet, { rows: area.row + Math.min(area.rows, 1000), columns: area.column + Math.min(area.columns, 40) })
    const rows = Math.min(area.rows, worksheet.getMaxRows() - area.row)
    const columns = Math.min(area.columns, worksheet.getMaxColumns() - area.column)
    worksheet.setActiveRange(worksheet.getRange(area.row, area.column, rows, columns))
    worksheet.scrollToCell(Math.max(0, area.row - 3), Math.max(0, area.column - 2))
  }
}
