import { expect } from 'chai'
import * as fc from 'fast-check'
import { addDays, day, iso } from '../../../shared/dates.js'
import { completeness, type CompletenessLine } from '../../../shared/domain/completeness.js'
import { listCompleteness, type ListLine, type TaxRow } from '../../../shared/domain/completeness-list.js'
import { waitingOrders } from '../../../shared/domain/completeness-orders.js'
import { numberSeries } from '../../../shared/domain/completeness-series.js'
import { orderRemainder } from '../../../shared/domain/orders.js'
import { money } from '../../../shared/money.js'
import { HISTORY_START, history, play } from '../../history.js'
import { enter, sampleLedger } from '../../sample-ledger.js'

type Book = ReturnType<typeof sampleLedger>

const march = { period: { from: day('2026-03-01'), to: day('2026-03-31') }, asOf: day('2026-03-31') }

const row = (number: string, date: string, total: string, more: Partial<TaxRow> = {}): TaxRow => {
  const red = total.startsWith('-')
  return {
    code: '',
    number,
    date: day(date),
    buyer: '',
    net: money(total),
    tax: money('0'),
    total: money(total),
    red,
    void: false,
    ...more,
  }
}

describe('completeness against a tax list', () => {
  const LEDGER = `
    customer   C001  name 华东机电（苏州）有限公司
    invoice    2601  C001  2026-03-01  1130.00
    invoice    2602  C001  2026-03-05  2260.00
    invoice    2603  C001  2026-03-10   500.00
    creditnote 2604  C001  2026-03-12   100.00
    invoice    2605  C001  2026-03-15    70.00
    invoice    2606  C001  2026-03-20    33.00
    invoice    2607  C001  2026-04-02    44.00`
  const book = sampleLedger(LEDGER)
  enter(book, 'reverse invoice 2606 2026-03-21')
  const told = ({ what, list, ledger, differences }: ListLine) =>
    [what, list?.number ?? '-', ledger ? book.nameOf(ledger.document) : '-', ...differences].join(' ')
  const list = [
    row('2601', '2026-03-01', '1130', { buyer: '华东机电(苏州)有限公司' }),
    row('2602', '2026-03-06', '2206', { buyer: '华南机电' }),
    row('２６０３', '2026-03-10', '500', { void: true }),
    row('2604', '2026-03-12', '-100'),
    row('2604', '2026-03-12', '-100'),
    row('2606', '2026-03-20', '33', { void: true }),
    row('2607', '2026-03-31', '44'),
    row('2699', '2026-03-30', '9'),
  ]

  it('says what matches, in what a number differs, and what only one side has', () => {
    expect(listCompleteness(book, list, { ...march, asOf: day('2026-04-30') }).lines.map(told)).to.deep.equal([
      'differs 2602 2602 amount buyer date',
      'differs ２６０３ 2603 void',
      'differs 2607 2607 date',
      'onlyList 2604 -',
      'onlyList 2699 -',
      'onlyLedger - 2605',
      'matched 2601 2601',
      'matched 2604 2604',
      'matched 2606 2606',
    ])
  })

  it('counts and totals of both sides add up, void invoices counting nothing', () => {
    const { proof } = listCompleteness(book, list, { ...march, asOf: day('2026-04-30') })
    expect(proof.list).to.deep.equal({ rows: 8, amount: 318900 })
    expect(proof.ledger).to.deep.equal({ rows: 7, amount: 390400 })
    expect(proof.outside, '2607 is dated in April').to.deep.equal({ rows: 1, amount: 4400 })
    expect(proof.parts.matched).to.deep.equal({ list: { rows: 3, amount: 103000 }, ledger: { rows: 3, amount: 103000 } })
    expect(proof.parts.differs).to.deep.equal({ list: { rows: 3, amount: 225000 }, ledger: { rows: 3, amount: 280400 } })
    expect(proof.parts.onlyList.list).to.deep.equal({ rows: 2, amount: -9100 })
    expect(proof.parts.onlyLedger.ledger).to.deep.equal({ rows: 1, amount: 7000 })
    expect(proof.difference).to.equal(-71500)
  })

  it('tells a blue invoice from a red one, an invoice in two series apart by its code, and the tax where lines have it', () => {
    const other = sampleLedger(`
      invoice 1 C001 2026-03-01 series A 100
      invoice 1 C001 2026-03-02 series B 200
      invoice 2 C001 2026-03-03 lines P1:1:100:13
      invoice 3 C001 2026-03-04 5`)
    const { lines } = listCompleteness(
      other,
      [row('1', '2026-03-02', '200', { code: 'B' }), row('2', '2026-03-03', '113', { tax: money('12') }), row('3', '2026-03-04', '-5')],
      march,
    )
    expect(lines.map(({ what, ledger, differences }) => [what, ledger && other.nameOf(ledger.document), ...differences])).to.deep.equal([
      ['differs', '2', 'tax'],
      ['differs', '3', 'red', 'amount'],
      ['onlyLedger', 'A-1'],
      ['matched', 'B-1'],
    ])
  })

  it('property: every row of either side stands exactly once, both sides tie, whatever the order', () =>
    fc.assert(
      fc.property(
        history(),
        fc.array(fc.record({ n: fc.nat(30), on: fc.nat(120), total: fc.integer({ min: -999, max: 999 }), nothing: fc.boolean() }), {
          maxLength: 20,
        }),
        (steps, rows) => {
          const { book: random } = play(steps)
          const theirs = rows.map(({ n, on, total, nothing }) =>
            row(`D${n}`, iso(addDays(HISTORY_START, on)), String(total), { void: nothing }),
          )
          const question = { period: { from: HISTORY_START, to: addDays(HISTORY_START, 60) }, asOf: addDays(HISTORY_START, 150) }
          const { lines, proof } = listCompleteness(random, theirs, question)
          expect(lines.flatMap(({ list: one }) => one ?? [])).to.have.members(theirs)
          const documents = lines.flatMap(({ ledger }) => ledger?.document ?? [])
          expect(new Set(documents).size).to.equal(documents.length)
          const { matched, differs, onlyList, onlyLedger } = proof.parts
          const added = (side: 'list' | 'ledger', field: 'rows' | 'amount') =>
            matched[side][field] + differs[side][field] + onlyList[side][field] + onlyLedger[side][field]
          for (const field of ['rows', 'amount'] as const) {
            expect(added('list', field)).to.equal(proof.list[field])
            expect(added('ledger', field)).to.equal(proof.ledger[field])
          }
          expect(matched.list).to.deep.equal(matched.ledger)
          expect(listCompleteness(random, [...theirs].reverse(), question)).to.deep.equal({ lines, proof })
        },
      ),
      { numRuns: 150 },
    ))
})

