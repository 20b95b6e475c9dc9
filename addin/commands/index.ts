import { refusalMessage, refuse, type Refusal } from '../../shared/refusals.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { asOfLastMonthEnd, asOfToday, chooseAsOf } from './as-of.js'
import type { Command } from './define.js'
import { live, manual } from './live.js'
import { refresh } from './refresh.js'
import { followRibbon } from './ribbon-state.js'

/** Every module whose code comes when a command of it is first carried out, or when there is time: cells must not wait for it. */
const MODULES = {
  allocate: () => import('./allocate.js'),
  cleanCopy: () => import('./clean-copy.js'),
  drillDown: () => import('./drill-down.js'),
  explain: () => import('./explain.js'),
  freeze: () => import('./freeze.js'),
  healthCheck: () => import('./health-check.js'),
  insertFunction: () => import('./insert-function.js'),
  margin: () => import('./margin.js'),
  monthlyAging: () => import('./monthly-aging.js'),
  openCustomer: () => import('./open-customer.js'),
  rollForward: () => import('./roll-forward.js'),
  statement: () => import('./statement.js'),
  sync: () => import('./sync.js'),
  thaw: () => import('./thaw.js'),
  verifySheet: () => import('./verify-sheet.js'),
  whyChanged: () => import('./why-changed.js'),
}

const of =
  <Module>(load: () => Promise<Module>, command: (module: Module) => Command): Command =>
  async desk =>
    command(await load().catch(notLoaded))(desk)

/** The page's own files could not be fetched: there is no connection to where the add-in comes from. */
function notLoaded(error: unknown): never {
  console.error(error)
  throw refuse('OFFLINE', { address: location.origin })
}

/** Every command by the name that manifest.xml gives its control. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  refresh,
  live,
  manual,
  asOfToday,
  asOfLastMonthEnd,
  chooseAsOf,
  sync: of(MODULES.sync, module => module.sync),
  newTable: of(MODULES.sync, module => module.newTable),
  conflicts: of(MODULES.sync, module => module.conflicts),
  import: of(MODULES.sync, module => module.importFiles),
  allocate: of(MODULES.allocate, module => module.allocate),
  cleanCopy: of(MODULES.cleanCopy, module => module.cleanCopy),
  drillDown: of(MODULES.drillDown, module => module.drillDown),
  explain: of(MODULES.explain, module => module.explain),
  whyChanged: of(MODULES.whyChanged, module => module.whyChanged),
  healthCheck: of(MODULES.healthCheck, module => module.healthCheck),
  insertFunction: of(MODULES.insertFunction, module => module.insertFunction),
  openCustomer: of(MODULES.openCustomer, module => module.openCustomer),
  freezeSelection: of(MODULES.freeze, module => module.freezeSelection),
  freezeSheet: of(MODULES.freeze, module => module.freezeSheet),
  freezeWorkbook: of(MODULES.freeze, module => module.freezeWorkbook),
  thawSheet: of(MODULES.thaw, module => module.thawSheet),
  thawWorkbook: of(MODULES.thaw, module => module.thawWorkbook),
  monthlyAging: of(MODULES.monthlyAging, module => module.monthlyAging),
  statement: of(MODULES.statement, module => module.statement),
  rollForward: of(MODULES.rollForward, module => module.rollForward),
  margin: of(MODULES.margin, module => module.margin),
  verifySheet: of(MODULES.verifySheet, module => module.verifySheet),
}

/** Fetches the code of all commands, so that they work without a connection too. */
export async function fetchCommands(): Promise<void> {
  await Promise.allSettled(Object.values(MODULES).map(load => load()))
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
  const press = async (command: Command, event: Office.AddinCommands.Event) => {
    try {
      await carryOut(command, await desk)
    } finally {
      // Excel keeps the button busy until it hears this.
      event.completed()
    }
  }
  for (const [name, command] of Object.entries(COMMANDS)) {
    Office.actions.associate(name, (event: Office.AddinCommands.Event) => void press(command, event))
  }
  void desk.then(followRibbon)
}
