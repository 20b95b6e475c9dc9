import type { TableEvent } from '../workbook/bound/bound-workbook.js'

/** What happened to a table since it was last looked at. */
export interface Heard {
  tableId: string
  /** Rows that this person edited, by index; `all` when it is not known which. */
  rows: Set<number> | 'all'
  /** Whether this person deleted rows. */
  deleted: boolean
  /** Whether rows may stand elsewhere by now. */
  moved: boolean
}

/** Gathers what is told of tables until somebody looks: a thousand cells that are written at once are looked at together. */
export function hearing(): { add(event: TableEvent): void; take(): Heard[] } {
  let tables = new Map<string, Heard>()
  return {
    add: ({ tableId, kind, rows, local }) => {
      const heard = tables.get(tableId) ?? { tableId, rows: new Set(), deleted: false, moved: false }
      tables.set(tableId, heard)
      // A colleague who edits one row moves none, and what they typed is theirs to send.
      if (!local) heard.moved ||= kind !== 'edited' || !rows || rows.to > rows.from
      else if (kind === 'deleted') heard.deleted = true
      else if (kind !== 'edited' || !rows) heard.rows = 'all'
      else if (heard.rows !== 'all') for (let row = rows.from; row <= rows.to; row++) heard.rows.add(row)
    },
    take: () => {
      const taken = [...tables.values()]
      tables = new Map()
      return taken
    },
  }
}
