import { formatRectangle, quoteSheet } from '../model/address.js'
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

interface Call {
  id: number
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

const placeKey = ({ sheet, row, column }: Place) => `${sheet.id} ${row} ${column}`

/**
 * The calls of custom functions, by the cells they stand in. Cells ask in passes: one pass for each recalculation, or for results
 * that arrived. What one pass calls anew is sent to the add-in together.
 */
export class FunctionCalls {
  private readonly places = new Map<string, Map<string, Call>>()
  private readonly running = new Map<number, Call>()
  private readonly asked = new Set<string>()
  private pass = 0
  private becauseOfResults = false
  private next = 1
  /** Counts calls that were sent, by cell name: for tests. */
  readonly sent: { cellName: string; values: unknown[] }[] = []
  /** Is told of the cells whose results arrived. */
  arrived: (places: Place[]) => void = () => undefined

  constructor(private readonly send: (message: Message) => void) {}

  /** True while a result is awaited; streams do not count. */
  get busy(): boolean {
    return [...this.running.values()].some(call => !call.definition.options?.stream)
  }

  /** Begins a pass; with `results` cells only take up what arrived and call nothing again. */
  begin(reason: 'edit' | 'results'): void {
    this.pass++
    this.becauseOfResults = reason === 'results'
    this.asked.clear()
  }

  /** Ends a pass: calls that their cell no longer makes are dropped and cancelled. */
  end(): void {
    for (const key of this.asked)
      for (const [site, call] of this.places.get(key) ?? []) if (call.pass !== this.pass) this.drop(key, site, call)
  }

  /** What a call gives a cell now: its result, or `#BUSY!` until it is there. */
  ask(place: Place, definition: FunctionDefinition, given: readonly Argument[]): Result {
    const key = placeKey(place)
    this.asked.add(key)
    const ready = prepared(definition, given)
    if ('error' in ready) return { value: ready.error }
    const site = definition.cellName + JSON.stringify(ready.values)
    const calls = this.places.get(key) ?? new Map<string, Call>()
    this.places.set(key, calls)
    const known = calls.get(site)
    const standing = known && (this.becauseOfResults || known.running || known.pass === this.pass)
    if (standing) {
      known.pass = this.pass
      return known.result ?? { value: '#BUSY!' }
    }
    const call: Call = { id: this.next++, place, definition, result: null, running: true, pass: this.pass }
    calls.set(site, call)
    this.running.set(call.id, call)
    this.invoke(call, ready)
    return { value: '#BUSY!' }
  }

  /** The cells with volatile functions, which every recalculation computes again. */
  volatile(): Place[] {
    return [...this.places.values()].flatMap(calls =>
      [...calls.values()].filter(call => call.definition.options?.volatile && !call.running).map(call => call.place),
    )
  }

  /** The cell no longer has its formula. */
  forget(place: Place): void {
    const key = placeKey(place)
    for (const [site, call] of this.places.get(key) ?? []) this.drop(key, site, call)
  }

  /** Everything is read anew, because cells moved: calls are made again where formulas are now. */
  forgetAll(): void {
    for (const [key, calls] of [...this.places]) for (const [site, call] of calls) this.drop(key, site, call)
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
    this.sent.push({ cellName: definition.cellName, values })
    const body = [id, definition.id, values, address, flags, requiresParameterAddresses ? addresses : null]
    this.send([1, EventType.customFunctionCall, '', JSON.stringify(body), 0, false])
  }

  private drop(key: string, site: string, call: Call): void {
    const calls = this.places.get(key)
    calls?.delete(site)
    if (!calls?.size) this.places.delete(key)
    if (!this.running.delete(call.id)) return
    const { stream, cancelable } = call.definition.options ?? {}
    if (stream || cancelable) this.send([1, EventType.customFunctionCancel, '', JSON.stringify({ invocationId: call.id }), 0, false])
  }
}

const addressOf = ({ sheet, row, column }: Place): string =>
  `${quoteSheet(sheet.name)}!${formatRectangle({ row, column, rows: 1, columns: 1 })}`

