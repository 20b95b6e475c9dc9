import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { PaneStage } from './stage.js'

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).click()
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor()
const calls = (page: Page) => page.evaluate(() => window.stage.tables.calls)
const untilCalled = (page: Page, name: string) =>
  page.waitForFunction(wanted => window.stage.tables.calls.some(([call]) => call === wanted), name)
const untilSaid = (page: Page, text: string) =>
  page.waitForFunction(wanted => window.stage.desk.board.notices.some(({ title }) => title.includes(wanted)), text)
const WAITING = { book: 'edited', tables: 'waiting' } as const

describe('making, binding and unbinding tables in the pane', function () {
  this.timeout(60_000)
  let stage: PaneStage
  before(async () => {
    stage = await PaneStage.start()
  })
  after(() => stage.stop())

  it('lists bound tables, goes to one, and unbinds it after asking what is lost', async () => {
    const { page } = await stage.open(WAITING, { route: '/sync' })
    const list = page.getByRole('list', { name: 'Bound tables' })
    await list.getByText('128 rows').first().waitFor()
    await press(page, 'Go to Invoices')
    await page.waitForFunction(() => window.stage.workbook.shown.length === 1)
    expect(await page.evaluate(() => window.stage.workbook.shown)).to.deep.equal(['Invoices!A2'])
    await press(page, 'Unbind Invoices')
    await page.getByText('8 rows edited here and not saved yet will not be saved.').waitFor()
    await press(page, 'Unbind')
    await untilCalled(page, 'unbind')
    expect(await calls(page)).to.deep.equal([['unbind', '{invoices}']])
    expect(await list.getByRole('listitem').count()).to.equal(1)
  })

  it('with nothing bound leads to making a table; required columns stay, seldom ones are off until ticked', async () => {
    const { page, errors } = await stage.open({ book: 'edited' }, { route: '/sync' })
    await press(page, 'New or bind table')
    await page.getByRole('link', { name: /^Invoices/ }).click()
    await heading(page, 'Invoices')
    expect(await page.getByRole('checkbox', { name: /^Invoice \(required\)/ }).isDisabled()).to.equal(true)
    expect(await page.getByRole('checkbox', { name: /^Currency/ }).isChecked()).to.equal(false)
    await page.getByRole('radio', { name: 'All 5 rows of the ledger' }).waitFor()
    await page.getByRole('checkbox', { name: /^Currency/ }).click()
    await page.getByRole('checkbox', { name: /^Terms/ }).click()
    await page.getByRole('radio', { name: /^None/ }).click()
    await press(page, 'Make the table')
    await untilSaid(page, 'The table Invoices is made and bound.')
    expect(await calls(page)).to.deep.equal([
      [
        'create',
        'invoices',
        ['number', 'customer', 'customerName', 'docDate', 'dueDate', 'amount', 'salesperson', 'note', 'currency'],
        false,
      ],
    ])
    await heading(page, 'Sync')
    expect(errors).to.deep.equal([])
  })

  it('shows how far a new table is filled, and stops it', async () => {
    const { page, errors } = await stage.open({ book: 'edited' }, { route: '/tables/customers' })
    await page.evaluate(() => void (window.stage.tables.pieces = 3))
    await press(page, 'Make the table')
    await untilCalled(page, 'create')
    await page.evaluate(() => window.stage.tables.step())
    await page.getByText('1,000 of 3,000').waitFor()
    await press(page, 'Cancel')
    await page.evaluate(() => window.stage.tables.step())
    await untilSaid(page, 'Filling Customers was stopped')
    expect(errors).to.deep.equal([])
  })

  it('binds a table of the workbook: guesses by headings, wants what is required, refuses one column twice', async () => {
    const { page, errors } = await stage.open({ book: 'edited', tables: 'saved', language: 'zh' }, { route: '/tables/invoices' })
    await page.evaluate(() => {
      const { tables } = window.stage
      const headings = ['发票号码', '客户名称', '开票日期', '税额', '金额', '价税合计', '客户经理'].map((heading, id) => ({ id, heading }))
      const table = (tableId: string, name: string, of: typeof headings) => ({
        tableId,
        name,
        sheet: '表1',
        firstRow: 2,
        rows: 9,
        headings: of,
      })
      tables.tell({ found: [...tables.found, table('X', '别的表', headings.slice(6)), table('Y', '登记簿', headings)] })
    })
    await page.getByRole('radio', { name: '绑定本工作簿已有的表' }).click()
    const select = (name: string) => page.getByRole('combobox', { name, exact: false })
    await select('工作簿中的表').waitFor()
    expect(await select('工作簿中的表').locator('option').allInnerTexts()).to.deep.equal(['登记簿（表1，9 行）', '别的表（表1，9 行）'])
    const chosen = async (name: string) => page.getByLabel(name, { exact: true }).locator('option:checked').innerText()
    expect(await chosen('发票号*')).to.equal('发票号码')
    expect(await chosen('客户*')).to.equal('客户名称')
    expect(await chosen('金额*')).to.equal('价税合计')
    await page.getByLabel('金额*', { exact: true }).selectOption('')
    await press(page, '绑定')
    await page.getByText('必填列，请选择对应的列。').waitFor()
    expect(await page.getByRole('alert').last().innerText()).to.equal('尚未选择：金额')
    await page.getByLabel('金额*', { exact: true }).selectOption('开票日期')
    await page.getByText('与“日期”选了同一列。').waitFor()
    await press(page, '绑定')
    expect(await calls(page)).to.deep.equal([])
    await page.getByLabel('金额*', { exact: true }).selectOption('价税合计')
    await page.getByRole('checkbox', { name: /^同时加入账簿的其他行/ }).click()
    await press(page, '绑定')
    await untilCalled(page, 'bind')
    expect(await calls(page)).to.deep.equal([['bind', 'Y', 'invoices', { number: 0, customer: 1, docDate: 2, amount: 5 }, true]])
    await heading(page, '同步')
    expect(errors).to.deep.equal([])
  })

  it('needs the facts in the workbook, and says so', async () => {
    const { page } = await stage.open({ book: 'edited', status: { phase: 'remote' } }, { route: '/tables' })
    await page.getByText('This page needs the facts in the workbook.').waitFor()
  })
})
