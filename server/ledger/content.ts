import { createHash } from 'node:crypto'
import type { PushRequest } from '../../shared/protocol.js'

/** The hash of what a push says: equal for equal content, in whatever order the fields of its rows stand. */
export function contentHash(request: Pick<PushRequest, 'rows' | 'source' | 'atomic' | 'repeats'>): Buffer {
  const { rows, source, atomic, repeats } = request
  const shapes: Shapes = new Map()
  return createHash('sha256')
    .update(canonical([rows, source, atomic, repeats], shapes))
    .digest()
}

/** Fields of objects in their canonical order, with their names as JSON, by the order in which they came: rows of a file are all alike. */
type Shapes = Map<string, { key: string; label: string }[]>

/** JSON with the fields of every object in one order. */
function canonical(value: unknown, shapes: Shapes): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  let text = ''
  if (Array.isArray(value)) {
    for (const element of value) text += (text && ',') + canonical(element, shapes)
    return `[${text}]`
  }
  const from = value as Record<string, unknown>
  const keys = Object.keys(from)
  const shape = keys.join('\u0000')
  let fields = shapes.get(shape)
  if (!fields) shapes.set(shape, (fields = keys.sort().map(key => ({ key, label: `${JSON.stringify(key)}:` }))))
  for (const { key, label } of fields) if (from[key] !== undefined) text += (text && ',') + label + canonical(from[key], shapes)
  return `{${text}}`
}
