import { Refusal, refuse } from '../refusals.js'
import { cellOf, type Line, type Reading } from './line.js'
import { columnAt, type Fault, type InputRow, type Sheet } from './input.js'
import type { Link } from './profile.js'

const NONE: ReadonlyMap<string, Line | undefined> = new Map()

/** Key texts joined by a letter that no cell holds. */
const SEPARATOR = '\u0001'

/** Lines of a sheet by the value of some columns. Spreadsheets write ids as `7.0`: the fraction does not count. */
export class Index {
  private readonly rows = new Map<string, InputRow[]>()
  readonly used = new Set<string>()

  constructor(
    readonly sheet: Sheet,
    readonly link: Link,
    reading: Reading,
  ) {
    const theirs = Object.values(link.on)
    for (const row of sheet.rows) {
      const key = keyOf({ sheet, row, joined: NONE }, theirs, reading)
      const rows = this.rows.get(key)
      if (rows) rows.push(row)
      else this.rows.set(key, [row])
    }
  }

  /** Lines that belong to a line. */
  of(line: Line, reading: Reading): readonly InputRow[] {
    const key = keyOf(line, Object.keys(this.link.on), reading)
    this.used.add(key)
    return this.rows.get(key) ?? []
  }

  /** Lines that no line asked for. */
  *unused(): Generator<{ key: string; row: InputRow }> {
    for (const [key, rows] of this.rows) if (!this.used.has(key)) for (const row of rows) yield { key: key.replaceAll(SEPARATOR, ' '), row }
  }
}

function keyOf(line: Line, headings: readonly string[], reading: Reading): string {
  return headings.map(heading => safeText(line, heading, reading).replace(/^(\d+)\.0+$/, '$1')).join(SEPARATOR)
}

/** The text of a key cell; an error of the spreadsheet in it joins nothing and is told where its own column is read. */
function safeText(line: Line, heading: string, reading: Reading): string {
  try {
    return cellOf(line, heading, reading).text
  } catch (error) {
    if (error instanceof Refusal) return '#'
    throw error
  }
}

/** A line with its joined lines; a key without a partner is a fault. */
export function joinedLine(sheet: Sheet, row: InputRow, indexes: ReadonlyMap<string, Index>, reading: Reading, faults: Fault[]): Line {
  if (indexes.size === 0) return { sheet, row, joined: NONE }
  const joined = new Map<string, Line | undefined>()
  const line: Line = { sheet, row, joined }
  for (const [name, index] of indexes) {
    const found = index.of(line, reading)[0]
    joined.set(name, found && { sheet: index.sheet, row: found, joined: NONE })
    const headings = Object.keys(index.link.on)
    const value = headings.map(heading => safeText(line, heading, reading)).join(' ')
    if (!found && value.trim() !== '') {
      const key = headings.map(heading => `${index.link.on[heading]} ${safeText(line, heading, reading)}`).join(', ')
      faults.push({
        file: sheet.name,
        line: row.line,
        column: headings.join(' + '),
        value,
        refusal: refuse('UNMATCHED_LINE', { file: index.sheet.name, key }),
      })
    }
  }
  return line
}

/** Whether a sheet has all columns of one side of a link; each that is missing is a fault. */
export function checkKeys(sheet: Sheet, headings: readonly string[], faults: Fault[]): boolean {
  const missing = headings.filter(heading => columnAt(sheet, heading) < 0)
  for (const column of missing) {
    faults.push({ file: sheet.name, line: 0, column, value: '', refusal: refuse('MISSING_COLUMN', { file: sheet.name, column }) })
  }
  return missing.length === 0
}
