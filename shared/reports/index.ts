import type { Book } from '../book/book.js'
import type { Day } from '../dates.js'
import { refuse, type Language } from '../refusals.js'
import { questionOf, type Beside, type ReportDefinition, type ReportParams } from './define.js'
import * as changeBridge from './change-bridge.js'
import * as completeness from './completeness.js'
import * as margin from './margin.js'
import * as monthlyAging from './monthly-aging.js'
import * as openItems from './open-items.js'
import * as rollForward from './roll-forward.js'
import * as statement from './statement.js'
import * as tieOut from './tie-out.js'
import { sealed } from './seal-mark.js'
import type { Workbook } from './sheet.js'

const modules: Record<string, unknown>[] = [monthlyAging, openItems, statement, rollForward, margin, tieOut, completeness, changeBridge]

/** Every report by its name. A constant in capitals is one; everything else a module exports is its own. */
export const REPORTS: ReadonlyMap<string, ReportDefinition> = new Map(
  modules
    .flatMap(module => Object.entries(module))
    .filter((entry): entry is [string, ReportDefinition] => /^[A-Z][A-Z_]*$/.test(entry[0]))
    .map(([, report]) => [report.name, report]),
)

/** A report's answer, drawn only as far as it is asked for. */
export interface ReportAnswer {
  json: () => unknown
  workbook: (beside?: Beside) => Workbook
}

/** Runs a report on a Book. Refuses an unknown name and what the report cannot answer. */
export function runReport(book: Book, name: string, params: ReportParams, today: Day, language: Language): ReportAnswer {
  const report = REPORTS.get(name)
  if (!report) throw refuse('UNKNOWN_REPORT', { name, known: [...REPORTS.keys()].join(', ') })
  return answerOf(report, book, params, today, language)
}

/** Runs a report that is not in the catalogue, since it needs more than parameters: a list to compare with. */
export function answerOf<Data>(
  report: ReportDefinition<Data>,
  book: Book,
  params: ReportParams,
  today: Day,
  language: Language,
): ReportAnswer {
  const question = questionOf(book, params, today, language)
  const data = report.data(question)
  return { json: () => report.json(data, question), workbook: beside => sealed(report.workbook(data, question, beside), beside?.seal) }
}
