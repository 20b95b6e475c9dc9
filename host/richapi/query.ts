import type { Seat } from '../seat.js'
import type { Handle } from './kind.js'
import { isHandle } from './kind.js'
import { identity, memberName, missing, read, wireName } from './member.js'
import type { QueryInfo } from './request.js'

/** What Microsoft's samples load when they need the objects and none of their properties. */
const NOTHING = new Set(['$none', 'noPropertiesNeeded'])

/** Answers a load: the named properties of an object, or of each item of a collection. */
export function query(handle: Handle, seat: Seat, { Select = [], Expand = [], Skip = 0, Top }: QueryInfo): unknown {
  const given = [...Select, ...Expand].map(path => path.trim().replaceAll('.', '/')).filter(path => path !== '')
  const wanted = given.map(path => path.replace(/(^|\/)\*$/, '$1$$all'))
  if (!handle.kind.items) return { ...identity(handle, seat), ...select(handle, seat, wanted) }
  const own = wanted.filter(path => Object.hasOwn(handle.kind.properties, memberName(path)))
  const ofItems = wanted.filter(path => !own.includes(path) && path !== 'items').map(path => path.replace(/^items\//, ''))
  const items = handle.kind.items(handle.target as never, seat).slice(Skip, Top === undefined ? undefined : Skip + Top)
  return {
    _Items: items.map((item, index) => ({ _Index: Skip + index, ...identity(item, seat), ...select(item, seat, ofItems) })),
    ...select(handle, seat, own, false),
  }
}

/** Properties by their paths; all plain ones when none is named. */
function select(handle: Handle, seat: Seat, paths: readonly string[], allWhenNone = true): Record<string, unknown> {
  const all = paths.includes('$all') || (allWhenNone && paths.length === 0)
  const named = paths.filter(path => path !== '$all' && !NOTHING.has(memberName(path)))
  const light = Object.entries(handle.kind.properties).flatMap(([name, property]) => (property.heavy ? [] : [name]))
  const tree = new Map<string, string[]>()
  for (const path of all ? [...light, ...named] : named) {
    const [head, ...rest] = path.split('/')
    const name = memberName(head)
    tree.set(name, [...(tree.get(name) ?? []), ...(rest.length ? [rest.join('/')] : [])])
  }
  return Object.fromEntries([...tree].map(([name, inner]) => [wireName(name), answer(handle, seat, name, inner)]))
}

function answer(handle: Handle, seat: Seat, name: string, inner: string[]): unknown {
  const value = read(handle, seat, name)
  if (isHandle(value)) return query(value, seat, { Select: inner })
  if (value === undefined && name !== 'id' && !Object.hasOwn(handle.kind.properties, name)) throw missing(handle.kind.name, name)
  return value
}
