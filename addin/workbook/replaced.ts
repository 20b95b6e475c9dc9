import type { Lies } from './frozen.js'
import { columnLies, OUR_NAMES, placeLies } from './frozen.js'
import { foundRows, markOf, type Value } from './frozen-rows.js'
import { restored, type KeptFormula, type Place } from './kept-formula.js'
import { jsonParts } from './bound/json-part.js'

/** The namespace of the parts that keep what our formulas stand in place of. */
export const REPLACED_PARTS = 'urn:duebook:replaced'

/**
 * Hand-made results that were replaced by formulas of ours, kept in the workbook so that undo survives closing: one part for each time.
 * As for frozen cells, a hidden name lies over each column, and over each row and column that formulas name, and Excel moves them.
 */
export interface ReplacedAct {
  id: number
  /** When, in milliseconds since 1970. */
  at: number
  columns: ReplacedColumn[]
  places: number
}

export interface ReplacedColumn {
  /** Its number in its name. */
  number: number
  /** Rows from its first to its last replaced cell. */
  height: number
  cells: ReplacedCell[]
}

export interface ReplacedCell {
  /** Rows below the first of its column. */
  at: number
  /** Of the texts in its row. */
  mark: string
  /** What stood there, a value as a text that Excel reads as that value, and our formula. */
  old: KeptFormula
  ours: KeptFormula
}

export const replacedName = (act: number, column: number): string => `${OUR_NAMES}r${act}_c${column}`
export const replacedPlace = (act: number, place: number): string => `${OUR_NAMES}r${act}_p${place}`

/** A replaced cell by now: where it is, and what stood there as it reads today; `changed` when our formula is no longer in it. */
export interface ReplacedNow {
  sheet: string
  row: number
  column: number
  old: string
  state: 'ours' | 'changed' | 'gone'
}

/** All acts of the workbook, oldest first, with their parts and what every name stands for by now. */
export async function readReplaced(
  context: Excel.RequestContext,
): Promise<{ acts: { act: ReplacedAct; part: Excel.CustomXmlPart }[]; names: Map<string, string> }> {
  const parts = await jsonParts(context, REPLACED_PARTS)
  const names = context.workbook.names.load('items/name,items/formula')
  await context.sync()
  const acts = parts.flatMap(({ part, content }) => (isAct(content) ? [{ act: content, part }] : []))
  return {
    acts: acts.sort((a, b) => a.act.id - b.act.id),
    names: new Map(names.items.filter(({ name }) => name.startsWith(OUR_NAMES)).map(({ name, formula }) => [name, String(formula)])),
  }
}

const isAct = (content: unknown): content is ReplacedAct =>
  typeof content === 'object' && content !== null && 'id' in content && 'columns' in content && Array.isArray(content.columns)

/** A sheet as it is now, as far as it is used. */
export interface SheetCells {
  top: number
  left: number
  values: Value[][]
  formulas: unknown[][]
}

/** Where the cells of an act are by now; a row is known again by its texts, as that of a frozen cell is. */
export function replacedNow(
  act: ReplacedAct,
  names: ReadonlyMap<string, string>,
  cellsOf: (sheet: string) => SheetCells | undefined,
): ReplacedNow[] {
  const placeAt = (number: number): Place | undefined => placeLies(names.get(replacedPlace(act.id, number)))
  // Our formulas show errors while they have no answer: a row is not known by these texts.
  const own = new Set(act.columns.map(({ number }) => columnLies(names.get(replacedName(act.id, number)))?.column))
  return act.columns.flatMap((column): ReplacedNow[] => {
    const lies = columnLies(names.get(replacedName(act.id, column.number)))
    const sheet = lies && cellsOf(lies.sheet)
    if (!lies || !sheet) return column.cells.map(() => ({ sheet: '', row: 0, column: 0, old: '', state: 'gone' }))
    const rows = foundRows(
      column.cells.map(({ at, mark }) => ({ at, mark, value: true })),
      linesOf(lies, sheet, column, own, placeAt),
      column.height,
    )
    return column.cells.map((cell, index): ReplacedNow => {
      const row = lies.top + (rows[index] ?? Math.min(cell.at, lies.rows - 1))
      const spot = { sheet: lies.sheet, row, column: lies.column }
      const old = restored(cell.old, spot, placeAt)
      const state = old === undefined ? 'gone' : rows[index] === undefined ? 'changed' : 'ours'
      return { ...spot, old: old ?? '', state }
    })
  })
}

/** Each row of a replaced column: whether a formula of ours that was written there stands in it, and the mark of its texts. */
function linesOf(
  lies: Lies,
  sheet: SheetCells,
  column: ReplacedColumn,
  own: ReadonlySet<number | undefined>,
  placeAt: (number: number) => Place | undefined,
) {
  const forms = new Map(column.cells.map(({ ours }) => [JSON.stringify(ours), ours]))
  return Array.from({ length: lies.rows }, (_, at) => {
    const row = lies.top + at
    const formula = sheet.formulas[row - sheet.top]?.[lies.column - sheet.left]
    const spot = { sheet: lies.sheet, row, column: lies.column }
    const value = [...forms.values()].some(ours => plain(restored(ours, spot, placeAt)) === plain(formula))
    return { value, mark: markOf(sheet.values[row - sheet.top] ?? [], each => !own.has(each + sheet.left)) }
  })
}

/** A formula as it is compared: Excel may write names and spaces in its own way. */
const plain = (formula: unknown): unknown => (typeof formula === 'string' ? formula.replace(/\s+/g, '').toUpperCase() : formula)
