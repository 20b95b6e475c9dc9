import type { Chart } from '../../model/chart.js'
import { shown } from '../../model/entry.js'
import { drawAxes } from './axes.js'
import type { Box } from './box.js'
import { shrink } from './box.js'
import { chartData, sliceColors } from './data.js'
import { drawMarks } from './marks.js'
import { drawPie } from './pie.js'
import { widthOf } from '../text-width.js'
import { element, fitted, text } from './svg.js'

const INK = '#595959'
const SMALL = 12

/** A chart as SVG of the given size: its title, legend, axes and marks. */
export function drawChart(chart: Chart, width: number, height: number): string {
  const data = chartData(chart)
  const { look } = chart
  const parts: string[] = []
  const box: Box = { left: 12, top: 10, width: width - 24, height: height - 20 }
  const title = titleOf(chart, data.series.length === 1 ? data.series[0].name : null)
  if (title) {
    const size = Number(look['title/font/size'] ?? 14) * 1.2
    const style = { 'font-size': size, fill: String(look['title/font/color'] ?? INK), 'text-anchor': 'middle' }
    parts.push(text(fitted(title, size, box.width), { x: width / 2, y: box.top + size, ...style }))
    shrink(box, 'Top', size + 14)
  }
  const pie = data.series[0]?.mark === 'pie'
  const entries = pie ? data.categories : data.series.map(series => series.name)
  const place = look['legend/visible'] === false || (entries.length < 2 && !pie) ? null : String(look['legend/position'] ?? 'Bottom')
  if (place) parts.push(legend(entries, data, place, box))
  if (pie) parts.push(drawPie(data, box))
  else {
    const plot = drawAxes(chart, data, box)
    parts.push(
      plot.drawing,
      drawMarks(data, plot, value => shown(value, data.numberFormat)),
    )
  }
  const frame = {
    x: 0.5,
    y: 0.5,
    width: width - 1,
    height: height - 1,
    rx: 2,
    fill: String(look['fill/color'] ?? '#FFFFFF'),
    stroke: '#D9D9D9',
  }
  const role = { role: 'img', 'aria-label': title || chart.name, 'font-size': SMALL, fill: INK }
  return element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, ...role },
    element('rect', frame),
    ...parts,
  )
}

function titleOf({ look }: Chart, only: string | null): string {
  if (look['title/visible'] === false) return ''
  return String(look['title/text'] ?? only ?? '')
}

function legend(entries: string[], data: ReturnType<typeof chartData>, place: string, box: Box): string {
  const colors = data.series[0]?.mark === 'pie' ? sliceColors(entries.length) : data.series.map(series => series.color)
  const beside = place === 'Right' || place === 'Left' || place === 'Corner'
  const width = Math.min(box.width * 0.4, Math.max(...entries.map(entry => widthOf(entry, SMALL))) + 26)
  if (beside) {
    const x = place === 'Left' ? box.left : box.left + box.width - width
    const y = box.top + Math.max(0, (box.height - entries.length * 18) / 2)
    shrink(box, place === 'Left' ? 'Left' : 'Right', width + 8)
    return entries.map((entry, i) => key(fitted(entry, SMALL, width - 20), colors[i], x, y + i * 18)).join('')
  }
  const room = Math.max(140, box.width / entries.length)
  const wanted = entries.map(entry => Math.min(room, widthOf(entry, SMALL) + 30))
  const shared = Math.min(1, box.width / wanted.reduce((a, b) => a + b, 0))
  const widths = wanted.map(width => width * shared)
  let x = box.left + Math.max(0, (box.width - widths.reduce((a, b) => a + b, 0)) / 2)
  const y = place === 'Top' ? box.top : box.top + box.height - 16
  shrink(box, place === 'Top' ? 'Top' : 'Bottom', 24)
  return entries
    .map((entry, i) => {
      const drawn = key(fitted(entry, SMALL, widths[i] - 26), colors[i], x, y)
      x += widths[i]
      return drawn
    })
    .join('')
}

const key = (entry: string, color: string, x: number, y: number) =>
  element('rect', { x, y: y + 3, width: 9, height: 9, fill: color }) + text(entry, { x: x + 15, y: y + 12 })
