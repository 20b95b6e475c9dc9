import { expect } from 'chai'
import fc from 'fast-check'
import { decimal, money, type Money } from '../../../shared/money.js'
import { Refusal } from '../../../shared/refusals.js'
import { type DiscountModel, type DiscountedInvoice, earlyDiscount, settlementDiscount } from '../../../shared/domain/early-discount.js'

const shown = (found: DiscountedInvoice) =>
  Object.fromEntries(Object.entries(found).map(([name, amount]) => [name, decimal(amount as Money)]))

describe('early discount', () => {
  const lines = [{ net: money('10000'), rate: '0.13' }]

  it('R3.4 an invoice of 11,300 at 2 % is settled by a receipt of 11,074.00 and a discount of 226.00', () => {
    const { receipt, discount } = settlementDiscount(money('11300'), '2')
    expect([decimal(receipt), decimal(discount)]).to.deep.equal(['11074.00', '226.00'])
  })

  it('R3.4 receipt and discount are the item, whatever the percentage', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e14, max: 1e14 }), fc.integer({ min: 0, max: 10000 }), (open, hundredths) => {
        const { receipt, discount } = settlementDiscount(open as Money, String(hundredths / 100))
        return receipt + discount === open && Math.abs(discount) <= Math.abs(open)
      }),
    )
  })

  it('included: the discount lowers the tax too, and is the R3.4 discount as a whole', () => {
    expect(shown(earlyDiscount({ percent: '2', model: 'included', lines }))).to.deep.equal({
      net: '10000.00',
      tax: '1300.00',
      total: '11300.00',
      discountNet: '200.00',
      discountTax: '26.00',
      pays: '11074.00',
    })
  })

  it('excluded: the tax stays as it is', () => {
    expect(shown(earlyDiscount({ percent: '2', model: 'excluded', lines }))).to.deep.equal({
      net: '10000.00',
      tax: '1300.00',
      total: '11300.00',
      discountNet: '200.00',
      discountTax: '0.00',
      pays: '11100.00',
    })
  })

  it('mixed: the tax is that of the discounted base from the start', () => {
    expect(shown(earlyDiscount({ percent: '2', model: 'mixed', lines }))).to.deep.equal({
      net: '10000.00',
      tax: '1274.00',
      total: '11274.00',
      discountNet: '200.00',
      discountTax: '0.00',
      pays: '11074.00',
    })
  })

  it('lines of several rates are taxed line by line, and a fixed tax is never discounted', () => {
    const several = [
      { net: money('100.00'), rate: '0.13' },
      { net: money('50.00'), rate: '0.06' },
    ]
    const found = earlyDiscount({ percent: '10', model: 'included', lines: several, fixedTax: money('1') })
    expect([found.tax, found.total, found.discountTax, found.pays].map(amount => decimal(amount))).to.deep.equal([
      '17.00',
      '167.00',
      '1.60',
      '150.40',
    ])
    expect(decimal(earlyDiscount({ percent: '10', model: 'mixed', lines: several, fixedTax: money('1') }).tax)).to.equal('15.40')
  })

  it('in every model payment and discount make the total', () => {
    const line = fc.record({
      net: fc.integer({ min: -1e9, max: 1e9 }).map(net => net as Money),
      rate: fc.constantFrom('0', '0.06', '0.09', '0.13'),
    })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), fc.constantFrom<DiscountModel>('included', 'excluded', 'mixed'), (lines, model) => {
        const found = earlyDiscount({ percent: '2.5', model, lines })
        return found.pays + found.discountNet + found.discountTax === found.total && found.net + found.tax === found.total
      }),
    )
  })

  for (const percent of ['-1', '100.01', 'two'])
    it(`a discount of ${percent} percent is refused`, () => {
      expect(() => earlyDiscount({ percent, model: 'included', lines })).to.throw(Refusal)
    })
})
