import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core'
import { passOn } from '../../host/pass-on.js'
import { serve as serveHost, type Served } from '../../host/serve.js'
import { serve, type Running } from '../../server/http/serve.js'
import { openLedger, type Ledger } from '../../server/ledger.js'
import { launch } from '../host/chromium/browser.js'
import type { TableRow } from '../../shared/tables/post.js'

/** The day that the demo company is made for: its documents end there. */
export const TODAY = '2026-11-20'

const BUILT = resolve('.cache/test-addin/page')

/** The add-in as webpack builds it for development, made anew when a source is newer. */
async function builtAddin(): Promise<string> {
  const page = join(BUILT, 'pane.html')
  if (existsSync(page) && newest(['addin', 'shared']) < statSync(page).mtimeMs) return BUILT
  const webpack = join('node_modules', 'webpack', 'bin', 'webpack.js')
  await promisify(execFile)(process.execPath, [webpack, '--mode', 'development', '--output-path', BUILT])
  return BUILT
}

const newest = (folders: readonly string[]): number =>
  Math.max(
    ...folders.flatMap(folder =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter(each => each.isFile() && /\.(tsx?|html|json)$/.test(each.name))
        .map(each => statSync(join(each.parentPath, each.name)).mtimeMs),
    ),
  )

/** A ledger with its service, the page with the stand-in for Excel, and a browser: all that a person needs to try the product. */
export class Journey {
  private running: Running | undefined
  private pushes = 0

  private constructor(
    private readonly folder: string,
    private ledger: Ledger,
    private readonly browser: Browser,
    private readonly context: BrowserContext,
    private readonly served: Served,
    private readonly port: number,
  ) {}

