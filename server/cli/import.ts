import { basename } from 'node:path'
import type { Remark } from '../../shared/domain/posting/posting.js'
import { iso } from '../../shared/dates.js'
import { dateOf } from '../../shared/functions/when.js'
import type { Answers } from '../../shared/intake/answers.js'
import { isDateFormat } from '../../shared/intake/cells.js'
import type { VoucherOptions } from '../../shared/intake/known-exports.js'
import type { LearnedProfile } from '../../shared/intake/learned-profile.js'
import { refuse, type Language, type Refusal } from '../../shared/refusals.js'
import { importFiles, readProfile, sourcesOf, type FileImport } from '../files/import-file.js'
import { learn, learnedProfiles } from '../files/learned-profiles.js'
import type { ImportOutcome } from '../ledger.js'
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
    const read = await importFiles(sources, { profile, currency, book: ledger.book(OWNER), answers, vouchers, learned })
    const bar = progress(options.dryRun ? 'checking' : 'importing')
    // A file with faults is checked all the same, so that all of them are told at once, but nothing of it is posted.
    const dryRun = options.dryRun === true || (read.faults.length > 0 && !options.partial)
    const outcome = await ledger.import(
      {
        rows: read.rows,
        hash: read.hash,
        source: {
          file: paths
            .map(path => basename(path))
            .join(', ')
            .slice(0, 200),
        },
        atomic: !options.partial,
        dryRun,
        progress: (done, total) => bar.show(done, total),
      },
      OWNER.id,
    )
    bar.end()
    const summary = summaryOf(paths, read, outcome, options.dryRun === true)
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

function summaryOf(paths: string[], read: FileImport, outcome: ImportOutcome, dryRun: boolean): Summary {
  const faults: Fault[] = read.faults.map(({ file, line, column, value, refusal }) => ({ file, line, column, value, ...reasonOf(refusal) }))
  for (const row of outcome.rows) {
    if (row.outcome !== 'refused') continue
    const { file, line } = read.origins[row.index]
    const { column = '', value = '' } = row.refusal.details
    faults.push({ file, line, column: String(column), value: String(value), ...reasonOf(row.refusal) })
  }
  const count = (outcomeOf: string) => outcome.rows.filter(row => row.outcome === outcomeOf).length
  return {
    files: paths.map(path => basename(path)),
    rows: outcome.rows.length,
    accepted: count('accepted'),
    alreadyThere: count('already-there'),
    refused: faults.length,
    faults: faults.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line)),
    remarks: [...read.remarks.map(({ subject, en, zh }) => ({ document: subject, en, zh })), ...outcome.remarks.flatMap(remarkText)],
    change: outcome.change,
    posted: outcome.posted,
    dryRun,
  }
}

const reasonOf = (refusal: Refusal) => ({ code: refusal.code, reason: { en: refusal.text('en'), zh: refusal.text('zh') } })

function remarkText({ code, document, details }: Remark): Summary['remarks'] {
  switch (code) {
    case 'LINES_DIFFER':
      return [
        {
          document,
          en: `${document}: the header says ${details.amount}, its lines add to ${details.lines}; both are kept.`,
          zh: `${document}：表头金额 ${details.amount}，明细合计 ${details.lines}，两者均予保留。`,
        },
      ]
    case 'DUE_DATE_PROVISIONAL':
      return [
        {
          document,
          en: `${document}: the due date by “${details.terms}” rests on weekends alone; enter the holidays of that year under the calendar.`,
          zh: `${document}：按“${details.terms}”计算的到期日仅依周末顺延，请在工作日历中录入当年节假日。`,
        },
      ]
    case 'CREDIT_LEFT_OVER':
      return [
        {
          document,
          en: `${document}: more than its invoice had left; the rest stays unapplied.`,
          zh: `${document}：大于原发票余额，剩余部分留作未核销。`,
        },
      ]
    case 'TOLERANCE':
      return [
        {
          document,
          en: `${document}: a difference of ${details.amount} was posted as a discount.`,
          zh: `${document}：尾差 ${details.amount} 已计入现金折扣。`,
        },
      ]
    case 'ALREADY_THERE':
      // They are counted; a list of every repeated document would hide what matters.
      return []
  }
}

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
