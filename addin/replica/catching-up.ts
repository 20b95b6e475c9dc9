import type { FeedSize } from '../../shared/protocol.js'
import { Refusal } from '../../shared/refusals.js'
import { outage, type Connection } from './connection.js'
import { deltaOf, type Delta } from './delta.js'
import type { Holding } from './holding.js'
import { fetchAfter, fetchBook, sizeOf } from './loading.js'
import type { Hub } from './news.js'
import type { Owner } from './storage.js'

/** What is needed to fetch what a replica lacks. */
export interface CatchingUp {
  connection: Connection
  signal: AbortSignal
  held: Holding
  news: Hub
  /** Milliseconds since 1970. */
  now: () => number
  fits: (size: FeedSize) => boolean
  /** Told that the ledger is too large for the workbook. */
  tooLarge: () => void
  /** Told of an answer of the feed once it is held. */
  took: (delta: Delta, text: string) => void
}

/** So many times facts are fetched anew in a row: a service that contradicts itself is left alone for a while. */
const ANEW = 2

/** Whose facts a size is of. */
export const ownerOf = ({ company, user, scope }: FeedSize): Owner => ({ company: company.code, user, scope })

/** Fetches what is missing, whole or what came after, until everything is held. Throws when that fails; what is held stays whole. */
export async function catchUp(parts: CatchingUp): Promise<void> {
  const { connection, signal, held, fits, tooLarge, took } = parts
  for (let anew = 0; ;) {
    if (!held.confirmed) {
      const size = await sizeOf(connection, signal)
      if (!fits(size)) {
        tooLarge()
        held.takeNothing(size)
        return
      }
      if (!held.confirm(ownerOf(size))) {
        if (anew++ === ANEW) throw outage(undefined, connection.address)
        if (await takeWhole(parts, size)) return
      }
    }
    const text = await fetchAfter(connection, held.book!.change, held.owner!.scope, signal)
    const delta = text === undefined ? undefined : read(text, connection.address)
    if (!delta || !held.goesOn(delta.head)) {
      held.doubt()
      continue
    }
    held.takeDelta(delta)
    took(delta, text!)
    if (delta.head.to >= delta.head.newest) return
  }
}

/** Fetches the whole Book; says whether it was the newest. What was fetched may be some seconds old, since readers share it. */
async function takeWhole({ connection, signal, held, news, now }: CatchingUp, size: FeedSize): Promise<boolean> {
  const { book, bytes, scope, newest } = await fetchBook(connection, signal, (bytes, total) => {
    if (!held.book) news.set({ progress: { bytes, total } })
  })
  // Between the two questions another ledger came to stand there.
  if (book.company.code !== size.company.code) throw outage(undefined, connection.address)
  held.take(book, { ...ownerOf(size), scope }, now(), bytes)
  return book.change >= newest
}

/** An answer that broke off is an outage, whether or not it was called the end. */
function read(text: string, address: string): Delta {
  try {
    return deltaOf(text)
  } catch (error) {
    throw error instanceof Refusal ? error : outage(error, address)
  }
}
