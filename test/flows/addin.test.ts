import { expect } from 'chai'
import { openXlsx } from '../../host/xlsx/open.js'
import { foundDemo } from '../../server/ledger/founding.js'
import { day, iso } from '../../shared/dates.js'
import { Journey, TODAY, type WorkbookWindow } from './journey.js'

const MONTH_END = '2026-10-31'

/** A sum of floats as a person reads it. */
const cents = (value: unknown) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value)

describe('a person with a workbook and the demo company', function () {
  this.timeout(180_000)
  let journey: Journey
  let windows: WorkbookWindow[] = []

  before(async () => {
    journey = await Journey.start(folder => foundDemo(folder, iso(day(TODAY))))
  })
  after(() => journey?.end())
  afterEach(async () => {
    const closing = windows
    windows = []
    for (const window of closing) {
      await window.close()
      expect(window.errors, 'errors in the page').to.deep.equal([])
    }
  })

  const open = async (locale?: string) => {
    const window = await journey.open(locale)
    windows.push(window)
    return window
  }
  const balance = (customer: string) => `=AR.BALANCE("${customer}",,"${MONTH_END}")`

  for (const [locale, said] of [
    ['en-US', /There is no customer C9999/],
    ['zh-CN', /C9999.*[一-龥]/],
  ] as const) {
    it(`types a formula, sees its value and a spill, and reads why a customer is not found (${locale})`, async () => {
      const window = await open(locale)
      await window.type('A1', [['C001', balance('C001'), `=AR.AGING("*",,"${MONTH_END}")`]])
      await window.until('B1', await journey.answer('BALANCE', 'C001', null, MONTH_END))
      const buckets = (await journey.answer('AGING', '*', null, MONTH_END)) as unknown[][]
      await window.until('C1', buckets[0][0])
      expect(buckets[0].length).to.be.above(3)
      await window.until('D1', buckets[0][1])
      await window.type('A5', '=AR.BALANCE("C9999")')
      await window.until('A5', '#N/A')
      expect(await window.message(4, 0)).to.match(said)
    })
  }

  it('makes the month’s aging with one press: proof 0.00, a chart, and a file that opens again', async () => {
    const window = await open('zh-CN')
    await window.run(
      `context.workbook.settings.add('duebook', given); await context.sync()`,
      JSON.stringify({ asOf: { kind: 'fixed', date: MONTH_END }, live: true }),
    )
    await window.pane.waitForFunction(date => document.body.textContent?.includes(date), MONTH_END)
    await window.press('Duebook.MonthlyAging')
    const sheet = () =>
      window.run<{ name: string; charts: number; values: unknown[][] }>(
        `const sheet = context.workbook.worksheets.getActiveWorksheet().load('name')
         const charts = sheet.charts.getCount(), used = sheet.getUsedRange().load('values')
         await context.sync()
         return { name: sheet.name, charts: charts.value, values: used.values }`,
      )
    const { name, charts } = await sheet()
    expect([name, charts]).to.deep.equal(['账龄 2026-10', 1])
    const balanceOfAll = await journey.answer('BALANCE', '*', null, MONTH_END)
    const rowWith = (values: unknown[][], label: string) => values.find(row => row.some(cell => String(cell).startsWith(label)))!
    await window.eventually(async () => {
      const { values } = await sheet()
      expect(rowWith(values, '合计').map(cents), 'the total').to.include(balanceOfAll)
      expect(rowWith(values, '单据合计'), 'the proof').to.include(0)
    })
    await window.picture('monthly-aging')
    const workbook = await openXlsx(await window.saved())
    expect(workbook.sheets.map(each => each.name)).to.include(name)
  })

  it('drills from a cell to documents with the same total, and explains it in words', async () => {
    const window = await open()
    await window.type('A1', `=AR.OVERDUE("C001",,"${MONTH_END}")-AR.UNAPPLIED("C001",,"${MONTH_END}")`)
    const overdue = (await journey.answer('OVERDUE', 'C001', null, MONTH_END)) as number
    const unapplied = (await journey.answer('UNAPPLIED', 'C001', null, MONTH_END)) as number
    const cell = Math.round((overdue - unapplied) * 100) / 100
    await window.until('A1', cell)
    await window.press('Duebook.DrillDown')
    const rows = await window.run<unknown[][]>(
      `const used = context.workbook.worksheets.getActiveWorksheet().getUsedRange().load('values')
       await context.sync()
       return used.values`,
    )
    expect(rows.flat(), 'the total of the documents').to.include(cell)
    await window.run(`context.workbook.worksheets.getItem('Sheet1').activate(); await context.sync()`)
    await window.press('Duebook.Explain')
    await window.pane.waitForFunction(() => location.hash === '#/explain')
    await window.eventually(async () => void expect(await window.pane.locator('main').innerText()).to.contain('AR.OVERDUE'))
    await window.picture('explain')
  })

  it('freezes cells so that a colleague without the add-in sees values, and thaws them', async () => {
    const window = await open()
    await window.type('A1', [[balance('C001')], [balance('C002')]])
    const values = [await journey.answer('BALANCE', 'C001', null, MONTH_END), await journey.answer('BALANCE', 'C002', null, MONTH_END)]
    await window.until('A1', values[0])
    await window.until('A2', values[1])
    await window.press('Duebook.FreezeSheet')
    const formulas = () =>
      window.run<unknown[][]>(
        `const range = context.workbook.worksheets.getActiveWorksheet().getRange('A1:A2').load('formulas')
         await context.sync()
         return range.formulas`,
      )
    expect(await formulas()).to.deep.equal(values.map(value => [value]))
    const without = await openXlsx(await window.saved())
    expect([0, 1].map(row => without.sheets[0].rows.get(row)?.[0]?.value)).to.deep.equal(values)
    expect(without.sheets[0].rows.get(0)?.[0]?.formula).to.equal(undefined)
    await window.press('Duebook.ThawSheet')
    expect(await formulas()).to.deep.equal([[balance('C001')], [balance('C002')]])
    await window.until('A1', values[0])
  })

  it('sees a posting from elsewhere in exactly the right cells within two seconds', async () => {
    const window = await open()
    await window.type('A1', [[`=AR.BALANCE("C001",,"${TODAY}")`], [`=AR.BALANCE("C002",,"${TODAY}")`], [`=AR.BALANCE("*",,"${TODAY}")`]])
    const before = (await journey.answer('BALANCE', 'C001', null, TODAY)) as number
    const all = (await journey.answer('BALANCE', '*', null, TODAY)) as number
    const other = (await journey.answer('BALANCE', 'C002', null, TODAY)) as number
    await window.until('A1', before)
    await window.until('A2', other)
    await window.until('A3', all)
    const changed = await window.run<string>(
      `globalThis.changedCells = []
       const sheet = context.workbook.worksheets.getActiveWorksheet()
       sheet.onCalculated.add(async () => undefined)
       await context.sync()
       return 'listening'`,
    )
    expect(changed).to.equal('listening')
    await journey.post({
      table: 'receipts',
      row: { number: 'R-JOURNEY', customer: 'C001', docDate: TODAY, amount: '100.00' },
    })
    const after = Math.round((before - 100) * 100) / 100
    await window.until('A1', after, 2_000)
    await window.until('A3', Math.round((all - 100) * 100) / 100, 2_000)
    expect(await window.values('A2')).to.deep.equal([[other]])
  })

  it('answers while the service is away, says how old that is, catches up, and opens again without it', async () => {
    const window = await open()
    await window.type('A1', balance('C001'))
    const value = await journey.answer('BALANCE', 'C001', null, MONTH_END)
    await window.until('A1', value)
    await journey.stopService()
    await window.pane.waitForFunction(() => /Offline/.test(document.querySelector('header')?.textContent ?? ''), undefined, {
      timeout: 60_000,
    })
    await window.type('A2', balance('C002'))
    await window.settled('A2')
    expect((await window.values('A2'))[0][0]).to.be.a('number')
    await window.picture('offline')
    await window.reload()
    await window.type('A1', balance('C001'))
    await window.until('A1', value)
    await journey.startService()
    await journey.post({ table: 'receipts', row: { number: 'R-AWAY', customer: 'C001', docDate: MONTH_END, amount: '1.00' } })
    await window.until('A1', Math.round(((value as number) - 1) * 100) / 100, 60_000)
    window.errors.length = 0
  })

  it('fills ten thousand cells', async () => {
    const window = await open()
    await window.run(
      `const sheet = context.workbook.worksheets.getActiveWorksheet()
       sheet.getRange('A1:A10000').formulas = Array.from({ length: 10000 }, (_, i) => ['=AR.AGING("C0' + String(1 + i % 50).padStart(2, '0') + '","1-30",DATE(2026,' + (1 + i % 10) + ',' + (1 + Math.floor(i / 400)) + '))'])
       await context.sync()`,
    )
    const end = Date.now() + 60_000
    for (;;) {
      const values = (await window.values('A1:A10000')).flat()
      if (values.every(value => typeof value === 'number')) break
      if (Date.now() > end)
        throw new Error(
          `still ${values
            .filter(value => typeof value !== 'number')
            .slice(0, 3)
            .join()}`,
        )
      await window.page.waitForTimeout(250)
    }
  })
})
