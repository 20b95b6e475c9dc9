import { Declined } from '../model/declined.js'
import type { Seat } from '../seat.js'
import type { Handle } from './kind.js'
import { isHandle } from './kind.js'

/** A name as authors write it: `GetRange` on the wire is getRange. Names that start with _ are the library's own. */
export const memberName = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

/** A name as answers carry it. */
export const wireName = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/** The error for what this stand-in does not do. */
export const missing = (owner: string, name: string): Declined =>
  new Declined('ApiNotFound', `This stand-in for Excel does not implement ${owner}.${memberName(name)}.`, 501)

const EVENT = /^_(Un)?[rR]egister(?:Event)?(\w+?)(?:Event)?$/

/** Calls a method; `getXOrNullObject` asks `getX` and answers null where that finds nothing. */
export function call(handle: Handle, seat: Seat, wire: string, given: unknown[]): unknown {
  const name = memberName(wire)
  const method = own(handle.kind.methods, name)
  if (method) return (method as (...all: unknown[]) => unknown)(handle.target, seat, ...given)
  const event = EVENT.exec(wire)
  if (event) return subscribe(handle, seat, event[2], !event[1])
  if (name.includes('OrNullObject')) {
    const plain = name.replace('OrNullObject', '')
    if (!own(handle.kind.methods, plain)) throw missing(handle.kind.name, wire)
    return orNull(() => call(handle, seat, plain, given))
  }
  throw missing(handle.kind.name, wire)
}

/** What a search finds, or null when it finds nothing. */
export function orNull<Result>(search: () => Result): Result | null {
  try {
    return search()
  } catch (error) {
    if (error instanceof Declined && error.code === 'ItemNotFound') return null
    throw error
  }
}

const own = <Entry>(record: Readonly<Record<string, Entry>>, name: string): Entry | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined

function subscribe(handle: Handle, seat: Seat, name: string, on: boolean): null {
  const type = own(handle.kind.events, name)
  if (type === undefined) throw missing(handle.kind.name, `on${name}`)
  seat.events.subscribe(type, handle.kind.eventTarget?.(handle.target as never) ?? 'Workbook', on)
  return null
}

/** Reads a property: a plain value, or the object behind it. */
export function read(handle: Handle, seat: Seat, wire: string): unknown {
  const name = memberName(wire)
  const property = own(handle.kind.properties, name)
  if (property) return property.get(handle.target as never, seat)
  const object = own(handle.kind.objects, name)
  if (object) return object(handle.target as never, seat)
  if (name === 'id' || name === '_ReferenceId') return undefined
  throw missing(handle.kind.name, wire)
}

/** Sets a property. */
export function assign(handle: Handle, seat: Seat, wire: string, value: unknown): void {
  const property = own(handle.kind.properties, memberName(wire))
  if (property?.set) return (property.set as (target: unknown, value: unknown, seat: Seat) => void)(handle.target, value, seat)
  const object = own(handle.kind.objects, memberName(wire))?.(handle.target as never, seat)
  if (!object || typeof value !== 'object' || value === null) throw missing(handle.kind.name, `${memberName(wire)} (set)`)
  for (const [name, each] of Object.entries(value)) assign(object, seat, name, each)
}

/** An object that the client knows by its own id, as Instantiate answers it. */
export function identity(handle: Handle, seat: Seat): Record<string, unknown> {
  const id = handle.kind.properties.id?.get(handle.target as never, seat)
  return id === undefined ? {} : { Id: id }
}

export { isHandle }
