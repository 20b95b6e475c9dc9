import { registerFunctions } from './cells/register.js'
import { associateCommands, fetchCommands } from './commands/index.js'
import type { Desk } from './desk/desk.js'
import { openDesk } from './desk/open-desk.js'

/**
 * The one script of the add-in: Excel runs it once for each open workbook, for cells, buttons and the pane alike. Functions are given to
 * Excel at once; what they answer with comes when the workbook is open.
 */
const cells = registerFunctions()

/** The desk of the open workbook; outside Excel it never comes. */
export const desk: Promise<Desk> = Office.onReady().then(({ host }) => {
  if (host) return openDesk(cells)
  void pane().then(({ showOutside }) => showOutside(navigator.language))
  return new Promise<never>(() => undefined)
})

associateCommands(desk)
// What the first cells wait for comes first.
void desk
  .then(async ({ replica, tables }) => (await replica.ready, await tables.openIfBound()))
  .catch(console.error)
  .then(fetchCommands)
// Cells can be used without the pane, so it comes when they are there.
if (document.getElementById('pane')) void desk.then(async open => (await pane()).showPane(open))

function pane() {
  return import('./pane/main.js')
}
