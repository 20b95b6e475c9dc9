import { expect } from 'chai'
import * as fc from 'fast-check'
import type { Book } from '../../../shared/book/book.js'
import { addDays, day, iso } from '../../../shared/dates.js'
import { agingOfCustomer, agingTotals, aging } from '../../../shared/domain/aging.js'
import { bucketLabels, bucketSet, DEFAULT_BUCKETS } from '../../../shared/domain/buckets.js'
import { changeBridge, changeBridges } from '../../../shared/domain/bridge.js'
import type { Bridge, BridgeMoment, BridgeQuestion } from '../../../shared/domain/bridge-question.js'
import type { Filter } from '../../../shared/domain/filter.js'
import { history, historyDay, play } from '../../history.js'
import { enter, record, sampleLedger } from '../../sample-ledger.js'
import { F1 } from './aging.test.js'

const at = (asOf: string, knownAt?: number): BridgeMoment => ({ asOf: day(asOf), knownAt })

/** Parts as an accountant reads them: cause, amount, and the documents with what they did. */
const read = (book: Book, bridge: Bridge) =>
  bridge.parts.map(({ cause, amount, rows }) => [
    cause,
    amount / 100,
    rows
      .map(({ document, by, amount: part }) => {
        const name = document === undefined ? '' : book.nameOf(document)
        return `${name}${by === undefined ? '' : `<${book.nameOf(by)}`} ${part / 100}`
      })
      .join(', '),
  ])

const between = (book: Book, question: Partial<BridgeQuestion> & Pick<BridgeQuestion, 'from' | 'to'>) => {
  const bridge = changeBridge(book, { measure: 'balance', ...question })
  return { ...bridge, read: read(book, bridge) }
}

