import type { AsOfChoice } from '../workbook/settings.js'
import type { Command } from './define.js'

const choose =
  (asOf: AsOfChoice): Command =>
  ({ settings }) =>
    settings.change({ asOf })

/** The workbook asks as of the company's calendar day. */
export const asOfToday = choose({ kind: 'today' })
/** The workbook asks as of the last day of the month before. */
export const asOfLastMonthEnd = choose({ kind: 'lastMonthEnd' })
/** Opens the pane, where any date can be chosen. */
export const chooseAsOf: Command = desk => desk.show('/as-of')
