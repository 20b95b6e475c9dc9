import { expect } from 'chai'
import { closeAll, openDuebook } from '../duebook.js'

const LEDGER = 'invoice I-1 C001 2025-05-01 due 2025-05-31 1000.00'

describe('the ribbon', () => {
  afterEach(closeAll)

  it('greys the entry that is in force: live or manual, and the as-of date', async () => {
    const { excel, desk, until } = await openDuebook({ ledger: LEDGER })
    const inForce = () =>
      ['Live', 'Manual', 'AsOfToday', 'AsOfLastMonthEnd', 'ChooseAsOf'].filter(id => !excel.host.isEnabled(`Duebook.${id}`)).join()
    await until('the state is shown', () => inForce() === 'Live,AsOfToday')
    await excel.press('Duebook.Manual')
    await until('manual', () => inForce() === 'Manual,AsOfToday')
    await excel.press('Duebook.AsOfLastMonthEnd')
    await until('the month end', () => inForce() === 'Manual,AsOfLastMonthEnd')
    await desk.settings.change({ asOf: { kind: 'fixed', date: '2025-06-30' as never } })
    await until('a date of its own', () => inForce() === 'Manual')
  })

  it('holds cells in Manual, tells how many are behind, and Refresh brings them up', async () => {
    const { excel, desk, service, until } = await openDuebook({ ledger: LEDGER })
    excel.type('A1', '=AR.BALANCE("C001",,"2025-06-30")')
    await until('the value', () => excel.value('A1') === 1000)
    await excel.press('Duebook.Manual')
    await service.post(['receipts', { number: 'R-1', customer: 'C001', docDate: '2025-06-01', amount: '400.00' }])
    await until('one cell is behind', () => desk.cells.behind === 1)
    expect(excel.value('A1')).to.equal(1000)
    await excel.press('Duebook.Refresh')
    await until('the new value', () => excel.value('A1') === 600)
    expect(desk.cells.behind).to.equal(0)
  })
})
