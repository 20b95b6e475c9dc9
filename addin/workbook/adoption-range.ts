import { isRed } from '../../shared/intake/adoption/cell-forms.js'
import type { RangeCell } from '../../shared/intake/adoption/range.js'
import type { ResultRange } from '../../shared/intake/adoption/replacements.js'
import { areaAddress, type Area } from '../../shared/reports/address.js'
import { refuse } from '../../shared/refusals.js'
import { rangeOf } from './rectangles.js'
import { excelCode } from './selection.js'

/** A range that people mean: what they selected, or the table or region that their one cell is in. */
export interface MeantRange {
  sheetId: string
  sheet: string
  /** `B3:K20003`. */
  address: string
  area: Area
  /** The table that it is, with its heading row. */
  table?: { id: string; name: string }
  /** It grows with what is written beside it; what people selected stays as it is. */
  region: boolean
}

/** The range that is meant by what is selected now. Refuses when a chart or picture is selected, and a place with nothing in it. */
export const meantRange = (): Promise<MeantRange> => meant(context => context.workbook.getSelectedRange())

/** The same range as it is by now, after rows were added. */
export function meantAgain({ sheetId, area, table, region }: MeantRange): Promise<MeantRange> {
  const { top, left } = area
  const around = table || region ? { top, left, bottom: top, right: left } : area
  return meant(context => rangeOf(context.workbook.worksheets.getItem(sheetId), around))
}

async function meant(from: (context: Excel.RequestContext) => Excel.Range): Promise<MeantRange> {
  try {
    return await Excel.run(async context => {
      const selected = from(context)
      const sheet = selected.worksheet.load('id,name')
      const tables = selected.getTables(false).load('items/id,items/name')
      selected.load('cellCount')
      const region = selected.getSurroundingRegion()
      const used = selected.getUsedRangeOrNullObject(true)
      await context.sync()
      const [table] = tables.items
      const own = table ? context.workbook.tables.getItem(table.id).getRange() : selected.cellCount === 1 ? region : used
      if (!table && own === used && used.isNullObject) throw refuse('NO_CELL_SELECTED')
      own.load('rowIndex,columnIndex,rowCount,columnCount')
      await context.sync()
      const { rowIndex: top, columnIndex: left, rowCount, columnCount } = own
      const selectedArea = { top, left, bottom: top + rowCount - 1, right: left + columnCount - 1 }
      const area = !table && own === region ? await wholeTable(context, sheet, selectedArea) : selectedArea
      return {
        sheetId: sheet.id,
        sheet: sheet.name,
        address: areaAddress(area),
        area,
        ...(table && { table: { id: table.id, name: table.name } }),
        region: !table && own === region,
      }
    })
  } catch (error) {
    if (/^(InvalidSelection|InvalidReference|ItemNotFound|GeneralException)$/.test(excelCode(error))) throw refuse('NO_CELL_SELECTED')
    throw error
  }
}

/** Blank rows between two parts of one table: before a subtotal, below a title. */
const GAP = 2
/** Rows that are looked at together. */
const LOOKED = 2_000

/** A region with what stands above and below it in the same columns, over gaps of few blank rows: for Excel it ends at the first one. */
async function overGaps(context: Excel.RequestContext, sheet: Excel.Worksheet, area: Area): Promise<Area> {
  const used = rangeOf(sheet, area).getEntireColumn().getUsedRangeOrNullObject(true).load('rowIndex,rowCount')
  await context.sync()
  if (used.isNullObject) return area
  const last = used.rowIndex + used.rowCount - 1
  let { top, bottom } = area
  for (let from = bottom + 1; from <= last && from - bottom <= GAP + 1; from += LOOKED) {
    const filled = await filledRows(context, sheet, { ...area, top: from, bottom: Math.min(last, from + LOOKED - 1) })
    for (const row of filled) if (row - bottom <= GAP + 1) bottom = row
  }
  const above = Math.max(used.rowIndex, top - 20)
  if (above < top) {
    const filled = await filledRows(context, sheet, { ...area, top: above, bottom: top - 1 })
    for (const row of filled.reverse()) if (top - row <= GAP + 1) top = row
  }
  return { ...area, top, bottom }
}

