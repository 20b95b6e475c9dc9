import { expect } from 'chai'
import { addMonths, day, iso } from '../../../shared/dates.js'
import type { ReportParams } from '../../../shared/reports/define.js'
import { valueOf } from '../../../shared/reports/sheet.js'
import { enter, sampleLedger } from '../../sample-ledger.js'
import { F1 } from '../domain/aging.test.js'
import { answer, formula, kinds, sheets, value, values } from './answers.js'

interface Figures {
  amounts: string[]
  unapplied: string
  total: string
}
interface AgingJson {
  buckets: string[]
  knownAt: number
  change: number
  currency: string
  rows: (Figures & { customer: string; name: string })[]
  total: Figures
  proof: { documents: string; difference: string; control: string | null; controlDifference: string | null }
}

const json = (text: string, params: ReportParams) => answer(sampleLedger(text), 'monthly-aging', params).json() as AgingJson

const TWO = `${F1}
  invoice  I-1  C002 2026-02-01 due 2026-03-01 1000.00 region 华东
  receipt  R-1  C002 2026-03-15 1000.00 region 华东
  invoice  I-2  C003 2026-03-01 due 2026-03-31 500.00 region 华南
  value customer C002 salesperson 2026-01-01 S02
  value customer C003 salesperson 2026-01-01 S01
  value customer C001 salesperson 2026-01-01 S01`

describe('the monthly aging as data', () => {
  it('has exactly the agreed fields, amounts as decimal texts', () => {
    expect(json(F1, { asOf: '2026-03-31' })).to.deep.equal({
      report: 'monthly-aging',
      asOf: '2026-03-31',
      knownAt: 15,
      change: 15,
      engine: '1.0',
      currency: 'CNY',
      basis: 'due',
      clock: 'strict',
      credits: 'separate',
      buckets: ['not due', '1-30', '31-60', '61-90', '>90'],
      rows: [
        {
          customer: 'C001',
          name: 'C001',
          amounts: ['73900.00', '20340.00', '6300.00', '0.00', '0.00'],
          unapplied: '-10000.00',
          total: '90540.00',
        },
      ],
      total: { amounts: ['73900.00', '20340.00', '6300.00', '0.00', '0.00'], unapplied: '-10000.00', total: '90540.00' },
      proof: { documents: '90540.00', difference: '0.00', control: null, controlDifference: null },
    })
  })

  const T1: [string, 'due' | 'document', string[], string][] = [
    ['2026-02-28', 'due', ['82600.00', '11300.00', '0.00', '0.00', '0.00', '0.00'], '93900.00'],
    ['2026-02-28', 'document', ['82600.00', '11300.00', '0.00', '0.00', '0.00'], '93900.00'],
    ['2026-03-31', 'due', ['73900.00', '20340.00', '6300.00', '0.00', '0.00', '-10000.00'], '90540.00'],
    ['2026-03-31', 'document', ['33900.00', '60340.00', '6300.00', '0.00', '-10000.00'], '90540.00'],
    ['2026-04-30', 'due', ['20000.00', '53900.00', '0.00', '0.00', '0.00', '0.00'], '73900.00'],
    ['2026-04-30', 'document', ['0.00', '33900.00', '40000.00', '0.00', '0.00'], '73900.00'],
  ]
  for (const [asOf, basis, expected, total] of T1)
    it(`T1: ${asOf} by ${basis} date`, () => {
      const found = json(F1, { asOf, basis })
      expect([...found.total.amounts, found.total.unapplied]).to.deep.equal(expected)
      expect([found.total.total, found.proof.documents, found.proof.difference]).to.deep.equal([total, total, '0.00'])
      if (basis === 'document') expect(found.buckets).to.deep.equal(['0-30', '31-60', '61-90', '>90'])
    })

  it('gives a customer that nets to zero a row, and rows in order of their codes', () => {
    const { rows } = json(TWO, { asOf: '2026-03-31' })
    expect(rows.map(({ customer, total }) => [customer, total])).to.deep.equal([
      ['C001', '90540.00'],
      ['C002', '0.00'],
      ['C003', '500.00'],
    ])
    expect([rows[1].amounts[1], rows[1].unapplied]).to.deep.equal(['1000.00', '-1000.00'])
  })

  it('filters, and compares a part with no control account', () => {
    const text = `${TWO}\n control 1122 2026-03-31 91040.00`
    expect(json(text, { asOf: '2026-03-31' }).proof).to.include({ control: '91040.00', controlDifference: '0.00' })
    const part = json(text, { asOf: '2026-03-31', filter: '区域=华南' })
    expect([part.rows.map(row => row.customer), part.total.total]).to.deep.equal([['C003'], '500.00'])
    expect(part.proof).to.deep.equal({ documents: '500.00', difference: '0.00', control: null, controlDifference: null })
    expect(json(text, { asOf: '2026-03-31', customer: 'C002' }).rows.map(row => row.customer)).to.deep.equal(['C002'])
    expect(json(text, { asOf: '2026-03-31', customer: 'C002', filter: '客户=C001' }).rows).to.deep.equal([])
  })

  it('filters by product line by line, with nothing lost in the proof', () => {
    const text =
      'invoice I-1 C1 2026-01-05 due 2026-02-04 113.00 lines P1:1:60:7.80:0,P2:1:40:5.20:0\n receipt R-1 C1 2026-02-01 50.00\n allocate R-1 I-1 2026-02-01 50.00'
    const found = json(text, { asOf: '2026-03-31', filter: '商品=P1' })
    expect([found.total.total, found.proof.documents, found.proof.difference]).to.deep.equal(['37.80', '37.80', '0.00'])
  })

  it('shows the difference to the general ledger, and takes what was known', () => {
    const book = sampleLedger(`${F1}\n control 1122 2026-03-31 90540.00`)
    const signed = book.change
    enter(book, 'receipt RC-304 C001 2026-03-30 5000.00')
    const at = (params: ReportParams) => answer(book, 'monthly-aging', { asOf: '2026-03-31', ...params }).json() as AgingJson
    expect(at({}).proof).to.deep.equal({ documents: '85540.00', difference: '0.00', control: '90540.00', controlDifference: '5000.00' })
    expect(at({ knownAt: signed })).to.deep.include({ knownAt: signed, change: signed + 1 })
    expect(at({ knownAt: signed }).total.total).to.equal('90540.00')
  })

  const FOREIGN = `
    rate USD 2026-02-28 7.05
    rate USD 2026-03-31 7.10
    invoice I-1 C1 2026-02-10 due 2026-03-10 1000.01 currency USD rate 7.00
    invoice I-2 C2 2026-03-01 due 2026-03-31 500.00
    receipt R-1 C1 2026-03-20 300.00 currency USD rate 7.00`

  it('gives a document currency exactly, and ledger currency at the rate of the day', () => {
    const usd = json(FOREIGN, { asOf: '2026-03-31', currency: 'USD' })
    expect([usd.currency, usd.rows.length, usd.total.amounts[1], usd.total.unapplied]).to.deep.equal(['USD', 1, '1000.01', '-300.00'])
    expect(usd.proof).to.deep.equal({ documents: '700.01', difference: '0.00', control: null, controlDifference: null })
    const cny = json(FOREIGN, { asOf: '2026-03-31' })
    expect([cny.total.total, cny.proof.difference]).to.deep.equal(['5470.07', '0.00'])
    expect(json(FOREIGN, { asOf: '2026-03-31', currency: 'CNY' }).currency).to.equal('CNY')
  })

  it('refuses a day without a rate, but draws the day whose month before has none', () => {
    const book = sampleLedger(FOREIGN.replace('rate USD 2026-02-28 7.05\n', ''))
    expect(() => answer(book, 'monthly-aging', { asOf: '2026-02-28' })).to.throw('USD')
    const [sheet] = sheets(book, 'monthly-aging', { asOf: '2026-03-31' })
    expect(values(sheet, 'C1', ['balance', 'unapplied', 'opening'])).to.deep.equal([7100.07, -2130, null])
  })
})

