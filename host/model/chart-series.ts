import type { Chart, Series } from './chart.js'
import { shown } from './entry.js'
import type { Area } from './sheet.js'
import { cellAt } from './sheet.js'

/** The series that a source gives: texts in the first row name them, texts in the first column are the categories. */
export function seriesOf(source: Area, seriesBy: Chart['seriesBy']): Series[] {
  const value = (row: number, column: number) => cellAt(source.sheet, source.row + row, source.column + column)
  const isText = (row: number, column: number) => typeof (value(row, column)?.value ?? '') === 'string'
  const headings =
    source.rows > 1 &&
    Array.from({ length: source.columns }, (_, c) => isText(0, c))
      .slice(source.columns > 1 ? 1 : 0)
      .every(Boolean)
  const labels =
    source.columns > 1 &&
    Array.from({ length: source.rows }, (_, r) => isText(r, 0))
      .slice(headings ? 1 : 0)
      .every(Boolean)
  const top = headings ? 1 : 0
  const left = labels ? 1 : 0
  const [rows, columns] = [source.rows - top, source.columns - left]
  const byColumns = seriesBy === 'Columns' || (seriesBy === 'Auto' && columns <= rows)
  const at = (row: number, column: number, height: number, width: number): Area => ({
    sheet: source.sheet,
    row: source.row + row,
    column: source.column + column,
    rows: height,
    columns: width,
  })
  return Array.from({ length: byColumns ? columns : rows }, (_, i) => {
    const named = byColumns ? (headings ? value(0, left + i) : undefined) : labels ? value(top + i, 0) : undefined
    return {
      name: (named && shown(named.value, named.numberFormat)) || `Series${i + 1}`,
      values: byColumns ? at(top, left + i, rows, 1) : at(top + i, left, 1, columns),
      categories: byColumns ? (labels ? at(top, 0, rows, 1) : null) : headings ? at(0, left, 1, columns) : null,
      format: {},
    }
  })
}
