import { expect } from 'chai'
import { button, looked, rowsOf, select, TABLE, type Value } from './adopt-scene.js'
import { PaneStage } from './stage.js'

describe('the pages of the pane for adoption', function () {
  this.timeout(120_000)
  let stage: PaneStage
  before(async () => {
    stage = await PaneStage.start()
  })
  after(() => stage.stop())

  it('follows the selection, shows what a range is taken for, takes in what can be read and lists the rest', async () => {
    const { page, errors } = await stage.open({ book: 'edited' }, { route: '/adopt' })
    await page.getByText('Nothing is selected that holds a table').waitFor()
    await select(page, TABLE)
    await page.getByText('台账!A1:F7').waitFor()
    await button(page, 'Look at this range').click()
    expect(await page.getByRole('combobox', { name: 'What it holds' }).inputValue()).to.equal('invoices')
    expect((await rowsOf(page, 'Columns'))[0]).to.match(/^A: 发票号 such as X-1 · X-2 · X-3 .*sure · The heading/)
    expect(await button(page, /^Take in/).getAttribute('aria-disabled')).to.equal('true')
    for (const [label] of [['Yes, as under a merged cell'], ['On the date of their invoice']])
      if (await page.getByRole('radio', { name: label }).count()) {
        await page.getByRole('radio', { name: label === 'Yes, as under a merged cell' ? 'No, it is missing' : label }).click()
        await button(page, 'Answer').first().click()
      }
    expect(await rowsOf(page, 'Every row is accounted for')).to.deep.equal([
      'Rows of the range 7',
      'To be taken in 2',
      'With faults 2',
      'Hold nothing to be taken 3 Headings: 1 · Empty: 5 · A subtotal or total, by its word: 7',
    ])
    const [first, second] = await rowsOf(page, 'Faults')
    expect([first, second].join(' ')).to.match(/“2026-02-30”.*Go to C3.*客户名称 empty.*Go to B4/)
    await button(page, 'Go to C3').click()
    expect(await page.evaluate(() => window.stage.workbook.shown)).to.deep.equal(['台账!C3'])
    expect((await rowsOf(page, 'What comes of it')).join(' ')).to.match(/Invoices 2 CNY 1,080.00.*Receipts 1 CNY 400.00/)
    await button(page, 'Take in 2 rows').click()
    await page.getByText('2 rows taken in.').waitFor()
    await page.getByText('2 rows still to be mended, see the list.').waitFor()
    expect((await rowsOf(page, 'Every row is accounted for')).slice(0, 3)).to.deep.equal([
      'Rows of the range 7',
      'Taken in 2',
      'With faults 2',
    ])
    expect(await page.evaluate(() => window.stage.desk.replica.book!.documents.count)).to.equal(9)

    // Mended in the sheet: only what is missing is taken.
    await select(
      page,
      TABLE.map((row, at) => (at === 2 ? ['X-2', '西部钢构', '2026-02-28', '', 2500, ''] : row)),
    )
    await button(page, 'Read again and take what is missing').click()
    await page.getByText('1 row taken in.').waitFor()
    expect((await rowsOf(page, 'Every row is accounted for')).slice(1, 4)).to.deep.equal([
      'Taken in 1',
      'In the ledger before 2',
      'With faults 1',
    ])
    await page.getByRole('link', { name: 'Bind the table' }).click()
    await page.getByRole('heading', { name: 'Invoices' }).waitFor()
    await page.evaluate(() => window.stage.go('/adopt'))
    await page.getByText('Taken in').first().waitFor()
    expect(errors).to.deep.equal([])
  })

  it('a column that is said to be something else is; what is missing is asked for; another range starts anew', async () => {
    const { page } = await stage.open({ book: 'edited' }, { route: '/adopt' })
    await looked(page)
    await page.getByRole('combobox', { name: /A: 发票号/ }).selectOption('')
    await page.getByText('Choose the column for invoice number or number.').waitFor()
    await page.getByRole('combobox', { name: /A: 发票号/ }).selectOption('number')
    await page.getByText('Every row is accounted for').waitFor()
    await button(page, 'Another range').click()
    await button(page, 'Look at this range').waitFor()
  })

  it('says so when a range is nothing that a ledger holds', async () => {
    const { page, errors } = await stage.open({ book: 'edited' }, { route: '/adopt' })
    await looked(page, [
      ['水果', '颜色'],
      ['苹果', '红'],
    ])
    await page.getByText('This range was not recognised.', { exact: false }).waitFor()
    expect(await button(page, /^Take in/).getAttribute('aria-disabled')).to.equal('true')
    await page.getByRole('combobox', { name: 'What it holds' }).selectOption('customers')
    await button(page, 'Take in 2 rows').waitFor()
    expect(errors).to.deep.equal([])
  })

  it('a range of 20,000 rows is looked at while the pane stays alive, and its long list of faults is drawn in parts', async () => {
    const { page, errors } = await stage.open({ book: 'edited' }, { route: '/adopt' })
    const rows = Array.from({ length: 20_000 }, (_, i): Value[] => [
      `L-${i}`,
      `第${i % 97}号机电厂`,
      i % 50 === 7 ? '2026-02-30' : '2026-03-01',
      10,
    ])
    await looked(page, [['发票号', '客户名称', '开票日期', '价税合计'], ...rows])
    await button(page, 'Take in 19,600 rows').waitFor()
    expect(await rowsOf(page, 'Faults')).to.have.length(50)
    const started = Date.now()
    await button(page, 'Show 50 more').click()
    await page.waitForFunction(() => document.querySelectorAll('ul[aria-label="Faults"] > li').length === 100)
    expect(Date.now() - started).to.be.below(2_000)
    expect(errors).to.deep.equal([])
  })

  it('begins a ledger: parts, ties that differ until explained or typed, a question, and the old sheet beside ours', async () => {
    const { page, errors } = await stage.open({ book: 'empty' }, { route: '/cut-over' })
    const use = (part: string) => button(page, `Take the selected range for: ${part}`)
    await page.getByRole('textbox', { name: 'Cut-over date' }).fill('31 March')
    await page.getByText('Enter a date such as 2026-03-31.').waitFor()
    await page.getByRole('textbox', { name: 'Cut-over date' }).fill('2026-03-31')
    await select(page, [
      ['发票号', '客户名称', '开票日期', '到期日', '余额'],
      ['F1', '东方机电', '2025-12-01', '2026-01-31', 1000],
      ['F3', '西部钢构', '2026-02-01', '2026-03-03', 300],
    ])
    await use('1. Open items').click()
    await page.getByText('2 rows').first().waitFor()
    await select(page, [
      ['客户名称', '期末余额'],
      ['东方机电', 1000],
      ['西部钢构', 350],
    ])
    await use('4. Trial balance').click()
    await page.getByText('1 customer agrees.').waitFor()
    const start = button(page, /^Start with/)
    expect(await start.getAttribute('aria-disabled')).to.equal('true')
    const typed = page.getByRole('textbox', { name: 'Trial balance of 西部钢构' })
    await typed.fill('12,3x')
    await typed.blur()
    await page.getByText('Enter an amount such as 1234.50.').waitFor()
    await page.getByRole('textbox', { name: 'Why 西部钢构 differs' }).fill('尾差')
    await page.getByRole('checkbox', { name: 'Post the difference as an opening item' }).click()
    await start.click()
    await button(page, 'Not now').click()
    expect(await page.evaluate(() => window.stage.desk.replica.book!.documents.count)).to.equal(0)
    await start.click()
    await button(page, 'Start').click()
    await page.getByText('The old sheet beside ours').first().waitFor()
    expect(await page.evaluate(() => window.stage.desk.replica.book!.documents.count)).to.equal(3)
    await select(page, [
      ['客户', '余额'],
      ['东方机电', 900],
      ['西部钢构', 350],
    ])
    await button(page, 'Compare with the ledger').click()
    await page.getByText('Different, not explained yet').waitFor()
    expect(await rowsOf(page, 'Differences')).to.have.length(1)
    expect(errors).to.deep.equal([])
  })

  it('replaces hand-made results after a question, and undoes it from the board and from the list', async () => {
    const { page, errors } = await stage.open({ book: 'edited' }, { route: '/replace' })
    await page.getByRole('textbox', { name: 'As of' }).fill('2026-03-31')
    await select(page, [
      ['客户', '余额', '逾期'],
      ['C001', 5, 750],
      ['无此户', 1, 1],
    ])
    await button(page, 'Compare with the ledger').click()
    await page.getByText('Differences').first().waitFor()
    expect((await rowsOf(page, 'Left as they are')).join(' ')).to.match(/B3 1.*C3 1/)
    await button(page, 'Documents behind B2').click()
    await page.waitForFunction(() => window.stage.workbook.drawn.length === 1)
    await button(page, 'Replace 2 results by formulas').click()
    await page.getByText('will show another value', { exact: false }).waitFor()
    await button(page, 'Replace').click()
    await page.getByText('2 results on 台账').waitFor()
    expect(await page.evaluate(() => window.stage.workbook.written)).to.deep.equal({
      '台账!B2': '=AR.BALANCE($A2,,"2026-03-31")',
      '台账!C2': '=AR.OVERDUE($A2,,"2026-03-31")',
    })
    await button(page, 'Undo 2 results on 台账').click()
    await page.getByText('2 cells are as they were.').waitFor()
    expect(await page.getByText('2 results on 台账').count()).to.equal(0)
    expect(errors).to.deep.equal([])
  })
})
