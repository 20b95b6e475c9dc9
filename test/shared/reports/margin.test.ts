import { expect } from 'chai'
import { sampleLedger } from '../../sample-ledger.js'
import { answer, formula, kinds, sheets, value } from './answers.js'

const chinese = /[\u4e00-\u9fff]/

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
