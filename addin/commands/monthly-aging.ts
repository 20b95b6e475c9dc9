import { addDays, day, iso, monthEnd, monthStart, type Day } from '../../shared/dates.js'
import type { ReportParams } from '../../shared/reports/define.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { ownSheets, type DrawnReport, type OwnSheet } from '../workbook/own-sheets.js'
import { notesAsTheyStand, notesToCarry, withWords, type CustomerNotes } from './customer-notes.js'
import type { Command } from './define.js'
import { drawReport } from './draw-report.js'

const REPORT = 'monthly-aging'

/** What may be chosen of a monthly aging; the rest is the rule of one click. */
export type MonthlyAgingOptions = Pick<ReportParams, 'asOf' | 'layout' | 'by' | 'unit' | 'knownAt'>

/**
 * One click: the aging of the workbook's as-of date. While that moves with the calendar, the month that has just ended comes first, once it
 * is closed and until this workbook has its aging.
 */
export const monthlyAging: Command = async desk => {
  await monthlyAgingWith(desk)
}

/** The aging of a date and layout. People's remarks follow their customers from the aging before it. */
export async function monthlyAgingWith(desk: Desk, chosen: MonthlyAgingOptions = {}): Promise<DrawnReport | undefined> {
  const own = agings(await ownSheets())
  const asOf = chosen.asOf === undefined ? standardDay(desk, own) : day(chosen.asOf)
  return draw(desk, { ...chosen, asOf: iso(asOf) }, own)
}

async function draw(desk: Desk, params: MonthlyAgingOptions & { asOf: string }, own: OwnSheet[]): Promise<DrawnReport | undefined> {
  const asOf = day(params.asOf)
  const following = monthEnd(addDays(monthEnd(asOf), 1))
  const next = {
    label: inLanguage({ en: `Aging at ${iso(following)}`, zh: `生成 ${iso(following)} 账龄表` }, desk.language),
    draw: () => draw(desk, { ...params, asOf: iso(following) }, own),
  }
  const before = sheetBefore(own, asOf)
  const notes: CustomerNotes = before ? await notesToCarry(before) : new Map<string, never>()
  return drawReport(desk, REPORT, params, {
    ...(following <= monthEnd(desk.today()) && { next }),
    beside: { notes },
    complete: async (sheets, [replaced]) => {
      if (!replaced) return sheets
      const stood = await notesAsTheyStand(replaced)
      return sheets.map(sheet => withWords(sheet, stood, notes))
    },
  })
}

/** First sheets of monthly agings, the oldest as-of date first. */
const agings = (own: OwnSheet[]): OwnSheet[] =>
  own
    .filter(({ report, index, original }) => report.report === REPORT && index === 0 && original)
    .sort((a, b) => asOfOf(a) - asOfOf(b) || a.report.drawnAt - b.report.drawnAt)

const asOfOf = ({ report }: OwnSheet): Day => day(String(report.params.asOf))

/** The aging whose remarks go on: the last one of an earlier day that has the columns for them. */
const sheetBefore = (own: readonly OwnSheet[], asOf: Day): OwnSheet | undefined =>
  own.filter(sheet => asOfOf(sheet) < asOf && sheet.report.params.layout !== 'audit').at(-1)

function standardDay(desk: Desk, own: readonly OwnSheet[]): Day {
  const { book, today } = desk.context()
  const closed = book.periods.closed().at(-1)
  if (desk.settings.current.asOf.kind !== 'today' || !closed) return desk.asOf()
  const newest = Math.max(-1, ...own.map(({ report }) => report.knownAt))
  return closed.change > newest && closed.to >= addDays(monthStart(today), -1) ? closed.to : desk.asOf()
}
