import { expect } from 'chai'
import { arFormulas, isArFormula } from '../../../addin/workbook/ar-formulas.js'
import { reenter } from '../../../addin/workbook/reenter.js'
import { closeAll, openDuebook, type Duebook } from '../duebook.js'

const LEDGER = 'invoice I-1 C001 2026-01-10 due 2026-02-09 1000.00'

/** Work of the add-in in the test's own realm. */
async function inWorkbook<T>({ excel }: Duebook, work: () => Promise<T>): Promise<T> {
  Object.assign(globalThis, { Excel: excel.Excel })
  try {
    return await work()
  } finally {
    Reflect.deleteProperty(globalThis, 'Excel')
  }
}

describe('the use of functions in a workbook', function () {
  this.timeout(60_000)
  afterEach(closeAll)

  it('is told by its formulas, not by texts in them', () => {
    expect(isArFormula('=AR.AGING(A1)')).to.equal(true)
    expect(isArFormula('=1+ar.balance ("*")')).to.equal(true)
    expect(isArFormula('=IFERROR(_xldudf_AR_AGING(A1),0)')).to.equal(true)
    expect(isArFormula('="AR.AGING(1)"')).to.equal(false)
    expect(isArFormula('=CAR.AGING(A1)')).to.equal(false)
    expect(isArFormula('AR.AGING(A1)')).to.equal(false)
    expect(isArFormula(12)).to.equal(false)
  })

  it('is found on every sheet, in the selection, and nowhere else', async () => {
    const duebook = await openDuebook({ ledger: LEDGER })
    const { excel } = duebook
    excel.type('B2', [['=AR.BALANCE("C001")', '=SUM(1,2)', '=AR.BALANCE("C001")+1']])
    excel.addSheet('Other')
    excel.type('Other!C5', '=AR.BALANCE("*")')
    excel.type('Other!A1', 'AR.BALANCE(1)')
    excel.addSheet('Empty')
    const found = await inWorkbook(duebook, () => arFormulas())
    expect(found.map(({ sheet, row, column }) => `${sheet} ${row} ${column}`)).to.deep.equal(['Sheet1 1 1', 'Sheet1 1 3', 'Other 4 2'])
    expect(found[1].formula).to.equal('=AR.BALANCE("C001")+1')
    excel.select('Sheet1!C1:D9')
    const selected = await inWorkbook(duebook, () => arFormulas('selection'))
    expect(selected.map(({ row, column }) => [row, column])).to.deep.equal([[1, 3]])
  })

  it('makes Excel load the add-in with the workbook, as long as there is any', async () => {
    const { excel, until } = await openDuebook({ ledger: LEDGER })
    expect(excel.host.state.startup).to.equal('Inactive')
    excel.type('A1', '=AR.BALANCE("C001")')
    await until('it is loaded with the workbook', () => excel.host.state.startup !== 'Inactive')
    excel.type('A1', '')
    await until('it is not any more', () => excel.host.state.startup === 'Inactive')
  })

  it('is begun again by entering its formulas, and nothing else', async () => {
    const duebook = await openDuebook({ ledger: LEDGER })
    const { excel, until } = duebook
    excel.type('A1', [['=AR.BALANCE("C001",,"2026-03-31")', '=AR.BALANCE("*",,"2026-03-31")', '=A1*2']])
    await until('they are there', () => excel.value('C1') === 2000)
    const before = excel.calls.length
    const entered = await inWorkbook(duebook, async () => reenter(await arFormulas()))
    await until('both were called again', () => excel.calls.length === before + 2)
    await excel.calculated()
    expect(entered).to.equal(2)
    await until('the values are back', () => excel.value('C1') === 2000 && excel.value('B1') === 1000)
  })
})
