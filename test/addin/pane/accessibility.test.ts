import AxeBuilder from '@axe-core/playwright'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { PaneStage } from './stage.js'

const ROUTES = [
  '/today',
  '/customer/C004',
  '/customer',
  '/figure/total',
  '/figure/dso',
  '/figure/over-limit',
  '/functions',
  '/functions/AGING',
  '/reports/change-bridge',
  '/status',
  '/sync',
  '/tables',
  '/tables/invoices',
  '/why/C001',
  '/as-of',
  '/notices',
  '/more',
]

/** What axe finds, by rule, with the first place of each. */
async function faults(page: Page): Promise<string[]> {
  // Fluent puts empty stops into the page where the focus turns round; they are not for readers.
  // The legacy way stays in this page, which has no frames, and takes half the time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('[data-tabster-dummy]').analyze()
  return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`)
}

/** What reaches over the edge of the pane; text that is cut there ends with dots inside it. */
const overflows = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('#pane *:not([class*=fui-Slider] *)')]
      .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
      .map(element => element.outerHTML.slice(0, 100)),
  )

describe('the pane for everybody', function () {
  this.timeout(120_000)
  let stage: PaneStage
  before(async () => {
    stage = await PaneStage.start()
  })
  after(() => stage.stop())

  // Every width with every theme, and every language with both.
  for (const [width, background, language] of [
    [320, '#ffffff', 'zh'],
    [320, '#262626', 'en'],
    [450, '#ffffff', 'en'],
    [450, '#262626', 'zh'],
  ] as const)
    it(`axe finds nothing on any page: ${width} px, ${background}, ${language}`, async () => {
      const { page, errors } = await stage.open({ language }, { width, background })
      await page.evaluate(() => {
        const { board } = window.stage.desk
        for (const tone of ['success', 'information', 'warning', 'error'] as const) board.say({ tone, title: 'Title', text: 'Text' })
        void board.ask({ title: 'Question?', text: 'What happens.', choices: [{ id: 'yes', label: 'Do it', tone: 'primary' }] })
      })
      const found: string[] = []
      for (const route of ROUTES) {
        await page.evaluate(to => window.stage.go(to), route)
        await page.waitForFunction(() => document.querySelector('#pane h2:not(section h2)'))
        found.push(...(await faults(page)).map(fault => `${route}: ${fault}`))
        found.push(...(await overflows(page)).map(element => `${route}, wider than the pane: ${element}`))
      }
      expect(found).to.deep.equal([])
      expect(errors).to.deep.equal([])
    })

  for (const [width, background, language] of [
    [320, '#262626', 'zh'],
    [450, '#ffffff', 'en'],
  ] as const)
    it(`axe finds nothing on a page with what a command found: ${width} px, ${background}, ${language}`, async () => {
      const { page, errors } = await stage.open({ language }, { width, background })
      const found: string[] = []
      const look = async (route: string, at = page) => {
        found.push(...(await faults(at)).map(fault => `${route}: ${fault}`))
        found.push(...(await overflows(at)).map(element => `${route}, wider than the pane: ${element}`))
      }
      const waiting = await stage.open({ language, book: 'waiting' }, { width, background, route: '/allocate/C001' })
      for (const box of await waiting.page.getByRole('checkbox').all()) await box.check()
      await look('/allocate/C001', waiting.page)
      const show = (route: string) => page.evaluate(to => window.stage.go(to), route)
      await page.evaluate(() => {
        const { formulas } = window.stage.workbook
        formulas.push({ row: 3, column: 1, formula: '=AR.BALANCE("C001")', shows: '#NAME?' })
        window.stage.behind(3)
        window.stage.select({ formula: '=AR.BALANCE("C001",,"2026-02-28")-AR.OVERDUE("C001",,"2026-02-28")', value: 300, text: '300.00' })
      })
      for (const [route, button, shown] of [
        ['/explain', { en: 'Explain the selected cell', zh: '解释所选单元格' }, 'Sheet1!B2'],
        ['/why', { en: 'Ask for the selected cell', zh: '查询所选单元格' }, 'Sheet1!B2'],
        ['/health', { en: 'Check the workbook', zh: '检查工作簿' }, '#NAME?'],
      ] as const) {
        await show(route)
        await page.getByRole('button', { name: button[language] }).click()
        await page.locator('#pane').getByRole('heading', { name: shown }).waitFor()
        await look(route)
      }
      await show('/reports/open-items')
      await page.getByRole('button', { name: { en: 'Draw on a new sheet', zh: '生成到新工作表' }[language] }).click()
      await page.waitForFunction(() => window.stage.workbook.reports.length === 1)
      await page.evaluate(() => {
        const [{ values, formulas }] = window.stage.workbook.drawn
        const row = values.findIndex(cells => cells.includes(5650))
        const column = values[row].indexOf(5650)
        values[row][column] = formulas[row][column] = 999
        window.stage.go('/verify')
      })
      await page.getByRole('button', { name: { en: 'Verify the sheet in view', zh: '核对当前工作表' }[language] }).click()
      await page.getByRole('list', { name: { en: 'Altered since', zh: '被修改的单元格' }[language] }).waitFor()
      await look('/verify')
      expect(found).to.deep.equal([])
      expect([...errors, ...waiting.errors]).to.deep.equal([])
    })

  for (const [width, background, language, forcedColors] of [
    [320, '#ffffff', 'en', undefined],
    [320, '#262626', 'zh', undefined],
    [450, '#262626', 'en', undefined],
    [450, '#ffffff', 'zh', 'active'],
  ] as const)
    it(`axe finds nothing where edits of bound tables wait: ${width} px, ${background}, ${language}`, async () => {
      const { page, errors } = await stage.open(
        { book: 'edited', tables: 'waiting', language },
        { width, background, forcedColors, route: '/sync' },
      )
      const found: string[] = []
      const look = async (route: string) => {
        found.push(...(await faults(page)).map(fault => `${route}: ${fault}`))
        found.push(...(await overflows(page)).map(element => `${route}, wider than the pane: ${element}`))
      }
      await page.locator('#pane h3').first().waitFor()
      await look('/sync')
      await page.evaluate(() => window.stage.tables.tell({ status: { working: { what: 'fetching', done: 1, total: 2 } } }))
      await page.getByRole('progressbar').waitFor()
      await look('/sync, working')
      await page.getByRole('link', { name: /INVOICE-OF-THE/ }).click()
      await page.getByRole('radiogroup').first().waitFor()
      await page.getByRole('textbox').first().fill('12,34')
      await page.locator('#pane button[type=submit]').click()
      await look('/sync, a conflict')
      await page.evaluate(() => {
        const headings = ['往来单位', 'A heading of a column which is far longer than the pane is wide'].map((heading, id) => ({
          id,
          heading,
        }))
        const table = { tableId: 'X', name: 'A_table_with_a_name_that_is_longer_than_the_pane', sheet: 'S', firstRow: 2, rows: 9, headings }
        window.stage.tables.tell({ found: [table] })
        window.stage.go('/tables/receipts')
      })
      await page.getByRole('checkbox').first().waitFor()
      await page.getByRole('radio').nth(1).click()
      await page.locator('#pane select').nth(1).waitFor()
      await page.locator('#pane button[type=submit]').click()
      await look('/tables/receipts, binding')
      expect(found).to.deep.equal([])
      expect(errors).to.deep.equal([])
    })

  for (const book of ['none', 'long', 'empty', 'broken'] as const)
    it(`axe finds nothing where the ledger is ${book}`, async () => {
      const { page } = await stage.open({ book, language: 'zh', today: '2026-11-22' as never }, { width: 320 })
      expect(await faults(page)).to.deep.equal([])
      expect(await overflows(page)).to.deep.equal([])
    })

  it('the language of the page is said, and the status is told without taking the focus', async () => {
    const { page } = await stage.open({ language: 'zh' })
    expect(await page.locator('html').getAttribute('lang')).to.equal('zh-CN')
    await page.evaluate(() => window.stage.tell({ live: 'offline' }))
    await page.locator('header [role=status]', { hasText: '离线' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).to.equal('BODY')
  })
})
