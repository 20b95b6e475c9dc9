import type { Rectangle } from './address.js'
import type { Area, Sheet } from './sheet.js'

/** A row of values that a chart draws. */
export interface Series {
  name: string
  chartType?: string
  values: Area | null
  categories: Area | null
  format: Record<string, string | number | boolean | null>
}

/** A chart: what it draws and where it lies (points). Its look is kept as Office.js names it. */
export interface Chart {
  readonly id: string
  name: string
  chartType: string
  sheet: Sheet
  source: Area | null
  seriesBy: 'Auto' | 'Columns' | 'Rows'
  series: Series[]
  left: number
  top: number
  width: number
  height: number
  /** Cells that it was set over, when it was. */
  anchor: Rectangle | null
  look: Record<string, string | number | boolean | null>
}
