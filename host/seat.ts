import { SeatEvents } from './events.js'
import type { Area, Sheet } from './model/sheet.js'
import { areaOf } from './model/sheet.js'
import type { Workbook } from './model/workbook.js'
import { References } from './references.js'
import type { Handle } from './richapi/kind.js'
import { workbookKind } from './richapi/workbook.js'

/** One person at a workbook, with one add-in: what is selected, what the add-in keeps and listens to. Co-authors are several seats. */
export class Seat {
  readonly references = new References()
  readonly events: SeatEvents
  readonly root: Handle
  /** Objects outside the workbook, by the name under which the client library makes them. */
  readonly services = new Map<string, Handle>()
  selection: Area
  /** Is told when other cells are selected, by the person or by the add-in: a view follows. */
  selected: () => void = () => undefined
  /** Errors of the stand-in itself, which are bugs of it. */
  report: (error: unknown) => void = () => undefined

  constructor(
    readonly workbook: Workbook,
    readonly name: string,
    readonly locale: string,
  ) {
    this.selection = areaOf(workbook.sheets[0], { row: 0, column: 0, rows: 1, columns: 1 })
    this.root = workbookKind.of(workbook)
    this.events = new SeatEvents(this)
    workbook.trackers.add(this.kept)
  }

  private readonly kept = () => this.references.areas()

  /** The person leaves the workbook. */
  leave(): void {
    this.events.close()
    this.workbook.trackers.delete(this.kept)
  }

  /** The author of what the person at this seat does; what its add-in does is in the seat's own name. */
  get person(): string {
    return `${this.name}/person`
  }

  isLocal(author: string): boolean {
    return author === this.name || author === this.person || author === 'engine'
  }

  service(name: string): Handle | undefined {
    return this.services.get(name)
  }

  /** Selects cells; their sheet becomes the active one. */
  select(area: Area): void {
    const before = this.selection
    this.selection = area
    if (before.sheet !== area.sheet) this.events.activated(before.sheet, area.sheet)
    this.events.selected(area)
    this.selected()
  }

  /** Shows a sheet, with its first cell selected when it was not shown already. */
  activate(sheet: Sheet): void {
    if (sheet !== this.selection.sheet) this.select(areaOf(sheet, { row: 0, column: 0, rows: 1, columns: 1 }))
  }
}
