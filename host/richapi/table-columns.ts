import type { Value } from '../model/cell.js'
import { Declined, invalidArgument } from '../model/declined.js'
import type { Criteria } from '../model/filter.js'
import { applyTableFilters } from '../model/filter.js'
import { values } from '../model/read.js'
import type { Area } from '../model/sheet.js'
import type { Column, Table } from '../model/table.js'
import { bodyArea, columnArea, findColumn, headerArea, tableArea, totalsArea } from '../model/table.js'
import { addColumn, deleteColumn } from '../model/table-rows.js'
import { write } from '../model/write.js'
import type { Seat } from '../seat.js'
import type { Kind } from './kind.js'
import { collection, kind } from './kind.js'
import { range } from './range.js'

interface Owned {
  table: Table
  column: Column
}

function setFilter({ table, column }: Owned, criteria: Criteria | undefined): void {
  if (criteria) column.filter = criteria
  else delete column.filter
  applyTableFilters(table)
}

const filter = kind<Owned>('Filter', {
  properties: { criteria: ({ column }) => column.filter ?? null },
  methods: {
    apply: (owned: Owned, _seat: Seat, criteria: Criteria) => setFilter(owned, criteria),
    applyValuesFilter: (owned: Owned, _seat: Seat, wanted: Criteria['values']) => setFilter(owned, { filterOn: 'Values', values: wanted }),
    applyCustomFilter: (owned: Owned, _seat: Seat, criterion1: string, criterion2?: string, operator?: 'And' | 'Or') =>
      setFilter(owned, { filterOn: 'Custom', criterion1, ...(criterion2 === undefined ? {} : { criterion2, operator }) }),
    applyTopItemsFilter: (owned: Owned, _seat: Seat, count: number) =>
      setFilter(owned, { filterOn: 'TopItems', criterion1: String(count) }),
    applyBottomItemsFilter: (owned: Owned, _seat: Seat, count: number) =>
      setFilter(owned, { filterOn: 'BottomItems', criterion1: String(count) }),
    clear: (owned: Owned) => setFilter(owned, undefined),
  },
})

const part = (of: (table: Table) => Area) => (owned: Owned) => range.of(columnArea(owned.table, owned.column, of))
const whole = ({ table, column }: Owned) => columnArea(table, column)

const tableColumn: Kind<Owned> = kind<Owned>('TableColumn', {
  properties: {
    id: ({ column }) => column.id,
    index: ({ table, column }) => table.columns.indexOf(column),
    name: {
      get: ({ column }) => column.name,
      set: (owned, name: string) => write(columnArea(owned.table, owned.column, headerArea), [[name]]),
    },
    values: { get: owned => values(whole(owned)), set: (owned, entries: Value[][]) => write(whole(owned), entries) },
  },
  objects: { filter: owned => filter.of(owned) },
  methods: {
    getRange: part(tableArea),
    getHeaderRowRange: part(headerArea),
    getDataBodyRange: part(bodyArea),
    getTotalRowRange: (owned: Owned) => {
      if (!owned.table.showTotals) throw new Declined('InvalidOperation', 'The table has no totals row.')
      return part(totalsArea)(owned)
    },
    delete: ({ table, column }: Owned) => deleteColumn(table, column),
  },
})

/** The columns of a table. */
export const tableColumns: Kind<Table> = collection<Table, Owned>('TableColumnCollection', {
  item: () => tableColumn,
  items: table => table.columns.map(column => ({ table, column })),
  find: (table, key: Value) => {
    const column = findColumn(table, key)
    return column && { table, column }
  },
  methods: {
    add: (table: Table, _seat: Seat, index: number | null = null, entries: Value[][] | null = null, name?: string) => {
      if (entries && !Array.isArray(entries)) throw invalidArgument()
      return tableColumn.of({ table, column: addColumn(table, index, entries, name) })
    },
  },
})
