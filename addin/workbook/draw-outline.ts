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

/** Takes an earlier outline away from the rows and columns of a sheet. */
export async function eraseOutline(context: Excel.RequestContext, worksheet: Excel.Worksheet, sheet: Sheet): Promise<void> {
  for (const [address, by] of outline(sheet).reverse()) {
    // Where the reader has ungrouped by hand there is nothing to take away.
    await attempt(context, () => worksheet.getRange(address).ungroup(by)).catch(() => undefined)
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
