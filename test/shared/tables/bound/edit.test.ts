import { expect } from 'chai'
import type { Book } from '../../../../shared/book/book.js'
import { checkInvariants } from '../../../../shared/book/invariants.js'
import { day } from '../../../../shared/dates.js'
import { documentTotals } from '../../../../shared/domain/balance.js'
import { Posting } from '../../../../shared/domain/posting/posting.js'
import { Refusal } from '../../../../shared/refusals.js'
import { boundTable, type Edit, type EditOutcome } from '../../../../shared/tables/bound/edit.js'
import { postEditedRow } from '../../../../shared/tables/post.js'
import { enter, sampleLedger } from '../../../sample-ledger.js'

const TODAY = day('2026-07-01')

/** Posts an edit as a change of its own, as the service does. */
function edited(book: Book, table: string, row: Record<string, string>, edit: Partial<Edit> = {}): EditOutcome | Refusal {
  const change = book.change + 1
  const step = book.begin()
  book.note(change, Date.UTC(2026, 6, 1) + change)
  const posting = new Posting(book, change)
  const outcome = postEditedRow(posting, { table, row, edit: { base: change - 1, ...edit } }, TODAY)
  if (posting.facts.length === 0) step.undo()
  step.keep()
  expect(checkInvariants(book)).to.deep.equal([])
  return outcome
}

const code = (outcome: EditOutcome | Refusal) => (outcome instanceof Refusal ? outcome.code : outcome.outcome)

const LEDGER = `
  customer C001
  customer C002
  invoice  I-1  C001  2026-03-01  due 2026-03-31  1000.00
  receipt  R-1  C001  2026-04-15                   400.00
  allocate R-1  I-1   2026-04-15                   400.00`

const invoices = boundTable('invoices')
const idOf = (book: Book, number: string) => String(book.documents.id[book.documentsNumbered(number)[0]])

