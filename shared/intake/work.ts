import { Refusal, refuse } from '../refusals.js'
import type { TableRow } from '../tables/post.js'
import { wantedOfJoined } from './headings.js'
import { matches, sheetOf, type InputFile, type Sheet } from './input.js'
import { checkKeys, Index } from './joins.js'
import { fulfils, type Line } from './line.js'
import type { IntakeRemark } from './neutral-ledger.js'
import type { Link, Profile, Where } from './profile.js'
import type { Workshop } from './row.js'

/** Where a row came from: `sourceRow` alone does not tell the file. */
export interface Origin {
  file: string
  line: number
}

/** What a mapping works on and has made so far. */
export interface Work extends Workshop {
  profile: Profile
  files: readonly InputFile[]
  used: Set<InputFile>
  /** `once`: it stands for several lines. */
  made: { order: number; row: TableRow; origin: Origin; once: boolean }[]
  remarks: IntakeRemark[]
}

/** Notes a file that cannot be used at all. */
export const unfit = (work: Work, file: string, en: string, zh: string) =>
  work.faults.push({ file, line: 0, column: '', value: '', refusal: refuse('BAD_FILE', { file, problem: `${en} (${zh})` }) })

/** Whether a line counts; a condition on a cell that is an error of the spreadsheet is a fault, and the line does not count. */
export function counts(line: Line, where: Where | undefined, work: Work): boolean {
  try {
    return fulfils(line, where, work.reading)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const value = String(error.details.value ?? '')
    work.faults.push({ file: line.sheet.name, line: line.row.line, column: Object.keys(where!).join(' + '), value, refusal: error })
    return false
  }
}

/** The files joined under names, each by its key. A file that was not given is a fault. */
export function indexesOf(
  join: Readonly<Record<string, Link>> | undefined,
  sheet: Sheet,
  asked: readonly (readonly (string | number)[])[],
  work: Work,
) {
  const indexes = new Map<string, Index>()
  for (const [name, link] of Object.entries(join ?? {})) {
    const index = indexOf(link, wantedOfJoined(name, link.on, asked), sheet, work)
    if (index) indexes.set(name, index)
  }
  return indexes
}

/** A file by its key; one that was not given, or lacks the key, is a fault. */
export function indexOf(link: Link, wanted: ReadonlySet<string>, sheet: Sheet, work: Work): Index | undefined {
  const file = work.files.find(other => matches(link.file, other))
  if (!file) {
    unfit(work, link.file, 'the mapping profile needs it; import it together with the others', '导入方案需要该文件，请一并导入')
    return undefined
  }
  work.used.add(file)
  const other = sheetOf(file, wanted)
  const whole = [checkKeys(sheet, Object.keys(link.on), work.faults), checkKeys(other, Object.values(link.on), work.faults)]
  return whole.every(Boolean) ? new Index(other, link, work.reading) : undefined
}
