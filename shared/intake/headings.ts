import { refuse } from '../refusals.js'
import { columnsOf } from './fields.js'
import { columnAt, type Fault, type Sheet } from './input.js'
import { templateHeadings } from './line.js'
import { detailedSource, type FilePlan, type RowPlan, type Source, type Where } from './profile.js'

/** Alternatives for one thing: any of them will do. */
type Wanted = readonly (string | number)[]

const LINE_COLUMNS = new Set(['product', 'quantity', 'net', 'tax', 'cost'])

/** The headings a source cannot do without. */
function wantedBy(given: Source): Wanted[] {
  const source = detailedSource(given)
  const operands = [...(source.times ?? []), ...(source.plus ?? []), ...(source.less ?? [])].filter(operand => typeof operand === 'string')
  const wanted: Wanted[] = [...operands, ...Object.keys(source.negative ?? {})].map(name => [name])
  if (source.text !== undefined) wanted.push(...templateHeadings(source.text).map(name => [name]))
  if (source.column !== undefined) wanted.push(Array.isArray(source.column) ? source.column : [source.column])
  return wanted
}

const wantedByWhere = (where: Where | undefined): Wanted[] => Object.keys(where ?? {}).map(name => [name])

/** What the rows of a plan want from the lines of its own file. */
export function wantedByRow(plan: RowPlan): Wanted[] {
  const parts = (plan.instalments ?? []).flatMap(part => [part.due, part.amount])
  return [
    ...[...Object.values(plan.columns), ...parts].flatMap(wantedBy),
    ...wantedByWhere(plan.where),
    ...Object.keys(plan.lines?.on ?? {}).map(name => [name]),
  ]
}

/** What the lines of a document want from their file. */
export const wantedByLines = ({ columns, where, on }: NonNullable<RowPlan['lines']>): Wanted[] => [
  ...Object.values(columns).flatMap(wantedBy),
  ...wantedByWhere(where),
  ...Object.values(on).map(name => [name]),
]

/** All that a plan wants of a file, as texts by which its row of headings is found. */
export function wantedByFile(plan: FilePlan): Set<string> {
  const joins = Object.values(plan.join ?? {}).flatMap(link => Object.keys(link.on).map(name => [name]))
  return texts([...plan.rows.flatMap(wantedByRow), ...wantedByWhere(plan.where), ...joins])
}

export const texts = (wanted: readonly Wanted[]): Set<string> => new Set(wanted.flat().filter(name => typeof name === 'string'))

/** Headings wanted of a joined file: its keys, and what is asked as `name.heading`. */
export function wantedOfJoined(name: string, on: Readonly<Record<string, string>>, asked: readonly Wanted[]): Set<string> {
  const own = [...texts(asked)].filter(text => text.startsWith(`${name}.`)).map(text => text.slice(name.length + 1))
  return new Set([...Object.values(on), ...own])
}

/** Whether a sheet, with those joined to it, has what is wanted; each thing that is missing is a fault. */
export function checkHeadings(sheet: Sheet, joined: ReadonlyMap<string, Sheet>, wanted: readonly Wanted[], faults: Fault[]): boolean {
  let whole = true
  const told = new Set<string>()
  for (const alternatives of wanted) {
    if (alternatives.some(name => has(sheet, joined, name))) continue
    whole = false
    const column = alternatives.join(' / ')
    if (told.has(column)) continue
    told.add(column)
    faults.push({ file: sheet.name, line: 0, column, value: '', refusal: refuse('MISSING_COLUMN', { file: sheet.name, column }) })
  }
  return whole
}

function has(sheet: Sheet, joined: ReadonlyMap<string, Sheet>, name: string | number): boolean {
  if (columnAt(sheet, name) >= 0) return true
  const dot = typeof name === 'string' ? name.indexOf('.') : -1
  if (dot < 0) return false
  const other = joined.get(String(name).slice(0, dot))
  return other !== undefined && columnAt(other, String(name).slice(dot + 1)) >= 0
}

/** Refuses a profile that fills columns which a table does not have (`BAD_PROFILE`). */
export function checkTargets(plan: RowPlan): void {
  const known = columnsOf(plan.table)
  const bad = Object.keys(plan.columns).find(column => known && !known.has(column.startsWith('dimensions.') ? 'dimensions' : column))
  if (bad) {
    const list = [...known!].join(', ')
    throw refuse('BAD_PROFILE', { problem: `${plan.table} has no column ${bad}; it has ${list} (数据表没有该列)` })
  }
  if (plan.once && !(plan.once in plan.columns)) throw refuse('BAD_PROFILE', { problem: `once: ${plan.once} is not filled (未填该列)` })
  const line = Object.keys(plan.lines?.columns ?? {}).find(column => !LINE_COLUMNS.has(column))
  if (line)
    throw refuse('BAD_PROFILE', { problem: `a line has no column ${line}; it has ${[...LINE_COLUMNS].join(', ')} (明细行没有该列)` })
  for (const part of ['lines', 'instalments'] as const) {
    if (plan[part] && known && !known.has(part)) throw refuse('BAD_PROFILE', { problem: `${plan.table} has no ${part} (没有明细或分期)` })
  }
}
