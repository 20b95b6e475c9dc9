import type { FUniver } from '@univerjs/presets'
import type { Change } from '../../model/change.js'
import type { Chart } from '../../model/chart.js'
import type { Sheet } from '../../model/sheet.js'
import { STANDARD_HEIGHT, STANDARD_WIDTH } from '../../model/sheet.js'
import type { Seat } from '../../seat.js'
import { PIXELS } from '../grid/sheets.js'
import { drawChart } from './draw.js'

/** Univer's row and column headings, in pixels. */
const HEADINGS = { left: 46, top: 20 }

/** Draws the charts of the shown sheet over the grid, and moves them with its cells. */
export class ChartOverlay {
  private readonly layer = document.createElement('div')
  private readonly drawn = new Map<Chart, { frame: HTMLElement; width: number; height: number }>()
  /** Nobody looks any more. */
  readonly close: () => void
  private stale = true
  private planned = false

  constructor(
    private readonly api: FUniver,
    private readonly container: HTMLElement,
    private readonly seat: Seat,
  ) {
    this.layer.className = 'charts'
    // Univer owns what is in its container: the charts lie beside it, over it.
    container.after(this.layer)
    const moved = () => this.plan(false)
    for (const event of [api.Event.Scroll, api.Event.SheetZoomChanged, api.Event.ActiveSheetChanged] as const) api.addEvent(event, moved)
    new ResizeObserver(moved).observe(container)
    this.close = seat.workbook.onChange(changes => {
      if (seat.workbook.sheets.some(sheet => sheet.charts.length) || this.drawn.size) this.plan(changes.some(redraws))
    })
    this.plan(true)
  }

  private plan(stale: boolean): void {
    this.stale ||= stale
    if (this.planned) return
    this.planned = true
    // After the grid has drawn what changed.
    setTimeout(() => requestAnimationFrame(() => this.draw()))
  }

  private draw(): void {
    this.planned = false
    const { sheet } = this.seat.selection
    for (const [chart, { frame }] of this.drawn)
      if (!sheet.charts.includes(chart) || this.stale) {
        frame.remove()
        this.drawn.delete(chart)
      }
    this.stale = false
    if (!sheet.charts.length) return
    const zoom = this.api.getActiveWorkbook()!.getActiveSheet().getZoom()
    const canvas = this.container.querySelector('canvas[id^="univer-sheet-main-canvas"]')
    if (!canvas) return
    const [outer, inner] = [this.container.getBoundingClientRect(), canvas.getBoundingClientRect()]
    const corner = { left: inner.left - outer.left + HEADINGS.left * zoom, top: inner.top - outer.top + HEADINGS.top * zoom }
    this.clip(sheet, zoom)
    this.layer.style.inset = `${corner.top}px ${outer.right - inner.right}px ${outer.bottom - inner.bottom}px ${corner.left}px`
    for (const chart of sheet.charts) this.place(chart, zoom)
  }

  /** What scrolls goes under the frozen panes. */
  private clip(sheet: Sheet, zoom: number): void {
    const frozen = sheet.frozen ?? { rows: 0, columns: 0 }
    const [first, edge] = [this.corner(0, 0), this.corner(frozen.rows, frozen.columns)]
    const inFrozen = sheet.charts.some(
      chart => chart.top * PIXELS * zoom < edge.top - first.top || chart.left * PIXELS * zoom < edge.left - first.left,
    )
    this.layer.style.clipPath = inFrozen ? '' : `inset(${edge.top - first.top}px 0 0 ${edge.left - first.left}px)`
  }

  private place(chart: Chart, zoom: number): void {
    const [width, height] = [chart.width * PIXELS, chart.height * PIXELS]
    let known = this.drawn.get(chart)
    if (!known) {
      const frame = document.createElement('div')
      frame.className = 'chart'
      frame.dataset.chart = chart.name
      frame.innerHTML = drawChart(chart, Math.round(width), Math.round(height))
      this.layer.append(frame)
      this.drawn.set(chart, (known = { frame, width, height }))
    }
    const { column, beyond: right } = under(chart.sheet, 'column', chart.left)
    const { column: row, beyond: down } = under(chart.sheet, 'row', chart.top)
    const cell = this.corner(row, column)
    const frozen = chart.sheet.frozen ?? { rows: 0, columns: 0 }
    const scrolled = this.scrolled(zoom)
    const x = cell.left + (right * PIXELS - HEADINGS.left) * zoom - (column < frozen.columns ? 0 : scrolled.left)
    const y = cell.top + (down * PIXELS - HEADINGS.top) * zoom - (row < frozen.rows ? 0 : scrolled.top)
    known.frame.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`
  }

  /** Where a cell lies on the canvas as long as nothing is scrolled. */
  private corner(row: number, column: number): { left: number; top: number } {
    return this.api.getActiveWorkbook()!.getActiveSheet().getRange(row, column).getCellRect()
  }

  private scrolled(zoom: number): { left: number; top: number } {
    const { sheetViewStartRow, sheetViewStartColumn, offsetX, offsetY } = this.api.getActiveWorkbook()!.getActiveSheet().getScrollState()
    const [first, start] = [this.corner(0, 0), this.corner(sheetViewStartRow, sheetViewStartColumn)]
    return { left: start.left - first.left + offsetX * zoom, top: start.top - first.top + offsetY * zoom }
  }
}

const REDRAWING = new Set(['cells', 'calculated', 'sorted', 'chartAdded', 'chartDeleted', 'chartChanged', 'sheetDeleted'])
const redraws = (change: Change) => REDRAWING.has(change.kind)

/** The row or column at a distance from the sheet's corner in points, and how far into it the distance reaches. */
function under(sheet: Sheet, what: 'row' | 'column', distance: number): { column: number; beyond: number } {
  const [sizes, hidden, standard] =
    what === 'row' ? [sheet.rowHeights, sheet.hiddenRows, STANDARD_HEIGHT] : [sheet.columnWidths, sheet.hiddenColumns, STANDARD_WIDTH]
  let rest = distance
  for (let index = 0; ; index++) {
    const size = hidden.has(index) ? 0 : (sizes.get(index) ?? standard)
    if (rest < size || index > 10_000) return { column: index, beyond: rest }
    rest -= size
  }
}
