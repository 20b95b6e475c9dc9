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
