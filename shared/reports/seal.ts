import * as z from 'zod'
import type { Book } from '../book/book.js'
import { day, type IsoDate } from '../dates.js'
import { ENGINE } from '../engine.js'
import { isoDate } from '../facts/parts.js'
import { refuse, type Language } from '../refusals.js'
import { reportParams, type ReportParams } from './define.js'
import { runReport, type ReportAnswer } from './index.js'

export { sealMark, sealOnSheet } from './seal-mark.js'

/** What was asked when a sheet was signed: everything it takes to draw it again. */
export interface SealQuestion {
  params: ReportParams
  knownAt: number
  language: Language
  /** The day it was drawn: what came in since the as-of date is told up to it. */
  today: IsoDate
}

const question = z.strictObject({
  params: reportParams,
  knownAt: z.int().min(0),
  language: z.enum(['en', 'zh']),
  today: isoDate,
})

/** The question as text, the same for equal questions; the as-of date is said even when it was left out. */
export function sealQuestion(params: ReportParams, knownAt: number, language: Language, today: IsoDate): string {
  const { knownAt: _known, ...asked } = params
  return canonical({ params: { ...asked, asOf: params.asOf ?? today }, knownAt, language, today })
}

/** Reads the text of a question; refuses what is none (`BAD_ARGUMENT`). */
export function readSealQuestion(text: string): SealQuestion {
  const read = question.safeParse(parsed(text))
  if (!read.success) throw refuse('BAD_ARGUMENT', { name: 'seal', problem: 'the question cannot be read (封签中的报表问题无法读取)' })
  return read.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The report of a sealed question, answered by the ledger as it was known then, with the rules of today. */
export function sealedAnswer(book: Book, report: string, text: string): ReportAnswer {
  const { params, knownAt, language, today } = readSealQuestion(text)
  return runReport(book, report, { ...params, knownAt }, day(today), language)
}

/**
 * The text whose SHA-256 is the seal's hash: report, question and answer. The newest change and the engine are left out of the answer,
 * for they may move on while the answer stays.
 */
export function sealText(report: string, question: string, data: unknown): string {
  const { change: _change, engine: _engine, ...answer } = data as Record<string, unknown>
  return canonical({ report, question, answer })
}

/** A row of the table of seals; the hash in lower-case hexadecimal. */
export const sealRow = (report: string, question: string, hash: string) => ({
  report,
  question,
  knownAt: readSealQuestion(question).knownAt,
  engine: ENGINE,
  hash,
})

/** JSON with sorted keys and without what is undefined, so that equal data are equal texts. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(entry => canonical(entry ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`)
    .join(',')}}`
}
