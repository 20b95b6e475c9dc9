import { addDays, iso, type Day } from '../../../shared/dates.js'
import type { Result } from '../../../shared/functions/evaluate.js'
import { money, type Currency, type Money } from '../../../shared/money.js'
import type { Connection } from '../../replica/connection.js'
import type { Readings } from './readings.js'

/** The calls behind the key figures, in the order in which the service is asked. */
const CALLS = [
  { fn: 'AGING', args: ['*'] },
  { fn: 'DSO', args: ['*'] },
]

/**
 * The key figures as of a day and as of the day before, asked of the service, for a ledger too large for the workbook. Fails as the
 * connection does, and with the text of a refusal of the aging.
 */
export const remoteReadings = (connection: Connection, today: Day, asOf: Day, currency: Currency): Promise<Readings[]> =>
  Promise.all(
    [asOf, addDays(asOf, -1)].map(async day => {
      const { results } = await connection.evaluate({ today: iso(today), asOf: iso(day), calls: CALLS })
      return readingsOf(results[0][0], results[1][0], currency)
    }),
  )

function readingsOf(aging: Result, dso: Result, currency: Currency): Readings {
  if (!Array.isArray(aging)) throw new Error(isRefused(aging) ? aging.refusal.message : 'the service gave no aging')
  const [row] = aging as number[][]
  const buckets = row.map(amount => money(amount, currency))
  const sum = (amounts: readonly Money[]) => amounts.reduce<number>((total, amount) => total + amount, 0) as Money
  return {
    total: sum(buckets),
    overdue: sum(buckets.slice(1, -1)),
    unapplied: buckets[buckets.length - 1],
    // Without billings there is none.
    dso: typeof dso === 'number' ? dso : null,
    buckets,
  }
}

const isRefused = (result: Result): result is Extract<Result, { refusal: unknown }> =>
  typeof result === 'object' && result !== null && 'refusal' in result
