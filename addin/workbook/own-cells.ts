import { areaAddress } from '../../shared/reports/address.js'
import type { Value } from '../../shared/reports/sheet.js'
import type { DrawnReport, OwnSheet } from './own-sheets.js'

/** What stands now in the cells of a sheet that we drew, with rows and columns that people inserted in it. */
export interface OwnCells {
  values: Value[][]
  /** A formula with its `=`, else the value. */
  formulas: Value[][]
  /** Letters and number of a cell by its place among these. */
  address: (row: number, column: number) => string
}

/** Cells of one answer: Excel on the web gives at most 5 MB. */
const BLOCK = 20_000

/** Reads a sheet of ours. */
export async function ownCells({ worksheet, area }: OwnSheet): Promise<OwnCells> {
  const width = area.right - area.left + 1
  const step = Math.max(1, Math.floor(BLOCK / width))
  const read = await Excel.run(async context => {
    const sheet = context.workbook.worksheets.getItem(worksheet)
    const values: Value[][] = []
    const formulas: Value[][] = []
    for (let top = area.top; top <= area.bottom; top += step) {
      const bottom = Math.min(area.bottom, top + step - 1)
      const range = sheet.getRange(areaAddress({ ...area, top, bottom })).load('values,formulas')
      await context.sync()
      values.push(...plain(range.values))
      formulas.push(...plain(range.formulas))
    }
    return { values, formulas }
  })
  return {
    ...read,
    address: (row, column) => {
      const [top, left] = [area.top + row, area.left + column]
      return areaAddress({ top, left, bottom: top, right: left })
    },
  }
}

const plain = (rows: unknown[][]): Value[][] =>
  rows.map(row => row.map(value => (value === '' ? null : typeof value === 'number' ? value : String(value))))

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
