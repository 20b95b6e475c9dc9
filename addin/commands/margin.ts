import type { Command } from './define.js'
import { drawReport } from './draw-report.js'
import { monthOfAsOf } from './month.js'

/** Draws sales, cost and margin of every customer in the month of the workbook's as-of date. */
export const margin: Command = async desk => {
  await drawReport(desk, 'margin', { period: monthOfAsOf(desk), by: 'customer' })
}
