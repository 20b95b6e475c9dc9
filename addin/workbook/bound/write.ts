import type { Language } from '../../../shared/refusals.js'
import { atWorkbook } from './at-workbook.js'
import type { Binding, Progress, RowWrite } from './bound-workbook.js'
import { cellValue, fieldText, type Held } from './cell-forms.js'
import { located, runsOf, spanOf, type Located } from './located.js'
import { mark, type RowMarks } from './marks.js'
import { typedText } from './typed-text.js'

/** Rows of one round trip. */
const ROWS = 500

/** An entry for a cell; null leaves it as it is. */
type Entry = string | number | null

/** Neighbouring rows with what stands in them. */
interface Read {
  range: Excel.Range
  writes: readonly RowWrite[]
}

/** Writes rows, see `BoundWorkbook`. The cells of the next rows are read in the round trip that writes these. */
export const write = (binding: Binding, writes: readonly RowWrite[], language: Language, progress?: Progress): Promise<number[]> =>
  atWorkbook(async context => {
    if (writes.length === 0) return []
    const span = spanOf(context, binding)
    const byIndex = new Map(writes.map(each => [each.index, each]))
    const indexes = [...byIndex.keys()].sort((a, b) => a - b)
    const read = (from: number): Read[] =>
      runsOf(indexes.slice(from, from + ROWS)).map(run => ({
        range: span
          .getRow(0)
          .getOffsetRange(run.from, 0)
          .getResizedRange(run.to - run.from, 0)
          .load('values,formulas,text,numberFormat,rowHidden'),
        writes: Array.from({ length: run.to - run.from + 1 }, (_, r) => byIndex.get(run.from + r)!),
      }))
    let next = read(0)
    const place = await located(context, binding)
    const first = span.columnIndex - place.left
    const left: number[] = []
    const marks: RowMarks[] = []
    for (let from = 0; from < indexes.length; from += ROWS) {
      const now = next
      next = read(from + ROWS)
      for (const each of now) left.push(...enter(each, place, first, language, marks))
      await context.sync()
      progress?.(Math.min(indexes.length, from + ROWS), indexes.length)
    }
    if (marks.length > 0) await mark(context, place, binding.tableId, marks)
    return left
  })

/** Writes what differs of neighbouring rows; gives the indexes of rows that are others by now. */
function enter({ range, writes }: Read, place: Located, first: number, language: Language, marks: RowMarks[]): number[] {
  const left: number[] = []
  const entries = writes.map((wanted, r) => {
    const row = rowReader(range, r, first)
    const id = String(row(place.idAt).value)
    if (wanted.index >= place.rows || (wanted.was !== undefined && wanted.was !== id)) {
      left.push(wanted.index)
      return []
    }
    if (wanted.marked) marks.push({ index: wanted.index, id: wanted.id ?? id, before: id, marked: wanted.marked })
    return entriesOf(wanted, place, row, language)
  })
  // Through a filter rows are written one by one: what becomes of a block that holds hidden rows Excel does not promise.
  const blocks = range.rowHidden === false ? [{ from: 0, to: writes.length - 1 }] : writes.map((_, r) => ({ from: r, to: r }))
  for (const { from, to } of blocks) writeBlock(range, entries.slice(from, to + 1), from, first)
  return left
}

interface Cell {
  value: Held
  shown: string
  formula: unknown
  format: string
}

const rowReader =
  (range: Excel.Range, r: number, first: number) =>
  (at: number): Cell => ({
    value: (range.values as Held[][])[r][at - first],
    shown: range.text[r][at - first],
    formula: (range.formulas as unknown[][])[r][at - first],
    format: (range.numberFormat as string[][])[r][at - first],
  })

/** What is written by place of the column; cells that say the same already, and formulas, are left out. */
function entriesOf(
  wanted: RowWrite,
  { columns, idAt, statusAt }: Located,
  row: (at: number) => Cell,
  language: Language,
): [number, Entry][] {
  const entries: [number, Entry][] = []
  for (const { column, at } of columns) {
    const text = wanted.fields?.[column.name]
    if (text === undefined) continue
    const { value, shown, formula, format } = row(at)
    // A text that looks like a formula is its own value.
    if (typeof formula === 'string' && formula.startsWith('=') && formula !== value) continue
    if (fieldText(column, value, shown) !== text) entries.push([at, cellValue(column, text, language, format)])
  }
  for (const [at, text] of [
    [idAt, wanted.id],
    [statusAt, wanted.status],
  ] as const)
    if (text !== undefined && String(row(at).value) !== text) entries.push([at, typedText(text, row(at).format)])
  return entries
}

/** Writes rows of entries as one range, from the first to the last cell that is written; what is null in it stays. */
function writeBlock(range: Excel.Range, entries: readonly (readonly [number, Entry])[][], top: number, first: number): void {
  const places = entries.flatMap(row => row.map(([at]) => at))
  if (places.length === 0) return
  const [from, to] = [Math.min(...places), Math.max(...places)]
  const values = entries.map(row => {
    const line: Entry[] = Array<Entry>(to - from + 1).fill(null)
    for (const [at, entry] of row) line[at - from] = entry
    return line
  })
  range.getCell(top, from - first).getResizedRange(values.length - 1, to - from).values = values
}
