import { expect } from 'chai'
import * as fc from 'fast-check'
import { addDays, day } from '../../../shared/dates.js'
import { aging, agingRow } from '../../../shared/domain/aging.js'
import { creditCheck, creditCheckOf, creditLeft, creditLimit, exposure, exposures } from '../../../shared/domain/credit.js'
import { decimal, money, type Money } from '../../../shared/money.js'
import type { DocumentFact } from '../../../shared/facts/document.js'
import type { Book } from '../../../shared/book/book.js'
import { HISTORY_START, history, play } from '../../history.js'
import { enter, sampleLedger } from '../../sample-ledger.js'
import { F1 } from './aging.test.js'

const at = (asOf: string) => ({ asOf: day(asOf) })
const parts = (book: Book, asOf: string, code = 'C001') => {
  const moment = at(asOf)
  const customer = book.customers.find(code)!
  const found = exposure(book, customer, moment)
  expect(exposures(book, moment)(customer), 'one customer and all customers').to.deep.equal(found)
  return Object.fromEntries(Object.entries(found).map(([part, amount]) => [part, decimal(amount)]))
}
const total = (book: Book, asOf: string, code?: string) => parts(book, asOf, code).total
const refusal = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    return (error as { code?: string }).code
  }
  return undefined
}

const T10B = `
  order     O-1 C001 2026-03-01 lines P1:100:44247.79:5752.21
  delivery  D-1 C001 2026-03-05 order O-1 lines P1:60:26548.67:3451.33
  invoice   I-1 C001 2026-03-10 order O-1 lines P1:40:17699.12:2300.88`

