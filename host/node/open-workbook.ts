import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Manifest } from '../commands/manifest.js'
import { readManifest } from '../commands/manifest.js'
import { FormulaEngine } from '../functions/engine.js'
import type { SentCall } from '../functions/calls.js'
import type { FunctionDefinition } from '../functions/metadata.js'
import { functionDefinitions } from '../functions/metadata.js'
import type { Host } from '../host.js'
import { openHost } from '../host.js'
import type { SavedWorkbook } from '../model/document.js'
import { opened, saved } from '../model/document.js'
import { newWorkbook } from '../model/sheets.js'
import type { Workbook } from '../model/workbook.js'
import { headlessCalculator } from './calculator.js'
import { NodeDialogs } from './dialogs.js'
import type { OfficeGlobals, OfficeWindow } from './office-window.js'
import { officeWindow } from './office-window.js'
import type { Person } from './person.js'
import { person } from './person.js'

export interface OpenOptions {
  /** The path of manifest.xml: its ribbon, its texts, its namespace. */
  manifest?: string
  /** The path of functions.json. */
  functions?: string
  /** The add-in: paths of scripts to run in its window, or a function that is given the window. */
  addin?: string | string[] | ((window: AddinWindow) => void | Promise<void>)
  locale?: string
  /** What `save` gave. */
  document?: string
  /** An .xlsx file to open instead: its path, or its bytes. */
  file?: string | Uint8Array
  /** Who sits there. */
  name?: string
  accessToken?: () => Promise<string | undefined>
  /** Stands in for `fetch`: requests of the add-in, their addresses in full. */
  fetch?: typeof fetch
  /** Further globals of the window, such as `indexedDB`; they take the place of those that it has. */
  globals?: Record<string, unknown>
}

export type AddinWindow = OfficeWindow['window']

/** A workbook with an add-in in it, without a page: what a person does there, and what the add-in's own code sees. */
export interface ExcelInNode extends Person, Pick<OfficeGlobals, 'Excel' | 'Office' | 'CustomFunctions'> {
  readonly window: AddinWindow
  readonly workbook: Workbook
  readonly host: Host
  readonly dialogs: NodeDialogs
  /** The calls of custom functions, in the order in which they were sent. */
  readonly calls: readonly SentCall[]
  /** Presses a control of the ribbon; ends when the add-in has done its work. */
  press(controlId: string): Promise<void>
  /** Ends when every formula has its value and no custom function is under way. */
  calculated(): Promise<void>
  /** Another person at the same workbook; what either does arrives at the other as Remote. */
  coauthor(options?: Pick<OpenOptions, 'addin' | 'name' | 'locale' | 'manifest'>): Promise<ExcelInNode>
  /** The workbook as text, for `document` of the next `openWorkbook`. */
  save(): string
  /** The workbook as the bytes of an .xlsx file, for `file`. */
  saveXlsx(): Promise<Uint8Array>
  /** Requests of the add-in fail and `navigator.onLine` is false, until `online`. */
  offline(): void
  online(): void
  close(): void
}

/** Opens a workbook, new or saved, with an add-in in Microsoft's own office.js. */
export async function openWorkbook(options: OpenOptions = {}): Promise<ExcelInNode> {
  const workbook = await workbookOf(options)
  return seated(workbook, new FormulaEngine(workbook, headlessCalculator), options)
}

/** Loaded when a file is first opened or saved: most tests do neither. */
const xlsxReader = () => import('../xlsx/open.js')
const xlsxWriter = () => import('../xlsx/save.js')

async function workbookOf({ document, file }: OpenOptions): Promise<Workbook> {
  if (file !== undefined) {
    const { openXlsx } = await xlsxReader()
    return typeof file === 'string' ? openXlsx(await readFile(file), path.basename(file)) : openXlsx(file)
  }
  return document === undefined ? newWorkbook() : opened(JSON.parse(document) as SavedWorkbook)
}

async function seated(workbook: Workbook, engine: FormulaEngine, options: OpenOptions): Promise<ExcelInNode> {
  const { locale = 'en-US', name = 'Ann' } = options
  const manifest = options.manifest === undefined ? undefined : readManifest(await readFile(options.manifest, 'utf8'), locale)
  const functions = options.functions === undefined ? [] : await definitions(options.functions, manifest)
  const office = officeWindow({
    locale,
    globals: { ...(options.fetch ? { fetch: options.fetch } : {}), ...options.globals },
    ...(manifest?.page.startsWith('https:') ? { url: manifest.page.replace(/[?#].*$/, '') } : {}),
  })
  const dialogs = new NodeDialogs(locale)
  const failures: unknown[] = []
  const { window } = office
  const host = openHost({
    workbook,
    name,
    locale,
    transport: office.transport,
    origin: (window.location as { origin: string }).origin,
    manifest,
    functions,
    engine,
    dialogs,
    accessToken: options.accessToken,
    report: error => failures.push(error),
  })
  const calls: SentCall[] = []
  host.calls.heard = call => calls.push(call)
  let open = true
  const close = () => {
    open = false
    host.close()
    dialogs.close()
    office.close()
  }
  try {
    await office.start()
    await run(office, options.addin)
  } catch (error) {
    close()
    throw error
  }
  const { fetch } = window
  const connected = (onLine: boolean) => {
    window.navigator.onLine = onLine
    window.fetch = onLine ? fetch : () => Promise.reject(new TypeError('Failed to fetch'))
    window.dispatchEvent({ type: onLine ? 'online' : 'offline' })
  }

  return {
    ...person(host.seat),
    window,
    Excel: window.Excel,
    Office: window.Office,
    CustomFunctions: window.CustomFunctions,
    workbook,
    host,
    dialogs,
    calls,
    press: id => host.press(id),
    calculated: () => calculated(engine, host, () => open),
    coauthor: ({ name: other = 'Bob', ...rest } = {}) => seated(workbook, engine, { locale, ...rest, name: other }),
    save: () => JSON.stringify(saved(workbook)),
    saveXlsx: async () => (await xlsxWriter()).saveXlsx(workbook),
    offline: () => connected(false),
    online: () => connected(true),
    close: () => {
      close()
      if (failures.length) throw new AggregateError(failures, 'The stand-in for Excel met what it does not know.')
    },
  }
}

async function definitions(file: string, manifest: Manifest | undefined): Promise<FunctionDefinition[]> {
  return functionDefinitions(await readFile(file, 'utf8'), manifest?.functions?.namespace ?? '')
}

async function run(office: OfficeWindow, addin: OpenOptions['addin']): Promise<void> {
  if (typeof addin === 'function') await addin(office.window)
  else for (const file of typeof addin === 'string' ? [addin] : (addin ?? [])) await office.run(file)
}

async function calculated(engine: FormulaEngine, host: Host, open: () => boolean): Promise<void> {
  for (;;) {
    await engine.settled()
    if (!open()) throw new Error('The workbook was closed before every formula had its value.')
    if (!host.calls.busy && !engine.waiting) return
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
