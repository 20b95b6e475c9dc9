import { expect } from 'chai'
import * as fc from 'fast-check'
import { addDays, day } from '../../../shared/dates.js'
import { tieOut } from '../../../shared/domain/tie-out.js'
import { HISTORY_START, history, play } from '../../history.js'
import { enter, sampleLedger } from '../../sample-ledger.js'
import { F1 } from './aging.test.js'

const at = (asOf: string, knownAt?: number) => ({ asOf: day(asOf), knownAt })

describe('tie-out', () => {
  it('R1.6: documents and aging agree; without a general-ledger balance the second line is not entered, never 0', () => {
    const proof = tieOut(sampleLedger(F1), at('2026-03-31'))
    expect(proof).to.include({ documents: 9054000, aging: 9054000, difference: 0, control: null, controlDifference: null })
    expect(proof.byCustomer).to.deep.equal([])
  })

  it('R1.6: the balance of exactly that day counts, the newest entry, as known at a change; null withdraws it', () => {
    const book = sampleLedger(`${F1}\n control 1122 2026-03-31 90000`)
    const first = book.change
    enter(book, 'control 1122 2026-03-31 90540\n control 1122 2026-04-30 1')
    expect(tieOut(book, at('2026-03-31'))).to.include({ control: 9054000, controlDifference: 0 })
    expect(tieOut(book, at('2026-03-31', first))).to.include({ control: 9000000, controlDifference: -54000 })
    expect(tieOut(book, at('2026-03-30')).control).to.equal(null)
    book.append({
      change: book.change + 1,
      recordedAt: '2026-05-01T00:00:00Z',
      facts: [{ fact: 'control', account: '1122', customer: '', asOf: '2026-03-31' as never, amount: null, source: 'typed' }],
    })
    expect(tieOut(book, at('2026-03-31')).control).to.equal(null)
  })

  it('R1.6 R3.9: debts on 1122 and prepayments on 2203 add up', () => {
    const book = sampleLedger(`${F1}\n control 1122 2026-03-31 100540\n control 2203 2026-03-31 -10000`)
    expect(tieOut(book, at('2026-03-31'))).to.include({ control: 9054000, controlDifference: 0 })
  })

  it('R1.6: a prepayment of 11,300 is 10,000 on 2205 and 1,300 of VAT waiting', () => {
    const book = sampleLedger('receipt R-1 C001 2026-03-05 11300\n control 2205 2026-03-31 -10000')
    expect(tieOut(book, at('2026-03-31')), 'net alone cannot be compared').to.include({ control: null })
    enter(book, 'control 222106 2026-03-31 -1300')
    const proof = tieOut(book, at('2026-03-31'))
    expect(proof).to.include({ aging: -1130000, control: -1130000, controlDifference: 0 })
    expect(proof.accounts).to.deep.include({ account: '2205+222106', amount: -1130000 })
  })

  it('R1.6: the control set is dated, and takes balances written as credits', () => {
    const book = sampleLedger(`
      ${F1}
      control 1131 2026-03-31 100540
      control 2203 2026-03-31 10000`)
    book.append({
      change: book.change + 1,
      recordedAt: '2026-05-01T00:00:00Z',
      facts: [{ fact: 'value', subject: 'company', key: '', field: 'controlAccounts', from: '2026-03-01' as never, value: '1131 -2203' }],
    })
    expect(tieOut(book, at('2026-03-31'))).to.include({ control: 9054000, controlDifference: 0 })
    expect(tieOut(book, { ...at('2026-03-31'), account: '1131' })).to.include({ control: 10054000, controlDifference: 1000000 })
    expect(tieOut(book, at('2026-02-28')).accounts.map(entry => entry.account)).to.deep.equal(['1122', '2203', '2205+222106'])
  })

  it('R1.6: differences are listed by customer with a likely cause', () => {
    const book = sampleLedger(`
      invoice  I-1 C001 2026-03-31 post 2026-04-02 100
      invoice  I-2 C002 2026-03-10 200
      delivery D-2 C002 2026-03-11 300
      invoice  I-3 C003 2026-03-12 500
      receipt  R-3 C003 2026-03-20 70
      invoice  I-4 C004 2026-03-01 40
      invoice  I-5 C004 2026-03-02 60
      invoice  I-6 C005 2026-03-03 80
      invoice  I-7 C006 2026-03-04 90
      invoice  I-8 C007 2026-03-04 10
      control 1122 2026-03-31 100 customer C001
      control 1122 2026-03-31 500 customer C002
      control 1122 2026-03-31 500 customer C003
      control 1122 2026-03-31 60  customer C004
      control 1122 2026-03-31 81  customer C005
      control 1122 2026-03-31 10  customer C007`)
    const proof = tieOut(book, at('2026-03-31'))
    expect(proof.byCustomer.map(({ customer, difference, cause, document }) => [customer, difference, cause, document])).to.deep.equal([
      ['C002', 30000, 'unbilled', undefined],
      ['C001', 10000, 'postedAfter', undefined],
      ['C006', -9000, 'notInControl', undefined],
      ['C003', 7000, 'unidentifiedReceipt', undefined],
      ['C004', -4000, 'document', 'I-4'],
      ['C005', 100, 'unknown', undefined],
    ])
    expect(proof.control, 'without a total, the customers together').to.equal(125100)
    expect(proof.controlDifference).to.equal(proof.byCustomer.reduce((sum, entry) => sum + entry.difference, 0))
  })

  it('R1.6 R5.4: foreign items rounded one by one still show no difference', () => {
    const book = sampleLedger(`
      rate USD 2026-03-31 7.1235
      invoice I-1 C001 2026-03-01 currency USD rate 7 1 parts 2026-04-01:0.33,2026-05-01:0.33,2026-06-01:0.34
      invoice I-2 C001 2026-03-01 currency USD rate 7 0.01
      receipt R-1 C001 2026-03-02 currency USD rate 7 0.05`)
    expect(tieOut(book, at('2026-03-31'))).to.include({ difference: 0 })
  })

  it('R1.6 property 1: documents and aging agree on random histories, at any day, as known at any change', () =>
    fc.assert(
      fc.property(history(), fc.nat(150), fc.nat(40), (steps, ahead, known) => {
        const { book } = play(steps)
        const proof = tieOut(book, { asOf: addDays(HISTORY_START, ahead), knownAt: known < 20 ? undefined : known - 19 })
        expect(proof).to.include({ difference: 0, control: null })
        expect(proof.documents).to.equal(proof.aging)
      }),
      { numRuns: 60 },
    ))
})
