import { expect } from 'chai'
import { drawReport } from '../../../addin/commands/draw-report.js'
import { margin } from '../../../addin/commands/margin.js'
import { rollForward } from '../../../addin/commands/roll-forward.js'
import { statement } from '../../../addin/commands/statement.js'
import { lastVerification, verifySheet } from '../../../addin/commands/verify-sheet.js'
import { REPORTS } from '../../../shared/reports/index.js'
import { sampleLedger } from '../../sample-ledger.js'
import { openDesk, type DeskInTest } from './desk.js'

const LEDGER = `
  customer  C001  name 华东机电  salesperson 王五
  customer  C002  name 乙公司
  invoice   I-1   C001  2026-10-01  due 2026-10-31  1000.00  lines P1:10:884.96:115.04:600
  invoice   I-2   C002  2026-09-01  due 2026-09-30  2500.50
  receipt   R-1   C001  2026-10-20                   300.00
  allocate  R-1   I-1   2026-10-20                   300.00`

describe('reports drawn in the workbook', () => {
  let opened: DeskInTest
  afterEach(() => opened.close())
  const open = async (language: 'en' | 'zh' = 'zh') => (opened = await openDesk(sampleLedger(LEDGER), { language }))
  const names = () => opened.excel.workbook.sheets.map(({ name }) => name)

  for (const language of ['zh', 'en'] as const)
    it(`every report of the catalogue can be drawn and verified (${language})`, async () => {
      const { desk, excel } = await open(language)
      for (const name of REPORTS.keys()) {
        const drawn = await drawReport(desk, name, name === 'statement' ? { customer: 'C001' } : {})
        expect(drawn?.sheets.length, name).to.be.greaterThan(0)
        await excel.calculated()
        for (const sheet of drawn!.sheets) {
          excel.select(`'${excel.workbook.sheets.find(({ id }) => id === sheet.worksheet)!.name}'!A1`)
          await verifySheet(desk)
          expect(lastVerification(), name).to.deep.include({ altered: [], learned: [], seal: 'registered', answersAlike: true })
        }
      }
    })

  it('the statement is of the customer whose code, name or formula is in the selected cell', async () => {
    const { desk, excel } = await open()
    excel.type('Sheet1!A1', [['C001'], ['乙公司'], ['=AR.BALANCE(A1)'], ['=1-AR.AGING("C002","1-30")'], ['应收合计']])
    for (const [cell, customer] of [
      ['A1', 'C001'],
      ['A2', 'C002'],
      ['A3', 'C001'],
      ['A4', 'C002'],
    ]) {
      excel.select(`Sheet1!${cell}`)
      opened.answers = ['new']
      const before = names().length
      await statement(desk)
      expect(names()[before], cell).to.contain(`客户对账单 ${customer} 2026-10`)
    }
    excel.select('Sheet1!A5')
    await statement(desk)
    expect(opened.shown).to.deep.equal(['/customer'])
  })

  it('roll-forward and margin are of the month of the as-of date', async () => {
    const { desk } = await open('en')
    await rollForward(desk)
    await margin(desk)
    expect(names().slice(1)).to.deep.equal(['Roll-forward 2026-10', 'Margin 2026-10'])
  })

  it('refuses what the report refuses, and draws nothing', async () => {
    const { desk } = await open()
    let refused: unknown
    await drawReport(desk, 'margin', { by: 'weather' }).catch((error: unknown) => (refused = error))
    expect(refused).to.include({ code: 'BAD_OPTION' })
    expect(names()).to.deep.equal(['Sheet1'])
  })
})
