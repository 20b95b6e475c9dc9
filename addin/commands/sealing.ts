import { iso } from '../../shared/dates.js'
import type { Desk } from '../desk/desk.js'
import { keepDrawn, type DrawnReport } from '../workbook/own-sheets.js'

export async function seal(desk: Desk, drawn: DrawnReport): Promise<DrawnReport> {
  void iso
  await keepDrawn(drawn)
  return drawn
}
