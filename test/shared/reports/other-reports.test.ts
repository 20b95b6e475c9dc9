import { expect } from 'chai'
import { valueOf } from '../../../shared/reports/sheet.js'
import { sampleLedger } from '../../sample-ledger.js'
import { F1 } from '../domain/aging.test.js'
import { answer, formula, kinds, sheets, value, values } from './answers.js'

const chinese = /[\u4e00-\u9fff]/

describe('the statement', () => {
  const book = sampleLedger(F1)
  const params = { customer: 'C001', period: '2026-03' }

  it('gives opening, every document, closing and what is open, as data', () => {
    const { statements } = answer(book, 'statement', params).json() as { statements: Record<string, unknown>[] }
    expect(statements).to.have.length(1)
    expect(statements[0]).to.deep.include({
      currency: 'CNY',
      opening: '93900.00',
      debits: '33900.00',
      credits: '37260.00',
      closing: '90540.00',
    })
    expect((statements[0].lines as { document: string }[]).map(({ document }) => document)).to.deep.equal([
      'RC-301',
      'CN-201',
      'INV-103',
      'RC-302',
    ])
    expect((statements[0].lines as unknown[])[0]).to.deep.equal({
      date: '2026-03-05',
      docDate: '2026-03-05',
      document: 'RC-301',
      kind: 'receipt',
      text: '',
      reversal: false,
      debit: '0.00',
      credit: '15000.00',
      balance: '78900.00',
    })
    expect((statements[0].openItems as { open: string }[]).map(({ open }) => open)).to.include('-10000.00')
  })

  it('draws the account with its turnover, and proves the open documents against its closing', () => {
    const [account, open] = sheets(book, 'statement', params)
    expect(values(account, 'closing', ['balance'])).to.deep.equal([90540])
    expect(formula(account, 'closing', 'balance')).to.match(/^ROUND\(I\d+\+SUMIF\(.*\)-SUMIF\(.*\),2\)$/)
    expect(kinds(account, 'data').map(({ cells }) => valueOf(cells[8]))).to.deep.equal([93900, 78900, 76640, 110540, 90540])
    expect(kinds(account, 'total').map(({ cells }) => [valueOf(cells[6]), valueOf(cells[7])])[0]).to.deep.equal([33900, 37260])
    expect(values(open, 'proof', ['amount', 'open', 'daysOverdue'])).to.deep.equal([90540, 90540, 0])
    expect(value(open, 'INV-101', 'daysOverdue')).to.equal(55)
  })

  it('has a sheet pair for each currency, and says so when there was nothing', () => {
    const two = sampleLedger(
      `${F1}\n invoice U-1 C001 2026-03-02 due 2026-04-02 10.00 currency USD rate 7\n value customer C009 owner 2026-01-01 S1`,
    )
    expect(sheets(two, 'statement', params).map(({ name }) => name)).to.deep.equal(['对账单 CNY', '未清 CNY', '对账单 USD', '未清 USD'])
    expect(sheets(two, 'statement', { ...params, currency: 'USD' }, 'en').map(({ name }) => name)).to.deep.equal([
      'Statement USD',
      'Open USD',
    ])
    const [nothing] = sheets(two, 'statement', { customer: 'C009', period: '2026-03' })
    expect(values(nothing, 'closing', ['balance'])).to.deep.equal([0])
  })

  it('needs one customer', () => {
    expect(() => answer(book, 'statement', { period: '2026-03' })).to.throw('customer')
    expect(() => answer(book, 'statement', { customer: '*' })).to.throw('customer')
    expect(JSON.stringify(sheets(book, 'statement', params, 'en'))).not.to.match(chinese)
  })
})

interface RollForwardJson {
  by: string
  columns: string[]
  rows: Record<string, string>[]
  total: Record<string, string>
  proof: Record<string, string | null>
}

describe('the roll-forward', () => {
  const book = sampleLedger(`${F1}
    discount D-1 INV-103 2026-03-20 100.00
    writeoff W-1 INV-103 2026-03-30 40.00
    invoice U-1 C002 2026-02-02 due 2026-03-02 100.00 currency USD rate 7.00
    rate USD 2026-02-28 7.10
    rate USD 2026-03-31 7.30
    control 1122 2026-03-31 91130.00
    value customer C002 owner 2026-01-01 S2`)

  it('foots and ties to the aging and the general ledger', () => {
    const { rows, total, proof } = answer(book, 'roll-forward', { period: '2026-03', asOf: '2026-03-31' }).json() as RollForwardJson
    expect(rows.map(row => row.customer)).to.deep.equal(['C001', 'C002'])
    expect(rows[0]).to.include({
      opening: '93900.00',
      billed: '33900.00',
      cash: '-35000.00',
      credited: '-2260.00',
      discount: '-100.00',
      writtenOff: '-40.00',
      closing: '90400.00',
    })
    expect(rows[1]).to.include({ opening: '710.00', fx: '20.00', closing: '730.00' })
    expect(total.closing).to.equal('91130.00')
    expect(proof).to.deep.equal({ foots: '0.00', aging: '91130.00', agingDifference: '0.00', control: '91130.00' })
  })

  it('draws proof rows that read 0, in both languages, and by owner', () => {
    for (const language of ['zh', 'en'] as const) {
      const [sheet] = sheets(book, 'roll-forward', { period: '2026-03', by: 'owner' }, language)
      for (const proof of ['foots', 'aging', 'control']) expect(value(sheet, proof, 'cash'), proof).to.equal(0)
      expect(kinds(sheet, 'data')).to.have.length(2)
      expect(valueOf(kinds(sheet, 'total')[0].cells[15])).to.equal(91130)
      if (language === 'en') expect(JSON.stringify(sheet)).not.to.match(chinese)
    }
  })

  it('cannot roll products forward', () => {
    expect(() => answer(book, 'roll-forward', { period: '2026-03', filter: '商品=P1' })).to.throw('product')
  })
})

