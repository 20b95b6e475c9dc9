import { expect } from 'chai'
import fc from 'fast-check'
import {
  applyRate,
  atShare,
  beforeTax,
  decimal,
  decimalsOf,
  major,
  money,
  type Money,
  proportion,
  rate,
  split,
} from '../../shared/money.js'
import { Refusal } from '../../shared/refusals.js'

const LARGEST = Number.MAX_SAFE_INTEGER
const refused = (code: string, act: () => unknown) => expect(act, code).to.throw(Refusal).with.property('code', code)

/** Rounds a quotient of whole numbers half up, away from zero, by definition. */
function halfUp(top: bigint, bottom: bigint): bigint {
  const negative = top < 0n !== bottom < 0n
  const [over, under] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom]
  const magnitude = over / under + ((over % under) * 2n >= under ? 1n : 0n)
  return negative ? -magnitude : magnitude
}

const amount = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.maxSafeInteger()).map(value => (value === 0 ? 0 : value) as Money)

describe('money: reading and writing', () => {
  for (const [text, currency, minor] of [
    ['82600.00', 'CNY', 8260000],
    ['-0.01', 'CNY', -1],
    ['-0.5', 'CNY', -50],
    ['.5', 'CNY', 50],
    ['5.', 'CNY', 500],
    ['+5', 'CNY', 500],
    ['1e3', 'CNY', 100000],
    ['0.005', 'CNY', 1],
    ['-0.005', 'CNY', -1],
    ['0.0049999999999999999999999999', 'CNY', 0],
    ['1.005', 'CNY', 101],
    ['100.5', 'JPY', 101],
    ['100', 'JPY', 100],
    ['1.2345', 'KWD', 1235],
    ['1.2', 'KWD', 1200],
    ['90071992547409.91', 'CNY', LARGEST],
  ] as const)
    it(`${text} ${currency} is ${minor} minor units`, () => expect(money(text, currency)).to.equal(minor))

  it('zero is never negative', () => {
    for (const text of ['-0', '-0.00', '-0.001', '-0.0000']) expect(Object.is(money(text), 0), text).to.equal(true)
  })

  it('a number of a cell is read by its digits', () => {
    expect(money(1.005)).to.equal(101)
    expect(money(0.1 + 0.2)).to.equal(30)
  })

  for (const text of ['', ' ', '1,000', '12a', '--1', '1.2.3', 'NaN', 'Infinity', '0x10', '￥5'])
    it(`“${text}” is not an amount`, () => refused('BAD_AMOUNT', () => money(text)))

  it('more than 2^53 minor units is refused', () => {
    refused('AMOUNT_TOO_LARGE', () => money('90071992547409.92'))
    refused('AMOUNT_TOO_LARGE', () => money('-90071992547409.92'))
    refused('AMOUNT_TOO_LARGE', () => money('1e300'))
  })

  it('currencies have 0, 2 or 3 decimals', () => {
    expect(['JPY', 'CNY', 'KWD'].map(decimalsOf)).to.deep.equal([0, 2, 3])
    expect([decimal(5 as Money, 'JPY'), decimal(-5 as Money), decimal(5 as Money, 'KWD')]).to.deep.equal(['5', '-0.05', '0.005'])
    expect(major(8260001 as Money)).to.equal(82600.01)
  })

  it('every amount written is read back', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom('JPY', 'CNY', 'KWD'), (minor, currency) => money(decimal(minor, currency), currency) === minor),
    )
  })
})

describe('money: rates', () => {
  it('T5 6,000 USD at 7.00 and 6.90', () => {
    expect(decimal(applyRate(money('6000', 'USD'), rate('7.00'), 'USD', 'CNY'))).to.equal('42000.00')
    expect(decimal(applyRate(money('6000', 'USD'), rate('6.90'), 'USD', 'CNY'))).to.equal('41400.00')
  })

  it('between currencies with other decimals', () => {
    expect(decimal(applyRate(1000 as Money, rate('0.0489'), 'JPY', 'CNY'))).to.equal('48.90')
    expect(applyRate(money('48.90'), rate('20.45'), 'CNY', 'JPY')).to.equal(1000)
    expect(applyRate(money('1.234', 'KWD'), rate('23.5'), 'KWD', 'CNY')).to.equal(2900)
  })

  it('rounds once, half up away from zero', () => {
    expect(applyRate(1 as Money, rate('0.5'), 'USD', 'CNY')).to.equal(1)
    expect(applyRate(-1 as Money, rate('0.5'), 'USD', 'CNY')).to.equal(-1)
    expect(Object.is(applyRate(-1 as Money, rate('0.4'), 'USD', 'CNY'), 0)).to.equal(true)
  })

  it('agrees with whole-number arithmetic, however many digits the product has', () => {
    const digits = fc.integer({ min: 1, max: 999_999_999_999 })
    fc.assert(
      fc.property(amount, digits, (minor, trillionths) => {
        const text = `0.${String(trillionths).padStart(12, '0')}`
        const expected = Number(halfUp(BigInt(minor) * BigInt(trillionths), 10n ** 12n))
        return applyRate(minor, rate(text), 'USD', 'CNY') === expected && atShare(minor, text) === expected
      }),
    )
  })

  it('a product just below the half is not rounded twice', () =>
    expect(atShare(8163665864630980 as Money, '0.742857655511')).to.equal(6064441684574950))

  it('net of gross agrees with whole-number arithmetic', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 9999 }), (gross, basisPoints) => {
        const text = `0.${String(basisPoints).padStart(4, '0')}`
        return beforeTax(gross, text) === Number(halfUp(BigInt(gross) * 10000n, BigInt(10000 + basisPoints)))
      }),
    )
  })

  it('bad rates, bad shares and results too large are refused', () => {
    for (const text of ['0', '-1', 'seven', '', '1e3', '0.00']) refused('BAD_RATE', () => rate(text))
    for (const text of ['-0.1', '13%', '', '.5', 'x']) refused('BAD_SHARE', () => atShare(100 as Money, text))
    refused('AMOUNT_TOO_LARGE', () => applyRate(LARGEST as Money, rate('1.1'), 'USD', 'CNY'))
  })
})

