/** An axis of numbers: its ends, the marks between them, and where a value lies on it (0 to 1). */
export interface Scale {
  from: number
  to: number
  ticks: number[]
  at: (value: number) => number
}

/** Round ends and about five round steps around the values; given ends are kept. */
export function scaleOf(values: readonly number[], minimum?: number, maximum?: number, fromZero = true): Scale {
  const least = Math.min(...values, fromZero ? 0 : Infinity)
  const most = Math.max(...values, fromZero ? 0 : -Infinity)
  const low = minimum ?? (Number.isFinite(least) ? least : 0)
  const end = maximum ?? (Number.isFinite(most) ? most : 1)
  const high = end > low ? end : low + 1
  const step = roundStep((high - low) / 5)
  const from = minimum ?? Math.floor(low / step) * step
  const to = maximum ?? Math.max(Math.ceil(high / step) * step, from + step)
  const ticks = Array.from({ length: Math.floor((to - from) / step + 1e-9) + 1 }, (_, i) => Number((from + i * step).toPrecision(12)))
  return { from, to, ticks, at: value => (value - from) / (to - from) }
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const [one] = [1, 2, 5, 10].filter(each => each * power >= rough * 0.999)
  return (one ?? 10) * power
}
