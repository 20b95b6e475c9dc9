import type { Chart, Series } from '../../model/chart.js'
import { shown } from '../../model/entry.js'
import type { Area } from '../../model/sheet.js'
import { cellAt } from '../../model/sheet.js'

/** The ways in which a series is drawn. */
export type Mark = 'column' | 'bar' | 'line' | 'area' | 'pie' | 'scatter'

/** A series with its numbers; null where a cell holds none. */
export interface DrawnSeries {
  name: string
  mark: Mark
  color: string
  values: (number | null)[]
  /** Only of a scatter: where each point lies across. */
  across: (number | null)[]
  labels: boolean
}

export interface ChartData {
  series: DrawnSeries[]
  categories: string[]
  stacking: 'none' | 'stacked' | 'share'
  hole: boolean
  /** How the values' cells show numbers; the axis and labels do the same. */
  numberFormat: string
}

/** The accents of the standard theme, in the order in which series take them. */
const COLORS = ['#4472C4', '#ED7D31', '#A5A5A5', '#FFC000', '#5B9BD5', '#70AD47', '#264478', '#9E480E']

const MARKS: [RegExp, Mark][] = [
  [/^(Pie|3DPie|Doughnut|BarOfPie|PieOfPie|PieExploded)/i, 'pie'],
  [/^(XYScatter|Bubble)/i, 'scatter'],
  [/^(3D)?Line/i, 'line'],
  [/^(3D)?Area/i, 'area'],
  [/^(3D)?Bar|^(Cylinder|Cone|Pyramid)Bar/i, 'bar'],
]

const markOf = (type: string): Mark => MARKS.find(([named]) => named.test(type))?.[1] ?? 'column'

const cellsOf = (area: Area | null) =>
  area
    ? Array.from({ length: area.rows * area.columns }, (_, i) =>
        cellAt(area.sheet, area.row + Math.floor(i / area.columns), area.column + (i % area.columns)),
      )
    : []

const numbersOf = (area: Area | null) => cellsOf(area).map(cell => (typeof cell?.value === 'number' ? cell.value : null))

/** What a chart shows, read from the cells that its series name. */
export function chartData(chart: Chart): ChartData {
  const series = chart.series.map((each, index) => drawnSeries(chart, each, index))
  const named = chart.series.find(each => each.categories)
  const texts = cellsOf(named?.categories ?? null).map(cell => (cell ? shown(cell.value, cell.numberFormat) : ''))
  const length = Math.max(0, ...series.map(each => each.values.length))
  return {
    series,
    categories: Array.from({ length }, (_, i) => texts[i] ?? String(i + 1)),
    stacking: /Stacked100/i.test(chart.chartType) ? 'share' : /Stacked/i.test(chart.chartType) ? 'stacked' : 'none',
    hole: /^Doughnut/i.test(chart.chartType),
    numberFormat: cellsOf(chart.series[0]?.values ?? null).find(cell => cell?.numberFormat)?.numberFormat ?? 'General',
  }
}

function drawnSeries(chart: Chart, series: Series, index: number): DrawnSeries {
  const mark = markOf(series.chartType ?? chart.chartType)
  const chosen = series.format['fill/color'] || series.format['line/color']
  const values = numbersOf(series.values)
  const places = mark === 'scatter' ? numbersOf(series.categories) : []
  // Texts are no places: points then stand at 1, 2, 3.
  const across = places.some(place => place !== null) ? places : values.map((_, i) => i + 1)
  const labels = series.format.hasDataLabels === true || chart.look['dataLabels/showValue'] === true
  return { name: series.name, mark, color: String(chosen || COLORS[index % COLORS.length]), values, across, labels }
}

/** The colours of the slices of a pie. */
export const sliceColors = (count: number): string[] => Array.from({ length: count }, (_, i) => COLORS[i % COLORS.length])
