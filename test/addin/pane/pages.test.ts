import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { day } from '../../../shared/dates.js'
import { call, contextOf } from '../../../shared/functions/evaluate.js'
import { daysText } from '../../../addin/pane/figures.js'
import { exampleBook } from './page/books.js'
import { PaneStage } from './stage.js'

/** The texts of the rows under a heading or a label, each with its spaces as one. */
const rowsOf = async (page: Page, label: string): Promise<string[]> => {
  const texts = await page.getByRole('list', { name: label, exact: true }).getByRole('listitem').allInnerTexts()
  return texts.map(text => text.replace(/\s+/g, ' ').trim())
}
const heading = (page: Page, text: string | RegExp) => page.getByRole('heading', { name: text }).first().waitFor()
const tableOf = async (page: Page): Promise<string[]> =>
  (await page.getByRole('table').first().getByRole('row').allInnerTexts()).map(text => text.replace(/\s+/g, ' ').trim())

describe('the pages of the pane', function () {
  this.timeout(60_000)
  let stage: PaneStage
  before(async () => {
    stage = await PaneStage.start()
  })
  after(() => stage.stop())

  it('Today shows the figures that the functions give, each with its change since the day before', async () => {
    const { page, errors } = await stage.open()
    const dso = (date: string) => call(contextOf(exampleBook(), day(date)), 'DSO', ['*']) as number
    const [now, then] = [dso('2026-03-31'), dso('2026-03-30')].map(daysText)
    expect(await rowsOf(page, 'Key figures')).to.deep.equal([
      'Receivables in all 96,190.00 unchanged since 2026-03-30',
      'Overdue 26,640.00 25.1% of open debts · unchanged since 2026-03-30',
      'Unapplied receipts and credits -10,000.00 unchanged since 2026-03-30',
      `DSO, days ${now} ${now === then ? 'unchanged since 2026-03-30' : `${now > then ? '▲ up' : '▼ down'} ${daysText(Math.abs(Number(now) - Number(then)))} since 2026-03-30`}`,
    ])
    expect(await tableOf(page)).to.deep.equal([
      'Days overdue Amount, CNY Share',
      'Not due 79,550.00 74.9%',
      '1–30 days 20,340.00 19.2%',
      '31–60 days 6,300.00 5.9%',
      '61–90 days – –',
      'Over 90 days – –',
      'Unapplied -10,000.00',
    ])
    expect(await rowsOf(page, 'Top debtors')).to.deep.equal([
      '华东机电 90,540.00 overdue 26,640.00',
      '南方机电设备 5,650.00 nothing overdue',
    ])
    expect(errors).to.deep.equal([])
  })

  it('Today lists what was posted since the day before, which is by how much receivables have changed', async () => {
    const { page } = await stage.open({ today: '2026-03-20' as never })
    expect((await rowsOf(page, 'Key figures'))[0]).to.equal('Receivables in all 116,190.00 ▲ up 5,650.00 since 2026-03-19')
    expect(await rowsOf(page, 'Posted since 2026-03-19')).to.deep.equal(['南方机电设备 5,650.00 INV-201 · invoice'])
  })

  it('shows money in ten thousands on demand, everywhere', async () => {
    const { page } = await stage.open({ language: 'zh' })
    await page.getByRole('button', { name: '金额单位改为: 万元' }).click()
    expect((await rowsOf(page, '主要数字'))[0]).to.equal('应收合计 9.62 与 2026-03-30 相同')
    expect((await tableOf(page))[0]).to.equal('逾期天数 金额, 万元 占比')
  })

  it('leads from a figure to the customers behind it, which add up to it', async () => {
    const { page } = await stage.open({ book: 'demo', today: '2026-11-22' as never })
    for (const name of ['Receivables in all', 'Overdue', 'Unapplied receipts and credits']) {
      const row = page.getByRole('list', { name: 'Key figures' }).getByRole('link', { name })
      const figure = /-?[\d,]+\.\d\d/.exec(await row.innerText())![0]
      await row.click()
      await heading(page, /by customer/)
      expect(await page.getByText(figure, { exact: true }).count()).to.be.greaterThan(0)
      await page.evaluate(() => window.stage.go('/today'))
      await heading(page, 'Today')
    }
  })

  it('needs attention for customers over their limit, and leads to them', async () => {
    const { page } = await stage.open({ book: 'long', today: '2026-11-22' as never })
    await page.getByRole('link', { name: /^3 over their credit limit/ }).click()
    await heading(page, 'Over the credit limit')
    expect(await rowsOf(page, 'Over the credit limit')).to.have.length(3)
  })

  it('the customer’s page shows aging, credit in parts, open items, habit and margin', async () => {
    const { page, errors } = await stage.open({}, { route: '/customer/C001' })
    await heading(page, '华东机电')
    expect(await rowsOf(page, 'Credit')).to.deep.equal([
      'Open debts 100,540.00',
      'Unapplied -10,000.00',
      'Delivered, not billed 15,000.00',
      'Ordered, not delivered 25,000.00',
      'Exposure 130,540.00',
      'Credit limit 150,000.00',
      'Credit left 19,460.00',
    ])
    expect((await rowsOf(page, 'Open items')).slice(0, 3)).to.deep.equal([
      'INV-101 6,300.00 invoice · due 2026-02-04 · 55 days overdue · of 11,300.00',
      'RC-301 -10,000.00 receipt · of 2026-03-05 · of -15,000.00',
      'INV-102 20,340.00 invoice · due 2026-03-22 · 9 days overdue · of 22,600.00',
    ])
    await page.evaluate(() => window.stage.go('/customer/C002'))
    await heading(page, '南方机电设备')
    expect(await rowsOf(page, 'Margin, 2026-01-01 to 2026-03-31')).to.deep.equal([
      'Sales without tax 5,000.00',
      'Cost 3,500.00',
      'Gross margin 1,500.00 Of sales 30.0%',
    ])
    expect(errors).to.deep.equal([])
  })

  it('the customer’s page follows the selected cell: its value, its formula’s texts and references, else its row', async () => {
    const { page } = await stage.open({}, { route: '/customer' })
    await heading(page, 'No customer is chosen')
    const cells: [Parameters<typeof window.stage.select>, string][] = [
      [[{ value: 'C002' }], '南方机电设备'],
      [[{ formula: '=AR.AGING("C001","31-60")', value: 6300 }], '华东机电'],
      [[{ formula: '=AR.BALANCE($A$7)', value: 0 }, { A7: [['北方重工']] }], '北方重工'],
      [[{ row: 4, value: 5 }, { 'A5:D5': [[1, 'C001', '', '']] }], '华东机电'],
    ]
    for (const [given, name] of cells) {
      await page.evaluate(([cell, around]) => window.stage.select(cell, around), given)
      await heading(page, name)
    }
    await page.evaluate(() => window.stage.select({ value: 'nobody' }))
    await heading(page, '华东机电')
  })

  it('finds customers by code, name and pinyin as one types', async () => {
    const { page } = await stage.open({}, { route: '/customer' })
    const entry = page.getByRole('combobox')
    for (const [typed, found] of [
      ['c00', ['C001华东机电', 'C002南方机电设备', 'C003北方重工']],
      ['hdjd', ['C001华东机电']],
      ['beifang', ['C003北方重工']],
      ['机电', ['C001华东机电', 'C002南方机电设备']],
    ] as const) {
      await entry.fill(typed)
      expect((await page.getByRole('option').allInnerTexts()).map(text => text.replace(/\s+/g, ''))).to.deep.equal(found)
    }
    await entry.fill('zzz')
    await page.getByText('No customer matches.').waitFor()
    await entry.fill('bfzg')
    await entry.press('Enter')
    await heading(page, '北方重工')
  })
})
