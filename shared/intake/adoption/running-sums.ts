import type { Money } from '../../money.js'
import type { ReadRow } from './row-reading.js'

/** Sums of the rows above, since the last subtotal and in all, so that totals without a word are known. */
export class RunningSums {
  private since = new Map<string, number>()
  private readonly whole = new Map<string, number>()
  private rowsSince = 0
  private rows = 0

  /** A further row. Rows with faults count too: the sheet has summed them. */
  add({ money }: ReadRow): void {
    this.rows++
    this.rowsSince++
    for (const field in money) {
      const amount = money[field as keyof typeof money]!
      this.since.set(field, (this.since.get(field) ?? 0) + amount)
      this.whole.set(field, (this.whole.get(field) ?? 0) + amount)
    }
  }

  /** A subtotal was met: sums begin anew. */
  start(): void {
    this.since = new Map()
    this.rowsSince = 0
  }

  /** Whether amounts are the sums of at least two rows; then a new part begins. */
  areIn(amounts: Readonly<Record<string, Money>>): boolean {
    const fields = Object.keys(amounts)
    if (fields.length === 0) return false
    const equal = (sums: ReadonlyMap<string, number>) => fields.every(field => (sums.get(field) ?? 0) === amounts[field])
    const is = (this.rowsSince >= 2 && equal(this.since)) || (this.rows >= 2 && equal(this.whole))
    if (is) this.start()
    return is
  }
}
