import { Command, CommanderError, Option } from 'commander'
import { Refusal } from '../../shared/refusals.js'
import { config } from '../config.js'
import { serve } from '../http/serve.js'
import { openLedger } from '../ledger.js'
import { addBankCommands } from './bank.js'
import { checkCommand } from './check.js'
import { addCompareCommands } from './compare.js'
import { evalCommand } from './eval.js'
import { importCommand, type ImportOptions } from './import.js'
import { init, type InitOptions } from './init.js'
import { closeCommand, reopenCommand } from './periods.js'
import { reportCommand, type ReportOptions } from './report.js'
import { say, sayRefusal } from './terminal.js'

/** Exit codes: 0 done, 1 refused, 2 wrong usage. */
const REFUSED = 1
const WRONG_USAGE = 2

const ledgerFlag = () => new Option('--ledger <folder>', 'folder of the ledger / 账簿文件夹').makeOptionMandatory()
const choice = (flags: string, text: string, choices: string[]) => new Option(flags, text).choices(choices)

function program(): Command {
  const duebook = new Command('duebook')
    .description('The receivables ledger from a shell / 应收簿命令行')
    .exitOverride()
    .showHelpAfterError()
  const command = (spec: string, text: string) => duebook.command(spec).description(text).addOption(ledgerFlag()).exitOverride()

  command('init', 'make a ledger / 新建账簿')
    .option('--demo', 'with the demo company / 附带演示数据')
    .option('--company <name>', 'name of the company / 公司名称', 'My company')
    .option('--currency <code>', 'ledger currency / 本位币', 'CNY')
    .option('--time-zone <name>', 'time zone of the company / 时区', 'Asia/Shanghai')
    .option('--today <date>', 'the day the demo ends before / 演示数据的当前日期')
    .action((options: InitOptions) => init(options))

  command('import', 'import files: neutral ledger JSON, CSV, xlsx / 导入文件')
    .argument('<file...>')
    .option('--profile <file>', 'mapping profile / 导入方案')
    .option('--dry-run', 'check only, post nothing / 仅检查')
    .option('--partial', 'post the good rows of a file with faults / 跳过有误的行')
    .option('--dates <formats>', 'which comes first, day or month: D/M/YYYY or M/D/YYYY / 日期格式')
    .addOption(choice('--decimal <sign>', 'the sign before the decimals / 小数点', ['.', ',']))
    .addOption(choice('--zeros <answer>', 'codes without the zeros that the ledger knows before them / 编码前面的零', ['restore', 'keep']))
    .option('--receivable <account>', 'vouchers: account of receivables, 1122 / 应收账款科目')
    .option('--advance <account>', 'vouchers: account of advances, 2203 / 预收账款科目')
    .option('--start <date>', 'vouchers: what is dated earlier becomes opening items / 启用日期')
    .option('--customer-column <number>', 'vouchers of U8: column of the customer’s code / 客户编码所在列')
    .option('--account <number>', 'bank account of a statement that does not say / 银行账号')
    .option('--learn <name>', 'learn from the file how such files are read / 学习该文件的表头')
    .option('--map <headings>', '发票号=number,客户=customer,… / 表头=列名')
    .option('--table <name>', 'the table that the learned file belongs to: invoices, receipts … / 数据表')
    .addOption(choice('--format <format>', 'how the result is told / 输出格式', ['text', 'json']).default('text'))
    .action(async (files: string[], options: ImportOptions) => exitWith(await importCommand(files, options)))

  addBankCommands(duebook, exitWith)

  command('eval', 'answer formulas, one JSON line each / 计算公式')
    .argument('<formula...>')
    .option('--today <date>', 'what “today” and a date left out stand for / 当前日期')
    .option('--as-of <date>', 'the workbook’s as-of date / 工作簿截止日期')
    .action(async (formulas: string[], options: { ledger: string; today?: string; asOf?: string }) =>
      exitWith(await evalCommand(formulas, options)),
    )

  command('report', 'run a report / 生成报表')
    .argument('<name>')
    .option('--as-of <date>')
    .option('--known-at <change>', 'change number, date or instant / 变更号、日期或时刻')
    .addOption(choice('--basis <basis>', 'what age is counted from / 账龄口径', ['due', 'document', 'posting']))
    .option('--buckets <edges>', '30,60,90 or 6m,1y,2y / 账龄段')
    .addOption(choice('--credits <way>', 'unapplied credits / 未核销贷项', ['separate', 'own-date']))
    .addOption(choice('--clock <clock>', 'since when allocations count / 核销口径', ['strict', 'latest']))
    .option('--currency <code>', 'a document currency / 原币')
    .option('--filter <text>', '区域=华东;业务员=S07')
    .addOption(choice('--layout <layout>', 'layout / 版式', ['management', 'audit']))
    .option('--period <period>', '2026-03, 2026Q1, 2026-01..2026-03 / 期间')
    .option('--customer <code>', 'one customer / 客户')
    .option('--by <dimension>', 'groups of rows / 分组')
    .addOption(choice('--unit <unit>', 'money in ten thousands / 万元', ['one', 'tenThousand']))
    .addOption(choice('--language <language>', 'language of sheets / 语言', ['en', 'zh']))
    .option('--today <date>', 'the day a date left out stands for / 当前日期')
    .addOption(choice('--format <format>', 'format / 格式', ['json', 'csv', 'xlsx']).default('json'))
    .option('--out <file>', 'file to write / 输出文件')
    .action((name: string, options: ReportOptions) => reportCommand(name, options))

  addCompareCommands(command)

  command('close', 'close a month / 结账')
    .requiredOption('--period <month>', '2026-03')
    .action((options: { ledger: string; period: string }) => closeCommand(options))

  command('reopen', 'reopen a month / 反结账')
    .requiredOption('--period <month>', '2026-03')
    .requiredOption('--reason <text>', 'why / 原因')
    .action((options: { ledger: string; period: string; reason: string }) => reopenCommand(options))

  command('check', 'check that the ledger is sound / 检查账簿').action(async (options: { ledger: string }) =>
    exitWith(await checkCommand(options)),
  )

  command('serve', 'serve the ledger by HTTP / 启动服务')
    .option('--port <number>', 'port / 端口', '3000')
    .action(async ({ ledger: folder, port }: { ledger: string; port: string }) => {
      const settings = config({ ...process.env, DUEBOOK_LEDGER: folder, DUEBOOK_PORT: port })
      const running = await serve(await openLedger(settings.folder), settings)
      say(`${running.address}/docs`)
      const stop = () => void running.stop().then(() => process.exit(0))
      process.once('SIGINT', stop)
      process.once('SIGTERM', stop)
    })
  return duebook
}

const exitWith = (code: number): void => {
  process.exitCode = code
}

try {
  await program().parseAsync()
} catch (error) {
  if (error instanceof Refusal) {
    sayRefusal(error)
    exitWith(REFUSED)
  } else if (error instanceof CommanderError) exitWith(error.exitCode === 0 ? 0 : WRONG_USAGE)
  else throw error
}
