import type { ChannelOwner, MethodData, Transport } from './channel.js'
import { Channel } from './channel.js'
import type { Control, Manifest } from './commands/manifest.js'
import { controlsOf } from './commands/manifest.js'
import type { Dialogs } from './dialogs.js'
import { noDialogs } from './dialogs.js'
import { FunctionCalls } from './functions/calls.js'
import type { FormulaEngine } from './functions/engine.js'
import type { FunctionDefinition } from './functions/metadata.js'
import { connectFunctions } from './functions/service.js'
import type { Workbook } from './model/workbook.js'
import { Seat } from './seat.js'
import type { RuntimeState } from './services.js'
import { connectServices, runtimeState, setVisible } from './services.js'

export interface HostOptions {
  workbook: Workbook
  /** Who sits there: the author of changes, and of comments. */
  name: string
  locale: string
  transport: Transport
  /** The origin of the add-in's page. */
  origin: string
  manifest?: Manifest
  functions?: FunctionDefinition[]
  engine?: FormulaEngine
  dialogs?: Dialogs
  /** The token that `Office.auth.getAccessToken` answers; without one it fails with 13001. */
  accessToken?: () => Promise<string | undefined>
  /** Hears errors of the stand-in itself. */
  report?: (error: unknown) => void
}

/** Excel for one add-in at one seat: the workbook it sees, its ribbon, its pane, its functions. */
export interface Host {
  readonly seat: Seat
  readonly state: RuntimeState
  readonly calls: FunctionCalls
  /** Ends when the add-in's custom functions can be called. */
  readonly functionsReady: Promise<void>
  /** Presses a control of the ribbon or of a context menu; ends when the add-in says that it has done its work. */
  press(controlId: string): Promise<void>
  isEnabled(controlId: string): boolean
  show(visible: boolean): void
  readonly channel: Channel
  /** The workbook closes: whoever waits for the add-in hears that it will not answer. */
  close(): void
}

const COMMAND_COMPLETED = 94
const ACCESS_TOKEN = 98

/** Seats an add-in at a workbook. Its window talks through the transport. */
export function openHost(options: HostOptions): Host {
  const { workbook, manifest, dialogs = noDialogs } = options
  const seat = new Seat(workbook, options.name, options.locale)
  if (options.report) seat.report = options.report
  const state = runtimeState()
  const calls = new FunctionCalls(message => seat.events.send(message))
  connectServices(seat, state)
  const functionsReady = connectFunctions(seat, calls)
  if (options.functions) options.engine?.define(options.functions, calls)

  const running = new Map<string, { ended: (status: number) => void; failed: (error: Error) => void }>()
  let heardCommands: () => void
  let closing: (error: Error) => void
  const listening = new Promise<void>((resolve, reject) => {
    heardCommands = resolve
    closing = reject
  })
  // Nobody may be waiting.
  listening.catch(() => undefined)
  const owner: ChannelOwner = {
    get visible() {
      return state.visible
    },
    listening: (event, on, data) => {
      if (event === 'appCommandInvoked' && on) heardCommands()
      if (event === 'dialogMessageReceived') dialogs.toggled(on, data, message => channel.fire(event, message))
    },
    method: async (dispatchId: number, data: MethodData) => {
      if (dispatchId === COMMAND_COMPLETED) {
        const [id, status] = [data[0] ?? data.ArrayData?.[0], data[1] ?? data.ArrayData?.[1]]
        running.get(String(id))?.ended(Number(status))
        return { Error: 0, Version: 1 }
      }
      if (dispatchId === ACCESS_TOKEN) {
        const accessToken = await options.accessToken?.()
        return accessToken ? { Error: 0, Version: 1, accessToken } : { Error: 13001, Version: 1 }
      }
      return dialogs.method(dispatchId, data)
    },
  }
  const channel = new Channel(seat, options.transport, options.origin, owner)
  const controls = new Map((manifest ? controlsOf(manifest) : []).map(control => [control.id, control]))
  const isEnabled = (id: string) => state.enabled.get(id) ?? !controls.get(id)?.disabled

  let presses = 0
  /** Calls a function of the add-in and waits for `event.completed()`. */
  const execute = (control: Control, name: string) =>
    new Promise<void>((resolve, reject) => {
      const id = `press-${++presses}`
      const ended = (status: number) => {
        running.delete(id)
        if (status === 0) resolve()
        else reject(new Error(`The add-in does not know the command ${name} (status ${status}).`))
      }
      running.set(id, { ended, failed: reject })
      channel.fire('appCommandInvoked', [id, name, JSON.stringify({ source: { id: control.id } })])
    })

  return {
    seat,
    state,
    calls,
    functionsReady,
    channel,
    isEnabled,
    close: () => {
      const closed = new Error('The workbook was closed before the add-in had done its work.')
      closing(closed)
      for (const { failed } of running.values()) failed(closed)
      running.clear()
      channel.close()
      options.engine?.release(calls)
      seat.leave()
    },
    show: visible => setVisible(seat, state, visible),
    press: async id => {
      const control = controls.get(id)
      if (!control?.action) throw new Error(`The manifest has no control ${id} that does something.`)
      if (!isEnabled(id)) throw new Error(`The control ${id} is switched off.`)
      if (control.action.type === 'ShowTaskpane') setVisible(seat, state, true)
      else {
        // A press before the add-in has started waits for it, as in Excel.
        await listening
        await execute(control, control.action.function)
      }
    },
  }
}
