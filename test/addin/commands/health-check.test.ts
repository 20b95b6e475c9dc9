import { expect } from 'chai'
import type { Finding, Health, repair } from '../../../addin/commands/health-check.js'
import { closeAll, openDuebook, type Duebook } from '../duebook.js'

const LEDGER = `
  customer  C001  name 东方机电
  invoice   I-1  C001  2026-01-10  due 2026-02-10   1000.00`

interface Exports {
  health: { current: Health }
  repair: typeof repair
}

type Opened = Duebook & { checked: () => Promise<Map<Finding['kind'], Finding>>; repaired: (finding: Finding) => Promise<void> }

async function opened(locale = 'en-US'): Promise<Opened> {
  const book = await openDuebook({ ledger: LEDGER, entry: 'test/addin/results.ts', locale })
  const { health, repair: mend } = book.exports as Exports
  book.excel.type('A1', [["'2026-03-31", 'C001', '=AR.BALANCE(B1,,$A$1)']])
  await book.until('the value', () => book.excel.value('C1') === 1000)
  return {
    ...book,
    checked: async () => {
      await book.excel.press('Duebook.HealthCheck')
      return new Map(health.current.findings.map(finding => [finding.kind, finding]))
    },
    repaired: finding => mend(book.desk, finding),
  }
}

const places = (finding: Finding | undefined) => finding?.cells.map(({ address }) => address)

describe('Health check', () => {
  afterEach(closeAll)

  it('finds nothing wrong where nothing is', async () => {
    const { checked } = await opened()
    // Node has no database to keep the ledger in, and nothing else is to be said.
    expect([...(await checked()).keys()].filter(kind => kind !== 'storage')).to.eql([])
  })

  it('finds formulas that Excel renamed while the add-in was missing, and writes their own names', async () => {
    const { excel, checked, repaired, until } = await opened()
    excel.type('C2', '=_xldudf_AR_BALANCE(B1,,$A$1)+1')
    const finding = (await checked()).get('prefix')
    expect(places(finding)).to.eql(['C2'])
    await repaired(finding!)
    expect(excel.formulas('C2')[0][0]).to.equal('=AR.BALANCE(B1,,$A$1)+1')
    await until('the value', () => excel.value('C2') === 1001)
    expect((await checked()).has('prefix')).to.equal(false)
  })

  it('finds functions that do not exist, and calls with too many or too few arguments', async () => {
    const { excel, checked } = await opened()
    excel.type('C2', '=AR.AGEING(B1)')
    excel.type('C3', '=AR.AGING()')
    excel.type('C4', '=AR.INVOICE_OPEN("I-1",$A$1,1,2,3)')
    const found = await checked()
    expect([places(found.get('unknown')), places(found.get('arguments'))]).to.eql([['C2'], ['C3', 'C4']])
    expect(found.get('unknown')?.cure).to.equal(undefined)
  })

  it('finds frozen sheets, arrays without room and Excel on manual, and cures what can be cured', async () => {
    const { excel, checked, repaired, until } = await opened()
    await excel.press('Duebook.FreezeSheet')
    excel.type('C5', '=AR.AGING("C001",,$A$1)')
    excel.type('D5', 'in the way')
    await until('the error', () => excel.value('C5') === '#SPILL!')
    await excel.Excel.run(async context => {
      context.workbook.application.calculationMode = 'Manual'
      await context.sync()
    })
    const found = await checked()
    expect([places(found.get('blocked')), found.get('frozen')?.cells]).to.eql([
      ['C5'],
      JSON.parse('[{"sheet":"Sheet1","address":"","text":"1"}]'),
    ])
    await repaired(found.get('manual')!)
    await repaired(found.get('frozen')!)
    const after = await checked()
    expect([after.has('manual'), after.has('frozen'), excel.formulas('C1')[0][0]]).to.eql([false, false, '=AR.BALANCE(B1,,$A$1)'])
  })

  it('says in the language of the user that the ledger cannot be reached and cells are behind', async () => {
    const { desk, excel, service, checked, until } = await opened('zh-CN')
    await desk.settings.change({ live: false })
    await service.post(['invoices', { number: 'I-9', customer: 'C001', docDate: '2026-02-01', dueDate: '2026-03-01', amount: 50 }])
    await until('the cell to be behind', () => desk.cells.behind === 1)
    const finding = (await checked()).get('behind')
    expect(finding?.text).to.equal('1 个单元格的数值已变化。')
    await finding!.cure!.run()
    await until('the new value', () => excel.value('C1') === 1050)
  })

  it('finds a sheet of ours whose proof somebody has broken', async () => {
    const { excel, desk, checked } = await opened()
    await desk.settings.change({ asOf: { kind: 'fixed', date: '2026-03-31' } } as never)
    await excel.press('Duebook.MonthlyAging')
    expect((await checked()).has('sheet')).to.equal(false)
    const { name } = excel.workbook.sheets.find(sheet => sheet.name.startsWith('Aging'))!
    const values = excel.values(`'${name}'!A1:AZ20`) as unknown[][]
    const row = values.findIndex(line => line.includes('C001'))
    const column = values[row].indexOf(1000, values[row].indexOf(1000) + 1)
    excel.type(`'${name}'!${String.fromCharCode(65 + column)}${row + 1}`, 900)
    await excel.calculated()
    const finding = (await checked()).get('sheet')
    expect(finding?.cells[0]).to.include({ sheet: name, text: '100' })
  })
})
