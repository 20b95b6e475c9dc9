import type { Book } from '../book/book.js'
import type { Day } from '../dates.js'

/** What a cell may hold; `null` is an empty cell. */
export type Cell = string | number | boolean | null

/** One value, or rows of values that spill. */
export type Answer = Cell | readonly (readonly Cell[])[]

/** What a call knows besides its arguments. */
export interface Context {
  book: Book
  /** The day that "today" stands for, in the company's time zone. */
  today: Day
  /** The workbook's as-of date, used where a call names none. */
  asOf: Day
}
