import type { IsoDate } from '../../shared/dates.js'
import { address, areaAddress, type Area } from '../../shared/reports/address.js'
import { refuse } from '../../shared/refusals.js'
import type { ArFormula } from './ar-formulas.js'
import { columnName, placeName, readFrozen, xmlOf, type FrozenAct, type FrozenColumn, type KeptCell } from './frozen.js'
import { markOf, type Value } from './frozen-rows.js'
import { keep, type KeptFormula, type Place } from './kept-formula.js'
import { cellsOf, grouped, rangeOf, rectanglesOf } from './rectangles.js'

/** What the ledger and the workbook were when formulas were frozen. */
export interface FrozenOn {
  at: number
  change: number
  today: IsoDate
  asOf: IsoDate
}

/** A cell of the workbook, named for people. */
export interface NamedCell {
  sheet: string
  address: string
  text: string
}

export interface Freezing {
  /** The act by which all of it can be thawed; `undefined` when nothing was frozen. */
  act?: number
  /** Cells with formulas that now hold their values. */
  frozen: number
  sheets: string[]
  /** Cells left as they are, because they show an error or are still being computed. */
  left: NamedCell[]
}

/** The colour of the tab of a frozen sheet. */
export const FROZEN_TAB = '#9DC3E6'

/** A formula with what it shows: one cell, or the array that it spilled. */
interface Shown extends ArFormula {
  area: Area
}

interface SheetRead {
  id: string
  name: string
  color: string
  top: number
  left: number
  values: Value[][]
  shown: Shown[]
}

export interface FreezeOptions {
  /** Colours the tabs of the sheets. */
  mark: boolean
  /** Freezes cells that show an error too. */
  errors?: boolean
}

/**
 * Replaces formulas by the values that they show, and keeps the formulas in the workbook. Refuses a protected sheet before anything is
 * changed.
 */
export async function freeze(formulas: readonly ArFormula[], on: FrozenOn, { mark, errors = false }: FreezeOptions): Promise<Freezing> {
  return Excel.run(async context => {
    const sheets = await readSheets(context, formulas)
    const left: NamedCell[] = []
    const whole = sheets.map(sheet => ({ ...sheet, shown: errors ? sheet.shown : sheet.shown.filter(each => !isUnfit(sheet, each, left)) }))
    const frozen = whole.filter(sheet => sheet.shown.length)
    const count = frozen.reduce((sum, { shown }) => sum + shown.length, 0)
    if (!count) return { frozen: 0, sheets: [], left }

    const all = context.workbook.worksheets.load('items/name')
    const { parts, names } = await readFrozen(context)
    const numbers = [...names.keys()].map(name => Number(/^_duebook_(\d+)_/.exec(name)?.[1] ?? 0))
    const id = Math.max(0, ...numbers, ...parts.map(({ act }) => act.id)) + 1
    const known = new Set(all.items.map(({ name }) => name.toLowerCase()))
    const { act, lies, places } = actOf(id, frozen, on, sheet => known.has(sheet.toLowerCase()))
    // A tab that is marked already keeps the colour that it had before that.
    const unmarked = mark ? frozen.filter(({ color }) => color.toUpperCase() !== FROZEN_TAB) : []
    act.tabs = unmarked.map(({ name, color }) => ({ column: lies.findIndex(({ sheet }) => sheet === name), color }))

    // First the formulas are safe, then the cells change.
    const part = context.workbook.customXmlParts.add(xmlOf(act))
    const named = addNames(context, id, lies, places)
    await context.sync()
    try {
      for (const sheet of frozen) {
        const range = context.workbook.worksheets.getItem(sheet.id)
        for (const area of rectanglesOf(sheet.shown.flatMap(({ area }) => [...cellsOf(area)]))) {
          const cells = rangeOf(range, area)
          // Values are copied inside Excel: a text such as 1-30 must not be read anew as a date.
          cells.copyFrom(cells, 'Values')
        }
        if (mark) range.tabColor = FROZEN_TAB
      }
      await context.sync()
    } catch (error) {
      part.delete()
      for (const name of named) name.delete()
      await context.sync()
      throw error
    }
    return { act: id, frozen: count, sheets: frozen.map(({ name }) => name), left }
  })
}

/** Reads what surrounds the formulas: their sheets' values and protection, and how far arrays spill. */
async function readSheets(context: Excel.RequestContext, formulas: readonly ArFormula[]): Promise<SheetRead[]> {
  const reads = [...grouped(formulas, ({ sheetId }) => sheetId)].map(([id, cells]) => {
    const sheet = context.workbook.worksheets.getItem(id).load('name,tabColor')
    const areas = rectanglesOf(cells).map(area => ({ area, range: rangeOf(sheet, area).load('hasSpill') }))
    const used = sheet.getUsedRange(true).load('rowIndex,columnIndex,values')
    return { id, cells, sheet, areas, used, protection: sheet.protection.load('protected') }
  })
  await context.sync()
  for (const { protection, sheet } of reads) if (protection.protected) throw refuse('SHEET_PROTECTED', { sheet: sheet.name })

  const spilled = reads.flatMap(({ id, cells, areas, sheet }) => {
    const within = areas.filter(({ range }) => (range.hasSpill as boolean | null) !== false).map(({ area }) => area)
    return cells.filter(cell => within.some(area => contains(area, cell))).map(cell => ({ id, cell, ...spillOf(sheet, cell) }))
  })
  if (spilled.length) await context.sync()
  const rooms = new Map<ArFormula, Area | 'element'>()
  for (const { cell, parent, room } of spilled) {
    if (parent.isNullObject || room.isNullObject) continue
    const own = parent.rowIndex === cell.row && parent.columnIndex === cell.column
    const bottom = cell.row + room.rowCount - 1
    rooms.set(cell, own ? { top: cell.row, left: cell.column, bottom, right: cell.column + room.columnCount - 1 } : 'element')
  }
  return reads.map(({ id, cells, sheet, used }) => ({
    id,
    name: sheet.name,
    color: sheet.tabColor,
    top: used.rowIndex,
    left: used.columnIndex,
    values: used.values as Value[][],
    shown: cells.flatMap(cell => {
      const room = rooms.get(cell) ?? { top: cell.row, bottom: cell.row, left: cell.column, right: cell.column }
      return room === 'element' ? [] : [{ ...cell, area: room }]
    }),
  }))
}

