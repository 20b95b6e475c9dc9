import { createHash } from 'node:crypto'
import type { PushRequest } from '../../shared/protocol.js'

/** The hash of what a push says: equal for equal content, in whatever order the fields of its rows stand. */
export function contentHash(request: Pick<PushRequest, 'rows' | 'source' | 'atomic' | 'repeats'>): Buffer {
  const { rows, source, atomic, repeats } = request
  return createHash('sha256')
    .update(JSON.stringify([sorted(rows), sorted(source), atomic, repeats]))
    .digest()
}

/** The same value with the fields of every object in one order; what is in order already is not copied. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined
    for (let i = 0; i < value.length; i++) {
      const element: unknown = value[i]
      const ordered = sorted(element)
      if (ordered !== element) copy ??= [...(value as unknown[])]
      if (copy) copy[i] = ordered
    }
    return copy ?? value
  }
  const from = value as Record<string, unknown>
  const keys = Object.keys(from)
  let inOrder = true
  for (let i = 0; i < keys.length && inOrder; i++) {
    const element = from[keys[i]]
    inOrder = (i === 0 || keys[i - 1] < keys[i]) && sorted(element) === element
  }
  if (inOrder) return value
  return Object.fromEntries(keys.sort().map(key => [key, sorted(from[key])]))
}
