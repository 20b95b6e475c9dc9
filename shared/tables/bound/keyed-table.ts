import type { Book } from '../../book/book.js'
import { refuse } from '../../refusals.js'
import type { TableDefinition } from '../define.js'
import type { BoundTable, Column } from './define.js'
import { postThrough, presentFields } from './door.js'

/** What a table whose rows replace each other by key leaves to be said. */
interface Keyed extends Pick<BoundTable, 'ids' | 'touched' | 'lastChange'>, Partial<Pick<BoundTable, 'label'>> {
  columns: readonly Column[]
  /** The id of a row by its fields. */
  idOf: (fields: Readonly<Record<string, string>>) => string
  fields: (book: Book, id: string, knownAt: number) => Record<string, string> | undefined
  remove?: BoundTable['remove']
  /** The row as its door takes it; its fields as they are unless given. */
  row?: (fields: Record<string, string>) => Record<string, unknown>
}

/** A table in which a posted row of the same key takes the place of the one before. */
export function keyedTable<Row>(door: TableDefinition<Row>, { columns, idOf, fields, remove, row = same, ...lists }: Keyed): BoundTable {
  const read: BoundTable['read'] = (book, id, knownAt = Infinity) => {
    const found = fields(book, id, knownAt)
    return found && { id, fields: found }
  }
  return {
    name: door.name,
    label: door.label,
    summary: door.summary,
    columns,
    confirms: false,
    ...lists,
    read,
    post: (posting, written) => {
      const id = idOf(written)
      if (read(posting.book, id))
        throw refuse('DUPLICATE_NUMBER', { kind: `${door.label.en.toLowerCase()} (${door.label.zh})`, number: id })
      postThrough(posting, door, row(presentFields(written)))
      return id
    },
    change: (posting, now, wanted) => {
      const id = idOf(wanted)
      if (id !== now.id) throw refuse('KEY_FIXED', { column: door.key.join(', '), from: now.id, to: id })
      postThrough(posting, door, row(presentFields(wanted)))
      return id
    },
    remove:
      remove ??
      ((_posting, now) => {
        throw refuse('NOT_REMOVABLE', { what: now.id })
      }),
  }
}

const same = (fields: Record<string, string>): Record<string, unknown> => fields
