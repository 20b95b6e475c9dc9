import { civil, dayFromParts, FIRST_DAY, iso, LAST_DAY, type Day, type IsoDate } from '../../dates.js'
import { refuse } from '../../refusals.js'
import { cellText, readDate } from '../cells.js'
import { isDateFormat } from './cell-forms.js'
import type { Reading } from './mapping.js'
import type { AdoptionQuestion } from './questions.js'
import { columnQuestion } from './questions.js'
import type { AdoptionRange, RangeCell } from './range.js'

/** Excel's serial of 1970-01-01 in the 1900 date system. */
const SERIAL_OF_EPOCH = 25569
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

type Order = NonNullable<Reading['dates']>
const ORDERS: readonly Order[] = ['DMY', 'MDY', 'YMD']

/** A reader of the dates of one column. Refuses what is no date and what can be read in two ways. */
export function dateReader(reading: Reading): (cell: RangeCell) => IsoDate {
  const known = new Map<RangeCell, IsoDate>()
  const unsure = reading.open?.includes('swapped')
  return cell => {
    const before = known.get(cell)
    if (before !== undefined) return before
    if (unsure && typeof cell === 'number' && !isPacked(cell)) {
      const on = ofSerial(cell)
      if (civil(on).date <= 12) throw refuse('READING_UNANSWERED', { value: iso(on), first: iso(on), second: iso(swappedDay(on)) })
    }
    const found = typeof cell === 'number' ? ofNumber(cell, reading) : ofText(cellText(cell), reading.dates)
    known.set(cell, found)
    return found
  }
}

const isPacked = (value: number): boolean => Number.isInteger(value) && value >= 19_700_102 && value <= 21_490_605

function ofNumber(value: number, { swapped }: Reading): IsoDate {
  if (isPacked(value)) {
    return iso(dayFromParts(Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100, String(value)))
  }
  const on = ofSerial(value)
  return iso(swapped ? swappedDay(on) : on)
}

function ofSerial(value: number): Day {
  const on = Math.floor(value) - SERIAL_OF_EPOCH
  if (!(on >= FIRST_DAY && on <= LAST_DAY)) throw refuse('BAD_DATE', { value })
  return on as Day
}

/** Day and month exchanged, where that is a date. */
function swappedDay(on: Day): Day {
  const { year, month, date } = civil(on)
  return date > 12 ? on : dayFromParts(year, date, month)
}

const parts = (text: string) => /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text)
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .trim()
    .replace(/[T ]+\d{1,2}:\d{2}.*$/i, '')

function ofText(typed: string, order: Order | undefined): IsoDate {
  const text = plain(typed)
  const found = parts(text)
  if (found) {
    const read = readingsOf(found)
    const wanted = order && read.find(([of]) => of === order)
    if (wanted) return wanted[1]
    const different = [...new Set(read.map(([, date]) => date))]
    if (order === undefined && different.length === 1) return different[0]
    if (order !== undefined || different.length === 0) throw refuse('BAD_DATE', { value: typed })
    throw refuse('READING_UNANSWERED', { value: typed, first: different[0], second: different[1] })
  }
  const short = /^(\d{2})年(\d{1,2})月(\d{1,2})日?$/.exec(text)
  if (short) return iso(dayFromParts(2000 + Number(short[1]), Number(short[2]), Number(short[3]), typed))
  const named = /^(?:(\d{1,2})[- ,]*([a-z]{3})[a-z]*|([a-z]{3})[a-z]*[- ]*(\d{1,2}))[-, ]+(\d{4})$/i.exec(text)
  const month = named ? MONTHS.indexOf((named[2] ?? named[3]).toLowerCase()) + 1 : 0
  if (named && month > 0) return iso(dayFromParts(Number(named[5]), month, Number(named[1] ?? named[4]), typed))
  if (/^\d{8}\.0+$/.test(text)) return readDate(text.slice(0, 8), [])
  const serial = /^\d{5}$/.test(text) ? Number(text) : 0
  if (serial) return iso(ofSerial(serial))
  return readDate(text.replace(/^(\d{4}年\d{1,2}月\d{1,2})$/, '$1日').replace(/\s*([-/.年月日])\s*/g, '$1'), [])
}

/** The dates that a text of three short parts may mean, by order of the parts. */
function readingsOf([, one, , two, three]: readonly string[]): [Order, IsoDate][] {
  const orders: readonly Order[] = three.length === 4 ? ['DMY', 'MDY'] : ORDERS
  return orders.flatMap((order): [Order, IsoDate][] => {
    const [year, month, date] = order === 'DMY' ? [three, two, one] : order === 'MDY' ? [three, one, two] : [one, two, three]
    try {
      return [[order, iso(dayFromParts(year.length === 2 ? 2000 + Number(year) : Number(year), Number(month), Number(date)))]]
    } catch {
      return []
    }
  })
}

/** How the dates of a column are read, and what must be asked of it. */
export function dateColumn(
  range: AdoptionRange,
  column: number,
  heading: string,
  from: number,
): { reading: Reading; questions: AdoptionQuestion[] } {
  const possible = new Map<Order, number>(ORDERS.map(order => [order, 0]))
  const examples: { row: number; read: [Order, IsoDate][] }[] = []
  let short = 0
  let settledDayFirst = 0
  const early = new Map<number, number>()
  let late = 0
  for (let row = from; row < range.values.length; row++) {
    const cell = range.values[row][column]
    if (typeof cell === 'number') {
      if (isPacked(cell) || !isDateFormat(range.formats?.[row]?.[column])) continue
      const on = Math.floor(cell) - SERIAL_OF_EPOCH
      if (on < FIRST_DAY || on > LAST_DAY) continue
      const { month, date } = civil(on as Day)
      if (date > 12) late++
      else if (date !== month) early.set(on, row)
    } else if (typeof cell === 'string' && cell.length >= 6 && cell.length <= 30) {
      const found = parts(plain(cell))
      if (!found) continue
      const read = readingsOf(found)
      if (read.length === 0) continue
      short++
      for (const [order] of read) possible.set(order, possible.get(order)! + 1)
      if (new Set(read.map(([, date]) => date)).size > 1) examples.push({ row, read })
      else if (Number(found[1]) > 12 || Number(found[3]) > 12) settledDayFirst++
    }
  }
  const questions: AdoptionQuestion[] = []
  const reading: Reading = {}
  const open: NonNullable<Reading['open']> = []
  if (short > 0) {
    const whole = ORDERS.filter(order => possible.get(order) === short)
    if (whole.length === 1) reading.dates = whole[0]
    else if (examples.length > 0) {
      const [one, two] = whole.length > 1 ? whole : ORDERS.filter(order => possible.get(order)! > 0)
      open.push('dates')
      const shown = examples.flatMap(({ row, read }) => {
        const date = (of: Order) => read.find(([order]) => order === of)?.[1]
        const [first, second] = [date(one), date(two)]
        return first && second && first !== second ? [{ row, first, second }] : []
      })
      questions.push(columnQuestion(range, column, heading, 'dates', shown))
    }
  }
  // Excel reads what it can in its own order and leaves the rest as text: then its dates all have days that could be months.
  if (late === 0 && early.size > 0 && (settledDayFirst > 0 || early.size >= 20)) {
    open.push('swapped')
    const shown = [...early].map(([on, row]) => ({ row, first: iso(on as Day), second: iso(swappedDay(on as Day)) }))
    questions.push(columnQuestion(range, column, heading, 'swapped', shown))
  }
  return { reading: open.length ? { ...reading, open } : reading, questions }
}
