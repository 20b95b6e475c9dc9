import { basename } from 'node:path'
import { iso } from '../../shared/dates.js'
import { dateOf } from '../../shared/functions/when.js'
import type { Answers } from '../../shared/intake/answers.js'
import { isDateFormat } from '../../shared/intake/cells.js'
import type { VoucherOptions } from '../../shared/intake/known-exports.js'
import type { LearnedProfile } from '../../shared/intake/learned-profile.js'
import { refuse, type Language, type Refusal } from '../../shared/refusals.js'
import { readProfile, sourcesOf } from '../files/import-file.js'
import { learn, learnedProfiles } from '../files/learned-profiles.js'
import { readFiles } from '../files/reading.js'
import { takeIn, type TakenIn } from '../files/taking-in.js'
import { OWNER } from '../viewer.js'
import { print, progress, say, shellLanguage } from './terminal.js'
import { withLedger } from './with-ledger.js'

export interface ImportOptions {
  ledger: string
  profile?: string
  dryRun?: boolean
  partial?: boolean
  format?: 'text' | 'json'
  /** Answers for files that can be read in several ways. */
  dates?: string
  decimal?: '.' | ','
  zeros?: 'restore' | 'keep'
  /** Accounts of vouchers, and the day the ledger starts. */
  receivable?: string
  advance?: string
  start?: string
  customerColumn?: string
  /** The account of a bank statement that does not name it. */
  account?: string
  /** The name of a profile to learn from the file, with its headings and table. */
  learn?: string
  map?: string
  table?: string
}

/** A row that cannot be posted: where it stands, what it holds and what to do. */
interface Fault {
  file: string
  line: number
  column: string
  value: string
  code: string
  reason: { en: string; zh: string }
}

interface Summary {
  files: string[]
  rows: number
  accepted: number
  alreadyThere: number
  refused: number
  faults: Fault[]
  remarks: { document: string; en: string; zh: string }[]
  change: number
  posted: boolean
  dryRun: boolean
}

/** Imports files: all rows are checked first and every fault is listed; with any, nothing is posted. Gives the exit code. */
export async function importCommand(paths: string[], options: ImportOptions): Promise<number> {
  const sources = await sourcesOf(paths)
  const profile = options.profile === undefined ? undefined : await readProfile(options.profile)
  const { answers, vouchers } = saidBy(options)
  if (options.map !== undefined && options.learn === undefined) {
    throw refuse('BAD_ARGUMENT', { name: 'map', problem: 'it needs --learn NAME (需与 --learn 一起使用)' })
  }
  return withLedger(options.ledger, async ledger => {
    if (options.learn !== undefined)
      tellLearned(await learn(options.ledger, sources[0], { name: options.learn, map: options.map ?? '', table: options.table, answers }))
    const learned = await learnedProfiles(options.ledger)
    const { currency } = ledger.company
    const read = await readFiles(sources, {
      profile,
      currency,
      book: ledger.book(OWNER),
      answers,
      vouchers,
      learned,
      account: options.account,
    })
    const bar = progress(options.dryRun ? 'checking' : 'importing')
    const file = paths.map(path => basename(path)).join(', ')
    const asked = {
      file,
      dryRun: options.dryRun,
      partial: options.partial,
      progress: (done: number, total: number) => bar.show(done, total),
    }
    const taken = await takeIn(read, asked, request => ledger.import(request, OWNER.id))
    bar.end()
    const summary = summaryOf(paths, taken, options.dryRun === true)
    if (options.format === 'json') await print(`${JSON.stringify(summary)}\n`)
    else tell(summary, shellLanguage())
    return summary.faults.length > 0 ? 1 : 0
  })
}

/** What the options say of the files; refuses a form of dates, a start or a column that is none. */
function saidBy({ dates, decimal, zeros, receivable, advance, start, customerColumn }: ImportOptions) {
  const formats = dates?.split(',').map(format => format.trim())
  const bad = formats?.find(format => !isDateFormat(format))
  if (bad !== undefined) throw refuse('BAD_OPTION', { value: bad, known: 'D/M/YYYY, M/D/YYYY, YYYY-MM-DD …' })
  const column = customerColumn === undefined ? undefined : Number(customerColumn)
  if (column !== undefined && !(Number.isInteger(column) && column > 0)) {
    throw refuse('BAD_ARGUMENT', {
      name: 'customer-column',
      problem: `${customerColumn} is not a column counted from 1 (应为从 1 起的列号)`,
    })
  }
  const answers: Answers = { ...(formats && { dates: formats }), ...(decimal && { decimal }), ...(zeros && { zeros }) }
  const vouchers: VoucherOptions = {
    ...(receivable && { receivable }),
    ...(advance && { advance }),
    ...(start !== undefined && { start: iso(dateOf(start)) }),
    ...(column !== undefined && { customerColumn: column }),
  }
  return { answers, vouchers }
}

function tellLearned({ name, table, columns }: LearnedProfile): void {
  const list = Object.entries(columns)
    .map(([column, heading]) => `${heading} = ${column}`)
    .join(', ')
  say(shellLanguage() === 'zh' ? `已学习“${name}”（${table}）：${list}` : `Learned “${name}” (${table}): ${list}`)
}

function summaryOf(paths: string[], { rows, faults, remarks, change, posted }: TakenIn, dryRun: boolean): Summary {
  const count = (outcomeOf: string) => rows.filter(row => row.outcome === outcomeOf).length
  return {
    files: paths.map(path => basename(path)),
    rows: rows.length,
    accepted: count('accepted'),
    alreadyThere: count('already-there'),
    refused: faults.length,
    faults: faults.map(({ refusal, ...where }) => ({ ...where, ...reasonOf(refusal) })),
    remarks: remarks.map(({ subject, en, zh }) => ({ document: subject, en, zh })),
    change,
    posted,
    dryRun,
  }
}

const reasonOf = (refusal: Refusal) => ({ code: refusal.code, reason: { en: refusal.text('en'), zh: refusal.text('zh') } })

const MOST_LINES = 50

function tell(summary: Summary, language: Language): void {
  const zh = language === 'zh'
  for (const { file, line, column, value, reason } of summary.faults.slice(0, MOST_LINES)) {
    const place = line > 0 ? `${file}:${line}` : file
    say(`${place}${column ? ` ${column}` : ''}${value ? ` “${value}”` : ''}: ${reason[language]}`)
  }
  if (summary.faults.length > MOST_LINES) say(`… +${summary.faults.length - MOST_LINES}`)
  for (const remark of summary.remarks.slice(0, MOST_LINES)) say(remark[language])
  if (summary.remarks.length > MOST_LINES) say(`… +${summary.remarks.length - MOST_LINES}`)
  const { rows, accepted, alreadyThere, refused, change, posted, dryRun } = summary
  const counts = zh
    ? `共 ${rows} 行：可入账 ${accepted}，已存在 ${alreadyThere}，有误 ${refused}。`
    : `${rows} rows: ${accepted} accepted, ${alreadyThere} already there, ${refused} refused. `
  const end = posted
    ? zh
      ? `已入账，变更号 ${change}。`
      : `Posted, change ${change}.`
    : dryRun
      ? zh
        ? '仅检查，未入账。'
        : 'Checked only, nothing posted.'
      : zh
        ? '未入账任何新数据。'
        : 'Nothing new was posted.'
  say(counts + end)
}
