import type { Command } from './define.js'
import { drawReport } from './draw-report.js'
import { monthOfAsOf } from './month.js'

/** Draws how every customer's balance came about in the month of the workbook's as-of date. */
export const rollForward: Command = async desk => {
  await drawReport(desk, 'roll-forward', { period: monthOfAsOf(desk) })
}
