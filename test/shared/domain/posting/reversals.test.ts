import { expect } from 'chai'
import { day } from '../../../../shared/dates.js'
import { balance } from '../../../../shared/domain/balance.js'
import { enter, sampleLedger } from '../../../sample-ledger.js'
import { F1 } from '../aging.test.js'
import { buckets, documentRow, open, refused, total, TWO } from './views.js'

describe('posting: reversals', () => {
  it('R3.10: F1, RC-302 returned on 04-08', () => {
    const book = sampleLedger(F1)
    const march = buckets(book, '2026-03-31')
    enter(book, 'reverse receipt RC-302 2026-04-08')
    expect(buckets(book, '2026-03-31')).to.deep.equal(march)
    expect(total(book, '2026-04-30')).to.equal('93900.00')
    expect(buckets(book, '2026-04-30')[3]).to.equal('20000.00')
  })

  it('R2.1: an allocation taken back is open again from that day, not before', () => {
    const book = sampleLedger(`${TWO}\n allocate R-1 I-1 2026-03-10 100`)
    expect(refused(book, 'reverse allocation R-1>I-1 2026-03-09')).to.equal('REVERSAL_TOO_EARLY')
    enter(book, 'reverse allocation R-1>I-1 2026-04-01')
    expect(['2026-03-31', '2026-04-01'].map(asOf => open(book, 'I-1', asOf)[0])).to.deep.equal(['0.00', '100.00'])
    expect(refused(book, 'reverse allocation R-1>I-1 2026-04-02')).to.equal('UNKNOWN_DOCUMENT')
  })

  const KINDS: [kind: string, number: string, text: string][] = [
    ['invoice', 'X', 'invoice X C001 2026-03-02 70 parts 2026-04-01:30,2026-05-01:40'],
    ['debitNote', 'X', 'debitnote X C001 2026-03-02 70'],
    ['opening', 'X', 'opening X C001 2026-03-02 70'],
    ['creditNote', 'X', 'creditnote X C001 2026-03-02 of I-1 70'],
    ['receipt', 'X', 'receipt X C001 2026-03-02 70\n allocate X I-1 2026-03-03 70'],
    ['refund', 'X', 'refund X R-1 2026-03-12 70'],
    ['discount', 'X', 'discount X I-1 2026-03-12 70'],
    ['writeOff', 'X', 'writeoff X I-1 2026-03-12 70'],
    ['recovery', 'X', 'writeoff W I-1 2026-03-12 70\n recovery X W 2026-03-13 70'],
    ['order', 'X', 'order X C001 2026-03-02 70'],
    ['delivery', 'X', 'delivery X C001 2026-03-02 70'],
  ]
  for (const [kind, number, text] of KINDS) {
    it(`R2.1: ${kind}: gone from the day of its reversal, unchanged before, once and for good`, () => {
      const without = sampleLedger(kind === 'recovery' ? `${TWO}\n writeoff W I-1 2026-03-12 70` : TWO)
      const book = sampleLedger(TWO)
      enter(book, text)
      const before = buckets(book, '2026-04-09')
      expect(refused(book, `reverse ${kind} ${number} 2026-03-01`)).to.equal('REVERSAL_TOO_EARLY')
      enter(book, `reverse ${kind} ${number} 2026-04-10`)
      expect(buckets(book, '2026-04-09')).to.deep.equal(before)
      expect(buckets(book, '2026-04-10')).to.deep.equal(buckets(without, '2026-04-10'))
      expect(refused(book, `reverse ${kind} ${number} 2026-04-11`)).to.equal('UNKNOWN_DOCUMENT')
      enter(
        book,
        text
          .split('\n')
          .at(kind === 'recovery' ? 1 : 0)!
          .replace(/2026-03-\d\d/, '2026-04-12'),
      )
      expect(documentRow(book, number), 'the number may be used again').to.be.greaterThan(0)
    })
  }

  it('R6.1: with an invoice its discount and write-off fall too, and the receipt is unapplied again', () => {
    const book = sampleLedger(`${TWO}
      allocate R-1 I-1 2026-03-10 60
      discount D-1 I-1 2026-03-11 10
      writeoff W-1 I-1 2026-03-12 30
      reverse invoice I-1 2026-04-01`)
    expect(buckets(book, '2026-03-31')).to.deep.equal(['0.00', '0.00', '0.00', '0.00', '0.00', '-90.00'])
    expect(buckets(book, '2026-04-01')).to.deep.equal(['0.00', '0.00', '0.00', '0.00', '0.00', '-150.00'])
    expect(total(book, '2026-04-01')).to.equal('-150.00')
  })

  it('R2.1: not before the last thing that was applied to it', () => {
    const book = sampleLedger(`${TWO}\n allocate R-1 I-1 2026-03-20 60\n reverse allocation R-1>I-1 2026-03-25`)
    expect(refused(book, 'reverse invoice I-1 2026-03-24')).to.equal('REVERSAL_TOO_EARLY')
    enter(book, 'reverse invoice I-1 2026-03-25')
    expect(total(book, '2026-03-25')).to.equal('-150.00')
  })

  it('R5.4: reversing a foreign invoice leaves nothing in ledger currency either', () => {
    const book = sampleLedger(
      'invoice I-1 C001 2026-03-01 currency USD rate 7.1234 100 parts 2026-04-01:33.33,2026-05-01:66.67\n reverse invoice I-1 2026-04-10',
    )
    expect(balance(book, 0, { asOf: day('2026-04-10') }, { valuation: 'historical' })).to.equal(0)
    expect(balance(book, 0, { asOf: day('2026-04-09') }, { valuation: 'historical' })).to.equal(71234)
  })
})
