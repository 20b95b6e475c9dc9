import { COLUMNS, ROWS, formatRectangle, quoteSheet } from '../model/address.js'
import type { Sheet } from '../model/sheet.js'
import type { Message } from '../events.js'
import { EventType } from '../richapi/event-type.js'
import type { Argument } from './arguments.js'
import { prepared } from './arguments.js'
import type { FunctionDefinition } from './metadata.js'
import type { Result } from './result.js'
import { resultOf } from './result.js'

/** The cell that a call stands in. */
export interface Place {
  sheet: Sheet
  row: number
  column: number
}

/** A call as the add-in got it. */
export interface SentCall {
  cellName: string
  values: unknown[]
}

/** Why cells are computed: something was edited, cells moved, or results arrived. */
export type Reason = 'edit' | 'moved' | 'results'

interface Call {
  id: number
  /** Tells it apart from other calls of its cell. */
  site: string
  place: Place
  definition: FunctionDefinition
  result: Result | null
  running: boolean
  /** The pass in which the formula last asked for it. */
  pass: number
}

const CANCELABLE = 1
const STREAMING = 2
const ERRORS_ALLOWED = 4

const sheetNumbers = new WeakMap<Sheet, number>()
let sheetsSeen = 0

/** A number for a cell: 10,000 of them are asked for in one pass, and texts would take most of its time. */
function placeKey({ sheet, row, column }: Place): number {
  let number = sheetNumbers.get(sheet)
  if (number === undefined) sheetNumbers.set(sheet, (number = sheetsSeen++))
  return (number * ROWS + row) * COLUMNS + column
}

/**
 * The calls of custom functions, by the cells they stand in. Cells ask in passes: one pass for each recalculation, or for results
 * that arrived. What one pass calls anew is sent to the add-in together.
 */
export class FunctionCalls {
  /** Nearly every cell makes one call, so a short list is searched sooner than a map. */
  private readonly places = new Map<number, Call[]>()
  private readonly running = new Map<number, Call>()
  private asked: number[] = []
  private pass = 0
  private reason: Reason = 'edit'
  private movable = new Map<string, Call>()
  private next = 1
  /** Hears of every call that is sent. */
  heard: (call: SentCall) => void = () => undefined
  /** Is told of the cells whose results arrived. */
  arrived: (places: Place[]) => void = () => undefined

  constructor(private readonly send: (message: Message) => void) {}

  /** True while a result is awaited; streams do not count. */
  get busy(): boolean {
    return [...this.running.values()].some(call => !call.definition.options?.stream)
  }

  /** True when some cell makes a call. */
  get any(): boolean {
    return this.places.size > 0
  }

  /** Begins a pass. Only after an edit is something called again that was called with the same arguments before. */
  begin(reason: Reason): void {
    this.pass++
    this.reason = reason
    this.asked = []
    this.movable = reason === 'moved' ? this.finished() : new Map<string, Call>()
  }

  /** Ends a pass: calls that their cell no longer makes are dropped and cancelled. */
  end(): void {
    for (const key of this.reason === 'moved' ? [...this.places.keys()] : this.asked) {
      const calls = this.places.get(key) ?? NONE
      // Backwards: dropping shortens the list.
      for (let at = calls.length - 1; at >= 0; at--) if (calls[at].pass !== this.pass) this.drop(key, calls[at])
    }
  }

  /** What a call gives a cell now: its result, or `#BUSY!` until it is there. */
  ask(place: Place, definition: FunctionDefinition, given: readonly Argument[]): Result {
    const key = placeKey(place)
    this.asked.push(key)
    const ready = prepared(definition, given)
    if ('error' in ready) return { value: ready.error }
    const site = siteOf(definition, ready.values)
    let calls = this.places.get(key)
    if (!calls) this.places.set(key, (calls = []))
    const known = withSite(calls, site) ?? this.movedHere(site, place, calls)
    if (known && this.stands(known)) {
      known.pass = this.pass
      return known.result ?? { value: '#BUSY!' }
    }
    const call: Call = { id: this.next++, site, place, definition, result: null, running: true, pass: this.pass }
    put(calls, call)
    this.running.set(call.id, call)
    this.invoke(call, ready)
    return { value: '#BUSY!' }
  }

