import { expect } from 'chai'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { OWNER } from '../../../server/viewer.js'
import { manyCustomers, manyRows, row, temporaryFolders } from '../../server/sample.js'
import { launch } from '../../host/chromium/browser.js'
import { sumsOf } from './page/sums.js'
import { served, until, type Served } from './service.js'

const FILES: Record<string, string> = { 'page.html': 'text/html', 'page.js': 'text/javascript' }

/** Reads from a page until it says something. */
async function says<T>(page: Page, ask: () => T | Promise<T>, wanted: T, name: string): Promise<void> {
  let said: T | undefined
  for (const start = Date.now(); Date.now() - start < 8_000;) {
    said = await page.evaluate(ask)
    if (said === wanted) return
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  throw new Error(`${name}: ${String(said)} instead of ${String(wanted)}`)
}

describe('the replica in a browser', function () {
  this.timeout(60_000)
  const folder = temporaryFolders()
  let browser: Browser
  let context: BrowserContext
  let service: Served
  let files: string
  /** Streams that the service feeds. */
  let streams = 0
  let receipts = 0

  const start = async (): Promise<void> => {
    await service.start()
    countStreams()
  }
  const countStreams = () => {
    const { ledger } = service
    const subscribe = ledger.subscribe.bind(ledger)
    streams = 0
    ledger.subscribe = listener => {
      streams++
      const stop = subscribe(listener)
      return () => {
        streams--
        stop()
      }
    }
  }
  const post = () =>
    service.post([row('receipts', { number: `N-${++receipts}`, customer: 'C3', docDate: '2026-07-01', amount: String(receipts) })])

  before(async () => {
    files = await mkdtemp(join(tmpdir(), 'replica-page-'))
    await writeFile(join(files, 'page.html'), '<!doctype html><title>Replica</title><script type="module" src="/page.js"></script>')
    const bundled = build({
      entryPoints: ['test/addin/replica/page/main.ts'],
      outfile: join(files, 'page.js'),
      bundle: true,
      format: 'esm',
      target: 'es2022',
      logLevel: 'error',
    })
    ;[browser] = await Promise.all([launch(), bundled])
  })
  after(async () => {
    await browser.close()
    await rm(files, { recursive: true })
  })
  beforeEach(async () => {
    service = await served(folder(), files)
    countStreams()
    await service.post(manyCustomers())
    await service.post(manyRows(40))
    context = await browser.newContext()
    // tsx wraps functions to keep their names, those too that a test sends into the page.
    await context.addInitScript('window.__name = wrapped => wrapped')
  })
  afterEach(async () => {
    await context.close()
    await service.stop()
  })

  /** Opens a page with a replica; `asked` are the questions it asks the service. */
  const open = async (): Promise<{ page: Page; asked: string[] }> => {
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', request => asked.push(request.url().slice(service.address.length)))
    page.on('pageerror', error => errors.push(error.stack ?? error.message))
    await page.goto(new URL('/page.html', service.address).href)
    await page.evaluate(() => window.replicaPage.replica.ready)
    return { page, asked }
  }
  let errors: string[] = []
  beforeEach(() => (errors = []))
  afterEach(() => expect(errors).to.deep.equal([]))

  const ledger = () => sumsOf(service.ledger.book(OWNER))
  const sums = (page: Page) => page.evaluate(() => window.replicaPage.sums())
  const live = (page: Page) => says(page, () => window.replicaPage.status().live, 'live', 'live')
  const holds = (page: Page, change: number) => says(page, () => window.replicaPage.status().change, change, 'the change')
  const isStored = (page: Page, change: number) => says(page, () => window.replicaPage.stored(), change, 'stored')

  it('stores its first load, is ready from that alone without the service, and goes on with what it lacks', async () => {
    const { page, asked } = await open()
    expect(await sums(page)).to.deep.equal(ledger())
    await live(page)
    await isStored(page, 2)
    await post()
    await holds(page, 3)
    await isStored(page, 3)
    const before = ledger()

    await service.stop()
    // The page itself comes from elsewhere now; whatever else it asks finds nobody.
    const paths = Object.keys(FILES).map(name => new URL(`/${name}`, service.address).href)
    for (const path of paths) {
      const name = path.slice(path.lastIndexOf('/') + 1)
      await context.route(path, async route => route.fulfill({ body: await readFile(join(files, name)), contentType: FILES[name] }))
    }
    asked.length = 0
    await page.reload()
    await page.evaluate(() => window.replicaPage.replica.ready)
    expect(await sums(page)).to.deep.equal(before)
    await says(page, () => window.replicaPage.status().problem?.code, 'OFFLINE', 'the problem')
    expect(await page.evaluate(() => window.replicaPage.status())).to.deep.include({ phase: 'ready', live: 'offline', change: 3 })

    await start()
    await post()
    await holds(page, 4)
    await live(page)
    expect(await sums(page)).to.deep.equal(ledger())
    expect(asked.filter(path => path.startsWith('/feed?after=0'))).to.deep.equal([])
  })

  it('listens once for three workbooks opened at once; when the one that listens is closed another does', async () => {
    const three = await Promise.all([open(), open(), open()])
    for (const { page } of three) await live(page)
    expect(streams).to.equal(1)
    const listens = ({ asked }: { asked: string[] }) => asked.includes('/feed/live')
    expect(three.filter(listens)).to.have.length(1)
    await post()
    for (const { page } of three) {
      await holds(page, 3)
      expect(await sums(page)).to.deep.equal(ledger())
    }
    const leader = three.find(listens)!
    const others = three.filter(each => each !== leader)
    await leader.page.close()
    await until(() => others.some(listens), 'another to listen')
    await until(() => streams === 1, 'one stream')
    await post()
    for (const { page } of others) {
      await holds(page, 4)
      await live(page)
      expect(await sums(page)).to.deep.equal(ledger())
    }
    expect(others.filter(listens)).to.have.length(1)
    expect(streams).to.equal(1)
    await isStored(others[0].page, 4)
  })

  it('fetches anew what the browser has deleted, and only then', async () => {
    const first = await open()
    await live(first.page)
    await isStored(first.page, 2)
    const second = await open()
    const whole = ({ asked }: { asked: string[] }) => asked.filter(path => path.startsWith('/feed?after=0')).length
    expect([whole(first), whole(second)]).to.deep.equal([1, 0])
    expect(await sums(second.page)).to.deep.equal(ledger())
    // While both are open: neither stands in the way, and both go on.
    await second.page.evaluate(() => window.replicaPage.forget())
    await post()
    for (const { page } of [first, second]) await holds(page, 3)
    await isStored(second.page, 3)
    const third = await open()
    expect(whole(third)).to.equal(0)
    await third.page.evaluate(() => window.replicaPage.forget())
    for (const { page } of [first, second, third]) await page.close()
    const fourth = await open()
    expect(whole(fourth)).to.equal(1)
    expect(await sums(fourth.page)).to.deep.equal(ledger())
    await live(fourth.page)
    await isStored(fourth.page, 3)
  })

  it('works in a page that may store nothing', async () => {
    await context.addInitScript(`
      for (const name of ['indexedDB', 'caches', 'localStorage'])
        Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError') } })`)
    const { page, asked } = await open()
    expect(await sums(page)).to.deep.equal(ledger())
    await live(page)
    await post()
    await holds(page, 3)
    expect(await sums(page)).to.deep.equal(ledger())
    expect(await page.evaluate(() => window.replicaPage.status().problem)).to.equal(undefined)
    await page.reload()
    await page.evaluate(() => window.replicaPage.replica.ready)
    expect(await sums(page)).to.deep.equal(ledger())
    expect(asked.filter(path => path.startsWith('/feed?after=0'))).to.have.length(2)
  })
})