describe('money: proportion', () => {
  it('agrees with whole-number arithmetic', () => {
    const number = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.maxSafeInteger())
    fc.assert(
      fc.property(amount, number, number, (minor, numerator, denominator) => {
        fc.pre(denominator !== 0)
        const expected = halfUp(BigInt(minor) * BigInt(numerator), BigInt(denominator))
        if (expected > LARGEST || expected < -LARGEST) refused('AMOUNT_TOO_LARGE', () => proportion(minor, numerator, denominator))
        else expect(proportion(minor, numerator, denominator)).to.equal(Number(expected))
      }),
      { numRuns: 1000 },
    )
  })

  it('a denominator near 2^53 does not blur the rounding', () => {
    expect(proportion(LARGEST as Money, LARGEST - 1, LARGEST)).to.equal(LARGEST - 1)
    expect(proportion(1 as Money, (LARGEST - 1) / 2, LARGEST)).to.equal(0)
    expect(proportion(1 as Money, (LARGEST + 1) / 2, LARGEST)).to.equal(1)
  })

  it('of nothing is zero', () => expect(proportion(5 as Money, 3, 0)).to.equal(0))
})

describe('money: split', () => {
  const shares = (pool: string, weights: number[]) => split(money(pool), weights)?.map(share => decimal(share))

  for (const [what, pool, weights, expected] of [
    ['pool over 1:1:1', '1000.00', [1, 1, 1], ['333.34', '333.33', '333.33']],
    ['freight by kg', '10000', [37, 41, 59], ['2700.73', '2992.70', '4306.57']],
    ['handling by lines', '6000', [20, 50, 30], ['1200.00', '3000.00', '1800.00']],
    ['loss by cost', '1500', [210, 280, 160], ['484.62', '646.15', '369.23']],
    ['after-sales by tickets', '4000', [1, 6, 3], ['400.00', '2400.00', '1200.00']],
  ] as const)
    it(`T11 R11.2 ${what}`, () => expect(shares(pool, [...weights])).to.deep.equal(expected))

  it('R11.2 weights that add to zero leave the pool unallocated', () => {
    expect(split(money('10'), [0, 0])).to.equal(undefined)
    expect(split(money('10'), [5, -5])).to.equal(undefined)
    expect(split(money('10'), [])).to.equal(undefined)
    expect(split(money('10'), [LARGEST, -LARGEST])).to.equal(undefined)
  })

  it('R11.2 ties go to the earlier weight', () => expect(shares('0.02', [1, 1, 1])).to.deep.equal(['0.01', '0.01', '0.00']))

  it('R11.2 a discount line takes a negative share', () => expect(shares('90', [100, -10])).to.deep.equal(['100.00', '-10.00']))

  it('a share that cannot be kept exactly is refused', () =>
    refused('AMOUNT_TOO_LARGE', () => split(LARGEST as Money, [LARGEST, 1 - LARGEST])))

  it('R11.2 no fen is lost and every share is the floor or one more, up to the largest amounts and weights, negative ones too', () => {
    const weight = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: -100, max: 100 }), fc.maxSafeNat())
    fc.assert(
      fc.property(amount, fc.array(weight, { minLength: 1, maxLength: 8 }), (pool, weights) => {
        const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n)
        const exact = (weight: number) => BigInt(pool) * BigInt(weight) * (sum < 0n ? -1n : 1n)
        const total = sum < 0n ? -sum : sum
        fc.pre(sum === 0n || weights.every(weight => exact(weight) / total <= LARGEST - 1 && exact(weight) / total >= 1 - LARGEST))
        const found = split(pool, weights)
        if (sum === 0n) return found === undefined
        const given = found!.reduce((given, share) => given + BigInt(share), 0n)
        expect(given).to.equal(BigInt(pool))
        found!.forEach((share, i) => {
          const above = BigInt(share) * total - exact(weights[i])
          expect(above > -total && above < total, `share ${i} of ${pool} over ${weights.join(':')}`).to.equal(true)
        })
        return true
      }),
      { numRuns: 1000 },
    )
  })
})
