import type { Book } from '../../shared/book/book.js'
import type { Day } from '../../shared/dates.js'
import { Posting } from '../../shared/domain/posting/posting.js'
import { postEditedRow } from '../../shared/tables/post.js'
import { pushedEdit } from './check.js'
import type { Pending } from './pending.js'

/** Asks a question of the ledger as it would be if the complete rows that are not posted yet were: those it would refuse are left out. */
export function withDrafts<Answer>(book: Book, pending: readonly Pending[], today: Day, ask: () => Answer): Answer {
  return book.attempt(() => {
    const change = book.change + 1
    book.note(change, book.recorded[book.recorded.length - 1]?.at ?? 0)
    const posting = new Posting(book, change)
    for (const edit of pending) {
      if (edit.missing?.length || edit.state === 'removed') continue
      postEditedRow(posting, pushedEdit({ ...edit, confirmed: true }), today)
    }
    return ask()
  })
}
