import { lineOf, type ComparisonLine, type Left, type OurRow, type TheirRow } from './comparison-line.js'

/** The most rows that add up to one, of how many that are nearest in date, and how many sums are looked at in all. */
export const SUM_BOUNDS = { rows: 4, nearest: 12, sums: 300_000 } as const

/**
 * Pairs several rows of one side with one row of the other that they add up to: a payment for several invoices, or an invoice listed in
 * parts. Only rows of the same sign, near in date, and within `SUM_BOUNDS`, the largest amounts first: it is a guess that somebody looks at.
 */
export function pairBySum({ theirs, ours }: Left): { lines: ComparisonLine[]; left: Left } {
  const lines: ComparisonLine[] = []
  const taken = new Set<TheirRow | OurRow>()
  const budget = { left: SUM_BOUNDS.sums }
  for (const one of largestFirst(theirs)) {
    const several = addingUp(one, ours, taken, budget)
    if (!several) continue
    lines.push(lineOf([one], several, 'sum'))
    for (const row of [one, ...several]) taken.add(row)
  }
  for (const one of largestFirst(ours)) {
    if (taken.has(one)) continue
    const several = addingUp(one, theirs, taken, budget)
    if (!several) continue
    lines.push(lineOf(several, [one], 'sum'))
    for (const row of [one, ...several]) taken.add(row)
  }
  return { lines, left: { theirs: theirs.filter(row => !taken.has(row)), ours: ours.filter(row => !taken.has(row)) } }
}

type Dated = { date?: number; amount: number }

const largestFirst = <T extends Dated>(rows: readonly T[]): T[] => [...rows].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))

/** The fewest rows, of those near in date, that add up to one; nothing when there are none within the bounds. */
function addingUp<T extends (TheirRow | OurRow) & Dated>(
  one: Dated,
  rows: readonly T[],
  taken: ReadonlySet<TheirRow | OurRow>,
  budget: { left: number },
): T[] | undefined {
  if (budget.left <= 0) return undefined
  const sign = Math.sign(one.amount)
  const fits = (row: T): boolean => !taken.has(row) && Math.sign(row.amount) === sign && Math.abs(row.amount) < Math.abs(one.amount)
  const near = nearby(one.date, rows, fits)
  for (let count = 2; count <= SUM_BOUNDS.rows; count++) {
    const found = choose(near, count, 0, one.amount, budget)
    if (found) return found.sort((a, b) => (a.date ?? 0) - (b.date ?? 0))
  }
  return undefined
}

/** So many of the rows from a place on that add up to an amount. */
function choose<T extends Dated>(
  rows: readonly T[],
  count: number,
  from: number,
  amount: number,
  budget: { left: number },
): T[] | undefined {
  for (let i = from; i + count <= rows.length; i++) {
    if (--budget.left <= 0) return undefined
    const rest = amount - rows[i].amount
    if (count === 1) {
      if (rest === 0) return [rows[i]]
      continue
    }
    if (rest === 0 || Math.sign(rest) !== Math.sign(amount)) continue
    const found = choose(rows, count - 1, i + 1, rest, budget)
    if (found) return [rows[i], ...found]
  }
  return undefined
}

/** The rows nearest in date that fit; rows come by date. */
function nearby<T extends Dated>(date: number | undefined, rows: readonly T[], fits: (row: T) => boolean): T[] {
  let after = 0
  if (date !== undefined) {
    let end = rows.length
    while (after < end) {
      const middle = (after + end) >> 1
      if ((rows[middle].date ?? 0) < date) after = middle + 1
      else end = middle
    }
  }
  let before = after - 1
  const found: T[] = []
  const away = (row: T): number => (date === undefined || row.date === undefined ? 0 : Math.abs(row.date - date))
  for (let looked = 0; looked < MOST_LOOKED && found.length < SUM_BOUNDS.nearest && (before >= 0 || after < rows.length); looked++) {
    const back = before >= 0 && (after >= rows.length || away(rows[before]) <= away(rows[after]))
    const row = rows[back ? before-- : after++]
    if (fits(row)) found.push(row)
  }
  return found
}

/** Rows looked at for those that fit. */
const MOST_LOOKED = 200
