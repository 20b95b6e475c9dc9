import type { Book } from '../book/book.js'
import type { Money } from '../money.js'
import { pairByAmount } from './comparison-amounts.js'
import { ourRows, type OursQuestion } from './comparison-ours.js'
import { lineOf, sumOf, type ComparisonLine, type Left, type OurRow, type TheirRow } from './comparison-line.js'
import { pairByLooseNumber, pairByNumber } from './comparison-pairs.js'
import { pairBySum } from './comparison-sums.js'

/** How many rows and how much, on a side. */
export interface Count {
  rows: number
  amount: Money
}

/** A list against the ledger: every row of either side stands in exactly one line, and the differences add up to theirs less ours. */
export interface Comparison {
  lines: ComparisonLine[]
  theirs: Count
  ours: Count
  /** Theirs less ours: the sum of the lines' differences. */
  difference: Money
  /** What each kind of line holds, on both sides. */
  parts: Readonly<Record<ComparisonLine['kind'], { lines: number; theirs: Count; ours: Count; difference: Money }>>
}

/** Compares a list with documents or open items of the ledger at a moment. The order of the list does not matter. */
export const comparison = (book: Book, theirs: readonly TheirRow[], question: OursQuestion): Comparison =>
  compared(theirs, ourRows(book, question))

/** As `comparison`, of rows of ours that are at hand. */
export function compared(theirs: readonly TheirRow[], ours: readonly OurRow[]): Comparison {
  const left: Left = { theirs: [...theirs].sort(theirOrder), ours: [...ours].sort(ourOrder) }
  const numbered = pairByNumber(left)
  const loose = pairByLooseNumber(numbered.left)
  // A row whose number the other side has is not what has another number there, even for the same amount.
  const amounts = pairByAmount(loose.left)
  const sums = pairBySum(amounts.left)
  const alone = [
    ...[...numbered.aside.theirs, ...sums.left.theirs].map(row => lineOf([row], [])),
    ...[...numbered.aside.ours, ...sums.left.ours].map(row => lineOf([], [row])),
  ]
  const all = [...numbered.lines, ...loose.lines, ...amounts.lines, ...sums.lines, ...alone]
  const [differs, onlyTheirs, onlyOurs, matched] = (['differs', 'onlyTheirs', 'onlyOurs', 'matched'] as const).map(kind => {
    const lines = all.filter(line => line.kind === kind).sort(lineOrder)
    return { lines, part: partOf(lines) }
  })
  // What needs attention comes first.
  const lines = [...differs.lines, ...onlyTheirs.lines, ...onlyOurs.lines, ...matched.lines]
  const parts = { differs: differs.part, onlyTheirs: onlyTheirs.part, onlyOurs: onlyOurs.part, matched: matched.part }
  const whole = partOf(lines)
  return { lines, theirs: whole.theirs, ours: whole.ours, difference: whole.difference, parts }
}

function partOf(lines: readonly ComparisonLine[]): Comparison['parts']['matched'] {
  const [theirs, ours] = [nothing(), nothing()]
  let difference = 0
  for (const line of lines) {
    theirs.rows += line.theirs.length
    theirs.amount += sumOf(line.theirs)
    ours.rows += line.ours.length
    ours.amount += sumOf(line.ours)
    difference += line.difference
  }
  return { lines: lines.length, theirs, ours, difference } as Comparison['parts']['matched']
}

const nothing = () => ({ rows: 0, amount: 0 })

const compareText = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0)

const theirOrder = (a: TheirRow, b: TheirRow): number =>
  (a.date ?? 0) - (b.date ?? 0) || compareText(a.number, b.number) || a.amount - b.amount || compareText(a.text, b.text)

const ourOrder = (a: OurRow, b: OurRow): number => a.date - b.date || compareText(a.number, b.number) || a.document - b.document

/** By date and number, of ours where a line has any. */
function lineOrder(a: ComparisonLine, b: ComparisonLine): number {
  const [one, other] = [a.ours[0] ?? a.theirs[0], b.ours[0] ?? b.theirs[0]]
  return (one.date ?? 0) - (other.date ?? 0) || compareText(one.number, other.number)
}
