import { atWorkbook } from './at-workbook.js'
import type { Binding, FoundTable, TablePlace } from './bound-workbook.js'
import { block, located } from './located.js'

/** All tables of the workbook, in the order of Excel's list. */
export const tables = (): Promise<FoundTable[]> =>
  atWorkbook(async context => {
    const all = context.workbook.tables.load('items/id,items/name')
    await context.sync()
    const found = all.items.map(table => ({
      table,
      sheet: table.worksheet.load('name'),
      columns: table.columns.load('items/id,items/name'),
      body: table.getDataBodyRange().load('rowIndex,rowCount'),
    }))
    if (found.length > 0) await context.sync()
    return found.map(({ table, sheet, columns, body }) => ({
      tableId: table.id,
      name: table.name,
      sheet: sheet.name,
      firstRow: body.rowIndex + 1,
      rows: body.rowCount,
      headings: columns.items.map(({ id, name }) => ({ id, heading: name })),
    }))
  })

/** Where a bound table stands. */
export const placeOf = (binding: Binding): Promise<TablePlace> =>
  atWorkbook(async context => {
    const { name, sheet, firstRow, rows } = await located(context, binding)
    return { tableId: binding.tableId, name, sheet, firstRow, rows }
  })

/** Shows a row's cell, or the row's first bound one. */
export const show = (binding: Binding, index: number, column?: string): Promise<void> =>
  atWorkbook(async context => {
    const { table, body, columns, rows } = await located(context, binding)
    const at = columns.find(each => each.column.name === column)?.at ?? Math.min(...columns.map(each => each.at))
    const row = Math.min(index, rows - 1)
    table.worksheet.activate()
    block(body, { from: row, to: row }, { from: at, to: at }).select()
    await context.sync()
  })
