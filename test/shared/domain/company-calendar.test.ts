import { expect } from 'chai'
import { iso, type Day } from '../../../shared/dates.js'
import { Posting } from '../../../shared/domain/posting/posting.js'
import { postRow } from '../../../shared/tables/post.js'
import { record, sampleLedger } from '../../sample-ledger.js'

describe('the company’s calendar', () => {
  const book = sampleLedger('customer C1 name One')
  const invoice = (number: string, docDate: string) => {
    const posting = new Posting(book, book.change + 1)
    const refusal = postRow(posting, {
      table: 'invoices',
      row: { number, customer: 'C1', docDate, amount: '100', terms: '30天 遇节假日顺延' },
    })
    if (refusal) throw refusal
    const item = book.documents.firstItem[book.documents.count - 1]
    return { due: iso(book.items.due[item] as Day), remarks: posting.remarks.map(remark => remark.code) }
  }

  it('moves a due date off a holiday to the next day that is worked, weekends that are worked among them', () => {
    for (const date of ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'])
      record(book, { table: 'calendar', row: { date, workday: 'no' } })
    record(book, { table: 'calendar', row: { date: '2026-10-10', workday: 'yes' } })
    expect(invoice('I-1', '2026-09-01')).to.deep.equal({ due: '2026-10-08', remarks: [] })
    expect(invoice('I-2', '2026-09-10')).to.deep.equal({ due: '2026-10-10', remarks: [] })
  })

  it('says so when a year’s holidays are not known, and moves off weekends alone', () => {
    expect(invoice('I-3', '2028-09-01')).to.deep.equal({ due: '2028-10-02', remarks: ['DUE_DATE_PROVISIONAL'] })
  })

  it('an entry for a day replaces the one before', () => {
    record(book, { table: 'calendar', row: { date: '2026-10-01', workday: 'yes' } })
    expect(invoice('I-4', '2026-09-01').due).to.equal('2026-10-01')
  })
})
