import { onSheet } from './on-sheet.js'
import { plain } from './outcome.js'
import type { Place } from './place.js'

/** Writes formulas on the first sheet and waits for their values. */
export const formulas = async (place: Place, address: string, entries: unknown[][]) => {
  await onSheet(place, async (sheet, context) => {
    sheet.getRange(address).formulas = entries
    await context.sync()
  })
  await place.calculated()
}

/** The arguments of the calls since a moment. */
export const callsSince = (place: Place, before: number) => plain(place.calls.slice(before).map(call => [call.cellName, call.values]))
