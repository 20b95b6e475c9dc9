import { format, parseValue } from 'numfmt'
import type { Value } from './cell.js'
import { isError } from './cell.js'

/** What a typed text becomes: a value, and the number format that comes with it ("3%" is 0.03 shown as 0%). */
export interface Entry {
  value: Value
  numberFormat?: string
}

// Most texts begin with a letter and are neither TRUE nor the name of a month or a day: they need no second look.
const MIGHT_BE_MORE = /^[^\p{L}_]|^(true|false|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)/iu

/** Reads a text as Excel reads it when it is typed or written to `values`: numbers, dates, percentages, TRUE, errors; `'` keeps it text. */
export function entered(text: string): Entry {
  if (text.startsWith("'")) return { value: text.slice(1) }
  if (!MIGHT_BE_MORE.test(text)) return { value: text }
  if (isError(text.toUpperCase())) return { value: text.toUpperCase() }
  const parsed = parseValue(text.trim())
  if (!parsed || typeof parsed.v === 'object') return { value: text }
  return { value: parsed.v, numberFormat: parsed.z }
}

/** A value as its cell shows it. */
export function shown(value: Value, numberFormat = 'General'): string {
  if (value === '') return ''
  if (numberFormat === 'General' && typeof value === 'string') return value
  try {
    return format(numberFormat, value, { throws: true })
  } catch {
    // Excel shows a row of # where a number cannot be shown as its format asks, such as a negative date.
    return '########'
  }
}
