import { notFound } from '../model/declined.js'
import type { Seat } from '../seat.js'

/** An object that an add-in can reach: what it is in the workbook, and how Office.js sees it. */
export interface Handle {
  readonly kind: Kind<never>
  /** What the kind describes. May be set anew when cells move under a reference that an add-in keeps. */
  target: unknown
}

/**
 * One class of Office.js, described over what it shows of the workbook. Names are those of Office.js.
 * A member that is not described is answered with an error that names it.
 */
export interface Kind<Target> {
  readonly name: string
  readonly properties: Readonly<Record<string, Property<Target>>>
  /** Properties that are objects themselves. */
  readonly objects: Readonly<Record<string, (target: Target, seat: Seat) => Handle | null>>
  readonly methods: Readonly<Record<string, Method<Target>>>
  /** Events by the middle of their registering method: `_RegisterDataChangedEvent` is DataChanged. */
  readonly events: Readonly<Record<string, number>>
  /** Whose events these are; the workbook's when absent. */
  readonly eventTarget?: (target: Target) => string
  /** For a collection: its items. */
  readonly items?: (target: Target, seat: Seat) => Handle[]
  of(target: Target): Handle
}

export interface Property<Target> {
  get(target: Target, seat: Seat): unknown
  set?(target: Target, value: never, seat: Seat): void
  /** Is not part of an answer to `load()` without names. */
  heavy?: true
}

/** Answers a value, a handle, or null for a null object. The arguments are what the add-in gave; handles arrive as their targets. */
export type Method<Target> = (target: Target, seat: Seat, ...given: never[]) => unknown

interface Description<Target> {
  properties?: Record<string, Property<Target> | ((target: Target, seat: Seat) => unknown)>
  objects?: Kind<Target>['objects']
  methods?: Kind<Target>['methods']
  events?: Record<string, number>
  eventTarget?: (target: Target) => string
}

/** Describes one class of Office.js. A function in `properties` is one that can only be read. */
export function kind<Target>(name: string, description: Description<Target>): Kind<Target> {
  const properties = Object.entries(description.properties ?? {}).map(([key, property]) => [
    key,
    typeof property === 'function' ? { get: property } : property,
  ])
  const made: Kind<Target> = {
    name,
    objects: {},
    methods: {},
    events: {},
    ...description,
    properties: Object.fromEntries(properties) as Kind<Target>['properties'],
    of: target => ({ kind: made, target }),
  }
  return made
}

interface CollectionDescription<Target, Item> extends Description<Target> {
  /** Asked for late, because kinds name each other. */
  item: () => Pick<Kind<Item>, 'of'>
  items: (target: Target, seat: Seat) => readonly Item[]
  /** The item of a key, as `getItem` asks for it; absent when the collection has no keys. */
  find?: (target: Target, key: never, seat: Seat) => Item | undefined
}

/** Describes a collection: `count`, `getCount`, `getItem`, `getItemAt` and their OrNullObject forms come by themselves. */
export function collection<Target, Item>(name: string, description: CollectionDescription<Target, Item>): Kind<Target> {
  const { item, items, find, ...rest } = description
  const wrap = (found: Item | undefined) => {
    if (found === undefined) throw notFound()
    return item().of(found)
  }
  return {
    ...kind(name, {
      ...rest,
      properties: { count: { get: (target, seat) => items(target, seat).length, heavy: true }, ...rest.properties },
      methods: {
        getCount: (target, seat) => items(target, seat).length,
        getItemAt: (target, seat, index: number) => wrap(items(target, seat)[index]),
        ...(find ? { getItem: (target: Target, seat: Seat, key: never) => wrap(find(target, key, seat)) } : {}),
        ...rest.methods,
      },
    }),
    items: (target, seat) => items(target, seat).map(each => item().of(each)),
    of(target) {
      return { kind: this, target }
    },
  }
}

/** A property that is a field of the target, readable and writable. */
export function field<Target, Key extends keyof Target>(key: Key, changed?: (target: Target) => void): Property<Target> {
  return {
    get: target => target[key],
    set: (target, value: Target[Key]) => {
      target[key] = value
      changed?.(target)
    },
  }
}

const known = new Map<string, Kind<never>>()

/** Lets other classes answer objects of this kind without importing it: ranges and sheets lead to each other. */
export function reachable<Target>(each: Kind<Target>): Kind<Target> {
  known.set(each.name, each)
  return each
}

/** An object of a kind that `reachable` has made known under its name. */
export function reach<Target>(name: string, target: Target): Handle {
  const found = known.get(name) as Kind<Target> | undefined
  if (!found) throw new Error(`There is no kind ${name}.`)
  return found.of(target)
}

/** Several fields at once. */
export const fields = <Target>(
  keys: readonly (keyof Target & string)[],
  changed?: (target: Target) => void,
): Record<string, Property<Target>> => Object.fromEntries(keys.map(key => [key, field<Target, typeof key>(key, changed)]))

export const isHandle = (value: unknown): value is Handle =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  'target' in value &&
  typeof (value.kind as { of?: unknown }).of === 'function'
