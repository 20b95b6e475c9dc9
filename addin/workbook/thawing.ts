import { address } from '../../shared/reports/address.js'
import { refuse } from '../../shared/refusals.js'
import { FROZEN_TAB, type NamedCell } from './freezing.js'
import { dropNames, xmlOf, type FrozenPart, type Lies } from './frozen.js'
import { keptCells, keptRange, type Kept, type SheetNow } from './frozen-cells.js'
import { grouped } from './rectangles.js'

/** What to thaw: all, one sheet by its name, or what some acts froze. */
export type Thawed = 'workbook' | { sheet: string } | { acts: readonly number[] }

export interface Thawing {
  /** Cells that have their formulas back. */
  thawed: number
  sheets: string[]
  /** Cells that somebody changed since: left as they are, with the formula that was kept for each. */
  left: (NamedCell & { formula: string })[]
  /** Formulas whose cell, or something they name, was deleted. */
  gone: number
}

/**
 * Puts kept formulas back into the cells that are still as they were frozen, and forgets what was kept for all of them. Refuses a protected
 * sheet before anything is changed.
 */
export async function thaw(which: Thawed): Promise<Thawing> {
  return Excel.run(async context => {
    const { kept, sheets, parts } = await keptCells(context, (part, lies) => isMeant(which, part, lies))
    for (const { isProtected, name } of sheets.values()) if (isProtected) throw refuse('SHEET_PROTECTED', { sheet: name })

    const whole = kept.filter(({ state }) => state === 'frozen')
    for (const [sheet, cells] of grouped(whole, each => each.sheet)) putBack(context.workbook.worksheets.getItem(sheet), cells)
    // The formulas are in their cells before what was kept is forgotten.
    await context.sync()
    forget(context, kept, sheets, parts)
    await context.sync()

    const changed = kept.filter(({ state }) => state === 'changed')
    return {
      thawed: whole.length,
      sheets: [...new Set(whole.map(({ sheet }) => sheet))],
      left: changed.map(each => ({ sheet: each.sheet, address: address(each.row, each.col), text: '', formula: each.formula })),
      gone: kept.filter(({ state }) => state === 'gone').length,
    }
  })
}

/** Writes formulas into cells one by one, whatever they hold: for those that were left when thawing. */
export async function putFormulas(cells: readonly { sheet: string; address: string; formula: string }[]): Promise<void> {
  await Excel.run(async context => {
    for (const { sheet, address: at, formula } of cells) context.workbook.worksheets.getItem(sheet).getRange(at).formulas = [[formula]]
    await context.sync()
  })
}

function isMeant(which: Thawed, { act }: FrozenPart, lies: Lies | undefined): boolean {
  if (which === 'workbook') return true
  return 'acts' in which ? which.acts.includes(act.id) : lies?.sheet === which.sheet
}

/** Formulas of cells below each other are written together. */
function putBack(worksheet: Excel.Worksheet, cells: readonly Kept[]): void {
  for (const each of cells) {
    if (!each.cell.spill) continue
    keptRange(worksheet, each).clear('Contents')
    worksheet.getCell(each.row, each.col).formulas = [[each.formula]]
  }
  const single = cells.filter(({ cell }) => !cell.spill).sort((a, b) => a.col - b.col || a.row - b.row)
  let from = 0
  single.forEach((each, index) => {
    const next = index + 1 < single.length ? single[index + 1] : undefined
    if (next?.col === each.col && next.row === each.row + 1) return
    const run = single.slice(from, index + 1)
    worksheet.getRangeByIndexes(run[0].row, each.col, run.length, 1).formulas = run.map(({ formula }) => [formula])
    from = index + 1
  })
}

/** Takes what was put back, left or lost out of the workbook, with its names; tabs get their colour back with their last column. */
function forget(context: Excel.RequestContext, kept: readonly Kept[], sheets: ReadonlyMap<string, SheetNow>, parts: FrozenPart[]): void {
  const done = new Set(kept.map(({ column }) => column))
  for (const { part, act } of parts) {
    const gone = act.columns.filter(column => done.has(column))
    if (!gone.length) continue
    const columns = act.columns.filter(column => !done.has(column))
    dropNames(context, act, gone, !columns.length)
    const tabs = act.tabs.filter(({ column }) => columns.some(({ number }) => number === column))
    for (const { column, color } of act.tabs) {
      const sheet = kept.find(each => each.part.act === act && each.column.number === column)?.sheet
      const now = sheet === undefined ? undefined : sheets.get(sheet)
      // Somebody may have given the tab a colour of their own meanwhile.
      if (now?.color.toUpperCase() === FROZEN_TAB) context.workbook.worksheets.getItem(now.id).tabColor = color
    }
    if (columns.length) part.setXml(xmlOf({ ...act, columns, tabs }))
    else part.delete()
  }
}
