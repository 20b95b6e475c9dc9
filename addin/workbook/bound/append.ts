import type { Language } from '../../../shared/refusals.js'
import { atWorkbook } from './at-workbook.js'
import type { Binding, Progress } from './bound-workbook.js'
import { cellValue } from './cell-forms.js'
import { block, located, runsOf, type Located } from './located.js'
import { typedText } from './typed-text.js'

/** A row of the ledger that the table does not have yet. */
export interface NewRow {
  id: string
  fields: Readonly<Record<string, string>>
  status: string
}

/** Rows of one piece. */
const PIECE = 1_000

/** Adds rows at the end, see `BoundWorkbook`. Between pieces Excel is free for the person, so each finds the table anew. */
export async function append(binding: Binding, rows: readonly NewRow[], language: Language, progress?: Progress): Promise<void> {
  for (let from = 0; from < rows.length; from += PIECE) {
    progress?.(from, rows.length)
    await atWorkbook(context => addPiece(context, binding, rows.slice(from, from + PIECE), language))
  }
  if (rows.length > 0) progress?.(rows.length, rows.length)
}

/** Rows over blank cells make the table grow, else what lies below moves down. Columns that Excel computes go on by themselves. */
async function addPiece(context: Excel.RequestContext, binding: Binding, rows: readonly NewRow[], language: Language): Promise<void> {
  const table = context.workbook.tables.getItem(binding.tableId).load('showTotals')
  const last = table.getDataBodyRange().getLastRow().load('values,numberFormat')
  const below = last
    .getOffsetRange(1, 0)
    .getResizedRange(rows.length - 1, 0)
    .getUsedRangeOrNullObject(true)
  const place = await located(context, binding)
  const written = writtenOf(place, (last.numberFormat as string[][])[0])
  // A new table has one blank row, which is the first to be filled.
  const blank = place.rows === 1 && written.every(({ at }) => (last.values as unknown[][])[0][at] === '')
  const first = blank ? 0 : place.rows
  const added = rows.length - (blank ? 1 : 0)
  if (added > 0) {
    // A row that is not blank any more is counted.
    if (blank) block(place.body, { from: 0, to: 0 }, { from: place.idAt, to: place.idAt }).values = [[rows[0].id]]
    if (table.showTotals)
      table.rows.add(
        undefined,
        Array.from({ length: added }, () => Array(last.values[0].length).fill(null) as never[]),
      )
    else {
      if (!below.isNullObject)
        last
          .getOffsetRange(1, 0)
          .getResizedRange(added - 1, 0)
          .insert('Down')
      table.resize(table.getRange().getResizedRange(added, 0))
    }
  }
  const area = { from: first, to: first + rows.length - 1 }
  for (const { at, format } of written) if (format !== 'General') block(place.body, area, { from: at, to: at }).numberFormat = [[format]]
  const byPlace = new Map(written.map(each => [each.at, each]))
  for (const run of runsOf([...byPlace.keys()])) {
    const columns = Array.from({ length: run.to - run.from + 1 }, (_, c) => byPlace.get(run.from + c)!)
    block(place.body, area, run).values = rows.map(row => columns.map(({ entry, format }) => entry(row, language, format)))
  }
  await context.sync()
}

interface Written {
  at: number
  format: string
  entry: (row: NewRow, language: Language, format: string) => string | number
}

function writtenOf({ columns, idAt, statusAt }: Located, formats: readonly string[]): Written[] {
  return [
    ...columns.map(({ column, at }) => ({
      at,
      format: formats[at],
      entry: ({ fields }: NewRow, language: Language, format: string) => cellValue(column, fields[column.name] ?? '', language, format),
    })),
    { at: idAt, format: formats[idAt], entry: ({ id }: NewRow, _: Language, format: string) => typedText(id, format) },
    { at: statusAt, format: formats[statusAt], entry: ({ status }: NewRow, _: Language, format: string) => typedText(status, format) },
  ]
}
