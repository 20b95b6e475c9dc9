import { columnLetters } from '../../shared/reports/address.js'
import { folds } from '../../shared/reports/look.js'
import type { Sheet } from '../../shared/reports/sheet.js'
import { attempt } from './attempt.js'
import { runs } from './draw-cells.js'

/** Folds groups of rows under their subtotals, and groups of columns that can be put away. */
export async function drawOutline(context: Excel.RequestContext, worksheet: Excel.Worksheet, sheet: Sheet): Promise<void> {
  const groups = outline(sheet)
  if (groups.length === 0) return
  await attempt(context, () => {
    for (const [address, by] of groups) worksheet.getRange(address).group(by)
  })
}

/** The most levels that a sheet of ours has. */
const DEPTH = 3

/** Takes the outline of rows or columns away, `1:40` or `A:F`. */
export async function eraseOutline(context: Excel.RequestContext, worksheet: Excel.Worksheet, lines: string): Promise<void> {
  const by = /^\d/.test(lines) ? 'ByRows' : 'ByColumns'
  for (let level = 0; level < DEPTH; level++) {
    // Excel declines where nothing is grouped any more.
    const taken = await attempt(context, () => worksheet.getRange(lines).ungroup(by)).catch(() => false)
    if (!taken) return
  }
}

type Outline = [address: string, by: 'ByRows' | 'ByColumns'][]

function outline({ rows, columns }: Sheet): Outline {
  const depth = rows.reduce((deepest, { level = 0 }) => Math.max(deepest, level), 0)
  const found: Outline = []
  for (let level = 1; level <= depth; level++) {
    const inside = rows.map(row => (row.level ?? 0) >= level)
    for (const [top, bottom] of runs(inside)) if (inside[top]) found.push([`${top + 1}:${bottom + 1}`, 'ByRows'])
  }
  const folded = folds(columns)
  const keys = columns.map(({ group }, at) => (folded[at] ? group : undefined))
  for (const [left, right] of runs(keys))
    if (keys[left] !== undefined) found.push([`${columnLetters(left)}:${columnLetters(right)}`, 'ByColumns'])
  return found
}
