import { addMonths, day, type Day } from '../shared/dates.js'
import type { AgingQuestion } from '../shared/domain/aging.js'
import type { Fact } from '../shared/facts/fact.js'
import type { DocumentFact } from '../shared/facts/document.js'
import Decimal from 'decimal.js'

/**
 * The rules read out over a plain list of facts, as an accountant would with a pencil: slow, and shares no code with the Book. Answers
 * must agree to the cent.
 */
export interface Known {
  change: number
  fact: Fact
}

interface NaiveItem {
  document: DocumentFact
  change: number
  instalment: number
  due: Day
  amount: number
}

/** Open items at a moment: an item with what is left of it. */
export function naiveOpen(
  facts: readonly Known[],
  asOf: Day,
  knownAt: number,
  clock: 'strict' | 'latest',
): { item: NaiveItem; open: number }[] {
  const items = facts.flatMap(({ fact, change }) =>
    fact.fact === 'document'
      ? fact.items.map(item => ({ document: fact, change, instalment: item.instalment, due: day(item.due), amount: item.amount }))
      : [],
  )
  const find = ([id, instalment]: readonly [number, number]) =>
    items.find(item => item.document.id === id && item.instalment === instalment)!
  const open = items.map(item => (day(item.document.postDate) <= asOf && item.change <= knownAt ? item.amount : 0))
  for (const { fact, change } of facts) {
    if (fact.fact !== 'application' || change > knownAt) continue
    const [debit, credit] = [find(fact.debit), find(fact.credit)]
    const both = Math.max(day(debit.document.postDate), day(credit.document.postDate))
    const counts = clock === 'strict' ? Math.max(both, day(fact.date)) : both
    if (counts > asOf) continue
    open[items.indexOf(debit)] -= fact.amount
    open[items.indexOf(credit)] += fact.amount
  }
  if (clock === 'latest') refillInstalments(facts, items, open, knownAt)
  return items.map((item, i) => ({ item, open: open[i] })).filter(({ open }) => open !== 0)
}

/** R3.7 under the latest clock: what counts of the allocations that name no instalment fills the earliest due first. */
function refillInstalments(facts: readonly Known[], items: NaiveItem[], open: number[], knownAt: number): void {
  const named = new Set(
    facts.flatMap(({ fact, change }) =>
      fact.fact === 'application' && fact.purpose === 'instalment' && change <= knownAt ? [fact.debit[0]] : [],
    ),
  )
  for (const document of new Set(items.map(item => item.document))) {
    if (document.items.length < 2 || document.amount < 0 || named.has(document.id)) continue
    const places = items.flatMap((item, i) => (item.document === document ? [i] : [])).sort((a, b) => items[a].due - items[b].due || a - b)
    const left = places.reduce((sum, i) => sum + open[i], 0)
    if (left === 0) continue
    let applied = places.reduce((sum, i) => sum + items[i].amount, 0) - left
    for (const i of places) {
      open[i] = Math.max(0, items[i].amount - applied)
      applied -= items[i].amount - open[i]
    }
  }
}

/** Aging by customer, product or dimension: group to its amounts in minor units, the last one unapplied credits. */
export function naiveAging(facts: readonly Known[], question: AgingQuestion & { knownAt: number }): Map<string, number[]> {
  const { asOf, knownAt, clock = 'strict', basis = 'due', credits = 'separate', currency, filter, by = 'customer' } = question
  const edges = question.buckets?.edges ?? [30, 60, 90].map(count => ({ unit: 'day' as const, count }))
  const width = edges.length + (basis === 'due' ? 2 : 1)
  const groups = new Map<string, number[]>()
  for (const { item, open } of naiveOpen(facts, asOf, knownAt, clock)) {
    if (currency !== undefined && item.document.currency !== currency) continue
    const value = currency === undefined ? inLedgerCurrency(facts, item.document.currency, open, asOf, knownAt) : open
    if (value === 0) continue
    const owner =
      valueAt(facts, 'customer', item.document.customer, 'owner', asOf, knownAt) ??
      valueAt(facts, 'customer', item.document.customer, 'salesperson', asOf, knownAt) ??
      ''
    const dimension = (name: string) =>
      name === 'owner' ? owner : name === 'customer' ? item.document.customer : (item.document.dimensions[name] ?? '')
    if (Object.entries(filter ?? {}).some(([name, wanted]) => name !== 'product' && !wanted.includes(dimension(name)))) continue
    const extended = valueAt(facts, 'item', `${item.document.id}#${item.instalment}`, 'extension', asOf, knownAt)
    const from =
      basis === 'due' ? (extended ? day(extended) : item.due) : day(basis === 'document' ? item.document.docDate : item.document.postDate)
    const bucket = value < 0 && credits === 'separate' ? width : bucketOf(from, asOf, basis, edges)
    for (const [product, share] of by === 'product' || filter?.product ? shares(item.document, value) : [['', value] as const]) {
      if (share === 0 || (filter?.product && !filter.product.includes(product))) continue
      const group = by === 'product' ? product : dimension(by)
      const row = groups.get(group) ?? new Array<number>(width + 1).fill(0)
      row[bucket] += share
      groups.set(group, row)
    }
  }
  return groups
}

