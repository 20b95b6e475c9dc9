import { formatRectangle, intersection } from './model/address.js'
import type { CellsChange, Change } from './model/change.js'
import { valueType } from './model/cell.js'
import type { Area, Sheet } from './model/sheet.js'
import { areaOf } from './model/sheet.js'
import { EventType } from './richapi/event-type.js'
import { rangeReference } from './richapi/range-reference.js'
import type { Seat } from './seat.js'

/** One entry of a `richApiMessage`: category, type, target, arguments as JSON, gate, more to follow. */
export type Message = [category: number, type: number, target: string, args: string, gate: 0, more: false]

/** What an add-in at a seat hears of the workbook. */
export class SeatEvents {
  private readonly subscriptions = new Map<string, number>()
  private queue: Message[] = []
  /** Whether the add-in is told of anything: `context.runtime.enableEvents`. */
  enabled = true
  /** Sends entries to the add-in; answers false while it cannot hear. */
  private deliver: ((messages: Message[]) => boolean) | null = null
  /** Tells the common API that the selection or the settings changed. */
  common: (event: 'documentSelectionChanged' | 'settingsChanged') => void = () => undefined

  /** Hears no more of the workbook. */
  readonly close: () => void

  constructor(private readonly seat: Seat) {
    this.close = seat.workbook.onChange(changes => {
      for (const change of changes) this.changed(change)
    })
  }

  connect(deliver: (messages: Message[]) => boolean): void {
    this.deliver = deliver
  }

  /** An add-in begins or ends to listen to a type of event of a target. */
  subscribe(type: number, target: string, on: boolean): void {
    const key = `${type} ${target}`
    this.subscriptions.set(key, Math.max(0, (this.subscriptions.get(key) ?? 0) + (on ? 1 : -1)))
  }

  /** Sends an entry with all others of this moment. */
  send(message: Message): void {
    if (this.queue.push(message) === 1) queueMicrotask(() => this.flush())
  }

  /** Sends what waits; called again when the add-in begins to hear. */
  flush(): void {
    const waiting = this.queue
    this.queue = []
    if (waiting.length && !this.deliver?.(waiting)) this.queue = waiting
  }

  /** Tells an add-in of an event, when it listens. */
  fire(type: number, target: string, args: object): void {
    if (this.enabled && this.subscriptions.get(`${type} ${target}`)) this.send([65536, type, target, JSON.stringify(args), 0, false])
  }

  activated(before: Sheet, after: Sheet): void {
    if (this.seat.workbook.sheets.includes(before)) this.ofSheet(EventType.worksheetDeactivated, before, { type: 'WorksheetDeactivated' })
    this.ofSheet(EventType.worksheetActivated, after, { type: 'WorksheetActivated' })
  }

  selected(area: Area): void {
    const { sheet } = area
    const address = formatRectangle(area)
    this.ofSheet(EventType.worksheetSelectionChanged, sheet, { type: 'WorksheetSelectionChanged', address })
    for (const table of sheet.workbook.tables) {
      const inside = table.sheet === sheet && intersection(table.area, area)
      this.fire(EventType.tableSelectionChanged, table.id, {
        worksheetId: sheet.id,
        tableId: table.id,
        address: inside ? formatRectangle(inside) : '',
      })
    }
    this.common('documentSelectionChanged')
  }

  private ofSheet(type: number, sheet: Sheet, args: object): void {
    for (const target of [sheet.id, 'Workbook']) this.fire(type, target, { worksheetId: sheet.id, ...args })
  }

