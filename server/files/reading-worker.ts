import { setImmediate as nextTurn } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { bookFrom } from '../../shared/book/snapshot.js'
import { Refusal } from '../../shared/refusals.js'
import type { PlainRefusal, ReadingAsked, ReadingTold } from './reading-apart.js'
import { readFiles } from './reading.js'

const SLICE = 1000

const plain = ({ code, details }: Refusal): PlainRefusal => ({ code, details })

/** Things go over in slices with a pause between them: taking in 20,000 at once would hold up every request. */
async function tell(told: ReadingTold): Promise<void> {
  parentPort?.postMessage(told)
  await nextTurn()
}

async function read({ sources, settings, book }: ReadingAsked): Promise<void> {
  try {
    const { sheets, rows, origins, faults, ...rest } = await readFiles(sources, { ...settings, book: bookFrom(book) })
    for (const { rows: lines, ...sheet } of sheets) {
      await tell({ sheet })
      for (let at = 0; at < lines.length; at += SLICE) await tell({ lines: lines.slice(at, at + SLICE) })
    }
    for (let at = 0; at < rows.length; at += SLICE) await tell({ rows: rows.slice(at, at + SLICE), origins: origins.slice(at, at + SLICE) })
    await tell({ rest, faults: faults.map(({ refusal, ...fault }) => ({ ...fault, refusal: plain(refusal) })) })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await tell({ refused: plain(error) })
  }
}

parentPort?.on('message', (asked: ReadingAsked) => void read(asked))
