import { expect } from 'chai'
import { addMonths, day, iso } from '../../../shared/dates.js'
import { valueOf } from '../../../shared/reports/sheet.js'
import { sampleLedger } from '../../sample-ledger.js'
import { F1 } from '../domain/aging.test.js'
import { formula, kinds, sheets, THREE_CUSTOMERS, value, values } from './answers.js'

const BUCKETS = ['bucket0', 'bucket1', 'bucket2', 'bucket3', 'bucket4', 'bucket5', 'bucket6']

describe('the management layout', () => {
  const book = sampleLedger(`${THREE_CUSTOMERS}\n control 1122 2026-03-31 91140.00`)
  const [sheet] = sheets(book, 'monthly-aging', { asOf: '2026-03-31' })

  it('has the columns of the printed sheet in order, in both languages', () => {
    const headings = sheet.columns.map(({ heading }) => heading)
    expect(headings.join()).to.equal(
      '序号,客户编码,客户名称,部门,区域,业务员,账期,信用额度,期末余额,占比%,未到期,1–30天,31–60天,61–90天,91–180天,181–365天,1年以上,' +
        '逾期合计,逾期率%,最长逾期天数,预收/未核销,净额,其中争议,其中票据/暂估,上月余额,本月开票,本月回款,其他增减,期后回款 至2026-05-20,' +
        '计提比例,应提,已提,补提/转回,账面净值,最近回款日,责任人,催收措施,备注',
    )
    const [english] = sheets(book, 'monthly-aging', { asOf: '2026-03-31' }, 'en')
    expect(english.columns.map(({ key }) => key)).to.deep.equal(sheet.columns.map(({ key }) => key))
    expect(JSON.stringify(english)).not.to.match(/[\u4e00-\u9fff]/)
  })

  it('T1: shows the figures of 2026-03-31 and how the month changed them', () => {
    expect(values(sheet, 'C001', BUCKETS)).to.deep.equal([73900, 20340, 6300, 0, 0, 0, 0])
    expect(values(sheet, 'C001', ['balance', 'overdue', 'longest', 'unapplied', 'net'])).to.deep.equal([100540, 26640, 55, -10000, 90540])
    expect(values(sheet, 'C001', ['opening', 'billed', 'cash', 'other'])).to.deep.equal([93900, 33900, 35000, -2260])
    expect(values(sheet, 'C001', ['since', 'lastReceipt', 'measures', 'remark'])).to.deep.equal([16640, '2026-03-25', null, null])
  })

  it('groups by salesperson, largest balance first, and counts no group twice', () => {
    expect(kinds(sheet, 'group').map(({ cells }) => cells[2])).to.deep.equal(['S01', 'S02'])
    expect(kinds(sheet, 'data').map(({ cells }) => cells[1])).to.deep.equal(['C001', 'C003', 'C002'])
    expect(kinds(sheet, 'data').map(({ cells }) => cells[0])).to.deep.equal([1, 2, 3])
    expect(kinds(sheet, 'subtotal').map(({ cells }) => valueOf(cells[8]))).to.deep.equal([101040, 1000])
    expect(value(sheet, 'total', 'balance')).to.equal(102040)
    expect(formula(sheet, 'total', 'balance')).to.match(/^SUBTOTAL\(9,I\d+:I\d+\)$/)
    expect(value(sheet, 'total', 'share')).to.equal(1)
  })

  it('groups otherwise or not at all when asked', () => {
    const groups = (by: string) => kinds(sheets(book, 'monthly-aging', { asOf: '2026-03-31', by })[0], 'group').map(({ cells }) => cells[2])
    expect(groups('none')).to.deep.equal([])
    expect(groups('区域')).to.deep.equal(['（未指定）'])
    expect(() => groups('weather')).to.throw('weather')
    expect(kinds(sheets(sampleLedger(F1), 'monthly-aging', { asOf: '2026-03-31' })[0], 'group')).to.deep.equal([])
  })

  it('proves documents to 0.00 and finds the difference to the general ledger', () => {
    expect(values(sheet, 'documents', ['balance', 'bucket0', 'bucket1'])).to.deep.equal([91040, 91040, 0])
    expect(formula(sheet, 'documents', 'bucket1')).to.match(/^ROUND\(I\d+-K\d+,2\)$/)
    expect(values(sheet, 'control', ['balance', 'bucket0', 'bucket1'])).to.deep.equal([91140, 91040, 100])
    const [plain] = sheets(sampleLedger(F1), 'monthly-aging', { asOf: '2026-03-31' })
    expect(values(plain, 'control', ['balance', 'bucket1'])).to.deep.equal(['未录入', null])
  })

  it('names the customer where the general ledger differs', () => {
    const [found] = sheets(sampleLedger(`${F1}\n control 1122 2026-03-31 88280.00 customer C001`), 'monthly-aging', { asOf: '2026-03-31' })
    expect(kinds(found, 'note').map(({ cells }) => cells[2])).to.include('C001 C001: 有一张金额相同的单据 (CN-201)')
  })

  it('shows the shares of the buckets now and a month ago', () => {
    const [now, before] = kinds(sheet, 'share')
    expect(now.cells[2]).to.equal('占比')
    expect(valueOf(now.cells[10])).to.equal(74400 / 102040)
    expect(now.cells[10])
      .to.have.property('formula')
      .that.matches(/^IF\(SUM\(K\d+:Q\d+\)=0,0,K\d+\/SUM\(K\d+:Q\d+\)\)$/)
    expect(before.cells[2]).to.equal('上月占比（2026-02-28）')
    expect(valueOf(before.cells[10])).to.equal(83600 / 94900)
  })

  it('takes the buckets and the basis that were given', () => {
    const [own] = sheets(book, 'monthly-aging', { asOf: '2026-03-31', basis: 'document', buckets: '30,60,90' })
    expect(own.columns.filter(({ key }) => key.startsWith('bucket')).map(({ heading }) => heading)).to.deep.equal([
      '0–30天',
      '31–60天',
      '61–90天',
      '90天以上',
    ])
    expect(values(own, 'C001', ['bucket0', 'bucket1', 'bucket2', 'bucket3', 'overdue'])).to.deep.equal([33900, 60340, 6300, 0, 26640])
  })

  it('keeps a customer that settled everything this month, so that the month’s cash is whole', () => {
    const settled = sampleLedger(`
      invoice I-1 C1 2026-02-01 due 2026-03-01 1000.00
      receipt R-1 C1 2026-03-15 1000.00
      allocate R-1 I-1 2026-03-15 1000.00
      invoice I-2 C2 2026-03-01 due 2026-03-31 500.00`)
    const [found] = sheets(settled, 'monthly-aging', { asOf: '2026-03-31' })
    expect(values(found, 'C1', ['balance', 'opening', 'cash', 'net'])).to.deep.equal([0, 1000, 1000, 0])
    expect(values(found, 'total', ['opening', 'cash'])).to.deep.equal([1000, 1000])
  })

  it('shows limit, terms, owner and dispute as of the date, and no receipt that was returned', () => {
    const text = `
      value customer C1 creditLimit 2026-01-01 5000.00
      value customer C1 creditLimit 2026-04-01 9000.00
      value customer C1 terms 2026-01-01 月结30天
      value customer C1 owner 2026-01-01 S09
      invoice I-1 C1 2026-01-05 due 2026-02-04 1000.00
      receipt R-1 C1 2026-02-10 100.00
      receipt R-2 C1 2026-03-10 200.00
      reverse receipt R-2 2026-03-20
      value item I-1 dispute 2026-03-01 400.00`
    const [found] = sheets(sampleLedger(text), 'monthly-aging', { asOf: '2026-03-31' })
    expect(values(found, 'C1', ['limit', 'terms', 'owner', 'disputed', 'lastReceipt'])).to.deep.equal([
      5000,
      '月结30天',
      'S09',
      400,
      '2026-02-10',
    ])
    expect(found.columns.filter(({ hidden }) => hidden).map(({ key }) => key)).to.deep.equal([
      'bills',
      'lossRate',
      'allowance',
      'allowanceBefore',
      'charge',
      'carrying',
    ])
    const [before] = sheets(sampleLedger(text), 'monthly-aging', { asOf: '2026-03-15' })
    expect(value(before, 'C1', 'lastReceipt')).to.equal('2026-03-10')
  })

  it('has a chart over the buckets and scales over what is overdue', () => {
    expect(sheet.charts).to.have.length(1)
    expect(sheet.charts[0].categories.left).to.equal(10)
    expect(sheet.charts[0].categories.right).to.equal(16)
    expect(sheet.highlights.map(rule => ('scale' in rule ? rule.scale : rule.when))).to.deep.equal(['amount', 'overdue', '<>'])
  })

  it('draws 10,000 customers within seconds', function () {
    this.timeout(20_000)
    const many = sampleLedger(
      Array.from(
        { length: 10_000 },
        (_, i) => `invoice I-${i} C${i} 2026-01-05 due ${iso(addMonths(day('2026-01-31'), i % 6))} ${100 + i}.00`,
      ).join('\n'),
    )
    const start = performance.now()
    expect(kinds(sheets(many, 'monthly-aging', { asOf: '2026-03-31' })[0], 'data')).to.have.length(10_000)
    expect(performance.now() - start).to.be.lessThan(4000)
  })
})
