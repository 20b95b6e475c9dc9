import type { Book } from '../shared/book/book.js'
import { addMonths, type Day } from '../shared/dates.js'
import { changesOf } from './facts.js'
import { keep, newFolder, removeFolder } from './folder.js'
import { generate, type History } from './generate.js'
import type { Figure } from './measure.js'
import { bookOf } from './postings.js'

/** What figures are taken on: made when first asked for, so that a part of the bench makes only what it needs. */
export interface House {
  /** Invoices in three years. */
  readonly size: number
  readonly history: History
  readonly book: Book
  /** Folder of a ledger that keeps the history. */
  ledger(): Promise<string>
  /** Removes what was made on disk. */
  close(): void
}

/** A part of the bench that can be run alone. */
export interface Part {
  readonly title: string
  figures(house: House): Promise<Figure[]>
}

export function houseOf(size: number): House {
  let history: History | undefined
  let book: Book | undefined
  let folder: string | undefined
  return {
    size,
    get history() {
      return (history ??= generate({ invoices: size }))
    },
    get book() {
      return (book ??= bookOf(this.history))
    },
    async ledger() {
      if (!folder) await keep((folder = newFolder()), changesOf(this.history))
      return folder
    },
    close: () => folder && removeFolder(folder),
  }
}

/** The days that agings are asked for: the last one, and so many months before. */
export const monthsBefore = (history: History, months: number): Day => addMonths(history.last, -months)
