import { iso } from '../dates.js'
import { decimalsOf, negated, type Money } from '../money.js'
import type { Cell, Context } from './context.js'
import type { Drill, DrillRow, Term } from './drill-answer.js'
import { drill } from './drill.js'

/** A term of a formula with every reference replaced by what stands in it. */
export type ResolvedTerm = { sign: 1 | -1; text: string } & (
  { kind: 'call'; name: string; args: readonly Cell[] } | { kind: 'value'; value: Cell } | { kind: 'other' }
)

/**
 * The documents behind a formula that adds and subtracts several answers; `value` is what its cell shows. Each row says which term it is
 * of and counts with the term's sign; plain numbers are rows of their own. A term that is no sum of documents or that nobody can follow
 * leaves the whole without an answer to prove, term by term.
 */
export function drillOfTerms(context: Context, formula: string, terms: readonly ResolvedTerm[], value: Cell): Drill {
  const { book, today, asOf } = context
  const drills = terms.map(term => (term.kind === 'call' ? drill(context, term.name, term.args) : undefined))
  const currencies = new Set(drills.flatMap(found => found?.currency ?? []))
  const currency = [...currencies][0] ?? book.company.currency
  const follows = currencies.size <= 1 && typeof value === 'number' && terms.every((term, at) => adds(term, drills[at]))
  const rows = terms.flatMap((term, at) => rowsOf(term, drills[at], currency))
  return {
    name: formula,
    args: [],
    value,
    format: typeof value === 'number' ? 'money' : 'text',
    currency,
    answer: follows ? minor(value, currency) : null,
    total: rows.reduce((sum, { amount }) => sum + amount, 0) as Money,
    rows,
    terms: terms.map((term, at) => figureOf(term, drills[at])),
    facts: drills.find(found => found)?.facts ?? {
      customer: '*',
      customerName: '',
      asOf: iso(asOf ?? today),
      knownAt: book.change,
      change: book.change,
      clock: 'strict',
    },
  }
}

const minor = (value: number, currency: string): Money => Math.round(value * 10 ** decimalsOf(currency)) as Money

/** Whether a term is a sum of documents, or a number; an empty cell counts nothing. */
function adds(term: ResolvedTerm, found: Drill | undefined): boolean {
  if (term.kind === 'other') return false
  return term.kind === 'call' ? found?.answer !== null : typeof term.value === 'number' || term.value === null || term.value === ''
}

function rowsOf(term: ResolvedTerm, found: Drill | undefined, currency: string): DrillRow[] {
  const part = { en: term.text, zh: term.text }
  const signed = (amount: Money) => (term.sign < 0 ? negated(amount) : amount)
  if (found) return found.currency === currency ? found.rows.map(row => ({ ...row, amount: signed(row.amount), part })) : []
  if (term.kind !== 'value' || typeof term.value !== 'number' || term.value === 0) return []
  const amount = signed(minor(term.value, currency))
  return [
    {
      id: 0,
      document: term.text,
      kind: 'number',
      reversal: false,
      instalment: null,
      customer: '',
      customerName: '',
      docDate: null,
      postDate: null,
      dueDate: null,
      daysOverdue: null,
      currency,
      original: amount,
      settled: 0 as Money,
      amount,
      part,
      change: 0,
    },
  ]
}

/** What a term is worth, with its sign. */
function figureOf({ sign, text, ...term }: ResolvedTerm, found: Drill | undefined): Term {
  const label = { en: `${sign < 0 ? '−' : '+'} ${text}`, zh: `${sign < 0 ? '−' : '+'} ${text}` }
  if (term.kind === 'other') return { label, value: null, format: 'text' }
  const value = term.kind === 'value' ? term.value : found && !Array.isArray(found.value) ? (found.value as Cell) : null
  const format = found?.format ?? (typeof value === 'number' ? 'money' : 'text')
  return { label, value: typeof value === 'number' ? sign * value : value, format }
}
