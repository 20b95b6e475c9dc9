import type { Currency } from '../money.js'
import { refuse } from '../refusals.js'
import type { TableRow } from '../tables/post.js'
import { checkHeadings, checkTargets, wantedByFile, wantedByRow } from './headings.js'
import { inputName, leftOver, matches, sheetOf, type Fault, type InputFile } from './input.js'
import { joinedLine } from './joins.js'
import type { Reading } from './line.js'
import { Maker } from './maker.js'
import type { IntakeRemark } from './neutral-ledger.js'
import type { FilePlan, Profile } from './profile.js'
import { Rounding } from './rounding.js'
import { counts, indexesOf, unfit, type Origin, type Work } from './work.js'

export type { Origin } from './work.js'

/** Rows ready to be posted in this order, each with its origin at the same place, and everything that is wrong with the files. */
export interface MappedRows {
  rows: TableRow[]
  origins: Origin[]
  faults: Fault[]
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
  const work: Work = {
    profile,
    files: held,
    used: new Set(),
    made: [],
    faults: [],
    remarks: [],
    reading,
    currency,
    rounding: new Rounding('item'),
  }
  for (const plan of profile.files) for (const file of held) if (matches(plan.match, file)) readFile(plan, file, work)
  for (const file of held) if (!work.used.has(file)) passedOver(file, work)
  const made = work.made.sort((a, b) => a.order - b.order)
  return { rows: made.map(({ row }) => row), origins: made.map(({ origin }) => origin), faults: work.faults, remarks: work.remarks }
}

/** A file that the profile does not know is a fault; a further sheet of a workbook is only told. */
function passedOver(file: InputFile, work: Work): void {
  const subject = inputName(file)
  if ([...work.used].some(({ name }) => name === file.name)) {
    work.remarks.push({
      subject,
      en: 'The mapping profile says nothing of this sheet; it was not read.',
      zh: '导入方案未涉及该工作表，未读取。',
    })
  } else unfit(work, subject, 'no part of the mapping profile fits it', '导入方案中没有对应的部分')
}

function readFile(plan: FilePlan, file: InputFile, work: Work): void {
  work.used.add(file)
  work.rounding = new Rounding(work.profile.rounding)
  const sheet = sheetOf(file, wantedByFile(plan), plan.headings)
  const asked = plan.rows.flatMap(wantedByRow)
  const joins = indexesOf(plan.join, sheet, asked, work)
  const joinedSheets = new Map([...joins].map(([name, index]) => [name, index.sheet]))
  if (
    !checkHeadings(
      sheet,
      joinedSheets,
      Object.keys(plan.where ?? {}).map(name => [name]),
      work.faults,
    )
  )
    return
  const makers = plan.rows
    .filter(row => checkHeadings(sheet, joinedSheets, wantedByRow(row), work.faults))
    .map(row => new Maker(row, sheet, work))
  for (const row of sheet.rows) {
    const before = { faults: work.faults.length, made: work.made.length }
    const line = joinedLine(sheet, row, joins, work.reading, work.faults)
    if (counts(line, plan.where, work)) for (const maker of makers) maker.make(line)
    else for (const maker of makers) maker.passOver(line)
    const value = leftOver(sheet, row)
    if (value) work.faults.push({ file: sheet.name, line: row.line, column: '', value, refusal: refuse('LINE_TOO_LONG', { value }) })
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
