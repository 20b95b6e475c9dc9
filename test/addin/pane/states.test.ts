import { expect } from 'chai'
import { PaneStage } from './stage.js'

describe('the states of the pane', function () {
  this.timeout(60_000)
  let stage: PaneStage
  before(async () => {
    stage = await PaneStage.start()
  })
  after(() => stage.stop())

  it('without a ledger: three steps, and what is wrong with the address', async () => {
    const { page } = await stage.open({ book: 'none' })
    expect(await page.getByRole('listitem').getByRole('heading').allInnerTexts()).to.deep.equal([
      'Start the ledger',
      'Say where it is',
      'Connect',
    ])
    await page.getByText('There is no connection to the ledger at https://pane.test.').waitFor()
    await page.getByLabel('Address of the ledger').fill('nonsense')
    await page.getByRole('button', { name: 'Connect' }).click()
    await page.getByText('Enter an address such as https://ledger.example.com.').waitFor()
  })

  it('loading: how far it is', async () => {
    const { page } = await stage.open({ book: 'none', status: { phase: 'loading', progress: { bytes: 2_500_000, total: 10_000_000 } } })
    await page.getByText('2.5 of 10.0 MB').waitFor()
    expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).to.equal('2500000')
  })

  it('empty: what to do next', async () => {
    const { page } = await stage.open({ book: 'empty', language: 'zh' })
    await page.getByRole('heading', { name: '账簿还没有数据' }).waitFor()
  })

  it('offline: figures stay, and it says how old they are', async () => {
    const { page } = await stage.open({ status: { live: 'offline', fetchedAt: Date.now() - 7_300_000 } })
    await page.getByRole('link', { name: /^Offline · change \d+ · 2 hours ago$/ }).waitFor()
    await page.getByText('Cells and this pane answer from what was known 2 hours ago.').waitFor()
    await page.getByText('96,190.00').waitFor()
    await page.evaluate(() => window.stage.tell({ live: 'live', fetchedAt: Date.now() }))
    await page.getByRole('link', { name: /^Live · change \d+ · now$/ }).waitFor()
    expect(await page.getByText('Cells and this pane answer').count()).to.equal(0)
  })

  it('behind: how many changes and cells wait, and a button that fetches them', async () => {
    const { page } = await stage.open()
    await page.evaluate(() => {
      void window.stage.desk.settings.change({ live: false })
      window.stage.tell({ newest: 4 })
      window.stage.behind(7)
    })
    await page.getByRole('link', { name: 'Manual · 3 changes behind · 7 cells wait for Refresh · change 1 · 2 minutes ago' }).waitFor()
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByRole('link', { name: 'Manual · change 1 · 2 minutes ago' }).waitFor()
  })

  it('too large for the workbook: the service answers', async () => {
    const { page } = await stage.open({ book: 'example', status: { phase: 'remote' } })
    await page.getByRole('link', { name: /^Receivables in all 96,190.00 unchanged since 2026-03-30$/ }).waitFor()
    await page.getByRole('link', { name: /^Unapplied receipts and credits -10,000.00/ }).waitFor()
    await page.getByRole('link', { name: 'Customer', exact: true }).click()
    await page.getByRole('heading', { name: 'This ledger is too large for the workbook' }).waitFor()
  })

  it('refused: the reason and the cure, and the page again once another date is asked for', async () => {
    const { page } = await stage.open({ book: 'rateless', today: '2026-03-31' as never })
    await page.getByText('USD').first().waitFor()
    await page.getByRole('heading', { name: 'The ledger declined' }).waitFor()
    await page.evaluate(() => window.stage.desk.settings.change({ asOf: { kind: 'fixed', date: '2026-01-31' as never } }))
    await page.getByRole('heading', { name: 'Today', exact: true }).waitFor()
  })

  it('a fault of ours: only the page is lost, with a reference that the console has too', async () => {
    const { page, errors } = await stage.open({ book: 'broken' })
    await page.getByRole('heading', { name: 'This page has failed, and it is our fault' }).waitFor()
    const reference = await page.locator('code').innerText()
    expect(reference).to.match(/^[0-9A-F]{8}$/)
    expect(errors.some(error => error.includes(reference))).to.equal(true)
    await page.getByRole('link', { name: 'More' }).click()
    await page.getByRole('link', { name: 'Notices' }).waitFor()
  })

  it('notices with what can be done, works with their progress, and a question that waits', async () => {
    const { page } = await stage.open()
    await page.evaluate(() => {
      const { board } = window.stage.desk
      window.said = []
      board.say({
        tone: 'warning',
        title: '3 rows were declined',
        actions: [{ label: 'Open', run: () => void window.said.push('opened') }],
      })
      void board.during('Writing cells', progress => {
        progress(1500, 6000)
        return new Promise<void>(resolve => (window.finish = resolve))
      })
      void board
        .ask({
          title: 'Replace the sheet?',
          text: '120 cells are written.',
          choices: [{ id: 'replace', label: 'Replace', tone: 'danger' }],
        })
        .then(answer => window.said.push(String(answer)))
    })
    await page.getByText('1,500 of 6,000').waitFor()
    expect(await page.getByRole('progressbar', { name: 'Writing cells' }).getAttribute('aria-valuemax')).to.equal('6000')
    await page.getByRole('button', { name: 'Open' }).click()
    // Nothing is modal: the page can be used while the question waits.
    await page.getByRole('link', { name: 'Customer', exact: true }).click()
    await page.getByRole('combobox').fill('c')
    await page.getByRole('button', { name: 'Replace' }).click()
    await page.evaluate(() => window.finish?.())
    await page.getByRole('progressbar').waitFor({ state: 'detached' })
    expect(await page.evaluate(() => window.said)).to.deep.equal(['opened', 'replace'])
    await page.getByRole('button', { name: 'Dismiss' }).click()
    expect(await page.getByText('3 rows were declined').count()).to.equal(0)
  })
})

declare global {
  interface Window {
    said: string[]
    finish?: () => void
  }
}
