import * as z from 'zod'
import type { Day } from '../../dates.js'
import type { Posting } from '../../domain/posting/posting.js'
import { refuse } from '../../refusals.js'
import type { BoundTable, BoundRow, Fields } from './define.js'
import { BOUND_TABLES } from './index.js'
import { stepsOf, type Step } from './steps.js'
import { threeWay, type FieldConflict } from './three-way.js'

/** What makes a pushed row an edit of a workbook's table: `row` then holds its fields as texts. */
export const edit = z.strictObject({
  /** The row's id in the ledger; none for a new row. */
  id: z.string().min(1).max(300).optional(),
  /** The change as of which the workbook had the row. */
  base: z.int().min(0),
  /** Takes the row out of the books instead. */
  remove: z.boolean().optional(),
  /** Whether the person has seen and agreed to what an edit of a posted document does. */
  confirmed: z.boolean().optional(),
})
export type Edit = z.infer<typeof edit>

/** What became of an edit. */
export type EditOutcome =
  /** Posted, or there already. `returned` are columns whose newer values the workbook takes over. */
  | { outcome: 'accepted' | 'merged' | 'already-there'; id: string; returned: string[] }
  /** Nothing posted: somebody else changed the same fields. `change` is the newest that did. */
  | { outcome: 'conflict'; id: string; conflicts: FieldConflict[]; change: number }
  /** Nothing posted: what would be done, to be agreed to. */
  | { outcome: 'asks'; id: string; steps: Step[] }

/** The most characters of a field. */
const LENGTH = 5_000

/** Posts an edit of a workbook's row: compares it with the row as it is now and as it was, and makes the difference. Refuses what cannot be. */
export function postEdit(posting: Posting, table: string, row: Readonly<Record<string, unknown>>, change: Edit, today: Day): EditOutcome {
  const definition = boundTable(table)
  const mine = fieldsOf(definition, row)
  const { book } = posting
  if (change.id === undefined) return { outcome: 'accepted', id: definition.post(posting, mine, today), returned: [] }
  if (change.base > posting.change) throw refuse('NO_CHANGE', { value: change.base, newest: posting.change - 1 })
  const now = definition.read(book, change.id)
  if (!now) {
    if (change.remove) return { outcome: 'already-there', id: change.id, returned: [] }
    throw refuse('ROW_GONE', { what: nameOf(definition, mine, change.id) })
  }
  if (change.remove) return agreed(posting, definition, now, change, () => (definition.remove(posting, now, today), now.id))
  const base = definition.read(book, change.id, change.base)?.fields ?? {}
  const { wanted, changed, returned, conflicts } = threeWay(base, mine, now.fields)
  if (conflicts.length > 0) return { outcome: 'conflict', id: now.id, conflicts, change: definition.lastChange(book, now.id) }
  if (changed.length === 0) return { outcome: 'already-there', id: now.id, returned }
  const outcome = agreed(posting, definition, now, change, () => definition.change(posting, now, wanted, today))
  return outcome.outcome === 'accepted' && returned.length > 0 ? { ...outcome, outcome: 'merged', returned } : outcome
}

/** Makes a change of a posted row, or takes it back and tells what it does when nobody has agreed to it yet. */
function agreed(posting: Posting, definition: BoundTable, now: BoundRow, { confirmed }: Edit, make: () => string): EditOutcome {
  if (!definition.confirms || confirmed) return { outcome: 'accepted', id: make(), returned: [] }
  const facts = posting.facts.length
  const remarks = posting.remarks.length
  const step = posting.book.begin()
  try {
    make()
    return { outcome: 'asks', id: now.id, steps: stepsOf(posting.book, posting.facts.slice(facts)) }
  } finally {
    step.undo()
    step.keep()
    posting.facts.length = facts
    posting.remarks.length = remarks
  }
}

/** The definition of a workbook's table; refuses a name that none has. */
export function boundTable(name: string): BoundTable {
  const definition = BOUND_TABLES.get(name)
  if (!definition) throw refuse('NOT_BOUND_TABLE', { name, known: [...BOUND_TABLES.keys()].join(', ') })
  return definition
}

/** The texts of a row; refuses a column that the table does not have. What the ledger gives is not taken back. */
function fieldsOf(definition: BoundTable, row: Readonly<Record<string, unknown>>): Fields {
  const fields: Record<string, string> = {}
  for (const [name, value] of Object.entries(row)) {
    const column = definition.columns.find(each => each.name === name)
    if (!column || typeof value !== 'string' || value.length > LENGTH) {
      const problem = column
        ? 'not a text of at most 5,000 characters (应为不超过 5000 字的文本)'
        : 'no column of this table (本表没有此列)'
      throw refuse('BAD_ROW', { column: name, problem })
    }
    if (!column.given) fields[name] = value
  }
  return fields
}

const nameOf = (definition: BoundTable, fields: Fields, id: string): string => fields[definition.columns[0].name] || id
