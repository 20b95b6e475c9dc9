import { isBlankCell, isDateFormat } from './cell-forms.js'
import type { ContentKind } from './field-words.js'
import type { AdoptionRange, RangeCell } from './range.js'

/** What the cells of a column look like; shares are of the filled cells looked at. */
export interface ColumnContent {
  filled: number
  dates: number
  amounts: number
  codes: number
  words: number
  /** Share of cells that differ from all others. */
  distinct: number
  /** Sum of the sizes of numbers, to tell the largest column. */
  size: number
}

const LOOKED = 300

const DATE =
  /^(\d{4}[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})|(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))([T ].*)?$/
const AMOUNT = /^[-+(]*\s*([¥$€£]|[A-Z]{2,3}\$?)?\s*[-+(]?\s*\d[\d,.' ]*(e[+-]?\d+)?\s*(万?元|万)?\s*\)?\s*-?$/i
const CODE = /^[A-Za-z]{0,8}[-_#/]?[A-Za-z0-9]*\d[A-Za-z0-9/_#.-]*$/

/** Looks at the cells of a column below the headings, evenly spread over its rows. */
export function columnContent(range: AdoptionRange, column: number, from: number): ColumnContent {
  const step = Math.max(1, Math.floor((range.values.length - from) / LOOKED))
  const counts = { filled: 0, dates: 0, amounts: 0, codes: 0, words: 0, size: 0 }
  const seen = new Set<RangeCell>()
  for (let row = from; row < range.values.length; row += step) {
    const cell = range.values[row][column]
    if (isBlankCell(cell)) continue
    counts.filled++
    seen.add(cell)
    if (typeof cell === 'number') {
      if (isDateFormat(range.formats?.[row]?.[column]) || isPackedDate(cell)) counts.dates++
      else counts.amounts++
      if (Number.isSafeInteger(cell) && cell >= 0) counts.codes++
      counts.size += Math.abs(cell)
      continue
    }
    const text = String(cell).normalize('NFKC').trim()
    if (DATE.test(text)) counts.dates++
    else if (AMOUNT.test(text)) counts.amounts++
    if (CODE.test(text)) counts.codes++
    else if (/\p{L}/u.test(text)) counts.words++
  }
  const of = (count: number) => (counts.filled === 0 ? 0 : count / counts.filled)
  return {
    ...counts,
    dates: of(counts.dates),
    amounts: of(counts.amounts),
    codes: of(counts.codes),
    words: of(counts.words),
    distinct: of(seen.size),
  }
}

/** 20260305 as a number. */
const isPackedDate = (value: number): boolean =>
  Number.isInteger(value) && value >= 19_700_101 && value <= 21_491_231 && DATE.test(String(value))

/** How well the cells of a column fit what a field holds; nothing is said of an empty column. */
export function fitOf({ filled, dates, amounts, codes, words }: ColumnContent, kind: ContentKind): number | undefined {
  if (filled === 0) return undefined
  switch (kind) {
    case 'date':
      // A date without a format is a number.
      return Math.max(dates, amounts * 0.5)
    case 'amount':
    case 'rate':
      return amounts
    case 'code':
      return Math.max(codes, words * 0.5)
    case 'days':
      return Math.max(amounts, words)
    case 'currency':
    case 'text':
      return Math.max(words, codes * 0.8)
  }
}
