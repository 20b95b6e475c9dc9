import { expect } from 'chai'
import { enter, sampleLedger } from '../../../sample-ledger.js'
import { buckets, dues, refused, total, TWO } from './views.js'

describe('posting: write-off and recovery', () => {
  it('R6.1: a write-off lowers the aging from its date, never by more than is open', () => {
    const book = sampleLedger(TWO)
    expect(refused(book, 'writeoff W-1 I-1 2026-04-10 100.01')).to.equal('OVER_ALLOCATED')
    enter(book, 'writeoff W-1 I-1 2026-04-10 40')
    expect(['2026-04-09', '2026-04-10'].map(asOf => buckets(book, asOf)[1])).to.deep.equal(['100.00', '60.00'])
  })

  it('R6.1: a negative write-off gives up a credit left over (tryton-overpayment)', () => {
    const book = sampleLedger(`
      invoice  I-1 C001 2026-03-15 100
      receipt  R-1 C001 2026-03-15 110
      allocate R-1 I-1  2026-03-15 100`)
    expect(refused(book, 'writeoff W-1 I-1 2026-03-15 -10.01')).to.equal('OVER_ALLOCATED')
    enter(book, 'writeoff W-1 I-1 2026-03-15 -10')
    expect(buckets(book, '2026-03-15')).to.deep.equal(Array(6).fill('0.00'))
  })

  it('R6.2: a recovery reinstates the debt with its due date, then the receipt settles it', () => {
    const book = sampleLedger(`${TWO}\n writeoff W-1 I-1 2026-04-10 100`)
    expect(refused(book, 'recovery V-1 W-1 2026-04-09 60')).to.equal('SETTLED_TOO_EARLY')
    expect(refused(book, 'recovery V-1 W-1 2026-05-01 100.01')).to.equal('OVER_ALLOCATED')
    enter(book, 'recovery V-1 W-1 2026-05-01 60')
    expect(refused(book, 'recovery V-2 W-1 2026-05-02 40.01')).to.equal('OVER_ALLOCATED')
    expect(dues(book, 'V-1')).to.deep.equal(['2026-03-31'])
    expect(buckets(book, '2026-05-01')[2]).to.equal('60.00')
    enter(book, 'allocate R-1 V-1 2026-05-03 60')
    expect(buckets(book, '2026-05-03')).to.deep.equal(['0.00', '0.00', '0.00', '0.00', '0.00', '-90.00'])
  })

  it('R6.2: reversing a write-off takes its recovery back: the debt is there once', () => {
    const book = sampleLedger(`${TWO}\n writeoff W-1 I-1 2026-04-10 100\n recovery V-1 W-1 2026-05-01 60`)
    expect(refused(book, 'reverse writeOff W-1 2026-04-20')).to.equal('REVERSAL_TOO_EARLY')
    enter(book, 'reverse writeOff W-1 2026-05-02')
    expect(total(book, '2026-05-01')).to.equal('-90.00')
    expect(total(book, '2026-05-02')).to.equal('-50.00')
  })
})
