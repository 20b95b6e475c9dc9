import { bucketSetText, dayBuckets, DEFAULT_BUCKETS, type BucketSet, type Edge } from '../../domain/buckets.js'
import { columnsOf } from '../../functions/bucket-text.js'
import type { Cell } from '../../functions/context.js'
import { plainHeading } from '../input.js'
import { bareHeading, isBucketHeading } from './heading-match.js'

/** A figure that a hand-made column shows: the function that answers it, its middle argument, and whether that is the heading itself. */
export interface Figure {
  name: 'AGING' | 'BALANCE' | 'OVERDUE' | 'UNAPPLIED'
  /** What stands between customer and date; `null` for nothing. */
  part: Cell
  /** The heading is the argument, so the formula may refer to it. */
  byHeading: boolean
}

const FIGURES: readonly (readonly [Figure['name'], string | null, readonly string[]])[] = [
  [
    'BALANCE',
    null,
    [
      '余额',
      '应收余额',
      '期末余额',
      '应收账款',
      '应收账款余额',
      '欠款',
      '欠款金额',
      '欠款合计',
      '未收',
      '未收金额',
      '合计',
      '总计',
      '应收合计',
      'balance',
      'total',
      'outstanding',
      'closing balance',
      'open amount',
    ],
  ],
  ['OVERDUE', 'days', ['最长逾期天数', '逾期天数', 'days overdue', 'longest overdue', 'max days overdue']],
  ['OVERDUE', 'count', ['逾期笔数', 'items overdue', 'count overdue']],
  ['OVERDUE', null, ['逾期', '逾期金额', '逾期合计', '已逾期', '逾期余额', 'overdue', 'past due', 'overdue amount']],
  ['UNAPPLIED', null, ['预收', '预收款', '未核销', '未核销收款', '预收/未核销', 'unapplied', 'prepayments', 'credits']],
]
const SPELLED = new Map(
  FIGURES.flatMap(([name, part, words]) => words.map(word => [plainHeading(word), { name, part, byHeading: false }] as const)),
)

/** The figure that a column's heading asks for; nothing when it asks for none. */
export function figureOf(heading: string): Figure | undefined {
  const found = SPELLED.get(plainHeading(heading)) ?? SPELLED.get(plainHeading(bareHeading(heading)))
  if (found) return found
  return isBucketHeading(bareHeading(heading)) ? { name: 'AGING', part: heading.trim(), byHeading: true } : undefined
}

/**
 * The options under which the aging columns of a sheet mean what they say, as text for a formula: `''` where the ledger's own buckets do.
 * `0-30` ages from the document date; other edges name the buckets.
 */
export function optionsOf(headings: readonly string[]): string {
  const buckets = headings.filter(heading => figureOf(heading)?.name === 'AGING')
  const spans = buckets.map(spanOf)
  const byDocument = !buckets.some(heading => /未到期|未逾期|not ?due|current/i.test(heading)) && spans.some(span => span?.from === 0)
  const basis = byDocument ? 'document' : 'due'
  const parts = byDocument ? ['口径=开票日'] : []
  if (!fits(buckets, DEFAULT_BUCKETS, basis)) {
    const set = setOf(spans)
    if (set && fits(buckets, set, basis)) parts.push(`账龄段=${bucketSetText(set)}`)
  }
  return parts.join(';')
}

function fits(headings: readonly string[], set: BucketSet, basis: 'due' | 'document'): boolean {
  try {
    for (const heading of headings) columnsOf(heading, set, basis)
    return true
  } catch {
    return false
  }
}

interface Span {
  from: number
  to?: number
  unit: Edge['unit']
}

function spanOf(heading: string): Span | undefined {
  const text = heading
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[‐‑–—−~]|(?<=[\d天日月年])[至到](?=\d)/g, '-')
  const span = /(\d{1,4})(天|日|个?月|年|[dmy])?-(\d{1,4})(天|日|个?月|年|[dmy])?/i.exec(text)
  if (span) return { from: Number(span[1]), to: Number(span[3]), unit: unitOf(span[4] ?? span[2]) }
  const over = /(\d{1,4})(天|日|个?月|年|[dmy])?/i.exec(text)
  if (!over) return undefined
  return /内|<|≤|within/i.test(text)
    ? { from: 0, to: Number(over[1]), unit: unitOf(over[2]) }
    : { from: Number(over[1]), unit: unitOf(over[2]) }
}

const unitOf = (text: string | undefined): Edge['unit'] => (/月|m/i.test(text ?? '') ? 'month' : /年|y/i.test(text ?? '') ? 'year' : 'day')

/** Buckets whose edges are the ends of the columns. */
function setOf(spans: readonly (Span | undefined)[]): BucketSet | undefined {
  const ends = spans.flatMap(span => (span?.to === undefined ? [] : [{ unit: span.unit, count: span.to }]))
  if (ends.length === 0) return undefined
  if (ends.every(({ unit }) => unit === 'day')) return dayBuckets(...[...new Set(ends.map(({ count }) => count))].sort((a, b) => a - b))
  const days = ({ unit, count }: Edge) => count * (unit === 'day' ? 1 : unit === 'month' ? 30.44 : 365.25)
  return { edges: ends.sort((a, b) => days(a) - days(b)) }
}
