import { proportion, shareOf, split, ZERO, type Money } from '../money.js'
import { percentOf } from './ratio.js'

/** A cost that many cause together: an amount, and of each key how much of the driver it took (whole numbers: grams, lines, tickets). */
export interface CostPool {
  name: string
  amount: Money
  drivers: Readonly<Record<string, number>>
}

/** What each key bears of a pool, and what nobody does. */
export interface Allocated {
  shares: Readonly<Record<string, Money>>
  /** The whole pool when its drivers add to 0, else 0. */
  unallocated: Money
}

/** Divides a pool by its drivers to the minor unit: the rest goes to the largest fractions, ties to the smallest key (R11.2). */
export function allocatePool({ amount, drivers }: CostPool): Allocated {
  const keys = Object.keys(drivers).sort()
  const parts = split(
    amount,
    keys.map(key => drivers[key]),
  )
  if (!parts) return { shares: Object.fromEntries(keys.map(key => [key, ZERO])), unallocated: amount }
  return { shares: Object.fromEntries(keys.map((key, i) => [key, parts[i]])), unallocated: ZERO }
}

/** What is known of one customer (or product, or region) before pools are allocated; amounts without tax, but the receivable gross. */
export interface ContributionEntry {
  key: string
  sales: Money
  cost: Money
  rebate?: Money
  /** Costs traced to it directly, such as promotion and returns. */
  direct?: Readonly<Record<string, Money>>
  /** Average receivable of the period, VAT-inclusive. */
  averageReceivable?: Money
}

/** What serving one customer leaves over. */
export interface Contribution {
  key: string
  sales: Money
  cost: Money
  gross: Money
  rebate: Money
  direct: Money
  /** Its share of each pool, by the pool's name. */
  allocated: Readonly<Record<string, Money>>
  contribution: Money
  /** Of sales before rebates, to four decimals; `null` without sales. */
  percent: number | null
  /** Cost of the money tied up in its receivable. */
  carrying: Money
  afterCarrying: Money
}

/**
 * Contribution by key (R11.1): gross margin less rebate, direct costs and a share of each pool; fixed overhead is not allocated. The
 * carrying cost is average receivable × annual rate × days ÷ 365, rounded once. What no key bears is given apart, by pool.
 */
export function contribution(
  entries: readonly ContributionEntry[],
  pools: readonly CostPool[],
  carrying?: { annualRate: string; days: number },
): { rows: Contribution[]; unallocated: Readonly<Record<string, Money>> } {
  const keys = new Set(entries.map(entry => entry.key))
  const divided = pools.map(pool => ({ name: pool.name, ...allocatePool(pool) }))
  const rows = entries.map(entry => {
    const { key, sales, cost, rebate = ZERO, averageReceivable = ZERO } = entry
    const gross = (sales - cost) as Money
    const direct = sumOf(Object.values(entry.direct ?? {}))
    const allocated = Object.fromEntries(divided.map(({ name, shares }) => [name, shares[key] ?? ZERO]))
    const left = (gross - rebate - direct - sumOf(Object.values(allocated))) as Money
    const tiedUp = carrying ? carryingCost(averageReceivable, carrying.annualRate, carrying.days) : ZERO
    const afterCarrying = (left - tiedUp) as Money
    return {
      key,
      sales,
      cost,
      gross,
      rebate,
      direct,
      allocated,
      contribution: left,
      percent: percentOf(left, sales),
      carrying: tiedUp,
      afterCarrying,
    }
  })
  // A share of somebody who is not among the entries must not vanish either.
  const strangers = ({ shares }: Allocated) => sumOf(Object.entries(shares).flatMap(([key, share]) => (keys.has(key) ? [] : [share])))
  return { rows, unallocated: Object.fromEntries(divided.map(pool => [pool.name, (pool.unallocated + strangers(pool)) as Money])) }
}

/** What a receivable costs to carry for some days at a yearly rate such as `0.06`, the year having 365 days. */
export function carryingCost(receivable: Money, annualRate: string, days: number): Money {
  shareOf(annualRate)
  const [whole, fraction = ''] = annualRate.split('.')
  return proportion(receivable, Number(whole + fraction) * days, 365 * 10 ** fraction.length)
}

const sumOf = (amounts: readonly Money[]): Money => amounts.reduce<number>((sum, amount) => sum + amount, 0) as Money
