import { iso } from '../../shared/dates.js'
import { ENGINE } from '../../shared/engine.js'
import { changeKnownAt } from '../../shared/functions/when.js'
import type { Beside, ReportParams } from '../../shared/reports/define.js'
import { REPORTS, runReport } from '../../shared/reports/index.js'
import { sealQuestion, sealText } from '../../shared/reports/seal.js'
import type { Sheet } from '../../shared/reports/sheet.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { drawSheet, type Place } from '../workbook/draw.js'
import { drawnSheet, keepDrawn, ownSheets, type DrawnReport, type OwnSheet } from '../workbook/own-sheets.js'
import { sheetNamesInUse, showSheet } from '../workbook/worksheets.js'
import { askBeforeDrawing, type Choice } from './ask-before-drawing.js'
import { sealPending, sha256 } from './sealing.js'
import { namesFor, renamed } from './sheet-names.js'
import { tellDrawn } from './tell-drawn.js'

/** What a drawing may bring along. */
export interface DrawOptions {
  /** A further way out that is offered where the sheet is there already: `next` and what its button says. */
  next?: { label: string; draw: () => Promise<DrawnReport | undefined> }
  /** What the sheets show besides the ledger's answer. */
  beside?: Beside
  /** Completes sheets before they are drawn, knowing what they replace. */
  complete?: (sheets: Sheet[], replaced: OwnSheet[]) => Promise<Sheet[]>
}

/**
 * Draws a report of the catalogue in this workbook, registers its seal and says so. Where the same question stands in the workbook already
 * the user is asked first; `undefined` when nothing was drawn. Refuses what the report refuses, and while there is no ledger.
 */
export async function drawReport(
  desk: Desk,
  report: string,
  asked: ReportParams,
  options: DrawOptions = {},
): Promise<DrawnReport | undefined> {
  const { book, today } = desk.context()
  const params = {
    ...asked,
    asOf: asked.asOf ?? iso(desk.asOf()),
    knownAt: asked.knownAt === undefined ? book.change : changeKnownAt(book, String(asked.knownAt)),
  }
  const own = await ownSheets()
  const same = own.filter(sheet => sheet.original && isSame(sheet.report, report, params))
  let choice: Choice = 'new'
  if (same.length > 0) {
    choice = await askBeforeDrawing(desk, same, options.next?.label)
    if (choice === 'none') return undefined
    if (choice === 'next') return options.next?.draw()
  }
  const replaced = choice === 'replace' ? same : []
  const answer = runReport(book, report, params, today, desk.language)
  const { sheets: plain } = answer.workbook(options.beside)
  const complete = options.complete ? await options.complete(plain, replaced) : plain
  const drawn = await drawAll(desk, report, params, complete, replaced)
  if (!drawn) return undefined
  const question = sealQuestion(params, params.knownAt, desk.language, iso(today))
  const kept: DrawnReport = {
    key: replaced[0]?.report.key ?? crypto.randomUUID(),
    report,
    params,
    knownAt: params.knownAt,
    question,
    language: desk.language,
    engine: ENGINE,
    drawnAt: Date.now(),
    hash: await sha256(sealText(report, question, answer.json())),
    sheets: drawn,
  }
  await keepDrawn(kept)
  // What was drawn offline is made up for while the ledger is there.
  const others = new Map(own.map(sheet => [sheet.report.key, sheet.report]))
  others.delete(kept.key)
  const [sealed] = await sealPending(desk, [kept, ...others.values()])
  tellDrawn(desk, complete, sealed)
  return sealed
}

/** Draws the sheets one after another, each behind the one before; `undefined` when the user stopped it. */
async function drawAll(desk: Desk, report: string, params: ReportParams, sheets: Sheet[], replaced: OwnSheet[]) {
  const places = sheets.map((_, index) => replaced.find(sheet => sheet.index === index))
  const free = sheets.filter((_, index) => !places[index])
  const fresh = namesFor(report, params, desk.language, free, await sheetNamesInUse())
  const named = renamed(
    sheets,
    sheets.map((_, index) => places[index]?.name ?? fresh.shift()!),
  )
  const cells = named.map(({ rows, columns }) => rows.length * columns.length)
  const total = cells.reduce((sum, count) => sum + count, 0)
  try {
    return await desk.board.during(titleOf(desk, report), async (progress, signal) => {
      const drawn = []
      let before = 0
      let after: string | undefined
      for (const [index, sheet] of named.entries()) {
        const replace = places[index] && placeOf(places[index])
        const place = await drawSheet(sheet, { name: sheet.name, after, replace, signal, progress: done => progress(before + done, total) })
        drawn.push(drawnSheet(sheet, place.worksheet))
        after = place.worksheet
        before += cells[index]
      }
      if (drawn.length > 1) await showSheet(drawn[0].worksheet)
      return drawn
    })
  } catch (error) {
    if ((error as Error).name === 'AbortError') return undefined
    throw error
  }
}

const placeOf = ({ worksheet, area }: OwnSheet): Place => ({ worksheet, rows: area.bottom + 1, columns: area.right + 1 })

function titleOf({ language }: Desk, report: string): string {
  const label = REPORTS.get(report)?.label ?? { en: report, zh: report }
  return inLanguage({ en: `Drawing: ${label.en}`, zh: `正在生成：${label.zh}` }, language)
}

/** Whether a drawn report answers the same question, whatever the ledger knew when it was drawn. */
function isSame(drawn: DrawnReport, report: string, params: ReportParams): boolean {
  return drawn.report === report && questionText(drawn.params) === questionText(params)
}

const questionText = ({ knownAt: _, ...params }: ReportParams): string =>
  JSON.stringify(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)))
