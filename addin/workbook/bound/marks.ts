import { block, type Located } from './located.js'

/** Colour of a cell in conflict: the red of Excel's own style for bad values. */
const COLOUR = '#FFC7CE'
/** Where the colours that cells had before are kept, by table, row id and column. */
const KEY = 'duebook.marks'

type Kept = Record<string, Record<string, Record<string, string>>>

/** Columns of a row that are to be marked from now on. `before` is the id under which it was marked so far. */
export interface RowMarks {
  index: number
  id: string
  before: string
  marked: readonly string[]
}

/** Marks cells in conflict, and gives those that are none any more the colour back that they had. */
export async function mark(
  context: Excel.RequestContext,
  { body, columns }: Located,
  tableId: string,
  rows: readonly RowMarks[],
): Promise<void> {
  const kept = await keptIn(context)
  const table = (kept[tableId] ??= {})
  const changes = rows.flatMap(row => {
    const known = table[row.before] ?? {}
    return columns.flatMap(({ column: { name }, at }) => {
      const [was, is] = [name in known, row.marked.includes(name)]
      if (was === is) return []
      const { fill } = block(body, { from: row.index, to: row.index }, { from: at, to: at }).format
      return [{ row, name, on: is, fill: fill.load('color') }]
    })
  })
  if (changes.length === 0 && rows.every(({ id, before }) => id === before || !(before in table))) return
  await context.sync()
  for (const { row } of changes) table[row.before] ??= {}
  for (const { row, name, on, fill } of changes) {
    const known = table[row.before]
    if (on) {
      known[name] = fill.color
      fill.color = COLOUR
    } else {
      // A colour that somebody gave the cell since is theirs.
      if (fill.color.toUpperCase() === COLOUR) restore(fill, known[name])
      delete known[name]
    }
  }
  for (const { id, before } of rows) {
    const known = table[before]
    delete table[before]
    if (known && Object.keys(known).length > 0) table[id] = known
  }
  keep(context, kept, tableId)
  await context.sync()
}

/** Gives all marked cells of a table their colours back; `ids` are those of its rows in order. */
export async function unmark(context: Excel.RequestContext, place: Located, tableId: string, ids: readonly string[]): Promise<void> {
  const table = (await keptIn(context))[tableId] ?? {}
  const rows = ids.flatMap((id, index) => (id in table ? [{ index, id, before: id, marked: [] }] : []))
  if (rows.length > 0) await mark(context, place, tableId, rows)
}

/** Forgets the marks of rows that are taken out. */
export async function forgetMarks(context: Excel.RequestContext, tableId: string, ids: readonly string[]): Promise<void> {
  const kept = await keptIn(context)
  const table = kept[tableId] ?? {}
  const marked = ids.filter(id => id in table)
  if (marked.length === 0) return
  for (const id of marked) delete table[id]
  keep(context, kept, tableId)
  await context.sync()
}

/** Excel says white of a cell without a colour, and a white one is rarely meant. */
function restore(fill: Excel.RangeFill, colour: string): void {
  if (/^(#ffffff)?$/i.test(colour)) fill.clear()
  else fill.color = colour
}

async function keptIn(context: Excel.RequestContext): Promise<Kept> {
  const setting = context.workbook.settings.getItemOrNullObject(KEY).load('value')
  await context.sync()
  return keptOf(setting.isNullObject ? undefined : setting.value)
}

/** Keeps what is known of all tables; of one without marks nothing. */
function keep(context: Excel.RequestContext, kept: Kept, tableId: string): void {
  if (Object.keys(kept[tableId] ?? {}).length === 0) delete kept[tableId]
  context.workbook.settings.add(KEY, JSON.stringify(kept))
}

function keptOf(text: unknown): Kept {
  try {
    const kept = JSON.parse(String(text)) as Kept | null
    return typeof kept === 'object' && kept !== null ? kept : {}
  } catch {
    return {}
  }
}
