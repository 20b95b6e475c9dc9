import { fieldKind, type FieldKind } from './fields.js'
import { wantedByFile } from './headings.js'
import { columnAt, matches, sheetOf, type InputFile } from './input.js'
import { detailedSource, type FilePlan, type Profile, type RowPlan, type Source } from './profile.js'
import type { Answers } from './answers.js'
import { plainSheet, type PlainSheet, type SheetForm } from './plain-sheet.js'

/** Which forms a profile states itself: those are not looked for in the file. */
export interface Stated {
  dates?: boolean
  decimal?: boolean
}

/** Which kind each column of a file has by the plan that reads it. */
export function formOfPlan(plan: FilePlan, file: InputFile, stated: Stated = {}): SheetForm {
  const sheet = sheetOf(file, wantedByFile(plan), plan.headings)
  const kinds = new Map<number, FieldKind>()
  const note = (heading: string | number, kind: FieldKind) => {
    const at = columnAt(sheet, heading)
    if (at >= 0 && !kinds.has(at) && !(kind === 'date' && stated.dates)) kinds.set(at, kind)
  }
  for (const row of plan.rows) {
    noteRow(row, note)
    if (row.lines?.file === plan.match) noteColumns(row.table, row.lines.columns, note)
  }
  return {
    titles: sheet.titles,
    from: sheet.rows[0]?.line ?? Infinity,
    kinds,
    key: keyOf(plan, heading => columnAt(sheet, heading)),
    decimalStated: stated.decimal,
  }
}

type Note = (heading: string | number, kind: FieldKind) => void

function noteRow({ table, columns, instalments = [] }: RowPlan, note: Note): void {
  noteColumns(table, columns, note)
  for (const { due, amount } of instalments) {
    noteSource('date', due, note)
    noteSource('amount', amount, note)
  }
}

function noteColumns(table: string, columns: RowPlan['columns'], note: Note): void {
  for (const [target, source] of Object.entries(columns)) noteSource(fieldKind(table, target), source, note)
}

function noteSource(kind: FieldKind, given: Source, note: Note): void {
  const source = detailedSource(given)
  if (kind === 'date' && source.dates && !source.dates.includes('auto')) return
  const headings = source.column === undefined ? [] : Array.isArray(source.column) ? source.column : [source.column]
  for (const heading of headings) note(heading, kind)
  for (const operand of [...(source.times ?? []), ...(source.plus ?? []), ...(source.less ?? [])]) {
    if (typeof operand === 'string') note(operand, 'amount')
  }
}

function keyOf(plan: FilePlan, at: (heading: string | number) => number): number | undefined {
  const source = plan.rows.map(({ columns }) => columns.number ?? columns.code).find(found => found !== undefined)
  const column = source === undefined ? undefined : detailedSource(source).column
  const place = column === undefined ? -1 : at(Array.isArray(column) ? column[0] : column)
  return place < 0 ? undefined : place
}

/** Each file that a profile reads in plain form; a file that no plan is for stays as it is. */
export function plainFiles(profile: Profile, files: readonly InputFile[], answers: Answers, stated: Stated): PlainSheet[] {
  return files.map(file => {
    const plan = profile.files.find(({ match }) => matches(match, file))
    if (!plan) return { file: { ...file, rows: [...file.rows] }, faults: [], remarks: [], totals: [] }
    return plainSheet(file, formOfPlan(plan, file, stated), answers)
  })
}
