import Decimal from 'decimal.js'
import { refuse } from './refusals.js'

/** An amount in whole minor units of its currency (fen, cents); never a fraction, at most 2^53 - 1 either way. */
export type Money = number & { readonly __brand: 'Money' }

/** An exchange rate as decimal text: units of ledger currency for one unit of the foreign currency. */
export type Rate = string & { readonly __brand: 'Rate' }

/** A three-letter currency code (ISO 4217). */
export type Currency = string

export const ZERO = 0 as Money
const LARGEST = Number.MAX_SAFE_INTEGER

// ISO 4217: these have no minor unit, or thousandths; every other currency has hundredths.
const WHOLE = ['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF']
const THOUSANDTHS = ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']
const UNUSUAL = new Map<Currency, 0 | 3>([...WHOLE.map(code => [code, 0] as const), ...THOUSANDTHS.map(code => [code, 3] as const)])

/** Decimals of a currency: 0 (JPY), 2 (CNY) or 3 (KWD). */
export const decimalsOf = (currency: Currency): 0 | 2 | 3 => UNUSUAL.get(currency) ?? 2

const POWERS = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000] as const
type Decimals = 0 | 1 | 2 | 3 | 4 | 5 | 6

/**
 * Minor units of a decimal text such as `-1234.5`, rounded half up (away from zero) when it has more decimals than the currency.
 * Refuses other text (`BAD_AMOUNT`) and amounts beyond 2^53 minor units (`AMOUNT_TOO_LARGE`).
 */
export function money(text: string | number, currency: Currency = 'CNY'): Money {
  const decimals = decimalsOf(currency)
  const typed = typeof text === 'number' ? String(text) : text
  return plainUnits(typed, decimals) ?? toMinor(exact(typed), decimals, typed)
}

/**
 * A plain decimal text such as `-1234.5` in whole units of so many decimals, without decimal.js; nothing for what is long, has more
 * decimals or is written in any other way.
 */
export function plainUnits(text: string, decimals: Decimals): Money | undefined {
  const negative = text.charCodeAt(0) === 45
  const start = negative ? 1 : 0
  let units = 0
  let point = -1
  for (let at = start; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit >= 0 && digit <= 9) units = units * 10 + digit
    else if (text[at] === '.' && point < 0 && at > start) point = at
    else return undefined
  }
  const fraction = point < 0 ? 0 : text.length - point - 1
  if (text.length === start || text.length > 15 || fraction > decimals || (fraction === 0) !== point < 0) return undefined
  units *= POWERS[decimals - fraction]
  return Number.isSafeInteger(units) ? positiveZero(negative ? -units : units) : undefined
}

// Twenty digits, the library's own setting, would round an amount of sixteen digits times a rate before we do.
const Exact = Decimal.clone({ precision: 64 })

/** A decimal text as decimal.js reads it, refusing what is not a plain number. */
export function exact(text: string): Decimal {
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i.test(text)) throw refuse('BAD_AMOUNT', { value: text })
  return new Exact(text)
}

function toMinor(value: Decimal, decimals: number, typed: string): Money {
  return whole(value.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP).times(POWERS[decimals]), typed)
}

/** Rounds minor units half up away from zero; refuses more than can be kept exactly. */
function whole(minor: Decimal, typed = minor.toString()): Money {
  const rounded = minor.toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
  if (rounded.abs().greaterThan(LARGEST)) throw refuse('AMOUNT_TOO_LARGE', { value: typed })
  return positiveZero(rounded.toNumber())
}

const positiveZero = (value: number): Money => (value === 0 ? 0 : value) as Money

/** Decimal text with exactly the currency's decimals: `82600.00`. */
export function decimal(amount: Money, currency: Currency = 'CNY'): string {
  const decimals = decimalsOf(currency)
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0')
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  return amount < 0 ? `-${text}` : text
}

/** The amount as a plain number of major units, as a cell shows it. */
export const major = (amount: Money, currency: Currency = 'CNY'): number => amount / POWERS[decimalsOf(currency)]

/** The same amount owed the other way. */
export const negated = (amount: Money): Money => positiveZero(0 - amount)

/** A positive decimal text as a rate; refuses anything else (`BAD_RATE`). */
export function rate(text: string | number): Rate {
  const typed = String(text)
  if (!/^\d{1,12}(\.\d{1,12})?$/.test(typed) || Number(typed) === 0) throw refuse('BAD_RATE', { value: typed })
  return typed as Rate
}

/** The amount in another currency at a rate, rounded once, half up away from zero. The one place where a rate meets money. */
export const applyRate = (amount: Money, rate: Rate, from: Currency, to: Currency): Money => converter(rate, from, to)(amount)

/** A function that converts many amounts at one rate, reading the rate once. */
export function converter(rate: Rate, from: Currency, to: Currency): (amount: Money) => Money {
  if (from === to) return amount => amount
  const point = rate.indexOf('.')
  const shift = decimalsOf(to) - decimalsOf(from) - (point < 0 ? 0 : rate.length - point - 1)
  const numerator = Number(rate.replace('.', '')) * 10 ** Math.max(0, shift)
  const denominator = 10 ** Math.max(0, -shift)
  // A rate of up to fifteen digits is a fraction of whole numbers: exact, and far cheaper than decimals.
  if (Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator)) return amount => proportion(amount, numerator, denominator)
  const factor = new Exact(rate).times(new Exact(10).pow(decimalsOf(to) - decimalsOf(from)))
  return amount => whole(factor.times(amount))
}

