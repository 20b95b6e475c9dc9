import { address } from '../../shared/reports/address.js'
import type { Book } from '../../shared/book/book.js'
import { ALL, customerNamed } from '../../shared/functions/customers.js'
import { Refusal, refuse } from '../../shared/refusals.js'
import type { Desk } from '../desk/desk.js'
import type { Value } from '../workbook/frozen-rows.js'
import { activeCell, valuesAt, type CellContents } from '../workbook/selection.js'
import type { Command } from './define.js'
import { drilled } from './drilled.js'

/** Opens the pane at the customer that the selected cell is about. */
export const openCustomer: Command = async desk => {
  const cell = await activeCell()
  const code = await customerOf(desk, cell)
  if (code === undefined) throw refuse('NO_CUSTOMER_HERE', { cell: `${cell.sheet}!${cell.address}` })
  await desk.show(`/customer/${encodeURIComponent(code)}`)
}

/**
 * The code of the customer that a cell is about: of the one that it names, of the one that its formula asks about, or of the nearest that
 * is named to its left. `undefined` where there is none.
 */
export async function customerOf(desk: Desk, cell: CellContents): Promise<string | undefined> {
  const { book } = desk.context()
  const named = codeOf(book, cell.value)
  if (named !== undefined && typeof cell.value === 'string') return named
  const asked = (await drilled(desk, cell))?.parts.flatMap(({ call }) =>
    call && call.drill.facts.customer !== '*' ? [call.drill.facts.customer] : [],
  )
  if (asked?.length) return asked[0]
  if (cell.column > 0) {
    const [row] = await valuesAt([{ sheet: cell.sheet, address: `${address(cell.row, 0)}:${address(cell.row, cell.column - 1)}` }])
    const beside = (row?.[0] ?? []).reverse().find(value => typeof value === 'string' && codeOf(book, value) !== undefined)
    if (beside !== undefined) return codeOf(book, beside)
  }
  // A number may be a code, but in a customer's row it is rather an amount.
  return named
}

function codeOf(book: Book, value: Value): string | undefined {
  if (typeof value === 'boolean' || value === '') return undefined
  try {
    const index = customerNamed(book, value)
    return index === ALL ? undefined : book.customers.texts[index]
  } catch (error) {
    // A heading, an amount, a name that several bear: it names nobody.
    if (error instanceof Refusal) return undefined
    throw error
  }
}
