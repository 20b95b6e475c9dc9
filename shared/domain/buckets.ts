import { addDays, addMonths, type Day } from '../dates.js'
import { refuse } from '../refusals.js'

/** What an age is counted from. */
export type Basis = 'due' | 'document' | 'posting'

/** The last age of a bucket, both ends included: so many days, or up to a calendar anniversary. */
export type Edge = { readonly unit: 'day' | 'month' | 'year'; readonly count: number }

/** Contiguous buckets by age: not due (by due date only), up to each edge, and older than the last. */
export interface BucketSet {
  readonly edges: readonly Edge[]
}

/** The set of days that is used when nothing is said: 30, 60, 90. */
export const DEFAULT_BUCKETS = dayBuckets(30, 60, 90)

/** Named sets, as people call them. */
export const NAMED_BUCKETS: Readonly<Record<string, BucketSet>> = {
  逾期: dayBuckets(30, 60, 90, 180, 365),
  management: dayBuckets(30, 60, 90, 180, 365),
  账龄: { edges: [month(6), year(1), year(2), year(3), year(4), year(5)] },
  audit: { edges: [month(6), year(1), year(2), year(3), year(4), year(5)] },
}

export function dayBuckets(...days: number[]): BucketSet {
  return { edges: days.map(count => ({ unit: 'day', count })) }
}
function month(count: number): Edge {
  return { unit: 'month', count }
}
function year(count: number): Edge {
  return { unit: 'year', count }
}

/** Reads `30,60,90`, `6m,1y,2y`, `30d,3m,1y` or a named set; refuses edges that do not rise. */
export function bucketSet(text: string): BucketSet {
  const named = Object.hasOwn(NAMED_BUCKETS, text.trim()) ? NAMED_BUCKETS[text.trim()] : undefined
  if (named) return named
  const edges = text.split(/[,，、]/).map(part => {
    const match = /^\s*(\d{1,5})\s*(d|m|y|天|日|个?月|年)?\s*$/i.exec(part)
    if (!match || Number(match[1]) === 0) throw refuse('BAD_OPTION', { value: text, known: '30,60,90 / 6m,1y,2y / 逾期 / 账龄' })
    const unit: Edge['unit'] = /^(m|个?月)$/i.test(match[2] ?? '') ? 'month' : /^(y|年)$/i.test(match[2] ?? '') ? 'year' : 'day'
    return { unit, count: Number(match[1]) }
  })
  for (let i = 1; i < edges.length; i++) {
    if (longest(edges[i]) <= longest(edges[i - 1])) throw refuse('BAD_OPTION', { value: text, known: '30,60,90' })
  }
  return { edges }
}

/** The set as text, for keys and headers; `bucketSet` reads it back. */
export const bucketSetText = (set: BucketSet): string =>
  set.edges.map(edge => `${edge.count}${edge.unit === 'day' ? '' : edge.unit === 'month' ? 'm' : 'y'}`).join(',')

const longest = (edge: Edge): number => edge.count * (edge.unit === 'day' ? 1 : edge.unit === 'month' ? 30.44 : 365.25)

/**
 * Headings in order. By due date `not due, 1-30, 31-60, 61-90, >90`; by another date the first is `0-30` and there is no `not due`.
 * Months and years read `0-6m, 6m-1y, 1-2y, >5y`.
 */
export function bucketLabels(set: BucketSet, basis: Basis): string[] {
  const labels = basis === 'due' ? ['not due'] : []
  set.edges.forEach((edge, i) => labels.push(label(set.edges[i - 1], edge, basis)))
  labels.push(`>${edgeText(set.edges[set.edges.length - 1])}`)
  return labels
}

const edgeText = (edge: Edge): string => `${edge.count}${edge.unit === 'day' ? '' : edge.unit === 'month' ? 'm' : 'y'}`

function label(before: Edge | undefined, edge: Edge, basis: Basis): string {
  if (edge.unit === 'day') {
    const from = before ? (before.unit === 'day' ? String(before.count + 1) : edgeText(before)) : basis === 'due' ? '1' : '0'
    return `${from}-${edge.count}`
  }
  if (!before) return `0-${edgeText(edge)}`
  return before.unit === edge.unit ? `${before.count}-${edgeText(edge)}` : `${edgeText(before)}-${edgeText(edge)}`
}

/**
 * The bucket of every date, as of a day: `table[date]` counts the labels. A lookup for each item is cheaper than comparing edges, and
 * days, months and years cost the same. An edge includes its end: a document of 2023-12-31 is within one year on 2024-12-31.
 */
export function bucketTable(set: BucketSet, basis: Basis, asOf: Day): Uint8Array {
  const table = new Uint8Array(65536)
  const labels = set.edges.length + (basis === 'due' ? 2 : 1)
  // From the newest date back: each bucket reaches down to the date whose edge falls on the as-of day.
  let end = 65535
  const fill = (from: number, bucket: number) => {
    const start = Math.max(0, from)
    if (start <= end) table.fill(bucket, start, end + 1)
    end = Math.min(end, start - 1)
  }
  let bucket = 0
  if (basis === 'due') fill(asOf, bucket++)
  for (const edge of set.edges) fill(oldestWithin(edge, asOf), bucket++)
  fill(0, labels - 1)
  return table
}

/** The oldest date that is within an edge of the as-of day. */
function oldestWithin(edge: Edge, asOf: Day): Day {
  if (edge.unit === 'day') return addDays(asOf, -edge.count)
  const months = edge.unit === 'month' ? edge.count : edge.count * 12
  let date = addMonths(asOf, -months)
  // Going back from the 29th to the 31st may land on a shorter month's end although an earlier date still reaches the day.
  while (addMonths(addDays(date, -1), months) >= asOf) date = addDays(date, -1)
  while (addMonths(date, months) < asOf) date = addDays(date, 1)
  return date
}
