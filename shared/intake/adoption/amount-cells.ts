import { decimalsOf, exact, money, negated, type Currency, type Money } from '../../money.js'
import { refuse } from '../../refusals.js'
import { cellText, readAmount, type NumberStyle } from '../cells.js'
import { isRed } from './cell-forms.js'
import type { Reading } from './mapping.js'
import type { RangeCell } from './range.js'

/** An amount as it was read: in minor units, and the currency its cell names. */
export interface ReadAmount {
  amount: Money
  currency?: Currency
  /** It had more decimals than its currency and was rounded half up. */
  rounded?: true
}

const POINT: NumberStyle = { decimal: '.', thousands: ',' }
const COMMA: NumberStyle = { decimal: ',', thousands: '.' }

/** Signs and words of currencies; a bare `$` may be several. */
const CURRENCY_SIGNS: Readonly<Record<string, Currency>> = {
  '¥': 'CNY',
  RMB: 'CNY',
  CNY: 'CNY',
  'CN¥': 'CNY',
  US$: 'USD',
  USD: 'USD',
  HK$: 'HKD',
  HKD: 'HKD',
  '€': 'EUR',
  EUR: 'EUR',
  '£': 'GBP',
  GBP: 'GBP',
  JPY: 'JPY',
  SGD: 'SGD',
  AUD: 'AUD',
  CAD: 'CAD',
  TWD: 'TWD',
  NT$: 'TWD',
  KRW: 'KRW',
  CHF: 'CHF',
}
const SIGN = /CN¥|US\$|HK\$|NT\$|[¥$€£]|RMB|CNY|USD|HKD|EUR|GBP|JPY|SGD|AUD|CAD|TWD|KRW|CHF/i
const UNITS: Readonly<Record<string, number>> = { 万元: 10_000, 万: 10_000, 千元: 1000, 亿元: 100_000_000, 亿: 100_000_000, 元: 1 }

/** A text of an amount taken apart: what the number says, its unit and its currency sign. */
export interface AmountText {
  digits: string
  times?: number
  sign?: string
}

/** Takes unit and currency off a text: `￥12.5万元` is `12.5`, ten thousands, `¥`. */
export function amountText(typed: string): AmountText {
  let text = typed
    .normalize('NFKC')
    .replace(/[−﹣‐‑–—]/g, '-')
    .trim()
  const unit = /\s*(万元|万|千元|亿元|亿|元)(整)?(?=\)?-?$)/.exec(text)
  if (unit) text = text.replace(unit[0], '')
  const sign = SIGN.exec(text)
  if (sign) text = text.replace(sign[0], '')
  const digits = text.replace(/^([-+(]*)\s+/, '$1').trim()
  return { digits, ...(unit && { times: UNITS[unit[1]] }), ...(sign && { sign: sign[0].toUpperCase() }) }
}

/** Which sign of a text must be its decimal one; `either` when it may be either, nothing when it has none. */
export function decimalSign(digits: string): '.' | ',' | 'either' | undefined {
  const bare = digits.replace(/[^\d.,]/g, '')
  const [points, commas] = [bare.split('.').length - 1, bare.split(',').length - 1]
  if (points === 0 && commas === 0) return undefined
  if (points > 0 && commas > 0) return bare.lastIndexOf('.') > bare.lastIndexOf(',') ? '.' : ','
  const sign = points > 0 ? '.' : ','
  if (points + commas > 1) return sign === '.' ? ',' : '.'
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(bare) ? 'either' : sign
}

/** A reader of the amounts of one column; refuses what is none (`BAD_AMOUNT`) and what may be two (`READING_UNANSWERED`). */
export function amountReader(reading: Reading): (cell: RangeCell, currency: Currency, colour?: string) => ReadAmount {
  const { times = 1, decimal, red, shrunk, open = [] } = reading
  const unsure = open.length > 0
  return (cell, currency, colour) => {
    if (typeof cell === 'number') {
      if (unsure) refuseUnsure(cell, open, colour)
      const value = shrunk && isShrunk(cell) ? cell * 1000 : cell
      return signed(ofNumber(value, times, currency), red, colour)
    }
    if (typeof cell === 'boolean') throw refuse('BAD_AMOUNT', { value: String(cell) })
    const typed = cellText(cell)
    const { digits, times: own, sign } = amountText(typed)
    if (/^-+$/.test(digits)) return { amount: 0 as Money }
    const written = decimalSign(digits)
    if (written === 'either' && decimal === undefined) throw ambiguous(typed, digits)
    const named = currencyOf(sign, reading, typed)
    const style = (decimal ?? written) === ',' ? COMMA : POINT
    if (unsure) refuseUnsure(typed, open, colour)
    const text = textOf(digits, style, typed)
    return signed({ ...ofText(text, own ?? times, named ?? currency), ...(named && { currency: named }) }, red, colour)
  }
}

function textOf(digits: string, style: NumberStyle, typed: string): string {
  try {
    return readAmount(digits, style)
  } catch {
    throw refuse('BAD_AMOUNT', { value: typed })
  }
}

const ambiguous = (typed: string, digits: string) =>
  refuse('READING_UNANSWERED', { value: typed, first: readAmount(digits, POINT), second: readAmount(digits, COMMA) })

/** The currency a sign names; a bare `$` only once it was said. */
function currencyOf(sign: string | undefined, { currency }: Reading, typed: string): Currency | undefined {
  if (sign === undefined) return undefined
  if (sign !== '$') return CURRENCY_SIGNS[sign]
  if (currency === undefined) throw refuse('READING_UNANSWERED', { value: typed, first: 'USD', second: 'HKD' })
  return currency
}

function refuseUnsure(value: string | number, open: readonly string[], colour: string | undefined): void {
  const asked = (second: string) => refuse('READING_UNANSWERED', { value, first: String(value), second })
  if (open.includes('unit')) throw asked(`${value}万`)
  if (open.includes('red') && isRed(colour) && !String(value).includes('-')) throw asked(`-${value}`)
  if (open.includes('shrunk') && typeof value === 'number' && isShrunk(value)) throw asked(String(Math.round(value * 1000)))
}

/** Three decimals exactly: what is left of `1.234` where the point stood for thousands. */
export const isShrunk = (value: number): boolean => {
  const thousands = Math.round(value * 1000)
  return Math.abs(value * 1000 - thousands) < 1e-6 && thousands % 10 !== 0 && Math.abs(value) < 1000
}

function ofNumber(value: number, times: number, currency: Currency): ReadAmount {
  const scaled = value * times * (decimalsOf(currency) === 2 ? 100 : 10 ** decimalsOf(currency))
  const minor = Math.round(scaled)
  // What Excel reckoned is a few units of the fifteenth digit off; anything more is really there.
  if (Math.abs(scaled - minor) <= Math.abs(scaled) * 1e-14 && Math.abs(minor) < 1e13) return { amount: (minor === 0 ? 0 : minor) as Money }
  return ofText(String(Number(value.toPrecision(15))), times, currency)
}

function ofText(text: string, times: number, currency: Currency): ReadAmount {
  const value = times === 1 ? text : exact(text).times(times).toFixed()
  const amount = money(value, currency)
  const point = value.indexOf('.')
  const more = point >= 0 && /[1-9]/.test(value.slice(point + 1 + decimalsOf(currency)))
  return more ? { amount, rounded: true } : { amount }
}

const signed = (read: ReadAmount, red: boolean | undefined, colour: string | undefined): ReadAmount =>
  red && read.amount > 0 && isRed(colour) ? { ...read, amount: negated(read.amount) } : read
