import { decimalsOf, major, type Currency, type Money } from '../../shared/money.js'

/** In which unit money is shown. */
export type Unit = 'one' | 'tenThousand'

const formats = new Map<string, Intl.NumberFormat>()

/** Groups of thousands by comma in both languages, as the sheets have them. */
function format(decimals: number, style: 'decimal' | 'percent' = 'decimal'): Intl.NumberFormat {
  const key = `${style} ${decimals}`
  let found = formats.get(key)
  if (!found) {
    formats.set(key, (found = new Intl.NumberFormat('en-US', { style, minimumFractionDigits: decimals, maximumFractionDigits: decimals })))
  }
  return found
}

/** An amount with the decimals of its currency, or in ten thousands with two; nothing is shown as a dash. */
export function amountText(amount: Money, currency: Currency, unit: Unit = 'one'): string {
  if (amount === 0) return '–'
  return unit === 'one' ? format(decimalsOf(currency)).format(major(amount, currency)) : format(2).format(major(amount, currency) / 10_000)
}

/** A whole number with its thousands apart. */
export const countText = (count: number): string => format(0).format(count)

/** A share such as 0.256 as `25.6%`. */
export const percentText = (share: number): string => format(1, 'percent').format(share)

/** A number as it is, with its thousands apart and at least so many decimals. */
export const numberText = (value: number, decimals = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: 6 })

/** A number of days with one decimal. */
export const daysText = (days: number): string => format(1).format(days)

/** A decimal text such as `1234.50` with its thousands apart. */
export const amountOfText = (amount: string): string => amount.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',')
