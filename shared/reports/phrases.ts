import { iso } from '../dates.js'
import { bucketSetText } from '../domain/buckets.js'
import { ownerAt, type Filter } from '../domain/filter.js'
import type { Language } from '../refusals.js'
import { DIMENSION_WORDS } from '../vocabulary.js'
import { currencyOf, type ReportQuestion } from './define.js'
import { signatureLine, type FootLine } from './foot.js'

/** A text in the language of a report. */
export type Phrase = (en: string, zh: string) => string

export const phrases = (language: Language): Phrase => (language === 'zh' ? (_, zh) => zh : en => en)

/** The unit of a report's amounts: 元, 万元, or the currency. */
export function unitText({ language, unit, ...question }: ReportQuestion): string {
  const currency = currencyOf({ language, unit, ...question })
  const name = currency === 'CNY' && language === 'zh' ? '元' : currency
  if (unit === 'one') return name
  return language === 'zh' ? `万${name}` : `${name} 10,000`
}

/** What every head ends with: the currency and unit, the filter if any, the change it is known at, and the seal's place. */
export function headEnd(question: ReportQuestion): [label: string, value: string][] {
  const say = phrases(question.language)
  const lines: [string, string][] = [[say('Unit', '单位'), unitText(question)]]
  if (question.filter) lines.push([say('Filter', '筛选'), filterText(question.filter, question.language)])
  if (question.clock === 'latest') lines.push([say('Allocations', '核销口径'), say('as known now', '按最新核销')])
  lines.push([say('Change', '变更号'), String(question.knownAt)], [say('Seal', '封签'), ''])
  return lines
}

/** Company and as-of date, with which every head begins. */
export function headStart({ book, language, asOf }: ReportQuestion): [label: string, value: string][] {
  const say = phrases(language)
  return [
    [say('Company', '编制单位'), book.company.name],
    [say('As of', '截止日期'), iso(asOf)],
  ]
}

/** Company and period, for reports about one. */
export function headOfPeriod({ book, language, period }: ReportQuestion): [label: string, value: string][] {
  const say = phrases(language)
  return [
    [say('Company', '编制单位'), book.company.name],
    [say('Period', '期间'), `${iso(period.from)} – ${iso(period.to)}`],
  ]
}

function filterText(filter: Filter, language: Language): string {
  const parts = Object.entries(filter).map(([field, values]) => `${DIMENSION_WORDS[field]?.[language] ?? field}=${values.join(',')}`)
  return parts.join('; ')
}

/** What an age is counted from, and by which buckets when they are not the usual ones. */
export function basisText({ language, basis, buckets, credits }: ReportQuestion): string {
  const say = phrases(language)
  const texts = {
    due: say('days overdue, by due date', '逾期天数·到期日'),
    document: say('age, by document date', '账龄·单据日期'),
    posting: say('age, by posting date', '账龄·入账日'),
  }
  const set = buckets ? ` (${bucketSetText(buckets)})` : ''
  return texts[basis] + set + (credits === 'own-date' ? say(', credits by their own date', '，贷项按自身日期') : '')
}

/** Prepared, reviewed and approved, each to be signed and dated: side by side on a wide sheet, else one below the other. */
export function signatureLines(language: Language, width: 'wide' | 'narrow'): FootLine[] {
  const say = phrases(language)
  const date = say('Date: ____________', '日期：____________')
  const roles = [
    say('Prepared by: ____________', '制表人：____________'),
    say('Reviewed by: ____________', '复核人：____________'),
    say('Approved by (finance): ____________', '审核人（财务负责人）：____________'),
  ]
  return width === 'wide' ? [signatureLine(...roles.flatMap(role => [role, date]))] : roles.map(role => signatureLine(role, date))
}

/** The name of a customer by index; its code when it has no file. */
export const nameOfCustomer = (book: ReportQuestion['book'], customer: number): string =>
  book.customerFiles[customer]?.name ?? book.customers.texts[customer]

/** A customer's own value of a field as of the report's date; `owner` is who is responsible. */
export function customerValue({ book, asOf, knownAt }: ReportQuestion, customer: number, field: string): string {
  const code = book.customers.texts[customer]
  return (field === 'owner' ? ownerAt(book, code, asOf, knownAt) : book.values.at('customer', code, field, asOf, knownAt)) ?? ''
}

/** Text order by code units: the same on every machine. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
