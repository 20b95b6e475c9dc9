import { lineOf, type ComparisonLine, type Left, type OurRow, type TheirRow } from './comparison-line.js'
import { LOOSE_KEYS, numberKey } from './comparison-numbers.js'

/**
 * Pairs rows of the same number. Of several with one number equal amounts go together first; what is left on both sides stands in one
 * line, and what is left on one side is put aside: its number is there, so it is nothing else.
 */
export function pairByNumber({ theirs, ours }: Left): { lines: ComparisonLine[]; left: Left; aside: Left } {
  const lines: ComparisonLine[] = []
  const left: Left = { theirs: [], ours: [] }
  const aside: Left = { theirs: [], ours: [] }
  const wanted = new Map<string, TheirRow[]>()
  for (const row of theirs) {
    const key = numberKey(row.number ?? '')
    if (key === '') left.theirs.push(row)
    else put(wanted, key, row)
  }
  const found = new Map<string, OurRow[]>()
  for (const row of ours) {
    const full = numberKey(row.number)
    const key = wanted.has(full) || row.short === row.number ? full : numberKey(row.short)
    if (wanted.has(key)) put(found, key, row)
    else left.ours.push(row)
  }
  for (const [key, rows] of wanted) {
    const others = found.get(key)
    if (others === undefined) {
      left.theirs.push(...rows)
      continue
    }
    const rest = pairEqual(rows, others, lines)
    if (rest.theirs.length > 0 && rest.ours.length > 0) lines.push(lineOf(rest.theirs, rest.ours, 'number'))
    else {
      aside.theirs.push(...rest.theirs)
      aside.ours.push(...rest.ours)
    }
  }
  return { lines, left, aside }
}

/** Pairs equal amounts one by one and gives the rest. */
function pairEqual(theirs: readonly TheirRow[], ours: readonly OurRow[], lines: ComparisonLine[]): Left {
  const rest: Left = { theirs: [], ours: [...ours] }
  for (const row of theirs) {
    const at = rest.ours.findIndex(({ amount }) => amount === row.amount)
    if (at < 0) rest.theirs.push(row)
    else lines.push(lineOf([row], rest.ours.splice(at, 1), 'number'))
  }
  return rest
}

/**
 * Pairs rows whose numbers are the same when they are read more loosely, where exactly one row of each side reads so. Those that share
 * digits after different letters, or only the last digits, must have the same amount too.
 */
export function pairByLooseNumber(before: Left): { lines: ComparisonLine[]; left: Left } {
  const lines: ComparisonLine[] = []
  let left = before
  for (const [level, key] of LOOSE_KEYS.entries()) {
    const wanted = keyed(left.theirs, row => (row.number ? key(row.number) : ''))
    if (wanted.size === 0) continue
    const found = keyed(left.ours, row => key(level === 0 ? row.number : row.short), wanted)
    const taken = new Set<TheirRow | OurRow>()
    for (const [text, rows] of wanted) {
      const others = found.get(text)
      if (rows.length !== 1 || others?.length !== 1) continue
      if (rows[0].amount !== others[0].amount && !isSure(level, rows[0].number ?? '', others[0].short)) continue
      lines.push(lineOf(rows, others, 'number'))
      taken.add(rows[0]).add(others[0])
    }
    if (taken.size > 0) left = { theirs: left.theirs.filter(row => !taken.has(row)), ours: left.ours.filter(row => !taken.has(row)) }
  }
  return { lines, left }
}

/** Whether a reading alone says that two numbers are the same: all of it, or all digits where one side leaves the letters out. */
const isSure = (level: number, one: string, other: string): boolean =>
  level === 0 || (level === 1 && !(hasLetters(one) && hasLetters(other)))

const hasLetters = (number: string): boolean => /\p{L}/u.test(number)

/** Rows by key; only of keys that are wanted. */
function keyed<T>(rows: readonly T[], key: (row: T) => string, wanted?: { has: (key: string) => boolean }): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const row of rows) {
    const text = key(row)
    if (text !== '' && (!wanted || wanted.has(text))) put(found, text, row)
  }
  return found
}

function put<T>(map: Map<string, T[]>, key: string, row: T): void {
  const rows = map.get(key)
  if (rows) rows.push(row)
  else map.set(key, [row])
}
