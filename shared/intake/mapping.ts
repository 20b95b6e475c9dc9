import type { Currency } from '../money.js'
import { Refusal, refuse } from '../refusals.js'
import type { TableRow } from '../tables/post.js'
import { postingOrder } from './fields.js'
import { checkHeadings, checkTargets, texts, wantedByFile, wantedByLines, wantedByRow, wantedOfJoined } from './headings.js'
import { inputName, matches, sheetOf, type Fault, type InputFile, type Sheet } from './input.js'
import { checkKeys, Index, joinedLine } from './joins.js'
import { fulfils, type Line, type Reading } from './line.js'
import type { IntakeRemark } from './neutral-ledger.js'
import type { FilePlan, Link, Profile, RowPlan, Where } from './profile.js'
import { Rounding } from './rounding.js'
import { cellsOf, fitsTable, instalmentsOf, type Workshop } from './row.js'

/** Where a row came from: `sourceRow` alone does not tell the file. */
export interface Origin {
  file: string
  line: number
}

/** Rows ready to be posted in this order, each with its origin at the same place, and everything that is wrong with the files. */
export interface MappedRows {
  rows: TableRow[]
  origins: Origin[]
  faults: Fault[]
  remarks: IntakeRemark[]
}

interface Work extends Workshop {
  profile: Profile
  files: readonly InputFile[]
  used: Set<InputFile>
  /** `once`: it stands for several lines. */
  made: { order: number; row: TableRow; origin: Origin; once: boolean }[]
  remarks: IntakeRemark[]
}

/**
 * Turns the lines of files into rows of our tables by a mapping profile. All lines are read: every fault is listed, and a line with a
 * fault makes no row. Refuses only a profile that cannot work at all (`BAD_PROFILE`, `UNKNOWN_TABLE`). `currency` is the ledger's.
 */
export function apply(profile: Profile, files: readonly InputFile[], currency: Currency): MappedRows {
  for (const plan of profile.files) plan.rows.forEach(checkTargets)
  const reading: Reading = {
    dates: profile.dates,
    style: { decimal: profile.decimal, thousands: profile.thousands },
    empty: new Set(profile.empty),
  }
  // Rows may come from a generator, and a file may be read in several roles.
  const held = files.map(file => ({ ...file, rows: [...file.rows] }))
  const work: Work = { profile, files: held, used: new Set(), made: [], faults: [], remarks: [], reading, currency, rounding: new Rounding('item') }
  for (const plan of profile.files) for (const file of held) if (matches(plan.match, file)) readFile(plan, file, work)
  for (const file of held) if (!work.used.has(file)) passedOver(file, work)
  const made = work.made.sort((a, b) => a.order - b.order)
  return { rows: made.map(({ row }) => row), origins: made.map(({ origin }) => origin), faults: work.faults, remarks: work.remarks }
}

/** A file that the profile does not know is a fault; a further sheet of a workbook is only told. */
function passedOver(file: InputFile, work: Work): void {
  const subject = inputName(file)
  if ([...work.used].some(({ name }) => name === file.name)) {
    work.remarks.push({ subject, en: 'The mapping profile says nothing of this sheet; it was not read.', zh: '导入方案未涉及该工作表，未读取。' })
  } else unfit(work, subject, 'no part of the mapping profile fits it', '导入方案中没有对应的部分')
}

const unfit = (work: Work, file: string, en: string, zh: string) =>
  work.faults.push({ file, line: 0, column: '', value: '', refusal: refuse('BAD_FILE', { file, problem: `${en} (${zh})` }) })

function readFile(plan: FilePlan, file: InputFile, work: Work): void {
  work.used.add(file)
  work.rounding = new Rounding(work.profile.rounding)
  const sheet = sheetOf(file, wantedByFile(plan), plan.headings)
  const asked = plan.rows.flatMap(wantedByRow)
  const joins = indexesOf(plan.join, sheet, asked, work)
  const joinedSheets = new Map([...joins].map(([name, index]) => [name, index.sheet]))
  if (!checkHeadings(sheet, joinedSheets, Object.keys(plan.where ?? {}).map(name => [name]), work.faults)) return
  const makers = plan.rows
    .filter(row => checkHeadings(sheet, joinedSheets, wantedByRow(row), work.faults))
    .map(row => new Maker(row, sheet, work))
  for (const row of sheet.rows) {
    const before = { faults: work.faults.length, made: work.made.length }
    const line = joinedLine(sheet, row, joins, work.reading, work.faults)
    if (counts(line, plan.where, work)) for (const maker of makers) maker.make(line)
    else for (const maker of makers) maker.passOver(line)
    if (work.faults.length > before.faults) dropLine(work, before)
  }
  for (const maker of makers) maker.finish()
  work.remarks.push(...work.rounding.remarks(sheet.name))
}

/**
 * A line with a fault makes no rows: a receipt without its invoice would only be refused in turn. What stands on other lines too, such as
 * the customer, stays. A cell that goes into several rows is told once.
 */
