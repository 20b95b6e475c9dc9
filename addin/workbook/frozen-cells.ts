import {
  columnLies,
  columnName,
  placeLies,
  placeName,
  readFrozen,
  type FrozenColumn,
  type FrozenPart,
  type KeptCell,
  type Lies,
} from './frozen.js'
import { foundRows, markOf, type Value } from './frozen-rows.js'
import { restored } from './kept-formula.js'
import { rangeOf } from './rectangles.js'

/** A kept formula, and where its cell is by now. */
export interface Kept {
  part: FrozenPart
  column: FrozenColumn
  cell: KeptCell
  sheet: string
  /** Counted from zero; where it must have been, when `state` is `changed`. */
  row: number
  col: number
  /**
   * `frozen`: as it was frozen; `changed`: somebody changed it, or a cell of its array; `gone`: its row, its column or something that its
   * formula names was deleted.
   */
  state: 'frozen' | 'changed' | 'gone'
  /** As it reads there; '' when something that it names is gone. */
  formula: string
}

/** A sheet as it is now. */
export interface SheetNow {
  name: string
  id: string
  color: string
  isProtected: boolean
  top: number
  left: number
  values: Value[][]
  formulas: unknown[][]
}

/** The kept formulas of some columns, with where their cells are by now. */
export async function keptCells(
  context: Excel.RequestContext,
  wanted: (part: FrozenPart, lies: Lies | undefined) => boolean,
): Promise<{ kept: Kept[]; sheets: Map<string, SheetNow>; parts: FrozenPart[] }> {
  const { parts, names } = await readFrozen(context)
  const columns = parts.flatMap(part =>
    part.act.columns.map(column => ({ part, column, lies: columnLies(names.get(columnName(part.act.id, column.number))) })),
  )
  const asked = columns.filter(({ part, lies }) => wanted(part, lies))
  const sheets = await sheetsNow(context, [...new Set(asked.flatMap(({ lies }) => lies?.sheet ?? []))])
  const placeAt = (act: number) => (place: number) => placeLies(names.get(placeName(act, place)))
  const kept = asked.flatMap(({ part, column, lies }) => {
    const sheet = lies && sheets.get(lies.sheet)
    const at = sheet ? located(sheet, lies, column) : column.cells.map(cell => ({ row: cell.at, state: 'gone' as const }))
    return column.cells.map((cell, index): Kept => {
      const { row, state } = at[index]
      const spot = { sheet: lies?.sheet ?? '', row, column: lies?.column ?? 0 }
      const formula = restored(part.act.formulas[cell.formula], spot, placeAt(part.act.id))
      const where = { part, column, cell, sheet: spot.sheet, row, col: spot.column }
      return { ...where, state: formula === undefined ? 'gone' : state, formula: formula ?? '' }
    })
  })
  return { kept, sheets, parts }
}

/** Where the cells of one column are, and whether they are still as they were frozen. */
function located(sheet: SheetNow, lies: Lies, column: FrozenColumn): { row: number; state: Kept['state'] }[] {
  const at = (row: number, col: number): Value => sheet.values[row - sheet.top]?.[col - sheet.left] ?? ''
  const isPlain = (row: number, col: number) => {
    const entry = sheet.formulas[row - sheet.top]?.[col - sheet.left]
    return typeof entry !== 'string' || !entry.startsWith('=')
  }
  const last = lies.column + column.cells.reduce((most, { spill }) => Math.max(most, spill?.[0].length ?? 1), 1) - 1
  const found = Array.from({ length: lies.rows }, (_, index) => {
    const row = lies.top + index
    const line = sheet.values[row - sheet.top] ?? []
    const value = isPlain(row, lies.column) ? at(row, lies.column) : ''
    return { value, mark: markOf(line, each => !isBetween(each + sheet.left, lies.column, last)) }
  })
  const rows = foundRows(column.cells, found, column.height)
  const grown = lies.rows - column.height
  return column.cells.map((cell, index) => {
    const row = rows[index]
    // One that is not found was changed where it stands, unless rows have gone and it may be among them.
    if (row === undefined) return { row: lies.top + Math.min(cell.at, lies.rows - 1), state: grown < 0 ? 'gone' : 'changed' }
    const top = lies.top + row
    const whole = (cell.spill ?? []).every((line, r) =>
      line.every((value, c) => isPlain(top + r, lies.column + c) && at(top + r, lies.column + c) === value),
    )
    return { row: top, state: whole ? 'frozen' : 'changed' }
  })
}

const isBetween = (column: number, from: number, to: number) => column >= from && column <= to

async function sheetsNow(context: Excel.RequestContext, names: readonly string[]): Promise<Map<string, SheetNow>> {
  const reads = names.map(name => {
    const sheet = context.workbook.worksheets.getItem(name).load('id,name,tabColor')
    const used = sheet.getUsedRange(true).load('rowIndex,columnIndex,values,formulas')
    return { name, sheet, used, protection: sheet.protection.load('protected') }
  })
  if (reads.length) await context.sync()
  return new Map(
    reads.map(({ name, sheet, used, protection }) => [
      name,
      {
        name,
        id: sheet.id,
        color: sheet.tabColor,
        isProtected: protection.protected,
        top: used.rowIndex,
        left: used.columnIndex,
        values: used.values as Value[][],
        formulas: used.formulas as unknown[][],
      },
    ]),
  )
}

/** What of a sheet is frozen, for the pane. */
export interface FrozenSheet {
  sheet: string
  /** Cells with a kept formula. */
  cells: number
  /** When it was last frozen, in milliseconds since 1970, and the change of the ledger by then. */
  at: number
  change: number
}

/** The sheets with frozen cells, in the order in which they were first frozen. */
export async function frozenSheets(): Promise<FrozenSheet[]> {
  return Excel.run(async context => {
    const { parts, names } = await readFrozen(context)
    const sheets = new Map<string, FrozenSheet>()
    for (const { act } of parts)
      for (const { number, cells } of act.columns) {
        const lies = columnLies(names.get(columnName(act.id, number)))
        if (!lies) continue
        const before = sheets.get(lies.sheet)
        const { at, change } = act
        sheets.set(lies.sheet, { sheet: lies.sheet, cells: (before?.cells ?? 0) + cells.length, at, change })
      }
    return [...sheets.values()]
  })
}

/** The formula that is kept for a cell, also for an element of an array that was frozen; `undefined` for any other cell. */
export async function keptAt(sheet: string, row: number, column: number): Promise<Kept | undefined> {
  return Excel.run(async context => {
    const { kept } = await keptCells(context, (_part, lies) => lies?.sheet === sheet && lies.column <= column)
    return kept
      .reverse()
      .find(
        each =>
          each.state === 'frozen' &&
          isBetween(row, each.row, each.row + (each.cell.spill?.length ?? 1) - 1) &&
          isBetween(column, each.col, each.col + (each.cell.spill?.[0].length ?? 1) - 1),
      )
  })
}

/** The range of a kept cell, with its array. */
export const keptRange = (worksheet: Excel.Worksheet, { row, col, cell }: Kept): Excel.Range =>
  rangeOf(worksheet, {
    top: row,
    left: col,
    bottom: row + (cell.spill?.length ?? 1) - 1,
    right: col + (cell.spill?.[0].length ?? 1) - 1,
  })
