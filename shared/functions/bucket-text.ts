import { bucketLabels, type Basis, type BucketSet, type Edge } from '../domain/buckets.js'
import { refuse } from '../refusals.js'
import { halfWidth } from './text.js'

/** Columns of an aging row that a bucket text names, from (included) to (excluded). */
export interface Columns {
  from: number
  to: number
}

/**
 * The columns that a bucket stands for, as people write it: `1-30`, `1–30天`, `逾期1-30天`, `未到期`, `>90`, `90天以上`, `1-2年`, `3年以上`,
 * `逾期`, `预收`. A span may take several neighbouring buckets; one that cuts through a bucket is refused, never guessed.
 */
export function columnsOf(typed: string | number, set: BucketSet, basis: Basis): Columns {
  const labels = bucketLabels(set, basis)
  const first = basis === 'due' ? 1 : 0
  const unapplied = labels.length
  if (typeof typed === 'number' && typed > 366) throw refuse('BUCKET_LOOKS_LIKE_DATE', { value: typed })
  const text = halfWidth(String(typed))
    .replace(/[‐‑–—−~]|(?<=[\d天日月年])[至到](?=\d)/g, '-')
    .replace(/\s+/g, '')
    .toLowerCase()
  if (/^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}/.test(text)) throw refuse('BUCKET_LOOKS_LIKE_DATE', { value: String(typed) })
  if (/^(total|合计|总计|all|全部)$/.test(text)) return { from: 0, to: unapplied + 1 }
  if (/^(unapplied|credits?|预收|未核销|预收\/未核销)$/.test(text)) return { from: unapplied, to: unapplied + 1 }
  if (basis === 'due') {
    if (/^(notdue|not_due|current|未到期|未逾期)$/.test(text)) return { from: 0, to: 1 }
    if (/^(overdue|pastdue|逾期|已逾期|逾期合计)$/.test(text)) return { from: 1, to: unapplied }
  }
  const span = spanOf(text.replace(/^(逾期|账龄|overdue)/, ''))
  const from = span && (span.from === undefined ? first : boundary(set, span.from, first))
  const to = span && (span.to === undefined ? unapplied : boundary(set, span.to, first))
  if (from === undefined || to === undefined || from >= to) throw refuse('BAD_BUCKET', { value: String(typed), buckets: labels.join(', ') })
  return { from, to }
}

/** The column after an edge, or `undefined` when the set has no such edge. */
function boundary(set: BucketSet, edge: Edge, first: number): number | undefined {
  const at = set.edges.findIndex(other => same(other, edge))
  return at < 0 ? undefined : first + at + 1
}

const same = (a: Edge, b: Edge): boolean => {
  const [x, y] = [normal(a), normal(b)]
  return x.unit === y.unit && x.count === y.count
}
const normal = (edge: Edge): Edge => (edge.unit === 'month' && edge.count % 12 === 0 ? { unit: 'year', count: edge.count / 12 } : edge)

/** The edge before and the edge at the end of a span; a missing one is open. */
function spanOf(text: string): { from?: Edge; to?: Edge } | undefined {
  const unit = '(d|days?|天|日|m|months?|个?月|y|years?|年)?'
  const edge = (count: string, typedUnit: string | undefined): Edge => ({ unit: unitOf(typedUnit), count: Number(count) })
  let match = new RegExp(`^(\\d{1,5})${unit}-(\\d{1,5})${unit}$`).exec(text)
  if (match) {
    const to = edge(match[3], match[4] ?? match[2])
    const start = edge(match[1], match[2] ?? match[4])
    // In days the first is the first day within (31-60), in years the edge before (1-2 years); 7-12 months begins after the sixth.
    if (start.unit === 'year') return { from: start.count === 0 ? undefined : start, to }
    const before = { unit: start.unit, count: start.count - 1 }
    return { from: before.count <= 0 ? undefined : before, to }
  }
  match = new RegExp(`^(?:>|over)(\\d{1,5})${unit}$`).exec(text) ?? new RegExp(`^(\\d{1,5})${unit}(?:以上|\\+)$`).exec(text)
  if (match) return { from: edge(match[1], match[2]) }
  match = new RegExp(`^(?:<=|≤|within)(\\d{1,5})${unit}$`).exec(text) ?? new RegExp(`^(\\d{1,5})${unit}(?:以内|内)$`).exec(text)
  return match ? { to: edge(match[1], match[2]) } : undefined
}

function unitOf(typed: string | undefined): Edge['unit'] {
  if (typed === undefined || /^(d|days?|天|日)$/.test(typed)) return 'day'
  return /^(y|years?|年)$/.test(typed) ? 'year' : 'month'
}
