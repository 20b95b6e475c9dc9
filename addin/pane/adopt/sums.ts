import { money, type Currency, type Money } from '../../../shared/money.js'
import type { TableRow } from '../../../shared/tables/post.js'

/** Rows of one table of the ledger: how many, and their amounts by currency. */
export interface TableSum {
  table: string
  count: number
  amounts: Map<Currency, Money>
}

/** What rows come to, by table in the order of posting. */
export function tableSums(rows: readonly TableRow[], ledger: Currency): TableSum[] {
  const sums = new Map<string, TableSum>()
  for (const { table, row } of rows) {
    let sum = sums.get(table)
    if (!sum) sums.set(table, (sum = { table, count: 0, amounts: new Map() }))
    sum.count++
    if (typeof row.amount !== 'string' && typeof row.amount !== 'number') continue
    const currency = typeof row.currency === 'string' ? row.currency : ledger
    sum.amounts.set(currency, ((sum.amounts.get(currency) ?? 0) + money(row.amount, currency)) as Money)
  }
  return [...sums.values()]
}
