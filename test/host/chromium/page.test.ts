import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import type { Opened } from './browser.js'
import { Windows, clickCell, enter, ready, shownIn, untilHeard, untilShown } from './browser.js'

describe('the workbook in a browser', function () {
  this.timeout(60_000)
  let windows: Windows
  let opened: Opened

  before(async () => {
    windows = await Windows.start()
  })
  after(() => windows.stop())
  beforeEach(async () => {
    opened = await windows.open()
  })
  afterEach(async () => {
    const { errors, page } = opened
    await page.close()
    expect(errors).to.deep.equal([])
  })

  it('says in both languages that it is a stand-in, and names the ribbon as the manifest does', async () => {
    const { page, pane } = opened
    expect(await page.textContent('.stand-in')).to.contain('not Microsoft Excel')
    expect(await page.textContent('[data-control=Report]')).to.equal('Monthly report')
    expect(await page.getAttribute('[data-control=Report]', 'title')).to.contain('Writes a sheet with a table and a chart.')
    expect(await pane.textContent('#state')).to.equal('Excel OfficeOnline en-US')
    const chinese = await windows.open('zh-CN')
    expect(await chinese.page.textContent('.stand-in')).to.contain('不是 Microsoft Excel')
    expect(await chinese.page.textContent('[data-control=Report]')).to.equal('月度报表')
    expect(await chinese.pane.textContent('#state')).to.equal('Excel OfficeOnline zh-CN')
    await chinese.page.close()
  })

  it('shows what Excel.run writes', async () => {
    const { page, pane } = opened
    await pane.click('#write')
    await untilShown(page, 'A2', '东方')
    expect(await shownIn(page, 'B2')).to.equal('1200.5')
  })

  it('tells the add-in what a person types, and follows keys', async () => {
    const { page, pane } = opened
    await pane.click('#write')
    await untilShown(page, 'A1', 'Name')
    await clickCell(page, 2, 4)
    await enter(page, '12.5%')
    await enter(page, '2026-10-31')
    await untilHeard(pane, 'Local C5 0.125')
    await untilHeard(pane, 'Local C6 46326')
    expect(await shownIn(page, 'C5')).to.equal('12.50%')
    expect(await shownIn(page, 'C6')).to.equal('2026-10-31')
    await page.waitForFunction(() => window.shared!.host.seat.selection.row === 6)
    await page.keyboard.press('ArrowUp')
    await page.waitForFunction(() => window.shared!.host.seat.selection.row === 5)
    await page.keyboard.press('Delete')
    await page.waitForFunction(() => window.shared!.workbook.sheets[0].rows.get(5)?.[2]?.value === '')
  })

  it('runs a command: table, total, frozen panes, conditional format and chart are drawn', async () => {
    const { page } = opened
    await page.click('[data-control=Report]')
    await untilShown(page, 'B8', '113,000.25')
    await page.waitForSelector('.chart[data-chart="Chart 1"] svg[aria-label="Open amounts by age"]')
    const drawn = await page.evaluate(() => {
      const sheet = window.shared!.grid.api.getActiveWorkbook()!.getActiveSheet()
      return {
        name: sheet.getSheetName(),
        frozen: sheet.getFrozenRows(),
        header: sheet.getRange('A3').getBackground(),
        rules: sheet.getConditionalFormattingRules().length,
      }
    })
    expect(drawn).to.deep.equal({ name: 'Aging', frozen: 3, header: '#4472C4', rules: 1 })
    expect(await page.locator('.filter').count()).to.be.greaterThan(0)
  })

  it('shows a row of # where a number does not fit, until its column is wide enough', async () => {
    const { page } = opened
    await page.evaluate(() => {
      const { workbook } = window.shared!
      const [sheet] = workbook.sheets
      sheet.rows.set(0, [{ value: 1234567.891, numberFormat: '#,##0.00' }, { value: 12, numberFormat: '0.00' }, { value: 1234567.891 }])
      for (const column of [0, 1]) sheet.columnWidths.set(column, 30)
      workbook.batch('user', () => {
        workbook.happened({ kind: 'cells', type: 'RangeEdited', sheet, area: { row: 0, column: 0, rows: 1, columns: 3 } })
        workbook.happened({ kind: 'appearance', sheet })
      })
    })
    await page.waitForFunction(() => {
      const drawn = window.shared!.grid.api.getActiveWorkbook()!.getActiveSheet()
      return drawn.getRange('A1').getDisplayValue().startsWith('####')
    })
    expect([await shownIn(page, 'B1'), await shownIn(page, 'C1')]).to.deep.equal(['12.00', '1234567.891'])
    await page.evaluate(() => {
      const { workbook } = window.shared!
      workbook.sheets[0].columnWidths.set(0, 90)
      workbook.batch('user', () => workbook.happened({ kind: 'appearance', sheet: workbook.sheets[0] }))
    })
    await untilShown(page, 'A1', '1,234,567.89')
  })

  it('switches a control off when the add-in asks', async () => {
    const { page } = opened
    await page.click('[data-control=More]')
    await page.click('[data-control=Lock]')
    await page.waitForSelector('[data-control=Report]:disabled')
  })

  it('computes custom functions in one batch, spills and formulas over them', async () => {
    const { page, pane } = opened
    await pane.evaluate(() =>
      Excel.run(async context => {
        const sheet = context.workbook.worksheets.getActiveWorksheet()
        sheet.getRange('A1:A300').formulas = Array.from({ length: 300 }, (_, row) => [`=EXAMPLE.ADD(${row},1)`])
        sheet.getRange('C1').formulas = [['=SUM(A1:A300)']]
        sheet.getRange('E1').formulas = [['=EXAMPLE.LADDER(3)']]
        await context.sync()
      }),
    )
    await untilShown(page, 'C1', '45150')
    await untilShown(page, 'F3', '30')
    expect(await pane.evaluate(() => document.body.dataset.batches)).to.equal('1')
    await clickCell(page, 4, 0)
    await enter(page, '=EXAMPLE.LADDER(1)')
    await page.waitForFunction(() => !window.shared!.workbook.sheets[0].rows.get(2)?.[5])
    await untilShown(page, 'F3', '')
  })

  it('opens a dialog that answers, and tells when a person closes it', async () => {
    const { page, pane } = opened
    await pane.click('#ask')
    const dialog = await (await page.waitForSelector('dialog iframe')).contentFrame()
    await dialog!.waitForSelector('body[data-ready]')
    expect(await dialog!.textContent('#question')).to.equal('Shall I?')
    await dialog!.click('#yes')
    await untilHeard(pane, 'answer yes')
    await page.waitForSelector('dialog', { state: 'detached' })
    await pane.click('#ask')
    await page.click('dialog .close')
    await untilHeard(pane, 'ended 12006')
  })

  it('offers the add-in in the menu of a cell', async () => {
    const { page, pane } = opened
    await pane.click('#write')
    await untilShown(page, 'B2', '1200.5')
    await clickCell(page, 1, 1)
    const box = (await page.locator('canvas[id^="univer-sheet-main-canvas"]').boundingBox())!
    await page.mouse.click(box.x + 46 + 84, box.y + 50, { button: 'right' })
    await page.getByText('Double the number').click()
    await untilShown(page, 'B2', '2401')
  })

  it('carries an edit of a second window here as Remote', async () => {
    const { page, pane } = opened
    await pane.click('#write')
    const [other] = await Promise.all([page.context().waitForEvent('page'), page.click('[data-tool=second-window]')])
    await ready(other)
    await clickCell(other, 3, 5)
    await enter(other, '共同')
    await untilHeard(pane, 'Remote D6 共同')
    await other.close()
    await page.bringToFront()
    await untilShown(page, 'D6', '共同')
    await clickCell(page, 3, 6)
    await enter(page, 'alone again')
    await untilHeard(pane, 'Local D7 alone again')
  })

  it('undoes what a person typed', async () => {
    const { page, pane } = opened
    await pane.click('#write')
    await untilShown(page, 'A1', 'Name')
    await clickCell(page, 0, 0)
    await enter(page, 'Other')
    await untilHeard(pane, 'Local A1 Other')
    await page.keyboard.press('Control+z')
    await untilHeard(pane, 'Local A1 Name')
    await untilShown(page, 'A1', 'Name')
  })

  it('saves an .xlsx file and opens it again', async () => {
    const { page } = opened
    await page.click('[data-control=Report]')
    await untilShown(page, 'B8', '113,000.25')
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('[data-tool=save]')])
    expect(file.suggestedFilename()).to.equal('Book1.xlsx')
    const saved = await file.path()
    const other = await windows.open()
    const [chooser] = await Promise.all([other.page.waitForEvent('filechooser'), other.page.click('[data-tool=open]')])
    await Promise.all([
      other.page.waitForEvent('load'),
      chooser.setFiles({ name: 'Ledger.xlsx', mimeType: '', buffer: await readFile(saved) }),
    ])
    await ready(other.page)
    expect(await other.page.title()).to.equal('Ledger.xlsx')
    await other.page.evaluate(() => window.shared!.host.seat.activate(window.shared!.workbook.sheets[1]))
    await untilShown(other.page, 'B8', '113,000.25')
    expect(other.errors).to.deep.equal([])
    await other.page.close()
  })

  it('lets the model insert rows, add and rename sheets', async () => {
    const { page, pane } = opened
    await pane.click('#write')
    await untilShown(page, 'A2', '东方')
    await page.evaluate(() => {
      const book = window.shared!.grid.api.getActiveWorkbook()!
      book.getActiveSheet().insertRowsBefore(1, 2)
      void window.shared!.grid.api.executeCommand('sheet.command.insert-sheet')
    })
    await untilHeard(pane, 'Local 2:3')
    const names = () => page.evaluate(() => window.shared!.workbook.sheets.map(sheet => sheet.name))
    expect(await names()).to.deep.equal(['Sheet1', 'Sheet2'])
    await page.evaluate(() => window.shared!.grid.api.getActiveWorkbook()!.getSheets()[0].setName('Renamed').activate())
    expect(await names()).to.deep.equal(['Renamed', 'Sheet2'])
    await untilShown(page, 'A4', '东方')
  })

  it('declines an edit of a protected sheet and restores the cell', async () => {
    const { page, pane } = opened
    await pane.click('#write')
    await pane.evaluate(() =>
      Excel.run(async context => {
        context.workbook.worksheets.getActiveWorksheet().protection.protect()
        await context.sync()
      }),
    )
    await clickCell(page, 0, 0)
    await enter(page, 'other')
    await page.getByText('The sheet is protected').waitFor()
    await untilShown(page, 'A1', 'Name')
  })

  it('keeps the workbook when the language changes', async () => {
    const { page, pane } = opened
    await pane.click('#write')
    await untilShown(page, 'A2', '东方')
    await page.click('[data-tool=language]')
    await page.waitForURL(/locale=zh-CN/)
    await ready(page)
    await untilShown(page, 'A2', '东方')
    expect(await page.textContent('[data-control=Report]')).to.equal('月度报表')
  })
})
