import { createHash } from 'node:crypto'
import type { PushRequest } from '../../shared/protocol.js'

/** The hash of what a push says: equal for equal content, in whatever order the fields of its rows stand. */
export function contentHash({ rows, source, atomic, repeats }: Pick<PushRequest, 'rows' | 'source' | 'atomic' | 'repeats'>): Buffer {
  const shapes = new Shapes()
  const content = JSON.stringify(plain([rows, source, atomic, repeats], shapes))
  return createHash('sha256').update(JSON.stringify(shapes.names)).update(content).digest()
}

/** Stands before the elements of a list, where those of an object have the number of its shape. */
const LIST = -1

/** A value in which each object is the number of its shape and then its values: what all rows of a file are called is said once. */
function plain(value: unknown, shapes: Shapes): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const list: unknown[] = [LIST]
    for (const element of value) list.push(plain(element, shapes))
    return list
  }
  const object = value as Record<string, unknown>
  const shape = shapes.of(object)
  const list: unknown[] = [shape]
  for (const name of shapes.names[shape]) list.push(plain(object[name], shapes))
  return list
}

/** Names that may follow others in an object, and the number of the shape that ends here. */
interface Branch {
  next: Map<string, Branch>
  shape?: number
}

/** The sets of field names that objects have, sorted, in the order in which they were met. */
class Shapes {
  readonly names: (readonly string[])[] = []
  private readonly numbers = new Map<string, number>()
  private readonly root: Branch = { next: new Map() }

  /** The number of an object's shape. A field without a value counts as none. */
  of(object: Record<string, unknown>): number {
    let at = this.root
    for (const name in object) {
      if (object[name] === undefined) continue
      let next = at.next.get(name)
      if (!next) at.next.set(name, (next = { next: new Map() }))
      at = next
    }
    return (at.shape ??= this.numbered(Object.keys(object).filter(name => object[name] !== undefined)))
  }

  private numbered(names: string[]): number {
    const text = JSON.stringify(names.sort())
    const known = this.numbers.get(text)
    if (known !== undefined) return known
    this.numbers.set(text, this.names.length)
    return this.names.push(names) - 1
  }
}
