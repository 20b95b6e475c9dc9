import type { Box } from './box.js'
import type { ChartData } from './data.js'
import { sliceColors } from './data.js'
import { element, text } from './svg.js'

/** The first series as slices of a circle, from the top and clockwise. */
export function drawPie({ series: [first], hole }: ChartData, box: Box): string {
  const values = first.values.map(value => Math.max(0, value ?? 0))
  const total = values.reduce((a, b) => a + b, 0)
  const radius = Math.max(4, Math.min(box.width, box.height) / 2 - 4)
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
  const colors = sliceColors(values.length)
  const point = (share: number, at: number) =>
    `${(x + at * Math.sin(share * 2 * Math.PI)).toFixed(2)} ${(y - at * Math.cos(share * 2 * Math.PI)).toFixed(2)}`
  let from = 0
  const slices = values.map((value, i) => {
    const share = total ? value / total : 0
    // A whole circle has no arc: stop a hair before it closes.
    const to = from + Math.min(share, 0.99999)
    const large = share > 0.5 ? 1 : 0
    const inner = hole ? radius * 0.55 : 0
    const shape = `M ${point(from, radius)} A ${radius} ${radius} 0 ${large} 1 ${point(to, radius)} L ${point(to, inner)}`
    const back = hole ? ` A ${inner} ${inner} 0 ${large} 0 ${point(from, inner)} Z` : ' Z'
    const middle = point((from + to) / 2, hole ? radius * 0.78 : radius * 0.65).split(' ')
    const label =
      first.labels && share > 0.03
        ? text(`${Math.round(share * 100)}%`, { x: middle[0], y: middle[1], 'text-anchor': 'middle', fill: '#FFFFFF' })
        : ''
    from += share
    return element('path', { d: shape + back, fill: colors[i], stroke: '#FFFFFF', 'stroke-width': 1.5 }) + label
  })
  return slices.join('')
}
