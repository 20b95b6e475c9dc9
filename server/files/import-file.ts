import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Fault } from '../../shared/intake/input.js'
import { rowsOfFiles, type FileRows, type FileSettings } from '../../shared/intake/files.js'
import type { Origin } from '../../shared/intake/mapping.js'
import type { Stated } from '../../shared/intake/plan-form.js'
import { neutralLedgerText, type IntakeRemark } from '../../shared/intake/neutral-ledger.js'
import { profileOf, type Profile } from '../../shared/intake/profile.js'
import { Refusal, refuse, type Language } from '../../shared/refusals.js'
import type { TableRow } from '../../shared/tables/post.js'
import { sheetsOf, type HeldFile, type ImportSource } from './sheets.js'

export { sheetsOf, type HeldFile, type ImportSource } from './sheets.js'

/** What files hold for the ledger. With any fault nothing should be posted, unless the user says otherwise. */
export interface FileImport {
  rows: TableRow[]
  /** Where each row came from, at the same place as the row. */
  origins: Origin[]
  faults: Fault[]
  remarks: IntakeRemark[]
  /** SHA-256 of the contents and the profile: the same import again has the same. */
  hash: string
}

/** The same, with the lines as they stand in the files. */
export interface SheetImport extends FileImport {
  sheets: readonly HeldFile[]
}

export interface ImportSettings extends Omit<FileSettings, 'profile' | 'stated'> {
  /** A mapping profile as parsed JSON; without one, files are recognised by their headings. */
  profile?: unknown
}

/** Reads files from disk by path; refuses one that is not there (`BAD_FILE`). */
export async function sourcesOf(paths: readonly string[]): Promise<ImportSource[]> {
  return Promise.all(paths.map(async path => ({ name: basename(path), bytes: await bytesOf(path) })))
}

/** Reads a mapping profile from disk; refuses what is no JSON (`BAD_PROFILE`). */
export async function readProfile(path: string): Promise<unknown> {
  const text = Buffer.from(await bytesOf(path))
    .toString('utf8')
    .replace(/^\ufeff/, '')
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw refuse('BAD_PROFILE', { problem: `${basename(path)}: ${(error as Error).message} (不是有效的 JSON)` })
  }
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    const problem = code === 'ENOENT' ? 'there is no such file (文件不存在)' : `the system says ${code} (无法打开)`
    throw refuse('BAD_FILE', { file: path, problem })
  }
}

/**
 * Turns files into rows for the ledger: neutral ledgers (.json), CSV and .xlsx. All lines of all files are read and every fault is
 * listed, also a file that cannot be read at all; refuses only a profile that cannot work (`BAD_PROFILE`).
 */
export async function importFiles(sources: readonly ImportSource[], settings: ImportSettings): Promise<SheetImport> {
  const profile = settings.profile === undefined ? undefined : profileOf(settings.profile)
  const read: FileImport = { rows: [], origins: [], faults: [], remarks: [], hash: '' }
  const sheets: HeldFile[] = []
  for (const source of withoutCopies(sources, read)) {
    try {
      if (/\.json$/i.test(source.name)) readNeutral(source, read)
      else sheets.push(...(await sheetsOf(source, profile)))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      read.faults.push({ file: source.name, line: 0, column: '', value: '', refusal: error })
    }
  }
  const found = rowsOfFiles(sheets, read, { ...settings, profile, stated: statedBy(settings.profile) })
  const { rows, origins, faults, remarks } = found
  return { rows, origins, faults, remarks, sheets, hash: hashOf(sources, profile, settings, found) }
}

/** Which forms the profile states itself: what it leaves to its defaults is looked for in the files. */
function statedBy(profile: unknown): Stated {
  const { dates, decimal } = (profile ?? {}) as { dates?: string[]; decimal?: string }
  return { dates: dates !== undefined && !dates.includes('auto'), decimal: decimal !== undefined }
}

/** A file that is given twice counts once. */
function withoutCopies(sources: readonly ImportSource[], read: FileImport): ImportSource[] {
  const kept: ImportSource[] = []
  for (const source of sources) {
    const first = kept.find(({ bytes }) => Buffer.compare(bytes, source.bytes) === 0)
    if (first === undefined || source.bytes.byteLength === 0) {
      kept.push(source)
      continue
    }
    const { name } = source
    read.remarks.push({
      subject: name,
      en: `${name}: the same file as ${first.name}, read once.`,
      zh: `${name}：与 ${first.name} 内容相同，只读取一次。`,
    })
  }
  return kept
}

function readNeutral({ name, bytes }: ImportSource, read: FileImport): void {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('utf8')
    .replace(/^\ufeff/, '')
  const { rows, remarks } = neutralLedgerText(text, name)
  for (const row of rows) {
    read.rows.push(row)
    read.origins.push({ file: name, line: row.sourceRow ?? 0 })
  }
  read.remarks.push(...remarks)
}

/** Of the same files read in the same way; where rows depend on what the ledger had already, of the rows too. */
function hashOf(
  sources: readonly ImportSource[],
  profile: Profile | undefined,
  { answers = {}, vouchers = {} }: ImportSettings,
  { rows, looked }: FileRows,
): string {
  const hash = createHash('sha256')
  for (const { name, bytes } of sources) hash.update(`${name}\0${bytes.byteLength}\0`).update(bytes)
  if (profile) hash.update(JSON.stringify(profile))
  if (Object.keys(answers).length + Object.keys(vouchers).length > 0) hash.update(JSON.stringify([answers, vouchers]))
  if (looked) for (const row of rows) hash.update(JSON.stringify(row))
  return hash.digest('hex')
}

/** A fault as one line of text: where, what stands there, why it cannot be taken and what to do. */
export function faultText({ file, line, column, value, refusal }: Fault, language: Language): string {
  const zh = language === 'zh'
  const place = [file, line > 0 && (zh ? `第 ${line} 行` : `line ${line}`), column && (zh ? `“${column}”列` : `column ${column}`)].filter(
    Boolean,
  )
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value
  const what = shown && column ? ` [${shown}]` : ''
  return `${place.join(zh ? '，' : ', ')}${what}: ${refusal.text(language)}`
}

/** A row that the ledger refused, as a fault of the place it came from. */
export function refusedRow({ rows, origins }: Pick<FileImport, 'rows' | 'origins'>, index: number, refusal: Refusal): Fault {
  const { file, line } = origins[index]
  const { table, row } = rows[index]
  const name = row.number ?? row.code ?? row.from ?? row.key ?? row.invoice ?? ''
  return { file, line, column: table, value: typeof name === 'string' || typeof name === 'number' ? String(name) : '', refusal }
}
