import * as z from 'zod'
import type { Book } from '../book/book.js'
import type { Day, Period } from '../dates.js'
import { bucketSet, type BucketSet } from '../domain/buckets.js'
import type { AgingQuestion } from '../domain/aging.js'
import { requireSinceCutOver } from '../domain/cut-over.js'
import type { Filter } from '../domain/filter.js'
import { options } from '../functions/options.js'
import { changeKnownAt, dateOf, periodOf, yearToDate } from '../functions/when.js'
import { currencyCode, text } from '../facts/parts.js'
import type { Language } from '../refusals.js'
import type { Words } from '../vocabulary.js'
import type { Workbook } from './sheet.js'

/** What a report may be asked, as flags of the shell and parameters of a request name it. */
export const reportParams = z.strictObject({
  /** `2026-03-31`; today when left out. */
  asOf: text.optional(),
  /** A change number, a date or an instant. */
  knownAt: z.union([text, z.int()]).optional(),
  /** The earlier change, date or instant with which the answer of one date is compared. */
  since: z.union([text, z.int()]).optional(),
  basis: z.enum(['due', 'document', 'posting']).optional(),
  /** `30,60,90`, `6m,1y,2y`, or a named set. */
  buckets: text.optional(),
  credits: z.enum(['separate', 'own-date']).optional(),
  clock: z.enum(['strict', 'latest']).optional(),
  /** A document currency; ledger currency when left out. */
  currency: currencyCode.optional(),
  /** `区域=华东;业务员=S07`, as in the options of a cell function. */
  filter: z.string().max(1000).optional(),
  layout: z.enum(['management', 'audit']).optional(),
  /** `2026-03`, `2026Q1`, `本月` ...; year to date when left out. */
  period: text.optional(),
  /** Code or name of one customer. */
  customer: text.optional(),
  /** What the rows of the sheet are grouped by, or what a margin report is by. */
  by: text.optional(),
  /** Money in ten thousands (万元), by number format only. */
  unit: z.enum(['one', 'tenThousand']).optional(),
})
export type ReportParams = z.infer<typeof reportParams>

/** The question of a report, read: what was left out is resolved, so that two equal questions look the same. */
export interface ReportQuestion {
  book: Book
  language: Language
  today: Day
  asOf: Day
  knownAt: number
  since: number | undefined
  basis: 'due' | 'document' | 'posting'
  buckets: BucketSet | undefined
  credits: 'separate' | 'own-date'
  clock: 'strict' | 'latest'
  currency: string | undefined
  filter: Filter | undefined
  layout: 'management' | 'audit'
  period: Period
  customer: string | undefined
  by: string | undefined
  unit: 'one' | 'tenThousand'
}

/** What a sheet shows that is no answer of the ledger. */
export interface Beside {
  /** Last month's words by customer's code, shown in grey until somebody writes new ones. */
  notes?: ReadonlyMap<string, CustomerNote>
  /** What stands after 封签. */
  seal?: string
}

/** What people wrote of a customer: 备注 and 催收措施. */
export interface CustomerNote {
  remark: string
  measure: string
}

/** A report: its answer as data, and the same answer as sheets. One definition gives JSON, CSV, xlsx and the sheet in Excel. */
export interface ReportDefinition<Data = unknown> {
  /** Its id in requests and in the shell, `monthly-aging`; never changes once released. */
  name: string
  label: Words
  summary: Words
  /** Computes the answer; refuses what cannot be answered. */
  data: (question: ReportQuestion) => Data
  /** The answer for programs: amounts as decimal strings, dates as ISO text. */
  json: (data: Data, question: ReportQuestion) => unknown
  /** The answer for people. */
  workbook: (data: Data, question: ReportQuestion, beside?: Beside) => Workbook
}

/** Names a report; nothing else, so that its data keep their type. */
export const defineReport = <Data>(definition: ReportDefinition<Data>): ReportDefinition<Data> => definition

/** Reads parameters into a question; refuses a day before the ledger began (`CUT_OVER`), and a period that ends before it. */
export function questionOf(book: Book, params: ReportParams, today: Day, language: Language): ReportQuestion {
  const asOf = params.asOf === undefined ? today : dateOf(params.asOf)
  const period = params.period === undefined ? yearToDate(asOf) : periodOf(params.period, asOf)
  requireSinceCutOver(book, asOf)
  requireSinceCutOver(book, period.to)
  return {
    book,
    language,
    today,
    asOf,
    knownAt: params.knownAt === undefined ? book.change : changeKnownAt(book, String(params.knownAt)),
    since: params.since === undefined ? undefined : changeKnownAt(book, String(params.since)),
    basis: params.basis ?? 'due',
    buckets: params.buckets === undefined ? undefined : bucketSet(params.buckets),
    credits: params.credits ?? 'separate',
    clock: params.clock ?? 'strict',
    currency: params.currency === book.company.currency ? undefined : params.currency,
    filter: params.filter === undefined ? undefined : options(params.filter, book).filter,
    layout: params.layout ?? 'management',
    period,
    customer: params.customer,
    by: params.by,
    unit: params.unit ?? 'one',
  }
}

/** The part of a question that an aging needs. */
export const agingOf = ({ asOf, knownAt, basis, buckets, credits, clock, currency, filter }: ReportQuestion): AgingQuestion => ({
  asOf,
  knownAt,
  basis,
  buckets,
  credits,
  clock,
  currency,
  filter,
})

/** The currency that a report's amounts are in. */
export const currencyOf = ({ book, currency }: ReportQuestion): string => currency ?? book.company.currency
