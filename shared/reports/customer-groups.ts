import { DIMENSIONS } from '../domain/dimensions.js'
import { refuse } from '../refusals.js'
import { DIMENSION_WORDS } from '../vocabulary.js'
import type { ReportQuestion } from './define.js'
import { compareText, customerValue, phrases } from './phrases.js'

/** Rows under one value of a dimension; without one they stand alone. */
export interface CustomerGroup<Row> {
  label?: string
  rows: Row[]
}

const KNOWN: readonly string[] = [...DIMENSIONS, 'owner']

/**
 * Customers by what `by` names: a dimension in either language, or `none`. Left out, by salesperson as soon as anyone has one. Groups
 * come in order of their names, what has no value last; rows keep their order.
 */
export function customerGroups<Row extends { customer: number }>(question: ReportQuestion, rows: readonly Row[]): CustomerGroup<Row>[] {
  const by = dimensionNamed(question.by)
  if (by === 'none') return [{ rows: [...rows] }]
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const value = customerValue(question, row.customer, by ?? 'salesperson')
    const group = groups.get(value)
    if (group) group.push(row)
    else groups.set(value, [row])
  }
  if (by === undefined && [...groups.keys()].every(value => value === '')) return [{ rows: [...rows] }]
  const none = phrases(question.language)('(none)', '（未指定）')
  return [...groups]
    .sort(([a], [b]) => Number(a === '') - Number(b === '') || compareText(a, b))
    .map(([value, members]) => ({ label: value || none, rows: members }))
}

/** The dimension that `by` names in either language, or `none`; refuses any other word. */
export function dimensionNamed(typed: string | undefined): string | undefined {
  if (typed === undefined) return undefined
  const by = typed.trim().toLowerCase()
  if (by === 'none' || by === '无') return 'none'
  const found = KNOWN.find(name => name === by || DIMENSION_WORDS[name]?.zh === by)
  if (!found) throw refuse('BAD_OPTION', { value: typed, known: ['none', ...KNOWN].join(', ') })
  return found
}
