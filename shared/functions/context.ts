import type { Book } from '../book/book.js'
import type { Day } from '../dates.js'

/** What a cell may hold; `null` is an empty cell. */
export type Cell = string | number | boolean | null

/** One value, or rows of values that spill. */
export type Answer = Cell | readonly (readonly Cell[])[]

/** Asks a question as if the unposted rows of a workbook were posted. */
export type Drafts = <Answer>(ask: () => Answer) => Answer

/** What a call knows besides its arguments. */
export interface Context {
  book: Book
  /** The day that "today" stands for, in the company's time zone. */
  today: Day
  /** The workbook's as-of date, used where a call names none. */
  asOf: Day
  /** Asks with the rows of the workbook on top that are not posted yet; none where there is no workbook. */
  withDrafts?: Drafts
}
