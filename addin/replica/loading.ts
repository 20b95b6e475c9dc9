import type { Book } from '../../shared/book/book.js'
import { bookFrom } from '../../shared/book/snapshot.js'
import { FACT_SCHEMA } from '../../shared/facts/fact.js'
import { feedSize, PROTOCOL, type FeedSize } from '../../shared/protocol.js'
import { Refusal, refuse } from '../../shared/refusals.js'
import { bodyOf, outage, type Connection } from './connection.js'

/** Invoices and bytes of memory up to which a workbook takes the facts. */
export const LIMITS = { invoices: 200_000, bytes: 100 * 1024 * 1024 } as const

/** Whose facts there are and how much. Refuses (`RELOAD_NEEDED`) a service that speaks otherwise than this program. */
export async function sizeOf(connection: Connection, signal: AbortSignal): Promise<FeedSize> {
  const answer = await connection.get('/feed/size', 'application/json', signal)
  const size = feedSize.safeParse(await bodyOf(answer, connection.address)).data
  if (size?.protocol !== PROTOCOL || size.facts !== FACT_SCHEMA) throw refuse('RELOAD_NEEDED')
  return size
}

/** A Book that was fetched whole, and the bytes it came as. */
export interface Fetched {
  book: Book
  bytes: Uint8Array<ArrayBuffer>
  scope: number
}

/** Fetches the whole Book, telling how many bytes have come. */
export async function fetchBook(
  connection: Connection,
  signal: AbortSignal,
  progress: (bytes: number, total: number) => void,
): Promise<Fetched> {
  const answer = await connection.get('/feed?after=0', 'application/octet-stream', signal)
  const total = Number(answer.headers.get('x-length') ?? 0)
  const bytes = await received(answer, total, progress, connection.address)
  return { book: read(bytes), bytes, scope: Number(answer.headers.get('x-scope')) }
}

/**
 * The facts after a change as the feed gives them; none when the ledger lacks what the reader holds, as after a backup was brought
 * back.
 */
export async function fetchAfter(connection: Connection, change: number, scope: number, signal: AbortSignal): Promise<string | undefined> {
  try {
    const answer = await connection.get(`/feed?after=${change}&scope=${scope}`, 'application/x-ndjson', signal)
    return await answer.text().catch((error: unknown) => {
      throw outage(error, connection.address)
    })
  } catch (error) {
    if (error instanceof Refusal && error.code === 'NO_CHANGE') return undefined
    throw error
  }
}

/** The Book of some bytes. Refuses (`RELOAD_NEEDED`) a format that this program does not know. */
function read(bytes: Uint8Array): Book {
  try {
    return bookFrom(bytes)
  } catch (error) {
    throw error instanceof Refusal ? refuse('RELOAD_NEEDED') : error
  }
}

async function received(answer: Response, total: number, progress: (bytes: number, total: number) => void, address: string) {
  // The length that was told is where the bytes go at once; should it be wrong, there is room for more.
  let bytes = new Uint8Array(total || 1 << 20)
  let length = 0
  const reader = answer.body!.getReader()
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw outage(error, address)
    })
    if (done) break
    if (length + value.length > bytes.length) {
      const grown = new Uint8Array(2 * (length + value.length))
      grown.set(bytes.subarray(0, length))
      bytes = grown
    }
    bytes.set(value, length)
    length += value.length
    progress(length, Math.max(total, length))
  }
  if (total !== 0 && length !== total) throw outage(undefined, address)
  return bytes.subarray(0, length)
}
