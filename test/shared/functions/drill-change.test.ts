import { expect } from 'chai'
import * as fc from 'fast-check'
import { addDays, day, type Day } from '../../../shared/dates.js'
import type { Cell } from '../../../shared/functions/context.js'
import { bridgeOfCall } from '../../../shared/functions/drill-change.js'
import { contextOf } from '../../../shared/functions/evaluate.js'
import { Refusal } from '../../../shared/refusals.js'
import { history, historyDay, HISTORY_START, play } from '../../history.js'
import { enter, sampleLedger } from '../../sample-ledger.js'
import { F1 } from '../domain/aging.test.js'

const book = sampleLedger(F1)
const context = contextOf(book, day('2026-04-30'))
const ask = (name: string, args: Cell[], from: string, to: string) =>
  bridgeOfCall(context, name, args, { asOf: day(from) }, { asOf: day(to) })
const read = (found: ReturnType<typeof ask>) =>
  found.parts.map(({ cause, amount, rows }) => [cause, amount / 100, rows.map(({ document }) => document).join(' ')])

describe('why the answer of a cell changed', () => {
  it('a bucket, with what paid its debts by name and the date of the cell put aside', () => {
    const found = ask('ar.aging', ['C001', '1-30', '2020-01-01'], '2026-02-28', '2026-03-31')
    expect(found).to.deep.include({ name: 'AGING', opening: 1130000, closing: 2034000, adds: true, values: { from: 11300, to: 20340 } })
    expect(read(found)).to.deep.equal([
      ['receipts', -25000, 'INV-104 INV-101'],
      ['movedIn', 40340, 'INV-102 INV-104'],
      ['movedOut', -6300, 'INV-101'],
    ])
    expect(found.parts[0].rows[1]).to.deep.include({ dueDate: '2026-02-04', by: { document: 'RC-301', kind: 'receipt' }, amount: -500000 })
  })

  it('an invoice, by what was paid on it', () => {
    expect(read(ask('INVOICE_OPEN', ['INV-102'], '2026-02-28', '2026-04-30'))).to.deep.equal([
      ['receipts', -20340, 'INV-102 INV-102'],
      ['creditNotes', -2260, 'INV-102'],
    ])
  })

  it('a figure of the year so far, by the documents that came', () => {
    expect(read(ask('BILLED', ['*'], '2026-01-31', '2026-02-28'))).to.deep.equal([['invoices', 22600, 'INV-102']])
    expect(read(ask('COLLECTED', ['C001'], '2026-02-28', '2026-03-31'))).to.deep.equal([['receipts', 35000, 'RC-302 RC-301']])
  })

  it('the credit left, by the limit, orders and open items', () => {
    const credit = sampleLedger(`
      value customer C1 creditLimit 2026-01-01 1000
      value customer C1 creditLimit 2026-02-15 1500
      invoice I-1 C1 2026-01-10 300
      invoice I-2 C1 2026-02-20 200
      order S-1 C1 2026-02-25 50`)
    const found = bridgeOfCall(
      contextOf(credit, day('2026-03-31')),
      'CREDIT_LEFT',
      ['C1'],
      { asOf: day('2026-01-31') },
      { asOf: day('2026-02-28') },
    )
    expect([found.opening, found.closing]).to.deep.equal([70000, 95000])
    expect(read(found)).to.deep.equal([
      ['invoices', -200, 'I-2'],
      ['entered', -50, 'S-1'],
      ['changed', 500, ''],
    ])
  })

  it('a ratio, by its figures before and after', () => {
    const { adds, terms, parts } = ask('DSO', ['C001', '2026-01..2026-03'], '2026-03-31', '2026-04-30')
    expect(adds).to.equal(false)
    expect(parts).to.deep.equal([])
    expect(terms.map(({ label }) => label.zh)).to.deep.equal(['期末应收', '本期开票', '天数'])
  })

  it('one date known at two moments, for sales that were recorded late', () => {
    const late = sampleLedger('invoice I-1 C1 2026-03-01 100 lines P1:1:100')
    const known = late.change
    enter(late, 'invoice I-2 C1 2026-03-05 50 lines P1:1:50')
    const found = bridgeOfCall(
      contextOf(late, day('2026-03-31')),
      'SALES',
      ['C1'],
      { asOf: day('2026-03-31'), knownAt: known },
      { asOf: day('2026-03-31') },
    )
    expect(read(found)).to.deep.equal([['backdated', 50, 'I-2']])
    const ask = () =>
      bridgeOfCall(
        contextOf(late, day('2026-03-31')),
        'LAST_RECEIPT',
        ['C1'],
        { asOf: day('2026-03-31'), knownAt: known },
        { asOf: day('2026-03-31') },
      )
    expect(ask).to.throw('known')
  })

  const calls: [string, Cell[]][] = [
    ['AGING', ['*']],
    ['AGING', ['C001', '1-30', null, 'region=East']],
    ['AGING', ['C002', 'overdue', null, 'clock=latest;credits=own-date']],
    ['BALANCE', ['*', 'disputed']],
    ['BALANCE', ['C001', 'gross', null, 'currency=USD']],
    ['OVERDUE', ['*', 'total', null, 'basis=document']],
    ['UNAPPLIED', ['C003']],
    ['EXPOSURE', ['*']],
    ['EXPOSURE', ['C001', 'open', null, 'clock=latest']],
    ['SALES', ['C001']],
    ['BILLED', ['*']],
    ['COLLECTED', ['C002', '2024-02']],
    ['DUE', ['*']],
    ['MOVEMENT', ['C001', 'closing']],
    ['MOVEMENT', ['*', 'fx']],
    ['INVOICE_OPEN', ['D2']],
    ['CUSTOMER_MARGIN', ['*', null, 'cost']],
  ]

  it('opening and parts add up to closing for every function, on random histories', () => {
    let told = 0
    const moment = fc.record({ asOf: historyDay, knownAt: fc.option(fc.integer({ min: 1, max: 25 }), { nil: undefined, freq: 2 }) })
    fc.assert(
      fc.property(history(25), moment, moment, (steps, from, to) => {
        const played = play(steps).book
        const limited = (at: { asOf: Day; knownAt?: number }) => ({ ...at, knownAt: at.knownAt && Math.min(at.knownAt, played.change) })
        for (const [name, args] of calls) {
          let found
          try {
            found = bridgeOfCall(contextOf(played, addDays(HISTORY_START, 150)), name, args, limited(from), limited(to))
          } catch (error) {
            if (error instanceof Refusal) continue
            throw error
          }
          const sum = found.parts.reduce((all, { amount }) => all + amount, 0)
          expect(found.opening + sum, `${name} ${JSON.stringify(args)}`).to.equal(found.closing)
          if (found.parts.length > 0) told++
        }
      }),
      { numRuns: 50 },
    )
    expect(told).to.be.greaterThan(50)
  })
})
