import { expect } from 'chai'
import type { Book } from '../../../shared/book/book.js'
import { day, iso, type Day } from '../../../shared/dates.js'
import { aging, agingTotals } from '../../../shared/domain/aging.js'
import { balance } from '../../../shared/domain/balance.js'
import { dueOf } from '../../../shared/domain/extensions.js'
import { ownerAt } from '../../../shared/domain/filter.js'
import { openAmount } from '../../../shared/domain/open-items.js'
import { Posting } from '../../../shared/domain/posting/posting.js'
import { decimal } from '../../../shared/money.js'
import type { Refusal } from '../../../shared/refusals.js'
import { postRow } from '../../../shared/tables/post.js'
import { enter, record, sampleLedger } from '../../sample-ledger.js'
import { F1 } from './aging.test.js'

/** Buckets of the whole ledger by due date: not due, 1-30, 31-60, 61-90, >90, unapplied. */
const buckets = (book: Book, asOf: string) => agingTotals(aging(book, { asOf: day(asOf) })).map(amount => decimal(amount))
const total = (book: Book, asOf: string) => decimal(balance(book, undefined, { asOf: day(asOf) }))
const documentRow = (book: Book, number: string) => book.documentsNumbered(number)[0]
/** What is open of a document, instalment by instalment. */
const open = (book: Book, number: string, asOf: string) => {
  const row = documentRow(book, number)
  const first = book.documents.firstItem[row]
  return Array.from({ length: book.documents.itemCount[row] }, (_, i) => decimal(openAmount(book, first + i, { asOf: day(asOf) })))
}
const dues = (book: Book, number: string) => {
  const row = documentRow(book, number)
  return Array.from({ length: book.documents.itemCount[row] }, (_, i) => iso(book.items.due[book.documents.firstItem[row] + i] as Day))
}

/** The code with which lines are refused; the ledger must stay as it was. */
const refused = (book: Book, text: string): string => {
  const before = [book.documents.count, book.items.count, book.applications.count, [...book.values.entries()].length]
  let code = 'accepted'
  try {
    enter(book, text)
  } catch (error) {
    code = (error as Refusal).code
  }
  expect([book.documents.count, book.items.count, book.applications.count, [...book.values.entries()].length], 'no trace').to.deep.equal(
    before,
  )
  return code
}

const TWO = `
  invoice I-1 C001 2026-03-01 due 2026-03-31 100
  receipt R-1 C001 2026-03-10 150`

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

