import * as z from 'zod'
import type { Day } from '../dates.js'
import { tryPosting, type Posting } from '../domain/posting/posting.js'
import { Refusal, refuse } from '../refusals.js'
import { postThrough } from './bound/door.js'
import { edit, postEdit, type EditOutcome } from './bound/edit.js'
import type { TableDefinition } from './define.js'
import { TABLES } from './index.js'

/** A row for a table, as it is pushed: what the row holds is checked by its table. */
export const tableRow = z.strictObject({
  table: z.string().min(1).max(50),
  // Not read here but by its table: to take it apart twice would double the cost of a long push.
  row: z.custom<Record<string, unknown>>(value => typeof value === 'object' && value !== null && !Array.isArray(value), 'not an object'),
  /** Line of the file or row of the sheet it comes from. */
  sourceRow: z.int().min(0).optional(),
  /** Of a row that was edited in a workbook: which it was, and since when the workbook has had it. */
  edit: edit.optional(),
})
export type TableRow = z.infer<typeof tableRow>

/** What became of a row; `index` counts the rows of the push from 0. An edit says more: see `EditOutcome`. */
export type RowAnswer = { index: number } & (
  { outcome: 'accepted' | 'already-there' } | EditOutcome | { outcome: 'refused'; refusal: Refusal }
)

/** Posts one row: reads it, then its table turns it into facts. A refused row leaves no trace; its refusal is given. */
export function postRow(posting: Posting, { table, row, sourceRow }: TableRow): Refusal | undefined {
  posting.sourceRow = sourceRow
  return tryPosting(posting, () => postThrough(posting, doorNamed(table), row))
}

/** Posts a row that was edited in a workbook, as `postRow` does; what became of it is given. `today` is the company's calendar day. */
export function postEditedRow(posting: Posting, { table, row, edit, sourceRow }: TableRow, today: Day): Refusal | EditOutcome {
  posting.sourceRow = sourceRow
  let outcome: EditOutcome | undefined
  const refusal = tryPosting(posting, () => (outcome = postEdit(posting, table, row, edit!, today)))
  return refusal ?? outcome!
}

function doorNamed(name: string): TableDefinition<unknown> {
  const definition = TABLES.get(name)
  if (!definition) throw refuse('UNKNOWN_TABLE', { name, known: [...TABLES.keys()].join(', ') })
  return definition
}

/** Posts rows in order, each seeing those before it. Refused rows are left out; the caller decides whether the others stand. `today` is the company's calendar day, needed for edits of a workbook: some are dated so. */
export function postRows(posting: Posting, rows: readonly TableRow[], today?: Day): RowAnswer[] {
  return rows.map((row, index) => {
    if (row.edit) {
      if (today === undefined) throw new Error('an edit needs the day it is made on')
      const became = postEditedRow(posting, row, today)
      return became instanceof Refusal ? { index, outcome: 'refused', refusal: became } : { index, ...became }
    }
    const remarks = posting.remarks.length
    const refusal = postRow(posting, row)
    if (refusal) return { index, outcome: 'refused', refusal }
    const repeated = posting.remarks.length > remarks && posting.remarks.slice(remarks).some(remark => remark.code === 'ALREADY_THERE')
    return { index, outcome: repeated ? 'already-there' : 'accepted' }
  })
}
