import { basename } from 'node:path'
import { Option, type Command } from 'commander'
import { decimal, type Money } from '../../shared/money.js'
import { refuse, type Language } from '../../shared/refusals.js'
import { isDateFormat } from '../../shared/intake/cells.js'
import type { BankStatement } from '../../shared/intake/bank-statement.js'
import { faultText, sourcesOf } from '../files/import-file.js'
import { readBankFiles } from '../files/bank-file.js'
import { OWNER } from '../viewer.js'
import { matchCommand, type MatchOptions } from './bank-match.js'
import { print, say, shellLanguage } from './terminal.js'
import { withLedger } from './with-ledger.js'

export interface BankImportOptions {
  ledger: string
  account?: string
  dates?: string
  dryRun?: boolean
  partial?: boolean
  format?: 'text' | 'json'
}

/** Adds `bank import` and `bank match` to the shell; `exit` is told the exit code. */
export function addBankCommands(duebook: Command, exit: (code: number) => void): void {
  const bank = duebook.command('bank').description('bank statements and their receipts / 银行流水与收款认领').exitOverride()
  const command = (name: string, text: string) =>
    bank
      .command(name)
      .description(text)
      .addOption(new Option('--ledger <folder>', 'folder of the ledger / 账簿文件夹').makeOptionMandatory())
      .addOption(new Option('--format <format>', 'how the result is told / 输出格式').choices(['text', 'json']).default('text'))
      .exitOverride()
  command('import', 'import statements: camt.053, CSV, xlsx / 导入银行流水')
    .argument('<file...>')
    .option('--account <number>', 'the account, when the file does not say / 银行账号')
    .option('--dates <format>', 'how dates are written, such as D/M/YYYY / 日期格式')
    .option('--dry-run', 'check only, post nothing / 仅检查')
    .option('--partial', 'post the good lines of a file with faults / 跳过有误的行')
    .action(async (files: string[], options: BankImportOptions) => exit(await bankImportCommand(files, options)))
  command('match', 'propose whose money the unidentified lines are / 匹配待认领流水')
    .option('--threshold <confidence>', 'from which a proposal is certain, 0 to 1 / 自动入账的置信度', '0.95')
    .option('--post', 'post those that are certain / 达到置信度的自动入账')
    .option('--today <date>', 'the day whose open items count / 当前日期')
    .action(async (options: MatchOptions) => exit(await matchCommand(options)))
}

/** Imports bank statements: all lines are checked first; with any fault nothing is posted unless `partial`. Gives the exit code. */
export async function bankImportCommand(paths: string[], options: BankImportOptions): Promise<number> {
  const { account, dates, partial = false, format } = options
  if (dates !== undefined && !isDateFormat(dates)) throw refuse('BAD_OPTION', { value: dates, known: 'D/M/YYYY, M/D/YYYY, YYYYMMDD' })
  const sources = await sourcesOf(paths)
  return withLedger(options.ledger, async ledger => {
    const read = await readBankFiles(sources, {
      account,
      currency: ledger.company.currency,
      dates: dates === undefined ? undefined : [dates],
    })
    const dryRun = options.dryRun === true || (read.faults.length > 0 && !partial)
    const file = paths
      .map(path => basename(path))
      .join(', ')
      .slice(0, 200)
    const { rows } = read
    // With and without the faulty lines it is another batch.
    const hash = partial ? `${read.hash}-partial` : read.hash
    const outcome = await ledger.import({ rows, hash, source: { file }, atomic: !partial, dryRun }, OWNER.id)
    const refused = outcome.rows.flatMap(row => {
      if (row.outcome !== 'refused') return []
      const { file, line } = read.origins[row.index]
      return [{ file, line, column: '', value: String(read.rows[row.index].row.serial), refusal: row.refusal }]
    })
    const faults = [...read.faults, ...refused]
    const count = (wanted: string) => outcome.rows.filter(row => row.outcome === wanted).length
    const counts = { lines: rows.length, accepted: count('accepted'), alreadyThere: count('already-there'), refused: faults.length }
    const end = { change: outcome.change, posted: outcome.posted, dryRun: options.dryRun === true }
    if (format === 'json') {
      const told = faults.map(({ refusal, ...where }) => ({ ...where, code: refusal.code, en: refusal.text('en'), zh: refusal.text('zh') }))
      await print(
        `${JSON.stringify({ statements: read.statements.map(statementJson), ...counts, faults: told, remarks: read.remarks, ...end })}\n`,
      )
    } else {
      const language = shellLanguage()
      for (const statement of read.statements) say(statementText(statement, language))
      for (const fault of faults.slice(0, MOST_LINES)) say(faultText(fault, language))
      if (faults.length > MOST_LINES) say(`… +${faults.length - MOST_LINES}`)
      for (const remark of read.remarks) say(remark[language])
      say(countsText({ ...counts, ...end }, language))
    }
    return faults.length > 0 ? 1 : 0
  })
}

const MOST_LINES = 50

/** What a statement holds, for people to compare with their paper. */
function statementJson({ file, account, currency, entries, opening, closing }: BankStatement) {
  const days = entries.map(({ day }) => day).sort()
  const sum = (sign: 1 | -1) => decimal(entries.reduce((all, { amount }) => all + (sign * amount > 0 ? amount : 0), 0) as Money, currency)
  const balance = (amount: Money | undefined) => (amount === undefined ? null : decimal(amount, currency))
  const count = entries.filter(({ amount }) => amount > 0).length
  const balances = { opening: balance(opening), closing: balance(closing) }
  return { file, account, currency, from: days[0] ?? null, to: days.at(-1) ?? null, count, inflows: sum(1), outflows: sum(-1), ...balances }
}

function statementText(statement: BankStatement, language: Language): string {
  const { file, account, currency, from, to, count, inflows } = statementJson(statement)
  const days = from === null ? '' : `, ${from}..${to}`
  return language === 'zh'
    ? `${file}：账号 ${account}${days.replace(', ', '，')}，收入 ${count} 笔 ${currency} ${inflows}`
    : `${file}: account ${account}${days}, ${count} in, ${currency} ${inflows}`
}

interface Counts {
  lines: number
  accepted: number
  alreadyThere: number
  refused: number
  change: number
  posted: boolean
  dryRun: boolean
}

function countsText({ lines, accepted, alreadyThere, refused, change, posted, dryRun }: Counts, language: Language): string {
  if (language === 'zh') {
    const end = posted ? `已入账，变更号 ${change}。` : dryRun ? '仅检查，未入账。' : '未入账任何新数据。'
    return `共 ${lines} 笔收入：可入账 ${accepted}，已存在 ${alreadyThere}，有误 ${refused}。${end}`
  }
  const end = posted ? `Posted, change ${change}.` : dryRun ? 'Checked only, nothing posted.' : 'Nothing new was posted.'
  return `${lines} lines in: ${accepted} accepted, ${alreadyThere} already there, ${refused} refused. ${end}`
}
