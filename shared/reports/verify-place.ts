import { valueOf, type Sheet, type Value } from './sheet.js'

/** Values of a sheet as it stands, row by row from its first cell, and its formulas where they are known. */
export interface FoundSheet {
  values: readonly (readonly Value[])[]
  /** Of the same size; text that begins with `=`, anything else for a cell without a formula. */
  formulas?: readonly (readonly unknown[])[]
}

/** Where the rows and columns of a drawn sheet stand on the sheet as found; `undefined` for those that are gone. */
export interface Places {
  rows: (number | undefined)[]
  columns: (number | undefined)[]
  /** Rows found among the drawn ones that name something of which the drawn sheet has no row. */
  added: { row: number; column: number; value: Value }[]
}

/** Text as it is compared: one form, no spaces around, no line breaks of wrapped cells. */
export const plain = (value: Value | undefined): string =>
  value === null || value === undefined ? '' : String(value).normalize('NFC').replace(/\s+/g, ' ').trim()

/** Finds a drawn sheet again on a sheet on which people may have sorted, and inserted rows and columns of their own. */
export function placesOf(sheet: Sheet, { values }: FoundSheet): Places {
  const heading = headingRow(sheet, values)
  if (heading < 0) return { rows: sheet.rows.map(() => undefined), columns: sheet.columns.map(() => undefined), added: [] }
  const columns = columnPlaces(sheet, values[heading])
  return { columns, ...rowPlaces(sheet, values, columns, heading) }
}

/** The row on which most headings stand; -1 when fewer than half of them do. */
function headingRow({ columns }: Sheet, values: FoundSheet['values']): number {
  let best = -1
  let most = Math.ceil(columns.length / 2) - 1
  values.forEach((row, at) => {
    const texts = new Set(row.map(plain))
    const count = columns.filter(({ heading }) => texts.has(plain(heading))).length
    if (count > most) [best, most] = [at, count]
  })
  return best
}

function columnPlaces({ columns }: Sheet, headings: readonly Value[]): (number | undefined)[] {
  const taken = new Set<number>()
  return columns.map(({ heading }) => {
    const at = headings.findIndex((text, i) => !taken.has(i) && plain(text) === plain(heading))
    if (at < 0) return undefined
    taken.add(at)
    return at
  })
}

function rowPlaces(
  sheet: Sheet,
  values: FoundSheet['values'],
  columns: Places['columns'],
  heading: number,
): Pick<Places, 'rows' | 'added'> {
  const key = keyColumn(sheet)
  const keyAt = key === undefined ? undefined : columns[key]
  const taken = new Set<number>()
  let last = heading
  const find = (from: number, fits: (row: readonly Value[]) => boolean): number => {
    for (let at = from; at < values.length; at++) if (!taken.has(at) && fits(values[at])) return at
    return -1
  }
  const byKey = new Map<string, number>()
  if (keyAt !== undefined)
    values.forEach(
      (row, at) => at > heading && plain(row[keyAt]) !== '' && !byKey.has(plain(row[keyAt])) && byKey.set(plain(row[keyAt]), at),
    )
  const rows = sheet.rows.map((row, at): number | undefined => {
    // What stands above the headings keeps its distance to them.
    if (at <= sheet.headingRow) return heading - (sheet.headingRow - at) >= 0 ? heading - (sheet.headingRow - at) : undefined
    let found = -1
    if (row.kind === 'data' && key !== undefined) found = byKey.get(plain(valueOf(row.cells[key]))) ?? -1
    else {
      const label = row.cells.findIndex(cell => typeof valueOf(cell) === 'string')
      const column = columns[label]
      if (label < 0 || column === undefined) return undefined
      const fits = (line: readonly Value[]) => plain(line[column]) === plain(valueOf(row.cells[label]))
      found = find(last + 1, fits)
      if (found < 0) found = find(heading + 1, fits)
    }
    if (found < 0) return undefined
    taken.add(found)
    last = found
    return found
  })
  return { rows, added: keyAt === undefined || key === undefined ? [] : addedRows(sheet, values, { rows, keyAt, heading }) }
}

/** Rows between those of the body that fill the column by which rows are known. */
function addedRows(
  sheet: Sheet,
  values: FoundSheet['values'],
  { rows, keyAt, heading }: { rows: Places['rows']; keyAt: number; heading: number },
): Places['added'] {
  const known = new Set(rows)
  const bottom = Math.max(heading, ...sheet.rows.flatMap(({ kind }, at) => (kind === 'data' ? (rows[at] ?? []) : [])))
  const added: Places['added'] = []
  for (let at = heading + 1; at <= bottom; at++)
    if (!known.has(at) && plain(values[at][keyAt]) !== '') added.push({ row: at, column: keyAt, value: values[at][keyAt] })
  return added
}

/** The column by which data rows are known: filled and different in each, text rather than a running number. */
function keyColumn({ columns, rows }: Sheet): number | undefined {
  const data = rows.filter(({ kind }) => kind === 'data')
  const fits = (at: number) => {
    const texts = data.map(({ cells }) => plain(valueOf(cells[at])))
    return !texts.includes('') && new Set(texts).size === texts.length
  }
  const all = columns.map((_, at) => at).filter(fits)
  return all.find(at => columns[at].format === 'text') ?? all[0]
}
