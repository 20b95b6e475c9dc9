import { pipeline } from 'node:stream/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createGzip } from 'node:zlib'
import { joined, snapshotPieces } from '../../shared/book/snapshot.js'
import type { Ledger } from '../ledger.js'
import type { Viewer } from '../viewer.js'

/** A Book as it travels. */
export interface WholeBook {
  change: number
  /** Compressed with gzip. */
  bytes: Buffer
  /** Bytes when no longer compressed. */
  length: number
}

/** For so many milliseconds readers are given the same bytes, though facts were added: they catch up by the feed. */
const REUSED = 10_000
/** After so many milliseconds without a reader the bytes are let go. */
const KEPT = 60_000
/** Bytes compressed at a time. */
const PIECE = 256 * 1024

interface Kept {
  change: number
  at: number
  whole: Promise<WholeBook>
  letGo: NodeJS.Timeout
}

/** Gives the Book of a viewer as bytes: packed once for all who open a workbook at about the same time, while others are served. */
export function wholeBooks(ledger: Ledger): (viewer: Viewer) => Promise<WholeBook> {
  const kept = new Map<string, Kept>()
  return viewer => {
    const known = kept.get(viewer.id)
    if (known && (known.change === ledger.change || performance.now() - known.at < REUSED)) {
      known.letGo.refresh()
      return known.whole
    }
    if (known) clearTimeout(known.letGo)
    const forget = () => kept.delete(viewer.id)
    const made: Kept = {
      change: ledger.change,
      at: performance.now(),
      whole: wholeBook(ledger, viewer),
      letGo: setTimeout(forget, KEPT).unref(),
    }
    kept.set(viewer.id, made)
    made.whole.catch(forget)
    return made.whole
  }
}

async function wholeBook(ledger: Ledger, viewer: Viewer): Promise<WholeBook> {
  const book = ledger.book(viewer)
  const { change } = book
  let length = 0
  async function* pieces(): AsyncGenerator<Uint8Array> {
    let waiting: Uint8Array[] = []
    let size = 0
    for (const piece of snapshotPieces(book)) {
      waiting.push(piece)
      size += piece.length
      length += piece.length
      if (size >= PIECE) {
        yield joined(waiting)
        waiting = []
        size = 0
      }
      await nextTurn()
    }
    yield joined(waiting)
  }
  const parts: Buffer[] = []
  // The packed columns hardly get smaller by more effort.
  await pipeline(pieces, createGzip({ level: 1 }), async (source: AsyncIterable<Buffer>) => {
    for await (const part of source) parts.push(part)
  })
  return { change, bytes: Buffer.concat(parts), length }
}
