import type { Workbook } from '../../shared/reports/sheet.js'
import { startWorker } from './worker.js'
import { xlsx } from './xlsx.js'

/** Up to so many cells are written where they are: that takes less than starting a worker, and blocks nobody for long. */
const SMALL = 2000
const SLICE = 2000

/** One at a time: two month-end workbooks at once would take the memory of two and be ready no sooner. */
let last: Promise<unknown> = Promise.resolve()

/** The bytes of a workbook as .xlsx; a large one is written on a worker thread, so that requests are answered meanwhile. */
export async function writeWorkbook(workbook: Workbook): Promise<Uint8Array> {
  const cells = workbook.sheets.reduce((sum, { rows, columns }) => sum + rows.length * columns.length, 0)
  if (cells <= SMALL) return xlsx(workbook)
  const mine = last.then(() => onWorker(workbook))
  last = mine.catch(() => undefined)
  return mine
}

async function onWorker(workbook: Workbook): Promise<Uint8Array> {
  const worker = startWorker('xlsx-worker')
  const written = new Promise<Uint8Array>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', code => reject(new Error(`the workbook's worker ended with ${code}`)))
  })
  // A rejection while rows are still being handed over is reported by the await below.
  written.catch(() => undefined)
  try {
    // Rows go over in slices with a pause between them: copying 20,000 at once would hold up every request.
    for (const { rows, ...sheet } of workbook.sheets) {
      worker.postMessage({ sheet })
      for (let at = 0; at < rows.length; at += SLICE) {
        worker.postMessage({ rows: rows.slice(at, at + SLICE) })
        await new Promise(resolve => setImmediate(resolve))
      }
    }
    worker.postMessage({ end: true })
    return await written
  } finally {
    await worker.terminate()
  }
}
