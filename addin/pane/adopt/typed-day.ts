import type { IsoDate } from '../../../shared/dates.js'
import { readDate } from '../../../shared/intake/cells.js'
import { Refusal } from '../../../shared/refusals.js'

/** The day that was typed; nothing when it is none. */
export function typedDay(text: string): IsoDate | undefined {
  try {
    return readDate(text, [])
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return undefined
  }
}
