import AxeBuilder from '@axe-core/playwright'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { BANK_TEXTS } from '../../../addin/pane/texts/bank.js'
import { PaneStage } from './stage.js'

const ACCOUNT = '6222 0000 1111'
const line = (serial: string) => `/bank/${encodeURIComponent(`${ACCOUNT}|${serial}`)}`
const rowsOf = async (page: Page, label: string): Promise<string[]> => {
  const texts = await page.getByRole('list', { name: label, exact: true }).getByRole('listitem').allInnerTexts()
  return texts.map(text => text.replace(/\s+/g, ' ').trim())
}
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).click()
const picker = (page: Page) => page.locator('[aria-autocomplete=list]')
const said = (page: Page) => page.evaluate(() => window.stage.desk.board.notices[0]?.title)
const untilSaid = (page: Page, text: string) =>
  page.waitForFunction(wanted => window.stage.desk.board.notices[0]?.title.includes(wanted), text)
/** What is in force of a customer or an item by the ledger behind the pane. */
const states = (page: Page) =>
  page.evaluate(() => {
    const { book } = window.stage.desk.replica
    return book!.bankLines.all.map(({ account, serial }) => {
      const live = book!.bankLines.documentsOf(account, serial).filter(id => book!.isLive(book!.documentOf(id)))
      return `${serial} ${live.map(id => book!.customers.texts[book!.documents.customer[book!.documentOf(id)]]).join(',')}`.trim()
    })
  })
const WAITING = ['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8 C002']

