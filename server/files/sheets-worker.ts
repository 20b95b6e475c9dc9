import { setImmediate as nextTurn } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { Refusal } from '../../shared/refusals.js'
import { sheetsHere, type SheetsAsked, type SheetsTold } from './sheets.js'

const SLICE = 2000

const tell = (told: SheetsTold) => parentPort?.postMessage(told)

async function read(asked: SheetsAsked): Promise<void> {
  try {
    // Rows go over in slices with a pause between them: taking in 20,000 at once would hold up every request.
    for (const { rows, ...sheet } of await sheetsHere(asked)) {
      tell({ sheet })
      for (let at = 0; at < rows.length; at += SLICE) {
        tell({ rows: rows.slice(at, at + SLICE) })
        await nextTurn()
      }
    }
    tell({ end: true })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    tell({ refused: { code: error.code, details: error.details } })
  }
}

parentPort?.on('message', (asked: SheetsAsked) => void read(asked))
