import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launch } from '../../host/chromium/browser.js'
import type { Scene, Stage } from './page/main.js'

declare global {
  interface Window {
    stage: Stage
  }
}

const ORIGIN = 'https://pane.test'
/** The rooms above the workbook's are given one in memory; its own files stay as they are for what is pure in them. */
const withoutExcel: Plugin = {
  name: 'without Excel',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/workbook\/[a-z-]+\.js$/ }, ({ importer }) =>
      /addin.(pane|commands)/.test(importer) && !/test.addin/.test(importer)
        ? { path: '/work/main/test/addin/pane/page/workbook.ts' }
        : undefined,
    )
  },
}


const missing: Plugin = { name: 'missing', setup: b => { b.onResolve({ filter: /^\.\/pages\// }, ({ path, resolveDir }) => !/adopt|replace|cut-over|import|compare/.test(path) ? undefined : { path: 'x', namespace: 'stub' }); b.onLoad({ filter: /.*/, namespace: 'stub' }, () => ({ contents: 'export default () => null' })) } }
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' }

/** Before the bundle runs: what office.js would have set up. */
const OFFICE = (theme: string | undefined) => `
  window.Office = { context: { host: 'Excel', platform: 'PC', displayLanguage: 'en-US', officeTheme: ${theme ? JSON.stringify({ bodyBackgroundColor: theme }) : 'undefined'} } }
  window.alert = window.confirm = () => { throw new Error('Office takes alert and confirm away') }
  history.pushState = history.replaceState = undefined
  // tsx wraps functions to keep their names, those too that a test sends into the page.
  window.__name = wrapped => wrapped`

/** How a page is opened, beside its scene. */
export interface Look extends Pick<BrowserContextOptions, 'forcedColors'> {
  width?: number
  height?: number
  /** Office's background, `#262626` when dark; none leaves it to the browser. */
  background?: string
  route?: string
}

/** The pane in a browser, over ledgers of its own, without Excel. */
export class PaneStage {
  private constructor(
    private readonly folder: string,
    readonly browser: Browser,
  ) {}

  /** Bundles the pane and starts the browser. */
  static async start(): Promise<PaneStage> {
    const folder = await mkdtemp(join(tmpdir(), 'pane-'))
    const [browser] = await Promise.all([
      launch(),
      build({
        entryPoints: ['/work/main/test/addin/pane/page/main.ts'],
        outdir: folder,
        bundle: true,
        splitting: true,
        format: 'esm',
        target: 'es2022',
        jsx: 'automatic',
        plugins: [withoutExcel, missing],
        define: { 'process.env.NODE_ENV': '"production"' },
        logLevel: 'error',
      }),
    ])
    return new PaneStage(folder, browser)
  }

  async stop(): Promise<void> {
    await this.browser.close()
    await rm(this.folder, { recursive: true })
  }

  /** Opens the pane; `errors` gathers what the page threw or told its console. */
  async open(scene: Partial<Scene> = {}, look: Look = {}): Promise<{ page: Page; errors: string[] }> {
    const { width = 350, height = 800, background = '#ffffff', forcedColors, route = '' } = look
    const context = await this.browser.newContext({ viewport: { width, height }, forcedColors, reducedMotion: 'reduce' })
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', error => errors.push(error.message))
    page.on('console', message => message.type() === 'error' && errors.push(message.text()))
    await page.addInitScript(OFFICE(background))
    await page.route(`${ORIGIN}/**`, async route => {
      const path = new URL(route.request().url()).pathname
      if (path.startsWith('/api/')) return route.abort()
      if (path === '/favicon.ico') return route.fulfill({ status: 204 })
      const file = join(this.folder, path)
      const body = path === '/' ? await shell() : await readFile(file).catch(() => undefined)
      return body === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ body, contentType: TYPES[extname(path) || '.html'] })
    })
    const whole: Scene = { book: 'example', language: 'en', today: '2026-03-31' as Scene['today'], status: {}, ...scene }
    await page.goto(`${ORIGIN}/?${encodeURIComponent(JSON.stringify(whole))}#${route}`)
    await page
      .locator('h2')
      .first()
      .waitFor()
      .catch((error: Error) => {
        throw new Error(`${errors.join('\n')}\n${error.message}`)
      })
    return { page, errors }
  }
}

/** The page of the add-in as it is, with our bundle in place of office.js and webpack's. */
async function shell(): Promise<string> {
  const html = await readFile('/work/main/addin/pane/index.html', 'utf8')
  return html.replace(/<script src=.*<\/script>/, '<script type="module" src="/main.js"></script>')
}
