import { formatRectangle, quoteSheet } from '../model/address.js'
import type { Cell } from '../model/cell.js'
import type { Sheet } from '../model/sheet.js'
import { cellAt } from '../model/sheet.js'
import type { Message } from '../events.js'
import { EventType } from '../richapi/event-type.js'
import type { Argument } from './arguments.js'
import { prepared } from './arguments.js'
import type { FunctionDefinition } from './metadata.js'
import type { Result } from './result.js'
import { resultOf } from './result.js'
import { sameValues } from './same.js'

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

/** A cell whose formula calls functions. It is known by its cell, so its calls go with it when cells move. */
interface Caller extends Place {
  readonly cell: Cell
  calls: Call[]
  /** What the cell brought from the file it was saved in. */
  brought: Cell['asked']
  /** The pass in which its formula last asked. */
  pass: number
}

interface Call {
  id: number
  caller: Caller
  definition: FunctionDefinition
  values: unknown[]
  result: Result | null
  running: boolean
  /** The pass in which the formula last asked for it. */
  pass: number
}

const CANCELABLE = 1
const STREAMING = 2
const ERRORS_ALLOWED = 4

const BUSY: Result = { value: '#BUSY!' }
const UNKNOWN: Result = { value: '#NAME?' }

/**
 * The calls of custom functions, by the cells they stand in. Cells ask in passes: one pass for each recalculation, or for results
 * that arrived. What one pass calls anew is sent to the add-in together.
 */
export class FunctionCalls {
  private readonly callers = new Map<Cell, Caller>()
  private readonly volatiles = new Set<Caller>()
  private readonly running = new Map<number, Call>()
  /** Running calls that are no streams. */
  private awaited = 0
  private asked: Caller[] = []
  /** Who asked in the last pass: mostly the next one asks in the same order, and so 10,000 cells are found without a search. */
  private expected: Caller[] = []
  private pass = 0
  private reason: Reason = 'edit'
  private next = 1
  private closed = false
  /** Hears of every call that is sent. */
  heard: (call: SentCall) => void = () => undefined
  /** Is told of the cells whose results arrived. */
  arrived: (places: Place[]) => void = () => undefined

  constructor(private readonly send: (message: Message) => void) {}

  /** True while a result is awaited; streams do not count. */
  get busy(): boolean {
    return this.awaited > 0
  }

  /** Begins a pass. Only after an edit is something called again that was called with the same arguments before. */
  begin(reason: Reason): void {
    this.pass++
    this.reason = reason
    this.expected = reason === 'moved' ? [] : this.asked
    this.asked = []
    if (reason === 'edit') this.sweep()
  }

  /** Ends a pass: calls that their cell no longer makes are dropped and cancelled. */
  end(): void {
    for (const caller of this.reason === 'moved' ? this.callers.values() : this.asked) {
      const { calls } = caller
      // Backwards: dropping shortens the list.
      for (let at = calls.length - 1; at >= 0; at--) if (calls[at].pass !== this.pass) this.drop(calls[at])
    }
  }

  /** What a call gives a cell now: its result, or `#BUSY!` until it is there. */
  ask(place: Place, definition: FunctionDefinition, given: readonly Argument[]): Result {
    if (this.closed) return UNKNOWN
    const caller = this.callerAt(place)
    // The formula may have gone while it is computed.
    if (!caller) return BUSY
    const ready = prepared(definition, given)
    if ('error' in ready) return { value: ready.error }
    const known = knownCall(caller.calls, definition, ready.values) ?? this.broughtCall(caller, definition, ready.values)
    if (known && this.holds(known)) {
      known.pass = this.pass
      return known.result ?? BUSY
    }
    const call: Call = { id: this.next++, caller, definition, values: ready.values, result: null, running: true, pass: this.pass }
    if (known) caller.calls[caller.calls.indexOf(known)] = call
    else caller.calls.push(call)
    if (definition.options?.volatile) this.volatiles.add(caller)
    this.running.set(call.id, call)
    if (!definition.options?.stream) this.awaited++
    this.invoke(call, ready.addresses)
    return BUSY
  }

  /** The cells with volatile functions, which every recalculation computes again. */
  volatile(): Place[] {
    return [...this.volatiles].filter(({ calls }) => calls.some(call => call.definition.options?.volatile && !call.running))
  }

  /** The cell is to ask anew. */
  forget(cell: Cell): void {
    const caller = this.callers.get(cell)
    if (caller) this.dropAll(caller)
    if (cell.asked) cell.asked = undefined
  }

