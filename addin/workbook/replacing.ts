import { areaAddress } from '../../shared/reports/address.js'
import { refuse } from '../../shared/refusals.js'
import { columnLies } from './frozen.js'
import { jsonXml } from './bound/json-part.js'
import { markOf, type Value } from './frozen-rows.js'
import { keep, type Place } from './kept-formula.js'
import { grouped } from './rectangles.js'
import { readReplaced, REPLACED_PARTS, replacedName, replacedNow, replacedPlace, type ReplacedAct, type SheetCells } from './replaced.js'

/** A cell that gets a formula of ours; row and column of the sheet, counted from zero. */
export interface NewFormula {
  row: number
  column: number
  formula: string
}

/** Rows and columns followed by names of one act: many names make a workbook slow to open. */
const MOST_PLACES = 300

/**
 * Writes formulas of ours in place of hand-made results, and keeps what stood there in the workbook. Gives the act by which it can be
 * undone. Refuses a protected sheet before anything is changed.
 */
export async function replaceFormulas(sheetId: string, cells: readonly NewFormula[], at: number): Promise<number> {
  return Excel.run({ delayForCellEdit: true }, async context => {
    const sheet = context.workbook.worksheets.getItem(sheetId).load('name')
    const sheets = context.workbook.worksheets.load('items/name')
    sheet.protection.load('protected')
    const { acts, names } = await readReplaced(context)
    if (sheet.protection.protected) throw refuse('SHEET_PROTECTED', { sheet: sheet.name })
    const now = await cellsOf(context, sheet, rowsOf(cells))
    const known = new Set(sheets.items.map(({ name }) => name.toLowerCase()))
    const used = [...names.keys()].map(name => Number(/^_duebook_r(\d+)_/.exec(name)?.[1] ?? 0))
    const id = Math.max(0, ...used, ...acts.map(({ act }) => act.id)) + 1
    const { act, places } = actOf({ id, at }, sheet.name, now, cells, name => known.has(name.toLowerCase()))

    // First what stood there is safe, then the cells change.
    context.workbook.customXmlParts.add(jsonXml(REPLACED_PARTS, act))
    const hidden = (name: string, range: Excel.Range) => (context.workbook.names.add(name, range).visible = false)
    for (const [number, [column, own]] of [...grouped(cells, each => each.column)].entries()) {
      const rows = own.map(({ row }) => row)
      const area = { top: Math.min(...rows), bottom: Math.max(...rows), left: column, right: column }
      hidden(replacedName(id, number), sheet.getRange(areaAddress(area)))
    }
    for (const [number, { sheet: name, axis, index }] of places.entries()) {
      const cell = context.workbook.worksheets.getItem(name).getCell(axis === 'row' ? index : 0, axis === 'row' ? 0 : index)
      hidden(replacedPlace(id, number), axis === 'row' ? cell.getEntireRow() : cell.getEntireColumn())
    }
    await context.sync()
    for (const { row, column, formula } of cells) sheet.getCell(row, column).formulas = [[formula]]
    await context.sync()
    return id
  })
}

/** What of hand-made results was brought back. */
export interface BroughtBack {
  brought: number
  /** Cells whose formula was changed since: they stay as they are. */
  changed: number
  /** Cells that were deleted, or whose formula names something that was. */
  gone: number
}

