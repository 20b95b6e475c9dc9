import type { Book } from '../../shared/book/book.js'
import { ALL, customerNamed } from '../../shared/functions/customers.js'
import { Refusal } from '../../shared/refusals.js'
import { isArFormula } from '../workbook/ar-formulas.js'
import { activeCell, valuesAt, type CellContents } from '../workbook/selection.js'
import type { Command } from './define.js'
import { drawReport } from './draw-report.js'
import { monthOfAsOf } from './month.js'

/**
 * Draws the statement of the customer in the selected cell, named there by code, by name, or as the first argument of a function of ours:
 * the month of the workbook's as-of date. Where the cell names none, the pane asks.
 */
export const statement: Command = async desk => {
  const customer = await selectedCustomer(desk.context().book)
  if (customer === undefined) await desk.show('/customer')
  else await drawReport(desk, 'statement', { customer, period: monthOfAsOf(desk) })
}

/** The code of the customer that the selected cell is about. */
export async function selectedCustomer(book: Book): Promise<string | undefined> {
  const cell = await activeCell()
  const named = isArFormula(cell.formula) ? await firstArgument(cell) : undefined
  return codeOf(book, named) ?? codeOf(book, cell.value)
}

const FIRST = /(?:\bAR\.|_xldudf_AR_)[A-Z_.]+\(\s*(?:"((?:[^"]|"")*)"|(?:('(?:[^']|'')+'|[\p{L}\p{N}_.]+)!)?(\$?[A-Z]{1,3}\$?\d+))\s*[,)]/iu

/** What the first argument of a function of ours is: the text, or the value of the cell it names. */
async function firstArgument({ formula, sheet }: CellContents): Promise<string | number | boolean | undefined> {
  const found = FIRST.exec(formula)
  if (!found) return undefined
  const [, text, prefix, address] = found as unknown as (string | undefined)[]
  if (address === undefined) return text?.replaceAll('""', '"')
  const name = prefix?.startsWith("'") ? prefix.slice(1, -1).replaceAll("''", "'") : prefix
  const [values] = await valuesAt([{ sheet: name ?? sheet, address: address.replaceAll('$', '') }])
  return values?.[0]?.[0]
}

function codeOf(book: Book, value: string | number | boolean | undefined): string | undefined {
  if (value === undefined || typeof value === 'boolean' || value === '') return undefined
  try {
    const index = customerNamed(book, value)
    return index === ALL ? undefined : book.customers.texts[index]
  } catch (error) {
    // An amount, a heading or a name that several customers bear names nobody.
    if (error instanceof Refusal) return undefined
    throw error
  }
}