const contains = ({ top, left, bottom, right }: Area, { row, column }: { row: number; column: number }) =>
  row >= top && row <= bottom && column >= left && column <= right

function spillOf(sheet: Excel.Worksheet, { row, column }: ArFormula) {
  const parent = sheet.getCell(row, column).getSpillParentOrNullObject().load('rowIndex,columnIndex')
  return { parent, room: parent.getSpillingToRangeOrNullObject().load('rowCount,columnCount') }
}

const ERROR = /^#(BUSY!|N\/A|VALUE!|REF!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|CONNECT!|BLOCKED!|UNKNOWN!|FIELD!|GETTING_DATA)$/

const valueAt = ({ top, left, values }: SheetRead, row: number, column: number): Value => values[row - top]?.[column - left] ?? ''

/** An error is no figure to keep, and a cell that is still computed has none yet. */
function isUnfit(sheet: SheetRead, { area, row, column }: Shown, left: NamedCell[]): boolean {
  for (const at of cellsOf(area)) {
    const value = valueAt(sheet, at.row, at.column)
    if (typeof value !== 'string' || !ERROR.test(value)) continue
    left.push({ sheet: sheet.name, address: address(row, column), text: value })
    return true
  }
  return false
}

/** Rows and columns followed by names of one act: many names make a workbook slow to open. */
const MOST_PLACES = 300

/** The act, where its columns lie, and the rows and columns that its formulas name. */
function actOf(id: number, sheets: readonly SheetRead[], on: FrozenOn, isSheet: (name: string) => boolean) {
  const places: Place[] = []
  const placeNumbers = new Map<string, number>()
  const placeOf = (place: Place): number | undefined => {
    const key = `${place.axis} ${place.index} ${place.sheet.toLowerCase()}`
    const known = placeNumbers.get(key)
    if (known !== undefined || places.length >= MOST_PLACES || !isSheet(place.sheet)) return known
    placeNumbers.set(key, places.length)
    return places.push(place) - 1
  }
  const formulas: KeptFormula[] = []
  const formulaNumbers = new Map<string, number>()
  const formulaOf = (kept: KeptFormula): number => {
    const key = JSON.stringify(kept)
    const known = formulaNumbers.get(key)
    if (known !== undefined) return known
    formulaNumbers.set(key, formulas.length)
    return formulas.push(kept) - 1
  }

  const columns: FrozenColumn[] = []
  const lies: { sheet: string; id: string; area: Area }[] = []
  for (const sheet of sheets) {
    for (const [column, cells] of grouped(sheet.shown, ({ column }) => column)) {
      const rows = cells.map(({ row }) => row)
      const area = {
        top: rows.reduce((a, b) => Math.min(a, b)),
        bottom: rows.reduce((a, b) => Math.max(a, b)),
        left: column,
        right: column,
      }
      lies.push({ sheet: sheet.name, id: sheet.id, area })
      const last = column + cells.reduce((most, { area: room }) => Math.max(most, room.right - room.left), 0)
      columns.push({
        number: columns.length,
        height: area.bottom - area.top + 1,
        cells: cells.map(({ row, formula, area: room }): KeptCell => {
          const line = sheet.values[row - sheet.top] ?? []
          return {
            at: row - area.top,
            value: valueAt(sheet, row, column),
            mark: markOf(line, at => at + sheet.left < column || at + sheet.left > last),
            formula: formulaOf(keep(formula, { sheet: sheet.name, row, column }, placeOf)),
            ...(room.top === room.bottom && room.left === room.right ? {} : { spill: valuesIn(sheet, room) }),
          }
        }),
      })
    }
  }
  const act: FrozenAct = { id, ...on, formulas, columns, places: places.length, tabs: [] }
  return { act, lies, places }
}

const valuesIn = (sheet: SheetRead, { top, left, bottom, right }: Area): Value[][] =>
  Array.from({ length: bottom - top + 1 }, (_, r) =>
    Array.from({ length: right - left + 1 }, (_cell, c) => valueAt(sheet, top + r, left + c)),
  )

function addNames(
  context: Excel.RequestContext,
  act: number,
  lies: readonly { id: string; area: Area }[],
  places: readonly Place[],
): Excel.NamedItem[] {
  const { names, worksheets } = context.workbook
  const hidden = (name: string, range: Excel.Range) => {
    const item = names.add(name, range)
    item.visible = false
    return item
  }
  return [
    ...lies.map(({ id, area }, number) => hidden(columnName(act, number), worksheets.getItem(id).getRange(areaAddress(area)))),
    ...places.map(({ sheet, axis, index }, number) => {
      const cell = worksheets.getItem(sheet).getCell(axis === 'row' ? index : 0, axis === 'row' ? 0 : index)
      return hidden(placeName(act, number), axis === 'row' ? cell.getEntireRow() : cell.getEntireColumn())
    }),
  ]
}
