import type { Basis, BucketSet, Edge } from '../domain/buckets.js'
import type { Language } from '../refusals.js'

/** What a sheet writes above each bucket, in order: `未到期`, `1–30天`, `1–2年`, `1年以上`. */
export function bucketHeadings({ edges }: BucketSet, basis: Basis, language: Language): string[] {
  const zh = language === 'zh'
  const headings = basis === 'due' ? [zh ? '未到期' : 'Not due'] : []
  edges.forEach((edge, i) => headings.push(span(edges[i - 1], edge, basis, zh)))
  const last = edges[edges.length - 1]
  // 365 days are a year to everybody who reads the sheet.
  const oldest = last.unit === 'day' && last.count === 365 ? ({ unit: 'year', count: 1 } as const) : last
  return [...headings, zh ? `${oldest.count}${UNIT.zh[oldest.unit]}以上` : `Over ${sized(oldest)}`]
}

const UNIT = { zh: { day: '天', month: '月', year: '年' }, en: { day: 'day', month: 'month', year: 'year' } } as const

const sized = ({ unit, count }: Edge): string => `${count} ${UNIT.en[unit]}${count === 1 ? '' : 's'}`

function span(before: Edge | undefined, edge: Edge, basis: Basis, zh: boolean): string {
  const whole = (from: number, to: number, unit: Edge['unit']) => `${from}–${to}${zh ? UNIT.zh[unit] : ` ${UNIT.en[unit]}s`}`
  if (edge.unit === 'day') {
    if (before && before.unit !== 'day') return between(before, edge, zh)
    return whole(before ? before.count + 1 : basis === 'due' ? 1 : 0, edge.count, 'day')
  }
  if (!before) return edge.unit === 'year' && edge.count === 1 ? (zh ? '1年以内' : 'Up to 1 year') : whole(0, edge.count, edge.unit)
  if (before.unit === 'month' && edge.unit === 'year' && edge.count === 1) return whole(before.count + 1, 12, 'month')
  if (before.unit !== edge.unit) return between(before, edge, zh)
  return edge.unit === 'month' ? whole(before.count + 1, edge.count, 'month') : whole(before.count, edge.count, 'year')
}

const between = (before: Edge, edge: Edge, zh: boolean): string =>
  zh ? `${before.count}${UNIT.zh[before.unit]}–${edge.count}${UNIT.zh[edge.unit]}` : `${sized(before)} – ${sized(edge)}`
