import { expect } from 'chai'
import { allocatePool, carryingCost, contribution, type ContributionEntry, type CostPool } from '../../../shared/domain/cost-allocation.js'
import { decimal, money, type Money } from '../../../shared/money.js'

const yuan = (text: string): Money => money(text.replaceAll(',', ''))
const texts = (shares: Readonly<Record<string, Money>>) => Object.values(shares).map(share => decimal(share))

const pool = (name: string, amount: string, weights: number[]): CostPool => ({
  name,
  amount: yuan(amount),
  drivers: Object.fromEntries(weights.map((weight, i) => ['ABC'[i], weight])),
})

const POOLS = [
  pool('freight', '10,000', [37, 41, 59]),
  pool('handling', '6,000', [20, 50, 30]),
  pool('loss', '1,500', [210, 280, 160]),
  pool('after-sales', '4,000', [1, 6, 3]),
]

const entry = (
  key: string,
  sales: string,
  cost: string,
  rebate: string,
  promotion: string,
  returns: string,
  receivable: string,
): ContributionEntry => ({
  key,
  sales: yuan(sales),
  cost: yuan(cost),
  rebate: yuan(rebate),
  direct: { promotion: yuan(promotion), returns: yuan(returns) },
  averageReceivable: yuan(receivable),
})

const CUSTOMERS = [
  entry('A', '300,000', '210,000', '9,000', '0', '0', '60,000'),
  entry('B', '400,000', '280,000', '12,000', '8,000', '3,000', '160,000'),
  entry('C', '220,000', '160,000', '0', '2,000', '500', '30,000'),
]

describe('cost allocation', () => {
  it('T11: 1,000.00 over 1:1:1, the odd fen to the smallest key', () => {
    const drivers = { C: 1, A: 1, B: 1 }
    expect(allocatePool({ name: 'any', amount: yuan('1,000.00'), drivers }).shares).to.deep.equal({ A: 33334, B: 33333, C: 33333 })
  })

  const T11: [CostPool, string[]][] = [
    [POOLS[0], ['2700.73', '2992.70', '4306.57']],
    [POOLS[1], ['1200.00', '3000.00', '1800.00']],
    [POOLS[2], ['484.62', '646.15', '369.23']],
    [POOLS[3], ['400.00', '2400.00', '1200.00']],
  ]
  for (const [cost, shares] of T11) {
    it(`T11: ${cost.name}`, () => {
      const divided = allocatePool(cost)
      expect(texts(divided.shares)).to.deep.equal(shares)
      expect(Object.values(divided.shares).reduce<number>((sum, share) => sum + share, 0)).to.equal(cost.amount)
    })
  }

  it('R11.2: drivers that add to 0 leave the pool unallocated', () => {
    const divided = allocatePool(pool('idle', '12.34', [0, 0, 0]))
    expect(divided).to.deep.equal({ shares: { A: 0, B: 0, C: 0 }, unallocated: 1234 })
    expect(contribution(CUSTOMERS, [pool('idle', '12.34', [0, 0, 0])]).unallocated).to.deep.equal({ idle: 1234 })
  })

  it('R11.2: the share of somebody who is not asked for is shown as unallocated, not lost', () =>
    expect(contribution(CUSTOMERS.slice(0, 2), [POOLS[1]]).unallocated).to.deep.equal({ handling: 180000 }))
})

describe('contribution', () => {
  const { rows, unallocated } = contribution(CUSTOMERS, POOLS, { annualRate: '0.06', days: 90 })

  const T11: [string, string[], number][] = [
    ['A', ['90000.00', '9000.00', '0.00', '76214.65', '887.67', '75326.98'], 25.4],
    ['B', ['120000.00', '12000.00', '11000.00', '87961.15', '2367.12', '85594.03'], 21.99],
    ['C', ['60000.00', '0.00', '2500.00', '49824.20', '443.84', '49380.36'], 22.65],
  ]
  T11.forEach(([key, amounts, percent], i) => {
    it(`T11: ${key}`, () => {
      const { gross, rebate, direct, contribution, carrying, afterCarrying } = rows[i]
      expect([gross, rebate, direct, contribution, carrying, afterCarrying].map(amount => decimal(amount))).to.deep.equal(amounts)
      expect(Math.round(rows[i].percent! * 100) / 100).to.equal(percent)
    })
  })

  it('T11: contributions add to 214,000.00, which is gross margin less all that was taken off', () => {
    const sum = (of: 'contribution' | 'gross' | 'rebate' | 'direct') => rows.reduce((total, row) => total + row[of], 0)
    const pools = POOLS.reduce((total, { amount }) => total + amount, 0)
    expect(decimal(sum('contribution') as Money)).to.equal('214000.00')
    expect(sum('contribution')).to.equal(sum('gross') - pools - sum('rebate') - sum('direct'))
    expect(Object.values(unallocated)).to.deep.equal([0, 0, 0, 0])
  })

  it('R11.1: carrying cost needs no rate that divides evenly', () => {
    expect(carryingCost(yuan('100.00'), '0.0435', 30)).to.equal(36)
    expect(carryingCost(yuan('-100.00'), '1', 365)).to.equal(-10000)
  })

  it('has no percent without sales', () =>
    expect(contribution([entry('A', '0', '0', '0', '5', '0', '0')], []).rows[0]).to.include({ contribution: -500, percent: null }))
})
