import { expect } from 'chai'
import { closeAll, openDuebook, startService } from '../duebook.js'

const LEDGER = `
  invoice  I-1  C001  2026-01-10  due 2026-02-09  1000.00
  invoice  I-2  C001  2026-03-05  due 2026-04-04   500.00
  invoice  I-3  C002  2026-02-01  due 2026-03-03   700.00
  receipt  R-1  C002  2026-03-10                   200.00
  allocate R-1  I-3   2026-03-10                   200.00`

const receipt = (number: string, customer: string, date: string, amount: string): [string, Record<string, unknown>] => [
  'receipts',
  { number, customer, docDate: date, amount },
]

/** The message of an error that was given to Excel. */
const messageOf = (value: unknown) => (value as { message: string }).message

describe('cells', function () {
  this.timeout(60_000)
  afterEach(closeAll)

  it('answer a value, a row of buckets, and a column of customers as a column', async () => {
    const { excel, until, desk } = await openDuebook({ ledger: LEDGER })
    excel.type('A1', '=AR.BALANCE("C001",,"2026-03-31")')
    excel.type('A2', '=AR.AGING("C001",,"2026-03-31")')
    excel.type('A4', [['C001'], ['C002']])
    excel.type('B4', '=AR.OVERDUE(A4:A5,,"2026-03-31")')
    excel.type('D4', '=AR.AGING(A4:A5,{"31-60","61-90"},"2026-03-31")')
    excel.type('A8', '=SUM(AR.BALANCE("C001",,"2026-03-31"),AR.BALANCE("C002",,"2026-03-31"))')
    await until('the sum is there', () => excel.value('A8') === 2000)
    expect(excel.value('A1')).to.equal(1500)
    expect(excel.values('A2:F2')).to.deep.equal([[500, 0, 1000, 0, 0, 0]])
    expect(excel.values('B4:B5')).to.deep.equal([[1000], [500]])
    expect(excel.values('D4:E5')).to.deep.equal([
      [1000, 0],
      [0, 0],
    ])
    expect(desk.cells.count).to.equal(6)
  })

  it('keep a row of customers a row', async () => {
    const { excel, until } = await openDuebook({ ledger: LEDGER })
    excel.type('A1', [['C001', 'C002']])
    excel.type('A2', '=AR.BALANCE(A1:B1,,"2026-03-31")')
    await until('both are there', () => excel.value('B2') === 500)
    expect(excel.values('A2:B2')).to.deep.equal([[1500, 500]])
  })

  for (const [locale, said] of [
    ['en-US', 'There is no customer'],
    ['zh-CN', '没有客户'],
  ])
    it(`say in ${locale} that a customer is not there`, async () => {
      const { excel, given, until } = await openDuebook({ ledger: LEDGER, locale })
      excel.type('A1', '=AR.BALANCE("C999")')
      excel.type('A2', '=IFNA(AR.BALANCE("C999"),0)')
      await until('the error is there', () => excel.value('A1') === '#N/A' && excel.value('A2') === 0)
      expect(messageOf(given[0])).to.contain(said).and.to.contain('C999')
    })

  it('answer as of the workbook’s date when none is given, and refuse an empty cell in its place', async () => {
    const { excel, desk, given, until } = await openDuebook({ ledger: LEDGER })
    await desk.settings.change({ asOf: { kind: 'fixed', date: '2026-01-31' as never } })
    excel.type('A1', '=AR.BALANCE("C001")')
    excel.type('A2', '=AR.BALANCE("C001",,B1)')
    await until('both are there', () => excel.value('A1') === 1000 && excel.value('A2') === '#VALUE!')
    expect(given.map(value => (value as { message?: string }).message ?? value)).to.include.members([1000])
    expect(given.some(value => /The date is empty/.test((value as { message?: string }).message ?? ''))).to.equal(true)
    await desk.settings.change({ asOf: { kind: 'fixed', date: '2026-03-31' as never } })
    await until('the date moved', () => excel.value('A1') === 1500)
    expect(excel.value('A2')).to.equal('#VALUE!')
  })

  it('take serials, dates of cells, periods of two cells, and pass errors on', async () => {
    const { excel, until } = await openDuebook({ ledger: LEDGER })
    excel.type('A1', '2026-01-31')
    excel.type('A2', '=AR.BALANCE("C001",,A1)')
    excel.type('B1', '2026-01-01')
    excel.type('C1', '2026-02-28')
    excel.type('B2', '=AR.BILLED("*",B1:C1)')
    excel.type('A3', '=1/0')
    excel.type('B3', '=AR.BALANCE(A3)')
    await until('all are there', () => excel.value('B2') === 1700 && excel.value('B3') === '#DIV/0!')
    expect(excel.value('A2')).to.equal(1000)
  })

  it('show a date as a formatted number', async () => {
    const { excel, until } = await openDuebook({ ledger: LEDGER })
    excel.type('A1', '=AR.LAST_RECEIPT("C002","date","2026-03-31")')
    await until('the date is there', () => excel.value('A1') === 46091)
    expect(excel.texts('A1')).to.deep.equal([['2026-03-10']])
  })

  it('change exactly where a posting changes the answer', async () => {
    const { excel, service, given, until } = await openDuebook({ ledger: LEDGER })
    excel.type('A1', [
      ['=AR.BALANCE("C001",,"2026-03-31")'],
      ['=AR.BALANCE("C002",,"2026-03-31")'],
      ['=AR.BALANCE("*",,"2026-03-31")'],
      ['=AR.BALANCE("C002",,"2026-02-28")'],
      ['=AR.OVERDUE("C002",,"2026-03-31")'],
      ['=AR.INVOICE_OPEN("I-3","2026-03-31")'],
      ['=AR.INVOICE_OPEN("I-1","2026-03-31")'],
    ])
    await until('all are there', () => excel.value('A7') === 1000)
    const before = given.length
    const calls = excel.calls.length
    await service.post(receipt('R-2', 'C002', '2026-03-15', '100'), [
      'allocations',
      { from: 'R-2', to: 'I-3', date: '2026-03-15', amount: '100' },
    ])
    await until('the balance fell', () => excel.value('A2') === 400)
    expect(excel.values('A1:A7')).to.deep.equal([[1500], [400], [1900], [700], [400], [400], [1000]])
    expect(given.length - before, 'cells that were renewed').to.equal(4)
    expect(excel.calls.length, 'calls that Excel made again').to.equal(calls)
  })

  it('of a number that is not there yet answer when its invoice is posted', async () => {
    const { excel, service, until } = await openDuebook({ ledger: LEDGER })
    excel.type('A1', '=AR.INVOICE_OPEN("I-9","2026-03-31")')
    excel.type('A2', '=AR.BALANCE("新客户",,"2026-03-31")')
    await until('neither is known', () => excel.value('A1') === '#N/A' && excel.value('A2') === '#N/A')
    await service.post(
      ['customers', { code: 'C009', name: '新客户' }],
      ['invoices', { number: 'I-9', customer: 'C009', docDate: '2026-03-20', dueDate: '2026-04-20', amount: '80' }],
    )
    await until('both are known', () => excel.value('A1') === 80 && excel.value('A2') === 80)
  })

  it('wait in Manual, are counted as behind, and follow at Refresh', async () => {
    const { excel, desk, service, until } = await openDuebook({ ledger: LEDGER })
    excel.type('A1', [['=AR.BALANCE("C001",,"2026-03-31")'], ['=AR.BALANCE("C002",,"2026-03-31")'], ['=AR.BALANCE("*",,"2026-03-31")']])
    await until('all are there', () => excel.value('A3') === 2000)
    await desk.settings.change({ live: false })
    await service.post(receipt('R-2', 'C002', '2026-03-15', '100'))
    await until('two are behind', () => desk.cells.behind === 2)
    expect(excel.values('A1:A3')).to.deep.equal([[1500], [500], [2000]])
    await desk.cells.refresh()
    await until('they have followed', () => excel.value('A2') === 400 && excel.value('A3') === 1900)
    expect(desk.cells.behind).to.equal(0)
  })

  it('answer while the service is away, and catch up when it is back', async () => {
    const { excel, desk, service, until } = await openDuebook({ ledger: LEDGER })
    excel.type('A1', '=AR.BALANCE("C001",,"2026-03-31")')
    await until('it is there', () => excel.value('A1') === 1500)
    await service.stop()
    excel.type('A2', '=AR.BALANCE("C002",,"2026-03-31")')
    await until('another is answered', () => excel.value('A2') === 500)
    await service.start()
    await service.post(receipt('R-2', 'C002', '2026-03-15', '100'))
    await desk.replica.refresh()
    await until('it has caught up', () => excel.value('A2') === 400)
  })

  it('are alive again in a workbook that was saved', async () => {
    const first = await openDuebook({ ledger: LEDGER })
    first.excel.type('A1', '=AR.BALANCE("C002",,"2026-03-31")')
    await first.until('it is there', () => first.excel.value('A1') === 500)
    const { service } = first
    const second = await openDuebook({ service, document: first.excel.save() })
    await second.until('its cell is known', () => second.desk.cells.count === 1)
    await service.post(receipt('R-2', 'C002', '2026-03-15', '100'))
    await second.until('it follows', () => second.excel.value('A1') === 400)
  })

  it('follow wherever their formula goes: rows inserted, sheets renamed and copied', async () => {
    const { excel, desk, service, until } = await openDuebook({ ledger: LEDGER })
    excel.type('A1', '=AR.BALANCE("C002",,"2026-03-31")')
    await until('it is there', () => excel.value('A1') === 500)
    await excel.Excel.run(async context => {
      const sheet = context.workbook.worksheets.getActiveWorksheet()
      sheet.getRange('1:2').insert('Down')
      sheet.name = 'Renamed'
      sheet.copy('End').name = 'Copy'
      await context.sync()
    })
    await until('both cells are known', () => desk.cells.count === 2 && excel.value('Copy!A3') === 500)
    await service.post(receipt('R-2', 'C002', '2026-03-15', '100'))
    await until('both follow', () => excel.value('Renamed!A3') === 400 && excel.value('Copy!A3') === 400)
    excel.type('Renamed!A3', '')
    await until('one is gone', () => desk.cells.count === 1)
  })

  it('never show #BUSY! again once they have a value: not when a row is inserted, nor when a posting renews them', async () => {
    const { excel, service, until } = await openDuebook({ ledger: LEDGER })
    excel.type('A1', [['=AR.BALANCE("C001",,"2026-03-31")'], ['=AR.BALANCE("C002",,"2026-03-31")'], ['=A2*2']])
    await until('all are there', () => excel.value('A3') === 1000)
    const calls = excel.calls.length
    const seen = new Set<unknown>()
    excel.workbook.onChange(() => excel.values('A1:A4').forEach(([value]) => seen.add(value)))
    await excel.Excel.run(async context => {
      context.workbook.worksheets.getActiveWorksheet().getRange('1:1').insert('Down')
      await context.sync()
    })
    await excel.calculated()
    await service.post(receipt('R-2', 'C002', '2026-03-15', '100'))
    await until('what stands on it is there', () => excel.value('A4') === 800)
    expect(seen).to.include(400)
    expect(seen).not.to.include('#BUSY!')
    expect(excel.calls.length, 'nothing was called again').to.equal(calls)
  })

  it('follow when they are sorted, moved, or stand in one another', async () => {
    const { excel, desk, service, until } = await openDuebook({ ledger: LEDGER })
    excel.type('A1', [
      [2, '=AR.BALANCE("C002",,"2026-03-31")'],
      [1, '=AR.BALANCE("C001",,"2026-03-31")'],
    ])
    excel.type('D1', '=AR.BALANCE(AR.CUSTOMER("C002","code"),,"2026-03-31")-AR.OVERDUE("C002",,"2026-03-31")')
    await until('all are there', () => excel.value('B1') === 500 && excel.value('B2') === 1500 && excel.value('D1') === 0)
    await excel.Excel.run(async context => {
      const sheet = context.workbook.worksheets.getActiveWorksheet()
      sheet.getRange('A1:B2').sort.apply([{ key: 0, ascending: true }])
      sheet.getRange('D1').moveTo('F9')
      await context.sync()
    })
    await until('they are in their new places', () => excel.value('B2') === 500 && excel.value('F9') === 0)
    await service.post(receipt('R-2', 'C002', '2026-03-15', '100'))
    await until('they follow there', () => excel.value('B2') === 400 && excel.value('F9') === -100)
    expect(excel.value('B1')).to.equal(1500)
    expect(desk.cells.count).to.equal(5)
  })

  it('wait for a ledger that is still coming', async () => {
    const service = await startService({ ledger: LEDGER })
    await service.stop()
    const { excel, desk, given, until } = await openDuebook({ service, ready: false })
    excel.type('A1', '=AR.BALANCE("C002",,"2026-03-31")')
    await until('the cell says that there is none', () => excel.value('A1') === '#VALUE!')
    expect(messageOf(given[0])).to.contain('no connection')
    await service.start()
    await desk.replica.refresh()
    await until('the ledger has come', () => excel.value('A1') === 500)
  })

  it('are ten thousand at once', async () => {
    const { excel, desk, service, given, until } = await openDuebook({ ledger: LEDGER })
    const column = Array.from({ length: 10_000 }, (_, i) => [`=AR.AGING("C00${1 + (i % 2)}","${i % 3 ? '61-90' : '31-60'}","2026-03-31")`])
    excel.type('A1', column)
    await until('all are there', () => given.length === 10_000)
    expect(desk.cells.count).to.equal(10_000)
    await service.post(receipt('R-2', 'C002', '2026-03-15', '100'))
    await desk.replica.refresh()
    expect(given.length, 'an unallocated receipt is in no bucket').to.equal(10_000)
  })
})
