import type { Book } from '../book/book.js'
import type { Currency } from '../money.js'
import type { RefusalCode } from '../refusals.js'
import type { TableRow } from '../tables/post.js'
import type { Answers } from './answers.js'
import { CustomerNames } from './customer-names.js'
import { inputName, type Fault, type InputFile } from './input.js'
import { knownExports, type VoucherOptions } from './known-exports.js'
import { learnedPlan, type LearnedProfile } from './learned-profile.js'
import { zerosChecked } from './lost-zeros.js'
import { apply, type MappedRows } from './mapping.js'
import { recognised } from './own-tables.js'
import { plainFiles, type Stated } from './plan-form.js'
import { profileOf, type Profile } from './profile.js'

/** What is known of the files that are read, the ledger they are for and the one who gives them. */
export interface FileSettings {
  /** The ledger's currency. */
  currency: Currency
  /** A mapping profile; without one, files are recognised by their headings. */
  profile?: Profile
  /** Which forms the profile states itself. */
  stated?: Stated
  /** The ledger, in which customers are looked up by name, and codes that lost their zeros. */
  book?: Book
  /** What the user said of files that can be read in several ways. */
  answers?: Answers
  vouchers?: VoucherOptions
  /** Profiles learned from files of programs that are not known otherwise. */
  learned?: readonly LearnedProfile[]
}

/**
 * The rows of files, added to what was read before: by the profile; without one by what was learned, as an export of a program that is
 * known, or as a table of our own. Nothing of a file that waits for an answer, or that is not whole, becomes a row.
 */
export function rowsOfFiles(files: readonly InputFile[], before: MappedRows, settings: FileSettings): FileRows {
  const { book, answers = {} } = settings
  const { parts, looked } = partsOf(files, settings)
  const read = withoutBlocked(zerosChecked(joined(before, ...parts), book, answers))
  return { ...read, looked: looked || answers.zeros === 'restore' }
}

/** What files hold. */
export interface FileRows extends MappedRows {
  /** Whether the rows depend on what is in the ledger already, and so may be others when the same files are read again. */
  looked: boolean
}

const NOTHING: MappedRows = { rows: [], origins: [], faults: [], remarks: [] }

function joined(...parts: readonly MappedRows[]): MappedRows {
  return {
    rows: parts.flatMap(({ rows }) => rows),
    origins: parts.flatMap(({ origins }) => origins),
    faults: parts.flatMap(({ faults }) => faults),
    remarks: parts.flatMap(({ remarks }) => remarks),
  }
}

function partsOf(files: readonly InputFile[], settings: FileSettings): { parts: MappedRows[]; looked: boolean } {
  const { currency, profile, book, answers = {}, vouchers } = settings
  if (files.length === 0) return { parts: [], looked: false }
  if (profile) return { parts: [mapped(files, profile, settings, settings.stated)], looked: false }
  const learned = learnedRows(files, settings)
  const exports = knownExports(learned.left, { currency, book, answers, vouchers })
  const parts = [learned.read, exports, ownTables(exports.left, learned.left, settings)]
  return { parts, looked: learned.read.rows.length + exports.rows.length > 0 }
}

/** A profile's rows, once each file's dates and numbers are plain. */
function mapped(files: readonly InputFile[], profile: Profile, { currency, answers = {} }: FileSettings, stated: Stated = {}): MappedRows {
  const plain = plainFiles(profile, files, answers, stated)
  const found = plain.map(({ faults, remarks }) => ({ ...NOTHING, faults, remarks }))
  const rows = apply(
    profile,
    plain.map(({ file }) => file),
    currency,
  )
  return joined(...found, rows)
}

