import { day } from '../../shared/dates.js'
import { refuse } from '../../shared/refusals.js'
import { runReport } from '../../shared/reports/index.js'
import { readSealQuestion } from '../../shared/reports/seal.js'
import { verify } from '../../shared/reports/verify.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { ownCells } from '../workbook/own-cells.js'
import { ownSheets, type OwnSheet } from '../workbook/own-sheets.js'
import { alteredCells, changedAnswers, type Difference } from './compare-sheets.js'
import type { Command } from './define.js'
import { counted } from './say.js'
import { sealOf, sealPending, sha256 } from './sealing.js'

/** What a sheet is by now, beside what was sealed. */
export interface Verification {
  worksheet: string
  sheet: string
  /** The change it was drawn at, when, and the newest change. */
  knownAt: number
  drawnAt: number
  newest: number
  /** `registered`: the ledger holds its seal; `pending`: it could not be sent yet; `unknown`: the ledger holds another one or none. */
  seal: 'registered' | 'pending' | 'unknown'
  /** Whether the ledger answers the question today, as known then, as it did then. */
  answersAlike: boolean
  /** Versions of the rules, where they differ. */
  rules?: { then: string; now: string }
  /** Cells that read otherwise than what was sealed. */
  altered: Difference[]
  /** What the same question answers otherwise by what the ledger has learned since. */
  learned: Difference[]
}

let last: Verification | undefined

/** The newest result of `verifySheet`, for the pane. */
export const lastVerification = (): Verification | undefined => last

/** Compares the sheet before the reader with its seal, tells the result in short, and opens it in the pane. Refuses a sheet that is none of ours. */
export const verifySheet: Command = async desk => {
  const own = await ownSheets()
  const sheet = own.find(({ active }) => active)
  if (!sheet) throw refuse('NOT_OUR_SHEET')
  const [report] = await sealPending(desk, [sheet.report])
  last = await verification(desk, { ...sheet, report })
  const { tone, title, text } = inShort(desk, last)
  desk.board.say({ tone, title, text })
  await desk.show('/verify')
}

async function verification(desk: Desk, sheet: OwnSheet): Promise<Verification> {
  const { report, index, worksheet, name } = sheet
  const { book } = desk.context()
  const seal = sealOf(report)
  const cells = await ownCells(sheet)
  const found = verify(book, seal, cells, index)
  const { params, language, today } = readSealQuestion(report.question)
  const now = runReport(book, report.report, params, day(today), language).workbook().sheets.at(index)
  const kept = book.seals.some(({ hash, report: of }) => of === report.report && hash === report.hash)
  return {
    worksheet,
    sheet: name,
    knownAt: report.knownAt,
    drawnAt: report.drawnAt,
    newest: book.change,
    // The replica may hear of a seal a moment after the ledger has it.
    seal:
      kept || (report.sealedAt !== undefined && report.sealedAt > book.change)
        ? 'registered'
        : report.sealedAt === undefined
          ? 'pending'
          : 'unknown',
    answersAlike: (await sha256(found.text)) === report.hash,
    ...(!found.rule.same && { rules: { then: found.rule.then, now: found.rule.now } }),
    altered: alteredCells(found, cells, desk.language),
    learned: now ? changedAnswers(book, seal, now, index, desk.language) : [],
  }
}

function inShort({ language }: Desk, { sheet, altered, learned, seal, rules, answersAlike }: Verification) {
  const say = (en: string, zh: string) => inLanguage({ en, zh }, language)
  const texts: string[] = []
  if (altered.length > 0)
    texts.push(
      say(`Read otherwise than what was sealed: ${counted(altered.length, 'cell')}.`, `有 ${altered.length} 个单元格与封签内容不一致。`),
    )
  if (rules)
    texts.push(say(`The rules have changed since, from ${rules.then} to ${rules.now}.`, `计算规则已由 ${rules.then} 变为 ${rules.now}。`))
  if (!answersAlike && !rules)
    texts.push(say('The ledger answers this question otherwise than the seal says.', '账簿对同一问题的结果与封签不符。'))
  if (seal === 'pending')
    texts.push(say('Its seal is not registered yet; it will be once the ledger can be reached.', '封签尚未登记，连接账簿后自动登记。'))
  if (seal === 'unknown') texts.push(say('The ledger does not hold its seal.', '账簿中没有此封签。'))
  if (learned.length > 0)
    texts.push(
      say(
        `By what the ledger has learned since, ${learned.length} figures would differ.`,
        `账簿此后有新记录，按最新账簿将有 ${learned.length} 个数字不同。`,
      ),
    )
  const same = altered.length === 0 && answersAlike
  const title =
    same && seal === 'registered'
      ? say(`“${sheet}” is as it was sealed.`, `“${sheet}”与封签一致。`)
      : same && seal === 'pending'
        ? say(`“${sheet}” is as it was drawn.`, `“${sheet}”与生成时一致。`)
        : say(`“${sheet}” is not as it was sealed.`, `“${sheet}”与封签不一致。`)
  return {
    tone: same && seal === 'registered' ? ('success' as const) : ('warning' as const),
    title,
    ...(texts.length > 0 && { text: texts.join(language === 'zh' ? '' : ' ') }),
  }
}
