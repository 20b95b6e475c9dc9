import { day, FIRST_DAY, iso, LAST_DAY, type Day } from '../../../shared/dates.js'
import { cellText, readAmount, readCode, readDate } from '../../../shared/intake/cells.js'
import { Refusal, type Language } from '../../../shared/refusals.js'
import type { Column } from '../../../shared/tables/bound/define.js'
import { instalmentsText, linesOf, linesText, plainNumber } from '../../../shared/tables/bound/forms.js'
import { typedText } from './typed-text.js'

/** What a cell holds, as Excel gives it. */
export type Held = string | number | boolean

/** Excel's serial of 1970-01-01 in the 1900 date system. */
const SERIAL_OF_EPOCH = 25569
/** Digits that a number of a cell keeps. */
const DIGITS = 15
const AMOUNTS = { decimal: '.', thousands: ',' } as const

/**
 * What a cell says in the ledger's form; `shown` is how the cell shows it, which counts for numbers in columns of codes and texts. What
 * cannot be read, or in more than one way, stays as it was typed, so that the ledger can say what is wrong with it.
 */
export function fieldText(column: Column, value: Held, shown = ''): string {
  if (value === '') return ''
  try {
    const text = typeof value === 'number' ? '' : cellText(value)
    return typeof value !== 'number' ? (text === '' ? '' : ofText(column, text)) : ofNumber(column, value, shown)
  } catch (error) {
    if (error instanceof Refusal) return String(value)
    throw error
  }
}

function ofNumber(column: Column, value: number, shown: string): string {
  switch (column.type) {
    case 'date':
      return dateOf(value)
    case 'amount':
    case 'rate':
    case 'whole':
      return numberText(value)
    case 'code':
      // The digits of 00123 in the format 00000 are meant; those beyond the fifteenth are lost, and must not pass for a code.
      if (/^0\d+$/.test(shown) && Number(shown) === value) return shown
      return Math.abs(value) < 10 ** DIGITS ? numberText(value) : value.toExponential().toUpperCase()
    case 'text':
      // A date or a percentage in a note is what it shows, not its number.
      return shown === '' || !Number.isNaN(Number(shown.replaceAll(',', ''))) ? numberText(value) : shown
    default:
      return ofText(column, numberText(value))
  }
}

const numberText = (value: number): string => plainNumber(String(Number(value.toPrecision(DIGITS))))

function dateOf(value: number): string {
  // 20260331 in a cell that is no date.
  if (Number.isInteger(value) && value > 19_000_000) return readDate(String(value), [])
  const on = Math.floor(value) - SERIAL_OF_EPOCH
  return on >= FIRST_DAY && on <= LAST_DAY ? iso(on as Day) : String(value)
}

function ofText({ type, choices }: Column, text: string): string {
  switch (type) {
    case 'code':
      return readCode(text)
    case 'date':
      return readDate(text, ['auto'])
    case 'amount':
    case 'rate':
    case 'whole':
      return readAmount(text, AMOUNTS)
    case 'choice': {
      const said = text.normalize('NFKC').toLowerCase()
      return choices?.find(({ value, label }) => [value, label.en, label.zh].some(word => word.toLowerCase() === said))?.value ?? text
    }
    case 'instalments':
      return instalments(text) ?? text
    case 'lines':
      return lines(text) ?? text
    default:
      return text
  }
}

/** Lines in the ledger's form; nothing for a text that is none. */
function lines(text: string): string | undefined {
  try {
    const number = (part?: string | number) => (part === undefined ? '0' : readAmount(String(part), AMOUNTS))
    return linesText(
      (linesOf(text.normalize('NFKC')) ?? []).map(({ product, quantity, net, tax, cost }) => ({
        product,
        quantity: number(quantity),
        net: number(net),
        tax: number(tax),
        cost: number(cost),
      })),
    )
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** Instalments in the ledger's form; nothing for a text that is none. */
function instalments(text: string): string | undefined {
  const parts = text
    .normalize('NFKC')
    .split(/[;\n]/)
    .filter(part => part.trim() !== '')
    .map(part => /^\s*(\S+)\s+(\S.*?)\s*$/.exec(part))
  return parts.every(part => part !== null)
    ? instalmentsText(parts.map(([, due, amount]) => ({ due: readDate(due, ['auto']), amount: readAmount(amount, AMOUNTS) })))
    : undefined
}

/**
 * What is written into a cell of a number format so that it says a text of the ledger: numbers and dates as such, codes and texts in a
 * form that Excel keeps letter by letter, choices as people read them.
 */
export function cellValue(column: Column, text: string, language: Language, format = 'General'): string | number {
  if (text === '') return ''
  switch (column.type) {
    case 'date':
      // Where no format says that a number is a date Excel reads the text as one, and shows it so.
      if (format === '@' || format === 'General') return dayOf(text) === undefined ? typedText(text, format) : text
      return dayOf(text) ?? typedText(text, format)
    case 'amount':
    case 'rate':
    case 'whole':
      return plainOf(text) ?? typedText(text, format)
    case 'choice':
      return typedText(column.choices?.find(({ value }) => value === text)?.label[language] ?? text, format)
    default:
      return typedText(text, format)
  }
}

/** Excel's serial of a day; nothing for another text. */
function dayOf(text: string): number | undefined {
  try {
    return day(text) + SERIAL_OF_EPOCH
  } catch {
    return undefined
  }
}

/** A plain decimal text as a number; nothing for other texts and those with more digits than a cell keeps. */
function plainOf(text: string): number | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined
  const digits = text.replace(/[-.]/g, '').replace(/^0+/, '')
  return digits.length > DIGITS ? undefined : Number(text)
}
