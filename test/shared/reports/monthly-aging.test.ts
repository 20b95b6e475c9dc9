import { expect } from 'chai'
import type { ReportParams } from '../../../shared/reports/define.js'
import { enter, sampleLedger } from '../../sample-ledger.js'
import { F1 } from '../domain/aging.test.js'
import { answer, sheets, THREE_CUSTOMERS, value, values } from './answers.js'

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
    const { rows } = json(THREE_CUSTOMERS, { asOf: '2026-03-31' })
    expect(rows.map(({ customer, total }) => [customer, total])).to.deep.equal([
      ['C001', '90540.00'],
      ['C002', '0.00'],
      ['C003', '500.00'],
    ])
    expect([rows[1].amounts[1], rows[1].unapplied]).to.deep.equal(['1000.00', '-1000.00'])
  })

  it('filters, and compares a part with no control account', () => {
    const text = `${THREE_CUSTOMERS}\n control 1122 2026-03-31 91040.00`
    expect(json(text, { asOf: '2026-03-31' }).proof).to.include({ control: '91040.00', controlDifference: '0.00' })
    const part = json(text, { asOf: '2026-03-31', filter: '区域=华南' })
    expect([part.rows.map(row => row.customer), part.total.total]).to.deep.equal([['C003'], '500.00'])
    expect(
      value(sheets(sampleLedger(text), 'monthly-aging', { asOf: '2026-03-31', filter: '区域=华南' })[0], 'control', 'balance'),
    ).to.equal('不适用')
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
