import type { Book } from '../../shared/book/book.js'
import { bookReading } from '../../shared/book/reading.js'
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
  /** The newest change there was when it was asked for, which may be newer than what came; infinite when that was not said. */
  newest: number
}

/** Fetches the whole Book, telling how many bytes have come. */
export async function fetchBook(
  connection: Connection,
  signal: AbortSignal,
  progress: (bytes: number, total: number) => void,
): Promise<Fetched> {
  const answer = await connection.get('/feed?after=0', 'application/octet-stream', signal)
  const told = (name: string) => Number(answer.headers.get(name) ?? 0)
  const whole = await received(answer, told('x-length'), progress, connection.address)
  return { ...whole, scope: told('x-scope'), newest: told('x-newest') || Infinity }
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

/** So many times progress is told. */
const TOLD = 100

/** Makes the Book while its bytes come. Refuses (`RELOAD_NEEDED`) a format that this program does not know. */
async function received(
  answer: Response,
  total: number,
  progress: (bytes: number, total: number) => void,
  address: string,
): Promise<Pick<Fetched, 'book' | 'bytes'>> {
  // The length that was told is where the bytes go at once; should it be wrong, there is room for more.
  const coming = { bytes: new Uint8Array(total || 1 << 20), length: 0 }
  const reading = bookReading(coming)
  const reader = answer.body!.getReader()
  let told = 0
  try {
    let next = reading.next()
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw outage(error, address)
      })
      if (done) break
      take(coming, value)
      if (coming.length - told >= total / TOLD) progress((told = coming.length), Math.max(total, told))
      while (!next.done && next.value <= coming.length) next = reading.next()
    }
    // It broke off, though whatever stands in between called it the end.
    if (!next.done || next.value.end !== coming.length) throw outage(undefined, address)
    return { book: next.value.book, bytes: coming.bytes.subarray(0, coming.length) }
  } catch (error) {
    void reader.cancel().catch(() => undefined)
    throw error instanceof Refusal && error.code === 'BAD_FILE' ? refuse('RELOAD_NEEDED') : error
  }
}

function take(coming: { bytes: Uint8Array<ArrayBuffer>; length: number }, more: Uint8Array): void {
  const length = coming.length + more.length
  if (length > coming.bytes.length) {
    const longer = new Uint8Array(2 * length)
    longer.set(coming.bytes)
    coming.bytes = longer
  }
  coming.bytes.set(more, coming.length)
  coming.length = length
}
