import * as z from 'zod'
import { day, type IsoDate } from '../dates.js'
import type { Money } from '../money.js'

/** The most characters of a name, code or number. */
export const NAME_LENGTH = 200

/** An existing calendar date within the ledger's range. */
export const isoDate = z.string().refine(isDate, 'not a date') as unknown as z.ZodType<IsoDate, string>

function isDate(value: string): boolean {
  try {
    day(value)
    return true
  } catch {
    return false
  }
}

/** A whole number of minor units that a double holds exactly. */
export const minorUnits = z.int().transform(value => value as Money)

/** A number counted from 1 within the company. */
export const sequence = z.int().min(1).max(0xfffffffe)

/** Text that people wrote, in one Unicode form; may be empty. */
export const text = z.string().max(NAME_LENGTH).normalize('NFC')

/** Text that names something: not empty, no spaces around it. */
export const name = z.string().trim().min(1).max(NAME_LENGTH).normalize('NFC')

export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'not a currency code')

/** Dimension name to value, for example `{ salesperson: 'S07', region: '华东' }`. */
export const dimensions = z.record(z.string().min(1).max(50), name).refine(value => Object.keys(value).length <= 30, 'too many dimensions')
export type Dimensions = Readonly<Record<string, string>>

/** JSON of dimensions with sorted keys, so that equal ones are equal texts. */
export function dimensionsText(dimensions: Dimensions): string {
  const keys = Object.keys(dimensions)
  const sorted = keys.every((key, i) => i === 0 || keys[i - 1] < key)
  return sorted ? JSON.stringify(dimensions) : JSON.stringify(dimensions, keys.sort())
}