describe('an edit of a row in a workbook', () => {
  it('is posted as a new row, and read back as it was written', () => {
    const book = sampleLedger(LEDGER)
    const row = { number: 'I-2', customer: 'C001', docDate: '2026-05-01', dueDate: '2026-05-31', amount: '250.5', note: 'first' }
    const outcome = edited(book, 'invoices', row)
    expect(outcome).to.include({ outcome: 'accepted' })
    expect(invoices.read(book, (outcome as { id: string }).id)!.fields).to.include(row)
  })

  it('asks before a posted amount is corrected, and posts nothing until then', () => {
    const book = sampleLedger(LEDGER)
    const { change } = book
    const id = idOf(book, 'I-1')
    const row = { ...invoices.read(book, id)!.fields, amount: '900' }
    const outcome = edited(book, 'invoices', row, { id })
    expect(outcome).to.deep.equal({
      outcome: 'asks',
      id,
      steps: [
        { kind: 'takeOff', document: 'R-1', to: 'I-1', amount: '400.00', currency: 'CNY', date: '2026-04-15' },
        { kind: 'reverse', document: 'I-1', amount: '1000.00', currency: 'CNY', date: '2026-03-01' },
        { kind: 'post', document: 'I-1', amount: '900.00', currency: 'CNY', date: '2026-03-01' },
        { kind: 'allocate', document: 'R-1', to: 'I-1', amount: '400.00', currency: 'CNY', date: '2026-04-15' },
      ],
    })
    expect(book.change).to.equal(change)
  })

  it('corrects every day since the document, and what was known before stays', () => {
    const book = sampleLedger(LEDGER)
    const knownAt = book.change
    const id = idOf(book, 'I-1')
    const row = { ...invoices.read(book, id)!.fields, amount: '900' }
    const outcome = edited(book, 'invoices', row, { id, confirmed: true })
    expect(code(outcome)).to.equal('accepted')
    const open = (date: string, known?: number) => documentTotals(book, undefined, { asOf: day(date), knownAt: known }).get('CNY')
    expect([open('2026-03-31'), open('2026-04-30'), open('2026-03-31', knownAt), open('2026-04-30', knownAt)]).to.deep.equal([
      90_000, 50_000, 100_000, 60_000,
    ])
    // The row goes on under the new document, also for those who know it by the old one.
    const now = (outcome as { id: string }).id
    expect(now).not.to.equal(id)
    expect(invoices.read(book, id)).to.deep.equal(invoices.read(book, now))
    expect(invoices.read(book, id, knownAt)).to.deep.include({ id })
    expect([...invoices.touched(book, knownAt)]).to.have.members([id, now])
  })

  it('is merged with what somebody else changed in other fields', () => {
    const book = sampleLedger(LEDGER)
    const id = idOf(book, 'I-1')
    const base = book.change
    const had = invoices.read(book, id)!.fields
    edited(book, 'invoices', { ...had, note: 'theirs' }, { id, confirmed: true })
    const outcome = edited(book, 'invoices', { ...had, amount: '900' }, { id, base, confirmed: true })
    expect(outcome).to.deep.include({ outcome: 'merged', returned: ['note'] })
    expect(invoices.read(book, id)!.fields).to.include({ note: 'theirs', amount: '900' })
  })

  it('is a conflict where both changed the same field, with both values', () => {
    const book = sampleLedger(LEDGER)
    const id = idOf(book, 'I-1')
    const base = book.change
    const had = invoices.read(book, id)!.fields
    edited(book, 'invoices', { ...had, amount: '950' }, { id, confirmed: true })
    const outcome = edited(book, 'invoices', { ...had, amount: '900' }, { id, base, confirmed: true })
    expect(outcome).to.deep.include({ outcome: 'conflict', conflicts: [{ column: 'amount', base: '1000', mine: '900', theirs: '950' }] })
    expect(outcome).to.deep.include({ change: base + 1 })
  })

  it('is refused in a closed period with what to do instead', () => {
    const book = sampleLedger(LEDGER)
    enter(book, 'close 2026-03')
    const id = idOf(book, 'I-1')
    const had = invoices.read(book, id)!.fields
    expect(code(edited(book, 'invoices', { ...had, amount: '900' }, { id, confirmed: true }))).to.equal('POSTED_AND_CLOSED')
  })

  it('moves a document to another customer: anew in an open period', () => {
    const book = sampleLedger(LEDGER)
    const id = idOf(book, 'I-1')
    const had = invoices.read(book, id)!.fields
    const asked = edited(book, 'invoices', { ...had, customer: 'C002' }, { id })
    expect((asked as { steps: { kind: string }[] }).steps.map(({ kind }) => kind)).to.deep.equal(['takeOff', 'reverse', 'post'])
    expect(code(edited(book, 'invoices', { ...had, customer: 'C002' }, { id, confirmed: true }))).to.equal('accepted')
    expect(invoices.read(book, id)!.fields).to.include({ customer: 'C002', amount: '1000' })
  })

  it('moves a document to another customer: by a transfer of today when its period is closed', () => {
    const book = sampleLedger(LEDGER)
    enter(book, 'close 2026-05')
    const id = idOf(book, 'I-1')
    const had = invoices.read(book, id)!.fields
    const asked = edited(book, 'invoices', { ...had, customer: 'C002' }, { id })
    expect((asked as { steps: object[] }).steps).to.deep.equal([
      { kind: 'takeOff', document: 'R-1', to: 'I-1', amount: '400.00', currency: 'CNY', date: '2026-07-01' },
      { kind: 'transfer', document: 'I-1', amount: '1000.00', currency: 'CNY', date: '2026-07-01' },
    ])
    expect(code(edited(book, 'invoices', { ...had, customer: 'C002' }, { id, confirmed: true }))).to.equal('accepted')
    expect(invoices.read(book, id)!.fields).to.include({ customer: 'C002' })
    expect(invoices.read(book, id, book.change - 1)!.fields).to.include({ customer: 'C001' })
  })

  it('takes a row out of the books, and is content when that was done', () => {
    const book = sampleLedger(LEDGER)
    const id = idOf(book, 'I-1')
    expect(code(edited(book, 'invoices', {}, { id, remove: true }))).to.equal('asks')
    expect(code(edited(book, 'invoices', {}, { id, remove: true, confirmed: true }))).to.equal('accepted')
    expect(invoices.read(book, id)).to.equal(undefined)
    expect(code(edited(book, 'invoices', {}, { id, remove: true, confirmed: true }))).to.equal('already-there')
    expect(code(edited(book, 'invoices', { number: 'I-1' }, { id }))).to.equal('ROW_GONE')
  })

  it('changes what a customer agreed from a day on', () => {
    const book = sampleLedger(LEDGER)
    const customers = boundTable('customers')
    const had = customers.read(book, 'C001')!.fields
    expect(code(edited(book, 'customers', { ...had, creditLimit: '5000', name: '华东机电' }, { id: 'C001' }))).to.equal('accepted')
    expect(customers.read(book, 'C001')!.fields).to.include({ creditLimit: '5000', name: '华东机电' })
    expect(customers.read(book, 'C001', book.change - 1)!.fields).to.deep.equal(had)
    expect(book.values.at('customer', 'C001', 'creditLimit', day('2026-06-30'))).to.equal(undefined)
    expect(code(edited(book, 'customers', { ...had, code: 'C009' }, { id: 'C001' }))).to.equal('KEY_FIXED')
  })

  it('takes an allocation back and makes another', () => {
    const book = sampleLedger(LEDGER)
    const allocations = boundTable('allocations')
    const [id] = allocations.ids(book)
    const had = allocations.read(book, id)!.fields
    expect(had).to.deep.equal({ from: 'R-1', to: 'I-1', instalment: '', amount: '400', date: '2026-04-15' })
    const outcome = edited(book, 'allocations', { ...had, amount: '300' }, { id, confirmed: true })
    expect(allocations.read(book, (outcome as { id: string }).id)!.fields).to.include({ amount: '300' })
    expect(allocations.read(book, id)).to.equal(undefined)
  })

  it('takes lines as one cell: they make the amount, and are changed through themselves', () => {
    const book = sampleLedger(`${LEDGER}
      product P1`)
    const row = { number: 'I-9', customer: 'C001', docDate: '2026-05-01', amount: '113', lines: 'P1 | 2 | 100 | 13' }
    const { id } = edited(book, 'invoices', row) as { id: string }
    const had = invoices.read(book, id)!.fields
    expect(had).to.include({ amount: '113', lines: 'P1 | 2 | 100 | 13 | 0' })
    expect(code(edited(book, 'invoices', { ...had, amount: '120' }, { id, confirmed: true }))).to.equal('BAD_ROW')
    edited(book, 'invoices', { ...had, lines: 'P1 | 2 | 100 | 13 | 60; | 1 | 10 | 1.3 | 0' }, { id, confirmed: true })
    expect(invoices.read(book, id)!.fields).to.include({ amount: '124.3', lines: 'P1 | 2 | 100 | 13 | 60;  | 1 | 10 | 1.3 | 0' })
    expect(code(edited(book, 'invoices', { ...had, lines: 'two pumps' }, { id, confirmed: true }))).to.equal('BAD_ROW')
  })

  it('keeps what a customer agreed by the day it begins, and withdraws it', () => {
    const book = sampleLedger(LEDGER)
    const settings = boundTable('values')
    const row = { customer: 'C001', field: 'creditLimit', from: '2026-08-01', to: '', value: '9000' }
    const { id } = edited(book, 'values', row) as { id: string }
    expect(settings.read(book, id)!.fields).to.deep.equal({ ...row, value: '9000.00' })
    expect(code(edited(book, 'values', row))).to.equal('DUPLICATE_NUMBER')
    expect(code(edited(book, 'values', { ...row, value: '8000' }, { id }))).to.equal('accepted')
    expect(book.values.at('customer', 'C001', 'creditLimit', day('2026-08-01'))).to.equal('8000.00')
    expect(code(edited(book, 'values', {}, { id, remove: true }))).to.equal('accepted')
    expect(settings.read(book, id)).to.equal(undefined)
    expect(settings.read(book, id, book.change - 1)!.fields.value).to.equal('8000.00')
  })

  it('goes on under the document that took its place, whatever number that has, and back to what stood there', () => {
    const book = sampleLedger(LEDGER)
    const id = idOf(book, 'I-1')
    const base = book.change
    const had = invoices.read(book, id)!.fields
    const { id: second } = edited(book, 'invoices', { ...had, number: 'I-7' }, { id, confirmed: true }) as { id: string }
    const { id: third } = edited(
      book,
      'invoices',
      { ...had, number: 'I-8', note: 'x' },
      { id: second, base: book.change, confirmed: true },
    ) as {
      id: string
    }
    for (const each of [id, second, third]) {
      expect(invoices.read(book, each)).to.deep.include({ id: third })
      expect(invoices.read(book, each, base)).to.deep.equal({ id, fields: had })
      expect(invoices.touched(book, base)).to.include(each)
    }
    // Somebody who still has the row by its first id is merged with it.
    const outcome = edited(book, 'invoices', { ...had, amount: '900' }, { id, base, confirmed: true })
    expect(outcome).to.deep.include({ outcome: 'merged', returned: ['number', 'note'] })
  })
})
