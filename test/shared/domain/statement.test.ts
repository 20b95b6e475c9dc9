import { expect } from 'chai'
import * as fc from 'fast-check'
import { addDays, day, iso } from '../../../shared/dates.js'
import { statements } from '../../../shared/domain/statement.js'
import { decimal } from '../../../shared/money.js'
import { HISTORY_START, history, play } from '../../history.js'
import { enter, sampleLedger } from '../../sample-ledger.js'
import { F1 } from './aging.test.js'

const march = { period: { from: day('2026-03-01'), to: day('2026-03-31') } }

describe('statement', () => {
  it('F1 in March: opening, lines with a running balance, closing, open items (R2.1)', () => {
    const [statement, ...others] = statements(sampleLedger(F1), 0, march)
    expect(others).to.deep.equal([])
    expect(decimal(statement.opening)).to.equal('93900.00')
    expect(
      statement.lines.map(line => [
        iso(line.date),
        line.document,
        line.kind,
        decimal(line.debit),
        decimal(line.credit),
        decimal(line.balance),
      ]),
    ).to.deep.equal([
      ['2026-03-05', 'RC-301', 'receipt', '0.00', '15000.00', '78900.00'],
      ['2026-03-10', 'CN-201', 'creditNote', '0.00', '2260.00', '76640.00'],
      ['2026-03-15', 'INV-103', 'invoice', '33900.00', '0.00', '110540.00'],
      ['2026-03-25', 'RC-302', 'receipt', '0.00', '20000.00', '90540.00'],
    ])
    expect([statement.debits, statement.credits, statement.closing]).to.deep.equal([3390000, 3726000, 9054000])
    expect(
      statement.openItems.map(item => [item.document, item.instalment, iso(item.due), decimal(item.open), item.daysOverdue]),
    ).to.deep.equal([
      ['INV-101', 1, '2026-02-04', '6300.00', 55],
      ['RC-301', 1, '2026-03-05', '-10000.00', 0],
      ['INV-102', 1, '2026-03-22', '20340.00', 9],
      ['INV-104', 2, '2026-03-31', '20000.00', 0],
      ['INV-103', 1, '2026-04-14', '33900.00', 0],
      ['INV-104', 3, '2026-04-30', '20000.00', 0],
    ])
    expect(statement.openItems.reduce((sum, item) => sum + item.open, 0)).to.equal(statement.closing)
  })

  it('R14.2: a reversal stands negative on the side of what it reverses, with its reason', () => {
    const book = sampleLedger('invoice I-1 C001 2026-03-01 100\n receipt R-1 C001 2026-03-02 40')
    enter(book, 'reverse invoice I-1 2026-03-05\n reverse receipt R-1 2026-03-06')
    const [statement] = statements(book, 0, march)
    expect(statement.lines.map(line => [line.kind, line.reversal, line.debit, line.credit, line.balance])).to.deep.equal([
      ['invoice', false, 10000, 0, 10000],
      ['receipt', false, 0, 4000, 6000],
      ['invoice', true, -10000, 0, -4000],
      ['receipt', true, 0, -4000, 0],
    ])
    expect([statement.debits, statement.credits, statement.closing]).to.deep.equal([0, 0, 0])
    expect(statement.openItems).to.deep.equal([])
  })

  it('gives each currency its own account, and says what a document refers to', () => {
    const book = sampleLedger(`
      invoice    I-1 C001 2026-02-01 100
      invoice    I-2 C001 2026-03-02 currency USD rate 7 50
      creditnote N-1 C001 2026-03-03 of I-1 reason returned 30`)
    const [cny, usd, ...others] = statements(book, 0, march)
    expect(others).to.deep.equal([])
    expect(cny).to.include({ currency: 'CNY', opening: 10000, closing: 7000 })
    expect(cny.lines[0].text).to.equal('I-1 · returned')
    expect(usd).to.include({ currency: 'USD', opening: 0, closing: 5000 })
    expect(usd.openItems).to.have.length(1)
  })

  it('R2.2: as it was known', () => {
    const book = sampleLedger(F1)
    const signed = book.change
    enter(book, 'receipt RC-304 C001 2026-03-30 5000')
    expect(statements(book, 0, march)[0].closing).to.equal(8554000)
    expect(statements(book, 0, { ...march, knownAt: signed })[0].closing).to.equal(9054000)
  })

  it('is empty for a customer that owes nothing and did nothing', () =>
    expect(statements(sampleLedger('customer C001'), 0, march)).to.deep.equal([]))

  it('property 1: documents close on what is open, in every currency, on random histories', () =>
    fc.assert(
      fc.property(history(), fc.nat(100), fc.nat(60), (steps, ahead, days) => {
        const { book } = play(steps)
        const from = addDays(HISTORY_START, ahead)
        const sum = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0)
        book.customers.texts.forEach((_, customer) => {
          for (const statement of statements(book, customer, { period: { from, to: addDays(from, days) } })) {
            expect(statement.closing).to.equal(sum(statement.openItems.map(item => item.open)))
            expect(statement.closing).to.equal(statement.opening + statement.debits - statement.credits)
          }
        })
      }),
      { numRuns: 60 },
    ))
})
