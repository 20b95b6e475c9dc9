import { exact } from '../money.js'
import { refuse } from '../refusals.js'
import { readAmount, type NumberStyle } from './cells.js'
import { readable } from './answers.js'
import { plainHeading, type Fault, type InputRow } from './input.js'
import { TOTAL_LINES } from './own-words.js'

/** The lines of a file below its headings, sorted by what they are. */
export interface Body {
  data: InputRow[]
  totals: InputRow[]
  /** How many lines, or documents (张), the file says it has, and where it says so. */
  stated: { count: number; line: number; documents: boolean }[]
}

const TOTALS = new Set(TOTAL_LINES.map(plainHeading))
/** Words of totals are short, also with spaces between their letters. */
const LONGEST = 20
/** Totals of what stands since the last one; the others are of everything above. */
const PARTIAL = new Set(['小计', '本页合计', 'subtotal'])
const COUNTS = [
  /共\s*(\d+)\s*(?:条|行|笔|张|份)/,
  /(?:记录数|总条数|总笔数|总行数|条数|笔数|行数)\s*[:：]\s*(\d+)/,
  /^(?:total )?(?:rows|records|lines)\s*[:=]\s*(\d+)$/i,
  /^(\d+) (?:rows|records)$/i,
]

const textOf = (cell: unknown): string => (typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '')

const filled = (row: InputRow): string[] => row.cells.map(textOf).filter(text => text !== '')

/** The word with which a line of totals begins, or nothing. */
function totalWord(row: InputRow): string | undefined {
  let text = ''
  for (const cell of row.cells) if ((text = textOf(cell)) !== '') break
  if (text.length > LONGEST || /^\d/.test(text)) return undefined
  const first = plainHeading(text)
  return TOTALS.has(first) ? first : undefined
}

function statedIn(row: InputRow): { count: number; documents: boolean } | undefined {
  for (const text of filled(row)) {
    for (const pattern of COUNTS) {
      const found = pattern.exec(text)
      if (found) return { count: Number(found[1]), documents: /[张份]/.test(found[0]) }
    }
  }
  return undefined
}

/** Sorts the lines of a file: what stands before `from`, a line of its own with a count, totals, and data. */
export function bodyOf(rows: Iterable<InputRow>, from: number): Body {
  const body: Body = { data: [], totals: [], stated: [] }
  for (const row of rows) {
    const cells = filled(row)
    if (cells.length === 0) continue
    const total = row.line >= from && totalWord(row) !== undefined
    const count = row.line < from || total || cells.length <= 2 ? statedIn(row) : undefined
    if (count !== undefined) body.stated.push({ ...count, line: row.line })
    if (total) body.totals.push(row)
    else if (row.line >= from && count === undefined) body.data.push(row)
  }
  return body
}

/** The file that is checked: its name, headings, columns of amounts and the one that names its documents. */
export interface Checked {
  name: string
  titles: readonly string[]
  amounts: readonly number[]
  key?: number
  /** Its lines are text of one width each: CSV whose empty cells are written. */
  even: boolean
}

/** What shows that a file was cut off or changed: a short last line, totals and counts that do not fit. */
export function wholenessFaults(body: Body, file: Checked, style: NumberStyle): Fault[] {
  const fault = (line: number, column: string, value: string, refusal: Fault['refusal']): Fault => ({
    file: file.name,
    line,
    column,
    value,
    refusal,
  })
  return [...cutFaults(body, file, fault), ...totalFaults(body, file, style, fault), ...countFaults(body, file, fault)]
}

type Told = (line: number, column: string, value: string, refusal: Fault['refusal']) => Fault

function cutFaults({ data, totals }: Body, { even }: Checked, fault: Told): Fault[] {
  const last = data.at(-1)
  if (!even || !last || data.length < 2 || totals.some(({ line }) => line > last.line)) return []
  const width = data[0].cells.length
  if (last.cells.length >= width || data.slice(0, -1).some(({ cells }) => cells.length !== width)) return []
  return [fault(last.line, '', '', refuse('FILE_CUT', { cells: last.cells.length, width }))]
}

function totalFaults({ data, totals }: Body, { titles, amounts }: Checked, style: NumberStyle, fault: Told): Fault[] {
  const amountIn = (row: InputRow, at: number) => {
    const text = textOf(row.cells[at])
    return text === '' ? undefined : readable(() => exact(readAmount(text, style)))
  }
  const faults: Fault[] = []
  for (const at of amounts) {
    let [sum, part] = [exact('0'), exact('0')]
    let next = 0
    for (const row of totals) {
      for (; next < data.length && data[next].line < row.line; next++) {
        const amount = amountIn(data[next], at)
        if (amount) [sum, part] = [sum.plus(amount), part.plus(amount)]
      }
      const total = amountIn(row, at)
      const partial = PARTIAL.has(totalWord(row) ?? '')
      if (total && !total.equals(partial ? part : sum) && !total.equals(part) && next > 0) {
        const refusal = refuse('TOTAL_DIFFERS', { total: total.toFixed(), sum: (partial ? part : sum).toFixed() })
        faults.push(fault(row.line, titles[at] ?? '', textOf(row.cells[at]), refusal))
      }
      part = exact('0')
    }
  }
  return faults
}

function countFaults({ data, stated }: Body, { key }: Checked, fault: Told): Fault[] {
  const documents = key === undefined ? undefined : new Set(data.map(row => textOf(row.cells[key])).filter(Boolean)).size
  return stated
    .filter(({ count, documents: counted }) => count !== documents && count !== data.length && !(counted && documents === undefined))
    .map(({ count, line }) => fault(line, '', '', refuse('COUNT_DIFFERS', { stated: count, found: data.length })))
}
