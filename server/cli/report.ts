import { writeFile } from 'node:fs/promises'
import { dateOf } from '../../shared/functions/when.js'
import { refuse } from '../../shared/refusals.js'
import { schemaFault } from '../../shared/schema-fault.js'
import { reportParams } from '../../shared/reports/define.js'
import { runReport, type ReportAnswer } from '../../shared/reports/index.js'
import { csv } from '../files/csv.js'
import { writeWorkbook } from '../files/workbook.js'
import { todayIn } from '../../shared/today.js'
import { OWNER } from '../viewer.js'
import { print, say, shellLanguage } from './terminal.js'
import { withLedger } from './with-ledger.js'

export interface ReportOptions {
  ledger: string
  format: 'json' | 'csv' | 'xlsx'
  out?: string
  language?: 'en' | 'zh'
  today?: string
  [param: string]: string | undefined
}

/** Runs a report and writes it to a file or to stdout. */
export async function reportCommand(
  name: string,
  { ledger: folder, format, out, language, today: stated, ...flags }: ReportOptions,
): Promise<void> {
  const params = reportParams.safeParse(flags)
  if (!params.success) {
    const { path, problem } = schemaFault(params.error)
    throw refuse('BAD_ARGUMENT', { name: path || 'option', problem })
  }
  requirePlace({ format, out })
  await withLedger(folder, async ledger => {
    const book = ledger.book(OWNER)
    const today = todayIn(book.company.timeZone, Date.now())
    const spoken = language ?? shellLanguage()
    const asked = stated === undefined ? today.day : dateOf(stated)
    const answer = runReport(book, name, params.data, asked, spoken)
    await writeAnswer(answer, { format, out })
  })
}

/** In which form an answer is written, and to which file; to stdout without one. */
export interface Output {
  format: 'json' | 'csv' | 'xlsx'
  out?: string
}

/** Refuses a workbook on a terminal. */
export function requirePlace({ format, out }: Output): void {
  if (format === 'xlsx' && out === undefined && process.stdout.isTTY) {
    throw refuse('BAD_ARGUMENT', { name: 'out', problem: 'a workbook needs --out FILE.xlsx (请用 --out 指定文件)' })
  }
}

/** Writes an answer and names the file; refuses one that cannot be written (`BAD_FILE`). */
export async function writeAnswer(answer: ReportAnswer, { format, out }: Output): Promise<void> {
  const content =
    format === 'json'
      ? `${JSON.stringify(answer.json())}\n`
      : format === 'csv'
        ? csv(answer.workbook().sheets[0], 'table')
        : await writeWorkbook(answer.workbook())
  if (out === undefined) return print(content)
  await writeOut(out, content)
  say(out)
}

async function writeOut(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(path, content)
  } catch (error) {
    throw refuse('BAD_FILE', { file: path, problem: `the system says ${(error as NodeJS.ErrnoException).code ?? 'no'} (无法写入)` })
  }
}
