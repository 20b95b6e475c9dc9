import type { Chart } from '../../model/chart.js'
import { shown } from '../../model/entry.js'
import type { ChartData, DrawnSeries } from './data.js'
import type { Box } from './box.js'
import { shrink } from './box.js'
import type { Scale } from './scale.js'
import { scaleOf } from './scale.js'
import { widthOf } from '../text-width.js'
import { element, fitted, text } from './svg.js'

/** Where marks go: the box between the axes and its two directions. */
export interface Plot {
  drawing: string
  box: Box
  /** Values run across instead of up. */
  lying: boolean
  values: Scale
  /** Of a scatter; null when categories stand side by side. */
  across: Scale | null
  /** The share of 100 % when series are stacked to it; else the sums below each series. */
  stacked: (series: DrawnSeries, index: number) => [from: number, to: number] | null
}

const SMALL = 12
const LINE = '#D9D9D9'
const number = (value: unknown) => (typeof value === 'number' ? value : undefined)

/** Draws the axes with their titles, ticks and gridlines into a box, and says where the marks go. */
export function drawAxes({ look }: Chart, data: ChartData, box: Box): Plot {
  const stacked = stacks(data)
  const ends = data.series.flatMap(series => series.values.flatMap((_, i) => stacked(series, i) ?? []))
  const values = scaleOf(ends, number(look['valueAxis/minimum']), number(look['valueAxis/maximum']))
  const scatter = data.series.every(series => series.mark === 'scatter') && data.series.length > 0
  const points = data.series.flatMap(series => series.across.filter(value => value !== null))
  const across = scatter ? scaleOf(points, number(look['categoryAxis/minimum']), number(look['categoryAxis/maximum']), false) : null
  const lying = data.series.some(series => series.mark === 'bar')
  const parts: string[] = []
  const titled = (path: string) => String(look[`${path}title/text`] ?? '')
  const [below, beside] = lying ? ['valueAxis/', 'categoryAxis/'] : ['categoryAxis/', 'valueAxis/']
  if (titled(below)) {
    parts.push(text(titled(below), { x: box.left + box.width / 2, y: box.top + box.height - 2, 'text-anchor': 'middle' }))
    shrink(box, 'Bottom', 20)
  }
  if (titled(beside)) {
    const [x, y] = [box.left + 8, box.top + box.height / 2]
    parts.push(text(titled(beside), { x, y, transform: `rotate(-90 ${x} ${y})`, 'text-anchor': 'middle' }))
    shrink(box, 'Left', 20)
  }
  const chosen = look['valueAxis/numberFormat']
  const format = typeof chosen === 'string' && chosen !== 'General' ? chosen : data.stacking === 'share' ? '0%' : data.numberFormat
  const ticks = values.ticks.map(tick => shown(tick, format).trim())
  const names = across ? across.ticks.map(tick => shown(tick)) : data.categories
  const left = lying ? names.map(name => fitted(name, SMALL, box.width * 0.3)) : ticks
  shrink(box, 'Left', Math.max(0, ...left.map(each => widthOf(each, SMALL))) + 10)
  shrink(box, 'Bottom', 20)
  const plot: Plot = { drawing: '', box, lying, values, across, stacked }
  parts.push(...valueTicks(plot, ticks, look['valueAxis/majorGridlines/visible'] !== false))
  parts.push(...categoryTicks(plot, names))
  return { ...plot, drawing: parts.join('') }
}

function valueTicks({ box, lying, values }: Plot, ticks: string[], gridlines: boolean): string[] {
  return values.ticks.flatMap((tick, i) => {
    const share = values.at(tick)
    const x = box.left + share * box.width
    const y = box.top + (1 - share) * box.height
    const line = lying ? { x1: x, x2: x, y1: box.top, y2: box.top + box.height } : { x1: box.left, x2: box.left + box.width, y1: y, y2: y }
    const place = lying ? { x, y: box.top + box.height + 16, 'text-anchor': 'middle' } : { x: box.left - 6, y: y + 4, 'text-anchor': 'end' }
    return [gridlines ? element('line', { ...line, stroke: LINE }) : '', text(ticks[i], place)]
  })
}

function categoryTicks({ box, lying, across }: Plot, names: string[]): string[] {
  const room = (lying ? box.height : box.width) / Math.max(1, names.length)
  const every = Math.max(1, Math.ceil((lying ? 16 : 40) / room))
  const base = lying
    ? { x1: box.left, x2: box.left, y1: box.top, y2: box.top + box.height }
    : { x1: box.left, x2: box.left + box.width, y1: box.top + box.height, y2: box.top + box.height }
  const texts = names.map((name, i) => {
    if (i % every) return ''
    const share = across ? across.at(across.ticks[i]) : (i + 0.5) / names.length
    if (lying) return text(fitted(name, SMALL, box.left), { x: box.left - 6, y: box.top + share * box.height + 4, 'text-anchor': 'end' })
    return text(fitted(name, SMALL, room * every), {
      x: box.left + share * box.width,
      y: box.top + box.height + 16,
      'text-anchor': 'middle',
    })
  })
  return [element('line', { ...base, stroke: '#BFBFBF' }), ...texts]
}

/** From where to where each value reaches, stacked as the chart says. */
function stacks({ series, stacking }: ChartData): Plot['stacked'] {
  if (stacking === 'none') return (each, i) => (each.values[i] === null || each.values[i] === undefined ? null : [0, each.values[i]])
  const sums = new Map<DrawnSeries, [number, number][]>()
  const totals = series[0]?.values.map((_, i) => series.reduce((sum, each) => sum + Math.abs(each.values[i] ?? 0), 0)) ?? []
  const [up, down] = [totals.map(() => 0), totals.map(() => 0)]
  for (const each of series)
    sums.set(
      each,
      totals.map((total, i) => {
        const value = (each.values[i] ?? 0) / (stacking === 'share' ? total || 1 : 1)
        const side = value < 0 ? down : up
        const from = side[i]
        side[i] += value
        return [from, side[i]]
      }),
    )
  return (each, i) => sums.get(each)?.[i] ?? null
}
