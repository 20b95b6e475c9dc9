import { expect } from 'chai'
import { day, iso } from '../../../../shared/dates.js'
import { balance } from '../../../../shared/domain/balance.js'
import { dueOf } from '../../../../shared/domain/extensions.js'
import { ownerAt } from '../../../../shared/domain/filter.js'
import { Posting } from '../../../../shared/domain/posting/posting.js'
import { postRow } from '../../../../shared/tables/post.js'
import { enter, record, sampleLedger } from '../../../sample-ledger.js'
import { buckets, documentRow, dues, open, refused, total, TWO } from './views.js'

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
