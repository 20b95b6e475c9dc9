import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { PaneStage } from './stage.js'

/** The texts of the rows of a list, each with its spaces as one. */
const rowsOf = async (page: Page, label: string): Promise<string[]> => {
  const texts = await page.getByRole('list', { name: label, exact: true }).getByRole('listitem').allInnerTexts()
  return texts.map(text => text.replace(/\s+/g, ' ').trim())
}
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).click()
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor()
const tick = (page: Page, name: RegExp) => page.getByRole('checkbox', { name }).click()
const drawnReports = (page: Page) => page.evaluate(() => window.stage.workbook.reports.map(({ report, params }) => ({ report, ...params })))
const untilSaid = (page: Page, text: string) =>
  page.waitForFunction(wanted => window.stage.desk.board.notices.some(({ title }) => title.includes(wanted)), text)

describe('the pages of the pane for work', function () {
  this.timeout(60_000)
  let stage: PaneStage
  before(async () => {
    stage = await PaneStage.start()
  })
  after(() => stage.stop())

  it('Functions finds one by words of either language, answers as one types and inserts the formula', async () => {
    const { page, errors } = await stage.open({}, { route: '/functions' })
    await page.getByRole('searchbox').fill('逾期 customer')
    await page.getByRole('link', { name: /^OVERDUE/ }).waitFor()
    await page.getByRole('searchbox').fill('aging')
    await page.getByRole('link', { name: /^AGING/ }).click()
    await page.getByText('Fill in what is asked for').waitFor()
    await press(page, 'Use the example')
    expect(await page.getByRole('status', { name: 'It answers' }).innerText()).to.equal('It answers 6,300.00')
    await page.getByLabel('customer').fill('C404')
    await page.getByRole('status', { name: 'It answers' }).getByText('C404').waitFor()
    await page.getByLabel('customer').fill('C001')
    await page.evaluate(() => window.stage.select({}))
    await press(page, 'Insert into the selected cell')
    await untilSaid(page, '=AR.AGING("C001","31-60","2026-03-31") was inserted.')
    expect(await page.evaluate(() => window.stage.workbook.written)).to.deep.equal({
      'Sheet1!B2': '=AR.AGING("C001","31-60","2026-03-31")',
    })
    // What stands in the cell is asked about first; without an answer nothing is written.
    await page.evaluate(() => window.stage.select({ address: 'C3', value: 12, text: '12.00' }))
    await press(page, 'Insert into the selected cell')
    await press(page, 'Cancel')
    expect(await page.evaluate(() => Object.keys(window.stage.workbook.written))).to.deep.equal(['Sheet1!B2'])
    expect(errors).to.deep.equal([])
  })

  it('Reports draws every report of the catalogue with what was chosen', async () => {
    const { page, errors } = await stage.open({}, { route: '/reports' })
    const names = await page.getByRole('heading', { level: 3 }).allInnerTexts()
    for (const name of names) {
      const item = page.locator('.fui-AccordionItem', { has: page.getByRole('heading', { name, exact: true }) })
      const panel = item.getByRole('button', { name, exact: true })
      if ((await panel.getAttribute('aria-expanded')) === 'false') await panel.click()
      if (name === 'Customer statement') await item.getByRole('textbox', { name: 'Customer' }).fill('华东机电')
      if (name === 'Margin') await item.getByLabel('Rows by').selectOption({ label: 'region' })
      await item.getByRole('button', { name: 'Draw on a new sheet' }).click()
      await untilSaid(page, `${name} is drawn.`)
    }
    const asOf = '2026-03-31'
    expect((await drawnReports(page)).map(({ knownAt: _, ...params }) => params)).to.deep.equal([
      { report: 'monthly-aging', asOf },
      { report: 'open-items', asOf },
      { report: 'statement', customer: '华东机电', period: '2026-03', asOf },
      { report: 'roll-forward', period: '2026-03', asOf },
      { report: 'margin', period: '2026-03', by: 'region', asOf },
      { report: 'tie-out', asOf },
      { report: 'completeness', period: '2026-03', asOf },
      { report: 'change-bridge', period: '2026-03', asOf },
    ])
    const aging = await page.evaluate(() => window.stage.workbook.drawn[0].values.find(cells => cells.includes('Total')))
    expect(aging).to.include(96190)
    expect(errors).to.deep.equal([])
  })

  it('Reports asks only what a report uses; a refusal leaves what was typed where it is', async () => {
    const { page } = await stage.open({ language: 'zh' }, { route: '/reports' })
    await page.getByLabel('版式').selectOption('audit')
    expect(await page.getByLabel('分组').count()).to.equal(0)
    await press(page, '变动原因')
    await page.getByLabel('比较').selectOption('since')
    expect(await page.getByLabel('期间').count()).to.equal(0)
    const draw = page.getByRole('button', { name: '生成到新工作表' })
    expect(await draw.getAttribute('aria-disabled')).to.equal('true')
    await page.getByLabel('当时所知').fill('1')
    await page.getByLabel('客户', { exact: true }).fill('没有此客户')
    await draw.click()
    await page.getByRole('region', { name: '通知与进度' }).getByText('没有此客户').waitFor()
    expect(await page.getByLabel('客户', { exact: true }).inputValue()).to.equal('没有此客户')
    await page.getByLabel('客户', { exact: true }).fill('C001')
    await draw.click()
    await untilSaid(page, '变动原因已生成')
    expect(await drawnReports(page)).to.deep.equal([
      { report: 'change-bridge', asOf: '2026-03-31', since: '1', customer: 'C001', knownAt: 1 },
    ])
  })

  it('Status tells how the ledger stands, and sets what can be set', async () => {
    const { page } = await stage.open({}, { route: '/status' })
    expect((await rowsOf(page, 'Ledger')).filter((_, row) => row !== 5)).to.deep.equal([
      'Company Example company',
      'Address the address this pane came from',
      'Answers come from this workbook’s own memory',
      'Change 1',
      'Newest change 1',
      'Documents 11',
      'Cells with functions 12',
      'Waiting for Refresh 0',
      'Version of the rules 1.0',
      'Runs in EXCEL, PC',
    ])
    await page.getByRole('switch', { name: /^Live/ }).click()
    await page.getByRole('link', { name: /^Manual/ }).waitFor()
    await page.evaluate(() => window.stage.behind(7))
    await press(page, 'Refresh now')
    await page.getByText('Waiting for Refresh').locator('..').getByText('0').waitFor()
    await page.getByRole('switch', { name: /ten thousands/ }).click()
    expect(await page.evaluate(() => window.stage.desk.preferences.unit)).to.equal('tenThousand')
    await page.getByLabel('Address of the ledger').fill('nonsense')
    await page.getByLabel('Address of the ledger').press('Enter')
    await page.getByText('Enter an address such as https://ledger.example.com.').waitFor()
  })

  it('Allocate lays credits on debts in three ways, shows the difference, posts and takes back', async () => {
    const { page, errors } = await stage.open({ book: 'waiting' }, { route: '/allocate/C001' })
    await heading(page, 'Allocate: 东方机电设备有限公司')
    for (const name of [/^R-1/, /^R-2/, /^I-1/, /^I-2/, /^I-3/]) await tick(page, name)
    expect(await rowsOf(page, 'Difference')).to.deep.equal(['Credits chosen 1,100.00', 'Items chosen 1,900.00', 'Difference -800.00'])
    const ways = {
      proRata: ['From R-1 to I-1 578.95', 'From R-1 to I-2 221.05', 'From R-2 to I-2 126.32', 'From R-2 to I-3 173.68'],
      byNumber: ['From R-2 to I-3 300.00'],
      oldestFirst: ['From R-1 to I-1 800.00', 'From R-2 to I-1 200.00', 'From R-2 to I-2 100.00'],
    }
    for (const [way, rows] of Object.entries(ways)) {
      await page.getByLabel('How').selectOption(way)
      expect(await rowsOf(page, 'What will be posted')).to.deep.equal(rows)
    }
    // What is typed takes the place of what is left; more than that is not taken.
    await page.getByRole('textbox', { name: 'R-1' }).fill('1,000,000')
    await page.getByRole('textbox', { name: 'R-2' }).fill('50')
    await page.getByRole('textbox', { name: 'R-2' }).press('Tab')
    expect((await rowsOf(page, 'Difference'))[0]).to.equal('Credits chosen 850.00')
    await press(page, 'Post 2 allocations')
    await untilSaid(page, '2 allocations posted.')
    expect(await page.getByRole('checkbox', { checked: true }).count()).to.equal(0)
    expect(await rowsOf(page, 'Receipts and credits')).to.deep.equal(['R-2 of 2026-03-20 250.00'])
    expect((await rowsOf(page, 'Open items'))[0]).to.equal('I-1 due 2026-02-04 150.00')
    await press(page, 'Undo')
    await untilSaid(page, 'Taken back; the items are open again.')
    expect((await rowsOf(page, 'Open items'))[0]).to.equal('I-1 due 2026-02-04 1,000.00')
    expect(errors).to.deep.equal([])
  })

  it('Allocate sums no two currencies, keeps what was ticked when it is refused, and does the same by a table', async () => {
    const { page } = await stage.open({ book: 'waiting' }, { route: '/allocate/C001' })
    await tick(page, /^R-2/)
    await tick(page, /^U-1 due 2026-03-31 · USD/)
    expect((await rowsOf(page, 'Difference'))[2]).to.equal('Difference – Several currencies are chosen. Choose items of one.')
    await tick(page, /^U-1/)
    await tick(page, /^I-3/)
    await page.evaluate(() => window.stage.tell({ live: 'offline' }))
    await press(page, 'Post 1 allocation')
    await untilSaid(page, 'There is no connection to the ledger')
    expect(await page.getByRole('checkbox', { name: /^(R-2|I-3)/, checked: true }).count()).to.equal(2)
    await page.evaluate(() => window.stage.tell({ live: 'live' }))
    await press(page, 'As a table on a sheet')
    await page.waitForFunction(() => window.stage.workbook.tables.length === 1)
    await press(page, 'Post the table of this sheet')
    await untilSaid(page, '3 allocations posted.')
    expect(await rowsOf(page, 'Receipts and credits')).to.deep.equal([])
  })

  it('Explain tells of the selected cell in words, parts and documents, which add up, and lists them on a sheet', async () => {
    const { page, errors } = await stage.open({}, { route: '/explain' })
    await page.evaluate(() =>
      window.stage.select({ formula: '=AR.BALANCE("C001")-AR.OVERDUE("C001")+100', value: 64000, text: '64,000.00' }),
    )
    await press(page, 'Explain the selected cell')
    await heading(page, 'Explain Sheet1!B2')
    expect(await rowsOf(page, 'Terms')).to.deep.equal(['AR.BALANCE("C001") 90,540.00', 'AR.OVERDUE("C001") -26,640.00', '100 100.00'])
    const documents = await rowsOf(page, 'Documents behind it')
    expect(documents[1]).to.equal('RC-301 -10,000.00 receipt · 华东机电 · 2026-03-05')
    const total = documents.reduce((sum, row) => sum + Number(/-?[\d,]+\.\d\d/.exec(row)![0].replaceAll(',', '')), 0)
    expect(total).to.equal(64000 - 100)
    await page.getByText('63,900.00', { exact: true }).waitFor()
    await press(page, 'List them on a new sheet')
    await untilSaid(page, 'Drill B2 has the documents behind B2.')
    expect(await page.evaluate(() => window.stage.workbook.drawn.map(({ name }) => name))).to.deep.equal(['Drill B2'])
    await page.evaluate(() => window.stage.select({ value: 5, text: '5' }))
    await press(page, 'Explain the selected cell')
    await untilSaid(page, 'Sheet1!B2')
    await heading(page, 'Explain Sheet1!B2')
    expect(errors).to.deep.equal([])
  })

  it('Why did it change adds up to the difference, for other moments too, and draws a customer’s or the company’s', async () => {
    const { page, errors } = await stage.open({}, { route: '/why' })
    await page.evaluate(() => window.stage.select({ formula: '=AR.BALANCE("C001")', value: 90540, text: '90,540.00' }))
    await press(page, 'Ask for the selected cell')
    await heading(page, 'Why did Sheet1!B2 change')
    const figure = (text: string) => Number(/-?[\d,]+\.\d\d$/.exec(text.trim())![0].replaceAll(',', ''))
    const parts = async () => (await page.getByRole('main').locator('h3 button').allInnerTexts()).map(figure)
    const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)
    const ends = async () => (await rowsOf(page, 'Difference')).map(row => row.replace(' known at change 1', '')).map(figure)
    const [closing, difference, left] = await ends()
    expect([closing, left]).to.deep.equal([90540, 0])
    expect(sum(await parts())).to.equal(difference)
    await press(page, /^New invoices/)
    expect((await rowsOf(page, 'New invoices'))[0]).to.equal('INV-103 33,900.00 华东机电')
    await page.getByLabel('From date').fill('2026-01-31')
    await press(page, 'Show what lies between')
    await page.getByText('From 2026-01-31').waitFor()
    expect(sum(await parts())).to.equal((await ends())[1])
    await press(page, 'Draw for 华东机电')
    await untilSaid(page, 'Why it changed is drawn.')
    await page.getByLabel('From date').fill('2026-03-31')
    await press(page, 'Draw for the whole company')
    await page.waitForFunction(() => window.stage.workbook.reports.length === 2)
    expect(await drawnReports(page)).to.deep.equal([
      { report: 'change-bridge', asOf: '2026-03-31', period: '2026-02-01..2026-03-31', customer: 'C001', knownAt: 1 },
      { report: 'change-bridge', asOf: '2026-03-31', since: 1, knownAt: 2 },
    ])
    await page.getByLabel('From change').fill('1')
    await page.getByLabel('From date').fill('2026-01-31')
    expect(await page.getByRole('button', { name: 'Draw for the whole company' }).getAttribute('aria-disabled')).to.equal('true')
    expect(errors).to.deep.equal([])
  })

  it('Verify shows each altered cell and goes to it; what the ledger has learned since stands apart', async () => {
    const { page } = await stage.open({}, { route: '/reports' })
    await press(page, 'Draw on a new sheet')
    await untilSaid(page, 'Monthly aging is drawn.')
    await page.evaluate(() => window.stage.go('/verify'))
    await press(page, 'Verify the sheet in view')
    await page.getByText('Every cell reads as it was sealed.').waitFor()
    await page.getByText('The ledger would answer the same today.').waitFor()
    const place = await page.evaluate(() => {
      const [{ values, formulas }] = window.stage.workbook.drawn
      const row = values.findIndex(cells => cells.includes('C002'))
      const column = values[row].indexOf(5650)
      values[row][column] = formulas[row][column] = 999
      return { row, column }
    })
    const address = `${String.fromCharCode(65 + place.column)}${place.row + 1}`
    await page.evaluate(amount => {
      const { connection, refresh } = window.stage.desk.replica
      const row = { number: 'I-10', customer: 'C002', docDate: '2026-03-21', dueDate: '2026-04-20', amount }
      const push = { pushId: 'push-0001', rows: [{ table: 'invoices', row }], source: {}, atomic: true, repeats: 'refused' as const }
      return connection.push({ ...push, dryRun: false }).then(() => refresh())
    }, '100.00')
    await press(page, 'Verify the sheet in view')
    await page.getByRole('list', { name: 'Altered since' }).waitFor()
    const altered = await rowsOf(page, 'Altered since')
    expect(altered.filter(row => row.includes(address))).to.have.length(1)
    expect(altered.join()).to.contain('was 5,650, is 999')
    expect((await rowsOf(page, 'Learned since')).some(row => row.includes('by now 5,750'))).to.equal(true)
    await page.getByRole('list', { name: 'Altered since' }).getByRole('button', { name: address }).click()
    await page.waitForFunction(() => window.stage.workbook.shown.length > 0)
    expect(await page.evaluate(() => window.stage.workbook.shown[0])).to.match(new RegExp(`!${address}$`))
  })

  it('Health lists what is wrong, goes to the cell and mends it', async () => {
    const { page, errors } = await stage.open({}, { route: '/health' })
    await page.evaluate(() => {
      const { formulas } = window.stage.workbook
      formulas.push({ row: 3, column: 1, formula: '=AR.BALANCE("C001")', shows: '#NAME?' })
      formulas.push({ row: 4, column: 1, formula: '=AR.NOTHING()', shows: '#NAME?' })
    })
    await press(page, 'Check the workbook')
    await page.getByText(/Formulas of Duebook: 2\.$/).waitFor()
    expect(await page.getByRole('heading', { level: 3 }).allInnerTexts()).to.deep.equal([
      'Formulas show #NAME?',
      'Functions that do not exist',
    ])
    await press(page, 'Go to Sheet1!B4')
    await page.waitForFunction(() => window.stage.workbook.shown.length === 1)
    expect(await page.evaluate(() => window.stage.workbook.shown)).to.deep.equal(['Sheet1!B4'])
    await press(page, 'Enter the formulas again')
    await page.getByText('Formulas show #NAME?').waitFor({ state: 'detached' })
    expect(await page.evaluate(() => window.stage.workbook.written)).to.deep.equal({ 'Sheet1!B4': '=AR.BALANCE("C001")' })
    await page.evaluate(() => window.stage.workbook.formulas.pop())
    await press(page, 'Check the workbook')
    await page.getByText('Nothing is wrong in this workbook.').waitFor()
    expect(errors).to.deep.equal([])
  })

  it('the customer’s page leads to allocating, draws the statement, and asks why the balance changed', async () => {
    const { page } = await stage.open({}, { route: '/customer/C002' })
    await press(page, 'Statement')
    await untilSaid(page, 'Customer statement is drawn.')
    const [{ report, customer }] = (await drawnReports(page)) as { report: string; customer?: string }[]
    expect([report, customer]).to.deep.equal(['statement', 'C002'])
    await page.getByRole('link', { name: 'Why did it change' }).click()
    await page.getByRole('button', { name: 'Draw for 南方机电设备' }).waitFor()
    await page.evaluate(() => window.stage.go('/customer/C002'))
    await page.getByRole('link', { name: 'Allocate' }).click()
    await heading(page, 'Allocate: 南方机电设备')
  })
})
