import type { Value } from '../model/cell.js'

/** What a custom function gave a cell. */
export interface Result {
  value: Value | Value[][]
  /** Why it is an error. */
  message?: string
  /** The format that came with a formatted number. */
  numberFormat?: string
}

/** The errors by the numbers that the client library sends. */
const ERROR_OF: Record<number, string> = {
  1: '#N/A',
  2: '#VALUE!',
  5: '#DIV/0!',
  6: '#NUM!',
  7: '#VALUE!',
  8: '#NULL!',
  9: '#NAME?',
  10: '#NAME?',
  11: '#REF!',
}

/** Only these two errors show a message in Excel. */
const SPEAKING = new Set(['#N/A', '#VALUE!'])

/** A row of `setInvocationArrayResults` as a cell takes it. */
export function resultOf(succeeded: boolean, value: unknown, code: number | undefined): Result {
  if (succeeded) return fromValue(value)
  return failed(ERROR_OF[code ?? 7] ?? '#VALUE!', value)
}

function failed(error: string, message: unknown): Result {
  return typeof message === 'string' && message !== '' && SPEAKING.has(error) ? { value: error, message } : { value: error }
}

function fromValue(value: unknown): Result {
  if (!Array.isArray(value)) return plain(value)
  const rows = Array.isArray(value[0]) ? (value as unknown[][]) : [value]
  const width = Math.max(0, ...rows.map(row => row.length))
  if (!rows.length || !width) return { value: '#CALC!' }
  return { value: rows.map(row => Array.from({ length: width }, (_, c) => (c < row.length ? (plain(row[c]).value as Value) : '#N/A'))) }
}

interface CellValue {
  type?: string
  basicType?: string
  basicValue?: Value
  text?: string
  /** Of an error value. */
  errorMessage?: string
  /** Of a `CustomFunctions.Error` that was given as a result instead of thrown. */
  message?: string
  numberFormat?: string
}

/** A value, or one of the objects for richer values: what a cell without rich values shows of it. */
function plain(value: unknown): Result {
  if (value === null || value === undefined) return { value: 0 }
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return { value }
  const { type, basicType, basicValue, text, errorMessage, message, numberFormat } = value as CellValue
  if (type === 'Error' || basicType === 'Error')
    return failed(typeof basicValue === 'string' ? basicValue : '#VALUE!', errorMessage ?? message)
  if (type === 'FormattedNumber') return { value: basicValue ?? 0, ...(numberFormat ? { numberFormat } : {}) }
  return { value: basicValue ?? text ?? '#VALUE!' }
}
