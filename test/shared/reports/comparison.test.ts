import { expect } from 'chai'
import { day } from '../../../shared/dates.js'
import { money } from '../../../shared/money.js'
import { comparisonWith } from '../../../shared/reports/comparison.js'
import type { ReportParams } from '../../../shared/reports/define.js'
import { answerOf } from '../../../shared/reports/index.js'
import { sampleLedger } from '../../sample-ledger.js'
import { formula, kinds, value, values } from './answers.js'

const chinese = /[\u4e00-\u9fff]/

describe('the comparison report', () => {
  const book = sampleLedger(`
    invoice I-1 C001 2026-03-01 100.00
    invoice I-2 C001 2026-03-02 60.00
    invoice I-3 C001 2026-03-03 40.00
    invoice I-9 C002 2026-03-03 900.00
    invoice U-1 C001 2026-03-04 currency USD rate 7 50.00
    rate USD 2026-03-31 7.10`)
  const theirs = [
    { line: 4, number: 'i1', amount: money('90'), date: day('2026-03-01'), text: '货款' },
    { line: 5, amount: money('100'), date: day('2026-03-05') },
    { line: 6, number: 'X', amount: money('7') },
  ]
  const ask = (params: ReportParams, language: 'zh' | 'en' = 'zh') =>
    answerOf(comparisonWith(theirs, 'openItems'), book, { asOf: '2026-03-31', ...params }, day('2026-05-20'), language)

  it('draws differences first and proves that they add up to theirs less ours', () => {
    const [sheet] = ask({ customer: 'C001', currency: 'CNY' }).workbook().sheets
    expect(kinds(sheet, 'group').map(({ cells }) => cells[1])).to.deep.equal([
      '号码相同、金额不同 (1)',
      '仅对方有 (1)',
      '仅我方有 (1)',
      '一致 (1)',
    ])
    expect(values(sheet, '4', ['theirNumber', 'theirs', 'ourNumber', 'ours', 'difference', 'by', 'text'])).to.deep.equal([
      'i1',
      90,
      'I-1',
      100,
      -10,
      '号码',
      '货款',
    ])
    expect(values(sheet, '5', ['theirs', 'ourNumber', 'ours', 'difference', 'by'])).to.deep.equal([100, 'I-2; I-3', 100, 0, '合计'])
    expect(values(sheet, '–', ['ourNumber', 'difference']), 'USD 50 at the rate of the day').to.deep.equal(['U-1', -355])
    expect(values(sheet, 'sides', ['theirs', 'ours', 'difference'])).to.deep.equal([197, 555, -358])
    expect(value(sheet, 'proof', 'difference')).to.equal(0)
    expect(formula(sheet, 'proof', 'difference')).to.include('SUMIF')
  })

  it('is of one currency when asked, and of all customers without one', () => {
    expect(ask({ customer: 'C001', currency: 'USD' }).json()).to.deep.include({ currency: 'USD', ours: { rows: 1, amount: '50.00' } })
    expect(ask({}).json()).to.deep.include({ customer: null, ours: { rows: 5, amount: '1455.00' }, difference: '-1258.00' })
  })

  it('speaks English too, and refuses a filter and a customer that is not there', () => {
    expect(JSON.stringify(ask({ customer: 'C001' }, 'en').workbook()).replaceAll('货款', '')).to.not.match(chinese)
    expect(() => ask({ customer: 'C777' })).to.throw('C777')
    expect(() => ask({ filter: '区域=华东' })).to.throw('region')
  })
})
