import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { PaneStage } from './stage.js'

/** What has the focus, by its name. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    return (element.getAttribute('aria-label') ?? element.innerText).replace(/\s+/g, ' ').trim()
  })

/** The names that Tab passes, so many of them. */
async function tabbed(page: Page, count: number): Promise<string[]> {
  const names: string[] = []
  for (let i = 0; i < count; i++) {
    await page.keyboard.press('Tab')
    names.push(await focused(page))
  }
  return names
}

const untilChosen = (page: Page, date: string) => page.waitForFunction(wanted => window.stage.chosen.at(-1) === wanted, date)
const total = (page: Page) => page.getByRole('link', { name: /^Receivables in all/ }).innerText()

describe('the pane by keyboard alone', function () {
  this.timeout(60_000)
  let stage: PaneStage
  before(async () => {
    stage = await PaneStage.start()
  })
  after(() => stage.stop())

  it('Tab passes status, date, slider and tabs in the order in which they are read', async () => {
    const { page } = await stage.open({ language: 'zh' })
    const names = await tabbed(page, 7)
    expect(names[0]).to.match(/^实时 · 变更 1 · 2分钟前$/)
    expect(names.slice(1)).to.deep.equal(['今天', '上月末', '选择日期', '工作簿的截止日期', '今日', '客户'])
  })

  it('the slider goes by days with the arrows and by month ends with Page Down, and every figure follows', async () => {
    const { page } = await stage.open()
    const slider = page.getByRole('slider', { name: 'As-of date of the workbook' })
    await slider.focus()
    await page.keyboard.press('ArrowLeft')
    await untilChosen(page, '2026-03-30')
    await page.keyboard.press('PageDown')
    await untilChosen(page, '2026-02-28')
    expect(await slider.getAttribute('aria-valuetext')).to.equal('2026-02-28')
    await page.getByText('93,900.00').first().waitFor()
    await page.keyboard.press('Home')
    await untilChosen(page, '2026-01-05')
    expect(await total(page)).to.contain('11,300.00')
    await page.getByRole('button', { name: 'Today', exact: true }).press('Enter')
    await untilChosen(page, 'today')
    await page.getByText('96,190.00').first().waitFor()
    await page.getByRole('button', { name: 'Last month end' }).press('Space')
    await untilChosen(page, 'lastMonthEnd')
  })

  it('the slider sends at most one date at a time, and always the last', async () => {
    const { page } = await stage.open()
    await page.evaluate(() => {
      const { settings } = window.stage.desk
      const { change } = settings
      settings.change = async part => {
        await new Promise(resolve => setTimeout(resolve, 50))
        await change(part)
      }
    })
    await page.getByRole('slider').focus()
    for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowLeft')
    await untilChosen(page, '2026-03-01')
    expect(await page.evaluate(() => window.stage.chosen.length)).to.be.lessThan(30)
  })

  it('a list is one stop of Tab; arrows go through it, also where rows are not drawn, and Enter opens one', async () => {
    const { page } = await stage.open({ book: 'many', today: '2026-11-22' as never }, { route: '/figure/total' })
    const list = page.getByRole('list', { name: 'Receivables by customer' })
    expect(await list.getByRole('listitem').count()).to.be.lessThan(60)
    expect(await list.getByRole('listitem').first().getAttribute('aria-setsize')).to.equal('1000')
    await list.getByRole('link').first().focus()
    for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowDown')
    expect(await focused(page)).to.contain('C0020')
    await page.keyboard.press('End')
    await page.waitForFunction(() => (document.activeElement as HTMLElement).innerText.includes('C0999'))
    await page.keyboard.press('PageUp')
    await page.waitForFunction(() => (document.activeElement as HTMLElement).innerText.includes('C0990'))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'C0990', level: 2 }).waitFor()
    // A reader is told where it has come to.
    await page.waitForFunction(() => document.activeElement?.tagName === 'H2')
  })

  it('the picker is worked with arrows, Enter and Escape', async () => {
    const { page } = await stage.open({}, { route: '/customer' })
    const entry = page.getByRole('combobox')
    await entry.focus()
    await page.keyboard.type('c00')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    expect(await page.getByRole('option', { selected: true }).innerText()).to.contain('C003')
    await page.keyboard.press('Escape')
    expect(await entry.inputValue()).to.equal('')
    await page.keyboard.type('c00')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '北方重工' }).waitFor()
  })

  it('a date is chosen on its page', async () => {
    const { page } = await stage.open({}, { route: '/as-of' })
    await page.getByLabel('Date', { exact: true }).fill('2026-02-15')
    await page.keyboard.press('Enter')
    await untilChosen(page, '2026-02-15')
    await page.getByRole('button', { name: '2026-01-31' }).press('Enter')
    await untilChosen(page, '2026-01-31')
    await page.getByRole('radio', { name: /Moves with the calendar/ }).press('Space')
    await untilChosen(page, 'today')
  })

  it('allocates by keyboard: a space ticks, typed amounts count, Enter posts', async () => {
    const { page } = await stage.open({ book: 'waiting' }, { route: '/allocate/C001' })
    await page.getByRole('checkbox', { name: /^R-1/ }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    expect(await focused(page)).to.equal('R-1')
    await page.keyboard.type('120.50')
    expect(await tabbed(page, 2)).to.deep.equal(['', 'Open items: All'])
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Post 1 allocation' }).press('Enter')
    await page.waitForFunction(() => window.stage.desk.board.notices.some(({ title }) => title === '1 allocation posted.'))
    await page.getByText('879.50').waitFor()
  })

  it('a form does on Enter what its first button does, and opens a report with Space', async () => {
    const { page } = await stage.open({}, { route: '/functions/BALANCE' })
    await page.evaluate(() => window.stage.select({}))
    const customer = page.getByLabel('customer')
    await customer.press('Enter')
    expect(await page.evaluate(() => window.stage.workbook.written)).to.deep.equal({})
    await customer.fill('C001')
    await customer.press('Enter')
    await page.waitForFunction(() => window.stage.workbook.written['Sheet1!B2'] === '=AR.BALANCE("C001")')
    await page.evaluate(() => window.stage.go('/reports'))
    await page.getByRole('button', { name: 'Tie-out' }).press('Space')
    await page.getByText('Documents against the aging').waitFor()
    await page
      .getByRole('textbox', { name: 'As of' })
      .or(page.getByLabel('As of', { exact: true }))
      .last()
      .press('Enter')
    await page.waitForFunction(() => window.stage.workbook.reports[0]?.report === 'tie-out')
  })
})
