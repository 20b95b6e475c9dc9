import { dayFromParts, iso, type IsoDate } from '../dates.js'
import { exact } from '../money.js'
import { Refusal, refuse } from '../refusals.js'

/** A cell as a file gives it: always text in CSV, also numbers and yes or no in xlsx. */
export type CellValue = string | number | boolean | null | undefined

/** Which signs an amount is written with. */
export interface NumberStyle {
  decimal: '.' | ','
  thousands: ',' | '.' | ' ' | "'" | ''
}

/** How a code or number is cleaned of what a spreadsheet did to it. */
export interface Cleaning {
  /** `2960623488.0` becomes `2960623488`. */
  whole?: boolean
  /** Leading zeros of a code of digits go. */
  unpad?: boolean
  /** A code of digits gets leading zeros up to so many digits. */
  pad?: number
}

/**
 * What a person sees in the cell, without the spaces around it. `="0012"` is how some programs keep a spreadsheet from eating zeros.
 * Refuses what is an error of the spreadsheet (`CELL_ERROR`).
 */
export function cellText(value: CellValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return numberText(value)
  const text = String(value)
    .replace(/^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/g, '')
    .normalize('NFC')
  // A spreadsheet's mark of text before what looks like a formula, as our own CSV writes it too.
  const shown = /^="(.*)"$/s.exec(text)?.[1] ?? text.replace(/^'(?=[=+\-@])/, '')
  if (/^#(N\/A|VALUE!|REF!|DIV\/0!|NAME\?|NUM!|NULL!)$/i.test(shown)) throw refuse('CELL_ERROR', { value: shown })
  return shown
}

/** A number of a sheet at the fifteen digits that Excel keeps: 0.1 + 0.2 is 0.3. */
const numberText = (value: number): string => (Number.isSafeInteger(value) ? String(value) : String(Number(value.toPrecision(15))))

/** Full-width letters, digits and signs as plain ones: what an input method typed by accident. */
const plain = (text: string): string => text.normalize('NFKC').replace(/[−﹣‐‑–]/g, '-')

/** A number, code or name of something, cleaned; refuses a number that a spreadsheet has shortened (`NUMBER_SHORTENED`). */
export function readCode(text: string, cleaning: Cleaning = {}): string {
  if (/^\d(\.\d+)?e\+\d+$/i.test(text)) throw refuse('NUMBER_SHORTENED', { value: text })
  let code = text.replace(/[０-９Ａ-Ｚａ-ｚ－]/g, plain)
  if (cleaning.whole && /^\d+\.0+$/.test(code)) code = code.slice(0, code.indexOf('.'))
  if (!/^\d+$/.test(code)) return code
  if (cleaning.unpad) code = code.replace(/^0+(?=\d)/, '')
  return cleaning.pad ? code.padStart(cleaning.pad, '0') : code
}

/**
 * An amount as plain decimal text: `(1,234.50)`, `1234.50-`, `￥１，２３４．５` and `1.5E3` are read too. Refuses other text
 * (`BAD_AMOUNT`), wrong grouping (`BAD_GROUPING`), numbers that lost digits (`NUMBER_SHORTENED`) and amounts that name a foreign currency (`AMOUNT_NAMES_CURRENCY`).
 */
export function readAmount(typed: string, style: NumberStyle): string {
  let text = plain(typed)
    .replace(/^¥\s*|\s*元$/g, '')
    .trim()
  if (/[$€£]|^[A-Z]{3}\s*[-+(.\d]|\d\s*[A-Z]{3}$/i.test(text)) throw refuse('AMOUNT_NAMES_CURRENCY', { value: typed })
  let negative = false
  const brackets = /^\((.*)\)$/.exec(text)
  const trailing = /^([^-]*\d[^-]*)-$/.exec(text)
  if (brackets ?? trailing) {
    negative = true
    text = (brackets ?? trailing)![1].trim()
  } else if (/^[+-]/.test(text)) {
    negative = text.startsWith('-')
    text = text.slice(1).trim()
  }
  text = text.replace(/^¥\s*/, '')
  // A spreadsheet writes numbers of twelve digits and more this way, and leaves digits out.
  if (/e\+?(1[1-9]|[2-9]\d)$/i.test(text)) throw refuse('NUMBER_SHORTENED', { value: typed })
  const value = exactOf(ungrouped(text, typed, style), typed)
  return negative && value !== '0' ? `-${value}` : value
}

function exactOf(text: string, typed: string): string {
  if (!/^[\d.]/.test(text)) throw refuse('BAD_AMOUNT', { value: typed })
  try {
    return exact(text).toFixed()
  } catch (error) {
    throw error instanceof Refusal ? refuse('BAD_AMOUNT', { value: typed }) : error
  }
}

/** Takes the thousands signs out, when they stand where they should, and writes the decimal sign as a point. */
function ungrouped(text: string, typed: string, { decimal, thousands }: NumberStyle): string {
  const at = text.lastIndexOf(decimal)
  const whole = at < 0 ? text : text.slice(0, at)
  const fraction = at < 0 ? '' : text.slice(at + 1)
  const refused = () => refuse('BAD_GROUPING', { value: typed, thousands, decimal })
  if (/^\d+$/.test(whole) || whole === '') return fraction === '' && at < 0 ? whole : `${whole}.${checkedFraction(fraction, refused)}`
  const groups = thousands === '' ? [whole] : whole.split(thousands)
  const even = groups.length > 1 && /^\d{1,3}$/.test(groups[0]) && groups.slice(1).every(group => /^\d{3}$/.test(group))
  if (even) return at < 0 ? groups.join('') : `${groups.join('')}.${checkedFraction(fraction, refused)}`
  if (/^[\d,.' ]+$/.test(text)) throw refused()
  return text
}

function checkedFraction(fraction: string, refused: () => Refusal): string {
  if (/^[\d,.' ]*$/.test(fraction) && !/^\d*$/.test(fraction)) throw refused()
  return fraction
}

/** A time after the date is dropped: the ledger's dates have none. */
const TIME = /[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AP]M)?Z?$/i

/**
 * A date by the stated formats, tried in order (`YYYY-MM-DD`, `M/D/YYYY`, `DD-MM-YYYY`, `YYYY.M.D`, `YYYYMMDD`, `D.M.YY` ...); what stands
 * after the day is dropped. A date that begins with the year is read always. `auto` reads what can be read in one way only. Refuses a
 * date that may be two days (`AMBIGUOUS_DATE`), that does not exist (`BAD_DATE`) or is written otherwise (`DATE_NOT_AS_STATED`).
 */
export function readDate(typed: string, formats: readonly string[]): IsoDate {
  const text = plain(typed).trim().replace(TIME, '')
  for (const format of formats) {
    const found = format === 'auto' ? automatic(text, typed) : stated(text, format, typed)
    if (found) return found
  }
  const found = yearFirst(text, typed)
  if (found) return found
  const known = formats.filter(format => format !== 'auto')
  throw known.length ? refuse('DATE_NOT_AS_STATED', { value: typed, formats: known.join(', ') }) : refuse('BAD_DATE', { value: typed })
}

const dated = (year: string, month: string, date: string, typed: string): IsoDate =>
  iso(dayFromParts(Number(year), Number(month), Number(date), typed))

function yearFirst(text: string, typed: string): IsoDate | undefined {
  const parts =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text) ??
    /^(\d{4})(年)(\d{1,2})月(\d{1,2})日$/.exec(text) ??
    /^(\d{4})()(\d{2})(\d{2})$/.exec(text)
  return parts ? dated(parts[1], parts[3], parts[4], typed) : undefined
}

function automatic(text: string, typed: string): IsoDate | undefined {
  const parts = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text)
  if (!parts) return yearFirst(text, typed)
  const [, one, , two, year] = parts
  if (Number(one) > 12 || one === two) return dated(year, two, one, typed)
  if (Number(two) > 12) return dated(year, one, two, typed)
  throw refuse('AMBIGUOUS_DATE', { value: typed, first: dated(year, one, two, typed), second: dated(year, two, one, typed) })
}

const patterns = new Map<string, { pattern: RegExp; order: string }>()

/** A format as a pattern and the order of its parts; letters after the day are of the time. */
function patternOf(format: string): { pattern: RegExp; order: string } {
  let known = patterns.get(format)
  if (!known) {
    const date = format.replace(/[T ]*(HH|H|hh|h)\b.*$/, '')
    const packed = /^[YMD]+$/.test(date)
    let order = ''
    const source = date.replace(/YYYY|YY|MM?|DD?|[^YMD]/g, part => {
      if (!/^[YMD]/.test(part)) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      order += part[0]
      return part[0] === 'Y' ? `(\\d{${part.length}})` : packed ? '(\\d{2})' : '(\\d{1,2})'
    })
    known = { pattern: new RegExp(`^${source}$`), order }
    patterns.set(format, known)
  }
  return known
}

function stated(text: string, format: string, typed: string): IsoDate | undefined {
  const { pattern, order } = patternOf(format)
  const parts = pattern.exec(text)
  if (!parts) return undefined
  const part = (letter: string) => parts[order.indexOf(letter) + 1]
  const year = part('Y')
  return dated(year.length === 2 ? `20${year}` : year, part('M'), part('D'), typed)
}

/** Whether a text states a date format: a year, a month and a day, each once, or `auto`. */
export function isDateFormat(format: string): boolean {
  if (format === 'auto') return true
  const order = [...patternOf(format).order].sort().join('')
  return order === 'DMY'
}
