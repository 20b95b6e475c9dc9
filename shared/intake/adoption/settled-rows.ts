import type { Day } from '../../dates.js'
import { openAmount } from '../../domain/open-items.js'
import type { Context } from '../../functions/context.js'
import { ALL, customerNamed } from '../../functions/customers.js'
import type { Money } from '../../money.js'

/** A document of which something is settled by a day. */
export interface SettledRow {
  document: string
  /** In minor units of its currency; negative for a credit. */
  settled: Money
}

/** What of a customer's documents in ledger currency was settled by a day, the newest documents first. */
export function settledRows({ book }: Context, customer: string, asOf: Day): SettledRow[] {
  const index = customerNamed(book, customer)
  if (index === ALL) return []
  const settled = new Map<number, number>()
  for (const item of book.itemsOf(index)) {
    const row = book.items.document[item]
    if (book.items.postDate[item] > asOf || book.currencyOf(row) !== book.company.currency) continue
    const part = book.items.amount[item] - openAmount(book, item, { asOf })
    if (part !== 0) settled.set(row, (settled.get(row) ?? 0) + part)
  }
  return [...settled].sort(([a], [b]) => b - a).map(([row, amount]) => ({ document: book.nameOf(row), settled: amount as Money }))
}
