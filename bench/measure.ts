/** One thing measured, beside what it should be. */
export interface Figure {
  /** The part of the product it belongs to: Ledger, Host, Add-in, Sync ... */
  of: string
  name: string
  value: number
  /** `x` for a ratio of two times in one run, else ms, us, bytes or nothing. */
  unit: string
  limit: number
  holds: boolean
}

/** A figure that should not be above its limit. */
export const atMost = (of: string, name: string, value: number, unit: string, limit: number): Figure =>
  figure(of, name, value, unit, limit, value <= limit)

/** A figure that should not be below its limit. */
export const atLeast = (of: string, name: string, value: number, unit: string, limit: number): Figure =>
  figure(of, name, value, unit, limit, value >= limit)

const figure = (of: string, name: string, value: number, unit: string, limit: number, holds: boolean): Figure => ({
  of,
  name,
  value: Number(value.toPrecision(4)),
  unit,
  limit,
  holds,
})

/** Works to time against each other, by name; one that gives a promise is awaited. */
export type Cases<Name extends string> = Record<Name, () => unknown>

/**
 * Milliseconds of each case, the median of its rounds unless said otherwise. Every round runs every case once, each round starting with the next one, so that a busy machine
 * slows all of them alike and only ratios are worth keeping.
 */
export async function interleaved<Name extends string>(
  cases: Cases<Name>,
  rounds = 15,
  warmUp = 8,
  pick = median,
): Promise<Record<Name, number>> {
  const names = Object.keys(cases) as Name[]
  const times = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<Name, number[]>
  globalThis.gc?.()
  for (let round = -warmUp; round < rounds; round++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(i + round + warmUp) % names.length]
      const start = performance.now()
      const result = cases[name]()
      if (result instanceof Promise) await result
      const time = performance.now() - start
      if (round >= 0) times[name].push(time)
    }
  }
  return Object.fromEntries(names.map(name => [name, pick(times[name])])) as Record<Name, number>
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** For plain milliseconds, which nothing of the same run puts into proportion: the least disturbed round. */
export const fastest = (numbers: readonly number[]): number => Math.min(...numbers)

/** How a cost grows with a size, from pairs of both: 1 in proportion, 0 not at all; the slope of the best line through the logarithms. */
export function growth(points: readonly (readonly [size: number, cost: number])[]): number {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)])
  const mean = (at: number) => logs.reduce((sum, log) => sum + log[at], 0) / logs.length
  const [x, y] = [mean(0), mean(1)]
  return logs.reduce((sum, log) => sum + (log[0] - x) * (log[1] - y), 0) / logs.reduce((sum, log) => sum + (log[0] - x) ** 2, 0)
}

/** Stops the bench when two ways to the same answer differ: a time is worth nothing then. */
export function mustAgree(what: string, one: ArrayLike<number>, other: ArrayLike<number>, within = 0): void {
  if (one.length !== other.length) throw new Error(`${what}: ${one.length} amounts against ${other.length}`)
  for (let i = 0; i < one.length; i++) {
    if (!(Math.abs(one[i] - other[i]) <= within)) throw new Error(`${what}: amount ${i} is ${one[i]} against ${other[i]}`)
  }
}
