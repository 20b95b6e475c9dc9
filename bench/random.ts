/** A source of chance that gives the same sequence for the same seed. */
export interface Chance {
  /** From 0 to below 1. */
  share(): number
  /** A whole number from 0 to below the limit. */
  below(limit: number): number
  /** From the standard normal distribution. */
  normal(): number
}

/** Chance from a seed (sfc32: three words of state and a counter). */
export function chance(seed: number): Chance {
  let a = 0x9e3779b9
  let b = 0x243f6a88
  let c = seed | 0
  let counter = 1
  const share = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  // The first values still show the seed.
  for (let i = 0; i < 16; i++) share()
  return {
    share,
    below: limit => Math.floor(share() * limit),
    normal: () => Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share()),
  }
}

/** The place of a drawn number in rising cumulative weights. */
export function placeIn(cumulative: Float64Array, drawn: number): number {
  let low = 0
  let high = cumulative.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (cumulative[middle] <= drawn) low = middle + 1
    else high = middle
  }
  return low
}
