import type { Style } from './cell.js'

/** A colour of a look with its tint: mixed with white above 0, with black below; undefined when it has none. */
export function tintedColor(style: Style, path: 'font' | 'fill'): string | undefined {
  const color = style[`${path}/color`]
  if (typeof color !== 'string' || !color.startsWith('#')) return undefined
  const tint = Number(style[`${path}/tintAndShade`] ?? 0)
  if (!tint) return color
  const mixed = [1, 3, 5].map(at => {
    const part = parseInt(color.slice(at, at + 2), 16)
    return Math.round(tint < 0 ? part * (1 + tint) : part + (255 - part) * tint)
  })
  return `#${mixed.map(part => part.toString(16).padStart(2, '0')).join('')}`.toUpperCase()
}
