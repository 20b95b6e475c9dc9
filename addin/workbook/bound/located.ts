import { refuse } from '../../../shared/refusals.js'
import type { Column } from '../../../shared/tables/bound/define.js'
import { boundTable } from '../../../shared/tables/bound/edit.js'
import type { Binding, TablePlace } from './bound-workbook.js'

/** A bound table where it stands at this moment. Places of columns are counted from 0 at its left end. */
export interface Located extends Omit<TablePlace, 'tableId'> {
  table: Excel.Table
  body: Excel.Range
  columns: readonly { column: Column; at: number }[]
  idAt: number
  statusAt: number
  /** Column of the sheet at its left end, counted from 0. */
  left: number
}

/** Finds a bound table in one round trip, with whatever else was asked for before. Refuses one that is gone or lacks a column (`TABLE_GONE`). */
export async function located(context: Excel.RequestContext, binding: Binding): Promise<Located> {
  const { label } = boundTable(binding.table)
  const gone = () => refuse('TABLE_GONE', { name: `${label.en} (${label.zh})` })
  const table = context.workbook.tables.getItem(binding.tableId).load('name')
  const sheet = table.worksheet.load('name')
  const columns = table.columns.load('items/id,items/index')
  const body = table.getDataBodyRange().load('rowIndex,columnIndex,rowCount')
  try {
    await context.sync()
  } catch (error) {
    throw (error as { code?: string }).code === 'ItemNotFound' ? gone() : error
  }
  const places = new Map(columns.items.map(({ id, index }) => [id, index]))
  const at = (id: number): number => {
    const place = places.get(id)
    if (place === undefined) throw gone()
    return place
  }
  const definitions = new Map(boundTable(binding.table).columns.map(each => [each.name, each]))
  return {
    table,
    body,
    name: table.name,
    sheet: sheet.name,
    firstRow: body.rowIndex + 1,
    rows: body.rowCount,
    left: body.columnIndex,
    columns: Object.entries(binding.columns).flatMap(([name, id]) => {
      const place = at(id)
      const column = definitions.get(name)
      return column ? [{ column, at: place }] : []
    }),
    idAt: at(binding.idColumn),
    statusAt: at(binding.statusColumn),
  }
}

/** All bound columns and ours with whatever lies between them, before it is known where they stand; its `columnIndex` is loaded. */
export function spanOf(context: Excel.RequestContext, { tableId, columns, idColumn, statusColumn }: Binding): Excel.Range {
  const table = context.workbook.tables.getItem(tableId)
  const body = (id: number) => table.columns.getItem(id).getDataBodyRange()
  return [...Object.values(columns), statusColumn].reduce((span, id) => span.getBoundingRect(body(id)), body(idColumn)).load('columnIndex')
}

/** Some rows of a body, over some of its columns, both ends included. */
export const block = (body: Excel.Range, rows: { from: number; to: number }, columns: { from: number; to: number }): Excel.Range =>
  body.getCell(rows.from, columns.from).getResizedRange(rows.to - rows.from, columns.to - columns.from)

/** Whole numbers as runs of neighbours, in order, each at most so long. */
export function runsOf(numbers: readonly number[], longest = Infinity): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = []
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last?.to === number - 1 && number - last.from < longest) last.to = number
    else runs.push({ from: number, to: number })
  }
  return runs
}
