import { isUtf8 } from 'node:buffer'
import { CsvError, parse } from 'csv-parse'
import iconv from 'iconv-lite'
import { refuse } from '../../shared/refusals.js'
import { valueOf, type Column, type Sheet, type Value } from '../../shared/reports/sheet.js'

/** One row of a CSV file and the line it begins on, counted from 1. */
export interface CsvRow {
  line: number
  cells: string[]
}

/** A sheet as CSV: UTF-8 with its mark, so that Excel opens Chinese; formulas as their values. `table` leaves out title, head and foot. */
export function csv(sheet: Sheet, part: 'all' | 'table' = 'all'): Uint8Array {
  const rows = part === 'all' ? sheet.rows : sheet.rows.filter(({ kind }) => kind === 'heading' || kind === 'data')
  const lines = rows.map(({ cells }) => sheet.columns.map((column, at) => field(valueOf(cells[at]), column)).join(','))
  return bytesOf(lines)
}

/** Lines of texts as CSV, to be mended and read again: amounts with a sign stay what they are, and what would be a formula is text. */
export const csvText = (lines: readonly (readonly string[])[]): Uint8Array =>
  bytesOf(lines.map(cells => cells.map(cell => quoted(/^[=@\t\r]/.test(cell) ? `'${cell}` : cell)).join(',')))

const bytesOf = (lines: readonly string[]): Uint8Array => Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`)

const quoted = (text: string): string => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

function field(value: Value, { format, decimals = 2 }: Column): string {
  if (value === null) return ''
  if (typeof value === 'number')
    return (format === 'money' || format === 'balance') && Math.abs(value) < 1e15 ? value.toFixed(decimals) : String(value)
  // A spreadsheet would take such text for a formula; the apostrophe makes it text.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return quoted(safe)
}

/** What is still read. */
export interface CsvLimits {
  rows: number
  bytes: number
}

export const CSV_LIMITS: CsvLimits = { rows: 1_000_000, bytes: 400_000_000 }

/**
 * The rows of a CSV file one by one, as text: UTF-8 or UTF-16 by its mark, else UTF-8 when valid, else GB18030; separated by comma,
 * semicolon or tab, whichever fits. Refuses quotes that do not pair up and a file cut off in the middle (`BAD_FILE`, with the line).
 */
export async function* readCsv(bytes: Uint8Array, file: string, limits: Partial<CsvLimits> = {}): AsyncGenerator<CsvRow, void, undefined> {
  const most = { ...CSV_LIMITS, ...limits }
  if (bytes.byteLength > most.bytes) throw refuse('TOO_LARGE', { limit: `${Math.round(most.bytes / 1e6)} MB` })
  const text = decoded(bytes, file)
  const parser = parse({ delimiter: delimiterOf(text), relax_column_count: true, skip_empty_lines: true, info: true, bom: true })
  feed(parser, text)
  // The row before is held back: only the last one may be cut off.
  let held: CsvRow | undefined
  let width: number | undefined
  let even = true
  let count = 0
  let line = 1
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (++count > most.rows) throw refuse('TOO_LARGE', { limit: `${most.rows} rows` })
      if (held) {
        even &&= held.cells.length === (width ??= held.cells.length)
        yield held
      }
      // `info.lines` is the line on which the row ends; a cell may span several.
      held = { line: info.lines - record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0), cells: record }
      line = info.lines + 1
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    // Rows that were read but not handed over are lost with the error, so the line comes from the parser's text, or from the quote.
    const at = error.code === 'CSV_QUOTE_NOT_CLOSED' ? lineOfLastQuote(text) : Number(/line (\d+)/.exec(error.message)?.[1] ?? line)
    throw broken(file, at, 'its quotes do not pair up, so it may be cut off; export it again', '引号不成对，文件可能被截断，请重新导出')
  }
  if (!held) return
  const whole = /[\r\n]$/.test(text) || !even || width === undefined || held.cells.length >= width
  if (!whole) throw broken(file, held.line, 'it ends in the middle of a row; save or export it again', '文件在行中间中断，请重新导出')
  yield held
}

/** The line of the last quote that opens: quotes come in pairs, so it is the last one. */
const lineOfLastQuote = (text: string): number => text.slice(0, text.lastIndexOf('"')).split(/\r\n|\r|\n/).length

/** Hands the text over in pieces, so that the parser never holds all rows at once. */
function feed(parser: ReturnType<typeof parse>, text: string): void {
  const PIECE = 1 << 16
  let at = 0
  const more = () => {
    while (at < text.length) {
      const piece = text.slice(at, (at += PIECE))
      if (!parser.write(piece)) return void parser.once('drain', more)
    }
    parser.end()
  }
  parser.once('error', () => (at = text.length))
  more()
}

function decoded(bytes: Uint8Array, file: string): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return iconv.decode(buffer, 'utf16le')
  if (isUtf8(buffer)) return buffer.toString('utf8')
  const marked = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf
  // Valid but for its last letter: UTF-8 that was cut off, not another encoding.
  const cut = [1, 2, 3].some(
    less => buffer.length > less && isUtf8(buffer.subarray(0, -less)) && buffer.subarray(0, -less).some(byte => byte > 0x7f),
  )
  const text = cut || marked ? '' : iconv.decode(buffer, 'gb18030')
  if (cut || marked || text.includes('\ufffd') || text.includes('\0')) {
    const readable = cut || marked ? buffer.toString('utf8') : text
    const line = readable.slice(0, Math.max(0, readable.search(/[\ufffd\0]/))).split(/\r\n|\r|\n/).length
    throw broken(
      file,
      line,
      'it is cut off or not text in UTF-8 or GB18030; export it again',
      '文件不完整，或不是 UTF-8、GB18030 文本，请重新导出',
    )
  }
  return text
}

/** The separator with which most of the first lines have equally many fields; more fields win a tie, then the comma. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 1 << 16)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\r|\n/)
    .filter(line => line.trim() !== '')
    .slice(0, 50)
  let best = { delimiter: ',', alike: 0, fields: 0 }
  for (const delimiter of [',', ';', '\t']) {
    const counts = new Map<number, number>()
    for (const line of lines) {
      const fields = line.split(delimiter).length - 1
      if (fields > 0) counts.set(fields, (counts.get(fields) ?? 0) + 1)
    }
    for (const [fields, alike] of counts) {
      if (alike > best.alike || (alike === best.alike && fields > best.fields)) best = { delimiter, alike, fields }
    }
  }
  return best.delimiter
}

const broken = (file: string, line: number, en: string, zh: string) =>
  refuse('BAD_FILE', { file, problem: `line ${line}: ${en} (第 ${line} 行：${zh})` })