function bucketOf(from: Day, asOf: Day, basis: string, edges: readonly { unit: string; count: number }[]): number {
  const notDue = basis === 'due' ? 1 : 0
  if (basis === 'due' && from >= asOf) return 0
  for (let i = 0; i < edges.length; i++) {
    const { unit, count } = edges[i]
    const last = unit === 'day' ? from + count : addMonths(from, unit === 'month' ? count : count * 12)
    if (asOf <= last) return notDue + i
  }
  return notDue + edges.length
}

function inLedgerCurrency(facts: readonly Known[], currency: string, amount: number, asOf: Day, knownAt: number): number {
  if (currency === 'CNY') return amount
  const rates = facts.flatMap(({ fact, change }) =>
    fact.fact === 'rate' && fact.currency === currency && change <= knownAt && day(fact.day) <= asOf ? [fact] : [],
  )
  const newest = rates.reduce((best, fact) => (day(fact.day) >= day(best.day) ? fact : best))
  const decimals = currency === 'JPY' ? 0 : 2
  return new Decimal(amount)
    .times(newest.rate)
    .times(10 ** (2 - decimals))
    .toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
    .toNumber()
}

function valueAt(facts: readonly Known[], subject: string, key: string, field: string, on: Day, knownAt: number): string | undefined {
  const byStart = new Map<number, string | null>()
  for (const { fact, change } of facts) {
    if (fact.fact !== 'value' || change > knownAt || fact.subject !== subject || fact.key !== key || fact.field !== field) continue
    if (!fact.to || day(fact.to) >= on) byStart.set(day(fact.from), fact.value)
  }
  const starts = [...byStart.keys()].filter(start => start <= on && byStart.get(start) !== null)
  return starts.length ? byStart.get(Math.max(...starts))! : undefined
}

/** Largest remainder over the lines' gross amounts, ties to the earlier line. */
function shares(document: DocumentFact, value: number): (readonly [string, number])[] {
  const weights = document.lines.map(line => line.net + line.tax)
  const sum = weights.reduce((a, b) => a + b, 0)
  if (sum === 0) return [['', value]]
  const exact = weights.map(weight => BigInt(value) * BigInt(weight) * (sum < 0 ? -1n : 1n))
  const total = BigInt(Math.abs(sum))
  const floors = exact.map(product => (product - (((product % total) + total) % total)) / total)
  let rest = BigInt(value) - floors.reduce((a, b) => a + b, 0n)
  const order = exact
    .map((product, i) => ({ i, left: ((product % total) + total) % total }))
    .sort((a, b) => (a.left === b.left ? a.i - b.i : a.left > b.left ? -1 : 1))
  for (const { i } of order) if (rest-- > 0n) floors[i] += 1n
  return document.lines.map((line, i) => [line.product ?? '', Number(floors[i])] as const)
}

/** Balance by documents alone, never reading allocations (R1.6 a). */
export const naiveBalance = (facts: readonly Known[], asOf: Day, knownAt: number): number =>
  facts.reduce(
    (sum, { fact, change }) =>
      fact.fact === 'document' && change <= knownAt && day(fact.postDate) <= asOf && fact.items.length > 0 ? sum + fact.amount : sum,
    0,
  )
