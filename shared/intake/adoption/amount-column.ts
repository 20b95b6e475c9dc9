import { amountText, decimalSign, isShrunk } from './amount-cells.js'
import { isBlankCell, isRed, isScaled } from './cell-forms.js'
import type { Reading } from './mapping.js'
import { columnQuestion, EXAMPLES, type AdoptionQuestion } from './questions.js'
import { shownText, type AdoptionRange } from './range.js'

interface Seen {
  point: number
  comma: number
  either: { row: number; digits: string }[]
  shrunk: { row: number; value: number }[]
  red: { row: number; shown: string }[]
  plain: number
  scaled: number[]
  dollars: number[]
  /** What shown numbers of the column say of the workbook's decimal sign. */
  shown: Set<string>
}

/** How many shown numbers tell the workbook's own decimal sign. */
const LOOKED = 100

const UNIT_WORDS: readonly (readonly [RegExp, NonNullable<Reading['times']>])[] = [
  [/百万元|million/i, 1_000_000],
  [/万元|单位[:：]?\s*万|\(万\)|（万）/, 10_000],
  [/千元|thousands|'000|k元/i, 1000],
  [/亿元/, 100_000_000],
]

/** What a heading or a title says of the unit of amounts; nothing when it says none. */
export function unitOf(text: string): Reading['times'] {
  for (const [pattern, times] of UNIT_WORDS) if (pattern.test(text)) return times
  return /[(（]元[)）]|单位[:：]?\s*(人民币)?元/.test(text) ? 1 : undefined
}

/** How the amounts of a column are read, and what must be asked of it. `titles` stand above the headings. */
export function amountColumn(
  range: AdoptionRange,
  column: number,
  heading: string,
  from: number,
  titles: readonly string[],
): { reading: Reading; questions: AdoptionQuestion[] } {
  const seen = look(range, column, from)
  const reading: Reading = {}
  const open: NonNullable<Reading['open']> = []
  const questions: AdoptionQuestion[] = []
  const ask = (kind: NonNullable<Reading['open']>[number], examples: { row: number; first: string; second: string }[]) => {
    open.push(kind)
    questions.push(columnQuestion(range, column, heading, kind, examples))
  }
  const times = unitOf(heading) ?? titles.map(unitOf).find(found => found !== undefined)
  if (times !== undefined && times > 1) {
    if (seen.scaled.length > 0) {
      const value = (row: number) => String(range.values[row][column])
      ask(
        'unit',
        seen.scaled.slice(0, EXAMPLES).map(row => ({ row, first: value(row), second: `${value(row)} × ${times}` })),
      )
    } else reading.times = times
  }
  const decided = seen.point > 0 === seen.comma > 0 ? undefined : seen.point > 0 ? '.' : ','
  const style = decided ?? (seen.point + seen.comma === 0 && seen.shown.size === 1 ? ([...seen.shown][0] as '.' | ',') : undefined)
  if (style) reading.decimal = style
  else if (seen.either.length > 0) {
    ask(
      'decimal',
      seen.either.map(({ row, digits }) => ({ row, first: digits.replace(/,/g, ''), second: digits.replace(/\./g, '').replace(',', '.') })),
    )
  }
  if (seen.comma > 0 && seen.shrunk.length > 0) {
    ask(
      'shrunk',
      seen.shrunk.map(({ row, value }) => ({ row, first: String(value), second: String(Math.round(value * 1000)) })),
    )
  }
  if (seen.red.length > 0 && seen.plain > 0)
    ask(
      'red',
      seen.red.map(({ row, shown }) => ({ row, first: shown, second: `-${shown}` })),
    )
  if (seen.dollars.length > 0)
    ask(
      'currency',
      seen.dollars.map(row => ({ row, first: 'USD', second: 'HKD' })),
    )
  return { reading: open.length ? { ...reading, open } : reading, questions }
}

function look(range: AdoptionRange, column: number, from: number): Seen {
  const seen: Seen = { point: 0, comma: 0, either: [], shrunk: [], red: [], plain: 0, scaled: [], dollars: [], shown: new Set() }
  const { values, colours, formats, texts } = range
  let looked = 0
  for (let row = from; row < values.length; row++) {
    const cell = values[row][column]
    if (isBlankCell(cell)) continue
    if (colours) {
      const positive = typeof cell === 'number' ? cell > 0 : typeof cell === 'string' && /^[^-(]*\d[^-)]*$/.test(cell)
      if (positive && isRed(colours[row]?.[column])) keep(seen.red, { row, shown: shownText(range, row, column) })
      else seen.plain++
    }
    if (typeof cell === 'number') {
      if (isScaled(formats?.[row]?.[column])) keep(seen.scaled, row)
      if (isShrunk(cell)) keep(seen.shrunk, { row, value: cell })
      if (texts && looked++ < LOOKED) {
        const sign = decimalSign(texts[row]?.[column] ?? '')
        if (sign && sign !== 'either') seen.shown.add(sign)
      }
    } else if (typeof cell === 'string' && /\d/.test(cell)) {
      const { digits, sign } = amountText(cell)
      if (sign === '$') keep(seen.dollars, row)
      const decimal = decimalSign(digits)
      if (decimal === '.') seen.point++
      else if (decimal === ',') seen.comma++
      else if (decimal === 'either') keep(seen.either, { row, digits })
    }
  }
  return seen
}

/** A few examples are enough, and a long column must not be held twice. */
function keep<T>(list: T[], entry: T): void {
  if (list.length < EXAMPLES) list.push(entry)
}
