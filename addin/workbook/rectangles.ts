import type { Area } from '../../shared/reports/address.js'

/** Cells as few rectangles: neighbours in a row are joined, then rows of the same width below each other. Each cell counts once. */
export function rectanglesOf(cells: readonly { row: number; column: number }[]): Area[] {
  const ordered = [...cells].sort((a, b) => a.row - b.row || a.column - b.column)
  const runs: Area[] = []
  for (const { row, column } of ordered) {
    const last = runs.at(-1)
    if (last?.top === row && last.right >= column - 1) last.right = Math.max(last.right, column)
    else runs.push({ top: row, bottom: row, left: column, right: column })
  }
  const joined: Area[] = []
  const growing = new Map<string, Area>()
  for (const run of runs) {
    const sides = `${run.left} ${run.right}`
    const above = growing.get(sides)
    if (above && above.bottom === run.top - 1) above.bottom = run.bottom
    else {
      joined.push(run)
      growing.set(sides, run)
    }
  }
  return joined
}

/** Every cell of a rectangle, row by row. */
export function* cellsOf({ top, left, bottom, right }: Area): Generator<{ row: number; column: number }> {
  for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) yield { row, column }
}

/** The rectangle of an area on its sheet. */
export const rangeOf = (sheet: Excel.Worksheet, { top, left, bottom, right }: Area): Excel.Range =>
  sheet.getRangeByIndexes(top, left, bottom - top + 1, right - left + 1)

/** Groups by a key, in the order in which the keys appear. */
export function grouped<Each, Key>(list: Iterable<Each>, keyOf: (each: Each) => Key): Map<Key, Each[]> {
  const groups = new Map<Key, Each[]>()
  for (const each of list) {
    const key = keyOf(each)
    const group = groups.get(key)
    if (group) group.push(each)
    else groups.set(key, [each])
  }
  return groups
}