  private changed(change: Change): void {
    const source = this.seat.isLocal(change.by) ? 'Local' : 'Remote'
    switch (change.kind) {
      case 'cells':
        return this.cellsChanged(change, source)
      case 'formats': {
        const address = formatRectangle(change.area)
        const referenceId = rangeReference(areaOf(change.sheet, change.area))
        return this.ofSheet(EventType.worksheetFormatChanged, change.sheet, {
          type: 'WorksheetFormatChanged',
          source,
          address,
          referenceId,
        })
      }
      case 'calculated':
        return this.ofSheet(EventType.worksheetCalculated, change.sheet, {
          type: 'WorksheetCalculated',
          address: formatRectangle(change.area),
        })
      case 'sorted': {
        const type = change.along === 'rows' ? EventType.worksheetRowSorted : EventType.worksheetColumnSorted
        return this.ofSheet(type, change.sheet, { source, address: formatRectangle(change.area) })
      }
      case 'rowsHidden': {
        const changeType = change.hidden ? 'Hidden' : 'Unhidden'
        return this.ofSheet(EventType.worksheetRowHiddenChanged, change.sheet, {
          source,
          changeType,
          address: formatRectangle(change.area),
        })
      }
      case 'sheetAdded':
        return this.fire(EventType.worksheetAdded, 'Workbook', { type: 'WorksheetAdded', source, worksheetId: change.sheet.id })
      case 'sheetDeleted':
        if (this.seat.selection.sheet === change.sheet) this.seat.activate(this.seat.workbook.sheets[0])
        return this.fire(EventType.worksheetDeleted, 'Workbook', { type: 'WorksheetDeleted', source, worksheetId: change.sheet.id })
      case 'sheetRenamed':
        return this.ofSheet(EventType.worksheetNameChanged, change.sheet, {
          source,
          nameBefore: change.before,
          nameAfter: change.sheet.name,
        })
      case 'sheetMoved': {
        const positionAfter = this.seat.workbook.sheets.indexOf(change.sheet)
        const args = { source, worksheetId: change.sheet.id, positionBefore: change.before, positionAfter }
        return this.fire(EventType.worksheetMoved, 'Workbook', args)
      }
      case 'sheetVisibility': {
        const args = { source, visibilityBefore: change.before, visibilityAfter: change.sheet.visibility }
        return this.ofSheet(EventType.worksheetVisibilityChanged, change.sheet, args)
      }
      case 'protection': {
        const args = { source, isProtected: change.sheet.protection !== null }
        return this.ofSheet(EventType.worksheetProtectionChanged, change.sheet, args)
      }
      case 'tableAdded':
      case 'tableDeleted': {
        const { table } = change
        const type = change.kind === 'tableAdded' ? EventType.tableAdded : EventType.tableDeleted
        const args = { source, tableId: table.id, tableName: table.name, worksheetId: table.sheet.id }
        for (const target of [table.sheet.id, 'Workbook']) this.fire(type, target, args)
        return
      }
      case 'chartAdded':
      case 'chartDeleted': {
        const type = change.kind === 'chartAdded' ? EventType.chartAdded : EventType.chartDeleted
        return this.fire(type, change.sheet.id, { source, chartId: change.chart.id, worksheetId: change.sheet.id })
      }
      case 'commentAdded':
      case 'commentDeleted':
      case 'commentChanged': {
        const type = EventType[change.kind]
        const { comment } = change
        const commentDetails = [{ commentId: comment.id, replyIds: comment.replies.map(reply => reply.id) }]
        for (const target of [comment.sheet.id, 'Workbook'])
          this.fire(type, target, { source, worksheetId: comment.sheet.id, changeType: 'CommentEdited', commentDetails })
        return
      }
      case 'settings':
        return this.common('settingsChanged')
      default:
    }
  }

  private cellsChanged(change: CellsChange & { by: string }, source: 'Local' | 'Remote'): void {
    const { sheet } = change
    const args = {
      changeType: change.type,
      source,
      worksheetId: sheet.id,
      address: formatRectangle(change.area),
      referenceId: rangeReference(areaOf(sheet, change.area)),
      triggerSource: change.by === this.seat.name ? 'ThisLocalAddin' : 'Unknown',
      shiftDirection: change.shift && change.type.startsWith('Cell') ? `ShiftCell${change.shift}` : 'None',
      ...detailsOf(change),
    }
    this.ofSheet(EventType.worksheetChanged, sheet, { type: 'WorksheetChanged', ...args })
    for (const table of sheet.workbook.tables) {
      const hit = table.sheet === sheet && intersection(table.area, change.area)
      if (!hit) continue
      const inTable = { type: 'TableChanged', ...args, tableId: table.id, address: formatRectangle(hit) }
      for (const target of [table.id, sheet.id, 'Workbook']) this.fire(EventType.tableChanged, target, inTable)
    }
  }
}

/** Details are given for a single edited cell only. */
function detailsOf({ before, after }: CellsChange) {
  if (before === undefined || after === undefined) return {}
  return { valueBefore: before, valueAfter: after, valueTypeBefore: valueType(before), valueTypeAfter: valueType(after) }
}
