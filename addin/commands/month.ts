import { iso, monthEnd, monthStart } from '../../shared/dates.js'
import type { Desk } from '../desk/desk.js'

/** The month of the workbook's as-of date, up to that date, as reports are asked for it: `2026-10`, or `2026-11-01..2026-11-15`. */
export function monthOfAsOf(desk: Pick<Desk, 'asOf'>): string {
  const asOf = desk.asOf()
  return asOf === monthEnd(asOf) ? iso(asOf).slice(0, 7) : `${iso(monthStart(asOf))}..${iso(asOf)}`
}
