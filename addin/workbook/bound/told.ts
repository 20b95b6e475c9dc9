import { parseAddress, type Area } from '../../../shared/reports/address.js'
import type { TableEvent } from './bound-workbook.js'

/** What Excel told of a table or of a sheet. */
export interface Told {
  table?: string
  sheet?: string
  changeType: string
  /** Cells of the sheet, such as `B3:D9`, `5:7` or `B:D`, perhaps several with commas. */
  address: string
  source: string
}

/** Where the body of a table stands in its sheet now. */
export interface WatchedTable extends Area {
  id: string
  /** Id of its sheet, where that was told of. */
  sheet?: string
}

/** What was told, as events of tables; each once. */
export function eventsOf(told: readonly Told[], tables: readonly WatchedTable[]): TableEvent[] {
  const events = new Map<string, TableEvent>()
  for (const each of told)
    for (const table of tables)
      if (each.table === undefined ? each.sheet === table.sheet : each.table === table.id)
        for (const event of eventsIn(each, table)) events.set(JSON.stringify(event), event)
  return [...events.values()]
}

/** The same when Excel cannot say where the tables stand: of which rows is not known. */
export const unplaced = (told: readonly Told[]): TableEvent[] =>
  told.flatMap(({ table, source }) => (table === undefined ? [] : [{ tableId: table, kind: 'edited', local: source !== 'Remote' }]))

function eventsIn({ table: ofTable, changeType, address, source }: Told, table: WatchedTable): TableEvent[] {
  const areas = address.split(',').flatMap(part => areaOf(part) ?? [])
  const event = (kind: TableEvent['kind']): TableEvent => ({ tableId: table.id, kind, local: source !== 'Remote' })
  const reached = ofTable !== undefined || areas.some(area => reaches(area, table))
  switch (changeType) {
    case 'RangeEdited': {
      const rows = rowsOf(areas, table)
      const heading = areas.some(area => across(area, table) && area.top < table.top && area.bottom >= table.top - 1)
      return [...(heading ? [event('columns')] : []), ...(rows ? [{ ...event('edited'), rows }] : [])]
    }
    case 'RowInserted':
    case 'CellInserted':
      // Excel does not always tell the right rows.
      return reached ? [event('inserted')] : []
    case 'RowDeleted':
    case 'CellDeleted':
      return reached ? [event('deleted')] : []
    case 'ColumnInserted':
    case 'ColumnDeleted':
      return ofTable !== undefined || areas.some(area => area.left <= table.right + 1) ? [event('columns')] : []
    default:
      return reached ? [event('edited')] : []
  }
}

const across = (area: Area, table: Area) => area.left <= table.right && area.right >= table.left

/** Whether cells lie at a table or right below it, where its last rows were before they were deleted. */
const reaches = (area: Area, table: Area) => across(area, table) && area.top <= table.bottom + 1 && area.bottom >= table.top - 1

/** The rows of the body from the first to the last that is in one of the areas. */
function rowsOf(areas: readonly Area[], table: Area): { from: number; to: number } | undefined {
  const hit = areas.filter(area => across(area, table) && area.top <= table.bottom && area.bottom >= table.top)
  if (hit.length === 0) return undefined
  const from = Math.max(table.top, Math.min(...hit.map(({ top }) => top)))
  const to = Math.min(table.bottom, Math.max(...hit.map(({ bottom }) => bottom)))
  return { from: from - table.top, to: to - table.top }
}

/** The cells of an address; whole rows and columns have no end. */
function areaOf(text: string): Area | undefined {
  const [from, to = from] = text.slice(text.lastIndexOf('!') + 1).split(':')
  const [first, last] = [from, to].map(corner => parseAddress(/\d/.test(corner) ? corner.replace(/^\$?(?=\d)/, 'A') : `${corner}1`))
  if (!first || !last) return undefined
  const rows = /^\$?\d/.test(from)
  const columns = !/\d/.test(from)
  return {
    top: first.row,
    left: first.column,
    bottom: columns ? Infinity : last.row,
    right: rows ? Infinity : last.column,
  }
}
