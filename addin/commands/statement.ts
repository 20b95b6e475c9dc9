import { activeCell } from '../workbook/selection.js'
import type { Command } from './define.js'
import { drawReport } from './draw-report.js'
import { monthOfAsOf } from './month.js'
import { customerOf } from './open-customer.js'

/**
 * Draws the statement of the customer in the selected cell, named there by code, by name, or as the first argument of a function of ours:
 * the month of the workbook's as-of date. Where the cell names none, the pane asks.
 */
export const statement: Command = async desk => {
  const customer = await customerOf(desk, await activeCell())
  if (customer === undefined) await desk.show('/customer')
  else await drawReport(desk, 'statement', { customer, period: monthOfAsOf(desk) })
}
