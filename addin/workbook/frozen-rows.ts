/** What a cell may hold, as Excel gives it; an empty cell is ''. */
export type Value = string | number | boolean

/** What is known of a frozen cell of one column. */
export interface FrozenCell {
  /** Rows below the first of its column. */
  at: number
  value: Value
  /** A mark of the texts in its row, by which it is known again after sorting; '' when there are none. */
  mark: string
}

/** One row of that column as it is now. */
export interface FoundCell {
  value: Value
  mark: string
}

/**
 * Where frozen cells of one column are by now: the row of each, or `undefined` for one that was changed or deleted. A cell is known again
 * by its value together with the texts of its row; without such texts, by its value at the place where it must be.
 */
export function foundRows(frozen: readonly FrozenCell[], found: readonly FoundCell[], height: number): (number | undefined)[] {
  const taken = new Set<number>()
  const rows = new Array<number | undefined>(frozen.length)
  const take = (cell: number, row: number) => {
    rows[cell] = row
    taken.add(row)
  }
  const same = (cell: FrozenCell, row: number, marked: boolean) =>
    row >= 0 && row < found.length && !taken.has(row) && found[row].value === cell.value && (!marked || found[row].mark === cell.mark)

  // Rows that came or went move what stands below them: the distance is what the last cell that was known again has moved.
  const byMark = marks(found)
  let moved = 0
  const inserted = found.length - height
  frozen.forEach((cell, index) => {
    const reach = Array.from({ length: Math.abs(inserted) + 1 }, (_, step) => cell.at + moved + Math.sign(inserted) * step)
    const expected = reach.find(row => same(cell, row, true))
    if (expected !== undefined) {
      moved = expected - cell.at
      take(index, expected)
    }
  })
  frozen.forEach((cell, index) => {
    if (rows[index] !== undefined || cell.mark === '') return
    const row = byMark.get(cell.mark)?.find(each => same(cell, each, true))
    if (row !== undefined) take(index, row)
  })
  // A text beside it was mended: where no row went, the cell is still in its place.
  if (inserted === 0)
    frozen.forEach((cell, index) => {
      if (rows[index] === undefined && !isElsewhere(cell, byMark) && same(cell, cell.at, false)) take(index, cell.at)
    })
  return rows
}

/** A row with the same texts is somewhere in the column, though with another value: the cell went there, and was changed. */
const isElsewhere = (cell: FrozenCell, byMark: ReadonlyMap<string, readonly number[]>): boolean =>
  cell.mark !== '' && (byMark.get(cell.mark) ?? []).some(row => row !== cell.at)

function marks(found: readonly FoundCell[]): Map<string, number[]> {
  const rows = new Map<string, number[]>()
  found.forEach(({ mark }, row) => {
    if (mark === '') return
    const known = rows.get(mark)
    if (known) known.push(row)
    else rows.set(mark, [row])
  })
  return rows
}

/** A short mark of the first texts in a row; the texts themselves are not kept. */
export function markOf(row: readonly unknown[], isText: (column: number) => boolean): string {
  const texts = row.filter((value, column) => typeof value === 'string' && value !== '' && isText(column)).slice(0, 3)
  if (!texts.length) return ''
  let hash = 0x811c9dc5
  for (const letter of texts.join('\u0000')) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193)
  return (hash >>> 0).toString(36)
}