describe('why an amount changed', () => {
  it('F1: the balance in March is invoices, receipts and a credit note; allocations move nothing', () => {
    const found = between(sampleLedger(F1), { from: at('2026-02-28'), to: at('2026-03-31') })
    expect([found.opening, found.closing]).to.deep.equal([9390000, 9054000])
    expect(found.read).to.deep.equal([
      ['invoices', 33900, 'INV-103 33900'],
      ['receipts', -35000, 'RC-301 -15000, RC-302 -20000'],
      ['creditNotes', -2260, 'CN-201 -2260'],
    ])
  })

  it('F1: a bucket is entered and left as time passes, and what paid its debts is named', () => {
    const book = sampleLedger(F1)
    const first = between(book, { measure: { from: 1, to: 2 }, from: at('2026-02-28'), to: at('2026-03-31') })
    expect([first.opening, first.closing]).to.deep.equal([1130000, 2034000])
    // INV-101 was paid in part on 03-05, its 30th day is 03-06, then it moved on; INV-104#1 was paid before it moved out.
    expect(first.read).to.deep.equal([
      ['receipts', -25000, 'INV-101<RC-301 -5000, INV-104<RC-302 -20000'],
      ['movedIn', 40340, 'INV-102 20340, INV-104 20000'],
      ['movedOut', -6300, 'INV-101 -6300'],
    ])
    const second = between(book, { measure: { from: 2, to: 3 }, from: at('2026-02-28'), to: at('2026-03-31') })
    expect(second.read).to.deep.equal([['movedIn', 6300, 'INV-101 6300']])
  })

  it('F1: unapplied credits come in by receipts and go by allocations', () => {
    const found = between(sampleLedger(F1), { measure: 'unapplied', from: at('2026-03-04'), to: at('2026-04-30') })
    expect(found.read).to.deep.equal([
      ['receipts', -51640, 'RC-301 -15000, RC-302 -20000, RC-303 -16640'],
      ['creditNotes', -2260, 'CN-201 -2260'],
      ['allocations', 53900, 'CN-201<INV-102 2260, RC-301<INV-101 11300, RC-301<INV-102 3700, RC-302<INV-104 20000, RC-303<INV-102 16640'],
    ])
  })

  it('T2b: one date known at two moments differs by the receipt that was recorded in between', () => {
    const book = sampleLedger(F1)
    const known = book.change
    enter(book, 'receipt RC-304 C001 2026-03-30 5000')
    const found = between(book, { from: at('2026-03-31', known), to: at('2026-03-31') })
    expect([found.opening, found.closing]).to.deep.equal([9054000, 8554000])
    expect(found.read).to.deep.equal([['backdated', -5000, 'RC-304 -5000']])
  })

  it('both at once: what came late is told apart from what happened since', () => {
    const book = sampleLedger('invoice I-1 C1 2026-03-01 due 2026-03-31 100')
    const known = book.change
    enter(book, 'invoice I-2 C1 2026-03-05 due 2026-03-31 50\n invoice I-3 C1 2026-04-05 due 2026-04-30 7')
    const found = between(book, { from: at('2026-03-31', known), to: at('2026-04-30') })
    expect(found.read).to.deep.equal([
      ['invoices', 7, 'I-3 7'],
      ['backdated', 50, 'I-2 50'],
    ])
    const back = between(book, { from: at('2026-04-30'), to: at('2026-03-31', known) })
    expect(back.parts.map(({ cause, amount }) => [cause, amount])).to.deep.equal([
      ['invoices', -700],
      ['backdated', -5000],
    ])
  })

  it('an extension takes a debt out of its bucket, a reversal opens it again', () => {
    const book = sampleLedger(`
      invoice I-1 C1 2026-03-01 due 2026-03-10 100
      invoice I-2 C1 2026-03-01 due 2026-03-10 30
      receipt R-1 C1 2026-03-12 30
      allocate R-1 I-2 2026-03-12 30
      reverse receipt R-1 2026-03-25`)
    const row = { subject: 'item', key: 'I-1#1', field: 'extension', from: '2026-03-20', value: '2026-05-31' }
    record(book, { table: 'values', row })
    const found = between(book, { measure: 'overdue', from: at('2026-03-15'), to: at('2026-03-31') })
    expect(found.read).to.deep.equal([
      ['reversals', 30, 'I-2<R-1 30'],
      ['dueDates', -100, 'I-1 -100'],
    ])
  })

  it('a discount taken back moves nothing but itself', () => {
    const book = sampleLedger(`
      invoice I-1 C1 2026-01-01 100
      discount D-1 I-1 2026-01-01 10
      reverse discount D-1 2026-01-21`)
    const found = between(book, { from: at('2026-01-02'), to: at('2026-01-21') })
    expect(found.read).to.deep.equal([['reversals', 10, 'D-1 10']])
  })

  it('by who is responsible, a customer handed over changes the group', () => {
    const book = sampleLedger(`
      invoice I-1 C1 2026-03-01 100
      value customer C1 owner 2026-01-01 A
      value customer C1 owner 2026-03-15 B`)
    const found = between(book, { filter: { owner: ['B'] }, from: at('2026-03-10'), to: at('2026-03-31') })
    expect(found.read).to.deep.equal([['groups', 100, 'I-1 100']])
  })

  it('in foreign currency, documents count at their rates and the rates’ moves stand apart', () => {
    const book = sampleLedger(`
      rate USD 2026-03-01 7.0
      rate USD 2026-03-31 7.1
      rate USD 2026-04-15 7.2
      invoice U-1 C1 2026-03-01 currency USD 100.00 rate 7.0
      receipt U-2 C1 2026-04-10 currency USD 40.00 rate 7.1
      allocate U-2 U-1 2026-04-10 40.00`)
    const found = between(book, { from: at('2026-03-31'), to: at('2026-04-30') })
    // 710.00 was owed; 40.00 at 7.1 came in; 60.00 at 7.2 is owed.
    expect([found.opening, found.closing]).to.deep.equal([71000, 43200])
    expect(found.parts.map(({ cause, amount }) => [cause, amount])).to.deep.equal([
      ['receipts', -28400],
      ['fx', 600],
    ])
  })

  it('every kind of document has a cause of its own', () => {
    const book = sampleLedger(`
      invoice I-0 C1 2026-01-01 1
      debitnote D-1 C1 2026-03-01 200
      opening O-1 C1 2026-03-01 300
      invoice I-1 C1 2026-03-01 1000
      receipt R-1 C1 2026-03-02 50
      discount DC-1 I-1 2026-03-03 10
      writeoff W-1 I-1 2026-03-04 20
      recovery RV-1 W-1 2026-03-05 20
      refund RF-1 R-1 2026-03-06 50`)
    const found = between(book, { from: at('2026-02-28'), to: at('2026-03-31') })
    expect(found.parts.map(({ cause, amount }) => [cause, amount / 100])).to.deep.equal([
      ['invoices', 1000],
      ['debitNotes', 200],
      ['openings', 300],
      ['receipts', -50],
      ['discounts', -10],
      ['writeOffs', -20],
      ['recoveries', 20],
      ['refunds', 50],
    ])
  })

  const moment = fc.record({ asOf: historyDay, knownAt: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined, freq: 2 }) })
  const question: fc.Arbitrary<Omit<BridgeQuestion, 'measure'>> = fc.record({
    basis: fc.constantFrom('due' as const, 'document' as const, 'posting' as const),
    credits: fc.constantFrom('separate' as const, 'separate' as const, 'own-date' as const),
    buckets: fc.constantFrom(DEFAULT_BUCKETS, bucketSet('10,1m,3m')),
    clock: fc.constantFrom('strict' as const, 'strict' as const, 'latest' as const),
    currency: fc.constantFrom(undefined, undefined, 'USD'),
    filter: fc.constantFrom<Filter | undefined>(
      undefined,
      undefined,
      { region: ['East'] },
      { owner: ['East', 'S01'] },
      { product: ['P1'] },
    ),
    from: moment,
    to: moment,
  })
  const columns = fc.tuple(fc.nat(6), fc.nat(6)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 }))
  const measure = fc.oneof(fc.constantFrom('balance' as const, 'gross' as const, 'overdue' as const, 'unapplied' as const), columns)

  /** What the aging answers at a moment, for the columns of a measure. */
  function answered(book: Book, asked: BridgeQuestion, { asOf, knownAt }: BridgeMoment): number {
    const known = Math.min(knownAt ?? book.change, book.change)
    const named = typeof asked.measure === 'string'
    const basis = asked.measure === 'overdue' ? 'due' : asked.basis
    const sheet = { ...asked, asOf, knownAt: known, basis, credits: named ? ('separate' as const) : asked.credits }
    const row = asked.customer === undefined ? agingTotals(aging(book, sheet)) : agingOfCustomer(book, sheet, asked.customer)
    const last = bucketLabels(asked.buckets ?? DEFAULT_BUCKETS, basis ?? 'due').length
    const span = { balance: [0, last + 1], gross: [0, last], overdue: [1, last], unapplied: [last, last + 1] }
    const [from, to] = typeof asked.measure === 'string' ? span[asked.measure] : [asked.measure.from, asked.measure.to]
    return row.slice(from, to).reduce<number>((sum, amount) => sum + amount, 0)
  }

  it('opening and parts add up to closing, on random histories, for every measure, customer and pair of moments', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(history(30), fc.array(fc.tuple(question, measure, fc.nat(3)), { minLength: 8, maxLength: 8 }), (steps, questions) => {
        const { book } = play(steps)
        for (const [asked, measured, who] of questions) {
          const whole: BridgeQuestion = { ...asked, measure: measured, customer: who === 3 ? undefined : who }
          // Beyond the rates there are, nothing in foreign currency has an answer.
          const bridge = changeBridge(book, whole)
          const told = `${JSON.stringify(whole)} ${iso(asked.from.asOf)} ${iso(asked.to.asOf)}`
          expect(bridge.opening, `opening ${told}`).to.equal(answered(book, whole, asked.from))
          expect(bridge.closing, `closing ${told}`).to.equal(answered(book, whole, asked.to))
          const sum = bridge.parts.reduce((all, { amount }) => all + amount, 0)
          expect(bridge.opening + sum, `sum ${told}`).to.equal(bridge.closing)
          for (const { cause, amount, rows } of bridge.parts) {
            seen.add(cause)
            expect(rows.reduce((all, row) => all + row.amount, 0)).to.equal(amount)
          }
          if (who !== 3) continue
          let together = 0
          for (const one of changeBridges(book, whole).values()) {
            expect(one.opening + one.parts.reduce((all, { amount }) => all + amount, 0)).to.equal(one.closing)
            together += one.closing
          }
          expect(together).to.equal(bridge.closing)
        }
      }),
      { numRuns: 60 },
    )
    expect([...seen]).to.include.members(['invoices', 'receipts', 'movedIn', 'movedOut', 'backdated'])
  })

  it('every cause of a balance is the documents of its kind posted between, and those recorded late stand apart', () => {
    const kinds = { invoice: 'invoices', debitNote: 'debitNotes', receipt: 'receipts', creditNote: 'creditNotes', discount: 'discounts' }
    fc.assert(
      fc.property(history(25), historyDay, fc.nat(90), fc.integer({ min: 1, max: 25 }), (steps, from, days, known) => {
        const { book } = play(steps.map(step => ('currency' in step ? { ...step, currency: 0 } : step)))
        const knownAt = Math.min(known, book.change)
        const to = { asOf: addDays(from, days) }
        const { parts } = changeBridge(book, { measure: 'balance', from: { asOf: from, knownAt }, to })
        const found = (cause: string) => parts.find(part => part.cause === cause)?.amount ?? 0
        const { documents } = book
        const posted = (takes: (row: number) => boolean) => {
          let sum = 0
          for (let row = 0; row < documents.count; row++) if (takes(row)) sum += documents.amount[row]
          return sum
        }
        const between = (row: number) => documents.postDate[row] > from && documents.postDate[row] <= to.asOf
        const isReversal = (row: number) => book.reversals.has(documents.id[row])
        for (const [kind, cause] of Object.entries(kinds))
          expect(found(cause), cause).to.equal(posted(row => between(row) && book.kind(row) === kind && !isReversal(row)))
        expect(found('reversals')).to.equal(posted(row => between(row) && isReversal(row)))
        expect(found('backdated')).to.equal(posted(row => documents.postDate[row] <= from && documents.change[row] > knownAt))
      }),
      { numRuns: 60 },
    )
  })

  it('the whole balance of one currency never changes by allocations, nor by the passing of time', () => {
    fc.assert(
      fc.property(history(25), moment, moment, (steps, from, to) => {
        const { book } = play(steps.map(step => ('currency' in step ? { ...step, currency: 0 } : step)))
        const causes = changeBridge(book, { measure: 'balance', from, to }).parts.map(({ cause }) => cause)
        for (const cause of ['allocations', 'movedIn', 'movedOut', 'dueDates', 'groups', 'fx'] as const)
          expect(causes).not.to.include(cause)
      }),
      { numRuns: 40 },
    )
  })
})
