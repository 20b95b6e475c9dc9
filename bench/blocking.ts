import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createLedger } from '../server/ledger.js'
import { OWNER } from '../server/viewer.js'
import { invoiceRows, masterRows } from './facts.js'
import { inFolder } from './folder.js'
import type { History } from './generate.js'
import type { Part } from './house.js'
import { atMost } from './measure.js'
import { COMPANY } from './postings.js'

const ROWS = 100_000
const ROUNDS = 2

/** How long others wait at worst while a long file is imported: nothing else can be answered as long as the event loop is held. */
export const blockingPart: Part = {
  title: 'blocking',
  async figures({ history }) {
    const longest: number[] = []
    for (let round = 0; round < ROUNDS; round++) longest.push(await inFolder(folder => longestBlock(join(folder, 'ledger'), history)))
    // Of what no ratio puts into proportion, the least disturbed round.
    return [atMost('Ledger', `longest block during an import of ${ROWS.toLocaleString('en')} rows`, Math.min(...longest), 'ms', 50)]
  },
}

async function longestBlock(folder: string, history: History): Promise<number> {
  const ledger = await createLedger(folder, COMPANY)
  const masters = masterRows(history)
  const rows = [...masters, ...invoiceRows(history, 0, Math.min(history.invoices.count, ROWS - masters.length))]
  globalThis.gc?.()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await ledger.import({ rows, hash: 'bench', source: {} }, OWNER.id)
  delay.disable()
  await ledger.close()
  return delay.max / 1e6
}
