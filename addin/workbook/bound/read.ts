import type { Column } from '../../../shared/tables/bound/define.js'
import { atWorkbook } from './at-workbook.js'
import type { Binding, Progress, SheetRow } from './bound-workbook.js'
import { fieldText, type Held } from './cell-forms.js'
import { block, located, runsOf, type Located } from './located.js'

/** Cells and ranges of one round trip: Excel on the web answers at most 5 MB. */
const CELLS = 40_000
const RANGES = 500

/** Ids of all rows, in their order in the sheet. */
export const ids = (binding: Binding): Promise<string[]> =>
  atWorkbook(async context => {
    const { body, rows, idAt } = await located(context, binding)
    const found: string[] = []
    for (let from = 0; from < rows; from += CELLS) {
      const range = block(body, { from, to: Math.min(rows, from + CELLS) - 1 }, { from: idAt, to: idAt }).load('values')
      await context.sync()
      for (const [id] of range.values as Held[][]) found.push(String(id))
    }
    return found
  })

/** Some rows in the order of their indexes, or all. An index beyond the table gives no row. */
export const rows = (binding: Binding, indexes: readonly number[] | 'all', progress?: Progress): Promise<SheetRow[]> =>
  atWorkbook(async context => {
    const place = await located(context, binding)
    const wanted = indexes === 'all' ? Array.from({ length: place.rows }, (_, index) => index) : indexes.filter(index => index < place.rows)
    const parts = partsOf(place)
    const width = parts.reduce((sum, { from, to }) => sum + to - from + 1, 0)
    const found: SheetRow[] = []
    for (const runs of trips(runsOf(wanted, Math.max(1, Math.floor(CELLS / width))), width)) {
      const read = runs.map(run => ({
        run,
        ranges: parts.map(part => block(place.body, run, part).load(part.shown ? 'values,text' : 'values')),
      }))
      await context.sync()
      for (const { run, ranges } of read)
        for (let index = run.from; index <= run.to; index++) found.push(rowOf(place, parts, ranges, index, index - run.from))
      progress?.(found.length, wanted.length)
    }
    return found
  })

/** Runs as they go into one round trip each. */
function* trips<Run extends { from: number; to: number }>(runs: readonly Run[], width: number): Generator<Run[]> {
  let trip: Run[] = []
  let cells = 0
  for (const run of runs) {
    const more = (run.to - run.from + 1) * width
    if (trip.length > 0 && (trip.length === RANGES || cells + more > CELLS)) {
      yield trip
      trip = []
      cells = 0
    }
    trip.push(run)
    cells += more
  }
  if (trip.length > 0) yield trip
}

interface Part {
  from: number
  to: number
  /** Whether how its cells show their numbers matters. */
  shown: boolean
}

const isShown = ({ type }: Column) => type === 'code' || type === 'text'

/** The bound columns and ours as few ranges: columns of other people between them are not read. */
function partsOf({ columns, idAt, statusAt }: Located): Part[] {
  const shown = new Set(columns.filter(({ column }) => isShown(column)).map(({ at }) => at))
  const plain = [...columns.map(({ at }) => at).filter(at => !shown.has(at)), idAt, statusAt]
  return [...runsOf([...shown]).map(run => ({ ...run, shown: true })), ...runsOf(plain).map(run => ({ ...run, shown: false }))]
}

function rowOf(
  { columns, idAt, statusAt }: Located,
  parts: readonly Part[],
  ranges: readonly Excel.Range[],
  index: number,
  at: number,
): SheetRow {
  const cell = (place: number): [value: Held, shown?: string] => {
    const which = parts.findIndex(({ from, to }) => from <= place && place <= to)
    const { from, shown } = parts[which]
    return [(ranges[which].values as Held[][])[at][place - from], shown ? ranges[which].text[at][place - from] : undefined]
  }
  return {
    index,
    id: String(cell(idAt)[0]),
    fields: Object.fromEntries(columns.map(({ column, at: place }) => [column.name, fieldText(column, ...cell(place))])),
    status: String(cell(statusAt)[0]),
  }
}
