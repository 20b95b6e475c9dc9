import type { CellValue } from 'hucre'
import { readXlsx } from 'hucre/xlsx'
import { Refusal, refuse } from '../../shared/refusals.js'
import { unzip } from './zip.js'

/** A cell as it was typed: text, number, yes or no, a date as `YYYY-MM-DD` (with `THH:MM:SS` when it has a time), or nothing. */
export type ReadValue = string | number | boolean | null

/** One sheet of a file, from its first row. */
export interface ReadSheet {
  name: string
  rows: ReadValue[][]
}

/** What is still read. */
export interface ReadLimits {
  /** Rows of one sheet. */
  rows: number
  /** Bytes after unpacking. */
  unzipped: number
}

export const READ_LIMITS: ReadLimits = { rows: 1_000_000, unzipped: 400_000_000 }

/**
 * The sheets of an .xlsx file, in both date systems. Refuses what is no whole .xlsx file (`BAD_FILE`) and what unpacks to more than the
 * limits (`TOO_LARGE`); `file` is the name the refusal gives.
 */
export async function readWorkbook(bytes: Uint8Array, file: string, limits: Partial<ReadLimits> = {}): Promise<ReadSheet[]> {
  const { rows: most, unzipped } = { ...READ_LIMITS, ...limits }
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    throw broken(
      file,
      'it is an old .xls file or has a password; save it as .xlsx without one',
      '旧版 .xls 或加密文件，请另存为未加密的 .xlsx',
    )
  }
  // Unpacked once here within the limits, so that the reader is never handed more than that.
  const parts = unzip(bytes, file, { unzipped, parts: 10_000 })
  if (!parts.has('[Content_Types].xml')) throw broken(file, 'it is not an .xlsx file', '不是 .xlsx 文件')
  let sheets
  try {
    // One row more than allowed tells a full sheet from one that is too long.
    sheets = (await readXlsx(bytes, { maxRows: most + 1 })).sheets
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw broken(file, `its content is damaged: ${(error as Error).message}`, '文件内容已损坏，请重新保存')
  }
  if (sheets.some(({ rows }) => rows.length > most)) throw refuse('TOO_LARGE', { limit: `${most} rows` })
  return sheets.map(({ name, rows }) => ({ name, rows: rows.map(row => row.map(readValue)) }))
}

function readValue(value: CellValue | undefined): ReadValue {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return readDate(value)
  if (typeof value !== 'number') return value
  // A document number of 20 digits stored as a number has lost its last digits: written so that nobody takes it for the number.
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : value
}

/** Cells have no time zone: what the cell shows is the date's UTC. Whole seconds, as Excel shows them. */
function readDate(date: Date): string {
  if (Number.isNaN(date.getTime())) return '#VALUE!'
  const text = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19)
}

const broken = (file: string, en: string, zh: string) => refuse('BAD_FILE', { file, problem: `${en} (${zh})` })
