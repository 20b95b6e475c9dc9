import { FUNCTIONS } from '../../shared/functions/index.js'
import { LiveCells } from './live.js'
import type { StandingCall } from './standing.js'

/**
 * Gives every function of the catalogue to Excel, as a script that Excel loads must do at once. Calls that come before there is a ledger
 * wait for it.
 */
export function registerFunctions(): LiveCells {
  const cells = new LiveCells()
  for (const [name, definition] of FUNCTIONS) {
    const parameters = Object.keys(definition.params).length
    CustomFunctions.associate(name, (...given: unknown[]) => {
      // Excel gives every parameter, null for one left out, and then the invocation.
      cells.call(name, definition, given.slice(0, parameters), given[given.length - 1] as StandingCall['invocation'])
    })
  }
  return cells
}