describe('the margin', () => {
  const book = sampleLedger(`
    invoice I-1 C1 2026-01-10 due 2026-02-10 226.00 lines P1:1:100:13:60,P2:1:100:13:80 region 华东
    invoice I-2 C2 2026-02-10 due 2026-03-10 113.00 lines P1:1:100:13:70 region 华南
    creditnote N-1 C1 2026-02-11 11.30 lines P1:1:10:1.30:6 region 华东
    invoice I-3 C3 2026-02-12 due 2026-03-12 50.00`)
  const rows = (by?: string) => answer(book, 'margin', { period: '2026', by }).json() as { rows: Record<string, unknown>[]; total: unknown }

  it('comes by customer, product, region and month with one total', () => {
    const total = { sales: '290.00', cost: '204.00', margin: '86.00', percent: 29.6552, unlined: '50.00' }
    for (const by of [undefined, 'product', '区域', 'month']) expect(rows(by).total, by).to.deep.equal(total)
    expect(rows().rows[0]).to.deep.equal({
      customer: 'C1',
      name: 'C1',
      sales: '190.00',
      cost: '134.00',
      margin: '56.00',
      percent: 29.4737,
      unlined: '0.00',
    })
    expect(rows('month').rows.map(row => row.month)).to.deep.equal(['2026-01', '2026-02'])
    expect(rows('product').rows.map(row => [row.product, row.sales])).to.deep.equal([
      ['', '0.00'],
      ['P1', '190.00'],
      ['P2', '100.00'],
    ])
  })

  it('is drawn from the largest margin down, its percentage of the total and not of the rows', () => {
    const [sheet] = sheets(book, 'margin', { period: '2026' })
    expect(kinds(sheet, 'data').map(({ cells }) => cells[0])).to.deep.equal(['C1', 'C2', 'C3'])
    expect(value(sheet, 'total', 'percent')).to.equal(86 / 290)
    expect(formula(sheet, 'total', 'margin')).to.match(/^SUBTOTAL/)
    expect(sheet.columns.at(-1)?.hidden).to.equal(false)
    const [english] = sheets(book, 'margin', { period: '2026', by: 'product' }, 'en')
    expect(english.rows[0].cells[0]).to.equal('Gross margin by product')
    expect(JSON.stringify(english)).not.to.match(chinese)
  })

  it('refuses what it cannot be by', () => {
    expect(() => rows('weather')).to.throw('weather')
    expect(() => answer(book, 'margin', { currency: 'USD' })).to.throw('USD')
  })
})

describe('the tie-out', () => {
  const book = sampleLedger(`${F1}
    invoice I-2 C002 2026-03-20 due 2026-04-20 1000.00
    control 1122 2026-03-31 88280.00 customer C001
    control 1122 2026-03-31 1000.00 customer C002`)

  it('finds the customer that differs and why', () => {
    expect(answer(book, 'tie-out', { asOf: '2026-03-31' }).json()).to.deep.include({
      documents: '91540.00',
      aging: '91540.00',
      difference: '0.00',
      control: '89280.00',
      controlDifference: '-2260.00',
      byCustomer: [
        {
          customer: 'C001',
          name: 'C001',
          aging: '90540.00',
          control: '88280.00',
          difference: '-2260.00',
          cause: 'document',
          document: 'CN-201',
        },
      ],
    })
  })

  it('draws both lines of the proof', () => {
    const [sheet] = sheets(book, 'tie-out', { asOf: '2026-03-31' })
    expect(values(sheet, 'documents', ['control', 'aging', 'difference'])).to.deep.equal([91540, 91540, 0])
    expect(values(sheet, 'control', ['control', 'aging', 'difference'])).to.deep.equal([89280, 91540, -2260])
    expect(formula(sheet, 'control', 'difference')).to.match(/^ROUND\(C\d+-D\d+,2\)$/)
    expect(values(sheet, 'C001', ['difference', 'cause', 'document'])).to.deep.equal([-2260, '有一张金额相同的单据', 'CN-201'])
  })

  it('says when nothing was entered, and refuses parts of the ledger', () => {
    const [sheet] = sheets(sampleLedger(F1), 'tie-out', { asOf: '2026-03-31' }, 'en')
    expect(values(sheet, 'control', ['control', 'difference'])).to.deep.equal(['not entered', null])
    expect(JSON.stringify(sheet)).not.to.match(chinese)
    expect(() => answer(book, 'tie-out', { filter: '区域=华东' })).to.throw('region')
  })
})
