import type { Day } from '../dates.js'

type Event = { change: number; period: string } & ({ to: Day; from?: undefined } | { from: Day; to?: undefined })

/** Which periods are closed, as known at a change. */
export class Periods {
  private readonly happened: Event[] = []

  close(period: string, to: Day, change: number): void {
    this.happened.push({ period, to, change })
  }

  reopen(period: string, from: Day, change: number): void {
    this.happened.push({ period, from, change })
  }

  /** Takes the newest close or reopening off again. */
  drop(): void {
    this.happened.pop()
  }

  /** Closes and reopenings as they came. */
  events(): readonly Event[] {
    return this.happened
  }

  /** Closes in force, in order of their dates. A reopening takes back the closes of its period and of those after. */
  closed(knownAt = Infinity): { period: string; to: Day; change: number }[] {
    let standing: { period: string; to: Day; change: number }[] = []
    for (const event of this.happened) {
      if (event.change > knownAt) continue
      if (event.to !== undefined) standing.push({ period: event.period, to: event.to, change: event.change })
      else standing = standing.filter(close => close.to < event.from)
    }
    return standing
  }

  /** After which change the last closed day was which, in order. */
  history(): { change: number; to: Day }[] {
    return this.happened.map(event => ({ change: event.change, to: this.closedUpTo(event.change) }))
  }

  /** The last closed day, or 0 when nothing is closed. */
  closedUpTo(knownAt = Infinity): Day {
    return Math.max(0, ...this.closed(knownAt).map(close => close.to)) as Day
  }
}
