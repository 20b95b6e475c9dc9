import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { PaneStage } from './stage.js'

/** The texts of the rows of a list, each with its spaces as one. */
const rowsOf = async (page: Page, label: string): Promise<string[]> => {
  const texts = await page.locator(`ul[aria-label="${label}"] > li`).allInnerTexts()
  return texts.map(text => text.replace(/\s+/g, ' ').trim())
}
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).click()
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor()
const calls = (page: Page) => page.evaluate(() => window.stage.tables.calls)
const untilCalled = (page: Page, name: string) =>
  page.waitForFunction(wanted => window.stage.tables.calls.some(([call]) => call === wanted), name)
const untilSaid = (page: Page, text: string) =>
  page.waitForFunction(wanted => window.stage.desk.board.notices.some(({ title }) => title.includes(wanted)), text)
const WAITING = { book: 'edited', tables: 'waiting' } as const

describe('the pages of the pane for bound tables', function () {
  this.timeout(60_000)
  let stage: PaneStage
  before(async () => {
    stage = await PaneStage.start()
  })
  after(() => stage.stop())

  it('Sync says in one line what matters most, and syncs now', async () => {
    const { page, errors } = await stage.open(WAITING, { route: '/sync' })
    const state = page.locator('div', { has: page.locator('> p[role=status]') })
    expect((await state.innerText()).replace(/\s+/g, ' ')).to.equal(
      '1 row to be saved The oldest was edited 2 hours ago. 7 more rows need you, see below.',
    )
    await page.evaluate(() => window.stage.tables.tell({ status: { working: { what: 'sending', done: 3, total: 12 } } }))
    await page.getByText('3 of 12').waitFor()
    await press(page, 'Stop')
    await untilCalled(page, 'cancel')
    expect(await page.getByRole('progressbar', { name: 'Saving to the ledger' }).getAttribute('aria-valuenow')).to.equal('3')
    expect(await page.getByRole('button', { name: 'Sync now' }).getAttribute('aria-disabled')).to.equal('true')
    await page.evaluate(() => window.stage.tables.tell({ status: { problem: { code: 'SERVICE_FAILED', message: 'The service failed.' } } }))
    await page.getByText('The last sync did not work').waitFor()
    await page.evaluate(() => window.stage.tell({ live: 'offline' }))
    await page.getByText('Edits are kept in the workbook').waitFor()
    await page.evaluate(() => window.stage.tell({ live: 'live' }))
    await page.evaluate(() => window.stage.tables.tell({ status: {} }))
    await press(page, 'Sync now')
    await page.getByText('7 rows need you').waitFor()
    await page.evaluate(() => window.stage.tables.tell({ pending: [] }))
    await page.getByText(/^Everything was saved at \d\d:\d\d$/).waitFor()
    expect(errors).to.deep.equal([])
  })

  it('says the steps of corrections and reversals in words, with the allocations that come off and are made again', async () => {
    const { page, errors } = await stage.open(WAITING, { route: '/sync' })
    const [first] = await rowsOf(page, 'Corrections to agree to')
    expect(first).to.equal(
      'I-1 900.00 Invoices · C001 · 2026-03-01 takes the allocation R-1 → I-1 400.00 of 2026-03-15 off ' +
        'reverses I-1 1,000.00 dated 2026-03-01 posts I-1 900.00 dated 2026-03-01 allocates R-1 → I-1 400.00 as of 2026-03-15',
    )
    expect(await rowsOf(page, 'Deleted rows')).to.deep.equal([
      'I-5 450.00 Invoices · C001 · 2026-02-12 takes the allocation R-1 → I-5 200.00 of 2026-03-16 off reverses I-5 450.00 dated 2026-02-12',
    ])
    expect(await rowsOf(page, 'Drafts')).to.deep.equal(['I-21 80.00 Invoices · C001 Missing: Date Go to Date'])
    expect((await rowsOf(page, 'Refused rows'))[0]).to.contain('There is no customer C404.')
    // What was tried out left nothing in the ledger.
    expect(await page.evaluate(() => window.stage.desk.replica.book!.documents.count)).to.equal(6)
    expect(errors).to.deep.equal([])
  })

  it('agrees to all after asking with counts, to one that is ticked at once, and a question put aside changes nothing', async () => {
    const { page } = await stage.open(WAITING, { route: '/sync' })
    await press(page, 'Agree (2)')
    await page.getByText('1 allocation comes off; 2 documents are reversed; 2 documents are posted; 1 allocation is made.').waitFor()
    await press(page, 'Not now')
    expect(await calls(page)).to.deep.equal([])
    await page.getByRole('checkbox', { name: 'Select I-4' }).click()
    await press(page, 'Agree (1)')
    await untilCalled(page, 'agree')
    expect(await calls(page)).to.deep.equal([['agree', ['4']]])
    expect(await rowsOf(page, 'Corrections to agree to')).to.have.length(1)
  })

  it('asks before many conflicts are settled one way, and before deleted rows are reversed or edits taken back', async () => {
    const { page } = await stage.open(WAITING, { route: '/sync' })
    await page.getByRole('checkbox', { name: 'Changed by others too: Select all' }).click()
    await press(page, 'Take theirs (2)')
    await page.getByText('Take their values for 2 rows?').waitFor()
    await press(page, 'Do it')
    await untilCalled(page, 'resolve')
    await press(page, 'Put back (1)')
    await untilCalled(page, 'settleRemoved')
    await press(page, 'Take back (2)')
    await page.getByText('2 rows get what the ledger has.').waitFor()
    await press(page, 'Take back')
    await untilCalled(page, 'takeBack')
    const made = await calls(page)
    expect(made).to.deep.equal([
      ['resolve', ['2', '3'], 'theirs'],
      ['settleRemoved', ['5'], 'restore'],
      ['takeBack', ['1', '4']],
    ])
  })

  it('a row that cannot be reversed says why, and is not sent', async () => {
    const { page } = await stage.open(WAITING, { route: '/sync' })
    await page.evaluate(() => {
      const { tables } = window.stage
      const edit = { tableId: '{customers}', table: 'customers', id: 'C001', fields: { code: 'C001', name: '东方' }, base: 1, editedAt: 1 }
      tables.tell({ pending: [{ ...edit, state: 'removed' }] })
    })
    await page.getByText(/^It cannot be reversed\./).waitFor()
    await press(page, 'Reverse in the ledger (1)')
    await untilSaid(page, 'None of these rows can be reversed')
    expect(await calls(page)).to.deep.equal([])
  })

  it('a press on a row selects it in the sheet, at the cell that is to be mended; arrows go through the rows', async () => {
    const { page } = await stage.open(WAITING, { route: '/sync' })
    await press(page, /^I-2 230\.00/)
    await press(page, 'Go to Date')
    await press(page, 'Go to the cell')
    await page.waitForFunction(() => window.stage.tables.calls.length === 3)
    expect(await calls(page)).to.deep.equal([
      ['show', '2', 'amount'],
      ['show', '~bbbbbbbbbbbb', 'docDate'],
      ['show', '~aaaaaaaaaaaa', undefined],
    ])
    await page.getByRole('button', { name: /^I-1 900/ }).focus()
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).innerText)).to.contain('I-4')
  })

  it('a conflict is shown side by side and settled field by field; a wrong text is told', async () => {
    const { page, errors } = await stage.open(WAITING, { route: '/sync' })
    await page.getByRole('link', { name: 'Compare I-2' }).click()
    await heading(page, 'I-2 was changed by others too')
    await page.getByText(/^Changed by 李会计, 2026-03-31 .*, change 1,284$/).waitFor()
    const amount = page.getByRole('radiogroup', { name: 'Amount' })
    expect((await amount.innerText()).replace(/\s+/g, ' ')).to.equal('Before: 200.00 Mine 230.00 Theirs 123,456,789,012.50 Another value')
    await press(page, 'Save')
    expect(await page.getByText('Choose one.').count()).to.equal(2)
    const typed = page.getByRole('textbox', { name: 'Another value for Amount' })
    await typed.fill('12,34')
    await page.getByText(/“12,34”/).waitFor()
    await typed.fill('1,240.50')
    expect(await amount.getByRole('radio', { name: 'Another value' }).isChecked()).to.equal(true)
    await page.getByRole('textbox', { name: 'Another value for Due date' }).fill('03/04/2026')
    await press(page, 'Save')
    await page.getByText(/“03\/04\/2026” is not a date/).waitFor()
    expect(await calls(page)).to.deep.equal([])
    await page.getByRole('radio', { name: /^Theirs 2026-06-30/ }).focus()
    await page.keyboard.press('Space')
    await typed.press('Enter')
    await untilCalled(page, 'resolve')
    expect(await calls(page)).to.deep.equal([['resolve', ['2'], { amount: '1240.5', dueDate: '2026-06-30' }]])
    await heading(page, 'Sync')
    await page.getByRole('link', { name: /^Compare INVOICE/ }).click()
    await press(page, 'All mine')
    await press(page, 'Save')
    await page.waitForFunction(() => window.stage.tables.calls.length === 2)
    expect((await calls(page))[1]).to.deep.equal(['resolve', ['3'], 'mine'])
    expect(errors).to.deep.equal([])
  })

  it('a conflict that is settled elsewhere meanwhile leads back', async () => {
    const { page } = await stage.open(WAITING, { route: '/sync' })
    await page.getByRole('link', { name: 'Compare I-2' }).click()
    await page.evaluate(() => window.stage.tables.tell({ pending: [] }))
    await heading(page, 'This row is settled')
    await press(page, 'All rows')
    await heading(page, 'Sync')
  })

  it('draws long sections in parts, and acts on all their rows', async () => {
    const { page } = await stage.open({ book: 'edited', tables: 'many' }, { route: '/sync' })
    expect(await rowsOf(page, 'Refused rows')).to.have.length(50)
    await press(page, 'Show 50 more')
    expect(await rowsOf(page, 'Refused rows')).to.have.length(100)
    await press(page, 'Take back (120)')
    await page.getByText('120 new rows are taken out of the table.').waitFor()
    await press(page, 'Take back')
    await untilCalled(page, 'takeBack')
    expect(((await calls(page))[0][1] as string[]).length).to.equal(120)
  })

  it('Today and the status line tell what waits, and lead to Sync', async () => {
    const { page } = await stage.open(WAITING, { route: '/today' })
    const rows = await rowsOf(page, 'Needs attention')
    expect(rows.map(row => row.split('. ')[0])).to.deep.equal([
      '2 rows changed by others too Say which value holds.',
      '2 corrections to agree to They change what is posted',
      '1 row deleted Say whether to reverse them in the ledger.',
      '1 row was refused See the reason and go to the cell.',
      '1 draft Something required is still missing.',
    ])
    const line = page.getByTitle('Show the details of the connection')
    expect(await line.innerText()).to.equal('Live · 1 to be saved · 7 need you · oldest edit 2 hours ago · change 1 · 2 minutes ago')
    await line.click()
    await page.getByRole('list', { name: 'Tables' }).getByText('Rows that need you').waitFor()
    await page.evaluate(() => window.stage.go('/today'))
    await page.getByRole('link', { name: /^1 draft/ }).click()
    await heading(page, 'Sync')
  })
})
