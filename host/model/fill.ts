import type { Cell, Value } from './cell.js'
import { invalidArgument } from './declined.js'
import { covers } from './address.js'
import { copied } from './formula-text.js'
import type { Area } from './sheet.js'
import { cellAt, cellFor } from './sheet.js'
import { checkWritable } from './writable.js'
import { enter, written } from './write.js'

/** Fills a larger area from its first cells: formulas move along, numbers go on by their step, everything else repeats. */
export function fill(source: Area, target: Area): void {
  checkWritable(target.sheet)
  if (source.sheet !== target.sheet || !covers(target, source)) throw invalidArgument('The destination must contain the source.')
  const down = target.columns === source.columns
  if (!down && target.rows !== source.rows) throw invalidArgument('Cells are filled down or to the right, not both.')
  const [lines, length, total] = down ? [source.columns, source.rows, target.rows] : [source.rows, source.columns, target.columns]
  for (let line = 0; line < lines; line++) {
    const at = (step: number): [number, number] =>
      down ? [source.row + step, source.column + line] : [source.row + line, source.column + step]
    const given = Array.from({ length }, (_, step): Cell => cellAt(source.sheet, ...at(step)) ?? { value: '' })
    const series = seriesOf(given)
    for (let step = length; step < total; step++) {
      const from = given[step % length]
      const [row, column] = at(step)
      const distance = step - (step % length)
      const formula = from.formula && copied(from.formula, down ? distance : 0, down ? 0 : distance)
      Object.assign(cellFor(target.sheet, row, column), { numberFormat: from.numberFormat, style: from.style })
      enter(target.sheet, row, column, formula ?? series?.(step) ?? from.value)
    }
  }
  written(target)
}

/** Two or more numbers go on in a straight line; null when they are no series. */
function seriesOf(given: readonly Cell[]): ((step: number) => Value) | null {
  const numbers = given.flatMap(cell => (typeof cell.value === 'number' && !cell.formula ? [cell.value] : []))
  if (numbers.length < 2 || numbers.length !== given.length) return null
  const step = (numbers[numbers.length - 1] - numbers[0]) / (numbers.length - 1)
  return index => numbers[0] + index * step
}