describe('completeness of number series', () => {
  const faults = (book: Book, question = {}) =>
    numberSeries(book, { asOf: day('2026-12-31'), ...question }).faults.map(({ what, from, to, count }) =>
      [what, from, to, count].join(' '),
    )

  it('finds gaps after a prefix, numbers of red invoices counting too, and numbers that begin anew with the month', () => {
    const book = sampleLedger(`
      invoice    INV-0007  C001  2026-03-01  1
      invoice    INV-0008  C001  2026-03-02  1
      creditnote INV-0009  C001  2026-03-02  1
      invoice    INV-0012  C001  2026-03-03  1
      receipt    SK260301  C001  2026-03-04  1
      receipt    SK260302  C001  2026-03-05  1
      receipt    SK260304  C001  2026-03-06  1
      receipt    SK260401  C001  2026-04-01  1`)
    expect(faults(book)).to.deep.equal(['gap INV-0010 INV-0011 2', 'gap SK260303 SK260303 1'])
    expect(
      numberSeries(book, { asOf: day('2026-12-31') }).runs.map(({ prefix, first, last, present, missing }) => [
        prefix,
        first,
        last,
        present,
        missing,
      ]),
    ).to.deep.equal([
      ['INV-', 'INV-0007', 'INV-0012', 4, 2],
      ['SK2603', 'SK260301', 'SK260304', 3, 1],
      ['SK2604', 'SK260401', 'SK260401', 1, 0],
    ])
  })

  it('by series and by year, and numbers without leading zeros', () => {
    const book = sampleLedger(`
      invoice 9          C001 2026-01-02 1
      invoice 12         C001 2026-01-03 1
      invoice 1          C001 2026-01-02 series A 1
      invoice 3          C001 2026-01-03 series A 1
      invoice F-2025-098 C001 2025-12-31 1
      invoice F-2026-001 C001 2026-01-01 1
      invoice F-2026-003 C001 2026-01-02 1`)
    expect(faults(book)).to.deep.equal(['gap 10 11 2', 'gap A-2 A-2 1', 'gap F-2026-002 F-2026-002 1'])
    expect(faults(book, { period: { from: day('2026-01-03'), to: day('2026-01-31') } })).to.deep.equal(['gap 10 11 2', 'gap A-2 A-2 1'])
  })

  it('a reversed document has used its number; a wide jump begins another block; as known and as of', () => {
    const book = sampleLedger(
      'invoice I-1 C001 2026-01-01 1\n invoice I-2 C001 2026-01-01 1\n reverse invoice I-2 2026-01-02\n invoice I-4 C001 2026-01-05 1\n invoice I-5000 C001 2026-01-06 1',
    )
    expect(faults(book)).to.deep.equal(['gap I-3 I-3 1'])
    expect(faults(book, { knownAt: book.change - 2 })).to.deep.equal([])
    expect(faults(book, { asOf: day('2026-01-04') })).to.deep.equal([])
    enter(book, 'invoice I-2 C001 2026-01-07 9')
    expect(faults(book), 'used again after a reversal').to.deep.equal(['gap I-3 I-3 1'])
  })

  it('tells numbers that do not run on at all in one line', () => {
    const book = sampleLedger([1, 4, 7, 10, 13, 16].map(n => `invoice I-${n} C001 2026-01-${n + 10} 1`).join('\n'))
    expect(faults(book)).to.deep.equal(['sparse I-2 I-15 10'])
    expect(faults(book, { period: { from: day('2026-01-20'), to: day('2026-01-25') } })).to.deep.equal(['gap I-11 I-12 2', 'gap I-8 I-9 2'])
  })

  it('finds one number written in two ways', () => {
    const book = sampleLedger(
      'invoice I-007 C001 2026-01-01 1\n invoice I7 C002 2026-02-01 1\n invoice 20 C001 2026-01-01 1\n receipt 20 C001 2026-01-01 1',
    )
    expect(faults(book)).to.deep.equal(['duplicate I-007 I7 2'])
  })
})