const BUCKETS = ['bucket0', 'bucket1', 'bucket2', 'bucket3', 'bucket4', 'bucket5', 'bucket6']

describe('the management layout', () => {
  const book = sampleLedger(`${TWO}\n control 1122 2026-03-31 91140.00`)
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
      value item I-1#1 dispute 2026-03-01 400.00`
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

describe('the audit layout', () => {
  const book = sampleLedger(`
    invoice I-0 C001 2022-06-30 due 2022-07-30 700.00
    invoice I-1 C001 2025-11-15 due 2025-12-15 1000.00
    invoice I-2 C002 2026-02-01 due 2026-03-01 500.00
    receipt R-1 C001 2026-01-20 400.00
    receipt R-2 C001 2026-04-02 100.00
    allocate R-1 I-1 2026-01-20 300.00
    value customer C001 relatedParty 2026-01-01 是`)
  const [sheet, documents] = sheets(book, 'monthly-aging', { asOf: '2026-03-31', layout: 'audit' })

  it('shows opening of the year and closing by document date', () => {
    expect(values(sheet, 'C001', ['openingYear', 'opening0', 'opening4', 'openingUnapplied', 'openingTotal'])).to.deep.equal([
      1000, 1000, 700, 0, 1700,
    ])
    expect(values(sheet, 'C001', ['closingYear', 'closing0', 'closing4', 'closingUnapplied', 'closingTotal'])).to.deep.equal([
      700, 700, 700, -100, 1300,
    ])
    expect(values(sheet, 'C001', ['related', 'since', 'confirmation'])).to.deep.equal(['是', 100, null])
    expect(sheet.columns.find(({ key }) => key === 'opening0')?.band).to.equal('期初余额（2025-12-31）')
    expect(sheet.columns.slice(14, 24).map(({ heading }) => heading)).to.deep.equal(
      '1年以内,其中0–6月,其中7–12月,1–2年,2–3年,3–4年,4–5年,5年以上,预收/未核销,合计'.split(','),
    )
  })

  it('proves its total and lists every open document behind it', () => {
    expect(values(sheet, 'documents', ['closing0', 'closing1', 'closing2'])).to.deep.equal([1800, 1800, 0])
    expect(kinds(documents, 'data').map(({ cells }) => [cells[3], cells[11], cells[13]])).to.deep.equal([
      ['I-0', 700, '3–4年'],
      ['I-1', 700, '0–6月'],
      ['R-1', -100, '未核销'],
      ['I-2', 500, '0–6月'],
    ])
    const total = kinds(documents, 'total')[0].cells[11]
    expect(valueOf(total)).to.equal(1800)
    expect(kinds(documents, 'subtotal')).to.have.length(2)
  })

  it('speaks English and takes buckets that were given', () => {
    const english = sheets(book, 'monthly-aging', { asOf: '2026-03-31', layout: 'audit', buckets: '1y,2y' }, 'en')
    expect(english.map(({ name }) => name)).to.deep.equal(['Aging for audit', 'Documents'])
    expect(english[0].columns.filter(({ key }) => /^closing\d/.test(key)).map(({ heading }) => heading)).to.deep.equal([
      'Up to 1 year',
      '1–2 years',
      'Over 2 years',
    ])
    expect(values(english[0], 'documents', ['closing0', 'closing1', 'closing2'])).to.deep.equal([1800, 1800, 0])
  })
})