describe('credit', () => {
  it('T10a R10.1 R10.3: exposure in its parts and what is left', () => {
    const book = sampleLedger(`${F1}
      delivery D-1 C001 2026-03-20 15000
      order    O-1 C001 2026-03-21 25000
      value customer C001 creditLimit 2026-01-01 150000`)
    expect(parts(book, '2026-03-31')).to.deep.equal({
      open: '100540.00',
      unapplied: '-10000.00',
      unbilled: '15000.00',
      orders: '25000.00',
      bills: '0.00',
      total: '130540.00',
      disputed: '0.00',
    })
    expect(decimal(creditLeft(book, 'C001', at('2026-03-31')))).to.equal('19460.00')
    expect(decimal(creditLeft(book, 'C001', at('2026-03-31'), money('20000')))).to.equal('-540.00')
  })

  it('T10b R10.2: 100 ordered, 60 delivered, 40 invoiced is never more than 100', () => {
    const book = sampleLedger(T10B)
    expect(parts(book, '2026-03-31')).to.include({ open: '20000.00', unbilled: '10000.00', orders: '20000.00', total: '50000.00' })
    for (const asOf of ['2026-03-01', '2026-03-05', '2026-03-09', '2026-03-10']) expect(total(book, asOf)).to.equal('50000.00')
    expect(total(book, '2026-02-28')).to.equal('0.00')
  })

  it('R10.2: an invoice that names the delivery counts against the same order', () => {
    const book = sampleLedger(T10B.replace('2026-03-10 order O-1', '2026-03-10 order D-1'))
    expect(parts(book, '2026-03-31')).to.include({ open: '20000.00', unbilled: '10000.00', orders: '20000.00' })
  })

  it('R10.2: goods invoiced before they are delivered are not ordered any more', () => {
    const book = sampleLedger('order O-1 C001 2026-03-01 500\n invoice I-1 C001 2026-03-02 order O-1 200')
    expect(parts(book, '2026-03-31')).to.include({ open: '200.00', unbilled: '0.00', orders: '300.00' })
    enter(book, 'delivery D-1 C001 2026-03-03 order O-1 200')
    expect(parts(book, '2026-03-31')).to.include({ open: '200.00', unbilled: '0.00', orders: '300.00' })
  })

  it('R10.2: quantities decide when the price changed at invoicing', () => {
    const book = sampleLedger('order O-1 C001 2026-03-01 lines P1:10:1000:0\n invoice I-1 C001 2026-03-02 order O-1 lines P1:4:480:0')
    expect(parts(book, '2026-03-31')).to.include({ open: '480.00', orders: '600.00' })
  })

  it('R10.2: an invoice without lines is compared by amount; goods invoiced beyond the order add only to the debt', () => {
    const book = sampleLedger('order O-1 C001 2026-03-01 lines P1:10:600:0,P2:10:400:0\n invoice I-1 C001 2026-03-02 order O-1 700')
    expect(parts(book, '2026-03-31')).to.include({ open: '700.00', orders: '300.00', total: '1000.00' })
    enter(book, 'invoice I-2 C001 2026-03-03 order O-1 500')
    expect(parts(book, '2026-03-31')).to.include({ open: '1200.00', orders: '0.00', unbilled: '0.00' })
  })

  it('R10.2: a delivery in another currency than its order is compared in ledger currency', () => {
    const book = sampleLedger(`
      rate USD 2026-03-01 7.00
      order    O-1 C001 2026-03-01 currency USD 100
      delivery D-1 C001 2026-03-02 order O-1 280`)
    expect(parts(book, '2026-03-31')).to.include({ unbilled: '280.00', orders: '420.00', total: '700.00' })
  })

  it('R10.2: one product at two prices is matched price by price', () => {
    const book = sampleLedger(
      'order O-1 C001 2026-03-01 lines P1:10:1000:0,P1:5:400:0\n delivery D-1 C001 2026-03-02 order O-1 lines P1:5:400:0',
    )
    expect(parts(book, '2026-03-31')).to.include({ unbilled: '400.00', orders: '1000.00' })
  })

  it('R10.2: the reversal of a delivery, an invoice or an order undoes its effect from its own date', () => {
    const book = sampleLedger(`${T10B}
      reverse invoice I-1 2026-04-01
      reverse delivery D-1 2026-04-02
      reverse order O-1 2026-04-03`)
    expect(parts(book, '2026-03-31')).to.include({ open: '20000.00', unbilled: '10000.00', orders: '20000.00' })
    expect(parts(book, '2026-04-01')).to.include({ open: '0.00', unbilled: '30000.00', orders: '20000.00' })
    expect(parts(book, '2026-04-02')).to.include({ unbilled: '0.00', orders: '50000.00' })
    expect(total(book, '2026-04-03')).to.equal('0.00')
  })

  it('R10.2: exposure of an order is constant through any deliveries and invoices at its prices (property 11)', () => {
    const line = fc.record({
      product: fc.constantFrom('P1', 'P2', 'P3'),
      quantity: fc.integer({ min: 1, max: 20 }),
      price: fc.integer({ min: 1, max: 50 }),
    })
    const scenario = fc.record({
      lines: fc.array(line, { minLength: 1, maxLength: 5 }),
      delivered: fc.array(fc.nat(100), { minLength: 5, maxLength: 5 }),
      invoiced: fc.array(fc.nat(100), { minLength: 5, maxLength: 5 }),
      ofDelivery: fc.boolean(),
    })
    fc.assert(
      fc.property(scenario, ({ lines, delivered, invoiced, ofDelivery }) => {
        const text = (share: (i: number) => number) =>
          lines
            .map((one, i) => ({ ...one, quantity: Math.floor((one.quantity * share(i)) / 100) }))
            .filter(one => one.quantity > 0)
            .map(one => `${one.product}:${one.quantity}:${one.quantity * one.price}:0`)
            .join(',')
        const book = sampleLedger(`order O-1 C001 2026-03-01 lines ${text(() => 100)}`)
        const ordered = total(book, '2026-03-31')
        const delivery = text(i => delivered[i])
        if (delivery) enter(book, `delivery D-1 C001 2026-03-02 order O-1 lines ${delivery}`)
        expect(total(book, '2026-03-31')).to.equal(ordered)
        const invoice = text(i => invoiced[i])
        if (invoice) enter(book, `invoice I-1 C001 2026-03-03 order ${ofDelivery && delivery ? 'D-1' : 'O-1'} lines ${invoice}`)
        expect(total(book, '2026-03-31')).to.equal(ordered)
      }),
      { numRuns: 60 },
    )
  })

  it('R10.1: one customer and all customers give the same exposure, which is the balance without orders, on random histories', () =>
    fc.assert(
      fc.property(history(), fc.nat(150), (steps, ahead) => {
        const { book } = play(steps)
        const moment = { asOf: addDays(HISTORY_START, ahead) }
        const sheet = aging(book, moment)
        const all = exposures(book, moment)
        book.customers.texts.forEach((_, customer) => {
          expect(all(customer)).to.deep.equal(exposure(book, customer, moment))
          expect(all(customer).total).to.equal(agingRow(sheet, customer).reduce<number>((a, b) => a + b, 0))
        })
      }),
      { numRuns: 60 },
    ))

  it('T10c R10.4: reopening an order is checked again', () => {
    const book = sampleLedger(`
      value customer C001 creditLimit 2026-01-01 1000
      order O-1 C001 2026-03-01 800`)
    const check = (asOf: string) => creditCheckOf(book, 'C001', at(asOf)).verdict
    expect(check('2026-03-01')).to.equal('ok')
    enter(book, 'value document O-1 closed 2026-03-02 yes\n order O-2 C001 2026-03-03 900')
    expect(total(book, '2026-03-03')).to.equal('900.00')
    expect(check('2026-03-03')).to.equal('ok')
    const reopened = {
      fact: 'value' as const,
      subject: 'document' as const,
      key: '1',
      field: 'closed',
      from: '2026-03-04' as never,
      value: 'no',
    }
    const drafted = book.with([reopened], drafts => creditCheckOf(drafts, 'C001', at('2026-03-04')))
    expect(drafted).to.deep.equal({ verdict: 'blocked', left: -70000, limit: 100000, exposure: 170000 })
    expect(check('2026-03-04'), 'the draft is gone').to.equal('ok')
  })

  it('R10.2: closing an order drops what was not delivered, not what was', () => {
    const book = sampleLedger(`${T10B}\n value document O-1 closed 2026-04-01 yes`)
    expect(parts(book, '2026-04-01')).to.include({ open: '20000.00', unbilled: '10000.00', orders: '0.00' })
    expect(total(book, '2026-03-31')).to.equal('50000.00')
  })

  it('R10.3: a draft order lowers what is left, for the length of the question', () => {
    const book = sampleLedger(`${F1}\n value customer C001 creditLimit 2026-01-01 100000`)
    const left = () => decimal(creditLeft(book, 'C001', at('2026-03-31')))
    expect(left()).to.equal('9460.00')
    const draft: DocumentFact = {
      fact: 'document',
      kind: 'order',
      id: book.lastDocumentId + 1,
      customer: 'C001',
      series: '',
      number: 'draft',
      docDate: '2026-03-31' as never,
      postDate: '2026-03-31' as never,
      currency: 'CNY',
      rate: '1',
      amount: 100000 as Money,
      base: 100000 as Money,
      dimensions: {},
      items: [],
      lines: [],
    }
    expect(decimal(book.with([draft], drafts => creditLeft(drafts, 'C001', at('2026-03-31'))))).to.equal('8460.00')
    expect(left()).to.equal('9460.00')
  })

  it('R10.3: a temporary limit stands until it ends', () => {
    const book = sampleLedger(`
      value customer C001 creditLimit 2026-01-01 1000
      value customer C001 creditLimit 2026-03-01 5000 to 2026-03-31`)
    const limit = (asOf: string) => creditLimit(book, 'C001', day(asOf))
    expect(limit('2025-12-31')).to.equal(undefined)
    expect(limit('2026-02-28')).to.deep.equal({ amount: 100000, typed: { amount: 100000, currency: 'CNY' } })
    expect(limit('2026-03-31')).to.include({ amount: 500000, until: day('2026-03-31') })
    expect(limit('2026-04-01')).to.include({ amount: 100000 })
    expect(creditLimit(book, 'C001', day('2026-03-15'), book.change - 1)).to.include({ amount: 100000 })
  })

  it('R10.3 R5.1: foreign parts and a foreign limit count at the rate of the day', () => {
    const book = sampleLedger(`
      rate USD 2026-03-01 7.00
      rate USD 2026-03-31 6.90
      customer C001
      invoice I-1 C001 2026-03-01 currency USD 100
      order   O-1 C001 2026-03-01 currency USD 50`)
    const from = '2026-01-01'
    const limit = {
      fact: 'value' as const,
      subject: 'customer' as const,
      key: 'C001',
      field: 'creditLimit',
      from: from as never,
      value: '200.00 USD',
    }
    book.append({ change: book.change + 1, facts: [limit], recordedAt: '2026-01-01T00:00:00Z' })
    expect(parts(book, '2026-03-30')).to.include({ open: '700.00', orders: '350.00' })
    expect(parts(book, '2026-03-31')).to.include({ open: '690.00', orders: '345.00', total: '1035.00' })
    expect(decimal(creditLeft(book, 'C001', at('2026-03-31')))).to.equal('345.00')
    expect(refusal(() => exposure(book, 0, at('2026-05-31')))).to.equal('NO_RATE')
  })

  it('R10.3: no limit is refused, not 0; an unknown customer is named', () => {
    const book = sampleLedger(F1)
    expect(refusal(() => creditLeft(book, 'C001', at('2026-03-31')))).to.equal('NO_LIMIT')
    expect(refusal(() => creditLeft(book, 'C999', at('2026-03-31')))).to.equal('UNKNOWN_CUSTOMER')
    expect(creditCheckOf(book, 'C001', at('2026-03-31'))).to.include({ verdict: 'ok', limit: undefined })
  })

  it('R10.4: a receipt is taken although the customer is over the limit', () => {
    const book = sampleLedger(`${F1}\n value customer C001 creditLimit 2026-01-01 0`)
    expect(creditCheckOf(book, 'C001', at('2026-03-31')).verdict).to.equal('blocked')
    enter(book, 'receipt RC-305 C001 2026-03-31 500')
    expect(decimal(creditLeft(book, 'C001', at('2026-03-31')))).to.equal('-90040.00')
  })

  it('R4.1: a disputed part stays in the exposure and never exceeds what is open', () => {
    const book = sampleLedger(
      'invoice I-1 C001 2026-03-01 1000\n value item I-1 dispute 2026-03-05 600\n receipt R-1 C001 2026-03-10 700\n allocate R-1 I-1 2026-03-10 700',
    )
    expect(parts(book, '2026-03-04')).to.include({ open: '1000.00', disputed: '0.00' })
    expect(parts(book, '2026-03-09')).to.include({ open: '1000.00', total: '1000.00', disputed: '600.00' })
    expect(parts(book, '2026-03-10')).to.include({ open: '300.00', disputed: '300.00' })
  })

  it('tryton-credit-limit: no limit never blocks, reaching it exactly is allowed, 0 is a limit', () => {
    const check = (limit: number | undefined, exposure: number, added: number) =>
      creditCheck({ limit, exposure, added } as Parameters<typeof creditCheck>[0])
    expect(check(undefined, 100, 100)).to.deep.equal({ verdict: 'ok' })
    expect(check(0, 100, 0)).to.deep.equal({ verdict: 'blocked', left: -100 })
    expect(check(200, 100, 0)).to.deep.equal({ verdict: 'ok', left: 100 })
    expect(check(200, 100, 100)).to.deep.equal({ verdict: 'ok', left: 0 })
    expect(check(200, 100, 150).verdict).to.equal('blocked')
  })
})
