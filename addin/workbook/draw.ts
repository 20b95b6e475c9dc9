import { areaAddress, columnLetters } from '../../shared/reports/address.js'
import type { Sheet } from '../../shared/reports/sheet.js'
import { drawCharts, eraseCharts } from './draw-chart.js'
import { entries, numberFormats } from './draw-cells.js'
import { drawHighlights } from './draw-highlights.js'
import { drawAccent, drawLook } from './draw-look.js'
import { drawOutline, eraseOutline } from './draw-outline.js'
import { drawPageBreaks, drawPrint } from './draw-print.js'

/** Cells of one round trip: far below the 5 MB that Excel on the web takes, and few enough that progress moves. */
const BLOCK = 10_000

/** The cells of an earlier drawing, from the first one of its worksheet. */
export interface Place {
  worksheet: string
  rows: number
  columns: number
}

/** Where a sheet is drawn, and who hears how far it is. */
export interface Drawing {
  name: string
  /** The worksheet it stands behind, by id; the last one unless given. */
  after?: string
  /** An earlier drawing that it takes the place of. Cells beside it and below it stay as they are. */
  replace?: Place
  /** Hears of cells written, of all cells. */
  progress?: (done: number, total: number) => void
  /** Ends a drawing on a new worksheet, which is taken away again; one that replaces goes on to its end. */
  signal?: AbortSignal
}

/** Draws a neutral sheet on a worksheet, which is shown when it is whole, and answers where it stands. */
export async function drawSheet(sheet: Sheet, drawing: Drawing): Promise<Place & { name: string }> {
  return Excel.run(async context => {
    const worksheet = await begin(context, sheet, drawing)
    try {
      await drawAccent(context, worksheet, sheet)
      for (const { address, format } of numberFormats(sheet)) worksheet.getRange(address).numberFormat = [[format]]
      await write(context, worksheet, sheet, drawing)
      drawLook(worksheet, sheet)
      drawCharts(worksheet, sheet)
      drawPrint(worksheet, sheet)
      const { freeze, filter } = sheet
      if (freeze.columns > 0) worksheet.freezePanes.freezeAt(worksheet.getRange(`A1:${columnLetters(freeze.columns - 1)}${freeze.rows}`))
      else worksheet.freezePanes.freezeRows(freeze.rows)
      worksheet.autoFilter.apply(worksheet.getRange(areaAddress(filter)))
      await drawHighlights(context, worksheet, sheet)
      await drawOutline(context, worksheet, sheet)
      await drawPageBreaks(context, worksheet, sheet)
      // Calculation was put off while cells were written, so formulas are asked for here, in a workbook that calculates by hand too.
      worksheet.calculate(true)
      worksheet.activate()
      worksheet.getRange('A1').select()
      await context.sync()
    } catch (error) {
      if (drawing.replace === undefined) await takeAway(context, worksheet)
      throw error
    }
    return { worksheet: worksheet.id, name: worksheet.name, rows: sheet.rows.length, columns: sheet.columns.length }
  })
}

/** The worksheet to draw on: a new one, or the old one made empty where it was ours. */
async function begin(context: Excel.RequestContext, sheet: Sheet, { name, after, replace }: Drawing): Promise<Excel.Worksheet> {
  const { worksheets } = context.workbook
  if (replace) {
    const worksheet = worksheets.getItem(replace.worksheet).load('id,name')
    await makeRoom(context, worksheet, replace, sheet)
    return worksheet
  }
  const worksheet = worksheets.add(name).load('id,name')
  const neighbour = after === undefined ? undefined : worksheets.getItemOrNullObject(after).load('position')
  await context.sync()
  if (neighbour && !neighbour.isNullObject) worksheet.position = neighbour.position + 1
  return worksheet
}

async function makeRoom(context: Excel.RequestContext, worksheet: Excel.Worksheet, old: Place, sheet: Sheet): Promise<void> {
  const [rows, columns] = [sheet.rows.length, sheet.columns.length]
  worksheet.charts.load('items/name')
  worksheet.autoFilter.remove()
  await context.sync()
  eraseCharts(worksheet.charts)
  await eraseOutline(context, worksheet, `1:${old.rows}`)
  await eraseOutline(context, worksheet, `A:${columnLetters(old.columns - 1)}`)
  // More rows push down what stands below; fewer leave blank ones, since deleting would take what stands beside them along.
  if (rows > old.rows) worksheet.getRange(`${old.rows + 1}:${rows}`).insert('Down')
  if (columns > old.columns) worksheet.getRange(`${columnLetters(old.columns)}:${columnLetters(columns - 1)}`).insert('Right')
  const ours = { top: 0, left: 0, bottom: Math.max(rows, old.rows) - 1, right: Math.max(columns, old.columns) - 1 }
  const cells = worksheet.getRange(areaAddress(ours))
  cells.conditionalFormats.clearAll()
  cells.clear()
  cells.rowHidden = false
  cells.columnHidden = false
  await context.sync()
}

/** Writes the cells in blocks of rows. The worksheet is not the one on the screen yet, so nothing flickers. */
async function write(context: Excel.RequestContext, worksheet: Excel.Worksheet, sheet: Sheet, drawing: Drawing): Promise<void> {
  const { progress, replace, signal } = drawing
  const [rows, columns] = [sheet.rows.length, sheet.columns.length]
  const step = Math.max(1, Math.floor(BLOCK / columns))
  for (let from = 0; from < rows; from += step) {
    if (!replace) signal?.throwIfAborted()
    const to = Math.min(rows, from + step)
    context.application.suspendApiCalculationUntilNextSync()
    const area = areaAddress({ top: from, left: 0, bottom: to - 1, right: columns - 1 })
    worksheet.getRange(area).formulas = entries(sheet, from, to)
    await context.sync()
    progress?.(to * columns, rows * columns)
  }
}

async function takeAway(context: Excel.RequestContext, worksheet: Excel.Worksheet): Promise<void> {
  worksheet.delete()
  await context.sync()
}
