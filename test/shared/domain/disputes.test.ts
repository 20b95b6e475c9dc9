import { expect } from 'chai'
import { day } from '../../../shared/dates.js'
import { aging, agingTotals } from '../../../shared/domain/aging.js'
import { exposure } from '../../../shared/domain/credit.js'
import { disputeOf } from '../../../shared/domain/disputes.js'
import { lateInterest } from '../../../shared/domain/late-interest.js'
import { decimal } from '../../../shared/money.js'
import { enter, record, sampleLedger } from '../../sample-ledger.js'
import { refused } from './posting/views.js'

const at = (asOf: string) => ({ asOf: day(asOf) })
const INVOICE = 'invoice I-1 C001 2026-03-01 due 2026-03-31 1000'
const RATE = { rates: [{ from: day('2020-01-01'), rate: '0.0005' }] }

describe('disputes and holds', () => {
  it('R4.1: amount, reason and time; the disputed part stays in aging and exposure and bears no interest', () => {
    const book = sampleLedger(INVOICE)
    const sheet = () => agingTotals(aging(book, at('2026-05-31')))
    const before = sheet()
    expect(decimal(lateInterest(book, 0, at('2026-05-31'), RATE))).to.equal('30.50')
    record(book, {
      table: 'values',
      row: { subject: 'item', key: 'I-1', field: 'dispute', from: '2026-04-10', to: '2026-04-29', value: '400 质量 争议' },
    })
    expect(disputeOf(book, 0, day('2026-04-10'))).to.deep.equal({
      amount: 40000,
      reason: '质量 争议',
      from: day('2026-04-10'),
      to: day('2026-04-29'),
    })
    expect([disputeOf(book, 0, day('2026-04-09')), disputeOf(book, 0, day('2026-04-30'))]).to.deep.equal([undefined, undefined])
    expect(sheet()).to.deep.equal(before)
    const { open, disputed } = exposure(book, 0, at('2026-04-20'))
    expect([open, disputed]).to.deep.equal([100000, 40000])
    // 1,000 for 61 days, less 400 for the 20 days in dispute.
    expect(decimal(lateInterest(book, 0, at('2026-05-31'), RATE))).to.equal('26.50')
  })

  it('R4.1: a dispute or promise has the decimals of the document’s currency', () => {
    const book = sampleLedger('invoice I-1 C001 2026-03-01 currency KWD rate 23.5 1000.125')
    const value = (field: string, text: string, to?: string) =>
      record(book, { table: 'values', row: { subject: 'item', key: 'I-1', field, from: '2026-04-01', to, value: text } })
    value('dispute', '400.125 damaged')
    value('promise', '600.005', '2026-05-01')
    expect(disputeOf(book, 0, day('2026-04-01'))?.amount).to.equal(400125)
    expect(book.values.at('item', '1#1', 'promise', day('2026-04-01'))).to.equal('600.005')
  })

  it('R4.2: a hold blocks new orders and deliveries, never receipts or bills', () => {
    const book = sampleLedger('invoice I-1 C001 2026-03-01 100\n value customer C001 hold 2026-03-10 yes')
    enter(book, 'order O-1 C001 2026-03-09 50')
    expect(refused(book, 'order O-2 C001 2026-03-10 50')).to.equal('ON_HOLD')
    expect(refused(book, 'delivery D-1 C001 2026-03-15 order O-1 50')).to.equal('ON_HOLD')
    enter(book, 'receipt R-1 C001 2026-03-15 100\n allocate R-1 I-1 2026-03-15 100\n invoice I-2 C001 2026-03-16 5')
    enter(book, 'order O-3 C002 2026-03-15 50')
    enter(book, 'reverse order O-1 2026-03-16\n value customer C001 hold 2026-04-01 no\n order O-2 C001 2026-04-01 50')
    expect(book.documentsNumbered('O-2')).to.have.length(1)
  })
})

describe('fields', () => {
  it('refuses at entry what a field cannot hold', () => {
    const book = sampleLedger(INVOICE)
    expect(refused(book, 'value company - controlAccounts 2026-01-01 11!22')).to.equal('BAD_OPTION')
    expect(refused(book, 'value company - tolerance 2026-01-01 much')).to.equal('BAD_AMOUNT')
    expect(refused(book, 'value customer C001 hold 2026-01-01 maybe')).to.equal('BAD_OPTION')
    expect(refused(book, 'value customer C001 successor 2026-01-01 C009')).to.equal('UNKNOWN_CUSTOMER')
    expect(refused(book, 'value item I-1 dispute 2026-04-01 quality')).to.equal('BAD_AMOUNT')
    expect(() =>
      record(book, { table: 'values', row: { subject: 'item', key: 'I-1#7', field: 'dispute', from: '2026-04-01', value: '5' } }),
    ).to.throw('no instalment')
    expect(refused(book, 'value item I-1 promise 2026-04-01 5')).to.equal('BAD_ROW')
    expect(refused(book, 'value document I-1 bill 2026-04-01 lost')).to.equal('BAD_OPTION')
    enter(book, 'value company - controlAccounts 2026-01-01 1122,-2203')
    expect(book.values.at('company', '', 'controlAccounts', day('2026-01-01'))).to.equal('1122,-2203')
  })
})
