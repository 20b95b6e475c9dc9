import { expect } from 'chai'
import * as fc from 'fast-check'
import { Book } from '../../../shared/book/book.js'
import { addDays, day, iso } from '../../../shared/dates.js'
import type { Cell } from '../../../shared/functions/context.js'
import { drill } from '../../../shared/functions/drill.js'
import { contextOf } from '../../../shared/functions/evaluate.js'
import { EXAMPLE_LEDGER } from '../../../shared/functions/example-ledger.js'
import { FUNCTIONS } from '../../../shared/functions/index.js'
import { Refusal } from '../../../shared/refusals.js'
import { history, historyDay, HISTORY_START, play } from '../../history.js'
import { record, sampleLedger } from '../../sample-ledger.js'

const examples = new Book({ code: 'example', name: 'Example', currency: 'CNY', timeZone: 'Asia/Shanghai' })
for (const row of EXAMPLE_LEDGER) record(examples, row)
const context = contextOf(examples, day('2026-03-31'))

const rowsOf = (name: string, ...args: Cell[]) =>
  drill(context, name, args).rows.map(({ document, instalment, amount }) => [document, instalment, amount / 100])

describe('the documents behind an answer', () => {
  for (const [name, definition] of FUNCTIONS) {
    for (const { args, value } of definition.examples) {
      if (value !== null && typeof value === 'object' && 'refusal' in value) {
        it(`refuse what ${name}(${args.join(', ')}) refuses`, () => expect(() => drill(context, name, args)).to.throw(Refusal))
        continue
      }
      it(`say what ${name}(${args.join(', ')}) says`, () => {
        const found = drill(context, name, args)
        expect(found.value).to.deep.equal(value)
        if (found.answer !== null) expect(found.total).to.equal(found.answer)
        else expect(found.terms.length + found.rows.length).to.be.greaterThan(0)
      })
    }
  }

  it('are the two items of F1 that are overdue 31 to 60 days', () => {
    const { rows, facts } = drill(context, 'AGING', ['C001', '31-60', '2026-03-31'])
    expect(rows).to.have.length(1)
    expect(rows[0]).to.deep.include({
      document: 'INV-101',
      kind: 'invoice',
      customer: 'C001',
      customerName: '华东机电',
      docDate: '2026-01-05',
      dueDate: '2026-02-04',
      daysOverdue: 55,
      original: 1130000,
      settled: 500000,
      amount: 630000,
      part: { en: '31–60 days', zh: '31–60天' },
    })
    expect(facts).to.deep.include({ customer: 'C001', asOf: '2026-03-31', basis: 'due', change: examples.change })
  })

  it('name the instalment, and none where there is only one', () => {
    expect(rowsOf('BALANCE', 'C001', 'gross', '2026-03-31')).to.deep.equal([
      ['INV-101', null, 6300],
      ['INV-102', null, 20340],
      ['INV-104', 2, 20000],
      ['INV-103', null, 33900],
      ['INV-104', 3, 20000],
    ])
  })

  it('of the credit left are the limit, less what stands against it, less the draft', () => {
    const { rows, total } = drill(context, 'CREDIT_LEFT', ['C001', 20000, '2026-03-31'])
    expect(total).to.equal(-54000)
    expect(rows.filter(({ kind }) => kind === 'creditLimit' || kind === 'draft').map(({ amount }) => amount)).to.have.members([
      15000000, -2000000,
    ])
  })

  it('of a ratio are its terms: DSO is receivable, billings and days', () => {
    const { terms, rows, answer } = drill(context, 'DSO', ['C001', '2026Q1'])
    expect(answer).to.equal(null)
    expect(rows).to.deep.equal([])
    const [receivable, billed, days] = terms.map(({ value }) => Number(value))
    expect((receivable / billed) * days).to.be.closeTo(63.7606, 0.0001)
  })

  it('of DSO by counting back are months until the receivable is used up', () => {
    const { terms } = drill(context, 'DSO', ['C001', '2026Q1', 'countback'])
    expect(terms.map(({ label }) => label.en)).to.deep.equal([
      'Receivable at the end',
      'Billed in 2026-03 (31 days)',
      'Billed in 2026-02 (28 days)',
      'Billed in 2026-01 (31 days)',
    ])
  })

  it('in a foreign currency are rounded one by one, as the answer is', () => {
    const book = sampleLedger(`
      rate USD 2026-03-31 7.3333
      invoice U-1 C1 2026-03-01 due 2026-03-10 currency USD 0.10 rate 7
      invoice U-2 C1 2026-03-01 due 2026-03-10 currency USD 0.10 rate 7`)
    const found = drill(contextOf(book, day('2026-03-31')), 'OVERDUE', ['*'])
    expect(found.rows.map(({ amount, currency, original }) => [amount, currency, original])).to.deep.equal([
      [73, 'USD', 10],
      [73, 'USD', 10],
    ])
    expect(found.total).to.equal(found.answer)
  })

  const period = fc.tuple(historyDay, fc.nat(70)).map(([from, days]) => `${iso(from)}..${iso(addDays(from, days))}`)
  const options = fc.constantFrom(
    '',
    'basis=document',
    'clock=latest',
    'credits=own-date',
    'region=East',
    'product=P1',
    'owner=East,S02',
    'currency=USD',
    'buckets=10,1m',
    'known=8',
    'known=8;clock=latest;region=West',
  )
  const customer = fc.constantFrom('*', 'C001', 'C002', 'C003')
  const asOf = historyDay.map(iso)
  const parts = (...list: string[]) => fc.constantFrom(...list)
  const call = (name: string, args: Cell[]): [string, Cell[]] => [name, args]
  const asked = fc.oneof(
    fc.tuple(customer, parts('', '1-30', 'overdue', '未到期', '预收', '>90', '合计'), asOf, options).map(args => call('AGING', args)),
    fc.tuple(customer, parts('total', 'gross', 'unapplied', 'disputed'), asOf, options).map(args => call('BALANCE', args)),
    fc.tuple(customer, parts('total', 'days', 'count'), asOf, options).map(args => call('OVERDUE', args)),
    fc.tuple(customer, parts('total'), asOf, options).map(args => call('UNAPPLIED', args)),
    fc
      .tuple(customer, parts('total', 'open', 'unapplied', 'unbilled', 'orders', 'disputed'), asOf, options)
      .map(args => call('EXPOSURE', args)),
    fc.tuple(parts('SALES', 'BILLED', 'COLLECTED', 'DUE'), customer, period, options).map(([name, ...args]) => call(name, args)),
    fc.tuple(customer, period, parts('margin', 'sales', 'cost', 'percent'), options).map(args => call('CUSTOMER_MARGIN', args)),
    fc
      .tuple(
        customer,
        parts('opening', 'billed', 'cash', 'credited', 'refunded', 'written off', 'transferred', 'fx', 'closing'),
        period,
        options,
      )
      .map(args => call('MOVEMENT', args)),
    fc
      .tuple(
        fc.integer({ min: 1, max: 30 }).map(id => `D${id}`),
        asOf,
        options,
      )
      .map(args => call('INVOICE_OPEN', args)),
    fc.tuple(customer, parts('amount', 'date'), asOf).map(args => call('LAST_RECEIPT', args)),
    fc.tuple(parts('DSO', 'DAYS_LATE', 'COLLECTION_RATE'), customer, period).map(([name, ...args]) => call(name, args)),
  )

  it('add up to the answer of every function, on random histories', () => {
    let added = 0
    fc.assert(
      fc.property(history(30), fc.array(asked, { minLength: 12, maxLength: 12 }), (steps, questions) => {
        const { book } = play(steps)
        for (const [name, args] of questions) {
          let found
          try {
            found = drill(contextOf(book, addDays(HISTORY_START, 200)), name, args)
          } catch (error) {
            if (error instanceof Refusal) continue
            throw error
          }
          if (found.answer === null) continue
          expect(found.total, `${name} ${JSON.stringify(args)}`).to.equal(found.answer)
          if (found.total !== 0) added++
        }
      }),
      { numRuns: 60 },
    )
    expect(added).to.be.greaterThan(20)
  })
})
