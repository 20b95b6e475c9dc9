import type { Plot } from './axes.js'
import type { ChartData, DrawnSeries } from './data.js'
import { element, text } from './svg.js'

/** Draws the columns, bars, lines, areas and points of a chart into its plot. */
export function drawMarks(data: ChartData, plot: Plot, shown: (value: number) => string): string {
  const standing = data.series.filter(series => series.mark === 'column' || series.mark === 'bar')
  return data.series
    .map(series => {
      switch (series.mark) {
        case 'column':
        case 'bar':
          return bars(
            data,
            plot,
            series,
            data.stacking === 'none' ? standing.indexOf(series) : 0,
            data.stacking === 'none' ? standing.length : 1,
            shown,
          )
        case 'area':
          return area(data, plot, series)
        default:
          return line(data, plot, series, shown)
      }
    })
    .join('')
}

function bars(data: ChartData, plot: Plot, series: DrawnSeries, place: number, places: number, shown: (value: number) => string): string {
  const { box, lying, values, stacked } = plot
  const room = (lying ? box.height : box.width) / Math.max(1, data.categories.length)
  const breadth = (room * 0.68) / places
  return series.values
    .map((value, i) => {
      const reach = stacked(series, i)
      if (!reach || value === null) return ''
      const [from, to] = reach.map(end => values.at(Math.min(values.to, Math.max(values.from, end))))
      const across = i * room + room * 0.16 + place * breadth
      const length = Math.abs(to - from)
      const rect = lying
        ? { x: box.left + Math.min(from, to) * box.width, y: box.top + across, width: length * box.width, height: breadth * 0.94 }
        : { x: box.left + across, y: box.top + (1 - Math.max(from, to)) * box.height, width: breadth * 0.94, height: length * box.height }
      const label = lying
        ? { x: rect.x + rect.width + 4, y: rect.y + rect.height / 2 + 4 }
        : { x: rect.x + rect.width / 2, y: rect.y - 4, 'text-anchor': 'middle' }
      return element('rect', { ...rect, fill: series.color }) + (series.labels ? text(shown(value), label) : '')
    })
    .join('')
}

type Point = [x: number, y: number]

function points(data: ChartData, { box, values, across, stacked }: Plot, series: DrawnSeries): (Point | null)[] {
  return series.values.map((_, i) => {
    const reach = stacked(series, i)
    const place = series.across[i]
    if (!reach || place === null) return null
    const share = across ? across.at(place) : (i + 0.5) / data.categories.length
    return [box.left + share * box.width, box.top + (1 - values.at(reach[1])) * box.height]
  })
}

const written = (path: Point[]) => path.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join(' L ')

function line(data: ChartData, plot: Plot, series: DrawnSeries, shown: (value: number) => string): string {
  const drawn = points(data, plot, series)
  const parts: string[] = []
  if (series.mark === 'line')
    for (const piece of pieces(drawn))
      parts.push(
        element('path', { d: `M ${written(piece)}`, fill: 'none', stroke: series.color, 'stroke-width': 2.5, 'stroke-linejoin': 'round' }),
      )
  drawn.forEach((point, i) => {
    if (!point) return
    if (series.mark === 'scatter' || data.categories.length <= 24)
      parts.push(element('circle', { cx: point[0], cy: point[1], r: 3.5, fill: series.color }))
    if (series.labels) parts.push(text(shown(series.values[i]!), { x: point[0], y: point[1] - 8, 'text-anchor': 'middle' }))
  })
  return parts.join('')
}

function area(data: ChartData, plot: Plot, series: DrawnSeries): string {
  const { box, values, stacked } = plot
  const drawn = points(data, plot, series).map((point, i) => point && { point, i })
  const kept = drawn.filter(each => each !== null)
  if (!kept.length) return ''
  const floor = kept.map(({ point, i }): Point => [point[0], box.top + (1 - values.at(stacked(series, i)![0])) * box.height])
  return element('path', {
    d: `M ${written(kept.map(each => each.point))} L ${written(floor.reverse())} Z`,
    fill: series.color,
    'fill-opacity': 0.85,
  })
}

/** A line breaks where a value is missing. */
function pieces(drawn: (Point | null)[]): Point[][] {
  const found: Point[][] = [[]]
  for (const point of drawn) {
    if (point) found.at(-1)!.push(point)
    else found.push([])
  }
  return found.filter(piece => piece.length > 0)
}