  /** The cells with volatile functions, which every recalculation computes again. */
  volatile(): Place[] {
    return [...this.places.values()].flatMap(calls =>
      calls.filter(call => call.definition.options?.volatile && !call.running).map(call => call.place),
    )
  }

  /** The cell no longer has its formula. */
  forget(place: Place): void {
    const key = placeKey(place)
    for (const call of [...(this.places.get(key) ?? NONE)]) this.drop(key, call)
  }

  /** True when a call need not be made again. */
  private stands(call: Call): boolean {
    if (call.running || call.pass === this.pass) return true
    return this.reason === 'results' || (this.reason === 'moved' && !call.definition.options?.volatile)
  }

  /** Results that hold wherever their formula stands, by function and arguments. */
  private finished(): Map<string, Call> {
    const found = new Map<string, Call>()
    for (const calls of this.places.values())
      for (const call of calls) {
        const { requiresAddress, requiresParameterAddresses, stream, volatile } = call.definition.options ?? {}
        const bound = requiresAddress ?? requiresParameterAddresses ?? stream ?? volatile ?? false
        if (!call.running && !bound) found.set(call.site, call)
      }
    return found
  }

  /** A formula that moved brings its result with it. */
  private movedHere(site: string, place: Place, calls: Call[]): Call | undefined {
    const before = this.movable.size ? this.movable.get(site) : undefined
    if (!before) return undefined
    const here = { ...before, place }
    put(calls, here)
    return here
  }

  /** Results that the add-in sent: `[id, succeeded, value, error code]`. */
  take(rows: readonly (readonly [number, boolean, unknown, number?])[]): void {
    const places: Place[] = []
    for (const [id, succeeded, value, code] of rows) {
      const call = this.running.get(id)
      if (!call) continue
      call.result = resultOf(succeeded, value, code)
      if (!call.definition.options?.stream) {
        call.running = false
        this.running.delete(id)
      }
      places.push(call.place)
    }
    if (places.length) this.arrived(places)
  }

  private invoke(call: Call, { values, addresses }: { values: unknown[]; addresses: (string | null)[] }): void {
    const { id, place, definition } = call
    const { stream, cancelable, requiresAddress, requiresParameterAddresses } = definition.options ?? {}
    const flags = (cancelable || stream ? CANCELABLE : 0) | (stream ? STREAMING : 0) | ERRORS_ALLOWED
    const address = requiresAddress || stream ? addressOf(place) : null
    this.heard({ cellName: definition.cellName, values })
    const body = [id, definition.id, values, address, flags, requiresParameterAddresses ? addresses : null]
    this.send([1, EventType.customFunctionCall, '', JSON.stringify(body), 0, false])
  }

  private drop(key: number, call: Call): void {
    const calls = this.places.get(key)
    const at = calls?.indexOf(call) ?? -1
    if (calls && at >= 0) calls.splice(at, 1)
    if (!calls?.length) this.places.delete(key)
    if (!this.running.delete(call.id)) return
    const { stream, cancelable } = call.definition.options ?? {}
    if (stream || cancelable) this.send([1, EventType.customFunctionCancel, '', JSON.stringify({ invocationId: call.id }), 0, false])
  }
}

const NONE: readonly Call[] = []

function withSite(calls: readonly Call[], site: string): Call | undefined {
  for (const call of calls) if (call.site === site) return call
  return undefined
}

/** Takes a call into the list of its cell, in place of one that says the same. */
function put(calls: Call[], call: Call): void {
  const at = calls.findIndex(each => each.site === call.site)
  if (at < 0) calls.push(call)
  else calls[at] = call
}

/** Tells the calls of one cell apart: JSON, but much sooner done for plain values, which most arguments are. */
function siteOf({ cellName }: FunctionDefinition, values: readonly unknown[]): string {
  let site = cellName
  for (const value of values) {
    if (typeof value === 'number') site += `#${value}`
    else if (typeof value === 'string') site += `$${value.length}:${value}`
    else site += `&${JSON.stringify(value)}`
  }
  return site
}

const addressOf = ({ sheet, row, column }: Place): string =>
  `${quoteSheet(sheet.name)}!${formatRectangle({ row, column, rows: 1, columns: 1 })}`