  /** Notes results with the cells that asked for them: a workbook that is saved and opened does not ask again. */
  note(): void {
    for (const { cell, calls } of this.callers.values()) {
      const lasting = calls.filter(({ running, definition: { options } }) => !running && !options?.stream && !options?.volatile)
      const asked = lasting.map(({ definition, values, result }) => ({ name: definition.cellName, values, result: result ?? BUSY }))
      cell.asked = asked.length ? asked : undefined
    }
  }

  /** The add-in is gone: nothing is awaited of it any more. */
  close(): void {
    this.closed = true
    this.note()
    this.running.clear()
    this.callers.clear()
    this.volatiles.clear()
    this.awaited = 0
  }

  private callerAt(place: Place): Caller | undefined {
    const next = this.expected[this.asked.length] as Caller | undefined
    const caller = next && next.calls.length > 0 && stands(next, place) ? next : this.callerOf(place)
    if (caller && caller.pass !== this.pass) {
      caller.pass = this.pass
      this.asked.push(caller)
    }
    return caller
  }

  private callerOf({ sheet, row, column }: Place): Caller | undefined {
    const cell = cellAt(sheet, row, column)
    if (!cell) return undefined
    let caller = this.callers.get(cell)
    if (!caller) {
      this.callers.set(cell, (caller = { cell, sheet, row, column, calls: [], brought: cell.asked, pass: 0 }))
      if (cell.asked) cell.asked = undefined
    } else Object.assign(caller, { row, column })
    return caller
  }

  /** A call that was made before the workbook was saved: it is as good as one made here. */
  private broughtCall(caller: Caller, definition: FunctionDefinition, values: unknown[]): Call | undefined {
    const before = caller.brought?.find(({ name, values: given }) => name === definition.cellName && sameValues(given, values))
    if (!before) return undefined
    const call: Call = { id: this.next++, caller, definition, values, result: before.result, running: false, pass: 0 }
    caller.calls.push(call)
    return call
  }

  /** True when a call need not be made again. */
  private holds(call: Call): boolean {
    if (call.running || call.pass === this.pass) return true
    return this.reason === 'results' || (this.reason === 'moved' && !call.definition.options?.volatile)
  }

  /** Drops the calls of cells that are gone. */
  private sweep(): void {
    for (const caller of this.callers.values()) {
      const { sheet, row, column, cell } = caller
      if (cell.formula === undefined || cellAt(sheet, row, column) !== cell) this.dropAll(caller)
    }
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
        this.awaited--
      }
      places.push(call.caller)
    }
    if (places.length) this.arrived(places)
  }

  private invoke({ id, caller, definition, values }: Call, addresses: (string | null)[]): void {
    const { stream, cancelable, requiresAddress, requiresParameterAddresses } = definition.options ?? {}
    const flags = (cancelable || stream ? CANCELABLE : 0) | (stream ? STREAMING : 0) | (definition.takesErrors ? ERRORS_ALLOWED : 0)
    const address = requiresAddress || stream ? addressOf(caller) : null
    this.heard({ cellName: definition.cellName, values })
    const body = [id, definition.id, values, address, flags, requiresParameterAddresses ? addresses : null]
    this.send([1, EventType.customFunctionCall, '', JSON.stringify(body), 0, false])
  }

  private dropAll(caller: Caller): void {
    for (let at = caller.calls.length - 1; at >= 0; at--) this.drop(caller.calls[at])
    this.callers.delete(caller.cell)
  }

  private drop(call: Call): void {
    const { caller } = call
    caller.calls.splice(caller.calls.indexOf(call), 1)
    if (!caller.calls.length) {
      this.callers.delete(caller.cell)
      this.volatiles.delete(caller)
    }
    if (!this.running.delete(call.id)) return
    const { stream, cancelable } = call.definition.options ?? {}
    if (!stream) this.awaited--
    if (stream || cancelable) this.send([1, EventType.customFunctionCancel, '', JSON.stringify({ invocationId: call.id }), 0, false])
  }
}

const stands = (one: Place, other: Place): boolean => one.row === other.row && one.column === other.column && one.sheet === other.sheet

function knownCall(calls: readonly Call[], definition: FunctionDefinition, values: readonly unknown[]): Call | undefined {
  for (const call of calls) if (call.definition === definition && sameValues(call.values, values)) return call
  return undefined
}

const addressOf = ({ sheet, row, column }: Place): string =>
  `${quoteSheet(sheet.name)}!${formatRectangle({ row, column, rows: 1, columns: 1 })}`
