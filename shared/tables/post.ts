import * as z from 'zod'
import { tryPosting, type Posting } from '../domain/posting/posting.js'
import { refuse, type Refusal } from '../refusals.js'
import { schemaFault } from '../schema-fault.js'
import { TABLES } from './index.js'
import { rowSchema } from './row-schema.js'

/** A row for a table, as it is pushed: what the row holds is checked by its table. */
export const tableRow = z.strictObject({
  table: z.string().min(1).max(50),
  // Not read here but by its table: to take it apart twice would double the cost of a long push.
  row: z.custom<Record<string, unknown>>(value => typeof value === 'object' && value !== null && !Array.isArray(value), 'not an object'),
  /** Line of the file or row of the sheet it comes from. */
  sourceRow: z.int().min(0).optional(),
})
export type TableRow = z.infer<typeof tableRow>

/** What became of a row; `index` counts the rows of the push from 0. */
export type RowAnswer = { index: number; outcome: 'accepted' | 'already-there' } | { index: number; outcome: 'refused'; refusal: Refusal }

/** Posts one row: reads it, then its table turns it into facts. A refused row leaves no trace; its refusal is given. */
export function postRow(posting: Posting, { table, row, sourceRow }: TableRow): Refusal | undefined {
  posting.sourceRow = sourceRow
  return tryPosting(posting, () => {
    const definition = TABLES.get(table)
    if (!definition) throw refuse('UNKNOWN_TABLE', { name: table, known: [...TABLES.keys()].join(', ') })
    const read = rowSchema(definition.row, row).safeParse(row)
    if (!read.success) throw refusalOf(read.error)
    definition.post(posting, read.data)
  })
}

/** Posts rows in order, each seeing those before it. Refused rows are left out; the caller decides whether the others stand. */
export function postRows(posting: Posting, rows: readonly TableRow[]): RowAnswer[] {
  return rows.map((row, index) => {
    const remarks = posting.remarks.length
    const refusal = postRow(posting, row)
    if (refusal) return { index, outcome: 'refused', refusal }
    const repeated = posting.remarks.length > remarks && posting.remarks.slice(remarks).some(remark => remark.code === 'ALREADY_THERE')
    return { index, outcome: repeated ? 'already-there' : 'accepted' }
  })
}

/** The first fault of a row, with the column it stands in. */
function refusalOf(error: z.ZodError): Refusal {
  const { path, problem } = schemaFault(error)
  return refuse('BAD_ROW', { column: path || 'row', problem })
}
