import { expect } from 'chai'
import { closeAll, openDuebook } from '../duebook.js'

const LEDGER = `
  customer  C001  name 华东机电  salesperson 王五
  customer  C002  name 乙公司  salesperson 李四
  invoice   I-1   C001  2026-08-01  due 2026-08-31  1000.00
  invoice   I-2   C002  2026-09-01  due 2026-09-30  2500.50
  receipt   R-1   C001  2026-09-10                   400.00
  allocate  R-1   I-1   2026-09-10                   400.00
  close     2026-09`

describe('the monthly aging from the ribbon, with a service behind it', () => {
  afterEach(closeAll)

  it('is drawn, sealed with the ledger, verified, and goes on while the service is away', async () => {
    const { excel, desk, service, until } = await openDuebook({ ledger: LEDGER, locale: 'zh-CN' })
    await desk.settings.change({ asOf: { kind: 'fixed', date: '2026-09-30' as never } })
    await excel.press('Duebook.MonthlyAging')
    await excel.calculated()
    const names = () => excel.workbook.sheets.map(({ name }) => name)
    expect(names()).to.deep.equal(['Sheet1', '账龄 2026-09'])
    await until('the replica hears of the seal', () => desk.replica.book?.seals.length === 1)
    await excel.press('Duebook.VerifySheet')
    expect(desk.board.notices[0]).to.include({ tone: 'success', title: '“账龄 2026-09”与封签一致。' })

    await service.stop()
    await desk.settings.change({ asOf: { kind: 'fixed', date: '2026-08-31' as never } })
    await excel.press('Duebook.MonthlyAging')
    expect(names()).to.include('账龄 2026-08')
    expect(desk.board.notices[0].text).to.contain('尚未封签')
    await service.start()
    await excel.press('Duebook.VerifySheet')
    expect(desk.board.notices[0].text ?? '').not.to.contain('尚未登记')
  })
})
