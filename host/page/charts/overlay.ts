import type { FUniver } from '@univerjs/presets'
import type { Change } from '../../model/change.js'
import type { Chart } from '../../model/chart.js'
import type { Sheet } from '../../model/sheet.js'
import { STANDARD_HEIGHT, STANDARD_WIDTH } from '../../model/sheet.js'
import type { Seat } from '../../seat.js'
import { Layer } from '../grid/layer.js'
import { PIXELS } from '../grid/sheets.js'
import { drawChart } from './draw.js'

/** Draws the charts of the shown sheet over the grid, and moves them with its cells. */
export class ChartOverlay {
  private readonly layer: Layer
  private readonly drawn = new Map<Chart, { frame: HTMLElement; width: number; height: number }>()
  /** Nobody looks any more. */
  readonly close: () => void
  private stale = true
  private planned = false

  constructor(
    api: FUniver,
    container: HTMLElement,
    private readonly seat: Seat,
  ) {
    this.layer = new Layer(api, container, 'charts')
    this.layer.whenMoved(() => this.plan(false))
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
    if (!this.layer.fit()) return
    const { zoom } = this.layer
    this.clip(sheet, zoom)
    for (const chart of sheet.charts) this.place(chart, zoom)
  }

  /** What scrolls goes under the frozen panes. */
  private clip(sheet: Sheet, zoom: number): void {
    const edge = this.layer.frozenEdge(sheet)
    const inFrozen = sheet.charts.some(chart => chart.top * PIXELS * zoom < edge.top || chart.left * PIXELS * zoom < edge.left)
    this.layer.element.style.clipPath = inFrozen ? '' : `inset(${edge.top}px 0 0 ${edge.left}px)`
  }

  private place(chart: Chart, zoom: number): void {
    const [width, height] = [chart.width * PIXELS, chart.height * PIXELS]
    let known = this.drawn.get(chart)
    if (!known) {
      const frame = document.createElement('div')
      frame.className = 'chart'
      frame.dataset.chart = chart.name
      frame.innerHTML = drawChart(chart, Math.round(width), Math.round(height))
      this.layer.element.append(frame)
      this.drawn.set(chart, (known = { frame, width, height }))
    }
    const { column, beyond: right } = under(chart.sheet, 'column', chart.left)
    const { column: row, beyond: down } = under(chart.sheet, 'row', chart.top)
    const cell = this.layer.spot(chart.sheet, row, column)
    const [x, y] = [cell.left + right * PIXELS * zoom, cell.top + down * PIXELS * zoom]
    known.frame.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`
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
