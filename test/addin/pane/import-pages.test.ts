import AxeBuilder from '@axe-core/playwright'
import { expect } from 'chai'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { serve, type Running } from '../../../server/http/serve.js'
import { createLedger, type Ledger } from '../../../server/ledger.js'
import { OWNER } from '../../../server/viewer.js'
import { PaneStage, type Look } from './stage.js'

const fixture = (path: string): Buffer => readFileSync(new URL(`../../fixtures/${path}`, import.meta.url))
const rowsOf = async (page: Page, label: string): Promise<string[]> => {
  const texts = await page.getByRole('list', { name: label, exact: true }).getByRole('listitem').allInnerTexts()
  return texts.map(text => text.replace(/\s+/g, ' ').trim())
}
const choose = (page: Page, name: string, content: Buffer | string) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor()
const notes = (page: Page) => page.locator('#pane').innerText()

const shots = process.env.DUEBOOK_SHOTS
/** A picture of the whole page, for people to look at, where a folder is given for them. */
async function shot(page: Page, name: string): Promise<void> {
  if (!shots) return
  const size = page.viewportSize()!
  await page.setViewportSize({ ...size, height: 1500 })
  await page.screenshot({ path: join(shots, `${name}.png`) })
  await page.setViewportSize(size)
}

/** What axe finds, and what reaches over the edge of the pane. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('[data-tabster-dummy]').analyze()
  const over = await page.evaluate(() =>
    [...document.querySelectorAll('#pane *')]
      .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
      .map(element => `wider than the pane: ${element.outerHTML.slice(0, 100)}`),
  )
  return [...violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`), ...over]
}

const INVOICES = `发票号,客户编码,开票日期,到期日,价税合计
FP1,C1,2026-03-05,2026-04-04,1234567.00
FP2,C1,2026-03-06,2026-04-05,250.50
`
const FAULTY = `${INVOICES}FP3,C1,2026-02-31,2026-04-05,9.00
FP4,C9,2026-03-07,2026-04-05,7.00
`

describe('the pages for importing and comparing', function () {
  this.timeout(90_000)
  let stage: PaneStage
  let folder: string
  let ledger: Ledger
  let running: Running
  before(async () => {
    stage = await PaneStage.start()
  })
  after(() => stage.stop())
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'duebook-'))
    ledger = await createLedger(join(folder, 'ledger'), { code: 'demo', name: '示例公司', currency: 'CNY', timeZone: 'Asia/Shanghai' })
    const rows = [{ table: 'customers', row: { code: 'C1', name: '云汀' } }]
    await ledger.push({ pushId: 'customer-1', rows, source: {}, atomic: true, repeats: 'refused', dryRun: false }, OWNER.id)
    running = await serve(ledger, { host: '127.0.0.1', port: 0, bodyLimit: 1 << 22, folder: join(folder, 'ledger'), log: 'silent' })
  })
  afterEach(async () => {
    await running.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Opens the page of importing before the service itself. */
  async function opened(language: 'en' | 'zh', look: Look = {}): Promise<{ page: Page; errors: string[] }> {
    const opened = await stage.open({ book: 'empty', language }, { route: '/import', ...look })
    await opened.page.route('**/api/v1/imports?*', async route => {
      const asked = route.request()
      const url = new URL(asked.url())
      const { 'content-type': type, accept, 'accept-language': spoken } = asked.headers()
      const answer = await fetch(`${running.address}${url.pathname}${url.search}`, {
        method: 'POST',
        headers: { 'content-type': type, accept, 'accept-language': spoken },
        body: new Uint8Array(asked.postDataBuffer()!),
      })
      const body = Buffer.from(await answer.arrayBuffer())
      await route.fulfill({ status: answer.status, contentType: answer.headers.get('content-type') ?? '', body })
    })
    return opened
  }

  it('shows what a file holds before it is taken in, then what was posted; the same file again holds nothing new', async () => {
    const { page, errors } = await opened('en')
    await shot(page, 'import-empty')
    await choose(page, 'invoices.csv', INVOICES)
    await heading(page, 'What it holds')
    expect(await rowsOf(page, 'What it is')).to.deep.equal(['invoices.csv 3 lines Invoices'])
    expect(await rowsOf(page, 'What it holds')).to.deep.equal(['Invoices 2 CNY 1,234,817.50'])
    expect(await rowsOf(page, 'First rows')).to.deep.equal([
      'FP1 1,234,567.00 Invoices · C1 · 2026-03-05 · line 2',
      'FP2 250.50 Invoices · C1 · 2026-03-06 · line 3',
    ])
    expect(ledger.change).to.equal(1)
    await shot(page, 'import-preview')
    await button(page, 'Take in 2 rows').click()
    await heading(page, '2 rows taken in')
    expect(ledger.change).to.equal(2)
    expect(await rowsOf(page, '2 rows taken in')).to.deep.equal(['Invoices 2', 'See today’s changes Change 2'])
    await shot(page, 'import-posted')
    await choose(page, 'invoices.csv', INVOICES)
    await page.getByText('There is nothing new in this file.').waitFor()
    expect(await button(page, /^Take in/).count()).to.equal(0)
    expect(errors).to.deep.equal([])
  })

  it('lists every fault with its cure, saves the faulty rows, and posts a part only when that is asked for', async () => {
    const { page, errors } = await opened('zh', { width: 320 })
    await choose(page, '发票.csv', FAULTY)
    await heading(page, '2 处需更正')
    expect(await rowsOf(page, '2 处需更正')).to.deep.equal([
      '第 4 行 · 开票日期 · “2026-02-31” “2026-02-31”不是有效日期，请写成 2026-03-31。',
      '第 5 行 · “C9” 没有客户 C9，请核对编码或先建立客户档案。',
    ])
    const take = button(page, '导入 2 行')
    expect(await take.getAttribute('aria-disabled')).to.equal('true')
    await take.click({ force: true })
    expect(ledger.change).to.equal(1)
    const [download] = await Promise.all([page.waitForEvent('download'), button(page, /错误行保存为 CSV/).click()])
    expect(readFileSync(await download.path(), 'utf8').split('\r\n')[1]).to.match(/^FP3,C1,2026-02-31,2026-04-05,9.00,/)
    await shot(page, 'import-faults-zh')
    await page.getByRole('checkbox', { name: /跳过有误的行/ }).click()
    await take.click()
    await heading(page, '已导入 2 行')
    expect(await notes(page)).to.contain('2 行未导入，请更正后重新导入。')
    expect(errors).to.deep.equal([])
  })

  it('asks with both readings; until it is answered there is nothing to press', async () => {
    const { page } = await opened('en')
    await choose(page, 'invoices.csv', fixture('exports/dates-either-way.csv'))
    await heading(page, 'Please say')
    expect(await button(page, /^Take in/).count()).to.equal(0)
    await page.getByText('5/6/2026 = 2026-06-05').waitFor()
    await shot(page, 'import-question')
    await page.getByRole('radio', { name: /^The month/ }).click()
    await button(page, 'Read it like this').click()
    await button(page, /^Take in 3 rows/).waitFor()
    expect((await rowsOf(page, 'First rows'))[1]).to.contain('2026-03-04')
  })

  it('lets the columns of an unknown file be named, and learns them', async () => {
    const { page } = await opened('en')
    await choose(page, 'out.csv', '票号;往来;日子;多少\nA-1;云汀;2026-03-05;100.00\n')
    await heading(page, 'Please say')
    const say = button(page, 'Read it like this')
    expect(await say.getAttribute('aria-disabled')).to.equal('true')
    for (const [title, column] of Object.entries({ 票号: 'number', 往来: 'customer', 日子: 'docDate', 多少: 'amount' }))
      await page.getByLabel(title).selectOption(column)
    await page.getByLabel('Learn it under the name').fill('Old system')
    await shot(page, 'import-columns')
    await say.click()
    await button(page, 'Take in 1 row').click()
    await page.getByText('Files like this are read as “Old system” from now on.').waitFor()
    await choose(page, 'next.csv', '票号;往来;日子;多少\nA-2;云汀;2026-03-06;50.00\n')
    await page.getByText('read as “Old system”').waitFor()
  })

  it('says so when the service cannot be reached, and tries again', async () => {
    const { page } = await opened('en')
    await page.route('**/api/v1/imports?*', route => route.abort())
    await choose(page, 'invoices.csv', INVOICES)
    await page.getByText('The file was not read.').waitFor()
    await page.unroute('**/api/v1/imports?*')
    await button(page, 'Try again').waitFor()
    await page.evaluate(() => window.stage.tell({ live: 'offline' }))
    await page.getByText('importing waits for the connection').waitFor()
    await choose(page, 'a/b.csv', '')
    await shot(page, 'import-offline')
  })

  for (const [width, background, language, forcedColors] of [
    [320, '#262626', 'en', 'none'],
    [450, '#ffffff', 'zh', 'none'],
    [320, '#ffffff', 'zh', 'active'],
  ] as const)
    it(`axe finds nothing: ${width} px, ${background}, ${language}, forced colours ${forcedColors}`, async () => {
      const look = { width, background, forcedColors }
      const { page, errors } = await opened(language, look)
      const found: string[] = []
      const wait = (text: string) => page.getByText(text).first().waitFor()
      const long = '长三角区域一体化发展示范区精密机电设备进出口有限责任公司发票明细 invoices.csv'
      for (const [name, content, shown] of [
        [long, FAULTY, 'FP1'],
        [long, fixture('exports/dates-either-way.csv'), '2026-06-05'],
        ['out.csv', '票号;往来;日子;多少\nA-1;云汀;2026-03-05;100.00\n', '往来'],
        ['kis-vouchers.csv', fixture('exports/kis-vouchers.csv'), 'KIS'],
      ] as const) {
        await choose(page, name, content)
        await wait(shown)
        found.push(...(await faults(page)).map(fault => `${name}: ${fault}`))
        await shot(page, `import-${name.slice(0, 5)}-${width}-${background.slice(1)}-${language}-${forcedColors}`)
      }
      const other = await stage.open({ language }, { ...look, route: '/compare' })
      await select(other.page)
      await other.page.locator('form button[type=submit]').click()
      await other.page.getByText('X-9').first().waitFor()
      found.push(...(await faults(other.page)).map(fault => `compare: ${fault}`))
      await shot(other.page, `compare-${width}-${background.slice(1)}-${language}-${forcedColors}`)
      expect(found).to.deep.equal([])
      expect([...errors, ...other.errors]).to.deep.equal([])
    })

  /** Selects a customer's statement: one row as ours, one with another amount, one of theirs alone. */
  const select = (page: Page, more: (string | number)[][] = []) =>
    page.evaluate(
      rows => {
        window.stage.workbook.range = {
          sheet: 'Statement',
          values: [['单据号', '日期', '金额'], ...rows],
          formats: [['General', 'General', 'General'], ...rows.map(() => ['General', 'yyyy-mm-dd', '0.00'])],
        }
      },
      [['INV-103', 46096, 33900], ['INV-104', 46054, 39000], ['X-9', 46050, 77.5], ...more],
    )

  it('compares the selected list: totals that tie, what differs, what only one side has; draws it as a sheet', async () => {
    const { page, errors } = await stage.open({}, { route: '/compare/C001' })
    await button(page, 'Compare the selected range').click()
    await page
      .getByRole('region', { name: 'Notices and works' })
      .getByText(/select/i)
      .first()
      .waitFor()
    await select(page)
    await button(page, 'Compare the selected range').click()
    await heading(page, 'Result')
    const figures = await rowsOf(page, 'Result')
    await shot(page, 'compare')
    const value = (label: string) =>
      Number(/(-?[\d,]+\.\d\d)$/.exec(figures.find(row => row.startsWith(label))!.replace(/ \d+ lines?$/, ''))![1].replaceAll(',', ''))
    expect(value('Theirs')).to.equal(72977.5)
    expect(value('Theirs') - value('Ours')).to.be.closeTo(value('Difference'), 0.001)
    expect(figures.at(-1)).to.equal('Theirs less ours less the differences below 0.00')
    expect(figures.find(row => row.startsWith('Matched'))).to.equal('Matched 33,900.00 1 line')
    expect(await rowsOf(page, 'Same number, other amount')).to.deep.equal([
      'INV-104 -1,000.00 theirs 39,000.00, ours 40,000.00 · 2026-01-31 · 华东机电 · row 3 · by number',
    ])
    expect(await rowsOf(page, 'Only in the list')).to.deep.equal(['X-9 77.50 2026-01-28 · row 4'])
    await button(page, 'Draw it on a new sheet').click()
    await page.waitForFunction(() => window.stage.workbook.drawn.length === 1)
    const drawn = await page.evaluate(() => window.stage.workbook.drawn[0])
    expect(drawn.name).to.equal('Comparison C001 2026-03-31')
    expect(drawn.values.flat()).to.include(77.5)
    expect(errors).to.deep.equal([])
  })

  it('compares nothing while a cell cannot be read, and asks which comes first in dates', async () => {
    const { page } = await stage.open({}, { route: '/compare' })
    await select(page, [['X-10', '', 'abc']])
    await button(page, 'Compare the selected range').click()
    await heading(page, 'What cannot be read')
    expect((await rowsOf(page, 'What cannot be read'))[0]).to.match(/^line 5 · 金额 · “abc”/)
    expect(await page.getByRole('heading', { name: 'Result' }).count()).to.equal(0)
    await page.evaluate(() => {
      window.stage.workbook.range = {
        sheet: 'S',
        values: [
          ['No', 'Date', 'Amount'],
          ['IN-101', '3/4/2026', 1],
          ['X-9', '5/6/2026', 2],
        ],
      }
    })
    await button(page, 'Compare the selected range again').click()
    await page.getByRole('radio', { name: /^The month/ }).click()
    await heading(page, 'Result')
    expect((await rowsOf(page, 'Only in the list')).join()).to.contain('2026-05-06')
    await page.getByLabel('Customer').fill('nobody')
    await page.getByText('There is no customer nobody').waitFor()
  })
})
