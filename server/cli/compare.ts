import { Option, type Command } from 'commander'
import type { OursQuestion } from '../../shared/domain/comparison-ours.js'
import { dateOf } from '../../shared/functions/when.js'
import type { Fault, InputFile } from '../../shared/intake/input.js'
import { pastedList } from '../../shared/intake/pasted-list.js'
import { taxRows } from '../../shared/intake/tax-rows.js'
import { negated } from '../../shared/money.js'
import { refuse, type Language } from '../../shared/refusals.js'
import { comparisonWith } from '../../shared/reports/comparison.js'
import { completenessWith } from '../../shared/reports/completeness.js'
import { answerOf } from '../../shared/reports/index.js'
import { todayIn } from '../../shared/today.js'
import { faultText, sheetsOf, sourcesOf } from '../files/import-file.js'
import { OWNER } from '../viewer.js'
import { requirePlace, writeAnswer, type Output } from './report.js'
import { say, shellLanguage } from './terminal.js'
import { withLedger } from './with-ledger.js'

interface ListOptions extends Output {
  ledger: string
  asOf?: string
  knownAt?: string
  currency?: string
  language?: Language
  today?: string
}

interface CompareOptions extends ListOptions {
  customer?: string
  side: OursQuestion['side']
  from?: string
  opposite?: boolean
}

/** Adds `compare` and `completeness` to the shell: a list of somebody else against the ledger. */
export function addCompareCommands(command: (spec: string, text: string) => Command): void {
  const choice = (flags: string, text: string, choices: string[]) => new Option(flags, text).choices(choices)
  const listOptions = (of: Command) =>
    of
      .option('--as-of <date>')
      .option('--known-at <change>', 'change number, date or instant / 变更号、日期或时刻')
      .addOption(choice('--language <language>', 'language of sheets / 语言', ['en', 'zh']))
      .option('--today <date>', 'the day a date left out stands for / 当前日期')
      .addOption(choice('--format <format>', 'format / 格式', ['json', 'csv', 'xlsx']).default('json'))
      .option('--out <file>', 'file to write / 输出文件')

  listOptions(command('compare', 'compare a list with the ledger / 清单与账簿比对').argument('<list>'))
    .option('--customer <code>', 'one customer / 客户')
    .addOption(choice('--side <side>', 'what of the ledger / 账簿一方', ['openItems', 'documents']).default('openItems'))
    .option('--from <date>', 'documents posted from this day on / 起始记账日期')
    .option('--currency <code>', 'a document currency / 原币')
    .option('--opposite', 'the list has what we are owed with the other sign / 对方借贷方向相反')
    .action((list: string, options: CompareOptions) => compareCommand(list, options))

  listOptions(command('completeness', 'check a list of the tax platform against the ledger / 税务清单与账簿核对').argument('<list>'))
    .option('--period <period>', '2026-03, 2026Q1, 2026-01..2026-03 / 期间')
    .action((list: string, options: CompletenessOptions) => completenessCommand(list, options))
}

/** Compares a list with documents or open items of the ledger. */
async function compareCommand(path: string, { side, from, opposite, ...options }: CompareOptions): Promise<void> {
  requirePlace(options)
  const sheets = await inputOf(path)
  await withLedger(options.ledger, async ledger => {
    const book = ledger.book(OWNER)
    const currency = options.currency ?? book.company.currency
    const { rows } = firstRead(sheets, options, sheet => pastedList(sheet, { side, currency }))
    // The customer's own books have what it owes us on the other side.
    const theirs = opposite ? rows.map(row => ({ ...row, amount: negated(row.amount) })) : rows
    const { asOf, knownAt, customer } = options
    const report = comparisonWith(theirs, side, from === undefined ? undefined : dateOf(from))
    const today = dayOf(options, book.company.timeZone)
    await writeAnswer(answerOf(report, book, { asOf, knownAt, customer, currency: options.currency }, today, spoken(options)), options)
  })
}

interface CompletenessOptions extends ListOptions {
  period?: string
}

/** Checks what may be missing, with a list of the tax platform against the ledger. */
async function completenessCommand(path: string, options: CompletenessOptions): Promise<void> {
  requirePlace(options)
  const sheets = await inputOf(path)
  await withLedger(options.ledger, async ledger => {
    const book = ledger.book(OWNER)
    const { rows } = firstRead(sheets, options, sheet => taxRows(sheet, book.company.currency))
    const { asOf, knownAt, period } = options
    const today = dayOf(options, book.company.timeZone)
    await writeAnswer(answerOf(completenessWith(rows), book, { asOf, knownAt, period }, today, spoken(options)), options)
  })
}

const inputOf = async (path: string): Promise<InputFile[]> => sheetsOf((await sourcesOf([path]))[0])

const spoken = ({ language }: ListOptions): Language => language ?? shellLanguage()

const dayOf = ({ today }: ListOptions, timeZone: string) => (today === undefined ? todayIn(timeZone, Date.now()).day : dateOf(today))

/** The first sheet that has rows; faults are told and nothing is compared, since half a list would differ everywhere. */
function firstRead<Row>(sheets: readonly InputFile[], options: ListOptions, read: (sheet: InputFile) => { rows: Row[]; faults: Fault[] }) {
  const all = sheets.map(read)
  const found = all.find(({ rows, faults }) => rows.length > 0 || faults.length === 0) ?? all[0]
  if (!found) throw refuse('BAD_FILE', { file: 'list', problem: 'it is empty (文件为空)' })
  for (const fault of found.faults.slice(0, 50)) say(faultText(fault, spoken(options)))
  if (found.faults.length > 0) throw refuse('LIST_NOT_READ', { count: found.faults.length })
  return found
}
