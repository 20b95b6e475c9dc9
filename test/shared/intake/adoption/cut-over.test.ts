import { expect } from 'chai'
import { day, type IsoDate } from '../../../../shared/dates.js'
import { balance } from '../../../../shared/domain/balance.js'
import { cutOverOf } from '../../../../shared/domain/cut-over.js'
import { call, contextOf, evaluate } from '../../../../shared/functions/evaluate.js'
import { cutOver, type CutOver } from '../../../../shared/intake/adoption/cut-over.js'
import { runReport } from '../../../../shared/reports/index.js'
import { sampleLedger } from '../../../sample-ledger.js'
import { posted, range, taken } from './ranges.js'

const DATE = '2026-05-31' as IsoDate
const items = taken(
  range(
    '客户编码|单据号|日期|到期日|余额\nC1|A1|2026-03-05|2026-04-05|#100\nC1|A2|2026-05-05|2026-06-30|#50\nC2|A3|2026-05-31|2026-06-30|#70',
    { sheet: '期初未清' },
  ),
).rows
const plan: CutOver = {
  date: DATE,
  currency: 'CNY',
  items,
  prepayments: [{ customer: 'C2', amount: '20' }],
  limits: [{ customer: 'C1', amount: '500' }],
  trialBalance: [
    { customer: 'C1', amount: '150.00' },
    { customer: 'C2', amount: '50' },
  ],
}

describe('the cut-over', () => {
  it('starts when every customer ties, and keeps document and due dates', () => {
    const found = cutOver(plan)
    expect(found).to.include({ ready: true, besideUntil: '2026-07-31' })
    expect(found.faults).to.deep.equal([])
    expect(
      found.ties.map(({ customer, documents, trialBalance, difference }) => [customer, documents, trialBalance, difference]),
    ).to.deep.equal([
      ['C1', 15000, 15000, 0],
      ['C2', 5000, 5000, 0],
    ])
    const book = posted(found)
    expect(cutOverOf(book)).to.equal(day(DATE))
    const context = contextOf(book, day('2026-06-30'))
    expect(call(context, 'AGING', ['C1', null, '2026-05-31'])).to.deep.equal([[50, 0, 100, 0, 0, 0]])
    expect(call(context, 'BALANCE', ['C2', 'unapplied', '2026-05-31'])).to.equal(-20)
    expect(balance(book, undefined, { asOf: day('2026-05-30') })).to.equal(0)
    expect(call(context, 'CREDIT_LEFT', ['C1', 0, '2026-05-31'])).to.equal(350)
  })

  it('lists differences by customer; an explanation, or an opening item for it, lets it start', () => {
    const trialBalance = [...plan.trialBalance.slice(1), { customer: 'C1', amount: '151.50' }, { customer: 'C9', amount: '0.01' }]
    const open = cutOver({ ...plan, trialBalance })
    expect(open.ready).to.equal(false)
    expect(open.ties.filter(({ difference }) => difference !== 0).map(({ customer, difference }) => [customer, difference])).to.deep.equal([
      ['C1', 150],
      ['C9', 1],
    ])
    const half = cutOver({ ...plan, trialBalance, explanations: { C1: { text: '运费待查', post: true }, C9: { text: ' ' } } })
    expect(half.ready).to.equal(false)
    const all = cutOver({ ...plan, trialBalance, explanations: { C1: { text: '运费待查', post: true }, C9: { text: '尾差' } } })
    expect(all.ready).to.equal(true)
    const book = posted(all)
    expect(balance(book, book.customers.find('C1'), { asOf: day(DATE) })).to.equal(15150)
  })

  it('takes invoices with what was received on them, counted from the day itself', () => {
    const history = taken(
      range('客户编码|发票号|开票日期|到期日|价税合计|已收\nC1|F1|2026-03-05|2026-04-05|#100|#40\nC1|F2|2026-04-05|2026-05-05|#-30|'),
      {
        receivedOn: 'due',
      },
    ).rows
    const found = cutOver({ date: DATE, currency: 'CNY', items: history, trialBalance: [{ customer: 'C1', amount: 30 }] })
    expect(found.ready).to.equal(true)
    const book = posted(found)
    expect(call(contextOf(book, day('2026-06-30')), 'AGING', ['C1', null, DATE])).to.deep.equal([[0, 0, 60, 0, 0, -30]])
  })

  it('refuses what is dated after it, and what is foreign without a rate', () => {
    const late = cutOver({ ...plan, date: '2026-05-01' as IsoDate })
    expect(late.faults.map(({ line, number, refusal }) => [line, number, refusal.code])).to.deep.equal([
      [3, 'A2', 'BAD_ROW'],
      [4, 'A3', 'BAD_ROW'],
    ])
    expect(late.ready).to.equal(false)
    const foreign = (rate?: string) => ({
      table: 'openingItems',
      row: { number: 'U1', customer: 'C1', docDate: '2026-05-01', currency: 'USD', amount: '10', ...(rate && { rate }) },
    })
    expect(cutOver({ ...plan, items: [foreign()], trialBalance: [] }).faults[0].refusal.code).to.equal('NO_RATE')
    expect(cutOver({ ...plan, items: [foreign('7.1')], prepayments: [], trialBalance: [{ customer: 'C1', amount: '71' }] }).ready).to.equal(
      true,
    )
  })
})

