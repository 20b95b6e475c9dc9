import { isBlankCell } from './cell-forms.js'
import { headingMatch } from './heading-match.js'
import { isBlankRow, widthOf, type AdoptionRange, type RangeCell } from './range.js'

/** Where the headings of a range stand, and what they say of each column. */
export interface HeadingBlock {
  /** First row of headings and how many there are; without headings `rows` is 0. */
  first: number
  rows: number
  /** One for each column: the lowest heading, with those above where that says more. */
  headings: string[]
  /** Lines above the headings that are no headings: titles, units. */
  titles: string[]
}

/** How far down headings are looked for, and how many rows of them may stand above each other. */
const LOOKED = 30
const DEEPEST = 3
/** One heading spelled as it is known is enough. */
const LEAST = 0.85
/** How much of the best score the first headings must reach. */
const GOOD = 0.7

/** Finds the rows of headings: of the first rows those whose words are known best. */
export function headingBlock(range: AdoptionRange): HeadingBlock {
  const width = widthOf(range)
  const found: { score: number; first: number; rows: number }[] = []
  for (let first = 0; first < Math.min(LOOKED, range.values.length); first++) {
    for (let rows = 1; rows <= DEEPEST && first + rows <= range.values.length; rows++) {
      if (!isHeadingRow(range.values[first + rows - 1], rows === 1, width)) break
      found.push({ score: scoreOf(headingsOf(range, first, rows, width)) - 0.3 * (rows - 1), first, rows })
    }
  }
  const most = found.reduce((score, block) => Math.max(score, block.score), 0)
  // Headings repeated further down may be plainer than the merged ones at the top: the first good ones are meant.
  const start = found.find(({ score }) => score >= GOOD * most)?.first
  const best = found.filter(({ first }) => first === start).reduce((a, b) => (b.score > a.score ? b : a), { score: 0, first: 0, rows: 0 })
  const { first, rows } = best.score >= LEAST ? best : { first: 0, rows: 0 }
  const titles = range.values.slice(0, first).flatMap(row => row.filter(cell => !isBlankCell(cell)).map(String))
  return { first, rows, headings: rows ? headingsOf(range, first, rows, width) : new Array<string>(width).fill(''), titles }
}

/** Words only, and not all in one cell as in a title, unless there is but one column. */
function isHeadingRow(cells: readonly RangeCell[], top: boolean, width: number): boolean {
  if (isBlankRow(cells)) return false
  const filled = cells.filter(cell => !isBlankCell(cell))
  const words = filled.filter(cell => typeof cell === 'string' && cell.length <= 40 && !/^[\d.,()¥￥-]+$/.test(cell.trim()))
  if (words.length < filled.length * 0.8) return false
  return !top || filled.length > 1 || width === 1
}

function scoreOf(headings: readonly string[]): number {
  const seen = new Set<string>()
  let score = 0
  for (const heading of headings) {
    const match = headingMatch(heading)
    if (match === 'not needed') score += 0.5
    else if (match && (match.field === 'bucket' || !seen.has(match.field))) {
      seen.add(match.field)
      score += match.how === 'contained' ? 0.4 : match.confidence
    }
  }
  return score
}

/** The heading of each column from so many rows: a parent above several columns counts for all of them. */
function headingsOf(range: AdoptionRange, first: number, rows: number, width: number): string[] {
  const grid = range.values.slice(first, first + rows).map(row => Array.from({ length: width }, (_, at) => textOf(row[at])))
  for (let row = 0; row < rows - 1; row++) {
    for (let at = 1; at < width; at++)
      if (grid[row][at] === '' && grid[row + 1][at] !== '') grid[row][at] = spreads(grid, row, at) ? grid[row][at - 1] : ''
  }
  return Array.from({ length: width }, (_, at) =>
    headingOf(grid.map(row => row[at]).filter((text, i, all) => text !== '' && text !== all[i - 1])),
  )
}

/** A merged parent reaches right as long as what stands to its left is a parent too and not a heading merged downwards. */
const spreads = (grid: readonly string[][], row: number, at: number): boolean => grid[row][at - 1] !== '' && grid[row + 1][at - 1] !== ''

const textOf = (cell: RangeCell | undefined): string =>
  isBlankCell(cell)
    ? ''
    : String(cell)
        .trim()
        .replace(/\s*\n\s*/g, '')

/** Of the headings above each other the words that are known best: `发票` over `号码` is 发票号码. */
function headingOf(parts: readonly string[]): string {
  const last = parts[parts.length - 1] ?? ''
  if (parts.length < 2) return last
  const joined = [parts.join(''), parts.slice(-2).join(''), `${parts[parts.length - 2]} ${last}`]
  const known = joined.find(text => {
    const match = headingMatch(text)
    return typeof match === 'object' && match.how === 'spelled'
  })
  if (known) return known
  return headingMatch(last) ? last : joined[0]
}
