import { Book } from '../../../shared/book/book.js'
import { Posting } from '../../../shared/domain/posting/posting.js'
import { rowsOfFiles, type FileRows, type FileSettings } from '../../../shared/intake/files.js'
import type { InputFile } from '../../../shared/intake/input.js'
import { postRows, type TableRow } from '../../../shared/tables/post.js'

/** A ledger with some rows. */
export function bookWith(...rows: TableRow[]): Book {
  const book = new Book({ code: 'x', name: 'x', currency: 'CNY', timeZone: 'Asia/Shanghai' })
  post(book, rows)
  return book
}

/** Posts rows as an import does; gives what became of each. */
export function post(book: Book, rows: readonly TableRow[]): string[] {
  book.note(book.change + 1, 0)
  const posting = new Posting(book, book.change, 'passed-over')
  return postRows(posting, rows).map(answer => (answer.outcome === 'refused' ? answer.refusal.text('en') : answer.outcome))
}

/** What files hold, without a profile. */
export const filesRead = (files: readonly InputFile[], settings: Partial<FileSettings> = {}): FileRows =>
  rowsOfFiles(files, { rows: [], origins: [], faults: [], remarks: [] }, { currency: 'CNY', ...settings })

/** Rows in short: table, number or code, amount. */
export const shortOf = ({ rows }: FileRows): string[] =>
  rows.map(({ table, row }) => [table, row.number ?? row.code ?? row.key, row.amount].filter(Boolean).map(String).join(' '))
