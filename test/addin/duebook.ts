import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import vm from 'node:vm'
import { openWorkbook, type AddinWindow, type ExcelInNode, type OpenOptions } from '../../host/node/open-workbook.js'
import type { Desk } from '../../addin/desk/desk.js'
import { serve, type Running } from '../../server/http/serve.js'
import { createLedger, openLedger, type Ledger } from '../../server/ledger.js'
import { OWNER } from '../../server/viewer.js'
import type { Company } from '../../shared/book/book.js'
import type { TableRow } from '../../shared/tables/post.js'
import { rowsFrom } from '../sample-ledger.js'
import { bundledAddin } from './bundle.js'

export interface DuebookOptions extends Pick<OpenOptions, 'locale' | 'document' | 'file' | 'name'> {
  /** The ledger as text, see `test/sample-ledger.ts`. */
  ledger?: string
  /** Rows to post instead, or beside it. */
  rows?: readonly TableRow[]
  company?: Partial<Company>
  /** A service that another workbook of the test runs; its ledger is asked. */
  service?: Service
  /** Whether to wait until the replica can answer; true unless said otherwise. */
  ready?: boolean
  /** Another script than the add-in's own, which gives a test more of it; see `exports`. */
  entry?: string
  /** Work in the add-in's window before its script runs. */
  prepare?: (window: AddinWindow) => void
}

/** A ledger in a temporary folder, served by HTTP, which can be stopped and started again at the same port. */
export interface Service {
  readonly ledger: Ledger
  readonly address: string
  /** Posts rows as another client would. */
  push(rows: readonly TableRow[]): Promise<number>
  /** The same in the words of a sample ledger; customers that are there must not be made again. */
  post(...rows: [table: string, row: Record<string, unknown>][]): Promise<number>
  stop(): Promise<void>
  start(): Promise<void>
  /** Stops, and removes the folder. */
  close(): Promise<void>
}

/** A workbook in the stand-in for Excel with our add-in in it, and the service that it asks. */
export interface Duebook {
  readonly excel: ExcelInNode
  readonly desk: Desk
  readonly service: Service
  /** What the script exports. */
  readonly exports: unknown
  /** Values that the add-in gave to Excel so far, in the order in which they were given: a count of what was renewed. */
  readonly given: readonly unknown[]
  /** Ends when a condition holds; throws with the text when it does not within a few seconds. */
  until(what: string, holds: () => boolean): Promise<void>
  close(): Promise<void>
}

const COMPANY: Company = { code: 'demo', name: 'Sample company', currency: 'CNY', timeZone: 'Asia/Shanghai' }

let open: { close(): Promise<void> | void }[] = []

/** Opens a workbook with the add-in over a ledger; closed by `closeAll`. */
export async function openDuebook(options: DuebookOptions = {}): Promise<Duebook> {
  const { locale = 'en-US', document, file, name, ready = true, entry, prepare } = options
  const service = options.service ?? (await startService(options))
  const script = await bundledAddin(entry)
  const excel = await openWorkbook({
    manifest: 'manifest.xml',
    functions: locale.startsWith('zh') ? 'addin/functions/functions.zh-CN.json' : 'addin/functions/functions.json',
    locale,
    document,
    file,
    name,
    addin: window => {
      window.fetch = fetchFrom(service)
      prepare?.(window)
      new vm.Script(readFileSync(script, 'utf8'), { filename: script }).runInContext(window)
    },
  })
  const given: unknown[] = []
  const { calls } = excel.host
  const take = calls.take.bind(calls)
  calls.take = rows => {
    for (const [, , value] of rows) given.push(value)
    take(rows)
  }
  const desk = await (excel.window.duebook as { desk: Promise<Desk> }).desk
  if (ready) await desk.replica.ready
  const close = async () => {
    await desk.tables.close()
    desk.replica.close()
    excel.close()
  }
  open.push({ close })
  return { excel, desk, service, exports: excel.window.duebook, given, until, close }
}

/** Closes what tests have opened, workbooks before services; fails when the stand-in met something unknown. */
export async function closeAll(): Promise<void> {
  const closing = open.reverse()
  open = []
  for (const each of closing) await each.close()
}

/** Starts a service over a new ledger in a temporary folder; closed by `closeAll`. */
export async function startService({ ledger: text, rows = [], company }: DuebookOptions = {}): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), 'duebook-'))
  const home = join(folder, 'ledger')
  let ledger = await createLedger(home, { ...COMPANY, ...company })
  const first = [...(text ? rowsFrom(text) : []), ...rows]
  if (first.length > 0) await imported(ledger, first)
  const run = (port: number) => serve(ledger, { host: '127.0.0.1', port, bodyLimit: 16 * 1024 * 1024, log: 'silent' })
  let running: Running | undefined = await run(0)
  const { address } = running
  let pushes = 0
  const service: Service = {
    get ledger() {
      return ledger
    },
    address,
    push: async pushed => {
      const answer = await fetch(`${address}/api/v1/push`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ pushId: `test-${process.pid}-${folder.slice(-6)}-${++pushes}`, rows: pushed }),
      })
      const said = (await answer.json()) as { change: number; posted?: boolean }
      if (!said.posted) throw new Error(`not posted: ${JSON.stringify(said)}`)
      return said.change
    },
    post: (...posted) => service.push(posted.map(([table, row]) => ({ table, row }))),
    stop: async () => {
      await running?.stop()
      running = undefined
    },
    start: async () => {
      if (running) return
      ledger = await openLedger(home)
      running = await run(Number(new URL(address).port))
    },
    close: async () => {
      await service.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  open.push(service)
  return service
}

async function imported(ledger: Ledger, rows: readonly TableRow[]): Promise<void> {
  const outcome = await ledger.import({ rows: [...rows], hash: 'sample', source: { file: 'sample' } }, OWNER.id)
  const refused = outcome.rows.find(row => row.outcome === 'refused')
  if (refused?.outcome === 'refused') throw refused.refusal
}

/** The page's own origin is answered by the service, as the address of the add-in does. */
const fetchFrom =
  (service: Service): typeof fetch =>
  (asked: string | URL | Request, more?: RequestInit) => {
    const url = new URL(asked instanceof Request ? asked.url : asked, 'https://localhost:3000')
    return fetch(`${service.address}${url.pathname}${url.search}`, more)
  }

/** Milliseconds; long, since a busy machine is no fault. */
const PATIENCE = 30_000

async function until(what: string, holds: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within ${PATIENCE} ms: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}
