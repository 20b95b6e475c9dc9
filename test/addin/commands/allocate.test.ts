import { expect } from 'chai'
import type * as script from './allocate-entry.js'
import { closeAll, openDuebook, type DuebookOptions } from '../duebook.js'

const LEDGER = `
  invoice   I-1  C001  2025-05-01  due 2025-05-31   1000.00
  invoice   I-2  C001  2025-05-05  due 2025-06-04   2000.00
  receipt   R-1  C001  2025-06-10                   1200.00`

describe('allocating in the workbook', function () {
  this.timeout(20_000)
  afterEach(closeAll)

  const opened = async (options: DuebookOptions) => {
    const book = await openDuebook({ ledger: LEDGER, entry: 'test/addin/commands/allocate-entry.ts', ...options })
    const { allocationTable, postAllocations, postAllocationTable } = book.exports as typeof script
    return { ...book, allocationTable, postAllocations, postAllocationTable }
  }
  const allocation = (to: string, amount: string) => ({ from: 'R-1', to, amount, date: '2025-06-30' })

  it('posts all or nothing, tells the reason, and takes back exactly what it posted', async () => {
    const { excel, desk, service, until, postAllocations } = await opened({})
    await service.post(['allocations', allocation('I-1', '100.00')])
    excel.type('A1', '=AR.INVOICE_OPEN("I-1","2025-06-30")')
    await until('the value', () => excel.value('A1') === 900)

    await postAllocations(desk, [allocation('I-1', '50.00'), allocation('I-2', '9999.00')])
    expect(desk.board.notices[0].tone).to.equal('warning')
    expect(desk.board.notices[0].title).to.contain('9999.00')
    expect(desk.replica.book?.change).to.equal(service.ledger.change)

    await postAllocations(desk, [allocation('I-1', '500.00'), allocation('I-2', '600.00')])
    expect(desk.board.notices[0]).to.include({ tone: 'success', title: '2 allocations posted.' })
    await until('both allocations', () => excel.value('A1') === 400)

    await desk.board.notices[0].actions[0].run()
    expect(desk.board.notices[0].tone).to.equal('success')
    await until('the earlier allocation of the same pair alone', () => excel.value('A1') === 900)
  })

  it('offers the same as a table: rows are changed there, posted, and each says what became of it', async () => {
    const { excel, desk, until, allocationTable, postAllocationTable } = await opened({ locale: 'zh-CN' })
    await desk.settings.change({ asOf: { kind: 'fixed', date: '2025-06-30' as never } })
    await allocationTable(desk, 0, 'oldestFirst')
    expect(excel.values('A1:F3')).to.deep.equal([
      ['收款/贷项', '应收单据', '分期', '核销金额', '核销日期', '结果'],
      ['R-1', 'I-1', '', 1000, '2025-06-30', ''],
      ['R-1', 'I-2', '', 200, '2025-06-30', ''],
    ])
    excel.type('D2', '300.5')
    excel.type('D3', '5000')
    await postAllocationTable(desk)
    expect(excel.value('F2')).to.equal('已核销')
    expect(excel.value('F3')).to.contain('5000.00')
    expect(desk.board.notices[0].title).to.contain('1 笔被拒绝')

    excel.type('D3', '100')
    await postAllocationTable(desk)
    expect(excel.value('F3')).to.equal('已核销')
    expect(desk.board.notices[0].title).to.equal('已核销 1 笔。')
    excel.type('A10', '=AR.UNAPPLIED("C001")')
    await excel.calculated()
    await until('what is left', () => excel.value('A10') === -799.5)
  })
})
