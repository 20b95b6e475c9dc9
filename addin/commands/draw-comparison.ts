import { iso, type Day } from '../../shared/dates.js'
import type { TheirRow } from '../../shared/domain/comparison-line.js'
import type { OursQuestion } from '../../shared/domain/comparison-ours.js'
import { comparisonWith } from '../../shared/reports/comparison.js'
import { answerOf } from '../../shared/reports/index.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { drawSheet } from '../workbook/draw.js'
import { sheetNamesInUse } from '../workbook/worksheets.js'
import { namesFor } from './sheet-names.js'

/** What a list is compared with. */
export interface ComparisonAsked {
  side: OursQuestion['side']
  asOf: Day
  from?: Day
  /** Code or name; all customers when left out. */
  customer?: string
}

/** Draws a list against the ledger on a new sheet, and says so. It stands on a list of the workbook, so it has no seal. */
export async function drawComparison(
  desk: Desk,
  theirs: readonly TheirRow[],
  { side, asOf, from, customer }: ComparisonAsked,
): Promise<void> {
  const { book, today } = desk.context()
  const { board, language } = desk
  const params = { asOf: iso(asOf), customer, knownAt: book.change }
  const report = comparisonWith(theirs, side, from)
  const { sheets } = answerOf(report, book, params, today, language).workbook()
  const names = namesFor(inLanguage(report.label, language), params, language, sheets, await sheetNamesInUse())
  const title = inLanguage({ en: `Drawing: ${report.label.en}`, zh: `正在生成：${report.label.zh}` }, language)
  try {
    await board.during(title, async (progress, signal) => {
      for (const [at, sheet] of sheets.entries()) await drawSheet({ ...sheet, name: names[at] }, { name: names[at], progress, signal })
    })
  } catch (error) {
    // The user stopped it.
    if (error instanceof Error && error.name === 'AbortError') return
    throw error
  }
  board.say({ tone: 'success', title: inLanguage({ en: `${names[0]} is drawn.`, zh: `“${names[0]}”已生成。` }, language) })
}
