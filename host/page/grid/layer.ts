import type { FUniver } from '@univerjs/presets'
import type { Sheet } from '../../model/sheet.js'

/** Univer's row and column headings, in pixels. */
const HEADINGS = { left: 46, top: 20 }

/** A place on a layer, in pixels. */
export interface Spot {
  left: number
  top: number
}

/** A layer over the cells of the grid, and where cells lie on it. */
export class Layer {
  readonly element = document.createElement('div')

  constructor(
    private readonly api: FUniver,
    private readonly container: HTMLElement,
    className: string,
  ) {
    this.element.className = className
    // Univer owns what is in its container: layers lie beside it, over it.
    container.after(this.element)
  }

  /** Calls whenever cells move on the screen. */
  whenMoved(moved: () => void): void {
    const { Event } = this.api
    for (const event of [Event.Scroll, Event.SheetZoomChanged, Event.ActiveSheetChanged] as const) this.api.addEvent(event, moved)
    new ResizeObserver(moved).observe(this.container)
  }

  get zoom(): number {
    return this.worksheet.getZoom()
  }

  /** Lays the layer over the cells; false while there is no grid. */
  fit(): boolean {
    const canvas = this.container.querySelector('canvas[id^="univer-sheet-main-canvas"]')
    if (!canvas) return false
    const { zoom } = this
    const [outer, inner] = [this.container.getBoundingClientRect(), canvas.getBoundingClientRect()]
    const corner = { left: inner.left - outer.left + HEADINGS.left * zoom, top: inner.top - outer.top + HEADINGS.top * zoom }
    this.element.style.inset = `${corner.top}px ${outer.right - inner.right}px ${outer.bottom - inner.bottom}px ${corner.left}px`
    return true
  }

  /** How far the frozen panes reach. */
  frozenEdge(sheet: Sheet): Spot {
    const [first, edge] = [this.corner(0, 0), this.corner(sheet.frozen?.rows ?? 0, sheet.frozen?.columns ?? 0)]
    return { left: edge.left - first.left, top: edge.top - first.top }
  }

  /** Where a cell lies now. */
  spot(sheet: Sheet, row: number, column: number): Spot {
    const { zoom } = this
    const cell = this.corner(row, column)
    const frozen = sheet.frozen ?? { rows: 0, columns: 0 }
    const scrolled = this.scrolled()
    return {
      left: cell.left - HEADINGS.left * zoom - (column < frozen.columns ? 0 : scrolled.left),
      top: cell.top - HEADINGS.top * zoom - (row < frozen.rows ? 0 : scrolled.top),
    }
  }

  private get worksheet() {
    return this.api.getActiveWorkbook()!.getActiveSheet()
  }

  /** Where a cell lies on the canvas as long as nothing is scrolled. */
  private corner(row: number, column: number): Spot {
    return this.worksheet.getRange(row, column).getCellRect()
  }

  private scrolled(): Spot {
    const { sheetViewStartRow, sheetViewStartColumn, offsetX, offsetY } = this.worksheet.getScrollState()
    const [first, start] = [this.corner(0, 0), this.corner(sheetViewStartRow, sheetViewStartColumn)]
    return { left: start.left - first.left + offsetX * this.zoom, top: start.top - first.top + offsetY * this.zoom }
  }
}
