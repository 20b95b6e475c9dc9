/** Chance that gives the same for the same seed (mulberry32), so that the demo company is the same on every machine. */
export class Chance {
  constructor(private state: number) {}

  /** 0 to just below 1. */
  share(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let value = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.share() * (to - from + 1))
  }

  one<T>(of: readonly T[]): T {
    return of[Math.floor(this.share() * of.length)]
  }

  /** Whether something of this likelihood happens. */
  happens(likelihood: number): boolean {
    return this.share() < likelihood
  }

  /** An index, larger weights more often. */
  weighted(weights: readonly number[]): number {
    let at = this.share() * weights.reduce((sum, weight) => sum + weight, 0)
    for (let i = 0; i < weights.length; i++) {
      at -= weights[i]
      if (at < 0) return i
    }
    return weights.length - 1
  }
}