  /** Starts on a ledger that `found` makes in a folder. */
  static async start(found: (folder: string) => Promise<unknown>): Promise<Journey> {
    const folder = mkdtempSync(join(tmpdir(), 'duebook-journey-'))
    await found(join(folder, 'ledger'))
    const ledger = await openLedger(join(folder, 'ledger'))
    const running = await listen(ledger, 0)
    const addin = await builtAddin()
    const [served, browser] = await Promise.all([
      serveHost({ manifest: 'manifest.xml', addin, service: passOn(running.address) }),
      launch(),
    ])
    const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1500, height: 900 }, acceptDownloads: true })
    const journey = new Journey(folder, ledger, browser, context, served, Number(new URL(running.address).port))
    journey.running = running
    return journey
  }

  async end(): Promise<void> {
    await this.browser.close()
    await this.served.close()
    await this.stopService()
    rmSync(this.folder, { recursive: true, force: true })
  }

  async stopService(): Promise<void> {
    await this.running?.stop()
    this.running = undefined
  }

  async startService(): Promise<void> {
    if (this.running) return
    this.ledger = await openLedger(join(this.folder, 'ledger'))
    this.running = await listen(this.ledger, this.port)
  }

  get change(): number {
    return this.ledger.change
  }

  /** Posts rows as a program at the interface would; throws when they are refused. */
  async post(...rows: TableRow[]): Promise<number> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/api/v1/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ pushId: `journey-${process.pid}-${++this.pushes}`, rows }),
    })
    const said = (await answer.json()) as { change: number; posted?: boolean }
    if (!said.posted) throw new Error(JSON.stringify(said))
    return said.change
  }

  /** What the ledger answers to a call, asked past the workbook. */
  async answer(fn: string, ...args: (string | number | null)[]): Promise<unknown> {
    const answered = await fetch(`http://127.0.0.1:${this.port}/api/v1/evaluate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ today: TODAY, calls: [{ fn, args }] }),
    })
    return ((await answered.json()) as { results: unknown[][] }).results[0][0]
  }

  /** Opens a workbook in a window of its own, with the pane beside it, ready to answer. */
  async open(locale = 'en-US'): Promise<WorkbookWindow> {
    const page = await this.context.newPage()
    const window = new WorkbookWindow(page, this.served.address, locale)
    await window.load()
    return window
  }
}

const listen = (ledger: Ledger, port: number): Promise<Running> =>
  serve(ledger, { host: '127.0.0.1', port, bodyLimit: 16 * 1024 * 1024, log: 'silent' })

/** A window with a workbook, as a person has it before them. */
export class WorkbookWindow {
  readonly errors: string[] = []
  pane!: Frame

  constructor(
    readonly page: Page,
    private readonly address: string,
    private readonly locale: string,
  ) {
    page.on('pageerror', error => this.errors.push(error.message))
    page.on('console', message => {
      if (message.type() === 'error' && !/Failed to load resource|ERR_/.test(message.text())) this.errors.push(message.text())
    })
  }

  /** Opens the page (again), and waits until the add-in has its ledger or has said that there is none. */
  async load(): Promise<void> {
    await this.page.goto(`${this.address}?locale=${this.locale}`)
    await this.attach()
  }

  async reload(): Promise<void> {
    await this.page.reload()
    await this.attach()
  }

  private async attach(): Promise<void> {
    await this.page.waitForFunction(() => 'shared' in window)
    const frame = await (await this.page.waitForSelector('.pane iframe', { state: 'attached' })).contentFrame()
    if (!frame) throw new Error('The pane shows no page.')
    this.pane = frame
    await this.press('Duebook.Pane')
    await frame.waitForSelector('header', { timeout: 30_000 })
  }

  /** Presses a control of the ribbon, one of a closed menu too; ends when the command has done its work. */
  async press(control: string): Promise<void> {
    const button = this.page.locator(`.ribbon [data-control="${control}"], [data-control="${control}"]`).first()
    await button.evaluate(element => (element as HTMLElement).click())
    await this.page.waitForFunction(id => !document.querySelector(`[data-control="${id}"].busy`), control)
  }

  /** Writes entries as somebody who types would; a row of cells, or several rows. */
  async type(address: string, entries: readonly (readonly string[])[] | string): Promise<void> {
    const rows = typeof entries === 'string' ? [[entries]] : entries
    await this.run(
      `const range = context.workbook.worksheets.getActiveWorksheet().getRange(given.address).getCell(0, 0).getResizedRange(given.rows.length - 1, given.rows[0].length - 1)
       range.formulas = given.rows
       await context.sync()`,
      { address, rows },
    )
  }

  /** Keeps a picture when somebody asks for them: `PICTURES=docs/pictures npm test`. */
  async picture(name: string): Promise<void> {
    const folder = process.env.PICTURES
    if (!folder) return
    mkdirSync(folder, { recursive: true })
    await this.page.waitForTimeout(1500)
    await this.page.screenshot({ path: `${folder}/${name}.png` })
  }

  /** Types a row of cells at the keyboard, from a cell on; what is typed below a table becomes part of it. */
  async enter(address: string, cells: readonly string[]): Promise<void> {
    await this.run(
      `const at = given.address.lastIndexOf('!')
       const sheet = context.workbook.worksheets.getItem(given.address.slice(0, at))
       sheet.activate()
       sheet.getRange(given.address.slice(at + 1)).select()
       await context.sync()`,
      { address },
    )
    // The keys go to the grid, not to the pane that had them last.
    await this.page.locator('canvas[id^="univer-sheet-main-canvas"]').focus()
    await this.page.waitForTimeout(300)
    for (const cell of cells) {
      await this.page.keyboard.type(cell)
      await this.page.keyboard.press('Tab')
    }
  }

  /** Values of a range of the active sheet, or of `Sheet!A1`. */
  async values(address: string): Promise<unknown[][]> {
    return this.run(
      `const at = given.address.lastIndexOf('!')
       const sheets = context.workbook.worksheets
       const sheet = at < 0 ? sheets.getActiveWorksheet() : sheets.getItem(given.address.slice(0, at))
       const range = sheet.getRange(given.address.slice(at + 1)).load('values')
       await context.sync()
       return range.values`,
      { address },
    )
  }

  /** Waits until a cell shows a value. */
  async until(address: string, wanted: unknown, within = 15_000): Promise<void> {
    const end = Date.now() + within
    for (;;) {
      const [[value]] = await this.values(address)
      if (value === wanted) return
      if (Date.now() > end) throw new Error(`${address} is ${String(value)}, not ${String(wanted)}`)
      await this.page.waitForTimeout(50)
    }
  }

  /** Waits until a check passes; fails with what it said last. */
  async eventually(check: () => Promise<unknown>, within = 15_000): Promise<void> {
    for (const end = Date.now() + within; ;) {
      try {
        await check()
        return
      } catch (error) {
        if (Date.now() > end) throw error
        await this.page.waitForTimeout(100)
      }
    }
  }

  /** Waits until a cell has a value of its own. */
  async settled(address: string): Promise<void> {
    const end = Date.now() + 15_000
    while (['#BUSY!', ''].includes(String((await this.values(address))[0][0]))) {
      if (Date.now() > end) throw new Error(`${address} has no value yet`)
      await this.page.waitForTimeout(50)
    }
  }

  /** Why a cell of the active sheet shows an error, as Excel's menu at the cell would say it. */
  async message(row: number, column: number): Promise<string | undefined> {
    return this.page.evaluate(
      ([r, c]) => {
        const { host } = window.shared!
        return host.seat.selection.sheet.rows.get(r)?.[c]?.message
      },
      [row, column] as const,
    )
  }

  /** Runs statements in the add-in’s page, with `context` of Excel.run and `given`. */
  async run<Result>(statements: string, given: unknown = {}): Promise<Result> {
    return this.pane.evaluate<Result>(`Excel.run(async context => { const given = ${JSON.stringify(given)}\n${statements} })`)
  }

  /** What the person would save. */
  async saved(): Promise<Uint8Array> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.page.click('[data-tool="save"]')])
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks)
  }

  async close(): Promise<void> {
    await this.page.close()
  }
}