/** A region grown over gaps, and to the width of what it grew into: below a gap a column may be empty that has its heading above. */
async function wholeTable(context: Excel.RequestContext, sheet: Excel.Worksheet, region: Area): Promise<Area> {
  let area = region
  for (;;) {
    const grown = await overGaps(context, sheet, area)
    if (grown.top === area.top && grown.bottom === area.bottom) return grown
    const parts = [grown.top, grown.bottom].map(row =>
      sheet.getCell(row, grown.left).getSurroundingRegion().load('columnIndex,columnCount'),
    )
    await context.sync()
    area = {
      ...grown,
      left: Math.min(grown.left, ...parts.map(({ columnIndex }) => columnIndex)),
      right: Math.max(grown.right, ...parts.map(({ columnIndex, columnCount }) => columnIndex + columnCount - 1)),
    }
  }
}

async function filledRows(context: Excel.RequestContext, sheet: Excel.Worksheet, area: Area): Promise<number[]> {
  const range = rangeOf(sheet, area).load('values')
  await context.sync()
  return range.values.flatMap((row, at) => (row.some(cell => cell !== '') ? [area.top + at] : []))
}

/** Cells of one answer: Excel on the web gives at most 5 MB, and values, texts and formats come together. */
const PIECE = 12_000

/** How far a reading has come, in rows. */
export type Reading = (done: number, total: number) => void

/**
 * Reads a range whole, in pieces between which Excel is free: values, texts, number formats, font colours of numbers where a column has
 * several, and formulas when asked. Refuses when its sheet is gone.
 */
export async function adoptionRange({ sheetId, area }: MeantRange, reading: Reading, { formulas = false } = {}): Promise<ResultRange> {
  const width = area.right - area.left + 1
  const total = area.bottom - area.top + 1
  const step = Math.max(1, Math.floor(PIECE / width))
  const read = { values: [] as RangeCell[][], texts: [] as string[][], formats: [] as string[][], formulas: [] as RangeCell[][] }
  const colours: (string | undefined)[][] = []
  let name = ''
  for (let top = area.top; top <= area.bottom; top += step) {
    reading(top - area.top, total)
    const piece = { ...area, top, bottom: Math.min(area.bottom, top + step - 1) }
    await Excel.run({ delayForCellEdit: true }, async context => {
      const sheet = context.workbook.worksheets.getItemOrNullObject(sheetId).load('name')
      await context.sync()
      if (sheet.isNullObject) throw refuse('NO_CELL_SELECTED')
      name = sheet.name
      const range = rangeOf(sheet, piece).load(`values,text,numberFormat${formulas ? ',formulas' : ''}`)
      const columns = Array.from({ length: width }, (_, at) => columnOf(sheet, piece, at).load('format/font/color'))
      await context.sync()
      const values = plain<RangeCell>(range.values)
      read.values.push(...values)
      read.texts.push(...plain<string>(range.text))
      read.formats.push(...plain<string>(range.numberFormat))
      if (formulas) read.formulas.push(...plain<RangeCell>(range.formulas))
      colours.push(...(await coloursOf(context, sheet, piece, values, columns)))
    })
  }
  reading(total, total)
  const { formulas: found, ...rest } = read
  return { sheet: name, firstRow: area.top + 1, firstColumn: area.left + 1, ...rest, colours, ...(formulas && { formulas: found }) }
}

/** The colours of a piece: a column of one colour is known at once, another is asked cell by cell where it holds numbers. */
async function coloursOf(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  piece: Area,
  values: readonly RangeCell[][],
  columns: readonly Excel.Range[],
): Promise<(string | undefined)[][]> {
  const mixed = columns.flatMap(({ format }, at) =>
    !format.font.color && values.some(row => /\d/.test(String(row[at])))
      ? [{ at, cells: columnOf(sheet, piece, at).getCellProperties({ format: { font: { color: true } } }) }]
      : [],
  )
  if (mixed.length > 0) await context.sync()
  const found = new Map(mixed.map(({ at, cells }) => [at, cells.value.map(([cell]) => cell.format?.font?.color)]))
  return values.map((_, row) =>
    columns.map(({ format }, at) => {
      const colour = found.get(at)?.[row] ?? format.font.color
      // Only red is asked about; of 20,000 rows nothing else needs to be kept.
      return isRed(colour) ? colour : undefined
    }),
  )
}

const columnOf = (sheet: Excel.Worksheet, { top, bottom, left }: Area, at: number): Excel.Range =>
  rangeOf(sheet, { top, bottom, left: left + at, right: left + at })

/** Grids of Excel belong to its answer; ours are kept. */
const plain = <Cell>(grid: readonly (readonly unknown[])[]): Cell[][] => grid.map(row => [...row] as Cell[])
