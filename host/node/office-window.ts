import { readFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import vm from 'node:vm'
import type { Transport } from '../channel.js'
import { conversation, hostInfo } from '../channel.js'
import { pageStub } from './page-stub.js'

const LIBRARY = path.join(path.dirname(createRequire(import.meta.url).resolve('@microsoft/office-js/package.json')), 'dist')

const compiled = new Map<string, Promise<vm.Script>>()

/** A script of the library or of an add-in; compiled once for all windows. */
function script(file: string): Promise<vm.Script> {
  const known = compiled.get(file)
  if (known) return known
  const made = readFile(file, 'utf8').then(source => new vm.Script(source, { filename: file }))
  compiled.set(file, made)
  return made
}

/** The globals that office.js gives to an add-in. */
export interface OfficeGlobals {
  Office: typeof Office
  Excel: typeof Excel
  OfficeRuntime: {
    storage: {
      getItem(key: string): Promise<string | null>
      setItem(key: string, value: string): Promise<void>
      removeItem(key: string): Promise<void>
    }
  }
  CustomFunctions: {
    associate(name: string, run: (...given: never[]) => unknown): void
    Error: new (code: string, message?: string) => Error
    ErrorCode: Record<string, string>
  }
  navigator: { onLine: boolean }
  fetch: typeof fetch
  dispatchEvent(event: { type: string }): void
}

/** A window without a page in which Microsoft's own office.js runs in Node. */
export interface OfficeWindow {
  readonly window: OfficeGlobals & Record<string, unknown>
  readonly transport: Transport
  /** Loads office.js; ends when `Office.onReady` answers. */
  start(): Promise<void>
  /** Runs a script file in the window, as a page's script tag would. */
  run(file: string): Promise<void>
  /** No script is run any more, and timers end. Answers still arrive, so that nothing waits for ever. */
  close(): void
}

export interface WindowOptions {
  locale: string
  /** The address of the add-in's page; must be https. */
  url?: string
  /** Bits of the host's flags: 1 shared runtime, 2 custom functions. */
  flags?: number
  /** Further globals of the window. */
  globals?: Record<string, unknown>
}

/** Makes a window and its end of the channel; office.js is not loaded before `start`. */
export function officeWindow({ locale, url = 'https://localhost/pane.html', flags = 3, globals = {} }: WindowOptions): OfficeWindow {
  const { origin } = new URL(url)
  const address = new URL(`${url}?${hostInfo(locale, flags)}#${conversation(origin)}`)
  let hear: (text: string) => void = () => undefined
  let open = true
  const host = { postMessage: (text: string) => void setImmediate(() => hear(text)) }
  const stub = pageStub({
    address,
    locale,
    host,
    globals,
    load: source => runScript(path.join(LIBRARY, source.replace(/^.*?\/lib\//, ''))),
  })
  const context = vm.createContext(stub.window)

  async function runScript(file: string): Promise<void> {
    if (!existsSync(file)) throw new Error(`There is no script ${file}.`)
    const loaded = await script(file)
    if (open) loaded.runInContext(context)
  }

  const window = stub.window as OfficeWindow['window']
  return {
    window,
    transport: {
      post: text => void setImmediate(() => stub.dispatch({ type: 'message', data: text, origin, source: host })),
      listen: listener => {
        hear = listener
      },
    },
    start: async () => {
      await runScript(path.join(LIBRARY, 'office.js'))
      await window.Office.onReady()
    },
    run: runScript,
    close: () => {
      open = false
      stub.stop()
    },
  }
}
