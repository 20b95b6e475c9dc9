import { expect } from 'chai'
import { day } from '../../../shared/dates.js'
import { payerName, thirdPartyReceipts } from '../../../shared/domain/bank-payers.js'
import { disputeOf } from '../../../shared/domain/disputes.js'
import { enter, sampleLedger } from '../../sample-ledger.js'
import { at, bankLedger, bankLine, code, put } from './bank-sample.js'
import { open, total } from './posting/views.js'

describe('receipts from bank lines', () => {
  it('a short payment stays open, or becomes bank fee, discount or a deduction that opens a dispute', () => {
    const book = bankLedger()
    const pays = (serial: string, document: string, amount: string, rest: object) =>
      put(book, 'bankReceipts', serial, { customer: 'C001', allocations: [{ document, amount, ...rest }] })
    for (const [serial, amount] of [
      ['S1', '990'],
      ['S2', '250'],
      ['S3', '30'],
      ['S4', '5'],
    ])
      bankLine(book, serial, '2026-03-21', amount)
    for (const amount of ['-1', '0'])
      expect(
        code(() => pays('S1', 'I-1', amount, {})),
        amount,
      ).to.equal('BAD_AMOUNT')
    pays('S1', 'I-1', '990', { rest: 'fee' })
    expect(open(book, 'I-1', '2026-03-31')).to.deep.equal(['0.00'])
    expect(book.notes.get(book.documents.id[book.documents.count - 1])?.note).to.equal('bank fee (银行手续费)')
    expect(
      code(() => pays('S2', 'I-2', '250', { rest: 'deduction' })),
      'without a reason',
    ).to.equal('MISSING_CELL')
    expect(code(() => pays('S2', 'I-2', '250', { rest: 'deduction', reason: '心情' }))).to.equal('BAD_OPTION')
    pays('S2', 'I-2', '250', { rest: 'deduction', restAmount: '20', reason: '质量' })
    const item = book.documents.firstItem[book.documentsNumbered('I-2')[0]]
    expect(disputeOf(book, item, day('2026-03-21'))).to.include({ amount: 2000, reason: '质量' })
    expect(open(book, 'I-2', '2026-03-31')).to.deep.equal(['50.00'])
    pays('S3', 'I-2', '30', { rest: 'deduction', reason: 'freight' })
    expect(disputeOf(book, item, day('2026-03-21')), 'both deductions').to.include({ amount: 4000, reason: '质量、运费' })
    pays('S4', 'I-2', '5', { rest: 'stays' })
    expect(open(book, 'I-2', '2026-03-31')).to.deep.equal(['15.00'])
    expect(
      code(() =>
        put(book, 'bankReceipts', 'T2', { customer: 'C002', allocations: [{ document: 'I-3', amount: '250', rest: 'discount' }] }),
      ),
    ).to.equal('BAD_ROW')
  })

  it('what was let off falls with the receipt', () => {
    const book = bankLedger()
    const allocations = [{ document: 'I-3', amount: '240', rest: 'fee' }]
    put(book, 'bankReceipts', 'T2', { customer: 'C002', amount: '240', number: 'R-1', allocations })
    expect(open(book, 'I-3', '2026-03-31')).to.deep.equal(['0.00'])
    enter(book, 'reverse receipt R-1 2026-03-25')
    expect(open(book, 'I-3', '2026-03-24')).to.deep.equal(['0.00'])
    expect(open(book, 'I-3', '2026-03-25')).to.deep.equal(['250.00'])
    expect(total(book, '2026-03-31')).to.equal('1550.00')
  })

  it('a rest of a document of several instalments is no short payment unless the instalment is named', () => {
    const book = sampleLedger('invoice I-1 C001 2026-03-01 200 parts 2026-04-01:100,2026-05-01:100')
    bankLine(book, 'T1', '2026-03-20', '98')
    const allocation = { document: 'I-1', amount: '98', rest: 'discount' }
    expect(code(() => put(book, 'bankReceipts', 'T1', { customer: 'C001', allocations: [allocation] }))).to.equal('BAD_ROW')
    put(book, 'bankReceipts', 'T1', { customer: 'C001', allocations: [{ ...allocation, instalment: 1 }] })
    expect(open(book, 'I-1', '2026-03-31')).to.deep.equal(['0.00', '100.00'])
  })

  it('a payer is learned as a name of the customer, or kept with the agreement by which it pays for it', () => {
    const book = bankLedger()
    put(book, 'bankReceipts', 'T1', { customer: 'C001' })
    expect(book.values.at('customer', 'C001', 'payers', day('2026-03-31')), 'its own name').to.equal(undefined)
    put(book, 'bankReceipts', 'T2', { customer: 'C002', agreement: '代付-2026-7' })
    expect(book.values.at('customer', 'C002', 'thirdPartyPayers', day('2026-03-31'))).to.equal('王建国=代付-2026-7')
    bankLine(book, 'T5', '2026-03-25', '10', '王 建国')
    bankLine(book, 'T6', '2026-03-25', '20', '南方重工（佛山）分厂')
    put(book, 'bankReceipts', 'T5', { customer: 'C002' })
    put(book, 'bankReceipts', 'T6', { customer: 'C002' })
    expect(book.values.at('customer', 'C002', 'payers', day('2026-03-31'))).to.equal('南方重工（佛山）分厂')
    expect(
      thirdPartyReceipts(book, at('2026-03-31')).map(({ customer, payer, agreement, amount }) => [customer, payer, agreement, amount]),
    ).to.deep.equal([
      ['C002', '王建国', '代付-2026-7', 25000],
      ['C002', '王 建国', '代付-2026-7', 1000],
    ])
  })

  it('names are compared without width, spaces, signs and the form of the company', () => {
    const same = ['华东机电有限公司', '华东机电（上海）有限责任公司', ' 华东 机电股份有限公司', '华东机电']
    expect(new Set(same.map(payerName))).to.have.length(1)
    expect(payerName('ＡＣＭＥ Co., Ltd.')).to.equal(payerName('Acme'))
    expect(payerName('（个人）'), 'nothing but brackets stays itself').to.equal('个人')
    expect(payerName('有限公司')).to.equal('有限公司')
  })
})
