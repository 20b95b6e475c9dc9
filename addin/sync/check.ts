import type { Book } from '../../shared/book/book.js'
import type { Day } from '../../shared/dates.js'
import { Posting } from '../../shared/domain/posting/posting.js'
import { Refusal, type Language } from '../../shared/refusals.js'
import type { Fields } from '../../shared/tables/bound/define.js'
import { boundTable, type Edit } from '../../shared/tables/bound/edit.js'
import { postEditedRow, type TableRow } from '../../shared/tables/post.js'
import { isDraftId, type Pending } from './pending.js'

/** An edit as it is pushed. */
export function pushedEdit({ table, id, fields, base, remove, confirmed }: Pending, sourceRow?: number): TableRow {
  const edit: Edit = {
    ...(!isDraftId(id) && { id }),
    base,
    ...(remove && { remove }),
    ...(confirmed && { confirmed }),
  }
  return { table, row: remove ? {} : { ...fields }, edit, ...(sourceRow !== undefined && { sourceRow }) }
}

/** The state of an edit once the very rules of the ledger have looked at it, on the facts that the workbook has. */
export function checked(book: Book, pending: Pending, today: Day, language: Language): Pending {
  const { state: _before, missing: _missing, steps: _steps, refusal: _refusal, ...edit } = pending
  const missing = pending.remove ? [] : missingOf(pending.table, pending.fields)
  if (missing.length > 0) return { ...edit, state: isDraftId(pending.id) ? 'draft' : 'refused', missing }
  const outcome = book.attempt(() => postEditedRow(new Posting(book, book.change + 1), pushedEdit(pending), today))
  if (outcome instanceof Refusal) {
    const { column } = outcome.details
    return {
      ...edit,
      state: 'refused',
      refusal: { message: outcome.text(language), ...(column !== undefined && { column: String(column) }) },
    }
  }
  if (outcome.outcome === 'asks') return { ...edit, state: 'asks', steps: outcome.steps }
  if (outcome.outcome === 'conflict') return { ...edit, state: 'conflict', conflicts: outcome.conflicts }
  return { ...edit, state: 'queued' }
}

/** Required columns that are empty. */
export const missingOf = (table: string, fields: Fields): string[] =>
  boundTable(table)
    .columns.filter(({ name, required }) => required && name in fields && fields[name] === '')
    .map(({ name }) => name)
