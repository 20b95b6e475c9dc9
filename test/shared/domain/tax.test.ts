import { expect } from 'chai'
import fc from 'fast-check'
import { day } from '../../../shared/dates.js'
import { decimal, money, type Money } from '../../../shared/money.js'
import { Refusal } from '../../../shared/refusals.js'
import { CHINESE_VAT, invoiceTotals, netOfGross, taxOfNet, taxRateOn, vatLine } from '../../../shared/domain/tax.js'

describe('tax', () => {
  for (const [code, date, rate] of [
    ['standard', '2019-03-31', '0.16'],
    ['standard', '2019-04-01', '0.13'],
    ['standard', '2026-03-31', '0.13'],
    ['reduced', '2026-03-31', '0.09'],
    ['services', '2026-03-31', '0.06'],
    ['zero', '2026-03-31', '0'],
    ['levy', '2028-01-01', '0.03'],
    ['levy-reduced', '2027-12-31', '0.01'],
  ])
    it(`R13.1 the rate ${code} on ${date} is ${rate}`, () => expect(taxRateOn(CHINESE_VAT, code, day(date))).to.equal(rate))

  it('R13.1 a rate that has ended, or that nobody knows, is refused', () => {
    for (const code of ['levy-reduced', 'luxury'])
      expect(() => taxRateOn(CHINESE_VAT, code, day('2028-01-01')))
        .to.throw(Refusal)
        .with.property('code', 'NO_TAX_RATE')
  })

  for (const [rate, net, tax] of [
    ['0.13', '884.96', '115.04'],
    ['0.09', '917.43', '82.57'],
    ['0.06', '943.40', '56.60'],
    ['0.03', '970.87', '29.13'],
    ['0.01', '990.10', '9.90'],
  ])
    it(`R13.2 1,000.00 gross at ${rate} is ${net} net and ${tax} tax`, () => {
      const found = netOfGross(money('1000'), rate)
      expect([decimal(found), decimal((money('1000') - found) as Money)]).to.deep.equal([net, tax])
    })

  it('R13.2 net, taxed and taken back out of the gross, is the net again', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom('0', '0.01', '0.03', '0.06', '0.09', '0.13'), (net, rate) => {
        const gross = (net + taxOfNet(net as Money, rate)) as Money
        return netOfGross(gross, rate) === (net === 0 ? 0 : net)
      }),
    )
  })

  it('R13.3 T13a three lines of 33.33 at 13 % carry 12.99 of tax, not the 13.00 of their total', () => {
    const line = { net: money('33.33'), rate: '0.13' }
    const totals = invoiceTotals([line, line, line])
    expect([totals.net, totals.tax, totals.gross].map(amount => decimal(amount))).to.deep.equal(['99.99', '12.99', '112.98'])
    expect(decimal(invoiceTotals([line, line, line], 'rate').tax)).to.equal('13.00')
  })

  it('R13.3 the stated tax counts and its difference is shown, not corrected', () => {
    const line = vatLine({ net: money('33.33'), rate: '0.13', statedTax: money('4.34') })
    expect(decimal(line.computedTax)).to.equal('4.33')
    expect(decimal(line.difference)).to.equal('0.01')
    expect(decimal(line.gross)).to.equal('37.67')
    expect(decimal(invoiceTotals([{ net: money('33.33'), rate: '0.13', statedTax: money('4.34') }]).tax)).to.equal('4.34')
  })

  it('R13.3 tax by rate keeps rates apart and stated taxes as they are', () => {
    const lines = [
      { net: money('0.04'), rate: '0.13' },
      { net: money('0.04'), rate: '0.13' },
      { net: money('0.08'), rate: '0.06' },
      { net: money('100'), rate: '0.13', statedTax: money('12.99') },
    ]
    expect(decimal(invoiceTotals(lines, 'rate').tax)).to.equal('13.00')
    expect(decimal(invoiceTotals(lines, 'line').tax)).to.equal('13.01')
  })

  it('a credit note mirrors its invoice: half a fen rounds away from zero on both', () => {
    expect(taxOfNet(50 as Money, '0.13')).to.equal(7)
    expect(taxOfNet(-50 as Money, '0.13')).to.equal(-7)
  })

  it('a rate in percent is refused, saying how to write it', () => {
    expect(() => taxOfNet(money('100'), '13%'))
      .to.throw(Refusal)
      .with.property('code', 'BAD_SHARE')
  })
})