describe('posting: documents', () => {
  it('closed periods bar posting and allocation dates, not document dates', () => {
    const book = sampleLedger(`${TWO}\n close 2026-03`)
    expect(refused(book, 'invoice I-2 C001 2026-03-31 10')).to.equal('PERIOD_CLOSED')
    expect(refused(book, 'allocate R-1 I-1 2026-03-31 10')).to.equal('PERIOD_CLOSED')
    expect(refused(book, 'fifo C001 2026-03-31')).to.equal('PERIOD_CLOSED')
    expect(refused(book, 'writeoff W-1 I-1 2026-03-31 10')).to.equal('PERIOD_CLOSED')
    expect(refused(book, 'refund F-1 R-1 2026-03-31 10')).to.equal('PERIOD_CLOSED')
    expect(refused(book, 'reverse invoice I-1 2026-03-31')).to.equal('PERIOD_CLOSED')
    expect(refused(book, 'close 2026-02')).to.equal('PERIOD_ORDER')
    expect(refused(book, 'reopen 2026-02')).to.equal('PERIOD_NOT_CLOSED')
    const march = buckets(book, '2026-03-31')
    enter(book, 'invoice I-2 C001 2026-03-31 post 2026-04-01 10\n reverse invoice I-1 2026-04-01')
    expect(buckets(book, '2026-03-31')).to.deep.equal(march)
    enter(book, 'reopen 2026-03\n receipt R-2 C001 2026-03-31 5')
    expect(buckets(book, '2026-03-31')).to.not.deep.equal(march)
  })

  it('a number counts once for each kind and series', () => {
    const book = sampleLedger('invoice 7 C001 2026-03-01 10')
    expect(refused(book, 'invoice 7 C001 2026-03-02 20')).to.equal('DUPLICATE_NUMBER')
    enter(book, 'invoice 7 C001 2026-03-02 series 2026 20\n debitnote 7 C001 2026-03-02 30')
    expect(total(book, '2026-03-02')).to.equal('60.00')
    expect(refused(book, 'writeoff W 7 2026-03-03 1')).to.equal('AMBIGUOUS_DOCUMENT')
  })

  it('an import passes over what is there already, and names what differs', () => {
    const book = sampleLedger(
      'invoice I-1 C001 2026-03-01 due 2026-03-31 10\n receipt R-1 C001 2026-03-02 10\n allocate R-1 I-1 2026-03-02 4',
    )
    const again = (table: string, row: Record<string, unknown>) => {
      const posting = new Posting(book, book.change + 1, 'passed-over')
      const refusal = postRow(posting, { table, row })
      expect(posting.facts).to.deep.equal([])
      return refusal ? [refusal.code, refusal.details.differences] : posting.remarks.map(remark => remark.code)
    }
    const invoice = { number: 'I-1', customer: 'C001', docDate: '2026-03-01', dueDate: '2026-03-31', amount: '10.00' }
    expect(again('invoices', invoice)).to.deep.equal(['ALREADY_THERE'])
    expect(again('invoices', { ...invoice, amount: '11', dueDate: undefined })).to.deep.equal(['DUPLICATE_DIFFERS', 'amount 10.00 → 11.00'])
    expect(again('allocations', { from: 'R-1', to: 'I-1', date: '2026-03-02', amount: '4' })).to.deep.equal(['ALREADY_THERE'])
  })

  it('due dates follow the terms: of the row, else those of the customer on the document date', () => {
    const book = sampleLedger(
      `
      value customer C001 terms 2026-01-01 月结30天
      value customer C001 terms 2026-03-01 30天
      invoice I-1 C001 2026-02-10 100
      invoice I-2 C001 2026-03-10 100
      invoice I-3 C001 2026-03-10 terms net60 100
      invoice I-4 C001 2026-03-10 due 2026-03-20 100
      debitnote N-1 C001 2026-03-10 100
      receipt R-1 C001 2026-03-10 100`,
    )
    expect(dues(book, 'I-1')).to.deep.equal(['2026-03-30'])
    expect(dues(book, 'I-2')).to.deep.equal(['2026-04-09'])
    expect(dues(book, 'I-3')).to.deep.equal(['2026-05-09'])
    expect(dues(book, 'I-4')).to.deep.equal(['2026-03-20'])
    expect([dues(book, 'N-1'), dues(book, 'R-1')].flat(), 'no terms, the document date').to.deep.equal(['2026-03-10', '2026-03-10'])
  })

  it('terms that split an invoice make instalments that add up to it', () => {
    const book = sampleLedger('customer C001')
    record(book, {
      table: 'invoices',
      row: { number: 'I-1', customer: 'C001', docDate: '2026-03-01', amount: '100.01', terms: '30/60/10 0/30/90天' },
    })
    expect(dues(book, 'I-1')).to.deep.equal(['2026-03-01', '2026-03-31', '2026-05-30'])
    expect(open(book, 'I-1', '2026-03-01').reduce((sum, amount) => sum + Math.round(Number(amount) * 100), 0)).to.equal(10001)
    expect(refused(book, 'invoice I-2 C001 2026-03-01 terms 无此条款 5')).to.equal('BAD_TERMS')
    expect(refused(book, 'invoice I-3 C001 2026-03-01 100 parts 2026-04-01:50,2026-05-01:49.99')).to.equal('INSTALMENTS_DO_NOT_ADD')
  })

  it('R4.4: an extension moves the due date from its day; the first due date stays known', () => {
    const book = sampleLedger(`${TWO}\n value item I-1 extension 2026-04-05 2026-05-31`)
    expect(['2026-04-04', '2026-04-05'].map(asOf => iso(dueOf(book, 0, day(asOf))))).to.deep.equal(['2026-03-31', '2026-05-31'])
    expect(buckets(book, '2026-04-10')[0]).to.equal('100.00')
    expect(dues(book, 'I-1')).to.deep.equal(['2026-03-31'])
  })

  it('dimensions are stamped from the row, else from the customer on the document date, and never change; the owner is asked as of a day', () => {
    const book = sampleLedger(`
      value customer C001 salesperson 2026-01-01 S1
      value customer C001 salesperson 2026-03-01 S2
      invoice I-1 C001 2026-02-28 post 2026-03-05 100
      invoice I-2 C001 2026-03-01 100
      invoice I-3 C001 2026-03-01 salesperson S9 region East 100
      writeoff W-1 I-3 2026-03-02 40
      value customer C001 salesperson 2026-02-01 S7
      value customer C001 owner 2026-03-15 W1`)
    const stamp = (number: string) => book.stamps[book.documents.dimensions[documentRow(book, number)]]
    expect(['I-1', 'I-2', 'I-3'].map(number => stamp(number).salesperson)).to.deep.equal(['S1', 'S2', 'S9'])
    expect(stamp('W-1'), 'a write-off belongs to who sold').to.deep.equal(stamp('I-3'))
    expect(['2026-02-10', '2026-03-14', '2026-03-15'].map(asOf => ownerAt(book, 'C001', day(asOf)))).to.deep.equal(['S7', 'S2', 'W1'])
    const of = (filter: Record<string, string[]>) => balance(book, undefined, { asOf: day('2026-03-31') }, {}, filter)
    expect([of({ salesperson: ['S2'] }), of({ owner: ['W1'] }), of({ owner: ['S2'] })]).to.deep.equal([10000, 26000, 0])
  })

  it('a negative invoice is a credit note; a document of 0 keeps its lines and owes nothing', () => {
    const book = sampleLedger('invoice I-1 C001 2026-03-01 -10\n invoice I-2 C001 2026-03-01 lines P1:1:5:0,P1:1:-5:0')
    expect(book.kind(documentRow(book, 'I-1'))).to.equal('creditNote')
    const row = documentRow(book, 'I-2')
    expect([book.documents.itemCount[row], book.documents.lineCount[row], book.documents.amount[row]]).to.deep.equal([0, 2, 0])
    expect(refused(book, 'receipt R-1 C001 2026-03-01 -10')).to.equal('NEGATIVE_RECEIPT')
    expect(refused(book, 'invoice I-3 C001 2026-03-01')).to.equal('BAD_ROW')
    expect(refused(book, 'invoice I-3 C001 2026-03-01 90071992547409.93')).to.equal('AMOUNT_TOO_LARGE')
    expect(refused(book, 'invoice I-3 C001 2026-03-01 currency USD 1')).to.equal('NO_RATE')
  })

  it('a refused row leaves no trace, even when a part of it was posted', () => {
    const book = sampleLedger(TWO)
    expect(refused(book, 'creditnote N-1 C002 2026-03-02 of I-1 10'), 'posted, then refused at the allocation').to.equal('ACROSS_CUSTOMERS')
    expect(balance(book, 0, { asOf: day('2026-03-31') })).to.equal(-5000)
  })
})
