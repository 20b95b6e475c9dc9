import { expect } from 'chai'
import { day } from '../../../../shared/dates.js'
import { balance } from '../../../../shared/domain/balance.js'
import { agingRow, aging } from '../../../../shared/domain/aging.js'
import { adoptedRows } from '../../../../shared/intake/adoption/adopted.js'
import { knownCustomers } from '../../../../shared/intake/adoption/customers.js'
import { ADOPTION_FIELDS } from '../../../../shared/intake/adoption/field-words.js'
import { fieldLabel, kindLabel } from '../../../../shared/intake/adoption/labels.js'
import { RANGE_KINDS } from '../../../../shared/intake/adoption/range-kind.js'
import { recognisedRange } from '../../../../shared/intake/adoption/recognised.js'
import { answeredMapping } from '../../../../shared/intake/adoption/questions.js'
import { sampleLedger } from '../../../sample-ledger.js'
import { faultsOf, range, SETTING, taken, TODAY, told, lost, posted } from './ranges.js'

describe('adopting a range', () => {
  const sheet = range(`应收账款明细表||||||
客户|发票||金额|||
名称|号码|日期|价税合计|已收|余额|业务员
临棠机电有限公司|FP001|2026.3.5|1,200.00|200|1000|张三
南桁食品机械有限公司|FP002|20260306|（300.50）|||李四
小计|||899.50|||
名称|号码|日期|价税合计|已收|余额|业务员
临棠机电有限公司|FP003|2026年3月7日|１，０００|500|600|
||||||
云汀机械厂|FP004|2026-02-30|abc|||张三
合 计||||||
制表：王五||||审核：赵六||`)

  it('takes, leaves out or lists every row, each once and with its reason', () => {
    const found = taken(sheet, { receivedOn: 'document' })
    expect(found.posted).to.deep.equal([4, 5])
    expect(found.leftOut.map(({ line, reason }) => [line, reason])).to.deep.equal([
      [1, 'title'],
      [2, 'heading'],
      [3, 'heading'],
      [6, 'subtotal'],
      [7, 'repeatedHeading'],
      [9, 'blank'],
      [11, 'subtotal'],
      [12, 'note'],
    ])
    expect(faultsOf(found)).to.deep.equal([
      ['F8', '600', 'BALANCE_DIFFERS'],
      ['C10', '2026-02-30', 'BAD_DATE'],
      ['D10', 'abc', 'BAD_AMOUNT'],
    ])
    const [first] = found.faults
    expect(first).to.include({ line: 8, column: '余额' })
    expect(first.refusal.text('zh')).to.equal('金额 1000.00 减已收 500.00 应为 500.00，而余额为 600.00，请更正其中一项。')
    lost(sheet, found)
  })

  it('makes customers, invoices, receipts and allocations in an order in which each finds what it names', () => {
    const found = taken(sheet, { receivedOn: 'document', balanceDiffers: 'remark' })
    const [first] = found.customers
    expect(found.rows.map(({ table, sourceRow }) => [table, sourceRow])).to.deep.equal([
      ['customers', 4],
      ['customers', 5],
      ['invoices', 4],
      ['invoices', 5],
      ['invoices', 8],
      ['receipts', 4],
      ['receipts', 8],
      ['allocations', 4],
      ['allocations', 8],
    ])
    expect(found.rows[5].row).to.deep.equal({ number: 'FP001-R', customer: first.code, docDate: '2026-03-05', amount: '200.00' })
    expect(found.rows[7].row).to.deep.equal({ from: 'FP001-R', to: 'FP001', amount: '200.00', date: '2026-03-05' })
    expect(found.remarks.some(({ en }) => en.includes('Line 8'))).to.equal(true)
    const book = posted(found)
    expect(balance(book, undefined, { asOf: day(TODAY) })).to.equal(100000 - 30050 + 50000)
  })

  it('a row mended in place is taken when the range is taken again', () => {
    const values = sheet.values.map(row => [...row])
    values[9][2] = '2026-02-28'
    values[9][3] = 88
    values[7][5] = 500
    const found = taken({ ...sheet, values }, { receivedOn: 'document' })
    expect(found.faults).to.deep.equal([])
    expect(found.posted).to.deep.equal([4, 5, 8, 10])
  })

  it('asks when receipts count that stand as an amount only', () => {
    const of = range(
      '发票号|客户|开票日期|到期日|价税合计|已收\nF1|甲|2026-03-05|2026-04-05|#100|#40\nF2|甲|2026-03-06|2026-12-31|#50|#0\nF3|乙|2026-03-06|2026-12-31|#50|#60',
    )
    const found = taken(of)
    expect(found.questions.map(({ kind }) => kind)).to.deep.equal(['receivedOn'])
    expect(faultsOf(found)).to.deep.equal([
      ['F2', '40', 'RECEIVED_UNDATED'],
      ['F4', '60', 'RECEIVED_UNDATED'],
    ])
    const dates = (answer: string) => {
      const mapping = answeredMapping(found.found.mapping, found.questions[0], answer)
      return adoptedRows(of, mapping, SETTING)
        .rows.filter(({ table }) => table === 'receipts')
        .map(({ row }) => row.docDate)
    }
    // Due dates still to come count as today: the money is here.
    expect(dates('due')).to.deep.equal(['2026-04-05', TODAY])
    expect(dates('document')).to.deep.equal(['2026-03-05', '2026-03-06'])
    expect(dates('2026-01-31')).to.deep.equal(['2026-01-31', '2026-01-31'])
    const book = posted(taken(of, { receivedOn: '2026-01-31' as never }))
    const row = agingRow(aging(book, { asOf: day('2026-04-30') }), 1)
    expect(row[row.length - 1]).to.equal(-1000) // what was received beyond the invoice stays unapplied
  })

  it('reckons what was received from the balance, and due dates from days of credit', () => {
    const found = taken(
      range(
        '发票号|客户|开票日期|账期(天)|价税合计|余额\nF1|甲|2026-03-05|#30|#100|#70\nF2|甲|2026-03-05|60天|#100|#100\nF3|甲|2026-03-05|月结30天|#100|#100\nF4|甲|2026-03-05|随便|#1|#1',
      ),
      {
        receivedOn: 'document',
      },
    )
    expect(told(found, 'number', 'dueDate', 'terms', 'amount').slice(1, 5)).to.deep.equal([
      ['invoices', 'F1', '2026-04-04', undefined, '100.00'],
      ['invoices', 'F2', '2026-05-04', undefined, '100.00'],
      ['invoices', 'F3', undefined, '月结30天', '100.00'],
      ['receipts', 'F1-R', undefined, undefined, '30.00'],
    ])
    expect(faultsOf(found)).to.deep.equal([['D5', '随便', 'BAD_TERMS']])
    posted(found)
  })

  it('knows totals without a word as the sums of the rows above', () => {
    const of = range(
      '发票号|客户|开票日期|价税合计\nF1|甲|2026-03-05|#100\nF2|甲|2026-03-05|#50\n|||#150\nF3|乙|2026-03-05|#7\nF4|乙|2026-03-05|#8\n|||#15\n|||#165\n|||#9',
    )
    const found = taken(of)
    expect(found.leftOut.filter(({ reason }) => reason === 'sum').map(({ line }) => line)).to.deep.equal([4, 7, 8])
    expect([...new Set(found.faults.map(({ line }) => line))]).to.deep.equal([9])
    expect(found.posted).to.deep.equal([2, 3, 5, 6])
    lost(of, found)
  })

  it('a customer called after a total is one when its row has a number', () => {
    const found = taken(range('发票号|客户|开票日期|价税合计\nF1|华东合计量具有限公司|2026-03-05|#100\nF2|精准小计|2026-03-05|#5'))
    expect(found.posted).to.deep.equal([2, 3])
  })

  it('lines with one number are asked about, and add up when they are one document', () => {
    const of = range('发票号|客户|开票日期|价税合计\nF1|甲|2026-03-05|#100\nF1|甲|2026-03-05|#50\nF1|乙|2026-03-05|#1')
    const found = taken(of)
    expect(found.questions.map(({ kind }) => kind)).to.deep.equal(['sameNumber'])
    expect(faultsOf(found).map(([cell, , code]) => [cell, code])).to.deep.equal([
      ['A3', 'NUMBER_REPEATED'],
      ['A4', 'NUMBER_REPEATED'],
    ])
    const added = taken(of, { sameNumber: 'add' })
    expect(told(added, 'amount')[1]).to.deep.equal(['invoices', '150.00'])
    expect(added.posted).to.deep.equal([2, 3])
    expect(faultsOf(added).map(([cell]) => cell)).to.deep.equal(['A4']) // another customer
    lost(of, added)
  })

  it('finds the customers of the ledger by code and by every name; makes others with a stated or a made code', () => {
    const customers = knownCustomers(sampleLedger('customer C001\n customer C002'))
    expect(customers.map(({ code }) => code)).to.deep.equal(['C001', 'C002'])
    const known = [{ code: 'C001', name: '临棠机电有限公司', shortName: '临棠', formerNames: ['临棠（筹）'] }]
    const of = range(
      '客户|发票号|开票日期|价税合计\n临棠|F1|2026-03-05|#1\n临棠(筹)|F2|2026-03-05|#1\n 临棠 机电有限公司|F3|2026-03-05|#1\n新客户|F4|2026-03-05|#1\n新客户|F5|2026-03-05|#1',
    )
    const { mapping } = recognisedRange(of)
    const found = adoptedRows(of, mapping, { ...SETTING, customers: known })
    const codes = found.rows.filter(({ table }) => table === 'invoices').map(({ row }) => row.customer)
    expect(codes.slice(0, 3)).to.deep.equal(['C001', 'C001', 'C001'])
    expect(codes[3]).to.match(/^K[0-9A-Z]{8}$/)
    expect(codes[4]).to.equal(codes[3])
    expect(found.customers).to.deep.equal([{ code: codes[3], name: '新客户', line: 5 }])
    // The same name gets the same code another day.
    expect(adoptedRows(of, mapping, SETTING).customers.some(({ code }) => code === codes[3])).to.equal(true)
  })

  it('asks about names that are alike, and takes both for one when told', () => {
    const of = range('客户|发票号|开票日期|价税合计\n临棠机电有限公司|F1|2026-03-05|#1\n临棠机电公司|F2|2026-03-05|#2')
    const found = taken(of)
    expect(found.questions).to.have.length(1)
    expect(found.questions[0]).to.deep.include({ kind: 'sameName', names: { first: '临棠机电有限公司', second: '临棠机电公司' } })
    const same = adoptedRows(of, answeredMapping(found.found.mapping, found.questions[0], 'same'), SETTING)
    expect(same.customers).to.have.length(1)
    expect(same.questions).to.deep.equal([])
    const other = adoptedRows(of, answeredMapping(found.found.mapping, found.questions[0], 'different'), SETTING)
    expect(other.customers).to.have.length(2)
    expect(other.questions).to.deep.equal([])
  })

  it('customers, receipts, credit notes, allocations and orders go to their tables', () => {
    const customers = taken(range('客户编码|客户名称|账期|信用额度|业务员\nC1|甲|#30|50,000.00|S1\nC2|乙|月结60天|#-1|S2\nC1|丙|#30|#1|S1'))
    expect(customers.rows).to.deep.equal([
      { table: 'customers', row: { code: 'C1', name: '甲', terms: 'net 30', salesperson: 'S1', creditLimit: '50000.00' }, sourceRow: 2 },
    ])
    expect(faultsOf(customers).map(([cell, , code]) => [cell, code])).to.deep.equal([
      ['D3', 'BAD_ROW'],
      ['A4', 'NUMBER_REPEATED'],
    ])
    posted(customers)
    const receipts = taken(
      range('收款单号|客户名称|收款日期|收款金额|结算方式|银行流水号\nSK1|甲|2026-03-05|#100|电汇|#880012\nSK2|甲|2026-03-05|#-5|电汇|'),
    )
    expect(receipts.rows[1].row).to.deep.include({ number: 'SK1', amount: '100.00', method: '电汇', bankSerial: '880012' })
    expect(faultsOf(receipts).map(([, , code]) => code)).to.deep.equal(['NEGATIVE_RECEIPT'])
    posted(receipts)
    const credits = taken(range('红字发票号|客户|日期|金额\nH1|甲|2026-03-05|#-100'))
    expect(told(credits, 'number', 'amount')[1]).to.deep.equal(['creditNotes', 'H1', '100.00'])
    posted(credits)
    const orders = taken(range('订单号|客户|订单日期|订单金额\nDD1|甲|2026-03-05|#100'))
    expect(told(orders, 'number', 'amount')[1]).to.deep.equal(['orders', 'DD1', '100.00'])
    posted(orders)
    const allocations = taken(range('收款单号|发票号|核销金额|日期\nSK1|F1|#100|2026-03-05'))
    expect(allocations.rows).to.deep.equal([
      { table: 'allocations', row: { from: 'SK1', to: 'F1', date: '2026-03-05', amount: '100.00' }, sourceRow: 2 },
    ])
  })

  it('names a field that no column has in the words of people', () => {
    const of = range('客户|开票日期|价税合计\n甲|2026-03-05|#1')
    const [fault] = adoptedRows(of, recognisedRange(of, { kind: 'invoices' }).mapping, SETTING).faults
    expect([fault.refusal.text('en'), fault.refusal.text('zh')]).to.deep.equal([
      'invoice number is empty. Fill it in.',
      '发票号 为空，请填写。',
    ])
    for (const field of ADOPTION_FIELDS) expect(fieldLabel(field).zh, field).to.match(/[\u4e00-\u9fff]/)
    for (const kind of RANGE_KINDS) expect(kindLabel(kind).zh, kind).to.match(/[\u4e00-\u9fff]/)
  })

  it('refuses a range without a column of its mapping, and finds columns that moved', () => {
    const { mapping } = recognisedRange(range('发票号|客户|开票日期|价税合计\nF1|甲|2026-03-05|#1'))
    const moved = adoptedRows(range('价税合计|客户|备注|开票日期|发票号\n#1|甲|x|2026-03-05|F1'), mapping, SETTING)
    expect(moved.posted).to.deep.equal([2])
    expect(() => adoptedRows(range('发票号|客户|开票日期\nF1|甲|2026-03-05'), mapping, SETTING))
      .to.throw()
      .with.property('code', 'MISSING_COLUMN')
  })
})
