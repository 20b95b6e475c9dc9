import type { Day } from '../dates.js'

type Event = { change: number; period: string } & ({ to: Day; from?: undefined } | { from: Day; to?: undefined })

/** Which periods are closed, as known at a change. */
export class Periods {
  private readonly events: Event[] = []

  close(period: string, to: Day, change: number): void {
    this.events.push({ period, to, change })
  }

  reopen(period: string, from: Day, change: number): void {
    this.events.push({ period, from, change })
  }

  /** Takes the newest close or reopening off again. */
  drop(): void {
    this.events.pop()
  }

  /** Closes in force, in order of their dates. A reopening takes back the closes of its period and of those after. */
  closed(knownAt = Infinity): { period: string; to: Day; change: number }[] {
    let standing: { period: string; to: Day; change: number }[] = []
    for (const event of this.events) {
      if (event.change > knownAt) continue
      if (event.to !== undefined) standing.push({ period: event.period, to: event.to, change: event.change })
      else standing = standing.filter(close => close.to < event.from)
    }
    return standing
  }

  /** The last closed day, or 0 when nothing is closed. */
  closedUpTo(knownAt = Infinity): Day {
    return Math.max(0, ...this.closed(knownAt).map(close => close.to)) as Day
  }
}
