import type { Manifest } from '../commands/manifest.js'
import { readManifest } from '../commands/manifest.js'
import { FormulaEngine } from '../functions/engine.js'
import type { FunctionDefinition } from '../functions/metadata.js'
import { functionDefinitions } from '../functions/metadata.js'
import type { Host } from '../host.js'
import { openHost } from '../host.js'
import { opened } from '../model/document.js'
import { newWorkbook } from '../model/sheets.js'
import type { Workbook } from '../model/workbook.js'
import { pageCalculator } from './calculator.js'
import { ChartOverlay } from './charts/overlay.js'
import { FilterButtons } from './grid/filter-buttons.js'
import { PageDialogs } from './dialog.js'
import { layOut } from './frame.js'
import { Grid } from './grid/grid.js'
import { kept } from './keep.js'
import { Pane, local } from './pane.js'
import { Ribbon } from './ribbon.js'
import { textsOf } from './texts.js'
import { drawTools, localeOf } from './tools.js'

/** What a second window and tests reach in this one. */
export interface Shared {
  workbook: Workbook
  engine: FormulaEngine
  host: Host
  grid: Grid
  seats: number
}

declare global {
  interface Window {
    shared?: Shared
  }
}

/** The window whose workbook this one shares, when it was opened as a co-author's. */
const first = (window.opener as Window | null)?.shared

async function open(): Promise<void> {
  const locale = localeOf(location)
  const words = textsOf(locale)
  document.documentElement.lang = locale
  const frame = layOut(words.standIn)
  const manifest = readManifest(await (await fetch('/host/manifest.xml')).text(), locale)
  const functions = await functionsOf(manifest).catch((error: unknown) => {
    frame.notice(`${words.functionsFailed} ${String(error)}`)
    return []
  })
  const workbook = first?.workbook ?? (await workbookKept()) ?? newWorkbook()
  const engine = first?.engine ?? new FormulaEngine(workbook, pageCalculator)
  const seat = first ? ++first.seats : 1
  const pane = new Pane(frame.pane, manifest, locale, words, () => host.show(false))
  const failed = (error: unknown) => frame.notice(`${words.commandFailed} ${error instanceof Error ? error.message : String(error)}`)
  const host = openHost({
    workbook,
    name: `person-${seat}`,
    locale,
    transport: pane.transport,
    origin: location.origin,
    manifest,
    // Cells are computed once for all who look at them: by the first window's add-in.
    ...(first ? {} : { engine, functions }),
    dialogs: new PageDialogs(workbook, locale, words, manifest.name),
    report: error => {
      failed(error)
      reportError(error)
    },
  })
  const grid = new Grid(frame.grid, host.seat, message => frame.notice(message || words.notFollowed))
  // Under the charts.
  const buttons = new FilterButtons(grid.api, frame.grid, host.seat)
  const charts = new ChartOverlay(grid.api, frame.grid, host.seat)
  const ribbon = new Ribbon(frame.ribbon, manifest, host, failed)
  host.state.changed = () => {
    ribbon.refresh()
    pane.show(host.state.visible)
  }
  drawTools(frame, words, workbook, locale, first !== undefined)
  grid.addFunctions(functions)
  grid.addMenus(
    manifest.contextMenus.flatMap(menu => menu.controls),
    id => void host.press(id).catch(failed),
  )
  if (manifest.sharedRuntime || manifest.functions) pane.load()
  window.shared = { workbook, engine, host, grid, seats: 1 }
  if (!first) return
  ;(window.opener as Window).addEventListener('pagehide', () => frame.notice(words.firstClosed))
  // The workbook lives on in the first window and must not call into one that is gone.
  window.addEventListener('pagehide', () => {
    for (const part of [grid, charts, buttons]) part.close()
    host.seat.leave()
  })
}

async function workbookKept(): Promise<Workbook | undefined> {
  const data = await kept()
  return data && opened(data)
}

async function functionsOf({ functions }: Manifest): Promise<FunctionDefinition[]> {
  if (!functions) return []
  return functionDefinitions(await (await fetch(local(functions.metadata))).text(), functions.namespace)
}

void open()
