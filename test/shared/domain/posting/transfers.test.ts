import { expect } from 'chai'
import type { Book } from '../../../../shared/book/book.js'
import { checkInvariants } from '../../../../shared/book/invariants.js'
import { day, iso, type Day } from '../../../../shared/dates.js'
import { agingOfCustomer } from '../../../../shared/domain/aging.js'
import { collection } from '../../../../shared/domain/collection.js'
import { rollForward, movement, type RollForwardColumn } from '../../../../shared/domain/roll-forward.js'
import { successorOf } from '../../../../shared/domain/successors.js'
import { decimal } from '../../../../shared/money.js'
import type { Refusal } from '../../../../shared/refusals.js'
import { enter, record, sampleLedger } from '../../../sample-ledger.js'
import { F1 } from '../aging.test.js'
import { documentRow, open, refused } from './views.js'

const APRIL = { from: day('2026-04-01'), to: day('2026-04-30') }
const transfer = (book: Book, row: Record<string, unknown>) => record(book, { table: 'transfers', row: { number: 'T-1', ...row } })
const refusedTransfer = (book: Book, row: Record<string, unknown>) => {
  try {
    transfer(book, row)
  } catch (error) {
    return (error as Refusal).code
  }
  return 'accepted'
}
/** Buckets of one customer: not due, 1-30, 31-60, 61-90, >90, unapplied. */
const of = (book: Book, code: string, asOf: string, basis: 'due' | 'document' = 'due') =>
  agingOfCustomer(book, { asOf: day(asOf), basis }, book.customers.find(code)!).map(amount => decimal(amount))
const moved = (book: Book, code: string, column: RollForwardColumn) => {
  const result = rollForward(book, { period: APRIL })
  return decimal(movement(result, result.groups.indexOf(code), column))
}
const sound = (book: Book) => expect(checkInvariants(book)).to.deep.equal([])
const NONE = Array(6).fill('0.00') as string[]

