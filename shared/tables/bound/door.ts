import type * as z from 'zod'
import type { Posting } from '../../domain/posting/posting.js'
import { refuse, type Refusal } from '../../refusals.js'
import { schemaFault } from '../../schema-fault.js'
import type { TableDefinition } from '../define.js'
import { rowSchema } from '../row-schema.js'
import type { Fields } from './define.js'

/** The fields that say something: a door takes no empty texts. */
export const presentFields = (fields: Fields): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ''))

/** Posts a row through the door of its table; refuses one that is not as its schema says (`BAD_ROW`). */
export function postThrough<Row>(posting: Posting, door: TableDefinition<Row>, row: Readonly<Record<string, unknown>>): void {
  const read = rowSchema(door.row, row).safeParse(row)
  if (!read.success) throw rowRefusal(read.error)
  door.post(posting, read.data)
}

/** The first fault of a row, with the column it stands in. */
function rowRefusal(error: z.ZodError): Refusal {
  const { path, problem } = schemaFault(error)
  return refuse('BAD_ROW', { column: path || 'row', problem })
}