/** Files that nobody else could read; of a workbook that was read otherwise, sheets that fit nothing are only told. */
function ownTables(files: readonly InputFile[], all: readonly InputFile[], settings: FileSettings): MappedRows {
  if (files.length === 0) return NOTHING
  const { profile, faults, remarks } = recognised(files)
  const elsewhere = new Set(all.filter(file => !files.includes(file)).map(({ name }) => name))
  const besides = (name: string) => name.includes('#') && elsewhere.has(name.slice(0, name.indexOf('#')))
  const unknown = new Set(faults.map(({ file }) => file))
  const told = [...unknown].filter(besides).map(subject => ({
    subject,
    en: `${subject}: a sheet besides, not read.`,
    zh: `${subject}：其他工作表，未读取。`,
  }))
  const own = { ...NOTHING, faults: faults.filter(({ file }) => !besides(file)), remarks: [...remarks, ...told] }
  if (!profile) return own
  return joined(
    own,
    mapped(
      files.filter(file => !unknown.has(inputName(file))),
      profile,
      settings,
    ),
  )
}

/** Files that a learned profile is for, and those that are left. Customers may be called by their names in them. */
function learnedRows(files: readonly InputFile[], settings: FileSettings): { read: MappedRows; left: InputFile[] } {
  const names = new CustomerNames(settings.book)
  const parts: MappedRows[] = []
  const left = files.filter(file => {
    const found = learnedPlan(file, settings.learned ?? [])
    if (!found) return true
    const { plan, fault, remark } = found
    parts.push({ ...NOTHING, faults: fault ? [fault] : [], remarks: remark ? [remark] : [] })
    if (!plan) return false
    const answers = { ...found.answers, ...settings.answers }
    const read = mapped([file], profileOf({ name: 'learned', files: [plan] }), { ...settings, answers })
    const rows = read.rows.map((given): TableRow => {
      const { customer } = given.row
      if (typeof customer !== 'string') return given
      return { ...given, row: { ...given.row, customer: names.called(customer, given.sourceRow ?? 0) ?? customer } }
    })
    const made = names.made.splice(0)
    const origins = made.map(({ sourceRow = 0 }) => ({ file: inputName(file), line: sourceRow }))
    parts.push({ ...NOTHING, rows: made, origins }, { ...read, rows })
    return false
  })
  return { read: joined(...parts), left }
}

/** What shows that a file as a whole cannot be trusted or understood. */
const BLOCKING: ReadonlySet<RefusalCode> = new Set([
  'DATES_AMBIGUOUS',
  'DATES_CONTRADICT',
  'DATES_SWAPPED',
  'DECIMALS_AMBIGUOUS',
  'DECIMALS_CONTRADICT',
  'NOT_AS_SAID',
  'FILE_CUT',
  'TOTAL_DIFFERS',
  'COUNT_DIFFERS',
  'ZEROS_LOST',
  'BAD_FILE',
])

/** Nothing of a file that waits for an answer is posted, even when the user wants the good rows; its cells are not asked about again. */
function withoutBlocked(read: MappedRows): MappedRows {
  const blocked = new Set(read.faults.filter(({ refusal }) => BLOCKING.has(refusal.code)).map(({ file }) => file))
  if (blocked.size === 0) return read
  const at = ({ file, column }: Fault) => `${file}\u0001${column}`
  const dates = new Set(read.faults.filter(({ refusal }) => refusal.code.startsWith('DATES_')).map(at))
  const decimals = new Set(read.faults.filter(({ refusal }) => refusal.code.startsWith('DECIMALS_')).map(({ file }) => file))
  const again = (fault: Fault) =>
    (fault.refusal.code === 'AMBIGUOUS_DATE' && dates.has(at(fault))) || (fault.refusal.code === 'BAD_GROUPING' && decimals.has(fault.file))
  const kept = read.rows.map((_, i) => i).filter(i => !blocked.has(read.origins[i].file))
  return {
    ...read,
    rows: kept.map(i => read.rows[i]),
    origins: kept.map(i => read.origins[i]),
    faults: read.faults.filter(fault => !again(fault)),
    remarks: read.remarks.filter(({ subject }) => !blocked.has(subject)),
  }
}
