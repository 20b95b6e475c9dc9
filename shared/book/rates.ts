import type { Day } from '../dates.js'
import type { Currency, Rate } from '../money.js'

interface RateEntry {
  day: Day
  rate: Rate
  change: number
}

/** A rate older than this many days no longer stands for the day asked. */
export const RATE_VALID_DAYS = 31

/** Currency rates by day. */
export class Rates {
  private readonly lists = new Map<Currency, { added: RateEntry[]; sorted: RateEntry[] | undefined }>()
  count = 0

  add(currency: Currency, day: Day, rate: Rate, change: number): void {
    let list = this.lists.get(currency)
    if (!list) this.lists.set(currency, (list = { added: [], sorted: undefined }))
    list.added.push({ day, rate, change })
    this.count++
    list.sorted = undefined
  }

  /** Takes the newest rate of a currency off again. */
  drop(currency: Currency): void {
    const list = this.lists.get(currency)
    if (list?.added.pop()) this.count--
    if (list) list.sorted = undefined
  }

  /** The newest rate up to a day and at most 31 days old, as known at a change; of one day the one recorded last. */
  at(currency: Currency, day: Day, knownAt = Infinity): Rate | undefined {
    const list = this.lists.get(currency)
    if (!list) return undefined
    const sorted = (list.sorted ??= [...list.added].sort((a, b) => a.day - b.day || a.change - b.change))
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (sorted[middle].day <= day) low = middle + 1
      else high = middle
    }
    for (let i = low - 1; i >= 0 && sorted[i].day >= day - RATE_VALID_DAYS; i--) if (sorted[i].change <= knownAt) return sorted[i].rate
    return undefined
  }

  /** The rate of one day, as known at a change: the one recorded last. */
  on(currency: Currency, day: Day, knownAt = Infinity): { rate: Rate; change: number } | undefined {
    let newest: RateEntry | undefined
    for (const entry of this.lists.get(currency)?.added ?? [])
      if (entry.day === day && entry.change <= knownAt && entry.change >= (newest?.change ?? 0)) newest = entry
    return newest
  }

  *entries(): Generator<RateEntry & { currency: Currency }> {
    for (const [currency, { added }] of this.lists) for (const entry of added) yield { currency, ...entry }
  }
}
