import type { SortField } from '../model/order.js'
import { sortArea } from '../model/order.js'
import { invalidOperation } from '../model/declined.js'
import type { Area } from '../model/sheet.js'
import type { Table } from '../model/table.js'
import { bodyArea } from '../model/table.js'
import type { Seat } from '../seat.js'
import { kind } from './kind.js'

/** Sorting of a range. */
export const rangeSort = kind<Area>('RangeSort', {
  methods: {
    apply: (area: Area, _seat: Seat, fields: SortField[], matchCase = false, hasHeaders = false, orientation = 'Rows') => {
      const rows = orientation === 'Rows'
      const skip = hasHeaders ? 1 : 0
      const body = rows
        ? { ...area, row: area.row + skip, rows: area.rows - skip }
        : { ...area, column: area.column + skip, columns: area.columns - skip }
      sortArea(body, fields, matchCase, rows ? 'rows' : 'columns')
    },
  },
})

/** Sorting of a table. */
export const tableSort = kind<Table>('TableSort', {
  properties: { fields: table => table.sortFields, matchCase: table => table.matchCase, method: () => 'PinYin' },
  methods: {
    apply: (table: Table, _seat: Seat, fields: SortField[], matchCase = false) => {
      Object.assign(table, { sortFields: fields, matchCase })
      sortArea(bodyArea(table), fields, matchCase)
    },
    reapply: (table: Table) => {
      if (!table.sortFields.length) throw invalidOperation('The table has no sort order to apply again.')
      sortArea(bodyArea(table), table.sortFields, table.matchCase)
    },
    clear: (table: Table) => {
      table.sortFields = []
    },
  },
})