describe('posting: transfers and merges', () => {
  it('R3.12: items keep document and due dates with the new customer; sheets before the date do not change', () => {
    const book = sampleLedger(`${F1}\n customer C002`)
    const before = { march: of(book, 'C001', '2026-03-31'), april: of(book, 'C001', '2026-04-30') }
    const byDocument = of(book, 'C001', '2026-04-30', 'document')
    transfer(book, { from: 'C001', to: 'C002', date: '2026-04-15' })
    sound(book)
    expect(of(book, 'C001', '2026-03-31')).to.deep.equal(before.march)
    expect(of(book, 'C002', '2026-03-31')).to.deep.equal(NONE)
    expect(of(book, 'C001', '2026-04-30')).to.deep.equal(NONE)
    expect(of(book, 'C002', '2026-04-30')).to.deep.equal(before.april)
    expect(of(book, 'C002', '2026-04-30', 'document')).to.deep.equal(byDocument)
    expect([moved(book, 'C001', 'transferred'), moved(book, 'C002', 'transferred')]).to.deep.equal(['-73900.00', '73900.00'])
    expect([moved(book, 'C001', 'billed'), moved(book, 'C002', 'billed')]).to.deep.equal(['0.00', '0.00'])
    expect([moved(book, 'C001', 'closing'), moved(book, 'C002', 'closing')]).to.deep.equal(['0.00', '73900.00'])
  })

  it('R3.12: a number means what stands with the new customer, which can be paid, credited and moved on', () => {
    const book = sampleLedger(`
      customer C002
      customer C003
      invoice I-1 C001 2026-03-01 due 2026-03-31 100
      receipt R-2 C002 2026-04-03 100`)
    transfer(book, { from: 'C001', to: 'C002', date: '2026-04-02', documents: ['I-1'] })
    enter(book, 'allocate R-2 I-1 2026-04-03 40\n creditnote N-1 C002 2026-04-04 of I-1 10')
    expect(of(book, 'C002', '2026-04-30')[1]).to.equal('50.00')
    transfer(book, { number: 'T-2', from: 'C002', to: 'C003', date: '2026-04-05', documents: ['I-1'] })
    expect(of(book, 'C003', '2026-04-30')[1]).to.equal('50.00')
    enter(book, 'receipt R-3 C003 2026-04-06 50\n allocate R-3 I-1/T-2 2026-04-06 50')
    expect(of(book, 'C003', '2026-04-30')).to.deep.equal(NONE)
    sound(book)
  })

  it('R3.12: what was agreed of an item goes with it: extension, dispute', () => {
    const book = sampleLedger(`
      customer C002
      invoice I-1 C001 2026-03-01 due 2026-03-31 100
      value item I-1 extension 2026-03-20 2026-05-31`)
    transfer(book, { from: 'C001', to: 'C002', date: '2026-04-02' })
    expect(of(book, 'C002', '2026-05-15')).to.deep.equal(['100.00', ...NONE.slice(1)])
  })

  it('R3.12: unapplied money moves too, and foreign items keep their worth to the fen', () => {
    const book = sampleLedger(`
      customer C002
      rate USD 2026-04-30 7.2
      receipt R-1 C001 2026-03-05 80
      invoice I-1 C001 2026-03-01 currency USD rate 7.1234 100 parts 2026-04-01:33.33,2026-05-01:66.67
      receipt R-2 C001 2026-03-06 currency USD rate 7.0001 10.01
      allocate R-2 I-1 2026-03-06 10.01`)
    const worth = (code: string) => {
      const question = { asOf: day('2026-04-30'), valuation: 'historical' } as const
      return agingOfCustomer(book, question, book.customers.find(code)!).map(amount => decimal(amount))
    }
    const before = worth('C001')
    transfer(book, { from: 'C001', to: 'C002', date: '2026-04-15' })
    sound(book)
    expect([worth('C001'), worth('C002')]).to.deep.equal([NONE, before])
    expect(moved(book, 'C001', 'fx')).to.equal('0.00')
    expect(of(book, 'C002', '2026-04-30').at(-1)).to.equal('-80.00')
  })

  it('R3.12: reversed as a whole, the items are back with their dates; a moved document cannot be reversed by itself', () => {
    const book = sampleLedger('customer C002\n invoice I-1 C001 2026-03-01 due 2026-03-31 100\n invoice I-2 C001 2026-03-05 50')
    const before = of(book, 'C001', '2026-04-30')
    transfer(book, { from: 'C001', to: 'C002', date: '2026-04-02' })
    expect(refused(book, 'reverse invoice I-1 2026-04-10')).to.equal('TRANSFERRED')
    enter(book, 'reverse transfer T-1 2026-04-10')
    sound(book)
    expect(of(book, 'C001', '2026-04-09')).to.deep.equal(NONE)
    expect(of(book, 'C001', '2026-04-30')).to.deep.equal(before)
    expect(of(book, 'C002', '2026-04-30')).to.deep.equal(NONE)
    enter(book, 'reverse invoice I-1 2026-04-11')
    expect(open(book, 'I-2', '2026-04-30')).to.deep.equal(['50.00'])
  })

  it('R3.12: a moved debt falls due once and is settled by who pays it', () => {
    const book = sampleLedger('customer C002\n invoice I-1 C001 2026-03-01 due 2026-04-20 100')
    transfer(book, { from: 'C001', to: 'C002', date: '2026-04-02' })
    enter(book, 'receipt R-1 C002 2026-04-18 100\n allocate R-1 I-1 2026-04-18 100')
    const asked = (code?: string) =>
      collection(book, { period: APRIL, customer: code === undefined ? undefined : book.customers.find(code) })
    expect(asked()).to.include({ collectionRateOfDue: 100, newOverdueShare: 0, settled: 1, onTime: 1 })
    expect([asked('C001').settled, asked('C002').settled, asked('C001').collectionRateOfDue]).to.deep.equal([0, 1, null])
  })

  it('R3.12: a merge moves everything and names the successor; the old code keeps its history', () => {
    const book = sampleLedger('customer C002\n invoice I-1 C001 2026-03-01 due 2026-03-31 100')
    transfer(book, { from: 'C001', to: 'C002', date: '2026-04-02', merge: true })
    expect([successorOf(book, 'C001', day('2026-04-01')), successorOf(book, 'C001', day('2026-04-02'))]).to.deep.equal(['C001', 'C002'])
    expect(of(book, 'C001', '2026-04-01')[1]).to.equal('100.00')
    expect(of(book, 'C001', '2026-04-02')).to.deep.equal(NONE)
    expect(refusedTransfer(book, { number: 'T-2', from: 'C002', to: 'C001', date: '2026-04-03' })).to.equal('BAD_ROW')
  })

  it('R3.12: refuses what cannot be moved, and leaves no trace', () => {
    const book = sampleLedger('customer C002\n invoice I-1 C001 2026-03-01 100\n invoice I-2 C002 2026-03-01 100\n close 2026-03')
    const row = { from: 'C001', to: 'C002', date: '2026-04-02' }
    const count = book.documents.count
    expect(refusedTransfer(book, { ...row, to: 'C001' })).to.equal('BAD_ROW')
    expect(refusedTransfer(book, { ...row, to: 'C009' })).to.equal('UNKNOWN_CUSTOMER')
    expect(refusedTransfer(book, { ...row, date: '2026-03-31' })).to.equal('PERIOD_CLOSED')
    expect(refusedTransfer(book, { ...row, documents: ['I-2'] })).to.equal('BAD_ROW')
    expect(refusedTransfer(book, { ...row, merge: true, documents: ['I-1'] })).to.equal('BAD_ROW')
    expect(book.documents.count).to.equal(count)
    transfer(book, row)
    expect(refusedTransfer(book, row)).to.equal('DUPLICATE_NUMBER')
    expect(refusedTransfer(book, { ...row, number: 'T-2' })).to.equal('NOTHING_TO_TRANSFER')
    expect(iso(book.documents.docDate[documentRow(book, 'I-1')] as Day)).to.equal('2026-03-01')
  })

  it('R3.1: a group’s payment moves first to the customer it pays for', () => {
    const book = sampleLedger('invoice I-1 C002 2026-03-01 due 2026-03-31 100\n receipt R-1 C001 2026-04-01 100')
    expect(refused(book, 'allocate R-1 I-1 2026-04-02 100')).to.equal('ACROSS_CUSTOMERS')
    transfer(book, { from: 'C001', to: 'C002', date: '2026-04-02', documents: ['R-1'] })
    enter(book, 'allocate R-1 I-1 2026-04-02 100')
    expect([of(book, 'C001', '2026-04-30'), of(book, 'C002', '2026-04-30')]).to.deep.equal([NONE, NONE])
  })
})
