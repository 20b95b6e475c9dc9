import { exact } from '../money.js'
import { refuse } from '../refusals.js'
import { cellText, readAmount, readCode, readDate, type Cleaning, type NumberStyle } from './cells.js'
import type { FieldKind } from './fields.js'
import { columnAt, type InputRow, type Sheet } from './input.js'
import type { DetailedSource, Where } from './profile.js'

/** A line with the lines of other files joined to it. */
export interface Line {
  sheet: Sheet
  row: InputRow
  joined: ReadonlyMap<string, Line | undefined>
}

/** What was found in a cell and where, so that a fault can name it. */
export interface Found {
  /** Headings as a person sees them. */
  column: string
  text: string
}

/** How texts of a file are read unless a column says otherwise. */
export interface Reading {
  dates: readonly string[]
  style: NumberStyle
  empty: ReadonlySet<string>
}

/** The cell of a heading in a line or, as `name.heading`, in the line joined under that name. */
export function cellOf(line: Line, heading: string | number, reading: Reading): Found {
  let at = columnAt(line.sheet, heading)
  let from: Line | undefined = line
  const dot = typeof heading === 'string' ? heading.indexOf('.') : -1
  if (at < 0 && dot > 0 && line.joined.has(String(heading).slice(0, dot))) {
    from = line.joined.get(String(heading).slice(0, dot))
    at = from ? columnAt(from.sheet, String(heading).slice(dot + 1)) : -1
  }
  const column = typeof heading === 'number' ? (line.sheet.titles[heading - 1] ?? `#${heading}`) : heading
  if (!from || at < 0) return { column, text: '' }
  const text = cellText(from.row.cells[at])
  return { column, text: reading.empty.has(text) ? '' : text }
}

/** The text a source finds on a line, before it is read as what the table wants; `''` for nothing. */
export function foundBy(source: DetailedSource, line: Line, reading: Reading): Found {
  let found: Found = { column: '', text: '' }
  if (source.value !== undefined) found = { column: '', text: String(source.value) }
  else if (source.text !== undefined) found = filledTemplate(source.text, line, reading)
  else {
    const headings = Array.isArray(source.column) ? source.column : [source.column!]
    for (const heading of headings) {
      const cell = cellOf(line, heading, reading)
      if (found.column === '' || cell.text !== '') found = cell
      if (cell.text !== '') break
    }
  }
  if (!source.map && source.else === undefined) return found
  const mapped = source.map && Object.hasOwn(source.map, found.text) ? source.map[found.text] : (source.else ?? found.text)
  return { column: found.column, text: mapped }
}

const BRACES = /\{([^}]+)\}/g

/** Headings that a template names. */
export const templateHeadings = (template: string): string[] => [...template.matchAll(BRACES)].map(match => match[1])

function filledTemplate(template: string, line: Line, reading: Reading): Found {
  let complete = true
  const text = template.replace(BRACES, (_, heading: string) => {
    const cell = readCode(cellOf(line, heading, reading).text, { whole: true })
    complete &&= cell !== ''
    return cell
  })
  return { column: templateHeadings(template).join(' + '), text: complete ? text : '' }
}

/** Whether a line fulfils all conditions. */
export function fulfils(line: Line, conditions: Where | undefined, reading: Reading): boolean {
  return Object.entries(conditions ?? {}).every(([heading, condition]) => {
    const { text } = cellOf(line, heading, reading)
    if (condition === 'filled') return text !== ''
    if (condition === 'blank') return text === ''
    return Array.isArray(condition) ? condition.includes(text) : !condition.not.includes(text)
  })
}

/** The value of a cell as its table takes it: text for codes, dates and amounts. Refuses what cannot be read. */
export function readValue(found: Found, kind: FieldKind, source: DetailedSource, line: Line, reading: Reading): string | number {
  switch (kind) {
    case 'date':
      return readDate(found.text, source.dates ?? reading.dates)
    case 'amount':
    case 'quantity':
      return reckoned(readAmount(found.text, reading.style), source, line, reading)
    case 'rate':
      return readAmount(found.text, reading.style)
    case 'count': {
      const count = Number(readAmount(found.text, reading.style))
      if (!Number.isInteger(count)) throw refuse('BAD_AMOUNT', { value: found.text })
      return count
    }
    case 'code':
      return readCode(found.text, source)
    case 'text':
      return cleaned(found.text, source)
  }
}

const cleaned = (text: string, cleaning: Cleaning): string =>
  cleaning.whole || cleaning.unpad || cleaning.pad ? readCode(text, cleaning) : text

/** Sums and products of the amount with other columns, exact; the sign turns where the conditions say so. */
function reckoned(first: string, source: DetailedSource, line: Line, reading: Reading): string {
  const { times = [], plus = [], less = [], negative } = source
  if (!times.length && !plus.length && !less.length && !negative) return first
  const operand = (given: string | number): string => {
    if (typeof given === 'number') return String(given)
    const { text } = cellOf(line, given, reading)
    return text === '' ? '0' : readAmount(text, reading.style)
  }
  let value = exact(first)
  for (const factor of times) value = value.times(exact(operand(factor)))
  for (const term of plus) value = value.plus(exact(operand(term)))
  for (const term of less) value = value.minus(exact(operand(term)))
  if (negative && fulfils(line, negative, reading)) value = value.negated()
  return value.isZero() ? '0' : value.toFixed()
}
