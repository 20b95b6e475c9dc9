import iconv from 'iconv-lite'
import type { CellValue } from '../../shared/intake/cells.js'
import type { InputFile, InputRow } from '../../shared/intake/input.js'
import type { Profile } from '../../shared/intake/profile.js'
import { refuse } from '../../shared/refusals.js'
import { readCsv } from './csv.js'
import { readWorkbook } from './xlsx-read.js'

/** A file to import: its name without folders, and its bytes. */
export interface ImportSource {
  name: string
  bytes: Uint8Array
}

/** A file whose lines are held. */
export type HeldFile = InputFile & { rows: InputRow[] }

/** The lines of a CSV file, or of every sheet of a workbook that has any. Refuses with `BAD_FILE`. */
export async function sheetsOf({ name, bytes }: ImportSource, profile?: Profile): Promise<HeldFile[]> {
  if (bytes.byteLength === 0) throw refuse('BAD_FILE', { file: name, problem: 'it is empty (文件为空)' })
  const zipped = (bytes[0] === 0x50 && bytes[1] === 0x4b) || /\.xlsx?$/i.test(name)
  if (!zipped) {
    const rows: InputRow[] = []
    for await (const row of readCsv(inUtf8(bytes, profile), name)) rows.push(row)
    return [{ name, rows }]
  }
  const sheets = (await readWorkbook(bytes, name)).filter(({ rows }) => rows.length > 0)
  const rowsOf = (rows: readonly (readonly CellValue[])[]): InputRow[] => rows.map((cells, i) => ({ line: i + 1, cells }))
  return sheets.map(sheet => ({ name, sheet: sheet.name, rows: rowsOf(sheet.rows) }))
}

/** A profile may state GB18030 where the bytes alone could be read as UTF-8 too. */
function inUtf8(bytes: Uint8Array, profile: Profile | undefined): Uint8Array {
  if (profile?.encoding !== 'gb18030') return bytes
  return Buffer.from(iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'gb18030'))
}
