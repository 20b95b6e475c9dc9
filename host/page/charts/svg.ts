import { widthOf } from '../text-width.js'

type Attributes = Record<string, string | number | undefined>

/** An element of a drawing; text content is escaped. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(typeof value === 'number' ? Math.round(value * 100) / 100 : value))}"`)
  return `<${name}${written.join('')}>${children.join('')}</${name}>`
}

export const text = (content: string, attributes: Attributes): string => element('text', attributes, escaped(content))

export const escaped = (content: string): string =>
  content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A text cut to a width, with … where it was cut. */
export function fitted(content: string, size: number, width: number): string {
  if (widthOf(content, size) <= width) return content
  const signs = [...content]
  while (signs.length > 1 && widthOf(`${signs.join('')}…`, size) > width) signs.pop()
  return `${signs.join('')}…`
}
