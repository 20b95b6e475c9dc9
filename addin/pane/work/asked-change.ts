import { addDays, day, iso, type IsoDate } from '../../../shared/dates.js'
import type { BridgeMoment } from '../../../shared/domain/bridge-question.js'
import type { ReportParams } from '../../../shared/reports/define.js'

/** Two moments as they were typed; '' for the newest change. */
export interface TypedMoments {
  from: string
  to: string
  knownFrom: string
  knownTo: string
}

/** A date known at a change. Refuses a text that is no date. */
export const momentOf = (date: string, known: string): BridgeMoment => ({
  asOf: day(date),
  ...(known.trim() === '' ? {} : { knownAt: Number(known) }),
})

/** Whether the report of customers' changes can be asked between two moments: two dates of one change, or one date at two. */
export const isReportable = ({ from, to, knownFrom, knownTo }: TypedMoments): boolean => from === to || knownFrom.trim() === knownTo.trim()

/**
 * What the report of customers' changes is asked between two moments; `earlier` is the change since when one date is told of that has no
 * earlier one.
 */
export function changeParams({ from, to, knownFrom, knownTo }: TypedMoments, earlier: (date: IsoDate) => number): ReportParams {
  const known = knownTo.trim() === '' ? {} : { knownAt: Number(knownTo) }
  const asOf = iso(day(to))
  if (from === to) return { asOf, since: knownFrom.trim() === '' ? earlier(asOf) : Number(knownFrom), ...known }
  return { asOf, period: `${iso(addDays(day(from), 1))}..${asOf}`, ...known }
}
