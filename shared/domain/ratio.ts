import { proportion, type Money } from '../money.js'

/**
 * `part ÷ whole × scale` to four decimals, rounded once, half up away from zero; `null` when the whole is 0. All three are whole
 * numbers, so nothing is lost before the rounding.
 */
export const ratio = (part: number, whole: number, scale = 1): number | null =>
  whole === 0 ? null : proportion(part as Money, scale * 10_000, whole) / 10_000

/** What part is of whole in percent, to four decimals; `null` when the whole is 0. */
export const percentOf = (part: number, whole: number): number | null => ratio(part, whole, 100)
