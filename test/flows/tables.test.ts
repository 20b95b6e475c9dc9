import { expect } from 'chai'
import { foundDemo } from '../../server/ledger/founding.js'
import { day, iso } from '../../shared/dates.js'
import { Journey, TODAY, type WorkbookWindow } from './journey.js'

describe('two people with tables of the ledger', function () {
  this.timeout(180_000)
  let journey: Journey
  const windows: WorkbookWindow[] = []

  before(async () => {
    journey = await Journey.start(folder => foundDemo(folder, iso(day(TODAY))))
  })
  after(() => journey?.end())

  const open = async (locale?: string) => {
    const window = await journey.open(locale)
    windows.push(window)
    return window
  }

  it('make a table of receipts each; what one types the other sees; a correction waits for a word', async () => {
    const mine = await open('en-US')
    const theirs = await open('zh-CN')
    for (const [window, table, make, made] of [
      [mine, /^Receipts/, 'Make the table', 'The table Receipts is made and bound.'],
      [theirs, /^收款单/, '新建表', '收款单表已新建并绑定。'],
    ] as const) {
      await window.press('Duebook.NewTable')
      await window.pane.getByRole('link', { name: table }).click()
      await window.pane.getByRole('button', { name: make }).click()
      await window.pane.getByText(made).waitFor()
    }
    const last = await lastRow(mine, 'Receipts')
    await mine.enter(`Receipts!A${last + 1}`, ['SK-NEW-1', 'C001', '', '2026-11-19', '1234.5'])
    await mine.eventually(async () => expect(await status(mine, 'Receipts', last + 1)).to.equal('Saved'))
    await theirs.eventually(async () => expect((await theirs.values(`收款单!A${last + 1}`))[0][0]).to.equal('SK-NEW-1'))
    await mine.picture('table')

    await mine.type(`Receipts!E${last + 1}`, '1200')
    await mine.eventually(async () => expect(await status(mine, 'Receipts', last + 1)).to.match(/^Posted already/))
    await mine.press('Duebook.Sync')
    await mine.pane.getByText(/reverses SK-NEW-1/).waitFor()
    await mine.picture('correction')
    await mine.pane
      .getByRole('button', { name: /^Agree/ })
      .first()
      .click()
    await mine.eventually(async () => expect(await status(mine, 'Receipts', last + 1)).to.equal('Saved'))
    await theirs.eventually(async () => expect((await theirs.values(`收款单!E${last + 1}`))[0][0]).to.equal(1200))
  })

  it('change the same amount, see both values, and choose', async () => {
    const [mine, theirs] = windows
    const row = await lastRow(mine, 'Receipts')
    await theirs.type(`收款单!E${row}`, '1300')
    await theirs.press('Duebook.Sync')
    await theirs.pane
      .getByRole('button', { name: /^确认更正/ })
      .first()
      .waitFor()
    await mine.type(`Receipts!E${row}`, '1100')
    await mine.eventually(async () => expect(await status(mine, 'Receipts', row)).to.match(/^Posted already/))
    await theirs.pane
      .getByRole('button', { name: /^确认更正/ })
      .first()
      .click()
    await mine.eventually(async () => expect(await status(mine, 'Receipts', row)).to.match(/^Somebody else changed Amount/))
    await mine.press('Duebook.Conflicts')
    await mine.pane.getByRole('link', { name: 'Compare' }).click()
    await mine.pane.getByText('1,300.00').first().waitFor()
    await mine.picture('conflict')
    await mine.pane.getByRole('button', { name: 'All theirs' }).click()
    await mine.pane.getByRole('button', { name: 'Save' }).click()
    await mine.eventually(async () => expect((await mine.values(`Receipts!E${row}`))[0][0]).to.equal(1300))
    await mine.eventually(async () => expect(await status(mine, 'Receipts', row)).to.equal('Saved'))
    for (const window of windows) expect(window.errors, 'errors in the page').to.deep.equal([])
  })

  /** The last row of the table of receipts. */
  const lastRow = async (window: WorkbookWindow, sheet: string): Promise<number> => {
    const values = await window.values(`${sheet}!A1:A4000`)
    return values.findLastIndex(([value]) => value !== '') + 1
  }
  const status = async (window: WorkbookWindow, sheet: string, row: number): Promise<unknown> => {
    const [headings, cells] = [(await window.values(`${sheet}!A1:Z1`))[0], (await window.values(`${sheet}!A${row}:Z${row}`))[0]]
    return cells[headings.indexOf('Duebook status')]
  }
})
