import { expect } from 'chai'
import * as fc from 'fast-check'
import { addDays, day, iso } from '../../../shared/dates.js'
import { openAmount } from '../../../shared/domain/open-items.js'
import { trace } from '../../../shared/domain/trace.js'
import { postRow } from '../../../shared/tables/post.js'
import { Posting } from '../../../shared/domain/posting/posting.js'
import { HISTORY_START, history, play } from '../../history.js'
import { enter, sampleLedger } from '../../sample-ledger.js'

type Book = ReturnType<typeof sampleLedger>

const way = (book: Book, number: string, asOf: string, knownAt?: number) =>
  trace(book, book.documentsNumbered(number).at(-1)!, { asOf: day(asOf), knownAt }).map(({ step, document, of, date, amount, days }) =>
    [step, book.nameOf(document), of === undefined ? '' : book.nameOf(of), iso(date), amount / 100, days ?? ''].join(' '),
  )

describe('trace', () => {
  const LEDGER = `
    order    SO-1  C001  2026-01-02                          lines P1:10:1000
    delivery DN-1  C001  2026-01-10  order SO-1              lines P1:4:400
    invoice  I-1   C001  2026-01-15  order DN-1              lines P1:4:400
    invoice  I-2   C001  2026-01-20  order SO-1              lines P1:3:300
    receipt  R-1   C001  2026-02-01                          600
    allocate R-1 I-1 2026-02-01 400
    allocate R-1 I-2 2026-02-03 200`

  it('one order, two invoices, one receipt: each step below what it follows, with the days between and what is missing', () => {
    expect(way(sampleLedger(LEDGER), 'SO-1', '2026-02-28')).to.deep.equal([
      'order SO-1  2026-01-02 1000 ',
      'delivery DN-1 SO-1 2026-01-10 400 8',
      'invoice I-1 DN-1 2026-01-15 400 5',
      'receipt R-1 I-1 2026-02-01 -600 17',
      'allocation R-1 I-1 2026-02-01 -400 17',
      'invoice I-2 SO-1 2026-01-20 300 18',
      'allocation R-1 I-2 2026-02-03 -200 14',
      'unpaid I-2 I-2 2026-02-28 100 39',
      'notDelivered SO-1 SO-1 2026-02-28 300 57',
    ])
  })

  it('of a receipt the invoices that it settled, with what they come from; what is missing only of the receipt', () => {
    const book = sampleLedger(`${LEDGER}\n receipt R-2 C001 2026-02-10 250\n allocate R-2 I-2 2026-02-10 60`)
    expect(way(book, 'R-2', '2026-02-28')).to.deep.equal([
      'order SO-1  2026-01-02 1000 ',
      'invoice I-2 SO-1 2026-01-20 300 18',
      'receipt R-2 I-2 2026-02-10 -250 21',
      'allocation R-2 I-2 2026-02-10 -60 21',
      'unapplied R-2 R-2 2026-02-28 -190 18',
    ])
  })

  it('of a delivery what nobody billed', () => {
    const book = sampleLedger(`${LEDGER}\n delivery DN-2 C001 2026-02-05 order SO-1 lines P1:5:500`)
    expect(way(book, 'DN-2', '2026-02-28').at(-1), '9 delivered, 7 invoiced').to.equal('notInvoiced DN-2 DN-2 2026-02-28 200 23')
    expect(way(book, 'DN-1', '2026-02-28'))
      .to.include('invoice I-1 DN-1 2026-01-15 400 5')
      .and.not.include('notInvoiced')
  })

  it('as of a day and as known at a change', () => {
    const book = sampleLedger(LEDGER)
    expect(way(book, 'I-1', '2026-01-31')).to.deep.equal([
      'order SO-1  2026-01-02 1000 ',
      'delivery DN-1 SO-1 2026-01-10 400 8',
      'invoice I-1 DN-1 2026-01-15 400 5',
      'unpaid I-1 I-1 2026-01-31 400 16',
    ])
    expect(way(book, 'I-1', '2026-02-28', book.change - 2)).to.deep.equal(
      way(book, 'I-1', '2026-01-31').with(3, 'unpaid I-1 I-1 2026-02-28 400 44'),
    )
    expect(way(book, 'I-1', '2026-01-14')).to.deep.equal([])
  })

  it('credit notes, write-offs and what was taken back stand in their place', () => {
    const book = sampleLedger(`
      invoice    I-1 C001 2026-01-05 1000
      creditnote N-1 C001 2026-01-10 of I-1 100
      receipt    R-1 C001 2026-01-20 500
      allocate   R-1 I-1 2026-01-20 500`)
    enter(book, 'reverse allocation R-1>I-1 2026-01-25\n writeoff W-1 I-1 2026-02-01 900')
    expect(way(book, 'I-1', '2026-02-28')).to.deep.equal([
      'invoice I-1  2026-01-05 1000 ',
      'creditNote N-1 I-1 2026-01-10 -100 5',
      'allocation N-1 I-1 2026-01-10 -100 5',
      'receipt R-1 I-1 2026-01-20 -500 15',
      'allocation R-1 I-1 2026-01-20 -500 15',
      'allocation R-1 I-1 2026-01-25 500 20',
      'writeOff W-1 I-1 2026-02-01 -900 27',
      'allocation W-1 I-1 2026-02-01 -900 27',
    ])
  })

  it('a reversal, and a transfer to another customer with what was paid there', () => {
    const reversed = sampleLedger('invoice I-1 C001 2026-01-05 1000')
    const row = reversed.documentsNumbered('I-1')[0]
    enter(reversed, 'reverse invoice I-1 2026-01-09')
    expect(trace(reversed, row, { asOf: day('2026-02-28') }).map(({ step, amount }) => [step, amount / 100])).to.deep.equal([
      ['invoice', 1000],
      ['reversal', -1000],
      ['allocation', -1000],
    ])
    const moved = sampleLedger('invoice I-1 C001 2026-01-05 1000\n customer C002')
    const first = moved.documentsNumbered('I-1')[0]
    const posting = new Posting(moved, moved.change + 1)
    moved.note(moved.change + 1, Date.UTC(2021, 0, 1))
    expect(postRow(posting, { table: 'transfers', row: { number: 'T-1', from: 'C001', to: 'C002', date: '2026-02-01' } })).to.equal(
      undefined,
    )
    enter(moved, 'receipt R-1 C002 2026-02-05 400\n allocate R-1 I-1 2026-02-05 400')
    expect(trace(moved, first, { asOf: day('2026-02-28') }).map(({ step, amount }) => [step, amount / 100])).to.deep.equal([
      ['invoice', 1000],
      ['transfer', -1000],
      ['transfer', 1000],
      ['receipt', -400],
      ['allocation', -400],
      ['unpaid', 600],
      ['allocation', -1000],
    ])
  })

  it('property: a debt and the allocations told of it leave what is open, every document stands once', () =>
    fc.assert(
      fc.property(history(), fc.nat(140), fc.nat(100), (steps, ahead, which) => {
        const { book } = play(steps)
        if (book.documents.count === 0) return
        const asOf = addDays(HISTORY_START, ahead)
        const row = which % book.documents.count
        const told = trace(book, row, { asOf })
        const documents = told.filter(({ step }) => step !== 'allocation' && !step.startsWith('un')).map(({ document }) => document)
        expect(new Set(documents).size).to.equal(documents.length)
        expect(documents.includes(row)).to.equal(book.documents.postDate[row] <= asOf)
        if (book.documents.amount[row] <= 0 || told.length === 0) return
        const settled = told.filter(({ step, of }) => step === 'allocation' && of === row).reduce((sum, { amount }) => sum + amount, 0)
        let open = 0
        for (let i = 0; i < book.documents.itemCount[row]; i++) open += openAmount(book, book.documents.firstItem[row] + i, { asOf })
        expect(book.documents.amount[row] + settled).to.equal(open)
        expect(told.find(({ step, document }) => step === 'unpaid' && document === row)?.amount ?? 0).to.equal(open)
      }),
      { numRuns: 100 },
    ))
})
