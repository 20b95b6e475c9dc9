import { covers, intersection } from '../model/address.js'
import type { Value } from '../model/cell.js'
import { Declined, invalidArgument } from '../model/declined.js'
import { values } from '../model/read.js'
import type { Area, Sheet } from '../model/sheet.js'
import type { Table } from '../model/table.js'
import {
  addTable,
  bodyArea,
  findTable,
  headerArea,
  removeTable,
  renameTable,
  rowCount,
  showRow,
  tableArea,
  totalsArea,
} from '../model/table.js'
import { addRows, deleteRows, extendTable } from '../model/table-rows.js'
import { applyTableFilters } from '../model/filter.js'
import type { Workbook } from '../model/workbook.js'
import { write } from '../model/write.js'
import type { Seat } from '../seat.js'
import { EventType } from './event-type.js'
import type { Kind } from './kind.js'
import { collection, fields, kind, reachable } from './kind.js'
import { given } from './range-address.js'
import { range } from './range.js'
import { tableSort } from './sorts.js'
import { tableColumns } from './table-columns.js'
import { worksheetOf } from './reach.js'

const changed = (table: Table) => table.sheet.workbook.happened({ kind: 'tableChanged', table })

function clearFilters(table: Table): void {
  for (const column of table.columns) delete column.filter
  applyTableFilters(table)
}

/** One table. */
export const table: Kind<Table> = kind<Table>('Table', {
  eventTarget: each => each.id,
  events: { DataChanged: EventType.tableChanged, SelectionChanged: EventType.tableSelectionChanged },
  properties: {
    id: each => each.id,
    legacyId: each => each.id,
    name: { get: each => each.name, set: renameTable },
    showHeaders: { get: each => each.showHeaders, set: (each, shown: boolean) => showRow(each, 'showHeaders', shown) },
    showTotals: { get: each => each.showTotals, set: (each, shown: boolean) => showRow(each, 'showTotals', shown) },
    ...fields<Table>(
      ['style', 'showBandedRows', 'showBandedColumns', 'highlightFirstColumn', 'highlightLastColumn', 'showFilterButton'],
      changed,
    ),
  },
  objects: {
    columns: each => tableColumns.of(each),
    rows: each => tableRows.of(each),
    sort: each => tableSort.of(each),
    worksheet: each => worksheetOf(each.sheet),
  },
  methods: {
    getRange: (each: Table) => range.of(tableArea(each)),
    getHeaderRowRange: (each: Table) => range.of(headerArea(each)),
    getDataBodyRange: (each: Table) => range.of(bodyArea(each)),
    getTotalRowRange: (each: Table) => {
      if (!each.showTotals) throw invalidArgument('The table has no totals row.')
      return range.of(totalsArea(each))
    },
    resize: (each: Table, _seat: Seat, area: Area | string) => extendTable(each, given(each.sheet, area)),
    delete: (each: Table) => removeTable(each, false),
    convertToRange: (each: Table) => {
      removeTable(each, true)
      return range.of(tableArea(each))
    },
    clearFilters,
    reapplyFilters: applyTableFilters,
  },
})

interface Row {
  table: Table
  index: number
}

const area = ({ table: owner, index }: Row): Area => ({ ...bodyArea(owner), row: bodyArea(owner).row + index, rows: 1 })

const tableRow: Kind<Row> = kind<Row>('TableRow', {
  properties: {
    index: row => row.index,
    values: { get: row => values(area(row)), set: (row, entries: Value[][]) => write(area(row), entries) },
  },
  methods: {
    getRange: (row: Row) => range.of(area(row)),
    delete: (row: Row) => deleteRows(row.table, row.index),
  },
})

const asRows = (entries: unknown, width: number): (Value | null)[][] => {
  if (!Array.isArray(entries))
    return entries === null || entries === undefined ? [Array<null>(width).fill(null)] : [Array<Value>(width).fill(entries as Value)]
  return Array.isArray(entries[0]) ? (entries as (Value | null)[][]) : [entries as (Value | null)[]]
}

function checkUnfiltered(owner: Table): void {
  if (owner.columns.some(column => column.filter))
    throw new Declined('InsertDeleteConflict', 'The insert or delete operation attempted resulted in a conflict.', 409)
}

const tableRows: Kind<Table> = collection<Table, Row>('TableRowCollection', {
  item: () => tableRow,
  items: owner => Array.from({ length: rowCount(owner) }, (_, index) => ({ table: owner, index })),
  methods: {
    add: (owner: Table, _seat: Seat, index: number | null = null, entries?: unknown) =>
      tableRow.of({ table: owner, index: addRows(owner, index, asRows(entries, owner.columns.length)) }),
    deleteRows: (owner: Table, _seat: Seat, rows: (Row | number)[]) => {
      checkUnfiltered(owner)
      const indexes = rows.map(row => (typeof row === 'number' ? row : row.index)).sort((a, b) => b - a)
      for (const index of indexes) deleteRows(owner, index)
    },
    deleteRowsAt: (owner: Table, _seat: Seat, index: number, count = 1) => {
      checkUnfiltered(owner)
      deleteRows(owner, index, count)
    },
  },
})

interface Scope {
  workbook: Workbook
  sheet?: Sheet
  area?: Area
  fullyContained?: boolean
}

const within = ({ workbook, sheet, area: over, fullyContained }: Scope): Table[] =>
  workbook.tables.filter(each => {
    if (sheet) return each.sheet === sheet
    if (over) return each.sheet === over.sheet && (fullyContained ? covers(over, each.area) : intersection(over, each.area) !== null)
    return true
  })

/** The tables of the workbook or of a sheet. */
export const tables: Kind<Scope> = collection<Scope, Table>('TableCollection', {
  item: () => table,
  items: within,
  find: (scope, key: string | number) => findTable(within(scope), String(key)),
  eventTarget: scope => scope.sheet?.id ?? 'Workbook',
  events: { DataChanged: EventType.tableChanged, Added: EventType.tableAdded, Deleted: EventType.tableDeleted },
  methods: {
    add: ({ workbook, sheet }: Scope, seat: Seat, address: Area | string, hasHeaders: boolean) => {
      const on = sheet ?? seat.selection.sheet
      const over = given(on, address)
      if (over.sheet.workbook !== workbook) throw invalidArgument()
      return table.of(addTable(over, hasHeaders))
    },
  },
})

/** The tables that a range touches. */
export const tableScope: Kind<Scope> = reachable(
  collection<Scope, Table>('TableScopedCollection', {
    item: () => table,
    items: within,
    find: (scope, key: string) => findTable(within(scope), key),
    methods: { getFirst: (scope: Scope) => table.of(within(scope)[0]) },
  }),
)
