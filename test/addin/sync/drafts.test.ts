import { expect } from 'chai'
import { withDrafts } from '../../../addin/sync/drafts.js'
import type { Pending } from '../../../addin/sync/pending.js'
import { day } from '../../../shared/dates.js'
import { call } from '../../../shared/functions/evaluate.js'
import type { Book } from '../../../shared/book/book.js'
import { contents } from '../../server/sample.js'
import { sampleLedger } from '../../sample-ledger.js'

const TODAY = day('2026-07-01')

const draft = (table: string, id: string, fields: Record<string, string>, more: Partial<Pending> = {}): Pending => ({
  tableId: 'T1',
  table,
  id,
  fields,
  base: 99,
  state: 'queued',
  editedAt: 1,
  ...more,
})

describe('answers that count drafts', () => {
  const asked = (book: Book, pending: readonly Pending[], options: string) =>
    call({ book, today: TODAY, asOf: TODAY, withDrafts: ask => withDrafts(book, pending, TODAY, ask) }, 'BALANCE', [
      'C001',
      'total',
      '2026-07-01',
      options,
    ])

  it('stand on the complete rows that are not posted, and leave the ledger as it is', () => {
    const book = sampleLedger(`
      customer C001
      invoice  I-1  C001  2026-03-01  due 2026-03-31  1000.00`)
    const before = JSON.stringify(contents(book))
    const row = { customer: 'C001', docDate: '2026-05-01' }
    const pending = [
      draft('invoices', '~a', { ...row, number: 'I-2', amount: '250' }),
      draft('receipts', '~b', { ...row, number: 'R-1', amount: '100' }),
      // Posted already, to be corrected: agreed to for the length of the question.
      draft('invoices', '1', { ...row, number: 'I-1', docDate: '2026-03-01', amount: '900' }, { base: 2, state: 'asks' }),
      draft('invoices', '~c', { ...row, number: 'I-4', amount: '' }, { state: 'draft', missing: ['amount'] }),
      draft('invoices', '~d', { ...row, number: 'I-2', amount: '77' }),
    ]
    expect(asked(book, pending, '')).to.equal(1000)
    expect(asked(book, pending, 'drafts=yes')).to.equal(1050)
    expect(asked(book, pending, '草稿=计入')).to.equal(1050)
    expect(asked(book, [], 'drafts=yes')).to.equal(1000)
    expect(JSON.stringify(contents(book))).to.equal(before)
  })

  it('are refused where there is no workbook', () => {
    const book = sampleLedger('customer C001')
    expect(() => call({ book, today: TODAY, asOf: TODAY }, 'BALANCE', ['C001', 'total', '2026-07-01', 'drafts=yes'])).to.throw(
      'not available yet',
    )
  })
})
