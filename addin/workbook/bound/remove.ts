import { atWorkbook } from './at-workbook.js'
import type { Binding } from './bound-workbook.js'
import { block, located } from './located.js'
import { forgetMarks } from './marks.js'

/** Rows of one round trip. */
const ROWS = 500

/** Takes rows out of a table, the lowest first, since what lies below moves up. Gives the indexes of rows that are others by now. */
export const remove = (binding: Binding, indexes: readonly number[], was?: readonly string[]): Promise<number[]> =>
  atWorkbook(async context => {
    const { table, body, rows, idAt } = await located(context, binding)
    const wanted = indexes
      .map((index, at) => ({ index, was: was?.[at] }))
      .filter(({ index }) => index < rows)
      .sort((a, b) => b.index - a.index)
    const left: number[] = []
    for (let from = 0; from < wanted.length; from += ROWS) {
      const now = wanted.slice(from, from + ROWS).map(each => ({
        ...each,
        cell: block(body, { from: each.index, to: each.index }, { from: idAt, to: idAt }).load('values'),
      }))
      await context.sync()
      const taken: string[] = []
      for (const { index, was: expected, cell } of now) {
        const id = String(cell.values[0][0])
        if (expected !== undefined && id !== expected) left.push(index)
        else {
          table.rows.getItemAt(index).delete()
          taken.push(id)
        }
      }
      await forgetMarks(context, binding.tableId, taken)
    }
    return left
  })