/** What axe finds, and what reaches over the edge of the pane. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('[data-tabster-dummy]').analyze()
  const found = violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`)
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll('#pane *:not([class*=fui-Slider] *)')]
      .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
      .map(element => `wider than the pane: ${element.outerHTML.slice(0, 100)}`),
  )
  return [...found, ...wide]
}

describe('the pages of bank receipts', function () {
  this.timeout(120_000)
  let stage: PaneStage
  before(async () => {
    stage = await PaneStage.start()
  })
  after(() => stage.stop())

  it('texts say something in both languages', () => {
    const spoken = (texts: object): string[] =>
      Object.values(texts).flatMap(text =>
        typeof text === 'object'
          ? spoken(text as object)
          : [String(typeof text === 'function' ? (text as (...words: string[]) => string)('1', '2', '3', '4') : text)],
      )
    expect(spoken(BANK_TEXTS.en).filter(text => text === '' || /[\u4e00-\u9fff]/.test(text))).to.deep.equal([])
    expect(spoken(BANK_TEXTS.zh).filter(text => !/[\u4e00-\u9fff]/.test(text))).to.deep.equal([BANK_TEXTS.en.noneCode])
  })

  it('the list shows what waits with the best proposal; certain ones are ticked, previewed, posted and taken back', async () => {
    const { page, errors } = await stage.open({ book: 'bank' }, { route: '/today' })
    await page.getByRole('link', { name: /6 unidentified receipts.*2 certain proposals/s }).click()
    await page.getByRole('heading', { name: 'Unidentified lines' }).waitFor()
    expect(await rowsOf(page, 'Bank receipts')).to.deep.equal([
      'Unidentified, CNY 123,456,791,140.34 5 lines, the oldest of 2026-03-10: 21 days',
      'Unidentified, USD 20.00 1 line, the oldest of 2026-03-15: 16 days',
    ])
    const [first, , third, fourth, fifth] = await rowsOf(page, 'Unidentified lines')
    expect(first).to.contain('certain 95% · C001 华东机电有限公司: I-1 1,000.00')
    expect(third).to.contain('possible 76% · C001 华东机电有限公司: I-2 300.00')
    expect(fourth).to.contain('claimed by S02 for C002 南方重工: I-3 250.00')
    expect(fifth).to.contain('No customer fits')

    expect(await page.getByRole('button', { name: 'Post ticked lines' }).getAttribute('aria-disabled')).to.equal('true')
    await press(page, 'Tick all certain (2)')
    await page.getByText('2 lines ticked: CNY 123,456,790,012.34').waitFor()
    await page.getByRole('checkbox', { name: 'Post 250.00 of 王建国' }).check()
    await press(page, 'Post 3 lines …')
    await page.getByRole('heading', { name: 'Post 3 receipts?' }).waitFor()
    await page.getByText('CNY 123,456,790,262.34 settles documents, CNY 0.00 stays unapplied.').waitFor()
    await page.getByText('1 payer not known yet: the name is remembered').waitFor()
    expect(await states(page)).to.deep.equal(WAITING)
    await press(page, 'Post')
    await untilSaid(page, '3 receipts posted.')
    expect(await states(page)).to.deep.equal(['T1 C001', 'T2 C003', 'T3', 'T4 C002', 'T5', 'T6', 'T7', 'T8 C002'])
    expect((await rowsOf(page, 'Bank receipts'))[0]).to.contain('878.00')
    await press(page, 'Undo')
    await untilSaid(page, '3 receipts taken back')
    expect(await states(page)).to.deep.equal(WAITING)
    expect((await rowsOf(page, 'Unidentified lines'))[3]).to.contain('claimed by S02')
    expect(errors).to.deep.equal([])
  })

  it('the threshold is kept and only says what is ticked; wrong input is told; ticks stay while a line is looked at', async () => {
    const { page } = await stage.open({ book: 'bank' }, { route: '/bank' })
    const threshold = page.getByLabel('Certain from')
    await threshold.fill('0')
    await page.getByText('Enter 1 to 100.').waitFor()
    await threshold.fill('abc')
    await page.getByText('Enter 1 to 100.').waitFor()
    expect(await page.evaluate(() => window.stage.desk.preferences.threshold)).to.equal(0.95)
    await threshold.fill('76')
    await press(page, 'Tick all certain (3)')
    expect(await page.evaluate(() => window.stage.desk.preferences.threshold)).to.equal(0.76)
    expect(await states(page)).to.deep.equal(WAITING)
    await page.getByLabel('Show').selectOption({ label: 'Without a proposal (2)' })
    expect(await rowsOf(page, 'Unidentified lines')).to.have.length(2)
    await page.getByRole('link', { name: '某某商贸' }).click()
    await page.getByRole('link', { name: 'All bank lines' }).click()
    await page.getByText('3 lines ticked').waitFor()
    expect(await rowsOf(page, 'Unidentified lines')).to.have.length(2)
  })

  it('a line is posted by hand: another customer, a short payment as deduction, the payer by agreement', async () => {
    const { page, errors } = await stage.open({ book: 'bank' }, { route: line('T5') })
    await page.getByText('No customer fits by name, number or amount.').waitFor()
    await page.getByText('Choose the customer whose money it is.').waitFor()
    await picker(page).fill('C001')
    await page.getByRole('option', { name: /C001/ }).click()
    await page.getByText(/某某商贸 is not known as C001/).waitFor()
    const post = page.getByRole('button', { name: /^Post CNY/ })

    await page.getByRole('checkbox', { name: /^I-2/ }).check()
    const paid = page.getByLabel('Paid on I-2')
    expect(await paid.inputValue()).to.equal('88.00')
    await paid.fill('301')
    await page.getByText('At most 300.00 is open.').waitFor()
    expect(await post.getAttribute('aria-disabled')).to.equal('true')
    await paid.fill('oops')
    await page.getByText('Enter an amount such as 1234.56.').waitFor()
    await paid.fill('88.01')
    await page.getByText('More is laid on documents than the amount.').waitFor()
    expect(await post.getAttribute('aria-disabled')).to.equal('true')
    await paid.fill('80')
    await page.getByLabel('220.00 of I-2 not paid').selectOption('deduction')
    await page.getByText('Choose the reason.').waitFor()
    expect(await post.getAttribute('aria-disabled')).to.equal('true')
    await page.getByLabel('Reason of the deduction on I-2').selectOption('freight')
    expect((await rowsOf(page, 'Stays unapplied'))[1]).to.equal('Stays unapplied 8.00')
    await page.getByLabel('Amount for this customer').fill('88.01')
    await page.getByText('At most 88.00 is left of the line.').waitFor()
    await page.getByLabel('Amount for this customer').fill('88')
    await page.getByLabel(/^Agreement/).fill('DF-2026-02')
    await post.click()
    await untilSaid(page, '1 receipt posted.')
    await page.evaluate(() => window.stage.go('/bank/others'))
    await page.getByText('某某商贸 for C001 华东机电有限公司').waitFor()
    expect((await rowsOf(page, 'Paid by others'))[0]).to.contain('DF-2026-02')
    expect((await rowsOf(page, 'Paid by others'))[1]).to.contain('李四 for C002')
    const dispute = await page.evaluate(() => {
      const { book } = window.stage.desk.replica
      const [key] = [...book!.values.keys('item', 'dispute')]
      return book!.values.at('item', key, 'dispute', 30_000 as never)
    })
    expect(dispute).to.equal('220.00 运费')
    expect(errors).to.deep.equal([])
  })

  it('a line is parted between two customers; what is posted says as what', async () => {
    const { page } = await stage.open({ book: 'bank', language: 'zh' }, { route: line('T3') })
    await page.getByLabel(/归属该客户的金额/).fill('300')
    await press(page, /^入账 CNY 300/)
    await untilSaid(page, '已入账 1 笔')
    await page.evaluate(to => window.stage.go(to), line('T3'))
    expect((await rowsOf(page, '流水信息'))[1]).to.equal('剩余待入账 490.00')
    await picker(page).fill('C002')
    await page.getByRole('option', { name: /C002/ }).click()
    await press(page, /^入账 CNY 490/)
    await untilSaid(page, '已入账 1 笔')
    await page.evaluate(to => window.stage.go(to), line('T3'))
    await page.getByText('如需更改，请先冲销该收款单。').waitFor()
    expect(await rowsOf(page, '已入账为')).to.have.length(2)
  })

  it('the pool is claimed; a second claim is told who was first; finance rejects, or takes it over', async () => {
    const { page } = await stage.open({ book: 'bank' }, { route: line('T4') })
    await page.getByRole('heading', { name: 'Claimed by S02 for C002 南方重工' }).waitFor()
    await press(page, /^Claim for C002/)
    await page.getByText('Enter your code.').waitFor()
    await page.getByLabel('Code of the person who claims').fill('S07')
    await press(page, /^Claim for C002/)
    await untilSaid(page, 'claimed already by S02 for C002')
    expect(await page.evaluate(() => window.stage.desk.preferences.person)).to.equal('S07')
    await press(page, 'Reject the claim')
    await press(page, 'Cancel')
    await page.getByRole('heading', { name: 'Claimed by S02 for C002 南方重工' }).waitFor()
    await press(page, 'Reject the claim')
    await page.getByRole('region', { name: 'Reject the claim?' }).getByRole('button', { name: 'Reject the claim' }).click()
    await untilSaid(page, 'The claim of S02 is taken off')
    await press(page, /^Claim for C002/)
    await untilSaid(page, 'Claimed for C002')
    await page.getByRole('heading', { name: 'Claimed by S07 for C002 南方重工' }).waitFor()
    await press(page, 'Take over below')
    await press(page, /^Post CNY 250/)
    await untilSaid(page, '1 receipt posted.')
    expect((await states(page))[3]).to.equal('T4 C002')
  })

  it('a line is excluded with a reason and taken in again; days prove themselves', async () => {
    const { page } = await stage.open({ book: 'bank' }, { route: line('T5') })
    await page.getByLabel('It is').selectOption('other')
    await press(page, 'Exclude the line')
    await page.getByText('Say what it is.').waitFor()
    await page.getByLabel('Note').last().fill('deposit of a tender')
    await press(page, 'Exclude the line')
    await untilSaid(page, 'The line is excluded.')
    await page.evaluate(() => window.stage.go('/bank/days'))
    const days = await rowsOf(page, ACCOUNT)
    expect(days.find(row => row.startsWith('2026-03-15'))).to.equal(
      '2026-03-15 CNY 88.00 posted –, unidentified –, excluded 88.00, difference 0.00',
    )
    expect((await rowsOf(page, 'Came in, CNY')).at(-1)).to.contain('Difference 0.00')
    await page.getByLabel('Account').selectOption('6222-USD')
    expect(await page.getByRole('list', { name: ACCOUNT }).count()).to.equal(0)
    await page.evaluate(() => window.stage.go('/bank/excluded'))
    await page.getByRole('link', { name: /某某商贸.*deposit of a tender/s }).click()
    await press(page, 'Withdraw the exclusion')
    await untilSaid(page, 'The exclusion is withdrawn')
    await page.getByText('No customer fits by name, number or amount.').waitFor()
  })

  it('on a sheet: written with the ticks, posted from there', async () => {
    const { page } = await stage.open({ book: 'bank' }, { route: '/bank' })
    await press(page, 'Post the ticked rows of this sheet')
    await untilSaid(page, 'There is no table of bank receipts on this sheet')
    await page.getByRole('checkbox', { name: /^Post 1,000.00/ }).check()
    await press(page, 'Write them on a new sheet')
    await untilSaid(page, 'Bank receipts holds the unidentified lines')
    const rows = await page.evaluate(() => window.stage.workbook.bank[0].rows.map(row => ({ ...row })))
    expect(rows).to.have.length(6)
    expect(rows[0]).to.include({ ticked: true, serial: 'T1', customer: 'C001', documents: 'I-1 1000.00', confidence: 0.95 })
    expect(rows[3].reason).to.contain('claimed by S02')
    await press(page, 'Post the ticked rows of this sheet')
    await untilSaid(page, '1 receipt posted.')
    await press(page, 'Undo')
    await untilSaid(page, '1 receipt taken back')
    expect(await page.evaluate(() => window.stage.workbook.bank[0].outcomes)).to.deep.equal(['posted', 'takenBack'])
  })

  it('more than 200 lines are drawn as they come into view; the arrow keys and Space go through them', async () => {
    const { page } = await stage.open({ book: 'banks' }, { route: '/bank' })
    const list = page.getByRole('list', { name: 'Unidentified lines' })
    expect(await list.getByRole('listitem').count()).to.be.below(30)
    await page.getByRole('checkbox', { name: /^Post 1,000.00/ }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await page.getByText('2 lines ticked').waitFor()
    await page.keyboard.press('End')
    await page.waitForFunction(() => document.activeElement?.textContent === '付款人99')
    expect(await list.getByRole('listitem').last().getAttribute('aria-setsize')).to.equal('306')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '付款人99' }).waitFor()
  })

  it('says what is the matter: no line yet, an unknown one, nothing by then, no connection, a ledger too large', async () => {
    const empty = await stage.open({ book: 'waiting' }, { route: '/bank' })
    await empty.page.getByRole('heading', { name: 'No bank statement was imported yet' }).waitFor()
    await press(empty.page, 'Import a statement')
    expect(await empty.page.evaluate(() => location.hash)).to.equal('#/import')

    const { page } = await stage.open({ book: 'bank' }, { route: line('T404') })
    await page.getByRole('heading', { name: 'This bank line is not in the ledger' }).waitFor()
    await page.getByRole('link', { name: 'All bank lines' }).click()
    await page.evaluate(() => window.stage.desk.settings.change({ asOf: { kind: 'fixed', date: '2026-03-01' as never } }))
    await page.getByText('Nothing that came in by 2026-03-01 is unidentified.').waitFor()
    await page.evaluate(() => window.stage.desk.settings.change({ asOf: { kind: 'today' } }))
    await page.evaluate(() => window.stage.tell({ live: 'offline' }))
    await press(page, 'Tick all certain (2)')
    await press(page, 'Post 2 lines …')
    await page.waitForFunction(() => window.stage.desk.board.notices.length === 1)
    expect(await said(page)).to.match(/There is no connection to the ledger/)
    await page.getByText('2 lines ticked').waitFor()
    expect(await states(page)).to.deep.equal(WAITING)

    const large = await stage.open({ book: 'bank', status: { phase: 'remote' } }, { route: '/bank' })
    await large.page.getByRole('heading').nth(1).waitFor()
    expect(await large.page.getByRole('list', { name: 'Unidentified lines' }).count()).to.equal(0)
  })

  it('what the ledger refuses stays in the list with the reason', async () => {
    const { page } = await stage.open({ book: 'bank' }, { route: '/bank' })
    // Somebody else posts the line between the proposal and the tick.
    await page.evaluate(async account => {
      const { connection } = window.stage.desk.replica
      const row = { account, serial: 'T1', customer: 'C001' }
      await connection.push({
        pushId: 'somebody-else',
        rows: [{ table: 'bankReceipts', row }],
        source: {},
        atomic: true,
        repeats: 'refused',
        dryRun: false,
      })
    }, ACCOUNT)
    await page.getByRole('checkbox', { name: /^Post 1,000.00/ }).check()
    await press(page, 'Post 1 line …')
    await untilSaid(page, 'No ticked line can be posted')
    await page.getByText(/^Refused: .*T1 is posted already/).waitFor()
  })

  for (const [width, background, language, forcedColors] of [
    [320, '#ffffff', 'zh', undefined],
    [320, '#262626', 'en', undefined],
    [450, '#ffffff', 'en', undefined],
    [450, '#262626', 'zh', undefined],
    [320, '#ffffff', 'zh', 'active'],
  ] as const)
    it(`axe finds nothing: ${width} px, ${background}, ${language}${forcedColors ? ', high contrast' : ''}`, async () => {
      const { page, errors } = await stage.open({ book: 'bank', language }, { width, background, forcedColors, route: '/bank' })
      const found: string[] = []
      for (const route of ['/bank', line('T2'), line('T4'), line('T7'), line('T8'), '/bank/days', '/bank/excluded', '/bank/others']) {
        await page.evaluate(to => window.stage.go(to), route)
        await page.waitForFunction(() => document.querySelector('#pane h2:not(section h2)'))
        if (route === '/bank') for (const box of await page.locator('[data-part^=tick]:enabled').all()) await box.check()
        if (route === line('T4')) await page.locator('ul input[inputmode=decimal]').fill('200')
        found.push(...(await faults(page)).map(fault => `${route}: ${fault}`))
      }
      expect(found).to.deep.equal([])
      expect(errors).to.deep.equal([])
    })
})
