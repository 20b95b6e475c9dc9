import { address } from './address.js'
import type { Computed, Input, Item, Placement } from './formulas.js'
import { textWidth, valueOf, type Cell, type Column, type Row, type Value } from './sheet.js'
import { columnSum, quotient, totalCell } from './totals.js'

/** A line below the body. */
export type FootLine =
  | { kind: 'total'; key: string; label: string }
  /** Each column divided by the column `over` of the row `of`. */
  | { kind: 'share'; key?: string; label: string; of: string; over: string; columns: readonly string[] }
  /** What the ledger says against the sums of body columns whatever is filtered; `given` is null when nobody has entered it. */
  | { kind: 'proof'; key?: string; label: string; given: number | null; missing: string; sums: readonly string[]; at: ProofColumns }
  | { kind: 'line'; key?: string; as: 'total' | 'share' | 'note'; label?: string; cells: Item }
  | { kind: 'signature'; labels: readonly string[] }
  | { kind: 'blank' }

/** The columns in which a proof shows both sides and their difference. */
export interface ProofColumns {
  given: string
  sum: string
  difference: string
}

/** 合计: SUBTOTAL of every column that adds up. */
export const totalLine = (label: string, key = 'total'): FootLine => ({ kind: 'total', key, label })
/** The share of each column in one figure of a keyed row. */
export const shareLine = (label: string, parts: { of?: string; over: string; columns: readonly string[]; key?: string }): FootLine => ({
  kind: 'share',
  label,
  of: 'total',
  ...parts,
})
/** A line of the report's own figures. */
export const line = (as: 'total' | 'share' | 'note', label: string | undefined, cells: Item, key?: string): FootLine => ({
  kind: 'line',
  as,
  label,
  cells,
  key,
})
/** Given figure, sum of the sheet, difference; the difference of a proof that holds reads 0.00. */
export const proofLine = (label: string, parts: Omit<Extract<FootLine, { kind: 'proof' }>, 'kind' | 'label'>): FootLine => ({
  kind: 'proof',
  label,
  ...parts,
})
/** A line to sign on, such as 制表人 · 复核人 · 审核人. */
export const signatureLine = (...labels: string[]): FootLine => ({ kind: 'signature', labels })
/** An empty line. */
export const blankLine: FootLine = { kind: 'blank' }

/** The row of a line that is to stand at `row`; formulas by key are handed to `placed`. */
export function footRow(
  foot: FootLine,
  place: Placement,
  row: number,
  labelColumn: number,
  placed: (at: number, input: Input) => Cell,
): Row {
  const { columns } = place
  if (foot.kind === 'blank') return { kind: 'blank', cells: [] }
  if (foot.kind === 'signature') return { kind: 'signature', cells: spread(foot.labels, columns)[0] }
  const cells: Cell[] = columns.map(() => null)
  if (foot.kind === 'total') columns.forEach((_, at) => (cells[at] = totalCell(place, at, row, place.body, place.segments)))
  if (foot.kind === 'share') {
    const [from, over] = [place.rowOf(foot.of), place.columnOf(foot.over)]
    const number = (at: number) => Number(valueOf(place.rows[from].cells[at]) ?? 0)
    for (const key of foot.columns) {
      const at = place.columnOf(key)
      const share = quotient(number(at), number(over), address(from, at), address(from, over))
      cells[at] = { ...(share as object), format: 'percent' } as Cell
    }
  }
  if (foot.kind === 'proof')
    for (const [key, input] of Object.entries(proofCells(foot, place))) cells[place.columnOf(key)] = placed(place.columnOf(key), input)
  if (foot.kind === 'line')
    for (const [key, input] of Object.entries(foot.cells)) cells[place.columnOf(key)] = placed(place.columnOf(key), input)
  if (foot.label !== undefined) cells[labelColumn] = foot.label
  return { kind: foot.kind === 'line' ? foot.as : foot.kind, cells }
}

function proofCells(foot: Extract<FootLine, { kind: 'proof' }>, place: Placement): Record<string, Input> {
  const { given, sum, difference } = foot.at
  const sums = foot.sums.map(key => columnSum(place, place.columnOf(key), place.segments))
  const scale = 10 ** (place.columns[place.columnOf(foot.sums[0])].decimals ?? 2)
  const added = sums.reduce((all, one) => all + Math.round(one * scale), 0)
  const right: Computed = { value: added / scale, formula: at => foot.sums.map(at.sum).join('+'), format: 'balance' }
  if (foot.given === null) return { [given]: foot.missing, [sum]: right }
  const left = Math.round(foot.given * scale)
  const decimals = Math.round(Math.log10(scale))
  return {
    [given]: { value: foot.given, format: 'balance' },
    [sum]: right,
    // Rounded, since a spreadsheet adds in floating point and a proof must read exactly 0.
    [difference]: {
      value: (left - added) / scale,
      formula: at => `ROUND(${at.here(given)}-${at.here(sum)},${decimals})`,
      format: 'balance',
    },
  }
}

/** Texts side by side in lines, each starting in a visible column far enough right of the one before to be read whole. */
export function spread(texts: readonly string[], columns: readonly Column[]): Value[][] {
  const lines: Value[][] = []
  const visible = columns.flatMap(({ hidden }, at) => (hidden ? [] : [at]))
  let next = visible.length
  for (const text of texts) {
    if (next >= visible.length) {
      lines.push(columns.map(() => null))
      next = 0
    }
    lines[lines.length - 1][visible[next]] = text
    for (let room = textWidth(text) + 4; room > 0 && next < visible.length; next++) room -= columns[visible[next]].width
  }
  return lines
}
