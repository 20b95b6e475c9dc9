import type * as z from 'zod'
import type { Posting } from '../domain/posting/posting.js'
import type { Words } from '../vocabulary.js'

/** A door in: what a row of a workbook table holds and how it becomes facts. */
export interface TableDefinition<Row = never> {
  /** Its id in requests, `invoices`; never changes once released. */
  name: string
  label: Words
  /** One sentence: what a row is. */
  summary: Words
  /** The columns that name the row. */
  key: readonly string[]
  /** What a row must look like: texts for amounts and dates, so that nothing is lost on the way. */
  row: z.ZodType<Row>
  /** Turns a row into facts; refuses what may not be posted. */
  post: (posting: Posting, row: Row) => void
}

/** Names a table; nothing else, so that its rows keep their types. */
export const defineTable = <Row>(definition: TableDefinition<Row>): TableDefinition<Row> => definition
