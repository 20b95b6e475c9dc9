import { expect } from 'chai'
import type { Book } from '../../../../shared/book/book.js'
import { Posting } from '../../../../shared/domain/posting/posting.js'
import { postRow } from '../../../../shared/tables/post.js'
import { enter, sampleLedger } from '../../../sample-ledger.js'
import { open } from './views.js'

/** Posts the differences and gives what was reported. */
const dropped = (book: Book, row: Record<string, unknown>) => {
  const change = book.change + 1
  const posting = new Posting(book, change)
  book.note(change, change)
  const refusal = postRow(posting, { table: 'tolerances', row })
  return refusal?.code ?? posting.remarks.map(({ code, document, details }) => `${code} ${document} ${details.amount}`)
}
const LEDGER = `
  invoice I-1 C001 2026-03-01 100.00
  invoice I-2 C001 2026-03-02 100.00
  invoice I-3 C001 2026-03-03 0.80
  invoice I-4 C002 2026-03-04 60 parts 2026-04-01:30,2026-05-01:30
  receipt R-1 C001 2026-03-10 197.99
  receipt R-2 C002 2026-03-10 59.50
  allocate R-1 I-1 2026-03-10 99
  allocate R-1 I-2 2026-03-10 98.99
  allocate R-2 I-4 2026-03-10 59.50`

describe('posting: tolerance differences', () => {
  it('R3.5: up to 1.00, one discount for each difference, reported; debts nobody paid on are none', () => {
    const book = sampleLedger(LEDGER)
    expect(dropped(book, { date: '2026-03-31' })).to.deep.equal(['TOLERANCE I-1 1.00', 'TOLERANCE I-4 0.50'])
    expect(['I-1', 'I-2', 'I-3', 'I-4'].flatMap(number => open(book, number, '2026-03-31'))).to.deep.equal([
      '0.00',
      '1.01',
      '0.80',
      '0.00',
      '0.00',
    ])
    expect(open(book, 'I-1', '2026-03-30'), 'from its date').to.deep.equal(['1.00'])
    const rows = Array.from({ length: book.documents.count }, (_, row) => row).filter(row => book.kind(row) === 'discount')
    expect(rows.map(row => book.notes.get(book.documents.id[row])?.note?.includes('tolerance 1.00'))).to.deep.equal([true, true])
    expect(dropped(book, { date: '2026-03-31' }), 'once').to.deep.equal([])
  })

  it('R3.5: the limit is the company’s setting of the day; a run may be for one customer', () => {
    const book = sampleLedger(`${LEDGER}\n value company - tolerance 2026-03-20 5`)
    expect(dropped(book, { customer: 'C001', date: '2026-03-19' })).to.deep.equal(['TOLERANCE I-1 1.00'])
    expect(dropped(book, { customer: 'C001', date: '2026-03-20' })).to.deep.equal(['TOLERANCE I-2 1.01'])
    expect(open(book, 'I-4', '2026-03-31')).to.deep.equal(['0.00', '0.50'])
    enter(book, 'value company - tolerance 2026-03-25 0')
    expect(dropped(book, { date: '2026-03-25' })).to.deep.equal([])
    enter(book, 'close 2026-03')
    expect(dropped(book, { date: '2026-03-31' })).to.equal('PERIOD_CLOSED')
    expect(dropped(book, { customer: 'C009', date: '2026-04-01' })).to.equal('UNKNOWN_CUSTOMER')
  })

  it('R3.5: a foreign difference is measured in ledger currency', () => {
    const book = sampleLedger(`
      invoice I-1 C001 2026-03-01 currency USD rate 7 100
      receipt R-1 C001 2026-03-02 currency USD rate 7 99.85
      invoice I-2 C001 2026-03-01 currency USD rate 7 100
      receipt R-2 C001 2026-03-02 currency USD rate 7 99.86
      allocate R-1 I-1 2026-03-02 99.85
      allocate R-2 I-2 2026-03-02 99.86`)
    expect(dropped(book, { date: '2026-03-31' })).to.deep.equal(['TOLERANCE I-2 0.14'])
  })
})
