import iconv from 'iconv-lite'
import type { CellValue } from '../../shared/intake/cells.js'
import type { InputFile, InputRow } from '../../shared/intake/input.js'
import type { Profile } from '../../shared/intake/profile.js'
import { refuse, type RefusalCode } from '../../shared/refusals.js'
import { readCsv } from './csv.js'
import { startWorker } from './worker.js'
import { readWorkbook } from './xlsx-read.js'

/** A file to import: its name without folders, and its bytes. */
export interface ImportSource {
  name: string
  bytes: Uint8Array
}

/** A file whose lines are held. */
export type HeldFile = InputFile & { rows: InputRow[] }

type Encoding = Profile['encoding'] | undefined

/** What a worker is asked to read, and what it says: each sheet, its rows in slices, and the end or why it was refused. */
export type SheetsAsked = ImportSource & { encoding: Encoding }
export type SheetsTold =
  | { sheet: Omit<InputFile, 'rows'> }
  | { rows: InputRow[] }
  | { end: true }
  | { refused: { code: RefusalCode; details: Readonly<Record<string, string | number>> } }

/** Up to so many bytes are read where they are: that takes less than starting a worker, and blocks nobody for long. */
const SMALL = 200_000

/** The lines of a CSV file, or of every sheet of a workbook that has any; a long file is read on a worker thread. Refuses with `BAD_FILE`. */
export async function sheetsOf(source: ImportSource, profile?: Profile): Promise<HeldFile[]> {
  const encoding = profile?.encoding
  return source.bytes.byteLength > SMALL ? onWorker({ ...source, encoding }) : sheetsHere({ ...source, encoding })
}

/** The same on this thread. */
export async function sheetsHere({ name, bytes, encoding }: SheetsAsked): Promise<HeldFile[]> {
  if (bytes.byteLength === 0) throw refuse('BAD_FILE', { file: name, problem: 'it is empty (文件为空)' })
  const zipped = (bytes[0] === 0x50 && bytes[1] === 0x4b) || /\.xlsx?$/i.test(name)
  if (!zipped) {
    const rows: InputRow[] = []
    for await (const row of readCsv(inUtf8(bytes, encoding), name)) rows.push(row)
    return [{ name, rows }]
  }
  const sheets = (await readWorkbook(bytes, name)).filter(({ rows }) => rows.length > 0)
  const rowsOf = (rows: readonly (readonly CellValue[])[]): InputRow[] => rows.map((cells, i) => ({ line: i + 1, cells }))
  return sheets.map(sheet => ({ name, sheet: sheet.name, rows: rowsOf(sheet.rows) }))
}

/** A profile may state GB18030 where the bytes alone could be read as UTF-8 too. */
function inUtf8(bytes: Uint8Array, encoding: Encoding): Uint8Array {
  if (encoding !== 'gb18030') return bytes
  return Buffer.from(iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'gb18030'))
}

async function onWorker(asked: SheetsAsked): Promise<HeldFile[]> {
  const worker = startWorker('sheets-worker')
  const read: HeldFile[] = []
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on('message', (told: SheetsTold) => {
        if ('sheet' in told) read.push({ ...told.sheet, rows: [] })
        else if ('rows' in told) read[read.length - 1].rows.push(...told.rows)
        else if ('refused' in told) reject(refuse(told.refused.code, told.refused.details))
        else resolve()
      })
      worker.once('error', reject)
      worker.once('exit', code => reject(new Error(`the worker that reads a file ended with ${code}`)))
      worker.postMessage(asked)
    })
    return read
  } finally {
    await worker.terminate()
  }
}
