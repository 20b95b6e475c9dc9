import * as z from 'zod'
import { refuse } from '../refusals.js'
import type { Answers } from './answers.js'
import { columnsOf } from './fields.js'
import { inputName, isBlank, plainHeading, sheetOf, type Fault, type InputFile } from './input.js'
import type { IntakeRemark } from './neutral-ledger.js'
import { OWN_TABLES, TOTAL_LINES } from './own-words.js'
import type { FilePlan, RowPlan } from './profile.js'

/** How the exports of a program are read that nobody described to us: learned once from a file and what its user said of it. */
export const learnedProfileSchema = z.strictObject({
  name: z.string().min(1).max(60),
  table: z.string().min(1),
  /** All headings of the file it was learned from. */
  headings: z.array(z.string()).min(1),
  /** Column of the table, or of its lines, to the heading it is taken from. */
  columns: z.record(z.string(), z.string()),
  /** What its user said of dates and amounts that can be read in two ways. */
  dates: z.array(z.string()).optional(),
  decimal: z.enum(['.', ',']).optional(),
})
export type LearnedProfile = z.infer<typeof learnedProfileSchema>

const LINES = new Set(['product', 'quantity', 'net', 'tax', 'cost'])
/** How much of the headings must be the same for a file to be of this program at all. */
const ALIKE = 0.6

/**
 * Learns how to read files with these headings, from what the user says of some of them: heading to column. Refuses headings that are
 * not there, columns that the table does not have, and a table without what its rows need (`BAD_PROFILE`).
 */
export function learnedProfile(
  name: string,
  headings: readonly string[],
  assignments: Readonly<Record<string, string>>,
  table = 'invoices',
): LearnedProfile {
  const known = columnsOf(table)
  const columns: Record<string, string> = {}
  for (const [said, column] of Object.entries(assignments)) {
    const heading = headings.find(title => plainHeading(title) === plainHeading(said))
    if (heading === undefined)
      throw refuse('BAD_PROFILE', { problem: `there is no heading ${said}, but ${headings.join(', ')} (文件没有该表头)` })
    const hasLines = LINES.has(column) && known?.has('lines')
    if (!hasLines && known && !known.has(column.startsWith('dimensions.') ? 'dimensions' : column)) {
      const all = [...known, ...(known.has('lines') ? LINES : [])].filter(known => known !== 'lines').join(', ')
      throw refuse('BAD_PROFILE', { problem: `${table} has no column ${column}; it has ${all} (数据表没有该列)` })
    }
    if (columns[column] !== undefined) throw refuse('BAD_PROFILE', { problem: `${column} is given twice (重复指定)` })
    columns[column] = heading
  }
  const required = OWN_TABLES.find(own => own.table === table)?.required ?? []
  const missing = required.filter(column => !(column in columns) && !(column === 'amount' && 'net' in columns))
  if (missing.length > 0) throw refuse('BAD_PROFILE', { problem: `no heading is given for ${missing.join(', ')} (缺少必需列)` })
  return { name, table, headings: headings.filter(heading => heading !== ''), columns }
}

/** The row of headings of a file to learn from: the first that has all the headings said, or the first at all. */
export function headingsOf(file: InputFile, said: readonly string[]): string[] {
  const { titles } = sheetOf(file, new Set(said))
  return titles.length > 0
    ? [...titles]
    : [...file.rows]
        .filter(row => !isBlank(row))
        .slice(0, 1)
        .flatMap(({ cells }) => cells.map(String))
}

/** How a file is read by what was learned: a plan, or the fault that its headings have changed; nothing when it is none of these. */
export interface LearnedPlan {
  plan?: FilePlan
  answers?: Answers
  fault?: Fault
  remark?: IntakeRemark
}

/** Finds the profile that was learned from a file like this one. */
export function learnedPlan(file: InputFile, profiles: readonly LearnedProfile[]): LearnedPlan | undefined {
  const name = inputName(file)
  let best: { profile: LearnedProfile; alike: number; titles: string[] } | undefined
  for (const profile of profiles) {
    const titles = sheetOf(file, new Set(profile.headings)).titles.filter(title => title !== '')
    const here = new Set(titles.map(plainHeading))
    const there = new Set(profile.headings.map(plainHeading))
    const common = [...there].filter(title => here.has(title)).length
    const alike = common / (here.size + there.size - common)
    if (alike >= ALIKE && alike > (best?.alike ?? 0)) best = { profile, alike, titles }
  }
  if (!best) return undefined
  const { profile, alike, titles } = best
  const plan = { plan: planOf(profile, name), answers: answersOf(profile) }
  if (alike === 1) return plan
  const gone = without(profile.headings, titles)
  const added = without(titles, profile.headings)
  const needed = gone.filter(heading => Object.values(profile.columns).includes(heading))
  const differences = { en: listed(gone, added, 'lacks', 'has besides'), zh: listed(gone, added, '缺少', '多出') }
  if (needed.length === 0) {
    const remark = {
      subject: name,
      en: `${name}: read as “${profile.name}”, although it ${differences.en}.`,
      zh: `${name}：按“${profile.name}”读取，但表头${differences.zh}。`,
    }
    return { ...plan, remark }
  }
  const refusal = refuse('HEADINGS_CHANGED', { file: name, name: profile.name, differences: `it ${differences.en} (${differences.zh})` })
  return { fault: { file: name, line: 0, column: needed.join(', '), value: titles.join(', '), refusal } }
}

const answersOf = ({ dates, decimal }: LearnedProfile): Answers => ({ ...(dates && { dates }), ...(decimal && { decimal }) })

const without = (some: readonly string[], others: readonly string[]): string[] => {
  const known = new Set(others.map(plainHeading))
  return some.filter(heading => !known.has(plainHeading(heading)))
}

const listed = (gone: readonly string[], added: readonly string[], lacks: string, has: string): string =>
  [gone.length > 0 && `${lacks} ${gone.join(', ')}`, added.length > 0 && `${has} ${added.join(', ')}`].filter(Boolean).join('; ')

function planOf({ table, columns }: LearnedProfile, file: string): FilePlan {
  const own = Object.fromEntries(Object.entries(columns).filter(([column]) => !LINES.has(column)))
  const details = Object.fromEntries(Object.entries(columns).filter(([column]) => LINES.has(column)))
  const key = columns.number ?? columns.code ?? Object.values(columns)[0]
  const grouped = Object.keys(details).length > 0 && columns.number !== undefined
  const rows: RowPlan[] = [
    grouped
      ? { table, once: 'number', columns: own, lines: { file, on: { [columns.number]: columns.number }, columns: details } }
      : { table, columns: { ...own, ...details } },
  ]
  if (columns.product)
    rows.unshift({ table: 'products', once: 'code', where: { [columns.product]: 'filled' }, columns: { code: columns.product } })
  return { match: file, headings: true, where: { [key]: { not: [...TOTAL_LINES] } }, rows }
}
