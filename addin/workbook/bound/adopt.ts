import { refuse, type Language } from '../../../shared/refusals.js'
import { boundTable } from '../../../shared/tables/bound/edit.js'
import { atWorkbook } from './at-workbook.js'
import type { Binding } from './bound-workbook.js'
import { ids } from './read.js'
import { unmark } from './marks.js'
import { located } from './located.js'
import { ID_HEADING, STATUS_HEADING } from './own-columns.js'

/** Adds our two columns at the right end of a table that is there, see `BoundWorkbook`; nothing else of it changes. */
export const adopt = (
  tableId: string,
  table: string,
  columns: Readonly<Record<string, number>>,
  language: Language,
): Promise<Omit<Binding, 'base'>> =>
  atWorkbook(async context => {
    const { label } = boundTable(table)
    const found = context.workbook.tables.getItemOrNullObject(tableId).load('id')
    await context.sync()
    const gone = () => refuse('TABLE_GONE', { name: `${label.en} (${label.zh})` })
    if (found.isNullObject) throw gone()
    const there = found.columns.load('items/id,items/name')
    await context.sync()
    if (Object.values(columns).some(id => !there.items.some(each => each.id === id))) throw gone()
    const taken = new Set(there.items.map(({ name }) => name.toLowerCase()))
    const added = [STATUS_HEADING, ID_HEADING].map(heading => {
      const column = found.columns.add(undefined, undefined, free(heading[language], taken)).load('id')
      // A new column takes over the format of the one before it.
      column.getDataBodyRange().numberFormat = [['@']]
      return column
    })
    const [status, id] = added
    await context.sync()
    await hideAlone(context, id)
    return { tableId, table, columns, statusColumn: status.id, idColumn: id.id, exceptions: {}, follows: true, left: [] }
  })

/** Hides the column of ids, where the sheet has nothing else in it that people would miss. */
async function hideAlone(context: Excel.RequestContext, column: Excel.TableColumn): Promise<void> {
  const own = column.getRange().load('rowIndex,rowCount')
  const whole = own.getEntireColumn()
  const used = whole.getUsedRangeOrNullObject(true).load('rowIndex,rowCount')
  await context.sync()
  const inside = used.isNullObject || (used.rowIndex >= own.rowIndex && used.rowIndex + used.rowCount <= own.rowIndex + own.rowCount)
  if (inside) whole.columnHidden = true
  await context.sync()
}

function free(wanted: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted} ${count}`
    if (!taken.has(name.toLowerCase())) return name
  }
}

/** Takes our columns and our marks off a table again. */
export async function release(binding: Binding): Promise<void> {
  const all = await ids(binding)
  await atWorkbook(async context => {
    const { table, body, idAt, ...place } = await located(context, binding)
    await unmark(context, { table, body, idAt, ...place }, binding.tableId, all)
    // A hidden column would hide what moves into its place.
    body.getColumn(idAt).getEntireColumn().columnHidden = false
    for (const id of [binding.idColumn, binding.statusColumn]) table.columns.getItem(id).delete()
    await context.sync()
  })
}
