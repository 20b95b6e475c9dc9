import { areaAddress } from '../../shared/reports/address.js'
import type { DrawnReport, OwnSheet } from './own-sheets.js'

/** What stands now in the cells of a sheet that we drew. */
export interface OwnCells {
  /** Row by row from the first of ours, column by column as drawn; a column that is gone has none. */
  values: (string | number | boolean | undefined)[][]
  /** A formula with its `=`, else the value. */
  formulas: (string | number | boolean | undefined)[][]
  /** The row of the headings, counted from the first of ours. */
  headingRow: number
  /** Letters and number of a cell, as people find it. */
  address: (row: number, column: number) => string
}

/** Cells of one answer: Excel on the web gives at most 5 MB. */
const BLOCK = 20_000

/** Reads a sheet of ours. Columns are known by their headings, since people may have inserted others between them. */
export async function ownCells({ worksheet, area, report, index }: OwnSheet): Promise<OwnCells> {
  const { headingRow, headings } = report.sheets[index]
  const read = await Excel.run(async context => {
    const sheet = context.workbook.worksheets.getItem(worksheet)
    const width = area.right - area.left + 1
    const step = Math.max(1, Math.floor(BLOCK / width))
    const values: Cells = []
    const formulas: Cells = []
    for (let top = area.top; top <= area.bottom; top += step) {
      const bottom = Math.min(area.bottom, top + step - 1)
      const range = sheet.getRange(areaAddress({ ...area, top, bottom })).load('values,formulas')
      await context.sync()
      values.push(...(range.values as Cells))
      formulas.push(...(range.formulas as Cells))
    }
    return { values, formulas }
  })
  const at = headingAt(read.values, headings, headingRow)
  const columns = aligned(read.values[at] ?? [], headings)
  const taken = (rows: Cells) => rows.map(row => columns.map(column => (column === undefined ? undefined : row[column])))
  return {
    values: taken(read.values),
    formulas: taken(read.formulas),
    headingRow: at,
    address: (row, column) => {
      const [top, left] = [area.top + row, area.left + (columns[column] ?? column)]
      return areaAddress({ top, left, bottom: top, right: left })
    },
  }
}

type Cells = (string | number | boolean)[][]

/** The row in which most headings stand: where it was, unless rows were inserted above. */
function headingAt(values: Cells, headings: readonly string[], expected: number): number {
  const known = new Set(headings)
  const count = (row: number) => (values[row] ?? []).filter(value => known.has(String(value))).length
  let best = expected
  for (let row = 0; row < Math.min(values.length, expected + 20); row++) if (count(row) > count(best)) best = row
  return best
}

/** Where each heading stands now, from left to right, so that equal headings keep their order. */
function aligned(row: readonly (string | number | boolean)[], headings: readonly string[]): (number | undefined)[] {
  let next = 0
  return headings.map((heading, at) => {
    // Nothing was inserted before it: it is where it was, also when somebody has reworded the heading.
    const found = row.findIndex((value, column) => column >= next && value === heading)
    if (found < 0 && next === at) return next++
    if (found < 0) return undefined
    next = found + 1
    return found
  })
}

/** Writes the seal into the head of a report's sheets. A head that people have moved or reworded is left alone. */
export async function writeSeal({ sheets }: DrawnReport, text: string): Promise<void> {
  await Excel.run(async context => {
    const cells = sheets.flatMap(({ worksheet, seal }) => {
      if (!seal) return []
      const cell = context.workbook.worksheets.getItemOrNullObject(worksheet).getCell(seal.row, seal.column)
      return [{ cell: cell.load('values'), seal }]
    })
    if (cells.length === 0) return
    await context.sync()
    for (const { cell, seal } of cells) {
      if (cell.isNullObject || !String((cell.values as unknown[][])[0][0]).startsWith(seal.label.trim())) continue
      cell.values = [[seal.label + text]]
    }
    await context.sync()
  })
}
