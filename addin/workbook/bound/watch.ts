import { attempt } from '../attempt.js'
import { atWorkbook } from './at-workbook.js'
import type { TableEvent } from './bound-workbook.js'
import { eventsOf, unplaced, type Told, type WatchedTable } from './told.js'

interface Handler {
  context: OfficeExtension.ClientRequestContext
  remove: () => void
}

/**
 * Hears what happens to the tables, see `BoundWorkbook`. Excel tells the same twice, of the table and of its sheet, and each where the other
 * is silent: a row typed below a table, or dragged down through a filter. What comes at once is told once. Where the cells stand in their
 * tables is asked in two round trips, however long the tables are.
 */
export async function watch(listener: (event: TableEvent) => void): Promise<() => Promise<void>> {
  let waiting: Told[] = []
  let on = true
  const flush = async () => {
    const told = waiting
    waiting = []
    const events = await watchedTables(told).then(
      found => eventsOf(told, found),
      () => unplaced(told),
    )
    if (on) for (const event of events) listener(event)
  }
  let work = Promise.resolve()
  const tell = (each: Told): Promise<void> => {
    if (waiting.push(each) === 1) work = work.then(flush, flush)
    return work
  }
  const handlers = await atWorkbook(async context => {
    const { tables, worksheets } = context.workbook
    const added: Handler[] = [tables.onChanged.add(args => tell({ ...args, table: args.tableId }))]
    await context.sync()
    await attempt(context, () => {
      added.push(worksheets.onChanged.add(args => tell({ ...args, sheet: args.worksheetId })))
      added.push(worksheets.onRowSorted.add(args => tell({ ...args, changeType: 'RangeEdited', sheet: args.worksheetId })))
      added.push(
        tables.onDeleted.add(async ({ tableId, source }) => on && listener({ tableId, kind: 'deleted', local: source !== 'Remote' })),
      )
    })
    return added
  })
  return async () => {
    on = false
    for (const handler of handlers) handler.remove()
    const [first] = handlers
    await Excel.run(first.context as Excel.RequestContext, context => context.sync())
  }
}

/** The tables that were told of, and those of the sheets that were told of. One that is gone is left out. */
async function watchedTables(told: readonly Told[]): Promise<WatchedTable[]> {
  const sheets = new Set(told.flatMap(({ sheet }) => sheet ?? []))
  return atWorkbook(async context => {
    const ofSheets = [...sheets].map(id => context.workbook.worksheets.getItemOrNullObject(id).tables.load('items/id'))
    if (ofSheets.length > 0) await context.sync()
    const ids = new Set(told.flatMap(({ table }) => table ?? []))
    const sheetOf = new Map([...sheets].flatMap((sheet, at) => itemsOf(ofSheets[at]).map(({ id }) => [id, sheet] as const)))
    for (const id of sheetOf.keys()) ids.add(id)
    const found = [...ids].map(id => {
      const table = context.workbook.tables.getItemOrNullObject(id)
      return { id, table, body: table.load('showTotals').getDataBodyRange().load('rowIndex,rowCount,columnIndex,columnCount') }
    })
    if (found.length > 0) await context.sync()
    return found.flatMap(({ id, table, body }) => {
      if (table.isNullObject) return []
      const { rowIndex: top, rowCount, columnIndex: left, columnCount } = body
      return [{ id, sheet: sheetOf.get(id), top, bottom: top + rowCount - 1, left, right: left + columnCount - 1 }]
    })
  })
}

/** The tables of a sheet; of one that was deleted meanwhile none. */
const itemsOf = (tables: Excel.TableCollection): readonly Excel.Table[] => (tables.isNullObject ? [] : tables.items)
