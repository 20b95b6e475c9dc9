import type { Book } from '../../book/book.js'
import type { Day } from '../../dates.js'
import type { Posting } from '../../domain/posting/posting.js'
import type { Words } from '../../vocabulary.js'

/** How a cell of a column is read and shown: codes are kept letter by letter, amounts exactly. */
export type ColumnType = 'code' | 'text' | 'date' | 'amount' | 'rate' | 'whole' | 'choice' | 'instalments' | 'lines'

/** A column of a table in a workbook. */
export interface Column {
  /** Its id, which never changes. */
  name: string
  label: Words
  /** One sentence on what to enter. */
  help: Words
  type: ColumnType
  required?: true
  /** The only values, each as the ledger keeps it and as people read it. */
  choices?: readonly { value: string; label: Words }[]
  /** Filled by the ledger; what is typed here is not posted. */
  given?: true
  /** Left out of a new table unless asked for. */
  seldom?: true
}

/**
 * What the cells of a row say, by column, each in one form: dates as 2026-03-31, amounts as plain decimals without trailing zeros, empty
 * cells as ''. Two rows are equal when these texts are.
 */
export type Fields = Readonly<Record<string, string>>

/** A row of the ledger as a workbook holds it. */
export interface BoundRow {
  id: string
  fields: Fields
}

/** A door in, as a table of a workbook: its columns, how a row is read out of the ledger, and how an edit of one goes in. */
export interface BoundTable {
  /** Name of the door. */
  name: string
  label: Words
  summary: Words
  columns: readonly Column[]
  /** Whether a change of a posted row is shown and agreed to before it is made. */
  confirms: boolean
  /** Ids of all rows, in the order in which a new table lists them. */
  ids: (book: Book) => Iterable<string>
  /** The row as known at a change; under the id it has now, since what was corrected goes on under a new one. */
  read: (book: Book, id: string, knownAt?: number) => BoundRow | undefined
  /** Ids of rows that changes after one may have touched. */
  touched: (book: Book, after: number) => ReadonlySet<string>
  /** The newest change that touched a row. */
  lastChange: (book: Book, id: string) => number
  /** Posts a new row and gives its id. */
  post: (posting: Posting, fields: Fields, today: Day) => string
  /** Makes a posted row say what is wanted, and gives its id from then on. */
  change: (posting: Posting, now: BoundRow, wanted: Fields, today: Day) => string
  /** Takes a posted row out of the books. */
  remove: (posting: Posting, now: BoundRow, today: Day) => void
}

/** A column; its help is one sentence in each language. */
export const column = (
  name: string,
  type: ColumnType,
  label: [en: string, zh: string],
  help: [en: string, zh: string],
  more: Pick<Column, 'required' | 'choices' | 'given' | 'seldom'> = {},
): Column => ({ name, type, label: { en: label[0], zh: label[1] }, help: { en: help[0], zh: help[1] }, ...more })
