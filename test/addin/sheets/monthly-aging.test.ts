import { expect } from 'chai'
import { monthlyAging, monthlyAgingWith } from '../../../addin/commands/monthly-aging.js'
import { runReport } from '../../../shared/reports/index.js'
import { day } from '../../../shared/dates.js'
import { sampleLedger } from '../../sample-ledger.js'
import { openDesk, type DeskInTest } from './desk.js'

const LEDGER = `
  customer  C001  name 华东机电  salesperson 王五  region 华东
  customer  C002  name =1+1  salesperson 王五
  customer  003   name 乙公司  salesperson 李四
  invoice   I-1   C001  2026-08-01  due 2026-08-31  1000.00
  invoice   I-2   C002  2026-09-01  due 2026-09-30  2500.50
  invoice   I-3   003   2026-10-01  due 2026-10-30   700.00
  receipt   R-1   C001  2026-10-10                   400.00
  allocate  R-1   I-1   2026-10-10                   400.00`

describe('the monthly aging sheet, drawn by one click', () => {
  let opened: DeskInTest
  afterEach(() => opened.close())

  it('stands in the workbook with the figures of the report, its proof and its chart', async () => {
    const book = sampleLedger(LEDGER)
    opened = await openDesk(book)
    await monthlyAging(opened.desk)
    const { excel } = opened
    await excel.calculated()
    const [, sheet] = excel.workbook.sheets
    expect(sheet.name).to.equal('账龄 2026-10')
    console.log(excel.value('账龄 2026-10!I12'))
    console.log(opened.desk.board.notices)
    const own = runReport(book, 'monthly-aging', { asOf: '2026-10-31' }, day('2026-11-02'), 'zh')
    expect(sheet.charts).to.have.length(1)
    void own
    opened.answers = ['replace']
    await monthlyAgingWith(opened.desk)
    console.log(
      opened.questions[0],
      excel.workbook.sheets.map(s => s.name),
    )
  })
})
