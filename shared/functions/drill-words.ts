import type { Day } from '../dates.js'
import { iso } from '../dates.js'
import { decimal, decimalsOf, type Currency, type Money } from '../money.js'
import type { Language } from '../refusals.js'
import { DIMENSION_WORDS, KIND_WORDS, type Words } from '../vocabulary.js'
import type { Answer, Cell } from './context.js'
import type { DrillFacts, DrillRow, Term } from './drill-answer.js'

/** What is no document is called this. */
const OTHER_KINDS: Readonly<Record<string, Words>> = {
  creditLimit: { en: 'credit limit', zh: '信用额度' },
  draft: { en: 'draft on top', zh: '拟新增' },
  account: { en: 'general ledger', zh: '总账' },
  number: { en: 'number', zh: '数值' },
}

/** The kind of a row in words, and that it takes another document back. */
export function kindText({ kind, reversal }: Pick<DrillRow, 'kind' | 'reversal'>, language: Language): string {
  const name = (KIND_WORDS[kind] ?? OTHER_KINDS[kind])?.[language] ?? kind
  if (!reversal) return name
  return language === 'zh' ? `${name}（冲销）` : `${name}, reversed`
}

/** An amount as a sentence gives it: thousands, decimals, and the currency where it is not yuan read in Chinese. */
export function amountText(amount: Money, currency: Currency, language: Language): string {
  const text = grouped(decimal(amount, currency))
  return currency === 'CNY' && language === 'zh' ? `${text} 元` : `${text} ${currency}`
}

const grouped = (text: string): string => {
  const [whole, fraction] = text.split('.')
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? thousands : `${thousands}.${fraction}`
}

/** A figure as a sentence gives it. */
export function figureText(value: Cell, format: Term['format'], currency: Currency, language: Language): string {
  if (typeof value !== 'number') return value === null ? '' : String(value)
  if (format === 'money') return amountText(Math.round(value * 10 ** decimalsOf(currency)) as Money, currency, language)
  if (format === 'percent') return `${Math.round(value * 1_000_000) / 10_000}%`
  if (format === 'date') return iso(value as Day)
  return grouped(String(value))
}

/** What a cell shows, in one text; several values with commas between. */
export const answerText = (value: Answer, format: Term['format'], currency: Currency, language: Language): string =>
  (Array.isArray(value) ? (value as readonly (readonly Cell[])[]).flat() : [value as Cell])
    .map(cell => figureText(cell, format, currency, language))
    .join(language === 'zh' ? '、' : '; ')

/** What ages are counted from. */
export const BASIS_WORDS: Readonly<Record<NonNullable<DrillFacts['basis']>, Words>> = {
  due: { en: 'Ages are counted from the due date', zh: '按到期日计算' },
  document: { en: 'Ages are counted from the document date', zh: '按单据日期计算' },
  posting: { en: 'Ages are counted from the posting date', zh: '按记账日期计算' },
}

/** A filter as people say it: `区域=华东`. */
export const filterWords = (filter: NonNullable<DrillFacts['filter']>, language: Language): string =>
  Object.entries(filter)
    .map(([field, values]) => `${DIMENSION_WORDS[field]?.[language] ?? field}=${values.join(',')}`)
    .join(language === 'zh' ? '；' : '; ')