describe('questions about days before the cut-over', () => {
  const book = sampleLedger(`
    invoice I-1 C001 2026-06-10 due 2026-06-20 100
    value company - cutOver 2026-05-31 2026-05-31`)
  const context = contextOf(book, day('2026-06-30'))

  it('are refused by every function with that date, stated or from the workbook', () => {
    expect(() => call(context, 'BALANCE', ['C001', null, '2026-05-30']))
      .to.throw()
      .with.property('message', 'The ledger begins on 2026-05-31, so nothing is known as of 2026-05-30. Ask for 2026-05-31 or later.')
    expect(() => call(contextOf(book, day('2026-06-30'), day('2026-05-01')), 'AGING', ['C001']))
      .to.throw()
      .with.property('code', 'CUT_OVER')
    expect(() => call(context, 'BILLED', ['C001', '2026-04']))
      .to.throw()
      .with.property('code', 'CUT_OVER')
    expect(call(context, 'BALANCE', ['C001', null, '2026-05-31'])).to.equal(0)
    expect(call(context, 'BILLED', ['C001', '2026-06'])).to.equal(100)
    const column = { today: '2026-06-30', calls: [{ fn: 'BALANCE', args: ['C001', null, ['2026-05-30', '2026-06-30']] }] }
    const [[early, late]] = evaluate(book, column, 'zh').results
    expect(early).to.deep.equal({
      refusal: { code: 'CUT_OVER', message: '账簿自 2026-05-31 启用，无法查询 2026-05-30 的数据，请改用 2026-05-31 或之后的日期。' },
    })
    expect(late).to.equal(100)
  })

  it('are refused by every report', () => {
    const ask = (params: object) => runReport(book, 'open-items', params, day('2026-06-30'), 'en')
    expect(() => ask({ asOf: '2026-05-30' }))
      .to.throw()
      .with.property('code', 'CUT_OVER')
    expect(() => runReport(book, 'roll-forward', { period: '2026-04' }, day('2026-06-30'), 'en'))
      .to.throw()
      .with.property('code', 'CUT_OVER')
    expect(ask({ asOf: '2026-06-30' }).json()).to.be.an('object')
  })

  it('are answered when nobody set a cut-over', () => {
    const plain = sampleLedger('invoice I-1 C001 2026-06-10 100')
    expect(cutOverOf(plain)).to.equal(undefined)
    expect(call(contextOf(plain, day('2026-06-30')), 'BALANCE', ['C001', null, '2020-01-01'])).to.equal(0)
  })
})
