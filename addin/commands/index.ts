import { refusalMessage, type Refusal } from '../../shared/refusals.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { allocate } from './allocate.js'
import { asOfLastMonthEnd, asOfToday, chooseAsOf } from './as-of.js'
import { cleanCopy } from './clean-copy.js'
import type { Command } from './define.js'
import { drillDown } from './drill-down.js'
import { explain } from './explain.js'
import { freezeSelection, freezeSheet, freezeWorkbook } from './freeze.js'
import { healthCheck } from './health-check.js'
import { insertFunction } from './insert-function.js'
import { live, manual } from './live.js'
import { margin } from './margin.js'
import { monthlyAging } from './monthly-aging.js'
import { openCustomer } from './open-customer.js'
import { refresh } from './refresh.js'
import { rollForward } from './roll-forward.js'
import { statement } from './statement.js'
import { thawSheet, thawWorkbook } from './thaw.js'
import { verifySheet } from './verify-sheet.js'
import { whyChanged } from './why-changed.js'

/** Every command by the name that manifest.xml gives its control. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  refresh,
  live,
  manual,
  asOfToday,
  asOfLastMonthEnd,
  chooseAsOf,
  allocate,
  cleanCopy,
  drillDown,
  explain,
  whyChanged,
  healthCheck,
  insertFunction,
  openCustomer,
  freezeSelection,
  freezeSheet,
  freezeWorkbook,
  thawSheet,
  thawWorkbook,
  monthlyAging,
  statement,
  rollForward,
  margin,
  verifySheet,
}

/** Carries out a command; what it is refused, or an error of ours, is shown on the board and never lost. */
export async function carryOut(command: Command, desk: Desk): Promise<void> {
  try {
    await command(desk)
  } catch (error) {
    const { board, language } = desk
    if (error instanceof Error && error.name === 'Refusal') {
      board.say({ tone: 'warning', title: refusalMessage(error as Refusal, language).message })
    } else {
      const text = error instanceof Error ? error.message : String(error)
      board.say({
        tone: 'error',
        title: inLanguage({ en: 'This did not work, and it is our fault.', zh: '操作未完成，这是程序的错误。' }, language),
        text,
      })
      console.error(error)
    }
    await desk.show('/notices')
  }
}

/** Gives every command to the ribbon. A button pressed while the workbook is still opening waits for it. */
export function associateCommands(desk: Promise<Desk>): void {
  for (const [name, command] of Object.entries(COMMANDS)) {
    Office.actions.associate(name, async (event: Office.AddinCommands.Event) => {
      try {
        await carryOut(command, await desk)
      } finally {
        // Excel keeps the button busy until it hears this.
        event.completed()
      }
    })
  }
}
