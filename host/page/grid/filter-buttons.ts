import type { FUniver } from '@univerjs/presets'
import type { Rectangle } from '../../model/address.js'
import type { Sheet } from '../../model/sheet.js'
import type { Seat } from '../../seat.js'
import { Layer } from './layer.js'

/** Pixels of a button's side. */
const SIDE = 16

/** Shows the buttons of filters in the headers of tables and filtered ranges, as signs only: a click selects the cell below. */
export class FilterButtons {
  private readonly layer: Layer
  /** Nobody looks any more. */
  readonly close: () => void
  private planned = false

  constructor(
    api: FUniver,
    container: HTMLElement,
    private readonly seat: Seat,
  ) {
    this.layer = new Layer(api, container, 'filters')
    this.layer.whenMoved(() => this.plan())
    this.close = seat.workbook.onChange(() => this.plan())
    this.plan()
  }

  private plan(): void {
    if (this.planned) return
    this.planned = true
    // After the grid has drawn what changed.
    setTimeout(() => requestAnimationFrame(() => this.draw()))
  }

  private draw(): void {
    this.planned = false
    const { sheet } = this.seat.selection
    const headers = headersOf(sheet)
    const buttons = headers.length && this.layer.fit() ? headers.flatMap(header => this.buttonsOf(sheet, header)) : []
    this.layer.element.replaceChildren(...buttons)
  }

  private buttonsOf(sheet: Sheet, { area, filtered }: Header): HTMLElement[] {
    const { zoom } = this.layer
    const edge = this.layer.frozenEdge(sheet)
    const { clientWidth, clientHeight } = this.layer.element
    const frozen = sheet.frozen ?? { rows: 0, columns: 0 }
    const below = this.layer.spot(sheet, area.row + 1, area.column)
    const top = this.layer.spot(sheet, area.row, area.column).top
    const bottom = (area.row + 1 === frozen.rows ? edge.top : below.top) - (SIDE + 2) * zoom
    if (sheet.hiddenRows.has(area.row) || top > clientHeight || (area.row >= frozen.rows && bottom < edge.top)) return []
    return Array.from({ length: area.columns }, (_, at) => area.column + at).flatMap(column => {
      if (sheet.hiddenColumns.has(column)) return []
      const end = column + 1 === frozen.columns ? edge.left : this.layer.spot(sheet, area.row, column + 1).left
      const left = end - (SIDE + 2) * zoom
      if (left > clientWidth || (column >= frozen.columns && left < edge.left)) return []
      const button = document.createElement('span')
      button.className = filtered.has(column - area.column) ? 'filter filtered' : 'filter'
      button.style.transform = `translate(${left}px, ${bottom}px) scale(${zoom})`
      return [button]
    })
  }
}

interface Header {
  area: Rectangle
  /** The columns that let only some rows through. */
  filtered: ReadonlySet<number>
}

const headersOf = (sheet: Sheet): Header[] => [
  ...(sheet.autoFilter ? [{ area: sheet.autoFilter.area, filtered: new Set(sheet.autoFilter.criteria.keys()) }] : []),
  ...sheet.workbook.tables
    .filter(table => table.sheet === sheet && table.showHeaders && table.showFilterButton)
    .map(({ area, columns }) => ({ area, filtered: new Set(columns.flatMap(({ filter }, at) => (filter ? [at] : []))) })),
]
