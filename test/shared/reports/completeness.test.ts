import { expect } from 'chai'
import { day } from '../../../shared/dates.js'
import type { TaxRow } from '../../../shared/domain/completeness-list.js'
import { money } from '../../../shared/money.js'
import { completenessWith } from '../../../shared/reports/completeness.js'
import { answerOf } from '../../../shared/reports/index.js'
import { sampleLedger } from '../../sample-ledger.js'
import { answer, formula, kinds, sheets, value, values } from './answers.js'

const chinese = /[\u4e00-\u9fff]/

describe('the completeness report', () => {
  const book = sampleLedger(`
    invoice  I-1   C001  2026-03-01  100.00
    invoice  I-3   C001  2026-03-02  60.00
    order    SO-1  C001  2026-03-02  500.00
    delivery DN-1  C001  2026-03-03  order SO-1 200.00
    value company gap:I-2 explanation 2026-03-20 作废未用`)
  const params = { asOf: '2026-03-31', period: '2026-03' }
  const row = (number: string, total: string, buyer = ''): TaxRow => ({
    code: '',
    number,
    date: day('2026-03-01'),
    buyer,
    net: money(total),
    tax: money('0'),
    total: money(total),
    red: false,
    void: false,
  })

  it('lists what may be missing, explained or open', () => {
    expect(answer(book, 'completeness', params).json()).to.deep.include({
      open: 2,
      explained: 1,
      waiting: { notDelivered: '300.00', notInvoiced: '200.00' },
    })
    const [sheet] = sheets(book, 'completeness', params)
    expect(kinds(sheet, 'group').map(({ cells }) => cells[1])).to.deep.equal(['单据号码', '订单与发货'])
    expect(values(sheet, 'gap:I-2', ['what', 'document', 'details', 'explanation'])).to.deep.equal([
      '断号',
      'I-2',
      '发票缺 1 个，介于 I-1, I-3',
      '作废未用（2020-01-06，变更号 6）',
    ])
    expect(values(sheet, 'notDelivered:SO-1', ['waiting', 'details', 'explanation'])).to.deep.equal([300, '29 天，部分', '待查'])
    expect(values(sheet, 'notInvoiced:DN-1', ['waiting', 'customer'])).to.deep.equal([200, 'C001'])
  })

  it('with a tax list proves that both sides add up', () => {
    const report = completenessWith([row('I-1', '100.00', '别家公司'), row('X-9', '7.00'), row('X-9', '7.00')])
    const run = (language: 'zh' | 'en') => answerOf(report, book, params, day('2026-05-20'), language)
    const [sheet] = run('zh').workbook().sheets
    expect(values(sheet, 'tax:I-1', ['what', 'list', 'ledger', 'difference', 'details'])).to.deep.equal(['不一致', 100, 100, 0, '购方'])
    expect(values(sheet, 'tax:X-9#2', ['what', 'list', 'details'])).to.deep.equal(['仅清单有', 7, '清单中第 2 次出现'])
    expect(values(sheet, 'ledger:I-3', ['what', 'ledger', 'difference'])).to.deep.equal(['仅账簿有', 60, -60])
    expect(values(sheet, 'together', ['list', 'ledger', 'difference', 'details'])).to.deep.equal([114, 160, -46, '清单 3 张，账簿 2 张'])
    expect(value(sheet, 'proof', 'difference')).to.equal(0)
    expect(formula(sheet, 'proof', 'difference')).to.match(/^ROUND\(.*H.*,2\)$/)
    expect(JSON.stringify(run('en').workbook().sheets[0]).replace('别家公司', '').replace('作废未用', '')).to.not.match(chinese)
  })

  it('is of all customers: numbers run on over them', () =>
    expect(() => answer(book, 'completeness', { ...params, customer: 'C001' })).to.throw('C001'))

  it('is empty, and says so, when nothing is missing', () => {
    const [sheet] = sheets(sampleLedger('invoice I-1 C001 2026-03-01 100'), 'completeness', params)
    expect(kinds(sheet, 'group')).to.have.length(0)
    expect(value(sheet, 'open', 'what')).to.equal('待查 0 行')
  })
})