function dropLine(work: Work, before: { faults: number; made: number }): void {
  const told = new Set<string>()
  const faults = work.faults.splice(before.faults).filter(({ file, line, column, value, refusal }) => {
    const key = JSON.stringify([file, line, column, value, refusal.code])
    return !told.has(key) && told.add(key)
  })
  work.faults.push(...faults)
  work.made.push(...work.made.splice(before.made).filter(({ once }) => once))
}

/** Whether a line counts; a condition on a cell that is an error of the spreadsheet is a fault, and the line does not count. */
function counts(line: Line, where: Where | undefined, work: Work): boolean {
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
function indexesOf(join: Readonly<Record<string, Link>> | undefined, sheet: Sheet, asked: readonly (readonly (string | number)[])[], work: Work) {
  const indexes = new Map<string, Index>()
  for (const [name, link] of Object.entries(join ?? {})) {
    const index = indexOf(link, wantedOfJoined(name, link.on, asked), sheet, work)
    if (index) indexes.set(name, index)
  }
  return indexes
}

function indexOf(link: Link, wanted: ReadonlySet<string>, sheet: Sheet, work: Work): Index | undefined {
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

/** Makes the rows of one table from the lines of one file. */
class Maker {
  private readonly first = new Map<string, string>()
  private readonly different = new Set<string>()
  private readonly lines: Index | undefined
  private readonly lineJoins: ReadonlyMap<string, Index> = new Map()

  constructor(
    private readonly plan: RowPlan,
    private readonly sheet: Sheet,
    private readonly work: Work,
  ) {
    if (!plan.lines) return
    const asked = wantedByLines(plan.lines)
    const lines = indexOf(plan.lines, texts(asked), sheet, work)
    if (!lines) return
    this.lineJoins = indexesOf(plan.lines.join, lines.sheet, asked, work)
    const joined = new Map([...this.lineJoins].map(([name, index]) => [name, index.sheet]))
    if (checkHeadings(lines.sheet, joined, asked, work.faults)) this.lines = lines
  }

  /** A line that the file's conditions leave out: its detail lines belong to it all the same. */
  passOver(line: Line): void {
    this.lines?.of(line, this.work.reading)
  }

  make(line: Line): void {
    const { plan, work } = this
    this.passOver(line)
    if (!counts(line, plan.where, work)) return
    const row = cellsOf(plan.table, plan.columns, line, work)
    if (!row || this.repeated(row)) return
    const currency = row.currency as Currency | undefined
    const before = work.faults.length
    const lines = this.linesOf(line, currency)
    const instalments = instalmentsOf(plan, line, work, currency)
    if (work.faults.length > before) return
    if (lines?.length) row.lines = lines
    if (instalments.length) row.instalments = instalments
    if (!fitsTable(plan, row, line, work.faults)) return
    const { name: file } = line.sheet
    const made = { table: plan.table, row, sourceRow: line.row.line }
    work.made.push({ order: postingOrder(plan.table, row), row: made, origin: { file, line: line.row.line }, once: plan.once !== undefined })
  }

  private linesOf(line: Line, currency: Currency | undefined): Record<string, unknown>[] | undefined {
    const { plan, work, lines } = this
    if (!lines || !plan.lines) return undefined
    const { columns, where } = plan.lines
    return lines
      .of(line, work.reading)
      .map(row => joinedLine(lines.sheet, row, this.lineJoins, work.reading, work.faults))
      .filter(detail => counts(detail, where, work))
      .map(detail => cellsOf(plan.table, columns, detail, work, currency ?? work.currency))
      .filter(cells => cells !== undefined)
  }

  /** Whether an earlier line made this row already; other content under the same key is remembered for a remark. */
  private repeated(row: Record<string, unknown>): boolean {
    const { once } = this.plan
    if (once === undefined) return false
    const key = String(row[once] as string)
    const content = JSON.stringify(row)
    const first = this.first.get(key)
    if (first === undefined) this.first.set(key, content)
    else if (first !== content) this.different.add(key)
    return first !== undefined
  }

  /** What can be told only after the last line. */
  finish(): void {
    const { plan, work, lines, different } = this
    for (const { key, row } of lines?.unused() ?? []) {
      const column = Object.values(plan.lines!.on).join(' + ')
      const refusal = refuse('UNMATCHED_LINE', { file: this.sheet.name, key: `${Object.keys(plan.lines!.on).join(' + ')} ${key}` })
      work.faults.push({ file: lines!.sheet.name, line: row.line, column, value: key, refusal })
    }
    if (different.size === 0) return
    const some = [...different].slice(0, 3).join(', ')
    work.remarks.push({
      subject: plan.table,
      en: `${different.size} values of ${plan.table}.${plan.once} stand on several lines with other content (${some} …); the first line of each was taken.`,
      zh: `${plan.table}.${plan.once} 有 ${different.size} 个值在多行中内容不同（${some} 等），均取首行。`,
    })
  }
}
