import { parentPort } from 'node:worker_threads'
import type { Row, Sheet } from '../../shared/reports/sheet.js'
import { xlsx } from './xlsx.js'

/** What `writeWorkbook` sends: each sheet, its rows in slices, and the end. */
type Message = { sheet: Omit<Sheet, 'rows'> } | { rows: Row[] } | { end: true }

const sheets: Sheet[] = []

parentPort?.on('message', (message: Message) => {
  if ('sheet' in message) sheets.push({ ...message.sheet, rows: [] })
  else if ('rows' in message) sheets[sheets.length - 1].rows.push(...message.rows)
  else {
    const bytes = xlsx({ sheets })
    // A Buffer may stand in memory shared with others, which cannot be handed over: copy it unless it has its own.
    const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes)
    parentPort?.postMessage(own, [own.buffer as ArrayBuffer])
  }
})
