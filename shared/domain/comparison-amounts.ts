import { lineOf, type ComparisonLine, type Left, type OurRow, type TheirRow } from './comparison-line.js'

/** A row of either side on the line of days. */
type Placed = { day: number | undefined } & ({ their: TheirRow } | { our: OurRow })

/**
 * Pairs rows of equal amounts, those nearest in date first, so that an amount that stands once on each side finds its only partner. Rows
 * without a date come last.
 */
export function pairByAmount({ theirs, ours }: Left): { lines: ComparisonLine[]; left: Left } {
  const lines: ComparisonLine[] = []
  const taken = new Set<TheirRow | OurRow>()
  const wanted = byAmount(theirs)
  const found = byAmount(ours.filter(({ amount }) => wanted.has(amount)))
  for (const [amount, rows] of wanted) {
    const others = found.get(amount)
    if (!others || amount === 0) continue
    for (const [their, our] of nearest(rows, others)) {
      lines.push(lineOf([their], [our], 'amount'))
      taken.add(their).add(our)
    }
  }
  return { lines, left: { theirs: theirs.filter(row => !taken.has(row)), ours: ours.filter(row => !taken.has(row)) } }
}

function byAmount<T extends { amount: number }>(rows: readonly T[]): Map<number, T[]> {
  const found = new Map<number, T[]>()
  for (const row of rows) {
    const list = found.get(row.amount)
    if (list) list.push(row)
    else found.set(row.amount, [row])
  }
  return found
}

/** Pairs of rows of both sides, the nearest in date first, until one side has no row left. */
function nearest(theirs: readonly TheirRow[], ours: readonly OurRow[]): [TheirRow, OurRow][] {
  const dated = theirs.filter(({ date }) => date !== undefined)
  const placed: Placed[] = [...dated.map(their => ({ day: their.date, their })), ...ours.map(our => ({ day: our.date, our }))]
  placed.sort((a, b) => a.day! - b.day! || Number('our' in a) - Number('our' in b))
  const pairs: [TheirRow, OurRow][] = []
  // The nearest two of different sides are neighbours on the line of days. A row waits on the stack until what follows it is farther
  // away than what stands before it; gaps on the stack therefore shrink towards its top.
  const stack: Placed[] = []
  const closeTop = (limit: number): boolean => {
    if (stack.length < 2 || gap(stack[stack.length - 2], stack[stack.length - 1]) > limit) return false
    const [a, b] = stack.splice(-2)
    pairs.push('their' in a ? [a.their, (b as { our: OurRow }).our] : [(b as { their: TheirRow }).their, a.our])
    return true
  }
  for (const next of placed) {
    while (stack.length > 0 && closeTop(Math.min(gap(stack[stack.length - 1], next), FARTHEST)));
    stack.push(next)
  }
  while (closeTop(FARTHEST));
  return [...pairs, ...rest(theirs, ours, pairs)]
}

const FARTHEST = 100_000

const gap = (a: Placed, b: Placed): number => ('their' in a === 'their' in b ? Infinity : Math.abs(a.day! - b.day!))

/** Rows without a date take what is left, the oldest first. */
function rest(theirs: readonly TheirRow[], ours: readonly OurRow[], pairs: readonly [TheirRow, OurRow][]): [TheirRow, OurRow][] {
  const taken = new Set(pairs.map(([, our]) => our))
  const free = ours.filter(our => !taken.has(our))
  return theirs
    .filter(({ date }) => date === undefined)
    .flatMap((their, i): [TheirRow, OurRow][] => (i < free.length ? [[their, free[i]]] : []))
}
