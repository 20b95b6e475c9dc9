import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import sparticuz from '@sparticuz/chromium'
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import type { Served } from '../../../host/serve.js'
import { serve } from '../../../host/serve.js'

const fixture = (folder: string) => fileURLToPath(new URL(`../../fixtures/${folder}/`, import.meta.url))

/** The example add-in with a page of its own, and the one that Node runs too. */
const PAGE_FOLDER = fixture('addin-page')
export const WORDS_FOLDER = fixture('addin')
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Where Chrome or Chromium is installed, by system; CHROME names another place. */
const INSTALLED = [
  process.env.CHROME,
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Starts the browser that is installed, else the one that comes with npm. */
export async function launch(): Promise<Browser> {
  const installed = INSTALLED.find(path => path && existsSync(path))
  if (installed) return chromium.launch({ executablePath: installed, args: FLAGS })
  return chromium.launch({ executablePath: await sparticuz.executablePath(), args: [...sparticuz.args, ...FLAGS] })
}

/** A window with a workbook and the add-in's page in it. */
export interface Opened {
  page: Page
  pane: Frame
  /** Errors that the page met. */
  errors: string[]
}

/** Serves the example add-in and opens its workbook in fresh windows. */
export class Windows {
  private constructor(
    readonly served: Served,
    readonly browser: Browser,
    private readonly context: BrowserContext,
  ) {}

  static async start(folder = PAGE_FOLDER): Promise<Windows> {
    const served = await serve({ manifest: `${folder}manifest.xml`, addin: folder })
    const browser = await launch()
    // One context keeps the page's script, which is large, between tests.
    return new Windows(served, browser, await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1400, height: 800 } }))
  }

  async stop(): Promise<void> {
    await this.browser.close()
    await this.served.close()
  }

  async open(locale = 'en-US', control = 'Pane'): Promise<Opened> {
    const page = await this.context.newPage()
    const errors: string[] = []
    page.on('pageerror', error => errors.push(error.stack ?? error.message))
    await page.goto(`${this.served.address}?locale=${locale}`)
    return { page, pane: await ready(page, control), errors }
  }
}

/** Ends when the workbook is shown and office.js runs in the pane, which it opens. */
export async function ready(page: Page, control = 'Pane'): Promise<Frame> {
  await page.waitForFunction(() => 'shared' in window)
  await page.click(`[data-control="${control}"]`)
  const frame = await (await page.waitForSelector('.pane iframe')).contentFrame()
  if (!frame) throw new Error('The pane shows no page.')
  await frame.waitForSelector('body[data-ready]')
  return frame
}

/** What the grid shows in a cell of its active sheet, as text. */
export const shownIn = (page: Page, cell: string): Promise<string> =>
  page.evaluate(address => window.shared!.grid.api.getActiveWorkbook()!.getActiveSheet().getRange(address).getDisplayValue(), cell)

/** Waits until the grid shows a text in a cell. */
export const untilShown = (page: Page, cell: string, text: string): Promise<unknown> =>
  page.waitForFunction(
    ([address, wanted]) =>
      (window.shared!.grid.api.getActiveWorkbook()!.getActiveSheet().getRange(address).getDisplayValue() ?? '') === wanted,
    [cell, text] as const,
  )

/** Selects a cell by a click in the grid, as a person does. */
export async function clickCell(page: Page, column: number, row: number): Promise<void> {
  const box = (await page.locator('canvas[id^="univer-sheet-main-canvas"]').boundingBox())!
  await page.mouse.click(box.x + 46 + column * 64 + 20, box.y + 20 + row * 20 + 10)
}

/** Types an entry into the selected cell. */
export async function enter(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

/** Waits until the add-in's list of what it heard has a line. */
export const untilHeard = (pane: Frame, line: string): Promise<unknown> => pane.locator('#heard li', { hasText: line }).first().waitFor()
