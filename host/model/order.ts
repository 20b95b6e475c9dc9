import { rectangle } from './address.js'
import type { Cell, Value } from './cell.js'
import { valueType } from './cell.js'
import { copied } from './formula-text.js'
import type { Area } from './sheet.js'
import { cellAt, cellFor, removeCell } from './sheet.js'
import { checkWritable } from './writable.js'
import { written } from './write.js'

/** One field to sort by: `key` counts columns (or rows) from the area's start. */
export interface SortField {
  key: number
  ascending?: boolean
}

const KINDS = { Double: 0, String: 1, Boolean: 2, Error: 3, Empty: 4 }
const texts = { exact: new Intl.Collator('en', { sensitivity: 'variant' }), plain: new Intl.Collator('en', { sensitivity: 'accent' }) }

/** Excel's order: numbers, texts, FALSE and TRUE, errors; empty cells always last. */
export function compare(a: Value, b: Value, matchCase = false): number {
  const [first, second] = [valueType(a), valueType(b)]
  if (first !== second) return KINDS[first] - KINDS[second]
  if (first === 'String') return texts[matchCase ? 'exact' : 'plain'].compare(String(a), String(b))
  return Number(a) - Number(b) || 0
}

/** Sorts the rows of an area (or its columns); formulas keep pointing at their own row. */
export function sortArea(area: Area, fields: readonly SortField[], matchCase = false, by: 'rows' | 'columns' = 'rows'): void {
  checkWritable(area.sheet)
  const { sheet } = area
  const alongRows = by === 'rows'
  const [lines, width] = alongRows ? [area.rows, area.columns] : [area.columns, area.rows]
  const place = (line: number, across: number): [number, number] =>
    alongRows ? [area.row + line, area.column + across] : [area.row + across, area.column + line]
  const read = Array.from({ length: lines }, (_, line) => ({
    line,
    cells: Array.from({ length: width }, (_cell, across): Cell | undefined => cellAt(sheet, ...place(line, across))),
  }))
  const ordered = [...read].sort((a, b) => {
    for (const { key, ascending = true } of fields) {
      const [x, y] = [a.cells[key]?.value ?? '', b.cells[key]?.value ?? '']
      const order = compare(x, y, matchCase)
      if (order) return ascending || x === '' || y === '' ? order : -order
    }
    return a.line - b.line
  })
  ordered.forEach(({ line, cells }, to) => {
    cells.forEach((cell, across) => {
      const [row, column] = place(to, across)
      removeCell(sheet, row, column)
      if (!cell) return
      const formula = cell.formula && copied(cell.formula, alongRows ? to - line : 0, alongRows ? 0 : to - line)
      Object.assign(cellFor(sheet, row, column), cell, formula ? { formula } : {})
    })
  })
  written(area)
  sheet.workbook.happened({ kind: 'sorted', sheet, area: rectangle(area), along: by })
}
