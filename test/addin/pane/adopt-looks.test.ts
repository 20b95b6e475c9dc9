import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { looked, select, TABLE } from './adopt-scene.js'
import { PaneStage } from './stage.js'

/** Where pictures are left to be looked at; nowhere unless a person asks. */
const SHOTS = process.env.SHOTS
const shot = async (page: Page, name: string) => {
  if (!SHOTS) return
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
}
const WIDE: readonly (readonly [320 | 450, string, 'en' | 'zh'])[] = [
  [320, '#ffffff', 'zh'],
  [320, '#262626', 'en'],
  [450, '#ffffff', 'en'],
  [450, '#262626', 'zh'],
]

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('[data-tabster-dummy]').analyze()
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll('#pane *')]
      .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
      .map(element => element.outerHTML.slice(0, 120)),
  )
  return [...violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`), ...wide]
}

describe('the looks of the pages for adoption', function () {
  this.timeout(120_000)
  let stage: PaneStage
  before(async () => {
    stage = await PaneStage.start()
  })
  after(() => stage.stop())

  for (const [width, background, language] of WIDE)
    it(`axe finds nothing, and nothing is wider than the pane: ${width} px, ${background}, ${language}`, async () => {
      const look = { width, background, height: SHOTS ? 2400 : 800 }
      const found: string[] = []
      const keep = async (page: Page, name: string) => {
        found.push(...(await faults(page)).map(fault => `${name}: ${fault}`))
        await shot(page, `${name}-${width}-${language}`)
      }
      const adopt = await stage.open({ book: 'edited', language }, { ...look, route: '/adopt' })
      await select(adopt.page, TABLE)
      await adopt.page.getByText('台账!A1:F7').waitFor()
      await keep(adopt.page, 'adopt-choice')
      await looked(adopt.page)
      await keep(adopt.page, 'adopt-questions')
      for (;;) {
        const radio = adopt.page.getByRole('radio').nth(1)
        if (!(await radio.count())) break
        await radio.click()
        await adopt.page.locator('form:has([role=radiogroup]) button[type=submit]').first().click()
      }
      await keep(adopt.page, 'adopt-preview')
      await adopt.page.locator('form button[type=submit]').last().click()
      await adopt.page.locator('a[href*="/tables/"]').waitFor()
      await keep(adopt.page, 'adopt-taken')

      const cut = await stage.open({ book: 'empty', language }, { ...look, route: '/cut-over' })
      await select(cut.page, [
        ['发票号', '客户名称', '开票日期', '余额'],
        ['F1', '华东机电设备有限公司长三角第一分公司', '2025-12-01', 123456789012.34],
      ])
      await cut.page.getByText('台账!A1:D2').waitFor()
      await cut.page.locator('section button').first().click()
      await cut.page.getByRole('checkbox').first().waitFor()
      await keep(cut.page, 'cut-over')

      const replace = await stage.open({ book: 'edited', language }, { ...look, route: '/replace' })
      await select(replace.page, [
        ['客户', '余额', '1-30'],
        ['C001', 123456789012.34, 450],
        ['华东机电设备有限公司长三角第一分公司', 1, 1],
      ])
      await replace.page.getByText('台账!A1:C3').waitFor()
      await keep(replace.page, 'replace-choice')
      await replace.page.locator('form button[type=submit]').last().click()
      await replace.page.locator('h3').first().waitFor()
      await keep(replace.page, 'replace')
      expect(found).to.deep.equal([])
      expect([...adopt.errors, ...cut.errors, ...replace.errors]).to.deep.equal([])
    })
})