/** Puts back what stood where an act wrote formulas of ours, and forgets the act. */
export async function bringBack(id: number): Promise<BroughtBack> {
  return Excel.run({ delayForCellEdit: true }, async context => {
    const { acts, names } = await readReplaced(context)
    const found = acts.find(({ act }) => act.id === id)
    if (!found) return { brought: 0, changed: 0, gone: 0 }
    const { act, part } = found
    const lies = act.columns.flatMap(({ number }) => columnLies(names.get(replacedName(id, number))) ?? [])
    const cells = new Map<string, SheetCells>()
    for (const [sheet, columns] of grouped(lies, each => each.sheet)) {
      const rows = rowsOf(columns.flatMap(({ top, rows: count }) => [{ row: top }, { row: top + count - 1 }]))
      cells.set(sheet, await cellsOf(context, context.workbook.worksheets.getItem(sheet), rows))
    }
    const all = replacedNow(act, names, sheet => cells.get(sheet))
    const ours = all.filter(({ state }) => state === 'ours')
    for (const { sheet, row, column, old } of ours) context.workbook.worksheets.getItem(sheet).getCell(row, column).formulas = [[old]]
    await context.sync()
    part.delete()
    for (const name of names.keys()) if (name.startsWith(`_duebook_r${id}_`)) context.workbook.names.getItemOrNullObject(name).delete()
    await context.sync()
    const count = (state: string) => all.filter(each => each.state === state).length
    return { brought: ours.length, changed: count('changed'), gone: count('gone') }
  })
}

/** An act that can be undone, as people know it. */
export interface KeptAct {
  id: number
  at: number
  cells: number
  sheet: string
}

/** What of this workbook's hand-made results can be brought back, the newest first. */
export async function keptActs(): Promise<KeptAct[]> {
  return Excel.run(async context => {
    const { acts, names } = await readReplaced(context)
    return acts.reverse().map(({ act }) => ({
      id: act.id,
      at: act.at,
      cells: act.columns.reduce((sum, { cells }) => sum + cells.length, 0),
      sheet: /^='?(.*?)'?!/.exec(names.get(replacedName(act.id, 0)) ?? '')?.[1] ?? '',
    }))
  })
}

interface Rows {
  top: number
  bottom: number
}

const rowsOf = (cells: readonly { row: number }[]): Rows => ({
  top: cells.reduce((least, { row }) => Math.min(least, row), Infinity),
  bottom: cells.reduce((most, { row }) => Math.max(most, row), 0),
})

/** The used cells of some rows: of the whole sheet Excel might not give them at once. */
async function cellsOf(context: Excel.RequestContext, sheet: Excel.Worksheet, { top, bottom }: Rows): Promise<SheetCells> {
  const used = sheet
    .getRange(`${top + 1}:${bottom + 1}`)
    .getUsedRange(true)
    .load('rowIndex,columnIndex,values,formulas')
  await context.sync()
  return { top: used.rowIndex, left: used.columnIndex, values: used.values as Value[][], formulas: used.formulas }
}

function actOf(
  { id, at }: Pick<ReplacedAct, 'id' | 'at'>,
  sheet: string,
  now: SheetCells,
  cells: readonly NewFormula[],
  isSheet: (name: string) => boolean,
): { act: ReplacedAct; places: Place[] } {
  const places: Place[] = []
  const numbers = new Map<string, number>()
  const placeOf = (place: Place): number | undefined => {
    const key = `${place.axis} ${place.index} ${place.sheet.toLowerCase()}`
    const before = numbers.get(key)
    if (before !== undefined || places.length >= MOST_PLACES || !isSheet(place.sheet)) return before
    numbers.set(key, places.length)
    return places.push(place) - 1
  }
  const byColumn = grouped(cells, ({ column }) => column)
  const columns = [...byColumn].map(([column, own], number) => {
    const rows = own.map(({ row }) => row)
    const top = Math.min(...rows)
    return {
      number,
      height: Math.max(...rows) - top + 1,
      cells: own.map(({ row, formula }) => {
        const spot = { sheet, row, column }
        const old = now.formulas[row - now.top]?.[column - now.left]
        const line = now.values[row - now.top] ?? []
        return {
          at: row - top,
          mark: markOf(line, each => !byColumn.has(each + now.left)),
          old: typeof old === 'string' && old.startsWith('=') ? keep(old, spot, placeOf) : [asTyped(old as Value)],
          ours: keep(formula, spot, placeOf),
        }
      }),
    }
  })
  return { act: { id, at, columns, places: places.length }, places }
}

/** A value as it must be typed so that Excel holds it again: a text stays a text. */
const asTyped = (value: Value): string =>
  typeof value === 'string' && value !== '' && !value.startsWith('#') ? `'${value}` : String(value)