describe('completeness of orders and deliveries', () => {
  const waiting = (book: Book, asOf: string, knownAt?: number) =>
    waitingOrders(book, { asOf: day(asOf), knownAt }).map(({ what, document, amount, partly, days }) =>
      [what, book.nameOf(document), amount / 100, partly ? 'partly' : 'whole', days].join(' '),
    )
  const book = sampleLedger(`
    order    SO-1  C001  2026-01-01                lines P1:10:1000
    delivery DN-1  C001  2026-01-05  order SO-1    lines P1:4:400
    invoice  I-1   C001  2026-01-06  order SO-1    lines P1:4:400
    delivery DN-2  C001  2026-01-10  order SO-1    lines P1:3:300
    invoice  I-2   C001  2026-01-12  order SO-1    lines P1:1:100
    order    SO-2  C001  2026-01-15  700
    delivery DN-3  C002  2026-01-20  50`)

  it('lists what waits, wholly or in part, the newest deliveries first to lack their invoice', () => {
    expect(waiting(book, '2026-01-31')).to.deep.equal([
      'notDelivered SO-1 300 partly 30',
      'notInvoiced DN-2 200 partly 21',
      'notDelivered SO-2 700 whole 16',
      'notInvoiced DN-3 50 whole 11',
    ])
    expect(waiting(book, '2026-01-05')).to.deep.equal(['notDelivered SO-1 600 partly 4', 'notInvoiced DN-1 400 whole 0'])
    expect(waiting(book, '2026-01-31', book.change - 1), 'before DN-3 was known').to.have.length(3)
  })

  it('a closed order waits for nothing, a reversed delivery either', () => {
    const other = sampleLedger('order SO-1 C001 2026-01-01 100\n delivery DN-1 C001 2026-01-02 70')
    enter(other, 'value document SO-1 closed 2026-01-10 yes\n reverse delivery DN-1 2026-01-15')
    expect(waiting(other, '2026-01-09')).to.deep.equal(['notDelivered SO-1 100 whole 8', 'notInvoiced DN-1 70 whole 7'])
    expect(waiting(other, '2026-01-31')).to.deep.equal([])
  })

  it('adds up to what orders and deliveries add to the exposure', () => {
    for (let ahead = 0; ahead < 31; ahead++) {
      const moment = { asOf: addDays(day('2026-01-01'), ahead) }
      const sum = (what: string) => waitingOrders(book, moment).reduce((all, line) => all + (line.what === what ? line.amount : 0), 0)
      const remainders = [0, 1].map(customer => orderRemainder(book, customer, moment))
      expect(sum('notDelivered')).to.equal(remainders.reduce((all, { orders }) => all + orders, 0))
      expect(sum('notInvoiced')).to.equal(remainders.reduce((all, { unbilled }) => all + unbilled, 0))
    }
  })
})

