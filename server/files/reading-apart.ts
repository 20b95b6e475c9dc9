import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Book } from '../../shared/book/book.js'
import { joined, snapshotPieces } from '../../shared/book/snapshot.js'
import type { Fault, InputFile, InputRow } from '../../shared/intake/input.js'
import type { Origin } from '../../shared/intake/mapping.js'
import { refuse, type RefusalCode } from '../../shared/refusals.js'
import type { TableRow } from '../../shared/tables/post.js'
import type { HeldFile, ImportSource } from './import-file.js'
import { readFiles, type FilesRead, type ReadSettings } from './reading.js'
import { startWorker } from './worker.js'

/** What the worker is asked to read. */
export interface ReadingAsked {
  sources: readonly ImportSource[]
  settings: Omit<ReadSettings, 'book'>
  book: Uint8Array
}

/** A refusal as it goes from thread to thread. */
export interface PlainRefusal {
  code: RefusalCode
  details: Readonly<Record<string, string | number>>
}

/** What the worker says: sheets with their lines and rows for the ledger in slices, then all else; or why it was refused. */
export type ReadingTold =
  | { sheet: Omit<InputFile, 'rows'> }
  | { lines: InputRow[] }
  | { rows: TableRow[]; origins: Origin[] }
  | { rest: Omit<FilesRead, 'sheets' | 'rows' | 'origins' | 'faults'>; faults: (Omit<Fault, 'refusal'> & { refusal: PlainRefusal })[] }
  | { refused: PlainRefusal }

/** Up to so many bytes are read where they are: that takes less than starting a worker, and blocks nobody for long. */
const SMALL = 100_000

/** As `readFiles`, but long files are read on a worker thread over a copy of the Book, so that requests are answered meanwhile. */
export async function readApart(
  sources: readonly ImportSource[],
  { book, ...settings }: ReadSettings & { book: Book },
): Promise<FilesRead> {
  if (sources.reduce((sum, { bytes }) => sum + bytes.byteLength, 0) <= SMALL) return readFiles(sources, { ...settings, book })
  const pieces: Uint8Array[] = []
  for (const piece of snapshotPieces(book)) {
    pieces.push(piece)
    await nextTurn()
  }
  const worker = startWorker('reading-worker')
  const [sheets, rows, origins]: [HeldFile[], TableRow[], Origin[]] = [[], [], []]
  try {
    return await new Promise<FilesRead>((resolve, reject) => {
      worker.on('message', (told: ReadingTold) => {
        if ('sheet' in told) sheets.push({ ...told.sheet, rows: [] })
        else if ('lines' in told) sheets[sheets.length - 1].rows.push(...told.lines)
        else if ('rows' in told) {
          rows.push(...told.rows)
          origins.push(...told.origins)
        } else if ('refused' in told) reject(refuse(told.refused.code, told.refused.details))
        else {
          const faults = told.faults.map(({ refusal, ...fault }) => ({ ...fault, refusal: refuse(refusal.code, refusal.details) }))
          resolve({ ...told.rest, sheets, rows, origins, faults })
        }
      })
      worker.once('error', reject)
      worker.once('exit', code => reject(new Error(`the worker that reads files ended with ${code}`)))
      worker.postMessage({ sources, settings, book: joined(pieces) } satisfies ReadingAsked)
    })
  } finally {
    await worker.terminate()
  }
}