/** The part of an amount that a share or tax rate makes, `0.13` being 13 %; rounded once, half up away from zero. */
export const atShare = (amount: Money, share: string): Money => whole(shareOf(share).times(amount))

/** What several amounts make, each at its own share for so many days of a period of so many; rounded once, half up away from zero. */
export const atDailyShares = (parts: readonly { amount: Money; days: number; share: string }[], periodDays: number): Money =>
  whole(
    parts.reduce((sum, { amount, days, share }) => sum.plus(shareOf(share).times(amount).times(days)), new Exact(0)).dividedBy(periodDays),
  )

/** The amount before a tax rate was added to it, `gross ÷ (1 + rate)`; rounded once, half up away from zero. */
export const beforeTax = (gross: Money, rate: string): Money => whole(new Exact(gross).dividedBy(shareOf(rate).plus(1)))

/** A share or tax rate written as decimal text (`0.13`), not negative; refuses anything else (`BAD_SHARE`). */
export function shareOf(text: string): Decimal {
  if (!/^\d{1,6}(\.\d{1,12})?$/.test(text)) throw refuse('BAD_SHARE', { value: text })
  return new Exact(text)
}

/**
 * `amount × numerator ÷ denominator` rounded half up away from zero, exactly, whatever the size of the product; zero when the
 * denominator is. Refuses a result beyond 2^53 minor units (`AMOUNT_TOO_LARGE`).
 */
export function proportion(amount: Money, numerator: number, denominator: number): Money {
  if (denominator === 0) return ZERO
  if (numerator === denominator) return amount
  const product = amount * numerator
  if (Number.isSafeInteger(2 * Math.abs(product) + Math.abs(denominator))) {
    const magnitude = Math.floor((2 * Math.abs(product) + Math.abs(denominator)) / (2 * Math.abs(denominator)))
    return positiveZero(product < 0 !== denominator < 0 ? -magnitude : magnitude)
  }
  const twice = 2n * BigInt(amount) * BigInt(numerator)
  const bottom = BigInt(denominator)
  const top = twice < 0n ? -twice : twice
  const base = bottom < 0n ? -bottom : bottom
  const magnitude = (top + base) / (2n * base)
  return fromBig(twice < 0n !== bottom < 0n ? -magnitude : magnitude)
}

function fromBig(minor: bigint): Money {
  if (minor > LARGEST || minor < -LARGEST) throw refuse('AMOUNT_TOO_LARGE', { value: String(minor) })
  return positiveZero(Number(minor))
}

/**
 * Divides an amount in proportion to whole-number weights without losing a minor unit: each share is rounded down, the rest goes to
 * the largest fractions, ties to the earlier weight. Negative weights (discount lines) are allowed. Weights that add to zero give
 * `undefined`: the amount stays unallocated.
 */
export function split(amount: Money, weights: ArrayLike<number>): Money[] | undefined {
  const count = weights.length
  let sum = 0
  let size = 0
  for (let i = 0; i < count; i++) {
    sum += weights[i]
    size += Math.abs(weights[i])
  }
  // While this product is exact, so is every product, difference, share and partial sum below.
  if ((Math.abs(amount) + 1) * size > LARGEST) return splitBig(amount, weights)
  if (sum === 0) return undefined
  const shares = new Array<Money>(count)
  const fractions = new Array<number>(count)
  const sign = sum < 0 ? -1 : 1
  const total = sign * sum
  let given = 0
  for (let i = 0; i < count; i++) {
    const product = sign * amount * weights[i]
    const remainder = product % total
    const fraction = remainder < 0 ? remainder + total : remainder
    fractions[i] = fraction
    given += shares[i] = positiveZero((product - fraction) / total)
  }
  return giveRest(shares, fractions, amount - given)
}

/** The same division where doubles would lose digits; refuses a share beyond 2^53 minor units (`AMOUNT_TOO_LARGE`). */
function splitBig(amount: Money, weights: ArrayLike<number>): Money[] | undefined {
  const count = weights.length
  let sum = 0n
  for (let i = 0; i < count; i++) sum += BigInt(weights[i])
  if (sum === 0n) return undefined
  const total = sum < 0n ? -sum : sum
  const signed = BigInt(amount) * (sum < 0n ? -1n : 1n)
  const shares = new Array<Money>(count)
  const fractions = new Array<bigint>(count)
  let given = 0n
  for (let i = 0; i < count; i++) {
    const product = signed * BigInt(weights[i])
    const fraction = ((product % total) + total) % total
    const share = (product - fraction) / total
    fractions[i] = fraction
    shares[i] = fromBig(share)
    given += share
  }
  return giveRest(shares, fractions, Number(BigInt(amount) - given))
}

function giveRest<T extends number | bigint>(shares: Money[], fractions: T[], rest: number): Money[] {
  if (rest === 0) return shares
  const order = shares.map((_, i) => i)
  order.sort((a, b) => (fractions[a] === fractions[b] ? a - b : fractions[a] > fractions[b] ? -1 : 1))
  for (let i = 0; i < rest; i++) shares[order[i]]++
  return shares
}