describe('completeness', () => {
  const book = sampleLedger(`
    invoice  I-1   C001  2026-03-01  10
    invoice  I-3   C001  2026-03-02  10
    delivery DN-1  C001  2026-03-03  70`)
  const told = ({ key, amount, explanation }: CompletenessLine) => [key, amount / 100, explanation?.text ?? 'open'].join(' ')

  it('each line is explained by a value of the company from a day on, or open', () => {
    const list = [row('I-1', '2026-03-01', '10'), row('X-9', '2026-03-01', '5'), row('X-9', '2026-03-01', '5')]
    const before = book.change
    expect(completeness(book, { ...march, list }).lines.map(told)).to.deep.equal([
      'tax:X-9 5 open',
      'tax:X-9#2 5 open',
      'ledger:I-3 -10 open',
      'gap:I-2 0 open',
      'notInvoiced:DN-1 70 open',
    ])
    enter(book, 'value company gap:I-2 explanation 2026-03-20 作废未用\n value company notInvoiced:DN-1 explanation 2026-03-31 四月开票')
    const found = completeness(book, { ...march, list })
    expect(found.lines.map(told).slice(3)).to.deep.equal(['gap:I-2 0 作废未用', 'notInvoiced:DN-1 70 四月开票'])
    expect([found.open, found.explained]).to.deep.equal([3, 2])
    expect(found.lines[3].explanation).to.deep.equal({ text: '作废未用', change: before + 1, recordedAt: Date.UTC(2020, 0, before + 1) })
    expect(completeness(book, { ...march, asOf: day('2026-03-30') }).explained, 'as of').to.equal(1)
    expect(completeness(book, { ...march, knownAt: before }).explained, 'as known').to.equal(0)
    expect(found.waiting).to.deep.equal({ notDelivered: 0, notInvoiced: 7000 })
  })

  it('without a list that part is left out', () => expect(completeness(book, march)).to.not.have.property('proof'))
})
