import { expect } from 'chai'
import { recognisedRange } from '../../../../shared/intake/adoption/recognised.js'
import { fieldsOf, range } from './ranges.js'

const kindOf = (text: string, sheet?: string) => recognisedRange(range(text, { sheet })).kinds[0]?.kind

describe('what a range is recognised as', () => {
  it('invoices by Chinese headings, each with a confidence and a reason', () => {
    const found = recognisedRange(
      range(`往来单位|发票号|开票日期|账期(天)|价税合计|已收|未收|业务员|区域|部门|序号
云汀机械|FP1|2026.3.5|#30|#100|#0|#100|张三|华东|一部|#1
云汀机械|FP2|2026.3.6|#30|#200|#0|#200|张三|华东|一部|#2`),
    )
    expect(found.kinds[0].kind).to.equal('invoices')
    expect(fieldsOf(found)).to.deep.equal([
      'customerName',
      'invoiceNumber',
      'docDate',
      'terms',
      'amount',
      'received',
      'balance',
      'salesperson',
      'region',
      'department',
      null,
    ])
    expect(found.columns[4]).to.deep.equal({
      field: 'amount',
      confidence: 0.99,
      why: { en: 'The heading “价税合计” is known, and the cells fit', zh: '表头“价税合计”可识别，内容相符' },
    })
    expect(found.missing).to.deep.equal([])
  })

  it('invoices by English headings, customers by code', () => {
    const found = recognisedRange(
      range(
        'Invoice No.|Customer|Invoice Date|Due Date|Invoice Amount\nI-1|C001|2026-01-05|2026-02-04|#100\nI-2|C002|2026-01-06|2026-02-05|#50',
      ),
    )
    expect(found.kinds[0].kind).to.equal('invoices')
    expect(fieldsOf(found)).to.deep.equal(['invoiceNumber', 'customerCode', 'docDate', 'dueDate', 'amount'])
  })

  it('the other kinds by their fields, and by the words above and on the sheet', () => {
    expect(kindOf('客户编码|客户名称|账期|信用额度|业务员\nC1|甲|#30|#5000|S1\nC2|乙|#60|#8000|S2')).to.equal('customers')
    expect(kindOf('收款单号|客户名称|收款日期|收款金额|结算方式\nSK1|甲|2026-03-05|#100|电汇\nSK2|乙|2026-03-06|#70|电汇')).to.equal(
      'receipts',
    )
    expect(kindOf('客户名称|期末余额\n甲|#100\n乙|#50')).to.equal('openingBalances')
    expect(kindOf('客户名称|单据号|日期|到期日|余额\n甲|A1|2026-03-05|2026-04-05|#100\n乙|A2|2026-03-06|2026-04-05|#7', '未清项')).to.equal(
      'openingItems',
    )
    expect(kindOf('收款单号|发票号|核销金额|核销日期|日期\nSK1|F1|#100|2026-03-05|2026-03-05\nSK2|F2|#7|2026-03-05|2026-03-05')).to.equal(
      'allocations',
    )
    expect(kindOf('订单号|客户|订单日期|订单金额\nDD1|甲|2026-03-05|#100\nDD2|乙|2026-03-06|#7')).to.equal('orders')
    expect(kindOf('单据号|客户|日期|金额\nA1|甲|2026-03-05|#100\nA2|乙|2026-03-06|#7', '发货明细')).to.equal('deliveries')
    expect(kindOf('红字发票号|发票号|客户|日期|金额\nH1|F1|甲|2026-03-05|#-100\nH2|F2|乙|2026-03-06|#-7')).to.equal('creditNotes')
  })

  it('headings over two and three rows, parents merged or repeated, below a title', () => {
    const merged = recognisedRange(
      range(`应收账款明细表||||
客户||发票||
编码|名称|号码|日期|金额
C1|甲|F1|2026-03-05|#100
C2|乙|F2|2026-03-06|#70`),
    )
    expect(merged.headings).to.include({ first: 1, rows: 2 })
    expect(merged.headings.headings).to.deep.equal(['客户编码', '客户名称', '发票号码', '发票日期', '发票金额'])
    expect(fieldsOf(merged)).to.deep.equal(['customerCode', 'customerName', 'invoiceNumber', 'docDate', 'amount'])
    const deep = recognisedRange(
      range(`客户资料|客户资料|开票情况|开票情况|开票情况|备注
客户|客户|发票|发票|发票|
编码|名称|号码|日期|金额|
C1|甲|F1|2026-03-05|#100|
C2|乙|F2|2026-03-06|#70|`),
    )
    expect(deep.headings).to.include({ first: 0, rows: 3 })
    expect(fieldsOf(deep)).to.deep.equal(['customerCode', 'customerName', 'invoiceNumber', 'docDate', 'amount', 'note'])
  })

  it('columns by content and position when there are no headings, less sure', () => {
    const rows = Array.from(
      { length: 6 },
      (_, i) => `FP10${i}|云汀机械${'甲乙丙'[i % 3]}有限公司|2026-03-0${i + 1}|2026-04-0${i + 1}|#${100 + i}.5`,
    )
    const found = recognisedRange(range(rows.join('\n')))
    expect(found.headings.rows).to.equal(0)
    expect(fieldsOf(found)).to.deep.equal(['number', 'customerName', 'docDate', 'dueDate', 'amount'])
    for (const { confidence } of found.columns) expect(confidence).to.be.below(0.6)
  })

  it('one known heading is enough to tell the headings from the rows', () => {
    const found = recognisedRange(range('客户名称|1月|2月|3月\n甲|#1|#2|#3\n乙|#1|#2|#3'))
    expect(found.headings).to.include({ first: 0, rows: 1 })
    expect(fieldsOf(found)[0]).to.equal('customerName')
  })

  it('says which fields are missing, and takes what the user says instead', () => {
    const given = range('客户|票据|开票日期|价税合计\n甲|F1|2026-03-05|#100\n乙|F2|2026-03-06|#70')
    const found = recognisedRange(given, { kind: 'invoices' })
    expect(found.mapping.columns[1].field).to.not.equal('invoiceNumber')
    const mended = recognisedRange(given, { kind: 'invoices', fields: { 1: 'invoiceNumber' } })
    expect(mended.missing).to.deep.equal([])
    expect(mended.columns[1]).to.deep.include({ field: 'invoiceNumber', confidence: 1 })
  })

  it('nothing sure of a text without a table', () => {
    const found = recognisedRange(range('会议纪要\n第一项\n第二项'))
    expect(found.headings.rows).to.equal(0)
    for (const { confidence } of found.kinds) expect(confidence).to.be.below(0.5)
  })

  it('aging columns, and 金额 beside a tax as the amount without it', () => {
    expect(fieldsOf(recognisedRange(range('客户|余额|未到期|1-30天|31至60天|90天以上\n甲|#3|#1|#1|#1|#0')))).to.deep.equal([
      'customerName',
      'balance',
      'bucket',
      'bucket',
      'bucket',
      'bucket',
    ])
    const taxed = recognisedRange(range('发票号|客户|开票日期|金额|税额\nF1|甲|2026-03-05|#100|#13'))
    expect(fieldsOf(taxed).slice(3)).to.deep.equal(['net', 'tax'])
    expect(taxed.told.map(({ zh }) => zh)).to.deep.equal(['金额按不含税金额加税额计算。'])
  })
})
