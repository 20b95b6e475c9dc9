import type { Seat } from '../seat.js'
import type { Handle, Kind, Method, Property } from './kind.js'
import { kind } from './kind.js'

/** A kind over several targets at once: a property is what all have, else null; setting and calling reach each of them. */
export function several<Target>(one: Kind<Target>): Kind<readonly Target[]> {
  const property = (of: Property<Target>): Property<readonly Target[]> => ({
    get: (targets, seat) => {
      const [first, ...others] = targets.map(target => of.get(target, seat))
      return others.every(other => other === first) ? first : null
    },
    ...(of.set
      ? { set: (targets: readonly Target[], value: never, seat: Seat) => targets.forEach(target => of.set?.(target, value, seat)) }
      : {}),
  })
  const object =
    (part: Kind<Target>['objects'][string]) =>
    (targets: readonly Target[], seat: Seat): Handle | null => {
      const handles = targets.flatMap(target => part(target, seat) ?? [])
      return handles.length ? several(handles[0].kind).of(handles.map(handle => handle.target) as never) : null
    }
  const method =
    (call: Method<Target>): Method<readonly Target[]> =>
    (targets, seat, ...given) =>
      targets.forEach(target => call(target, seat, ...given))
  return kind<readonly Target[]>(one.name, {
    properties: mapped(one.properties, property),
    objects: mapped(one.objects, object),
    methods: mapped(one.methods, method),
  })
}

const mapped = <From, To>(record: Readonly<Record<string, From>>, change: (each: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([name, each]) => [name, change(each)]))
