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
  '/as-of',
  '/notices',
  '/more',
]

/** What axe finds, by rule, with the first place of each. */
async function faults(page: Page): Promise<string[]> {
  // Fluent puts empty stops into the page where the focus turns round; they are not for readers.
  const { violations } = await new AxeBuilder({ page }).exclude('[data-tabster-dummy]').analyze()
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
