import { expect } from 'chai'
import { enter, sampleLedger } from '../../../sample-ledger.js'
import { buckets, documentRow, dues, open, refused, total, TWO } from './views.js'

describe('posting: allocation', () => {
  it('R3.1: never more than either side has', () => {
    const book = sampleLedger(`${TWO}\n invoice I-2 C001 2026-03-02 100`)
    expect(refused(book, 'allocate R-1 I-1 2026-03-10 100.01')).to.equal('OVER_ALLOCATED')
    enter(book, 'allocate R-1 I-1 2026-03-10 100')
    expect(refused(book, 'allocate R-1 I-2 2026-03-10 50.01')).to.equal('OVER_ALLOCATED')
    expect(refused(book, 'allocate R-1 I-1 2026-03-11 0.01')).to.equal('OVER_ALLOCATED')
    enter(book, 'allocate R-1 I-2 2026-03-10 50')
    expect(open(book, 'R-1', '2026-03-10')).to.deep.equal(['0.00'])
  })

  it('R3.1: back-dated around a reversal, what was settled then stays settled', () => {
    const book = sampleLedger(`${TWO}
      receipt R-2 C001 2026-03-01 100
      allocate R-1 I-1 2026-03-10 100
      reverse allocation R-1>I-1 2026-03-20`)
    expect(refused(book, 'allocate R-2 I-1 2026-03-15 1')).to.equal('OVER_ALLOCATED')
    expect(refused(book, 'allocate R-2 I-1 2026-03-05 1'), 'it would be over-applied from the 10th').to.equal('OVER_ALLOCATED')
    enter(book, 'allocate R-2 I-1 2026-03-20 60')
    expect(refused(book, 'allocate R-2 I-1 2026-03-25 41')).to.equal('OVER_ALLOCATED')
    expect(['2026-03-09', '2026-03-10', '2026-03-19', '2026-03-20'].map(asOf => open(book, 'I-1', asOf)[0])).to.deep.equal([
      '100.00',
      '0.00',
      '0.00',
      '40.00',
    ])
  })

  it('R3.1: one customer, one currency, a debt and a credit, an amount above zero', () => {
    const book = sampleLedger(`${TWO}
      invoice I-2 C002 2026-03-01 100
      invoice I-3 C001 2026-03-01 currency USD rate 7 100
      receipt R-2 C001 2026-03-01 10
      order   O-1 C001 2026-03-01 10`)
    expect(refused(book, 'allocate R-1 I-2 2026-03-10 1')).to.equal('ACROSS_CUSTOMERS')
    expect(refused(book, 'allocate R-1 I-3 2026-03-10 1')).to.equal('ACROSS_CURRENCIES')
    expect(refused(book, 'allocate R-1 R-2 2026-03-10 1')).to.equal('WRONG_SIGNS')
    expect(refused(book, 'allocate R-1 O-1 2026-03-10 1')).to.equal('WRONG_SIGNS')
    expect(refused(book, 'allocate R-1 I-1 2026-03-10 0')).to.equal('BAD_AMOUNT')
    expect(refused(book, 'allocate R-1 I-1 2026-03-10 -1')).to.equal('BAD_AMOUNT')
    expect(refused(book, 'allocate R-9 I-1 2026-03-10 1')).to.equal('UNKNOWN_DOCUMENT')
    expect(refused(book, 'allocate R-1 I-1 2026-03-10 1 instalment 2')).to.equal('UNKNOWN_DOCUMENT')
    expect(refused(book, 'allocate R-1 I-1 2026-02-31 1')).to.equal('BAD_ROW')
  })

  it('R1.1 R2.3: an allocation counts from its date, never before both documents are posted', () => {
    const book = sampleLedger(
      'invoice I-1 C001 2026-03-31 post 2026-04-02 100\n receipt R-1 C001 2026-03-01 100\n allocate R-1 I-1 2026-03-05 100',
    )
    expect(['2026-03-05', '2026-04-01'].map(asOf => buckets(book, asOf).at(-1))).to.deep.equal(['-100.00', '-100.00'])
    expect(total(book, '2026-04-02')).to.equal('0.00')
    expect(open(book, 'R-1', '2026-04-02')).to.deep.equal(['0.00'])
  })

  const T3 = `
    invoice A C001 2026-01-01 due 2026-01-31 100
    invoice B C001 2026-01-02 due 2026-02-28 200
    invoice C C001 2026-01-03 due 2026-03-31 150
    receipt R C001 2026-03-15 220`

  it('T3 R3.2: allocated as named', () =>
    expect(buckets(sampleLedger(`${T3}\n allocate R B 2026-03-15 200\n allocate R C 2026-03-15 20`), '2026-03-31')).to.deep.equal([
      '130.00',
      '0.00',
      '100.00',
      '0.00',
      '0.00',
      '0.00',
    ]))

  it('T3 R3.2: oldest first, on request only', () => {
    const book = sampleLedger(T3)
    expect(buckets(book, '2026-03-31').at(-1)).to.equal('-220.00')
    enter(book, 'fifo C001 2026-03-15')
    expect(buckets(book, '2026-03-31')).to.deep.equal(['150.00', '0.00', '80.00', '0.00', '0.00', '0.00'])
    expect(total(book, '2026-03-31')).to.equal('230.00')
  })

  it('T3 R3.2: what was named wins; oldest first takes only the rest, of the credits asked for', () => {
    const book = sampleLedger(`${T3}\n receipt Q C001 2026-03-16 30\n allocate R C 2026-03-15 150`)
    enter(book, 'fifo C001 2026-03-15 receipt R')
    expect([open(book, 'A', '2026-03-31'), open(book, 'B', '2026-03-31'), open(book, 'C', '2026-03-31')].flat()).to.deep.equal([
      '30.00',
      '200.00',
      '0.00',
    ])
    expect(open(book, 'Q', '2026-03-31')).to.deep.equal(['-30.00'])
  })

  it('R3.2: of one due date the earlier document goes first, then the lower number', () => {
    const book = sampleLedger(`
      invoice B C001 2026-03-02 due 2026-03-31 10
      invoice C C001 2026-03-01 due 2026-03-31 10
      invoice A C001 2026-03-02 due 2026-03-31 10
      receipt R C001 2026-03-05 25
      fifo C001 2026-03-05`)
    expect(['C', 'A', 'B'].map(number => open(book, number, '2026-03-05')[0])).to.deep.equal(['0.00', '0.00', '5.00'])
  })

  it('R3.3: a receipt does not change a due date', () => {
    const book = sampleLedger(`${TWO}\n allocate R-1 I-1 2026-03-10 40`)
    expect(dues(book, 'I-1')).to.deep.equal(['2026-03-31'])
  })

  it('R3.3: a credit note linked to an invoice lowers it; unlinked it stays unapplied', () => {
    const book = sampleLedger(`${TWO}\n creditnote N-1 C001 2026-03-15 of I-1 30\n creditnote N-2 C001 2026-03-15 5`)
    expect(open(book, 'I-1', '2026-03-14')).to.deep.equal(['100.00'])
    expect(open(book, 'I-1', '2026-03-15')).to.deep.equal(['70.00'])
    expect([open(book, 'N-1', '2026-03-15'), open(book, 'N-2', '2026-03-15')].flat()).to.deep.equal(['0.00', '-5.00'])
  })

  it('R3.3: what a linked credit note has left over stays unapplied, also when a later reversal frees the invoice', () => {
    const book = sampleLedger(`${TWO}
      allocate R-1 I-1 2026-03-10 100
      reverse allocation R-1>I-1 2026-03-20
      creditnote N-1 C001 2026-03-15 of I-1 30`)
    expect(open(book, 'N-1', '2026-03-31')).to.deep.equal(['-30.00'])
    expect(open(book, 'I-1', '2026-03-31')).to.deep.equal(['100.00'])
  })

  it('R3.4: 2 % settlement discount: 11,074.00 + 226.00 = 11,300.00', () => {
    const book = sampleLedger(`
      invoice  I-1 C001 2026-03-01 due 2026-03-31 11300
      receipt  R-1 C001 2026-03-10 11074
      allocate R-1 I-1  2026-03-10 11074
      discount D-1 I-1  2026-03-10 226`)
    expect(open(book, 'I-1', '2026-03-10')).to.deep.equal(['0.00'])
    expect(book.kind(documentRow(book, 'D-1'))).to.equal('discount')
    expect(refused(book, 'discount D-2 I-1 2026-03-11 0.01')).to.equal('OVER_ALLOCATED')
  })

  it('R3.6: an overpayment stays unapplied and makes no invoice negative', () => {
    const book = sampleLedger(`${TWO}\n allocate R-1 I-1 2026-03-10 100`)
    expect(buckets(book, '2026-05-31')).to.deep.equal(['0.00', '0.00', '0.00', '0.00', '0.00', '-50.00'])
  })

  it('R3.7: an instalment that is named, else the earliest due first', () => {
    const book = sampleLedger(
      'invoice I-1 C001 2026-01-31 60 parts 2026-04-30:20,2026-02-28:20,2026-03-31:20\n receipt R-1 C001 2026-02-01 45',
    )
    enter(book, 'allocate R-1 I-1 2026-02-01 15 instalment 1')
    expect(open(book, 'I-1', '2026-02-01')).to.deep.equal(['5.00', '20.00', '20.00'])
    enter(book, 'allocate R-1 I-1 2026-02-02 25')
    expect(open(book, 'I-1', '2026-02-02')).to.deep.equal(['5.00', '0.00', '15.00'])
  })

  it('R3.8: a refund takes named unapplied credit, never more, not before the receipt, from its bank account', () => {
    const book = sampleLedger(
      'receipt R-1 C001 2026-03-10 bankAccount 6222-01 100\n invoice I-1 C001 2026-03-01 70\n allocate R-1 I-1 2026-03-10 70',
    )
    expect(refused(book, 'refund F-1 R-1 2026-03-12 30.01')).to.equal('OVER_ALLOCATED')
    expect(refused(book, 'refund F-1 R-1 2026-03-09 30')).to.equal('SETTLED_TOO_EARLY')
    enter(book, 'refund F-1 R-1 2026-03-12 30')
    expect(total(book, '2026-03-11')).to.equal('-30.00')
    expect(buckets(book, '2026-03-12')).to.deep.equal(Array(6).fill('0.00'))
    expect(book.notes.get(book.documents.id[documentRow(book, 'F-1')])?.bankAccount).to.equal('6222-01')
  })

  it('R3.9: money reserved for an order is not offered to other invoices, but to those of the order', () => {
    const book = sampleLedger(`
      order    O-1 C001 2026-03-01 100
      receipt  R-1 C001 2026-03-02 order O-1 100
      invoice  I-1 C001 2026-03-03 40
      fifo C001 2026-03-04`)
    expect(open(book, 'I-1', '2026-03-04')).to.deep.equal(['40.00'])
    enter(book, 'delivery D-1 C001 2026-03-05 order O-1 100\n invoice I-2 C001 2026-03-05 order D-1 60\n fifo C001 2026-03-06')
    expect([open(book, 'I-1', '2026-03-06'), open(book, 'I-2', '2026-03-06'), open(book, 'R-1', '2026-03-06')].flat()).to.deep.equal([
      '40.00',
      '0.00',
      '-40.00',
    ])
    enter(book, 'allocate R-1 I-1 2026-03-07 40')
    expect(total(book, '2026-03-07')).to.equal('0.00')
  })
})
